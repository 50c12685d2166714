using System.CommandLine;
using System.Diagnostics;
using Zhidian.Classification;
using Zhidian.Classification.Search;
using Zhidian.Mining.Coding;

namespace Zhidian.Bench;

/// <summary>How fast an occupation is found by its code and suggestions are made, and how often the right one is among the first.</summary>
internal static class SearchBench
{
    private const int Seed = 7;

    public static Command Build()
    {
        var shared = Corpora.Shared();
        var command = new Command("search", "Time look-ups, suggestions and the building of an index; measure what is found.") { shared };
        command.SetAction(parsed =>
        {
            Run(parsed.GetValue(shared)!);
            return 0;
        });
        return command;
    }

    private static void Run(string shared)
    {
        var version = Versions.Latest;
        var births = new Origins(Versions.Current);
        var aliases = version.Occupations.ToDictionary(
            o => o.Id,
            o => (IReadOnlyList<string>)[.. EverydayTitle.Of(o.Id).Select(t => t.Title)]
        );
        Codes(version);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var index = new SearchIndex(version, aliases, births);
        Console.WriteLine(
            $"index of {version.Name}: first build {watch.Elapsed.TotalMilliseconds:0} ms (pinyin tables read and code compiled in it)"
        );
        Console.WriteLine($"  memory kept: {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0.0} MB");
        watch.Restart();
        GC.KeepAlive(new SearchIndex(version, aliases, births));
        Console.WriteLine($"  second build {watch.Elapsed.TotalMilliseconds:0} ms");
        Head();
        foreach (var (name, texts) in Typed(version, aliases))
            Suggestions(index, name, texts);
        if (Corpora.Titles(shared, "gold-dev") is { } gold)
            Accuracy(index, gold);
    }

    public static void Codes(ClassificationVersion version)
    {
        var codes = version.Occupations.Select(o => o.Code.Text).ToArray();
        var found = 0;
        const int rounds = 100;
        for (var warm = 0; warm < 2; warm++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var round = 0; round < rounds; round++)
                foreach (var code in codes)
                    if (Code.TryParse(code, out var parsed) && version.Find(parsed) is not null)
                        found++;
            if (warm == 1)
                Console.WriteLine(
                    $"an occupation by code: {Stopwatch.GetElapsedTime(start).TotalNanoseconds / rounds / codes.Length:0} ns, parsing included"
                );
        }
        if (found != 2 * rounds * codes.Length)
            throw new InvalidOperationException("a code was not found");
    }

    /// <summary>Every beginning of every text, as someone types it.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<string> Texts)> Typed(
        ClassificationVersion version,
        IReadOnlyDictionary<string, IReadOnlyList<string>> aliases,
        int every = 1
    )
    {
        var entries = version.Entries.Where((_, i) => i % every == 0).ToList();
        yield return ("titles", entries.Select(e => e.Title).ToList());
        yield return ("work types", entries.SelectMany(e => e.WorkTypes).ToList());
        yield return ("everyday titles", entries.SelectMany(e => aliases.GetValueOrDefault(e.Id) ?? []).ToList());
        yield return ("pinyin", entries.Select(e => Spelled(e.Title)).ToList());
        yield return ("initials", entries.Select(e => Initials(e.Title)).ToList());
        yield return ("English", entries.Select(e => e.English).OfType<string>().ToList());
        var random = new Random(Seed);
        yield return ("titles with an edit", entries.Where(e => e.Title.Length > 3).Select(e => Edited(e.Title, random)).ToList());
        yield return ("pinyin with an edit", entries.Select(e => Edited(Spelled(e.Title), random)).ToList());
        yield return ("English with an edit", entries.Select(e => e.English).OfType<string>().Select(e => Edited(e, random)).ToList());
        yield return ("codes", entries.Select(e => e.Code.Text).ToList());
    }

    /// <summary>Every beginning is asked once. Wall clock, and the processor time of the asking thread.</summary>
    public static void Suggestions(SearchIndex index, string name, IReadOnlyList<string> texts)
    {
        var wall = new List<double>();
        var work = new List<double>();
        foreach (var text in texts.Take(50))
            index.Suggest(text);
        foreach (var text in texts)
            for (var length = 1; length <= Math.Min(text.Length, 40); length++)
            {
                var typed = text[..length];
                var start = Stopwatch.GetTimestamp();
                var worked = ThreadClock.Microseconds;
                index.Suggest(typed);
                work.Add(ThreadClock.Microseconds - worked);
                wall.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        if (wall.Count > 0)
            Console.WriteLine($"| {name} | {wall.Count:N0} | {Median(work):0} | {High(work):0} | {Median(wall):0} | {High(wall):0} |");

        static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
        static double High(List<double> times) => times.Order().ElementAt((int)(times.Count * 0.99));
    }

    public static void Head()
    {
        Console.WriteLine(
            "| typed character by character | queries | processor µs: median | 99th percentile | wall clock µs: median | 99th percentile |"
        );
        Console.WriteLine("|---|---|---|---|---|---|");
    }

    private static void Accuracy(SearchIndex index, IReadOnlyList<LabelledTitle> gold)
    {
        var clear = gold.Where(t => t.Kind == "ok").ToList();
        Console.WriteLine($"| gold-dev titles as they stand in adverts, {clear.Count} | first | first 5 | first 10 | nothing found |");
        Console.WriteLine("|---|---|---|---|---|");
        Report("the code a coder gave", (t, code) => t.Code.Contains(code));
        Report("or one a second coder could defend", (t, code) => t.Code.Contains(code) || t.Also.Any(a => a.Contains(code)));

        void Report(string name, Func<LabelledTitle, Code, bool> right)
        {
            var at = clear.Select(t => Rank(t, right)).ToList();
            double Share(Func<int?, bool> counts) => 100.0 * at.Count(counts) / at.Count;
            Console.WriteLine(
                $"| {name} | {Share(r => r == 0):0.0} % | {Share(r => r < 5):0.0} % | {Share(r => r < 10):0.0} % | {Share(r => r is null):0.0} % |"
            );
        }

        // Null: no hit at all.
        int? Rank(LabelledTitle title, Func<LabelledTitle, Code, bool> right)
        {
            var hits = index.Suggest(title.Title);
            if (hits.Count == 0)
                return null;
            var place = hits.ToList().FindIndex(h => right(title, h.Entry.Code));
            return place < 0 ? int.MaxValue : place;
        }
    }

    private static string Spelled(string title) => string.Concat(Pinyin.Show(title).Split(' ').Select(s => s.Split('|')[0]));

    private static string Initials(string title) => string.Concat(Pinyin.Show(title).Split(' ').Where(s => s.Length > 0).Select(s => s[0]));

    /// <summary>One of the four edits at a place by chance, not at the first character.</summary>
    private static string Edited(string text, Random random)
    {
        if (text.Length < 4)
            return text;
        var at = random.Next(1, text.Length - 1);
        return random.Next(4) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[0].ToString()),
            2 => text[..at] + text[0] + text[(at + 1)..],
            _ => text[..at] + text[at + 1] + text[at] + text[(at + 2)..],
        };
    }
}
