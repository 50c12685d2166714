namespace Zhidian.Mining.Discovery;

/// <summary>What a group's adverts measured to, before it is judged.</summary>
/// <param name="Novelty">Advert-weighted share of titles that the version does not know, 0 to 1.</param>
/// <param name="SkillDistance">One minus the cosine to the nearest occupation's skill profile; null without enough text.</param>
/// <param name="SplitHalf">Agreement of the skill profile between two halves of the employers; null without enough text.</param>
internal sealed record Measures(
    Group Group,
    double Novelty,
    double? SkillDistance,
    double? SplitHalf,
    (double Ratio, double Low, double High)? Growth,
    int MonthsPresent,
    int MonthsObservable,
    int SpanMonths,
    (long Low, long High)? Practitioners
)
{
    public double TopEmployerShare => Group.ByEmployer.Values.Max() / (double)Group.Adverts;

    public int Sources => Group.Sources.Count;
}

/// <summary>
/// Four of the ministry's tests for a new occupation, as far as adverts can speak to them: mass (群体性), stability (稳定性),
/// distinct skill (独特技术性) and sociality (社会性). Purposiveness and lawfulness stay with experts.
/// </summary>
internal static class MinistryTests
{
    /// <summary>The ministry's usual threshold; it varies from call to call.</summary>
    private const int PractitionersWanted = 5000;

    public static IReadOnlyList<TestResult> Judge(Measures m) => [Mass(m), Stability(m), DistinctSkill(m), Sociality(m)];

    private static TestResult Mass(Measures m)
    {
        var score = Math.Min(1, Math.Log10(m.Group.Employers.Count) / 3);
        var verdict = m.Practitioners switch
        {
            { Low: >= PractitionersWanted } => Verdict.Passes,
            { High: < PractitionersWanted } => Verdict.Fails,
            _ => Verdict.Unclear,
        };
        var figures = new List<Figure> { new("employers", m.Group.Employers.Count), new("adverts", m.Group.Adverts) };
        if (m.Practitioners is { } people)
        {
            figures.Add(new("practitioners_low", people.Low));
            figures.Add(new("practitioners_high", people.High));
        }
        return new TestResult("mass", score, verdict, figures);
    }

    private static TestResult Stability(Measures m)
    {
        var presence = m.MonthsObservable == 0 ? 0 : m.MonthsPresent / (double)m.MonthsObservable;
        var trend = m.Growth is { } g ? 1 / (1 + Math.Exp(-2 * Math.Log(g.Ratio))) : 0.5;
        var score = 0.5 * Math.Sqrt(presence) + 0.5 * trend;
        var verdict =
            m.Growth is { High: < 0.8 } ? Verdict.Fails
            : m.SpanMonths >= 12 && presence >= 0.3 && m.Growth is null or { Ratio: >= 0.8 } ? Verdict.Passes
            : Verdict.Unclear;
        var figures = new List<Figure>
        {
            new("months_present", m.MonthsPresent),
            new("months_observable", m.MonthsObservable),
            new("span_months", m.SpanMonths),
        };
        if (m.Growth is { } growth)
        {
            figures.Add(new("growth", growth.Ratio));
            figures.Add(new("growth_low", growth.Low));
            figures.Add(new("growth_high", growth.High));
        }
        return new TestResult("stability", score, verdict, figures);
    }

    private static TestResult DistinctSkill(Measures m)
    {
        var distance = m.SkillDistance;
        // Unknown titles with known skills are a new name; known titles with other skills are a part of an occupation. Both are needed,
        // and the titles and skills have to be of one kind of work, not of many.
        var score =
            Math.Pow(m.Novelty, 0.8)
            * (distance is { } d ? 0.4 + 0.6 * Math.Min(1, d / 0.6) : 0.6)
            * (0.4 + 0.6 * Math.Min(1, m.Group.Cohesion / 0.4))
            * (m.SplitHalf is { } half ? 0.6 + 0.4 * half : 0.8);
        var verdict = (m.Novelty, distance, m.SplitHalf) switch
        {
            (< 0.25, < 0.1, _) => Verdict.Fails,
            (>= 0.4, >= 0.2, null or >= 0.6) => Verdict.Passes,
            _ => Verdict.Unclear,
        };
        var figures = new List<Figure> { new("title_novelty", m.Novelty), new("title_cohesion", m.Group.Cohesion) };
        if (distance is { } away)
            figures.Add(new("skill_distance", away));
        if (m.SplitHalf is { } agreement)
            figures.Add(new("split_half", agreement));
        return new TestResult("distinct_skill", score, verdict, figures);
    }

    private static TestResult Sociality(Measures m)
    {
        var spread = 1 - m.TopEmployerShare;
        var regions = Math.Min(1, m.Group.Provinces.Count / 10.0);
        var score = spread * (0.5 + 0.5 * regions);
        var verdict =
            m.TopEmployerShare > 0.5 ? Verdict.Fails
            : m.Group.Employers.Count >= 20 && m.Group.Provinces.Count >= 5 ? Verdict.Passes
            : Verdict.Unclear;
        return new TestResult(
            "sociality",
            score,
            verdict,
            [
                new("employers", m.Group.Employers.Count),
                new("top_employer_share", m.TopEmployerShare),
                new("provinces", m.Group.Provinces.Count),
                new("sources", m.Sources),
            ]
        );
    }

    /// <summary>
    /// The score that ranks: how new and distinct the work is, times how many employers ask for it, with stability and spread as
    /// lesser factors. A product, because a group that fails one test outright is no candidate however well it does in another.
    /// </summary>
    public static double Score(IReadOnlyList<TestResult> tests)
    {
        double Of(string name) => tests.First(t => t.Name == name).Score;
        return Math.Pow(Of("distinct_skill"), 1.0)
            * Math.Pow(Of("mass"), 1.0)
            * (0.4 + 0.6 * Of("stability"))
            * (0.4 + 0.6 * Of("sociality"));
    }
}
