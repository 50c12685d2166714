using System.Text.RegularExpressions;
using Zhidian.Tests.Cli;
using Zhidian.Workspace;

namespace Zhidian.Tests.Serve;

/// <summary>While a server holds the data folder the command line works through it, and says the same as without one.</summary>
public sealed class HandOverTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-hand-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_command_says_and_ends_the_same_with_and_without_a_server()
    {
        var alone = Executable.NewData(Path.Combine(_folder, "alone"));
        var held = Executable.NewData(Path.Combine(_folder, "held"));
        using var served = Served.Start(held, "--no-sample");
        Write(
            "good.csv",
            ["title,company,city,date", .. Enumerable.Range(0, 80).Select(i => $"碳账户管理师,企业{i},上海,2024-{i % 12 + 1:D2}-10")]
        );
        Write("faulty.csv", ["title,company", "会计,甲公司", ",乙公司", "\"出纳,丙公司"]);
        Write("columns.csv", ["甲,乙", "厨师,丁公司"]);
        Directory.CreateDirectory(Path.Combine(_folder, "mixed"));
        Write("mixed/a.csv", ["title,company", "电工,戊公司"]);
        Write("mixed/notes.txt", ["no adverts"]);
        Write("mixed/readme.md", ["no adverts"]);
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        Write("empty/readme.md", ["no adverts"]);
        foreach (
            var (exit, line) in new[]
            {
                (2, "discover"),
                (0, "adverts import good.csv"),
                (0, "adverts import good.csv"),
                (1, "adverts import faulty.csv"),
                (2, "adverts import columns.csv"),
                (2, "adverts import columns.csv --map 丙=title"),
                (0, "adverts import columns.csv --map 甲=title"),
                (0, "adverts import mixed"),
                (2, "adverts import empty"),
                (2, "adverts import missing.csv"),
                (0, "adverts status"),
                (0, "adverts rejects"),
                (2, "discover --version 2030"),
                (0, "discover --top 5 --output -"),
            }
        )
        {
            var (here, there) = (Ask(line, alone), Ask(line, held));
            Assert.True(here.Exit == exit, $"{line}: {here}");
            Assert.True(there.Exit == exit, $"{line}, through the server: {there}");
            Assert.Equal(Timeless(here.Output, alone), Timeless(there.Output, held));
            if (exit == 2)
                Assert.Equal(Timeless(Last(here), alone), Timeless(Last(there), held));
        }
    }

    private Outcome Ask(string line, DataFolder data) => Executable.RunIn(_folder, [.. line.Split(' '), "--data", data.Path]).Plain();

    private void Write(string name, IEnumerable<string> lines) => File.WriteAllLines(Path.Combine(_folder, name), lines);

    private static string Last(Outcome outcome) => outcome.Messages.TrimEnd().Split('\n')[^1];

    private static string Timeless(string text, DataFolder data) =>
        Folders.Replace(Seconds.Replace(text.Replace(data.Path, "DATA", StringComparison.Ordinal), "N s"), "");

    private static readonly Regex Seconds = new(@"\d+\.\d s\b", RegexOptions.NonBacktracking);

    /// <summary>An uploaded file lies in the server's spool, where the sender's paths mean nothing.</summary>
    private static readonly Regex Folders = new(
        @"(DATA/spool/[^/\s]+/|/tmp/zhidian-hand-\w+/)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    );
}
