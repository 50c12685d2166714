namespace Zhidian.Mining.Discovery;

/// <summary>Which terms adverts use: for each term the number of adverts with it. Kept in two halves by employer.</summary>
internal sealed class SkillProfile
{
    private readonly Dictionary<int, int>[] _halves =
    [
        [],
        [],
    ];
    private readonly int[] _adverts = new int[2];

    /// <summary>Adverts with at least one term.</summary>
    public int Adverts => _adverts[0] + _adverts[1];

    public void Add(HashSet<int> terms, bool secondHalf)
    {
        if (terms.Count == 0)
            return;
        var half = secondHalf ? 1 : 0;
        _adverts[half]++;
        foreach (var term in terms)
            _halves[half][term] = _halves[half].GetValueOrDefault(term) + 1;
    }

    public void Absorb(SkillProfile other)
    {
        for (var half = 0; half < 2; half++)
        {
            _adverts[half] += other._adverts[half];
            foreach (var (term, count) in other._halves[half])
                _halves[half][term] = _halves[half].GetValueOrDefault(term) + count;
        }
    }

    /// <summary>Share of adverts with each term, 0 to 1.</summary>
    public Dictionary<int, double> Shares() => SharesOf([0, 1]);

    /// <summary>Cosine between the profiles of two halves of the employers; null below 5 adverts a half.</summary>
    public double? SplitHalf(double[] weights) =>
        Math.Min(_adverts[0], _adverts[1]) < 5 ? null : Cosine(SharesOf([0]), SharesOf([1]), weights);

    private Dictionary<int, double> SharesOf(int[] halves)
    {
        var adverts = halves.Sum(h => _adverts[h]);
        var shares = new Dictionary<int, double>();
        foreach (var half in halves)
        foreach (var (term, count) in _halves[half])
            shares[term] = shares.GetValueOrDefault(term) + count / (double)adverts;
        return shares;
    }

    /// <summary>Cosine of two share vectors under term weights (inverse document frequencies), 0 to 1.</summary>
    public static double Cosine(Dictionary<int, double> a, Dictionary<int, double> b, double[] weights)
    {
        if (a.Count > b.Count)
            (a, b) = (b, a);
        var dot = 0.0;
        foreach (var (term, share) in a)
            if (b.TryGetValue(term, out var other))
                dot += share * other * weights[term] * weights[term];
        var norm = Norm(a, weights) * Norm(b, weights);
        return norm > 0 ? Math.Min(1, dot / norm) : 0;
    }

    private static double Norm(Dictionary<int, double> shares, double[] weights) =>
        Math.Sqrt(shares.Sum(s => s.Value * s.Value * weights[s.Key] * weights[s.Key]));
}
