namespace Zhidian.Layout.Charts;

/// <summary>A flow from an entry on the left to one on the right.</summary>
/// <param name="Weight">Above 0, in the unit of the picture.</param>
public sealed record SankeyFlow(string From, string To, double Weight);

/// <summary>An entry at one side, placed.</summary>
/// <param name="Top">Distance from the top of the picture.</param>
/// <param name="High">Sum of the widths of its ribbons.</param>
/// <param name="Slot">Room kept for it and its label, around it; at least <see cref="High"/>.</param>
public sealed record SankeyNode(string Key, double Weight, double Top, double High, double SlotTop, double Slot);

/// <summary>A flow, placed: a band of the same width at both ends.</summary>
public sealed record SankeyRibbon(SankeyFlow Flow, double LeftTop, double RightTop, double Width);

/// <summary>
/// Two columns of entries with ribbons between them. Within each column the order lessens crossings: barycentre sweeps from the
/// order given, then exchanges of neighbours while they help; the best order met is kept, so it is never worse than the one given.
/// Deterministic. Method and measured crossings: docs/methods/sankey.md.
/// </summary>
public sealed class SankeyLayout
{
    private const int Sweeps = 12;
    private const double Gap = 4;

    private SankeyLayout(
        IReadOnlyList<SankeyNode> left,
        IReadOnlyList<SankeyNode> right,
        IReadOnlyList<SankeyRibbon> ribbons,
        double high,
        int before,
        int after
    ) => (Left, Right, Ribbons, High, CrossingsBefore, CrossingsAfter) = (left, right, ribbons, high, before, after);

    public IReadOnlyList<SankeyNode> Left { get; }

    public IReadOnlyList<SankeyNode> Right { get; }

    public IReadOnlyList<SankeyRibbon> Ribbons { get; }

    public double High { get; }

    /// <summary>Pairs of ribbons that cross in the order given.</summary>
    public int CrossingsBefore { get; }

    public int CrossingsAfter { get; }

    /// <param name="order">Order to begin from, by key; entries are otherwise in ordinal order.</param>
    /// <param name="slot">Least room of an entry, for its label.</param>
    /// <param name="room">Height that all ribbons together should take, at most.</param>
    /// <param name="widest">Width of a ribbon of weight 1, at most.</param>
    /// <exception cref="ArgumentException">A weight is not above 0, or the same flow stands twice.</exception>
    public static SankeyLayout Of(
        IReadOnlyList<SankeyFlow> flows,
        IComparer<string>? order = null,
        double slot = 18,
        double room = 420,
        double widest = 14
    )
    {
        if (flows.Any(f => !(f.Weight > 0) || double.IsInfinity(f.Weight)))
            throw new ArgumentException("a flow needs a weight above 0.", nameof(flows));
        if (flows.DistinctBy(f => (f.From, f.To)).Count() != flows.Count)
            throw new ArgumentException("the same flow stands twice.", nameof(flows));
        order ??= StringComparer.Ordinal;
        var left = flows.Select(f => f.From).Distinct().Order(order).ToArray();
        var right = flows.Select(f => f.To).Distinct().Order(order).ToArray();
        var edges = Edges(flows, left, right);
        var before = Crossings(edges, Identity(left.Length), Identity(right.Length));
        var (atLeft, atRight, after) = Untangle(edges, left.Length, right.Length, before);

        var scale = flows.Count == 0 ? 1 : Math.Min(widest, room / flows.Sum(f => f.Weight));
        var leftNodes = Place(left, atLeft, flows.ToLookup(f => f.From, f => f.Weight), scale, slot);
        var rightNodes = Place(right, atRight, flows.ToLookup(f => f.To, f => f.Weight), scale, slot);
        var high = Math.Max(HighOf(leftNodes), HighOf(rightNodes));
        leftNodes = Centre(leftNodes, high);
        rightNodes = Centre(rightNodes, high);
        return new SankeyLayout(leftNodes, rightNodes, Bands(flows, leftNodes, rightNodes, scale), high, before, after);
    }

    /// <summary>Pairs of edges that cross when the entry at index i stands at place <paramref name="left"/>[i], or right.</summary>
    private static int Crossings((int L, int R, double Weight)[] edges, int[] left, int[] right)
    {
        var count = 0;
        for (var i = 0; i < edges.Length; i++)
        for (var j = i + 1; j < edges.Length; j++)
            if ((left[edges[i].L] - left[edges[j].L]) * (right[edges[i].R] - right[edges[j].R]) < 0)
                count++;
        return count;
    }

    private static (int[] Left, int[] Right, int Crossings) Untangle(
        (int L, int R, double Weight)[] edges,
        int leftCount,
        int rightCount,
        int before
    )
    {
        var (left, right) = (Identity(leftCount), Identity(rightCount));
        var best = (Left: (int[])left.Clone(), Right: (int[])right.Clone(), Crossings: before);
        for (var sweep = 0; sweep < Sweeps && best.Crossings > 0; sweep++)
        {
            var moved = sweep % 2 == 0 ? right : left;
            Sort(moved, edges.Select(e => sweep % 2 == 0 ? (e.R, left[e.L], e.Weight) : (e.L, right[e.R], e.Weight)));
            Keep();
        }
        (left, right) = ((int[])best.Left.Clone(), (int[])best.Right.Clone());
        for (var again = true; again && best.Crossings > 0; )
        {
            again = Exchange(left) | Exchange(right);
        }
        return best;

        void Keep()
        {
            var crossings = Crossings(edges, left, right);
            if (crossings < best.Crossings)
                best = ((int[])left.Clone(), (int[])right.Clone(), crossings);
        }

        // Swaps neighbours of one column where that takes crossings away.
        bool Exchange(int[] places)
        {
            var helped = false;
            for (var place = 0; place + 1 < places.Length; place++)
            {
                var (a, b) = (Array.IndexOf(places, place), Array.IndexOf(places, place + 1));
                (places[a], places[b]) = (places[b], places[a]);
                var crossings = Crossings(edges, left, right);
                if (crossings < best.Crossings)
                {
                    best = ((int[])left.Clone(), (int[])right.Clone(), crossings);
                    helped = true;
                }
                else
                    (places[a], places[b]) = (places[b], places[a]);
            }
            return helped;
        }
    }

    /// <summary>Gives each entry the rank of the weighted mean place of its neighbours; ties keep the order they had.</summary>
    private static void Sort(int[] places, IEnumerable<(int Index, int Place, double Weight)> neighbours)
    {
        var means = new (double Sum, double Weight)[places.Length];
        foreach (var (index, place, weight) in neighbours)
            means[index] = (means[index].Sum + place * weight, means[index].Weight + weight);
        var sorted = Enumerable
            .Range(0, places.Length)
            .OrderBy(i => Math.Round(means[i].Sum / means[i].Weight, 9))
            .ThenBy(i => places[i])
            .ToArray();
        for (var rank = 0; rank < sorted.Length; rank++)
            places[sorted[rank]] = rank;
    }

    private static SankeyNode[] Place(string[] keys, int[] places, ILookup<string, double> weights, double scale, double least)
    {
        var top = 0.0;
        var nodes = new SankeyNode[keys.Length];
        foreach (var (key, i) in keys.Select((k, i) => (k, i)).OrderBy(n => places[n.i]).Select((n, rank) => (n.k, rank)))
        {
            var weight = weights[key].Sum();
            var high = weight * scale;
            var slot = Math.Max(least, high);
            nodes[i] = new SankeyNode(key, weight, top + (slot - high) / 2, high, top, slot);
            top += slot + Gap;
        }
        return nodes;
    }

    private static SankeyNode[] Centre(SankeyNode[] nodes, double high)
    {
        var shift = (high - HighOf(nodes)) / 2;
        return nodes.Select(n => n with { Top = n.Top + shift, SlotTop = n.SlotTop + shift }).ToArray();
    }

    private static double HighOf(SankeyNode[] nodes) => nodes.Length == 0 ? 0 : nodes[^1].SlotTop + nodes[^1].Slot - nodes[0].SlotTop;

    /// <summary>At each entry the ribbons lie in the order of their other ends, so that they do not cross at the entry itself.</summary>
    private static List<SankeyRibbon> Bands(IReadOnlyList<SankeyFlow> flows, SankeyNode[] left, SankeyNode[] right, double scale)
    {
        var rankLeft = left.Select((n, i) => (n.Key, i)).ToDictionary(n => n.Key, n => n.i);
        var rankRight = right.Select((n, i) => (n.Key, i)).ToDictionary(n => n.Key, n => n.i);
        var (fromTop, toTop) = (left.Select(n => n.Top).ToArray(), right.Select(n => n.Top).ToArray());
        var starts = new Dictionary<SankeyFlow, double>();
        foreach (var flow in flows.OrderBy(f => rankLeft[f.From]).ThenBy(f => rankRight[f.To]))
        {
            starts[flow] = fromTop[rankLeft[flow.From]];
            fromTop[rankLeft[flow.From]] += flow.Weight * scale;
        }
        var ribbons = new List<SankeyRibbon>();
        foreach (var flow in flows.OrderBy(f => rankRight[f.To]).ThenBy(f => rankLeft[f.From]))
        {
            ribbons.Add(new SankeyRibbon(flow, starts[flow], toTop[rankRight[flow.To]], flow.Weight * scale));
            toTop[rankRight[flow.To]] += flow.Weight * scale;
        }
        return ribbons;
    }

    private static (int L, int R, double Weight)[] Edges(IReadOnlyList<SankeyFlow> flows, string[] left, string[] right)
    {
        var (l, r) = (Index(left), Index(right));
        return flows.Select(f => (l[f.From], r[f.To], f.Weight)).ToArray();
    }

    private static Dictionary<string, int> Index(string[] keys) => keys.Select((k, i) => (k, i)).ToDictionary(n => n.k, n => n.i);

    private static int[] Identity(int count) => Enumerable.Range(0, count).ToArray();
}
