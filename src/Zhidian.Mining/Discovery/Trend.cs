using Zhidian.Classification;

namespace Zhidian.Mining.Discovery;

/// <summary>
/// Growth of a group's share within job boards. Raw counts follow the crawl, so each board has its own level and only the slope
/// over time is shared: y(board, month) ~ Poisson(N(board, month) · exp(a(board) + b·t)), t in years. The levels a are profiled out in closed
/// form, b has a normal prior (mean 0, sd 0.7), so that short or thin series stay near "no change".
/// </summary>
internal static class Trend
{
    private const double PriorVariance = 0.7 * 0.7;

    /// <param name="cells">Group's adverts by month and board.</param>
    /// <param name="totals">All adverts by month and board.</param>
    /// <returns>Yearly ratio exp(b) with its 90 % interval; null when no board was seen in two months at least three months apart.</returns>
    public static (double Ratio, double Low, double High)? Growth(
        IReadOnlyDictionary<(Month Month, string Platform), int> cells,
        IReadOnlyDictionary<(Month Month, string Platform), int> totals
    )
    {
        var boards = totals
            .GroupBy(t => t.Key.Platform)
            .Select(g => g.Select(t => (Years: t.Key.Month.Index / 12.0, All: t.Value, Mine: cells.GetValueOrDefault(t.Key))).ToArray())
            .Where(b => b.Sum(p => p.Mine) > 0 && b.Max(p => p.Years) - b.Min(p => p.Years) >= 0.25)
            .ToArray();
        if (boards.Length == 0)
            return null;
        var origin = boards.SelectMany(b => b).Min(p => p.Years);
        var slope = 0.0;
        var curvature = 0.0;
        for (var iteration = 0; iteration < 50; iteration++)
        {
            var gradient = -slope / PriorVariance;
            curvature = 1 / PriorVariance;
            foreach (var board in boards)
            {
                // Given b, the board's months share its adverts as a multinomial with weights N·exp(b·t).
                double weight = 0,
                    first = 0,
                    second = 0,
                    mine = 0,
                    observed = 0;
                foreach (var (years, all, count) in board)
                {
                    var t = years - origin;
                    var w = all * Math.Exp(slope * t);
                    weight += w;
                    first += w * t;
                    second += w * t * t;
                    mine += count;
                    observed += count * t;
                }
                var mean = first / weight;
                gradient += observed - mine * mean;
                curvature += mine * (second / weight - mean * mean);
            }
            var step = Math.Clamp(gradient / curvature, -1, 1);
            slope += step;
            if (Math.Abs(step) < 1e-9)
                break;
        }
        // Adverts come in batches of one employer: standard errors are widened by sqrt(2) rather than trusting Poisson.
        var spread = 1.645 * Math.Sqrt(2 / curvature);
        return (Math.Exp(slope), Math.Exp(slope - spread), Math.Exp(slope + spread));
    }

    /// <summary>Share per 10,000 adverts of the boards at which the group was ever seen, month by month.</summary>
    public static IReadOnlyList<TrendPoint> Points(Group group, IReadOnlyDictionary<(Month Month, string Platform), int> totals)
    {
        var boards = group.Cells.Keys.Select(c => c.Platform).ToHashSet();
        return totals
            .Where(t => boards.Contains(t.Key.Platform))
            .GroupBy(t => t.Key.Month)
            .OrderBy(g => g.Key)
            .Select(g =>
            {
                var all = g.Sum(t => t.Value);
                var mine = g.Sum(t => group.Cells.GetValueOrDefault(t.Key));
                var employers = group.EmployersByMonth.GetValueOrDefault(g.Key)?.Count ?? 0;
                return new TrendPoint(g.Key, mine, employers, all, 10_000.0 * mine / all);
            })
            .ToList();
    }
}
