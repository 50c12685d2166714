using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Zhidian.Classification;
using Zhidian.Mining.Coding;
using Zhidian.Mining.Text;

namespace Zhidian.Bench;

/// <summary><c>bench coding</c>: quality of the coder on hand-coded titles, and its speed.</summary>
internal static class CodingBench
{
    public static Command Build()
    {
        var shared = Corpora.Shared();
        var sets = new Option<string[]>("--set")
        {
            Description = "Title files to measure on.",
            DefaultValueFactory = _ => ["gold-dev", "silver-dev"],
            AllowMultipleArgumentsPerToken = true,
        };
        var errors = new Option<bool>("--errors")
        {
            Description = "Print what was coded wrong. For training sets only: looking at the errors of a test set spoils it.",
        };
        var quick = new Option<bool>("--quick") { Description = "Quality only." };
        var command = new Command("coding", "Top-1 at four levels, top-5, coverage and precision, calibration, titles per second.")
        {
            shared,
            sets,
            errors,
            quick,
        };
        command.SetAction(parsed => Run(parsed.GetValue(shared)!, parsed.GetValue(sets)!, parsed.GetValue(errors), parsed.GetValue(quick)));
        return command;
    }

    private static int Run(string shared, string[] sets, bool errors, bool quick)
    {
        var clock = Stopwatch.StartNew();
        var coder = Coder.Build(Versions.Latest);
        var cpu = Environment.CpuUsage.TotalTime;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{coder.Version}, built without cache in {clock.Elapsed.TotalSeconds:F2} s ({cpu.TotalSeconds:F2} s of CPU with start-up); {Machine()}"
            )
        );
        foreach (var set in sets)
            if (Corpora.Titles(shared, set) is { } titles)
            {
                CodingMetrics.Of(coder, titles, withText: false).Print($"{set}, title alone");
                if (titles.Any(t => t.Text is not null))
                    CodingMetrics.Of(coder, titles, withText: true).Print($"{set}, title and text");
                if (errors)
                    Errors(coder, titles);
            }
        if (!quick)
            Speed(coder, shared);
        return 0;
    }

    private static void Errors(Coder coder, IReadOnlyList<LabelledTitle> titles)
    {
        foreach (var title in titles)
        {
            var answer = coder.Code(title.Title);
            if (CodingMetrics.Right(new CodedTitle(title, answer), Level.Occupation, strict: true))
                continue;
            var best = answer.Alternatives.Count > 0 ? answer.Alternatives[0] : null;
            var lenient = CodingMetrics.Right(new CodedTitle(title, answer), Level.Occupation, strict: false) ? "also" : "WRONG";
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{lenient} {title.Kind} | {title.Title} | {TitleNormaliser.Key(title.Title)} | want {title.Code} {Versions.Latest.Find(title.Code)?.Title} | got {best?.Entry.Code} {best?.Entry.Title} {best?.Confidence:F2} fit {answer.Fit:F2}"
                )
            );
        }
    }

    private static void Speed(Coder coder, string shared)
    {
        var folder = Path.Combine(shared, "adverts");
        if (!Directory.Exists(folder))
        {
            Console.WriteLine($"skipped speed: {folder} is not there");
            return;
        }
        var all = Directory.GetFiles(folder, "*.csv.gz").Order(StringComparer.Ordinal).SelectMany(Titles).ToList();
        var distinct = all.Distinct().ToArray();
        foreach (var title in distinct.Take(5_000)) // let the JIT settle
            coder.Nearest(title, 1);
        var fresh = Coder.Build(Versions.Latest);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"\n## speed on one thread, titles of real adverts: {all.Count} of which {distinct.Length} distinct"
            )
        );
        Measure("coding, distinct titles (nothing cached)", distinct.Length, () => Each(distinct, t => fresh.Code(t)));
        var another = Coder.Build(Versions.Latest);
        Measure("coding, all titles as adverts bring them", all.Count, () => Each(all, t => another.Code(t)));
        Measure("coding, all titles again (cached)", all.Count, () => Each(all, t => another.Code(t)));
        Measure("normalising, distinct titles", distinct.Length, () => Each(distinct, t => TitleNormaliser.Key(t)));
        var few = distinct.Take(2_000).ToArray();
        Measure(
            "normalising, 2,000 titles over and over",
            few.Length * 100,
            () => Enumerable.Range(0, 100).ToList().ForEach(_ => Each(few, t => TitleNormaliser.Key(t)))
        );
    }

    private static void Each<T>(IEnumerable<string> titles, Func<string, T> act)
    {
        foreach (var title in titles)
            act(title);
    }

    /// <summary>Wall time says what one waits for; CPU time what it costs, also on a machine that others use at the same time.</summary>
    private static void Measure(string what, int count, Action run)
    {
        var clock = Stopwatch.StartNew();
        var before = Environment.CpuUsage.TotalTime;
        run();
        var cpu = Environment.CpuUsage.TotalTime - before;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -45} {count / clock.Elapsed.TotalSeconds, 12:N0} titles/s {count / Math.Max(cpu.TotalSeconds, 1e-6), 12:N0} per CPU second"
            )
        );
    }

    private static IEnumerable<string> Titles(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        using var csv = CsvHelper.CsvReader.Create(reader, new CsvHelper.CsvReaderOptions());
        var column = csv.Headers.ToArray().IndexOf("title");
        while (csv.Read())
            yield return csv.GetString(column);
    }

    private static string Machine()
    {
        var model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(':')[1]
                .Trim()
            : null;
        return $"{model ?? "unknown CPU"}, {Environment.ProcessorCount} cores, .NET {Environment.Version}";
    }
}
