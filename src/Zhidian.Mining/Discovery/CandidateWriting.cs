using Zhidian.Classification;
using Zhidian.Mining.Coding;

namespace Zhidian.Mining.Discovery;

/// <summary>From a group and its measures to the candidate that people read.</summary>
internal static class CandidateWriting
{
    /// <summary>Below this share of unknown titles a group is part of an occupation, not outside all.</summary>
    private const double OutsideAll = 0.35;

    private const double NothingInCommon = 0.85;

    public static Candidate Write(Group group, Market market, Profiles profiles, Practitioners practitioners, Coder coder)
    {
        var bySkills = profiles.Nearest(group, 3);
        var nearest = Near(group, bySkills, coder);
        var months = group.EmployersByMonth.Keys.Order().ToList();
        var boards = group.Cells.Keys.Select(c => c.Platform).ToHashSet();
        var novelty = group.Novelty * Telling(group.Parts);
        var measures = new Measures(
            group,
            novelty,
            bySkills.Count > 0 ? bySkills[0].Distance : null,
            profiles.Of(group).SplitHalf(profiles.Weights),
            Trend.Growth(group.Cells, market.Totals),
            months.Count,
            market.Totals.Keys.Where(c => boards.Contains(c.Platform)).Select(c => c.Month).Distinct().Count(),
            months.Count > 0 ? months[^1] - months[0] + 1 : 0,
            practitioners.Estimate(
                bySkills.Count > 0 && bySkills[0].Distance < NothingInCommon ? bySkills[0].Entry : group.Nearest,
                group.Employers.Count
            )
        );
        var tests = MinistryTests.Judge(measures);
        group.Salaries.Sort();
        return new Candidate(
            0,
            Discover.IdOf(group.Key),
            TitleOf(group),
            novelty >= OutsideAll ? CandidateKind.NewOccupation : CandidateKind.PartOfOccupation,
            group
                .Types.OrderByDescending(t => t.Adverts)
                .ThenBy(t => t.Key, StringComparer.Ordinal)
                .Take(12)
                .Select(t => new NamedCount(t.Key, t.Adverts))
                .ToList(),
            group.Adverts,
            group.Employers.Count,
            months.Count > 0 ? months[0] : null,
            months.Count > 0 ? months[^1] : null,
            months.Count,
            measures.Growth?.Ratio,
            measures.Practitioners?.Low,
            measures.Practitioners?.High,
            nearest,
            MinistryTests.Score(tests),
            tests,
            DistinctTerms(group, bySkills, profiles),
            Trend.Points(group, market.Totals),
            Counts(group.Provinces, 34),
            Counts(group.Education, 8),
            Quantile(group.Salaries, 0.5),
            Quantile(group.Salaries, 0.25),
            Quantile(group.Salaries, 0.75),
            group.Examples
        );
    }

    /// <summary>
    /// A head that names a known occupation by itself makes an unknown core in front of it half as telling; a programming language or
    /// tool in front of "engineer", or alone, names what a programmer works with, not an occupation.
    /// </summary>
    private static double Telling(TitleParts parts) =>
        parts.Role == HeadRole.Known ? 0.5
        : IsProgrammersTool(parts) ? 0.3
        : 1;

    /// <summary>The commonest title; one that names a single job before one that lists alternatives.</summary>
    private static string TitleOf(Group group) =>
        group
            .Types.OrderByDescending(t => t.Adverts * (t.Key.Contains('/', StringComparison.Ordinal) ? 0.3 : 1))
            .ThenBy(t => t.Key, StringComparer.Ordinal)
            .First()
            .Key;

    private static bool IsProgrammersTool(TitleParts parts) =>
        parts.Function is "engineer" or "" && parts.Core.All(char.IsAscii) && SkillTerms.Instance.KindOf(parts.Core) is "tool" or "skill";

    /// <summary>
    /// By skills where they say something; a profile that has nearly nothing in common with any known job names no neighbour, and
    /// then the titles do.
    /// </summary>
    private static List<NearOccupation> Near(
        Group group,
        IReadOnlyList<(Entry Entry, double Distance, Dictionary<int, double> Shares)> bySkills,
        Coder coder
    )
    {
        var byTitles = coder.Nearest(group.Types[0].Key, 3).Select(o => (Entry: o.Occupation, Distance: 1 - o.Score));
        var near = bySkills
            .Where(o => o.Distance < NothingInCommon)
            .Select(o => (o.Entry, o.Distance))
            .Concat(byTitles.OrderBy(o => o.Distance));
        return near.DistinctBy(o => o.Entry.Id)
            .Take(3)
            .Select(o => new NearOccupation(o.Entry.Code.Text, o.Entry.Title, Math.Round(Math.Clamp(o.Distance, 0, 1), 4)))
            .ToList();
    }

    /// <summary>Terms that tell the group from its nearest occupation, by difference of shares times how telling the term is.</summary>
    private static List<DistinctTerm> DistinctTerms(
        Group group,
        IReadOnlyList<(Entry Entry, double Distance, Dictionary<int, double> Shares)> bySkills,
        Profiles profiles
    )
    {
        if (profiles.Of(group).Adverts < 3)
            return [];
        var near = bySkills.Count > 0 ? bySkills[0].Shares : [];
        return profiles
            .Of(group)
            .Shares()
            .Where(s => s.Value >= 0.05)
            .Select(s => (Term: s.Key, Share: s.Value, Near: near.GetValueOrDefault(s.Key)))
            .OrderByDescending(s => (s.Share - s.Near) * profiles.Weights[s.Term])
            .ThenBy(s => s.Term)
            .Take(15)
            .Select(s => new DistinctTerm(SkillTerms.Instance.Terms[s.Term], Math.Round(s.Share, 4), Math.Round(s.Near, 4)))
            .ToList();
    }

    private static List<NamedCount> Counts(Dictionary<string, int> counts, int most) =>
        counts
            .OrderByDescending(c => c.Value)
            .ThenBy(c => c.Key, StringComparer.Ordinal)
            .Take(most)
            .Select(c => new NamedCount(c.Key, c.Value))
            .ToList();

    /// <summary>Yuan per month; null below five adverts with a salary.</summary>
    private static double? Quantile(List<double> sorted, double q) =>
        sorted.Count < 5 ? null : Math.Round(sorted[(int)Math.Round(q * (sorted.Count - 1))]);
}
