using Zhidian.Classification;

namespace Zhidian.Mining.Discovery;

/// <summary>What became of a test of the ministry for a candidate.</summary>
public enum Verdict
{
    /// <summary>The adverts speak for it.</summary>
    Passes,

    /// <summary>They do not decide.</summary>
    Unclear,

    /// <summary>They speak against it.</summary>
    Fails,
}

/// <summary>One of the ministry's tests, as far as adverts can speak to it.</summary>
/// <param name="Name">mass, stability, distinct_skill or sociality.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Evidence">Figures behind the score, as name and value, in the order to show them.</param>
public sealed record TestResult(string Name, double Score, Verdict Verdict, IReadOnlyList<Figure> Evidence);

/// <param name="Key">Stable key, e.g. <c>employers</c>; its name in both languages is the page's business.</param>
public sealed record Figure(string Key, double Value);

/// <summary>An occupation near a candidate.</summary>
/// <param name="Distance">0 (same) to 1 (nothing in common): one minus the cosine of their skill profiles, or of their titles where there is no text.</param>
public sealed record NearOccupation(string Code, string Title, double Distance);

/// <summary>A month of a candidate. Shares are compared within a source, never raw counts.</summary>
/// <param name="Share">Candidate's adverts per 10,000 adverts of the same sources in that month.</param>
public sealed record TrendPoint(Month Month, int Adverts, int Employers, int AllAdverts, double Share);

public sealed record ExampleAdvert(string Title, string? Company, Month? Month, string Platform);

public sealed record NamedCount(string Name, int Count);

/// <summary>A term of the candidate's adverts that the nearest occupation's adverts use less.</summary>
/// <param name="Share">Share of the candidate's adverts with it, 0 to 1.</param>
/// <param name="NearShare">The same in adverts coded to the nearest occupation.</param>
public sealed record DistinctTerm(string Term, double Share, double NearShare);

public enum CandidateKind
{
    /// <summary>Fits no occupation of the version well.</summary>
    NewOccupation,

    /// <summary>A distinct and growing part of one occupation.</summary>
    PartOfOccupation,
}

/// <summary>A group of adverts that may be an occupation not yet in the Classification, with its evidence.</summary>
/// <param name="Id">Stable for the same leading title: <c>c-</c> and 10 hexadecimal digits.</param>
/// <param name="Titles">Title types in the group, commonest first.</param>
/// <param name="Growth">Yearly ratio of its share within sources; null where the months do not allow it.</param>
/// <param name="PractitionersLow">Estimated practitioners, low end; null where no estimate can be defended.</param>
public sealed record Candidate(
    int Rank,
    string Id,
    string Title,
    CandidateKind Kind,
    IReadOnlyList<NamedCount> Titles,
    int Adverts,
    int Employers,
    Month? FirstMonth,
    Month? LastMonth,
    int MonthsPresent,
    double? Growth,
    long? PractitionersLow,
    long? PractitionersHigh,
    IReadOnlyList<NearOccupation> Nearest,
    double Score,
    IReadOnlyList<TestResult> Tests,
    IReadOnlyList<DistinctTerm> Skills,
    IReadOnlyList<TrendPoint> Trend,
    IReadOnlyList<NamedCount> Provinces,
    IReadOnlyList<NamedCount> Education,
    double? SalaryMedian,
    double? SalaryLowerQuartile,
    double? SalaryUpperQuartile,
    IReadOnlyList<ExampleAdvert> Examples
);

/// <summary>A run of discovery: what was asked, of which data, with which method, and the ranked candidates.</summary>
public sealed record DiscoveryRun(
    string Version,
    string ContentHash,
    string Coder,
    string Method,
    Month? From,
    Month? To,
    Month? AsOf,
    DateTimeOffset MadeAt,
    long AdvertsRead,
    long AdvertsUsed,
    int Employers,
    IReadOnlyList<NamedCount> Sources,
    IReadOnlyList<Candidate> Candidates
);
