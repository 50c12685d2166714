using Zhidian.Classification;
using Zhidian.Registry.Texts;

namespace Zhidian.Registry.Tests.Texts;

/// <summary>What is found in a row, and where; each on the versions that are embedded.</summary>
public sealed class TextCheckingTests
{
    private static (IReadOnlyList<TextEffect> Effects, IReadOnlyList<FileFinding> Findings) Check(
        TextTable table,
        string version = "2022.2"
    ) => new TextChecking(Classification.Versions.Current, TextFiles.Version(version), table, _ => null).Run();

    /// <summary>One row with a fault: its code, whether it is an error, and words the message must hold.</summary>
    [Theory]
    [InlineData("T2001", "2-02-99-99", "甲。", null, null, null, "no version")]
    [InlineData("T2001", "2.02.10.03", "甲。", null, null, null, "not a code")]
    [InlineData("T2001", "", "甲。", null, null, null, "empty")]
    [InlineData("T2002", "2-02-32-00", "甲。", null, null, null, "2-02-32-01")]
    [InlineData("T2003", "2-02-10-03", "甲。", "别的名称", null, null, "not '别的名称'")]
    [InlineData("T2007", "2-02-10-03", null, null, null, null, "no text")]
    [InlineData("T2009", "2-02-10-03", "甲\u0007。", null, null, null, "U+0007")]
    [InlineData("T2009", "2-02-10-03", "甲\uFFFD。", null, null, null, "U+FFFD")]
    [InlineData("T2010", "2-02-10-03", "=HYPERLINK(1)", null, null, null, "formula")]
    [InlineData("T2010", "2-02-10-03", "定义：+1", null, null, null, "formula")]
    [InlineData("T2010", "2-02-10-03", "甲。", null, "1.做一;2.@SUM", null, "@SUM")]
    [InlineData("T2010", "2-02-10-03", "甲。", null, null, "甲工、－乙工", "formula")]
    [InlineData("T2012", "2-02-10", "甲。", null, null, null, "group")]
    public void A_row_at_fault_is_refused(
        string fault,
        string code,
        string? definition,
        string? title,
        string? tasks,
        string? workTypes,
        string words
    )
    {
        var (effects, findings) = Check(TextFiles.Of((code, title, definition, tasks, workTypes)));
        Assert.Equal(EffectKind.Refused, Assert.Single(effects).Kind);
        var found = findings.Where(f => f.Fault == fault).ToList();
        Assert.NotEmpty(found);
        Assert.All(found, f => Assert.Equal((Severity.Error, "texts.csv", 2), (f.Severity, f.File, f.Row)));
        Assert.Contains(found, f => f.English.Contains(words, StringComparison.Ordinal));
        Assert.All(findings, f => Assert.NotEqual("", FindingKinds.MendOf(f.Fault).English));
        Assert.All(findings, f => Assert.NotEqual("", FindingKinds.MendOf(f.Fault).Chinese));
    }

    [Fact]
    public void A_retired_occupation_is_named_with_its_successors()
    {
        var version = TextFiles.Version("2022");
        var history = Classification.Versions.Current;
        var older = history.Versions.First(v => v.Name == "2015");
        var retired = older.Occupations.First(e =>
            version.FindById(e.Id) is null
            && history.Successors(e.Id, version).Count > 0
            && CodeLookup.In(version, e.Code.Text) is CodeLookup.Gone
        );
        var (effects, findings) = Check(TextFiles.Definitions((retired.Code.Text, "甲。")), "2022");
        Assert.Equal(EffectKind.Refused, effects[0].Kind);
        var finding = Assert.Single(findings, f => f.Severity == Severity.Error);
        Assert.Equal("T2006", finding.Fault);
        Assert.Contains(history.Successors(retired.Id, version)[0].Code.Text, finding.English, StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_later_and_what_is_too_long_and_what_stands_twice_is_found()
    {
        var later = TextFiles.Version("2022.2").Occupations.First(e => TextFiles.Version("2022").FindById(e.Id) is null);
        var (_, early) = Check(TextFiles.Definitions((later.Code.Text, "甲。")), "2022");
        Assert.Contains(early, f => f.Fault is "T2002" && f.English.Contains("comes with", StringComparison.Ordinal));

        var (_, longer) = Check(
            TextFiles.Of(("2-02-10-03", null, new string('甲', TextRules.LongestDefinition + 1), "1.一;2." + new string('乙', 1001), null))
        );
        Assert.Equal(2, longer.Count(f => f.Fault == "T2008"));

        var title = TextFiles.Version("2022.2").Find(Code.Parse("2-02-10-03"))!.Title;
        var (effects, twice) = Check(
            TextFiles.Of(
                ("2-02-10-03", title + "S", "甲。", "1.一", "甲乙工、甲乙工、丙丁工"),
                ("2-02-10-03", null, "乙。", "1.一", null),
                ("2-02-10-04", title, "丙。", "1.一", "丙丁工")
            )
        );
        Assert.Equal([EffectKind.New, EffectKind.Refused, EffectKind.Refused], effects.Select(e => e.Kind));
        Assert.Equal(["甲乙工", "丙丁工"], effects[0].After!.WorkTypes!);
        Assert.Equal(
            [
                ("T2011", 2, Severity.Warning),
                ("T2004", 3, Severity.Error),
                ("T2005", 4, Severity.Error),
                ("T2003", 4, Severity.Error),
                ("T2011", 4, Severity.Error),
            ],
            twice.Select(f => (f.Fault, f.Row, f.Severity))
        );
    }

    [Fact]
    public void A_title_of_another_version_is_only_a_warning()
    {
        var renamed = Classification
            .Versions.Current.Changes(TextFiles.Version("2022"), TextFiles.Version("2022.2"))
            .First(c => c is { Kind: ChangeKind.Renamed, Level: Level.Occupation });
        var (effects, findings) = Check(TextFiles.Of((renamed.Code!.Value.Text, renamed.OldTitle, "甲。", "1.一", null)));
        Assert.Equal(EffectKind.New, effects[0].Kind);
        Assert.Equal(("T2003", Severity.Warning), findings.Select(f => (f.Fault, f.Severity)).Single());
    }

    [Fact]
    public void Warnings_say_what_is_missing_and_do_not_refuse()
    {
        var (effects, findings) = Check(
            TextFiles.Of(
                ("2-02-10-03", null, "甲。", null, null),
                ("2-02-10-04", null, null, "1.一", null),
                ("2-02-10-05", null, "甲。", "1.一;3.三", "陶瓷、玻璃修复师")
            )
        );
        Assert.All(effects, e => Assert.Equal(EffectKind.New, e.Kind));
        Assert.Equal([("T2014", 2), ("T2020", 4), ("T2015", 4)], findings.Select(f => (f.Fault, f.Row)));
        Assert.All(findings, f => Assert.Equal(Severity.Warning, f.Severity));
    }
}
