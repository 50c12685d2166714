using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Zhidian.Classification;
using Zhidian.Layout.Charts;

namespace Zhidian.Lineage;

/// <summary>A share of an older occupation that is now elsewhere.</summary>
/// <param name="Kind">Split, Merged or Moved.</param>
/// <param name="To">Null: that share has no successor.</param>
/// <param name="Weight">In occupations, above 0 to 1; the shares of one older occupation sum to 1.</param>
public sealed record Flow(ChangeKind Kind, Entry From, Entry? To, decimal Weight);

/// <summary>
/// Splits, merges and moves between two versions, gathered to the finest level at which a picture can still be read.
/// Occupations that only kept, changed or lost their code, title or marks do not flow.
/// </summary>
/// <param name="Level">Of the groups, or occupations, at both sides.</param>
/// <param name="Under">Only flows from or to this group.</param>
/// <param name="Drawn">The flows of the picture by group, largest first.</param>
/// <param name="Left">Flows that are too many to draw, largest first; they are the smallest.</param>
/// <param name="All">Every flow, by older code, then larger shares first.</param>
public sealed record Flows(Level Level, Code? Under, IReadOnlyList<GroupFlow> Drawn, IReadOnlyList<GroupFlow> Left, IReadOnlyList<Flow> All)
{
    /// <summary>More ribbons than this cannot be followed.</summary>
    public const int Most = 40;

    /// <summary>The right side of shares without a successor.</summary>
    public const string Nowhere = "none";

    /// <summary>By history, so that a new release starts anew and an old history is let go.</summary>
    private static readonly ConditionalWeakTable<History, ConcurrentDictionary<(string, string), IReadOnlyList<Flow>>> Known = [];

    public static Flows Of(History history, ClassificationVersion older, ClassificationVersion newer, Code? under)
    {
        var every = Known.GetOrCreateValue(history).GetOrAdd((older.Name, newer.Name), _ => Every(history, older, newer).ToList());
        var all = under is { } group
            ? every.Where(f => group.Contains(f.From.Code) || (f.To is { } to && group.Contains(to.Code))).ToList()
            : every;
        var coarsest =
            under is not { } u ? Level.Major
            : u.Level < Level.Occupation ? u.Level + 1
            : Level.Occupation;
        var level = Level.Occupation;
        while (level > coarsest && !Fits(all, level))
            level--;
        var gathered = Gather(all, level);
        return new Flows(level, under, gathered.Take(Most).ToList(), gathered.Skip(Most).ToList(), all);
    }

    private static bool Fits(IReadOnlyList<Flow> all, Level level)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var flow in all)
            if (seen.Add(Ends(flow, level)) && seen.Count > Most)
                return false;
        return true;
    }

    private static (string From, string To) Ends(Flow flow, Level level) =>
        (flow.From.Code.At(level).Text, flow.To?.Code.At(level).Text ?? Nowhere);

    private static IEnumerable<Flow> Every(History history, ClassificationVersion older, ClassificationVersion newer)
    {
        var forward = history.Correspondence(older, newer);
        foreach (var from in older.Occupations)
        {
            var targets = forward.Of(from.Id);
            if (targets is [{ ToId: null }])
                continue;
            if (targets is [{ } only] && only.ToId == from.Id)
            {
                var to = newer.FindById(from.Id)!;
                if (older.Find(from.Parent!.Value)?.Id != newer.Find(to.Parent!.Value)?.Id)
                    yield return new Flow(ChangeKind.Moved, from, to, 1m);
                continue;
            }
            var kind = targets.Count == 1 ? ChangeKind.Merged : ChangeKind.Split;
            foreach (var target in targets)
                yield return new Flow(kind, from, target.ToId is { } id ? newer.FindById(id) : null, target.Weight);
        }
    }

    private static List<GroupFlow> Gather(IEnumerable<Flow> all, Level level) =>
        all.GroupBy(f => Ends(f, level))
            .Select(g => new GroupFlow(
                g.Key.From,
                g.Key.To,
                g.Sum(f => f.Weight),
                Count(g, ChangeKind.Split),
                Count(g, ChangeKind.Merged),
                Count(g, ChangeKind.Moved)
            ))
            .OrderByDescending(g => g.Weight)
            .ThenBy(g => g.From, StringComparer.Ordinal)
            .ThenBy(g => g.To, StringComparer.Ordinal)
            .ToList();

    private static int Count(IEnumerable<Flow> flows, ChangeKind kind) =>
        flows.Where(f => f.Kind == kind).Select(f => f.From.Id).Distinct().Count();

    public SankeyLayout Layout() => SankeyLayout.Of(Drawn.Select(f => new SankeyFlow(f.From, f.To, (double)f.Weight)).ToList());
}

/// <summary>Flows from one group, or occupation, to another.</summary>
/// <param name="From">Code in the older version.</param>
/// <param name="To">Code in the newer version, or <see cref="Flows.Nowhere"/>.</param>
/// <param name="Weight">In occupations.</param>
/// <param name="Split">Older occupations that were split and are in it with a share; likewise merged and moved ones.</param>
public sealed record GroupFlow(string From, string To, decimal Weight, int Split, int Merged, int Moved);
