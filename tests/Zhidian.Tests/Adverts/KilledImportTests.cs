using Zhidian.Mining.Adverts;
using Zhidian.Sample;
using Zhidian.Tests.Cli;
using Zhidian.Workspace;

namespace Zhidian.Tests.Adverts;

/// <summary>kill -9 at any moment and the same command again: nothing lost, nothing twice.</summary>
public sealed class KilledImportTests : IDisposable
{
    private const int Rows = 60_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-kill-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_import_killed_again_and_again_ends_like_an_undisturbed_one()
    {
        var file = Path.Combine(_folder, "many.csv");
        using (var stream = File.Create(file))
            SampleAdverts.WriteCsv(stream, count: Rows);
        var calm = Executable.NewData(Path.Combine(_folder, "calm"));
        Import(calm, file).Ends(0, "60,000 records, 60,000 added");
        Import(calm, file).Ends(0, "nothing added");

        var rough = Executable.NewData(Path.Combine(_folder, "rough"));
        // Before the first word, at the first batch, in the middle, near the end; then wherever time puts it.
        foreach (var moment in new[] { null, "import: 0 %", "import: 3", "import: 6", "import: 9" })
            KillAt(rough, file, moment);
        foreach (var milliseconds in new[] { 700, 1600 })
            KillAfter(rough, file, milliseconds);
        using (var store = FactStore.Open(rough.Path))
            Assert.InRange(store.Status().Adverts, 0, Rows);
        Import(rough, file).Ends(0);
        Import(rough, file).Ends(0, "nothing added");

        var (expected, found) = (Ids(calm), Ids(rough));
        Assert.Equal(Rows, expected.Count);
        Assert.Equal(expected, found);
    }

    private Outcome Import(DataFolder data, string file) => Executable.RunIn(_folder, "adverts", "import", file, "--data", data.Path);

    private void KillAt(DataFolder data, string file, string? word)
    {
        using var import = Executable.Start(_folder, "adverts", "import", file, "--data", data.Path);
        if (word is not null)
            try
            {
                import.WaitFor(word);
            }
            catch (TimeoutException) when (import.HasEnded)
            {
                return; // what an earlier kill left to do was done before that word
            }
        import.Kill();
    }

    private void KillAfter(DataFolder data, string file, int milliseconds)
    {
        using var import = Executable.Start(_folder, "adverts", "import", file, "--data", data.Path);
        Thread.Sleep(milliseconds);
        if (!import.HasEnded)
            import.Kill();
    }

    /// <summary>Each advert with its source, title and mark of a re-posting, in the store's order.</summary>
    private static List<(UInt128 Id, string Title, bool IsDuplicate)> Ids(DataFolder data)
    {
        using var store = FactStore.Open(data.Path);
        return store.Facts().Select(f => (f.Id, f.Title, f.IsDuplicate)).ToList();
    }
}
