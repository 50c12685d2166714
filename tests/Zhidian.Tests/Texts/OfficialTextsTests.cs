using System.Text;
using Zhidian.Classification;
using Zhidian.Registry.Storage;
using Zhidian.Registry.Texts;
using Zhidian.Texts;

namespace Zhidian.Tests.Texts;

/// <summary>The official texts as an operator has them; they are not part of the repository, so these tests are skipped without them.</summary>
public sealed class OfficialTextsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-official-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void All_1676_rows_are_checked_and_then_applied()
    {
        if (Definitions() is not { } file)
        {
            Assert.Skip("no shared/data/classification/definitions.csv above the repository");
            return;
        }
        var version = Versions.Latest;
        using var registry = RegistryDatabase.Open(_folder);
        var texts = new TextRegister(registry);
        var kept = texts.Check(Versions.Current, version, TextFile.Read(file, "definitions.csv", null, new TextLimits()), "li", "register");
        var check = kept.Check;
        Assert.Equal(1676, check.Effects.Count);
        // 6-03-03-03 is in the register, but its origin is not confirmed (data/README.md): of the versions here only 1999 has the code.
        Assert.Equal(["6-03-03-03"], check.Effects.Where(e => e.Kind == EffectKind.Refused).Select(e => e.Code));
        Assert.Equal(["T2006"], check.Findings.Where(f => f.Severity == Severity.Error).Select(f => f.Fault));
        // Leaders and soldiers have no tasks; some names of work types hold a 、 that cuts them.
        Assert.Equal(11, check.Findings.Count(f => f.Fault == "T2014"));
        Assert.Equal(["T2006", "T2011", "T2014", "T2020"], check.Findings.Select(f => f.Fault).Distinct().Order());
        Assert.Throws<TextRefusedException>(() => texts.Apply(Versions.Current, check.Id, kept.Hash, "li", "first"));
        Assert.Equal(0, texts.LastImport());

        var mended = Path.Combine(_folder, "mended.csv");
        File.WriteAllText(
            mended,
            WithoutRow(File.ReadAllText(file), "6-03-03-03"),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)
        );
        kept = texts.Check(Versions.Current, version, TextFile.Read(mended, "mended.csv", null, new TextLimits()), "li", "register");
        Assert.Equal((0, 1675), (kept.Check.Errors, kept.Check.Count(EffectKind.New)));
        var import = texts.Apply(Versions.Current, kept.Check.Id, kept.Hash, "li", "first");
        Assert.Equal(1675, import.Added);
        var shelf = texts.Shelf();
        Assert.All(version.Occupations, e => Assert.NotNull(shelf.InForce(Versions.Current, e.Id, version)!.Content.Definition));
        var tasks = version.Occupations.Select(e => shelf.InForce(Versions.Current, e.Id, version)!.Content.Tasks).ToList();
        Assert.Equal(1664, tasks.Count(t => t.Count > 1));
        // No number and no label is left in a text.
        Assert.DoesNotContain(
            tasks.SelectMany(t => t),
            t => t.Contains("主要工作：", StringComparison.Ordinal) || char.IsAsciiDigit(t[0]) && t[1] == '.'
        );
        // Again: everything is there already.
        kept = texts.Check(Versions.Current, version, TextFile.Read(mended, "mended.csv", null, new TextLimits()), "li", "register");
        Assert.Equal(1675, kept.Check.Count(EffectKind.Same));
    }

    /// <summary>Quoted fields of this file may hold line breaks, but none that is followed by a code.</summary>
    private static string WithoutRow(string text, string code)
    {
        var start = text.IndexOf("\n" + code + ",", StringComparison.Ordinal) + 1;
        var next = text.IndexOf("\n6-04-", start, StringComparison.Ordinal) + 1;
        return text[..start] + text[next..];
    }

    private static string? Definitions()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared/data/classification/definitions.csv") is var file && File.Exists(file))
                return file;
        return null;
    }
}
