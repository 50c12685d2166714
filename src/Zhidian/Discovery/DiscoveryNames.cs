using System.Globalization;
using Zhidian.Layout;
using Zhidian.Layout.Charts;
using Zhidian.Mining.Discovery;

namespace Zhidian.Discovery;

/// <summary>How a candidate's figures and a run are written out.</summary>
public static class DiscoveryNames
{
    /// <summary>Sources of the built-in generator begin with this.</summary>
    public const string GeneratedPrefix = "generated";

    public static bool IsGenerated(DiscoveryRun run) =>
        run.Sources.Any(s => s.Name.StartsWith(GeneratedPrefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>A sign beside the words, so that the verdict does not rest on colour.</summary>
    public static string Sign(Verdict verdict) =>
        verdict switch
        {
            Verdict.Passes => "✓",
            Verdict.Fails => "✕",
            _ => "?",
        };

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
