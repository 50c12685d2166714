namespace Zhidian.Classification.Search;

/// <summary>
/// Puts matches in order: residual groups last unless their own code or title was typed, then kind of match, step within the kind,
/// adverts, occupations before groups, shorter texts, code. All of it in one number, the smaller the better.
/// </summary>
internal sealed class Ranking(IReadOnlyList<Entry> entries, Origins? origins, int[] demand)
{
    private const int DemandBits = 22;
    private const int LengthBits = 6;
    private const int EntryBits = 22;

    private readonly int[]? _born = origins is null ? null : [.. entries.Select(e => origins.IndexOf(e))];

    private Ranking(Ranking of, int[] demand)
        : this(of.Entries, null, demand) => (_born, Origins) = (of._born, of.Origins);

    private IReadOnlyList<Entry> Entries => entries;

    private Origins? Origins { get; } = origins;

    public Ranking By(int[] adverts) => new(this, adverts);

    public IReadOnlyList<SearchHit> Best(Tally tally, Terms terms, int limit)
    {
        var best = new Smallest(limit);
        foreach (var entry in tally.Found)
            best.Offer(Key(entry, tally));
        return [.. best.Sorted.Select(key => Hit(key, tally, terms))];
    }

    public SearchResult Page(Tally tally, Terms terms, SearchRequest request)
    {
        var counts = new Counting(Origins?.All.Count ?? 0);
        var bornWanted = request.Born is null ? -1 : Origins?.IndexOf(request.Born) ?? -1;
        var last = request.After is null ? 0 : ulong.MaxValue;
        var kept = new List<ulong>(tally.Count);
        foreach (var at in tally.Found)
        {
            var entry = entries[at];
            var born = _born?[at] ?? -1;
            var level = request.Level is { } l && entry.Level != l;
            var marks = (entry.Marks & request.Marks) != request.Marks;
            var under = request.Under is { } group && !group.Contains(entry.Code);
            var birth = request.Born is not null && born != bornWanted;
            var faults = (level ? 1 : 0) + (marks ? 1 : 0) + (under ? 1 : 0) + (birth ? 1 : 0);
            if (faults > 1)
                continue;
            counts.Add(entry, born, faults == 0, level, marks, under, birth);
            if (faults > 0)
                continue;
            var key = Key(at, tally);
            kept.Add(key);
            if (entry.Id == request.After)
                last = key;
        }
        var best = new Smallest(request.Limit + 1);
        foreach (var key in kept)
            if (request.After is null || key > last)
                best.Offer(key);
        return new SearchResult(
            [.. best.Sorted.Take(request.Limit).Select(key => Hit(key, tally, terms))],
            kept.Count,
            counts.Facets(Origins),
            best.Sorted.Length > request.Limit,
            last != ulong.MaxValue
        );
    }

    private ulong Key(int at, Tally tally)
    {
        var entry = entries[at];
        var (kind, step, length, _) = tally.Of(at);
        var residual = entry.Code.IsResidual && kind is not (MatchKind.Code or MatchKind.Title) ? 1UL : 0UL;
        var adverts = (1 << DemandBits) - 1 - Math.Min(demand[at], (1 << DemandBits) - 1);
        var key = (residual << 5) | (ulong)(uint)kind;
        key = (key << 6) | (uint)step;
        key = (key << DemandBits) | (uint)adverts;
        key = (key << 2) | (uint)(Level.Occupation - entry.Level);
        key = (key << LengthBits) | (uint)length;
        return (key << EntryBits) | (uint)at;
    }

    private SearchHit Hit(ulong key, Tally tally, Terms terms)
    {
        var at = (int)(key & ((1 << EntryBits) - 1));
        var (kind, _, _, term) = tally.Of(at);
        return term == Tally.ByCode
            ? new SearchHit(entries[at], kind, entries[at].Code.Text, false, false)
            : new SearchHit(
                entries[at],
                kind,
                terms.Shown(term),
                terms.Source(term) == TermSource.Alias,
                terms.Source(term) == TermSource.English
            );
    }

    /// <summary>The smallest of many numbers, in order.</summary>
    private struct Smallest(int limit)
    {
        private readonly ulong[] _kept = new ulong[limit];
        private int _count;

        public readonly ReadOnlySpan<ulong> Span => _kept.AsSpan(0, _count);

        public readonly ulong[] Sorted => Span.ToArray();

        public void Offer(ulong key)
        {
            if (_count == _kept.Length && (_count == 0 || key >= _kept[^1]))
                return;
            var at = ~Span.BinarySearch(key);
            if (_count < _kept.Length)
                _count++;
            _kept.AsSpan(at, _count - 1 - at).CopyTo(_kept.AsSpan(at + 1));
            _kept[at] = key;
        }
    }

    /// <summary>Counts a hit for each facet whose own filter is the only one that may keep it out.</summary>
    private sealed class Counting(int births)
    {
        private readonly int[] _levels = new int[5];
        private readonly int[] _marks = new int[2];
        private readonly int[] _majors = new int[10];
        private readonly int[] _births = new int[births];

        public void Add(Entry entry, int born, bool all, bool level, bool marks, bool under, bool birth)
        {
            if (all || level)
                _levels[(int)entry.Level]++;
            if (all || marks)
            {
                _marks[0] += entry.Marks.HasFlag(Marks.Digital) ? 1 : 0;
                _marks[1] += entry.Marks.HasFlag(Marks.Green) ? 1 : 0;
            }
            if (all || under)
                _majors[entry.Code.Major]++;
            if ((all || birth) && born >= 0)
                _births[born]++;
        }

        public Facets Facets(Origins? origins) =>
            new(
                Counted(Enumerable.Range(1, 4).Select(l => new FacetCount(((Level)l).Token(), _levels[l]))),
                Counted([new("S", _marks[0]), new("L", _marks[1])]),
                Counted(_majors.Select((n, i) => new FacetCount(((char)('0' + i)).ToString(), n))),
                Counted(_births.Select((n, i) => new FacetCount(origins!.All[i].Token, n)))
            );

        private static List<FacetCount> Counted(IEnumerable<FacetCount> all) => [.. all.Where(f => f.Count > 0)];
    }
}
