namespace Zhidian.Sample;

/// <summary>
/// Random draws that are the same on every machine and every version of .NET: SplitMix64 (Steele, Lea and Flood 2014),
/// whole numbers only.
/// </summary>
internal sealed class SampleDraw(int seed)
{
    private ulong _state = unchecked((ulong)seed);

    /// <returns>0 to <paramref name="below"/> - 1.</returns>
    public int Below(int below)
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15);
        var z = _state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        z ^= z >> 31;
        return (int)(((z >> 32) * (ulong)below) >> 32);
    }

    /// <returns>Both ends included.</returns>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Percent(int chance) => Below(100) < chance;

    public T From<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <param name="weights">Running totals of the weights.</param>
    /// <returns>An index, as often as its weight says.</returns>
    public int Weighted(int[] weights)
    {
        var at = Array.BinarySearch(weights, Below(weights[^1]) + 1);
        return at < 0 ? ~at : at;
    }

    public void Shuffle<T>(IList<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }

    /// <summary>Running totals, to draw by weight.</summary>
    public static int[] Totals(IEnumerable<int> weights)
    {
        var sum = 0;
        return weights.Select(w => sum += w).ToArray();
    }
}
