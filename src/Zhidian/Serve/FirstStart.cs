using Zhidian.Adverts;
using Zhidian.Classification;
using Zhidian.Cli;
using Zhidian.Discovery;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Discovery;
using Zhidian.Search;

namespace Zhidian.Serve;

/// <summary>
/// What has to be there before the portal shows anything: the Classification, adverts (a generated sample on an empty folder), a
/// discovery run. Each step is skipped when it was done before, so that it may be stopped at any moment.
/// </summary>
public static class FirstStart
{
    public static void SetUp(
        Workspace.Workspace workspace,
        DiscoveryRuns discovery,
        ImportJobs imports,
        bool withSample,
        CancellationToken cancel
    )
    {
        var latest = Versions.Latest;
        Console.WriteLine(
            $"Classification: versions {string.Join(", ", Versions.All.Select(v => v.Name))}; {latest.Name} has {latest.Occupations.Count:N0} occupations"
        );
        if (withSample && workspace.Facts.Status().Adverts == 0)
            imports.Alone(() => ImportSample(workspace, cancel), cancel);
        var status = workspace.Facts.Status();
        Console.WriteLine($"Adverts: {status.Adverts:N0}, {status.FirstMonth?.ToString() ?? "-"} to {status.LastMonth?.ToString() ?? "-"}");
        if (status.Adverts == 0)
            Console.WriteLine(
                "There is nothing to see of the labour market yet. Import adverts in the portal, or in another terminal: zhidian adverts import FILE"
            );
        var recoded = 0L;
        // Without adverts there are no codes, and no need of the coder yet: reading it is a third of the work of a start.
        if (status.Adverts > 0 && workspace.CodesAreOld)
            imports.Alone(() => recoded = Recode(workspace, status.Adverts, cancel), cancel);
        if (status.Adverts > 0 && (recoded > 0 || IsBehind(workspace.Emerging, status, latest)))
        {
            Console.WriteLine("Looking for candidates of new occupations ...");
            var run = Terminal.WithProgress(say => discovery.Refresh(cancel, new Synchronous(p => say("discovery: " + p.Stage, p.Done))));
            Console.WriteLine($"Discovery: {run.Candidates.Count} candidates");
        }
    }

    /// <summary>Builds the search index and reads or trains the coder while others are served, so that the first who needs them waits less.</summary>
    public static Task WarmUp(Workspace.Workspace workspace, SearchIndexes search) =>
        Task.Run(() =>
        {
            search.Of(Versions.Latest);
            workspace.Coder(Versions.Latest);
        });

    /// <summary>The coder has learned since the adverts were imported (a new build, local labels): what it says now replaces the stored codes.</summary>
    private static long Recode(Workspace.Workspace workspace, long adverts, CancellationToken cancel)
    {
        Console.WriteLine("The coder has changed since these adverts were coded: coding them again ...");
        return Terminal.WithProgress(say => workspace.Recode(new Counted(done => say("coding", done / (double)adverts)), cancel));
    }

    /// <summary>Adverts came in while no server ran, or the run is of another Classification.</summary>
    private static bool IsBehind(DiscoveryRun? run, StoreStatus status, ClassificationVersion latest) =>
        run is null || run.ContentHash != latest.ContentHash || status.Imports.Any(i => i.Added > 0 && i.Finished > run.MadeAt.UtcDateTime);

    private static void ImportSample(Workspace.Workspace workspace, CancellationToken cancel)
    {
        Console.WriteLine("No adverts yet: generating a sample (invented adverts, labelled as such) ...");
        var file = Path.Combine(workspace.Data.Spool, Sample.SampleAdverts.Source + ".csv");
        Workspace.DataFolder.Replace(file, stream => Sample.SampleAdverts.WriteCsv(stream));
        try
        {
            Terminal.WithProgress(say =>
                workspace
                    .Importer()
                    .Import(
                        file,
                        ImportOptions.Default,
                        new Imported(p => say("importing and coding", p.BytesTotal == 0 ? 0 : p.BytesDone / (double)p.BytesTotal)),
                        cancel
                    )
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed class Synchronous(Action<DiscoveryProgress> report) : IProgress<DiscoveryProgress>
    {
        public void Report(DiscoveryProgress value) => report(value);
    }

    private sealed class Counted(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }

    private sealed class Imported(Action<ImportProgress> report) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => report(value);
    }
}
