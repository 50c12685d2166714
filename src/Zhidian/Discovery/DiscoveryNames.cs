using System.Globalization;
using Zhidian.Layout;
using Zhidian.Layout.Charts;
using Zhidian.Mining.Discovery;

namespace Zhidian.Discovery;

/// <summary>The ministry's tests and the figures behind them in words.</summary>
public static class DiscoveryNames
{
    /// <summary>Sources of the built-in generator begin with this.</summary>
    public const string GeneratedPrefix = "generated";

    public static bool IsGenerated(DiscoveryRun run) =>
        run.Sources.Any(s => s.Name.StartsWith(GeneratedPrefix, StringComparison.OrdinalIgnoreCase));

    public static string Test(Language l, string name) =>
        name switch
        {
            "mass" => l["群体性", "Mass"],
            "stability" => l["稳定性", "Stability"],
            "distinct_skill" => l["独特技术性", "Distinct skill"],
            "sociality" => l["社会性", "Sociality"],
            _ => name,
        };

    public static string Question(Language l, string name) =>
        name switch
        {
            "mass" => l["是否已有相当数量的从业人员？", "Do enough people work in it?"],
            "stability" => l["是否持续存在，而非一时？", "Does it last?"],
            "distinct_skill" => l["技能是否独立于现有职业？", "Are its skills apart from existing occupations?"],
            "sociality" => l["是否遍及多个用人单位和地区？", "Is it spread over employers and regions?"],
            _ => "",
        };

    public static string Verdict(Language l, Verdict verdict) =>
        verdict switch
        {
            Mining.Discovery.Verdict.Passes => l["支持", "speaks for"],
            Mining.Discovery.Verdict.Fails => l["不支持", "speaks against"],
            _ => l["不足以判断", "undecided"],
        };

    /// <summary>A sign beside the words, so that the verdict does not rest on colour.</summary>
    public static string Sign(Verdict verdict) =>
        verdict switch
        {
            Mining.Discovery.Verdict.Passes => "✓",
            Mining.Discovery.Verdict.Fails => "✕",
            _ => "?",
        };

    public static string Kind(Language l, CandidateKind kind) =>
        kind == CandidateKind.NewOccupation
            ? l["不在分类中", "Outside the Classification"]
            : l["某职业中正在分化的部分", "A growing part of an occupation"];

    public static string Figure(Language l, string key) =>
        key switch
        {
            "employers" => l["用人单位", "Employers"],
            "adverts" => l["招聘广告", "Adverts"],
            "practitioners_low" => l["估计从业人数（低）", "Estimated practitioners, low"],
            "practitioners_high" => l["估计从业人数（高）", "Estimated practitioners, high"],
            "months_present" => l["出现的月份", "Months present"],
            "months_observable" => l["可观察的月份", "Months observable"],
            "span_months" => l["首末相隔月数", "Months from first to last"],
            "growth" => l["份额年增长倍数", "Yearly growth of share (ratio)"],
            "growth_low" => l["增长倍数 90% 区间下限", "Growth, low end of 90 % interval"],
            "growth_high" => l["增长倍数 90% 区间上限", "Growth, high end of 90 % interval"],
            "title_novelty" => l["名称新颖度", "Novelty of titles"],
            "skill_distance" => l["与最近职业的技能距离", "Skill distance to the nearest occupation"],
            "split_half" => l["技能画像的一致性", "Agreement of two halves of the skill profile"],
            "top_employer_share" => l["最大用人单位占比", "Share of the largest employer"],
            "provinces" => l["省级地区", "Provinces"],
            "sources" => l["数据来源", "Sources"],
            _ => key,
        };

    public static string Value(Figure figure) =>
        figure.Key.EndsWith("_share", StringComparison.Ordinal) || figure.Key is "title_novelty"
            ? (figure.Value * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %"
            : ChartText.Number(figure.Value);

    public static string Growth(double? ratio) =>
        ratio is { } g ? "×" + g.ToString(g >= 10 ? "0" : "0.##", CultureInfo.InvariantCulture) : "—";

    public static string Practitioners(Candidate c) =>
        c is { PractitionersLow: { } low, PractitionersHigh: { } high }
            ? low.ToString("#,##0", CultureInfo.InvariantCulture) + "–" + high.ToString("#,##0", CultureInfo.InvariantCulture)
            : "—";

    /// <summary>The run in one line: what was read, of when, by which method.</summary>
    public static string Window(Language l, DiscoveryRun run) =>
        l[
            $"版本 {run.Version}；广告 {run.From?.ToString() ?? "最早"} 至 {run.To?.ToString() ?? "最新"}，用 {run.AdvertsUsed:#,##0} 条（读取 {run.AdvertsRead:#,##0} 条），{run.Employers:#,##0} 家用人单位；方法 {run.Method}，编码器 {run.Coder}；{run.MadeAt:yyyy-MM-dd HH:mm} UTC 计算。",
            $"Version {run.Version}; adverts {run.From?.ToString() ?? "from the first"} to {run.To?.ToString() ?? "the last"}, {run.AdvertsUsed:#,##0} used of {run.AdvertsRead:#,##0} read, {run.Employers:#,##0} employers; method {run.Method}, coder {run.Coder}; made {run.MadeAt:yyyy-MM-dd HH:mm} UTC."
        ];

    public static string Spark(Language l, Candidate c)
    {
        var months = Names.Span(c.Trend.Select(p => p.Month));
        var shares = c.Trend.ToDictionary(p => p.Month, p => p.Share);
        if (months.Count == 0)
            return "";
        var words = l[
            $"{months[0]} 至 {months[^1]} 每万条广告中的份额，最高 {ChartText.Number(shares.Values.Max())}",
            $"Share per 10,000 adverts, {months[0]} to {months[^1]}, at most {ChartText.Number(shares.Values.Max())}"
        ];
        return Sparkline.Svg(months.Select(m => shares.TryGetValue(m, out var v) ? v : (double?)null).ToList(), words);
    }
}
