using System.Collections.Frozen;
using System.Globalization;
using Zhidian.Classification;

namespace Zhidian.Mining.Discovery;

/// <summary>
/// How many people may work in a candidate. Adverts alone cannot say it, so the estimate borrows the 2020 census: employment of
/// the sub-major group in which its nearest occupation lies, times the candidate's share of the employers that advertise in that
/// group. The interval is the 95 % Wilson interval of that share, widened threefold each way for what cannot be seen: boards do
/// not cover employers evenly, and turnover differs between occupations. A weak number, and shown as an interval only.
/// </summary>
internal sealed class Practitioners(IReadOnlyDictionary<Code, int> employersBySubMajor)
{
    private const double UnseenBias = 3;
    private static readonly FrozenDictionary<Code, long> Employed = EmbeddedTable
        .Read("census/employment-2020.csv")
        .ToFrozenDictionary(r => Code.Parse(r[0]), r => long.Parse(r[2], CultureInfo.InvariantCulture));

    /// <returns>Null where the census has no such group, or fewer than 20 employers advertise in it.</returns>
    public (long Low, long High)? Estimate(Entry? nearest, int employers)
    {
        if (nearest is null || nearest.Level < Level.SubMajor)
            return null;
        var group = nearest.Code.At(Level.SubMajor);
        if (!Employed.TryGetValue(group, out var employed))
            return null;
        var all = Math.Max(employersBySubMajor.GetValueOrDefault(group), employers);
        if (all < 20)
            return null;
        var (low, high) = Wilson(employers, all);
        return (Round(employed * low / UnseenBias), Round(employed * high * UnseenBias));
    }

    /// <summary>95 % interval of a proportion (Wilson 1927).</summary>
    internal static (double Low, double High) Wilson(int successes, int trials)
    {
        const double z = 1.96;
        var p = successes / (double)trials;
        var centre = p + z * z / (2 * trials);
        var half = z * Math.Sqrt(p * (1 - p) / trials + z * z / (4.0 * trials * trials));
        var scale = 1 + z * z / trials;
        return (Math.Max(0, (centre - half) / scale), Math.Min(1, (centre + half) / scale));
    }

    /// <summary>Two significant digits: more would pretend.</summary>
    private static long Round(double people)
    {
        if (people < 10)
            return (long)Math.Round(people);
        var unit = Math.Pow(10, Math.Floor(Math.Log10(people)) - 1);
        return (long)(Math.Round(people / unit) * unit);
    }
}
