using Zhidian.Mining.Text;

namespace Zhidian.Mining.Coding;

/// <summary>
/// Features of a title: n-grams of 1 to 4 units, a unit being a Chinese character or a Latin word, with the start and the
/// end of the title as units, because the end of a Chinese title carries its head noun. Each is a 32-bit hash.
/// </summary>
internal sealed class TitleFeatures
{
    public const int LongestGram = 4;
    private const uint Start = 0x9e3779b1;
    private const uint End = 0x85ebca6b;

    private readonly uint[] _units = new uint[TitleScan.Longest + 2];
    private readonly bool[] _latin = new bool[TitleScan.Longest + 2];

    private Feature[] _features = new Feature[256];

    /// <param name="Weight">Units in it, as evidence: longer n-grams say more.</param>
    /// <param name="Content">Says something of the trade by itself: two units or more, or a Latin word.</param>
    internal readonly record struct Feature(uint Hash, float Weight, bool Content);

    /// <summary>Features of the main part weigh at least this, those of side parts less.</summary>
    public const float LeastMainWeight = 0.5f;

    public int Count { get; private set; }

    public ReadOnlySpan<Feature> All => _features.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <param name="weight">1 for the part that names the job, less for side parts.</param>
    /// <param name="anchored">Whether start and end count as units.</param>
    public void Add(ReadOnlySpan<char> part, float weight, bool anchored)
    {
        var n = Units(part, anchored);
        for (var i = 0; i < n; i++)
        {
            var hash = 2166136261u;
            for (var length = 1; length <= LongestGram && i + length <= n; length++)
            {
                var unit = _units[i + length - 1];
                hash = (hash ^ unit) * 0x01000193u;
                hash ^= hash >> 15;
                var last = i + length - 1;
                if (length == 1 && (unit is Start or End))
                    continue;
                var real = length - (i == 0 && anchored ? 1 : 0) - (last == n - 1 && anchored ? 1 : 0);
                if (real == 0)
                    continue;
                Push(new Feature(hash * 2654435761u, weight * Weights[length], real > 1 || _latin[i == 0 && anchored ? 1 : i]));
            }
        }
    }

    private static readonly float[] Weights = [0, 0.6f, 1f, 1f, 1f];

    private int Units(ReadOnlySpan<char> part, bool anchored)
    {
        var n = 0;
        if (anchored)
            _units[n++] = Start;
        for (var i = 0; i < part.Length; )
        {
            var c = part[i];
            if (char.IsAsciiLetterOrDigit(c) || (c is '.' or '#' or '+'))
            {
                var hash = 5381u;
                for (; i < part.Length && (char.IsAsciiLetterOrDigit(part[i]) || part[i] is '.' or '#' or '+'); i++)
                    hash = hash * 33 + part[i];
                _latin[n] = true;
                _units[n++] = hash | 0x10000;
                continue;
            }
            i++;
            if (c is ' ' or '/' or '-' or '\n')
                continue;
            _latin[n] = false;
            _units[n++] = c;
        }
        if (anchored)
        {
            _latin[n] = false;
            _units[n++] = End;
        }
        return n;
    }

    private void Push(Feature feature)
    {
        if (Count == _features.Length)
            Array.Resize(ref _features, Count * 2);
        _features[Count++] = feature;
    }
}
