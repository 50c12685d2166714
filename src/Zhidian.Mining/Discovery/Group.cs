using Zhidian.Classification;
using Zhidian.Mining.Adverts;

namespace Zhidian.Mining.Discovery;

/// <summary>Title types that are one job under several names, with what their adverts say.</summary>
internal sealed class Group(string key, List<TitleType> types)
{
    private const int MostExamples = 5;

    public string Key { get; } = key;
    public List<TitleType> Types { get; } = types;
    public TitleParts Parts => Types[0].Parts;
    public int Adverts { get; private set; }
    public HashSet<int> Employers { get; } = [];

    /// <summary>Adverts by (month, platform).</summary>
    public Dictionary<(Month Month, string Platform), int> Cells { get; } = [];
    public Dictionary<Month, HashSet<int>> EmployersByMonth { get; } = [];
    public Dictionary<int, int> ByEmployer { get; } = [];
    public Dictionary<string, int> Provinces { get; } = [];
    public Dictionary<string, int> Education { get; } = [];
    public Dictionary<string, int> Sources { get; } = [];
    public List<double> Salaries { get; } = [];
    public List<ExampleAdvert> Examples { get; } = [];
    public int FullTime { get; private set; }

    /// <summary>Advert-weighted share of the group's titles that the version does not know, 0 to 1.</summary>
    public double Novelty => Types.Sum(t => t.Adverts * (1 - t.Fit)) / Types.Sum(t => t.Adverts);

    /// <summary>The occupation nearest to most of its adverts, by title.</summary>
    public Entry? Nearest =>
        Types.Where(t => t.Nearest is not null).GroupBy(t => t.Nearest!, t => t.Adverts * t.Fit).MaxBy(g => g.Sum())?.Key;

    /// <summary>Share of the group's adverts under its three commonest titles, 0 to 1: low for a bag of unlike jobs.</summary>
    public double Cohesion => Types.Select(t => t.Adverts).OrderDescending().Take(3).Sum() / (double)Types.Sum(t => t.Adverts);

    public double Branded => Types.Sum(t => t.Branded) / (double)Types.Sum(t => t.Adverts);

    public int EmployersByTitle => Types.SelectMany(t => t.Employers).Distinct().Count();

    /// <summary>Takes over the title types of a group before anything was counted.</summary>
    public void Absorb(Group other) => Types.AddRange(other.Types);

    /// <summary>Takes over everything that was counted for another group.</summary>
    public void TakeIn(Group other)
    {
        Types.AddRange(other.Types);
        Adverts += other.Adverts;
        FullTime += other.FullTime;
        Employers.UnionWith(other.Employers);
        Join(Cells, other.Cells);
        Join(ByEmployer, other.ByEmployer);
        Join(Provinces, other.Provinces);
        Join(Education, other.Education);
        Join(Sources, other.Sources);
        Salaries.AddRange(other.Salaries);
        foreach (var (month, employers) in other.EmployersByMonth)
            if (EmployersByMonth.TryGetValue(month, out var mine))
                mine.UnionWith(employers);
            else
                EmployersByMonth[month] = [.. employers];
        foreach (var example in other.Examples)
            if (Examples.Count < MostExamples && Examples.TrueForAll(e => e.Company != example.Company))
                Examples.Add(example);
    }

    public void Add(in AdvertFact fact, int employer)
    {
        Adverts++;
        Employers.Add(employer);
        Bump(ByEmployer, employer);
        Bump(Sources, fact.Source);
        if (fact.Month is { } month)
        {
            Bump(Cells, (month, fact.Platform));
            if (!EmployersByMonth.TryGetValue(month, out var employers))
                EmployersByMonth[month] = employers = [];
            employers.Add(employer);
        }
        if (fact.Province is { } province)
            Bump(Provinces, province);
        if (!string.IsNullOrWhiteSpace(fact.Education))
            Bump(Education, fact.Education);
        if (fact is { SalaryLow: { } low, SalaryHigh: { } high })
            Salaries.Add((low + high) / 2);
        if (!fact.Title.Contains("兼职", StringComparison.Ordinal) && !fact.Title.Contains("实习", StringComparison.Ordinal))
            FullTime++;
        AddExample(fact);
    }

    /// <summary>At most five adverts of five employers; the order of the store makes them deterministic.</summary>
    private void AddExample(in AdvertFact fact)
    {
        if (Examples.Count >= MostExamples || fact.Company is null)
            return;
        foreach (var example in Examples)
            if (example.Company == fact.Company)
                return;
        Examples.Add(new ExampleAdvert(fact.Title, fact.Company, fact.Month, fact.Platform));
    }

    private static void Join<T>(Dictionary<T, int> into, Dictionary<T, int> from)
        where T : notnull
    {
        foreach (var (key, count) in from)
            into[key] = into.GetValueOrDefault(key) + count;
    }

    private static void Bump<T>(Dictionary<T, int> counts, T key)
        where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
