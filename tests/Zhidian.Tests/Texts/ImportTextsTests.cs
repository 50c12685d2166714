using System.Text.Json;
using Zhidian.Classification;
using Zhidian.Registry.Audit;
using Zhidian.Registry.Storage;
using Zhidian.Registry.Texts;
using Zhidian.Tests.Cli;
using Zhidian.Tests.Serve;
using Zhidian.Workspace;

namespace Zhidian.Tests.Texts;

/// <summary><c>zhidian classification import</c> as a user runs it, alone and beside a server.</summary>
public sealed class ImportTextsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-import-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_command_says_and_ends_the_same_with_and_without_a_server()
    {
        var alone = Executable.NewData(Path.Combine(_folder, "alone"));
        var held = Executable.NewData(Path.Combine(_folder, "held"));
        using var served = Served.Start(held, "--no-sample");
        Write(
            "good.csv",
            "code,title,definition,tasks,work types",
            "2-02-10-03,,甲。,1.做一;2.做二,甲乙工；丙丁工",
            "2-02-10-04,,乙。,1.做三,"
        );
        Write("wrong.csv", "code,definition,tasks", "2-02-10-03,丙。,1.做一", "2-02-99-99,丁。,1.做一");
        foreach (
            var (exit, line, words) in new[]
            {
                (0, "good.csv --version 2022.2", "2 new, 0 changed, 0 the same, 0 refused; 0 errors, 0 warnings"),
                (2, "good.csv --version 2022.2 --apply", "--reason"),
                (2, "good.csv --version 2030", "2030"),
                (2, "missing.csv --version 2022.2", "missing.csv"),
                (1, "wrong.csv --version 2022.2 --apply --reason x", "T2001"),
                (0, "good.csv --version 2022.2 --source 文件一 --apply --reason first", "Applied as import 1"),
                (0, "good.csv --version 2022.2 --apply --reason again", "nothing to apply"),
            }
        )
        {
            var (here, there) = (Ask(line, alone), Ask(line, held));
            here.Ends(exit, words);
            there.Ends(exit, words);
            Assert.Equal(here.Output, there.Output);
        }
        // The server shows it without a restart: the text, its source, and the work types in place of the embedded ones.
        using var visitor = served.Public();
        var answer = Get(visitor, "/api/v1/versions/latest/occupations/2-02-10-03/texts");
        Assert.Equal("甲。", answer.GetProperty("definition").GetString());
        Assert.Equal("文件一", answer.GetProperty("source").GetProperty("document").GetString());
        Assert.Equal(["甲乙工", "丙丁工"], answer.GetProperty("workTypes").EnumerateArray().Select(w => w.GetString()));
        var entry = Get(visitor, "/api/v1/versions/latest/occupations/2-02-10-03").GetProperty("entry");
        Assert.Equal(["甲乙工", "丙丁工"], entry.GetProperty("workTypes").EnumerateArray().Select(w => w.GetString()));
        Assert.Contains("2-02-10-03", Get(visitor, "/api/v1/search?q=甲乙工").GetRawText(), StringComparison.Ordinal);
        foreach (var data in new[] { alone, held })
            Executable
                .Run("classification", "undo-import", "1", "--reason", "a slip", "--data", data.Path)
                .Ends(0, "Import 1 is taken back by import 2: 2 texts");
        Assert.DoesNotContain(
            "甲乙工",
            Get(visitor, "/api/v1/versions/latest/occupations/2-02-10-03").GetRawText(),
            StringComparison.Ordinal
        );
        Executable.Run("classification", "undo-import", "1", "--reason", "x", "--data", alone.Path).IsRefusal("taken back by import 2");
        Executable.Run("audit", "verify", "--data", alone.Path).Ends(0, "is whole");
    }

    [Fact]
    public void A_spreadsheet_of_2_GB_and_a_bomb_are_findings_and_nothing_is_applied()
    {
        var data = Executable.NewData(_folder);
        var huge = Path.Combine(_folder, "huge.xlsx");
        using (var file = File.Create(huge))
            file.SetLength(2L << 30);
        Ask("huge.xlsx --version latest --apply --reason x", data).Ends(1, "T1002", "it was not read");
        var book = Workbooks.Zip(
            Workbooks.Parts("S").Append(new("xl/worksheets/sheet1.xml", Workbooks.Sheet([Workbooks.Row(1, [new string(' ', 20 << 20)])])))
        );
        File.WriteAllBytes(Path.Combine(_folder, "bomb.xlsx"), Workbooks.Claiming(book, "xl/worksheets/sheet1.xml", 1000));
        Ask("bomb.xlsx --version latest --apply --reason x", data).Ends(1, "T1005", "more than the 1,000 bytes it claims");
        using var registry = RegistryDatabase.Open(data.Path);
        Assert.Equal(0, new TextRegister(registry).LastImport());
    }

    /// <summary>kill -9 wherever time puts it: an import is there whole or not at all, and the audit says the same.</summary>
    [Fact]
    public void A_killed_import_is_whole_or_not_there()
    {
        var data = Executable.NewData(_folder);
        Versions
            .Latest.Occupations.Select(e => $"{e.Code},从事{e.Title}工作的人员。,1.做一;2.做二")
            .Prepend("code,definition,tasks")
            .ToList()
            .ForEach(line => File.AppendAllText(Path.Combine(_folder, "all.csv"), line + "\n"));
        var whole = Versions.Latest.Occupations.Count;
        foreach (var milliseconds in new[] { 900, 1500, 2200, 3000, 4000 })
        {
            using (var import = Start("all.csv --version latest --apply --reason x", data))
            {
                Thread.Sleep(milliseconds); // a kill has no better moment than an arbitrary one
                if (!import.HasEnded)
                    import.Kill();
            }
            using var registry = RegistryDatabase.Open(data.Path);
            var shelf = new TextRegister(registry).Shelf();
            Assert.Contains(shelf.Count, new[] { 0, whole });
            Assert.Equal(shelf.Count == 0 ? 0 : 1, shelf.Number);
            Assert.True(new AuditLog(registry).Verify().Whole);
        }
        Ask("all.csv --version latest --apply --reason x", data).Ends(0);
        using var after = RegistryDatabase.Open(data.Path);
        Assert.Equal((whole, 1L), (new TextRegister(after).Shelf().Count, new TextRegister(after).LastImport()));
    }

    private Outcome Ask(string line, DataFolder data)
    {
        using var program = Start(line, data);
        return program.Wait().Plain();
    }

    private Executable Start(string line, DataFolder data) =>
        Executable.Start(_folder, ["classification", "import", .. line.Split(' '), "--data", data.Path]);

    private static JsonElement Get(HttpClient client, string path) =>
        JsonDocument.Parse(client.GetStringAsync(new Uri(path, UriKind.Relative)).GetAwaiter().GetResult()).RootElement;

    private void Write(string name, params string[] lines) => File.WriteAllLines(Path.Combine(_folder, name), lines);
}
