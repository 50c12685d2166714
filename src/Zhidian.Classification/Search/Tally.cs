using System.Buffers;

namespace Zhidian.Classification.Search;

/// <summary>The best match of each entry within one search. Arrays are rented: dispose.</summary>
internal sealed class Tally : IDisposable
{
    /// <summary>Steps within a kind that are told apart; smaller is better.</summary>
    public const int Steps = 64;

    /// <summary>In place of a term where the code matched.</summary>
    public const int ByCode = -1;

    private readonly ulong[] _best;
    private readonly int[] _touched;
    private readonly Terms _terms;
    private readonly bool[] _residual;

    /// <param name="residual">For each entry whether it is a residual group.</param>
    public Tally(bool[] residual, Terms terms)
    {
        var entries = residual.Length;
        _residual = residual;
        _terms = terms;
        _best = ArrayPool<ulong>.Shared.Rent(Math.Max(1, entries));
        _touched = ArrayPool<int>.Shared.Rent(Math.Max(1, entries));
        _best.AsSpan(0, entries).Fill(ulong.MaxValue);
    }

    public int Count { get; private set; }

    /// <summary>Entries found, in the order in which they were.</summary>
    public ReadOnlySpan<int> Found => _touched.AsSpan(0, Count);

    /// <summary>Found so far without residual groups, which rank behind everything: when these are as many as are wanted, worse ways to match need no look.</summary>
    public int Named { get; private set; }

    public void Offer(int term, MatchKind kind, int step = 0) => Offer(_terms.Entry(term), kind, step, _terms.Length(term), term);

    public void Offer(int entry, MatchKind kind, int step, int length, int term)
    {
        var rank = ((ulong)(uint)kind << 12) | ((ulong)(uint)step << 6) | (ulong)(uint)Math.Min(length, 63);
        var all = (rank << 32) | (uint)term;
        ref var best = ref _best[entry];
        if (all >= best)
            return;
        if (best == ulong.MaxValue)
        {
            _touched[Count++] = entry;
            if (!_residual[entry])
                Named++;
        }
        best = all;
    }

    public (MatchKind Kind, int Step, int Length, int Term) Of(int entry)
    {
        var all = _best[entry];
        var rank = (int)(all >> 32);
        return ((MatchKind)(rank >> 12), (rank >> 6) & 63, rank & 63, (int)(uint)all);
    }

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(_best);
        ArrayPool<int>.Shared.Return(_touched);
    }
}
