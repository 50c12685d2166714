using Zhidian.Mining.Discovery;

namespace Zhidian.Discovery;

/// <summary>The run behind an answer.</summary>
/// <param name="Generated">The adverts are the built-in generated sample, not real ones.</param>
public sealed record RunView(
    string Version,
    string ContentHash,
    string Coder,
    string Method,
    string? From,
    string? To,
    string? AsOf,
    DateTimeOffset MadeAt,
    long AdvertsRead,
    long AdvertsUsed,
    int Employers,
    bool Generated
)
{
    public static RunView Of(DiscoveryRun r) =>
        new(
            r.Version,
            r.ContentHash,
            r.Coder,
            r.Method,
            r.From?.ToString(),
            r.To?.ToString(),
            r.AsOf?.ToString(),
            r.MadeAt,
            r.AdvertsRead,
            r.AdvertsUsed,
            r.Employers,
            DiscoveryNames.IsGenerated(r)
        );
}

/// <param name="Growth">Yearly ratio of its share within sources.</param>
/// <param name="Tests">Verdict by test: mass, stability, distinct_skill, sociality.</param>
public sealed record CandidateRow(
    int Rank,
    string Id,
    string Title,
    CandidateKind Kind,
    int Adverts,
    int Employers,
    string? FirstMonth,
    string? LastMonth,
    double? Growth,
    long? PractitionersLow,
    long? PractitionersHigh,
    string? NearestCode,
    string? NearestTitle,
    double? Distance,
    double Score,
    IReadOnlyDictionary<string, Verdict> Tests
)
{
    public static CandidateRow Of(Candidate c) =>
        new(
            c.Rank,
            c.Id,
            c.Title,
            c.Kind,
            c.Adverts,
            c.Employers,
            c.FirstMonth?.ToString(),
            c.LastMonth?.ToString(),
            c.Growth,
            c.PractitionersLow,
            c.PractitionersHigh,
            Near(c)?.Code,
            Near(c)?.Title,
            Near(c)?.Distance,
            Math.Round(c.Score, 4),
            c.Tests.ToDictionary(t => t.Name, t => t.Verdict)
        );

    private static NearOccupation? Near(Candidate c) => c.Nearest is [var near, ..] ? near : null;
}

/// <param name="Next">Pass as <c>after</c> for the next page; null on the last.</param>
public sealed record CandidatePage(RunView Run, int Total, IReadOnlyList<CandidateRow> Items, int? Next);

public sealed record TrendView(string Month, int Adverts, int Employers, int AllAdverts, double Share);

public sealed record ExampleView(string Title, string? Company, string? Month, string Platform);

/// <summary>A candidate with all its evidence.</summary>
/// <param name="Provinces">Two-digit codes of GB/T 2260.</param>
/// <param name="Trend">Share: the candidate's adverts per 10,000 adverts of the same sources in the month.</param>
public sealed record CandidateView(
    RunView Run,
    CandidateRow Candidate,
    int MonthsPresent,
    IReadOnlyList<NamedCount> Titles,
    IReadOnlyList<NearOccupation> Nearest,
    IReadOnlyList<TestResult> Tests,
    IReadOnlyList<DistinctTerm> Skills,
    IReadOnlyList<TrendView> Trend,
    IReadOnlyList<NamedCount> Provinces,
    IReadOnlyList<NamedCount> Education,
    double? SalaryLowerQuartile,
    double? SalaryMedian,
    double? SalaryUpperQuartile,
    IReadOnlyList<ExampleView> Examples
)
{
    public static CandidateView Of(DiscoveryRun run, Candidate c) =>
        new(
            RunView.Of(run),
            CandidateRow.Of(c),
            c.MonthsPresent,
            c.Titles,
            c.Nearest,
            c.Tests,
            c.Skills,
            c.Trend.Select(p => new TrendView(p.Month.ToString(), p.Adverts, p.Employers, p.AllAdverts, p.Share)).ToList(),
            c.Provinces,
            c.Education,
            c.SalaryLowerQuartile,
            c.SalaryMedian,
            c.SalaryUpperQuartile,
            c.Examples.Select(e => new ExampleView(e.Title, e.Company, e.Month?.ToString(), e.Platform)).ToList()
        );
}
