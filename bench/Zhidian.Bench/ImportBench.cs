using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Zhidian.Classification;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Coding;

namespace Zhidian.Bench;

/// <summary><c>bench import</c>: speed and memory of importing and coding a folder of adverts, twice, and of the questions pages ask.</summary>
internal static class ImportBench
{
    public static Command Build()
    {
        var adverts = new Option<string>("--adverts")
        {
            Description = "File or folder of adverts.",
            DefaultValueFactory = _ => "../shared/data/adverts",
        };
        var command = new Command("import", "Rows per second, seconds, peak memory, seconds of a second import, duplicates, questions.")
        {
            adverts,
        };
        command.SetAction(parsed => Run(parsed.GetValue(adverts)!));
        return command;
    }

    private static int Run(string adverts)
    {
        if (!File.Exists(adverts) && !Directory.Exists(adverts))
        {
            Console.WriteLine($"skipped: {adverts} is not there (--adverts PATH names it)");
            return 0;
        }
        var folder = Directory.CreateTempSubdirectory("zhidian-bench-").FullName;
        try
        {
            using var store = FactStore.Open(folder);
            var clock = Stopwatch.StartNew();
            var coder = Coder.Build(Versions.Latest);
            Line($"coder built in {clock.Elapsed.TotalSeconds:F1} s; {Environment.ProcessorCount} processors");
            var importer = new AdvertImporter(
                store,
                (title, text) =>
                {
                    var answer = coder.Code(title, text);
                    return (answer.Entry?.Id, answer.Confidence);
                },
                coder.Version
            );
            var before = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
            var first = importer.Import(adverts, ImportOptions.Default);
            Line(
                $"first import: {first.Records} rows in {first.Elapsed.TotalSeconds:F1} s, {first.Records / first.Elapsed.TotalSeconds:F0} rows/s"
            );
            Line(
                $"  processor time {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds - before:F1} s; a busy machine makes the seconds above longer, not these"
            );
            Line($"  added {first.Added}, of them duplicates {first.Duplicates}; repeats {first.Repeats}; rejects {first.Rejects}");
            Line(
                $"  not understood: dates {first.Files.Sum(f => f.UnknownDates)}, salaries {first.Files.Sum(f => f.UnknownSalaries)}, places {first.Files.Sum(f => f.UnknownCities)}"
            );
            Line(
                $"  peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB, store {new FileInfo(store.File).Length >> 20} MB"
            );
            var second = importer.Import(adverts, ImportOptions.Default);
            Line($"second import: added {second.Added} in {second.Elapsed.TotalSeconds:F1} s");
            Questions(store);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Questions(FactStore store)
    {
        Time("status", () => _ = store.Status());
        Time("all facts", () => _ = store.Facts().Count());
        Time("all texts", () => _ = store.Texts().Count());
        foreach (var entry in store.AdvertsByEntry().OrderByDescending(pair => pair.Value).Take(3))
        {
            Time($"occupation of {entry.Value} adverts", () => _ = store.Occupation(entry.Key));
            Time("  again", () => _ = store.Occupation(entry.Key));
        }
    }

    private static void Time(string name, Action act)
    {
        var clock = Stopwatch.StartNew();
        act();
        Line($"{name}: {clock.Elapsed.TotalMilliseconds:F1} ms");
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
