namespace Zhidian.Classification.Lineage;

/// <summary>How a carried count was told apart.</summary>
public enum Carried
{
    /// <summary>Went whole to one entry, by identity or by record.</summary>
    Exact,

    /// <summary>Divided by weights, or sent to one entry by judgement.</summary>
    Split,

    /// <summary>Has no counterpart at this level: it stands at the nearest group that the other version has, or nowhere.</summary>
    Unresolved,
}

/// <summary>A part of one count in the other version.</summary>
/// <param name="To">The occupation; for unresolved parts the group that holds them, or null when there is none.</param>
public sealed record Portion(Entry? To, decimal Weight, Carried Carried);

/// <summary>
/// Carries counts by code from one version to another. Nothing is lost: the portions of a code have weights that sum to exactly 1,
/// and what has no counterpart is kept, at the nearest group above that both versions have or under no code.
/// A group's count is spread evenly over its occupations first and gathered again at the group's level.
/// </summary>
public sealed class Bridge(History history, ClassificationVersion from, ClassificationVersion to)
{
    private const decimal SmallestShare = 0.05m;

    private readonly Correspondence _links = history.Correspondence(from, to);
    private readonly Dictionary<string, IReadOnlyList<Portion>> _known = [];

    public ClassificationVersion From => from;

    public ClassificationVersion To => to;

    /// <summary>The portions of an entry of <see cref="From"/>, largest first. Not thread-safe.</summary>
    public IReadOnlyList<Portion> Of(Entry entry) =>
        _known.TryGetValue(entry.Id, out var known)
            ? known
            : _known[entry.Id] = entry.Level == Level.Occupation ? OfOccupation(entry) : OfGroup(entry);

    /// <summary>
    /// The entries of the same level that took over what was in <paramref name="entry"/>, largest share first. A group scatters: shares
    /// under a twentieth are left out, but for the largest.
    /// </summary>
    public IReadOnlyList<Related> Counterparts(Entry entry)
    {
        var same = Of(entry).Where(p => p.Carried != Carried.Unresolved && p.To?.Level == entry.Level).ToList();
        return same.Where((p, i) => i == 0 || entry.Level == Level.Occupation || p.Weight >= SmallestShare)
            .Select(p => new Related(p.To!.Id, p.To.Code, p.To.Title, p.Weight))
            .ToList();
    }

    private List<Portion> OfOccupation(Entry entry) =>
        _links
            .Of(entry.Id)
            .Select(t =>
                t.ToId is null
                    ? new Portion(GroupFor(entry), t.Weight, Carried.Unresolved)
                    : new Portion(to.FindById(t.ToId), t.Weight, t.Exact ? Carried.Exact : Carried.Split)
            )
            .ToList();

    private List<Portion> OfGroup(Entry group)
    {
        var below = from.OccupationsIn(group.Code);
        if (below.Length == 0)
            return to.FindById(group.Id) is { } same
                ? [new Portion(same, 1m, Carried.Exact)]
                : [new Portion(GroupFor(group), 1m, Carried.Unresolved)];
        var share = 1m / below.Length;
        var gathered = new Dictionary<(Entry?, bool Lost), (decimal Weight, bool Exact)>();
        foreach (var occupation in below)
        foreach (var portion in Of(occupation))
        {
            var at = portion.To is { } e && e.Level > group.Level ? to.Find(e.Code.At(group.Level)) : portion.To;
            // Lost within the group is not lost for the group.
            var lost = portion.Carried == Carried.Unresolved && at?.Level != group.Level;
            var (weight, exact) = gathered.GetValueOrDefault((at, lost), (0m, true));
            gathered[(at, lost)] = (weight + share * portion.Weight, exact && portion.Carried == Carried.Exact);
        }
        var whole = gathered.Count == 1;
        var sorted = gathered.OrderByDescending(g => g.Value.Weight).ThenBy(g => g.Key.Item1?.Code.Text, StringComparer.Ordinal).ToList();
        var rest = 1m - sorted.Sum(g => g.Value.Weight);
        return sorted
            .Select(
                (g, i) =>
                    new Portion(
                        g.Key.Item1,
                        g.Value.Weight + (i == 0 ? rest : 0m),
                        g.Key.Lost ? Carried.Unresolved
                            : whole && g.Value.Exact ? Carried.Exact
                            : Carried.Split
                    )
            )
            .ToList();
    }

    /// <summary>The nearest group above, by permanent id, that the other version has too.</summary>
    private Entry? GroupFor(Entry entry) =>
        from.Ancestors(entry).Reverse().Select(a => to.FindById(a.Id)).FirstOrDefault(e => e is not null);
}
