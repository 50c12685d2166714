using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Zhidian.Classification;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Coding;
using Zhidian.Mining.Discovery;

namespace Zhidian.Bench;

/// <summary>
/// The main job replayed: discovery as of a month in the past, and which of the occupations released later appear, at what rank.
/// A candidate counts for an occupation when at least 40 % of its adverts have titles that the coder of today, which knows it, codes to it.
/// </summary>
internal static class DiscoveryBench
{
    private const double Share = 0.4;

    public static Command Build()
    {
        var data = new Option<string>("--data") { Description = "Data folder with imported adverts.", DefaultValueFactory = _ => "var" };
        var months = new Argument<string[]>("MONTH")
        {
            Description = "Months to look back from, e.g. 2019-03 2024-06.",
            Arity = ArgumentArity.OneOrMore,
        };
        var top = new Option<int>("--top") { DefaultValueFactory = _ => 100 };
        var bare = new Option<bool>("--official-titles-only")
        {
            Description = "Let the coder know official titles and work types alone, as if no everyday title had been written down.",
        };
        var command = new Command("discovery", "Replay discovery: which later occupations appear, at what rank, how fast.")
        {
            months,
            data,
            top,
            bare,
        };
        command.SetAction(parsed => Run(parsed.GetValue(data)!, parsed.GetValue(months)!, parsed.GetValue(top), parsed.GetValue(bare)));
        return command;
    }

    private static int Run(string data, string[] months, int top, bool officialOnly)
    {
        if (!File.Exists(Path.Combine(data, "adverts.duckdb")))
        {
            Console.WriteLine($"skipped discovery: {data} has no adverts. Import some with: zhidian adverts import FOLDER --data {data}");
            return 0;
        }
        using var store = FactStore.Open(data, readOnly: true);
        var today = Coder.Build(Versions.Latest);
        foreach (var month in months.Select(Month.Parse))
        {
            var watch = Stopwatch.StartNew();
            var run = Discover.Run(
                store,
                version => officialOnly ? Coder.BuildFromOfficialTitles(version) : Coder.Build(version),
                new DiscoveryOptions(AsOf: month, Top: top)
            );
            var seconds = watch.Elapsed.TotalSeconds;
            Report(run, month, today, seconds, Findable(store, month, today));
        }
        using var me = Process.GetCurrentProcess();
        Console.WriteLine($"peak resident memory {me.PeakWorkingSet64 / 1048576.0:0} MB");
        return 0;
    }

    /// <summary>
    /// Ids of occupations that at least <see cref="DiscoveryOptions.MinEmployers"/> employers advertise up to the month, under titles that
    /// the coder of today surely knows: nothing can find the others in these adverts.
    /// </summary>
    private static HashSet<string> Findable(FactStore store, Month month, Coder today)
    {
        var employers = new Dictionary<string, HashSet<string>>();
        foreach (var fact in store.Facts(new AdvertFilter(To: month, IncludeDuplicates: false)))
            if (fact.Company is { } company && today.Code(fact.Title) is { Entry: { } entry, Confidence: >= 0.6 })
                (employers.TryGetValue(entry.Id, out var known) ? known : employers[entry.Id] = []).Add(company);
        var least = new DiscoveryOptions().MinEmployers;
        return employers.Where(e => e.Value.Count >= least).Select(e => e.Key).ToHashSet();
    }

    private static void Report(DiscoveryRun run, Month month, Coder today, double seconds, HashSet<string> findable)
    {
        var later = Versions.NewOccupations.Where(n => n.Id is not null && n.Published > month.LastDay).ToDictionary(n => n.Id!, n => n);
        Console.WriteLine();
        Console.WriteLine(
            $"## as of {month}: {run.AdvertsUsed:N0} adverts used of {run.AdvertsRead:N0}, {run.Employers:N0} employers, {seconds:0.0} s"
        );
        Console.WriteLine();
        Console.WriteLine("| rank | candidate | score | employers | adverts | growth | nearest | released later as |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var first = new Dictionary<string, int>();
        foreach (var candidate in run.Candidates)
        {
            var match = MatchOf(candidate, later, today);
            if (match is not null)
                first.TryAdd(match.Id!, candidate.Rank);
            var nearest = candidate.Nearest.Count > 0 ? candidate.Nearest[0].Title : "";
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {candidate.Rank} | {candidate.Title} | {candidate.Score:0.000} | {candidate.Employers} | {candidate.Adverts} | {candidate.Growth:0.0} | {nearest} | {match?.Title} |"
                )
            );
        }
        Console.WriteLine();
        Console.WriteLine(
            $"of {later.Count} occupations released later {later.Keys.Count(findable.Contains)} are advertised by 5 employers or more"
        );
        foreach (var cut in new[] { 10, 20, 50, 100 })
            Console.WriteLine(
                $"top {cut}: {run.Candidates.Count(c => c.Rank <= cut && MatchOf(c, later, today) is not null)} candidates stand for {first.Values.Count(r => r <= cut)} of {later.Count} occupations released later"
            );
        foreach (var (id, rank) in first.OrderBy(f => f.Value))
            Console.WriteLine($"rank {rank}: {later[id].Title} (released {later[id].Published:yyyy-MM})");
        Console.WriteLine(
            "advertised, not found: "
                + string.Join("、", later.Where(l => findable.Contains(l.Key) && !first.ContainsKey(l.Key)).Select(l => l.Value.Title))
        );
    }

    private static NewOccupation? MatchOf(Candidate candidate, Dictionary<string, NewOccupation> later, Coder today)
    {
        var all = candidate.Titles.Sum(t => t.Count);
        var best = candidate
            .Titles.GroupBy(t => today.Code(t.Name).Entry?.Id ?? "", t => t.Count)
            .Where(g => later.ContainsKey(g.Key))
            .MaxBy(g => g.Sum());
        return best is not null && best.Sum() >= Share * all ? later[best.Key] : null;
    }
}
