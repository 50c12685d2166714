using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Zhidian.Classification;
using Zhidian.Classification.Exchange;
using Zhidian.Publication;
using Zhidian.Workspace;

namespace Zhidian.Bench;

/// <summary>
/// <c>bench export</c>: a full publication of each version in all formats, with hashes, manifest and signature, in a data folder of its own;
/// and the typed changes between every two versions, each pair told for the first time in a history read for it alone.
/// </summary>
internal static class ExportBench
{
    public static Command Build()
    {
        var command = new Command("export", "Seconds of a full export of each version, milliseconds of the changes between any two.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var clock = Stopwatch.StartNew();
        var history = Versions.Current;
        Line($"{Environment.ProcessorCount} processors; history read in {clock.Elapsed.TotalMilliseconds:F0} ms");
        var folder = Directory.CreateTempSubdirectory("zhidian-bench-").FullName;
        try
        {
            using var sets = new PublishedSets(new DataFolder(folder), new PublicationOptions());
            Line($"| version | files | MB | seconds | seconds of processor |");
            Line($"|---|---|---|---|---|");
            foreach (var version in history.Versions.Reverse())
            {
                var (wall, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
                var set = sets.Of(version);
                var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
                var size = set.Manifest.Files.Sum(f => f.Bytes) / 1e6;
                Line(
                    $"| {version.Name} | {set.Manifest.Files.Count} | {size:F1} | {wall.Elapsed.TotalSeconds:F2} | {used.TotalSeconds:F2} |"
                );
            }
            Slowest(new ExchangeSource(history, history.Latest, new Addresses()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Changes(history);
        return 0;
    }

    private static void Slowest(ExchangeSource source)
    {
        Line($"slowest files of {source.Version.Name}, milliseconds, warm:");
        foreach (
            var (name, took) in ExchangeFiles
                .Of(source)
                .Select(f =>
                {
                    var clock = Stopwatch.StartNew();
                    f.Write(Stream.Null);
                    return (f.Name, clock.Elapsed.TotalMilliseconds);
                })
                .OrderByDescending(f => f.TotalMilliseconds)
                .Take(4)
        )
            Line($"  {name} {took:F0}");
    }

    private static void Changes(History history)
    {
        Line($"| from | to | changes | ms, first time | ms of processor | ms again |");
        Line($"|---|---|---|---|---|---|");
        foreach (var (i, older) in history.Versions.Index())
        foreach (var newer in history.Versions.Skip(i + 1))
        {
            // A history of its own: nothing of the pair is known yet, neither links nor look-up tables of the comparison.
            var cold = new History(
                history.Versions,
                history.Steps,
                history.Documents.Values.ToList(),
                history.OldCodes,
                history.NewOccupations
            );
            var (clock, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
            var count = cold.Changes(older, newer).Count;
            var first = clock.Elapsed.TotalMilliseconds;
            var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds;
            clock.Restart();
            _ = cold.Changes(older, newer).Count;
            Line($"| {older.Name} | {newer.Name} | {count} | {first:F1} | {used:F1} | {clock.Elapsed.TotalMilliseconds:F3} |");
        }
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
