using System.Text.Json;
using Zhidian.Workspace;

namespace Zhidian.Tests.Cli;

/// <summary>kill -9 during an import: the same command goes on, nothing is lost and nothing is there twice.</summary>
public sealed class KilledImportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-kill-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <param name="moment">What it says last before it is killed: at once, and after the first 20,000 records were committed.</param>
    /// <param name="goesOn">Whether there must be something to go on from.</param>
    [Theory]
    [InlineData("import: ", false)]
    [InlineData("import: 70 %", true)]
    public void Ends_with_the_store_of_an_undisturbed_one(string moment, bool goesOn)
    {
        File.WriteAllLines(
            Path.Combine(_folder, "many.csv"),
            Enumerable
                .Range(0, 45_000)
                .Select(i => $"{(i % 3 == 0 ? "会计" : "护士")},公司{i % 4000},2024-{(i % 12) + 1:00}-05,第{i % 44_000}条")
                .Prepend("title,company,date,description")
        );
        var (killed, whole) = (Data("killed"), Data("whole"));
        using (var import = Executable.Start(_folder, "adverts", "import", "many.csv", "--data", killed.Path))
        {
            import.WaitFor(moment);
            Assert.False(import.HasEnded);
            import.Kill();
        }

        var rerun = Import(killed);
        if (goesOn)
            Assert.Contains("went on after", rerun.Output, StringComparison.Ordinal);
        Import(whole);

        Assert.Equal(Store(whole), Store(killed));
    }

    private DataFolder Data(string name) => Executable.NewData(Path.Combine(_folder, name));

    private Outcome Import(DataFolder data)
    {
        var outcome = Executable.RunIn(_folder, "adverts", "import", "many.csv", "--data", data.Path);
        outcome.Ends(0);
        return outcome;
    }

    /// <summary>All that the store says of itself but when its imports ran.</summary>
    private string Store(DataFolder data)
    {
        var status = Executable.RunIn(_folder, "adverts", "status", "--json", "--data", data.Path);
        status.Ends(0);
        var root = JsonDocument.Parse(status.Output).RootElement;
        string[] shown = ["adverts", "duplicates", "rejects", "employers", "months", "coded", "sources"];
        return string.Join("\n", shown.Select(name => $"{name}: {root.GetProperty(name).GetRawText()}"));
    }
}
