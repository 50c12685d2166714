using System.Collections.Concurrent;

namespace Zhidian.Classification.Lineage;

/// <summary>Where a share of an entry is in the other version.</summary>
/// <param name="ToId">Null: unresolved, it has no counterpart.</param>
/// <param name="Weight">Above 0 to 1.</param>
/// <param name="Exact">Goes there whole, by identity or by record; nothing was judged or divided on the way.</param>
public sealed record Target(string? ToId, decimal Weight, bool Exact);

/// <summary>
/// Weighted correspondence of the occupations of one version to those of another, in either direction, composed along the versions
/// between them. The targets of one occupation sum to exactly 1, so carried counts keep their sum. Forward, an occupation keeps its
/// identity unless a link says otherwise. Backward, weights follow from the forward ones by Bayes' rule with equally large old
/// occupations, unless <see cref="VersionStep.Backward"/> gives them. Method: docs/methods/correspondence.md. Thread-safe.
/// </summary>
public sealed class Correspondence
{
    private static readonly Target[] Nowhere = [new(null, 1m, false)];

    private readonly IReadOnlyList<Func<string, IReadOnlyList<Target>>> _steps;
    private readonly ConcurrentDictionary<string, IReadOnlyList<Target>> _composed = new();

    private Correspondence(
        ClassificationVersion from,
        ClassificationVersion to,
        IReadOnlyList<Func<string, IReadOnlyList<Target>>> steps
    ) => (From, To, _steps) = (from, to, steps);

    public ClassificationVersion From { get; }

    public ClassificationVersion To { get; }

    /// <summary>The targets of an occupation of <see cref="From"/>, largest first, then by id.</summary>
    /// <exception cref="KeyNotFoundException">The id is no occupation of <see cref="From"/>.</exception>
    public IReadOnlyList<Target> Of(string id) =>
        From.FindById(id) is { Level: Level.Occupation }
            ? _composed.GetOrAdd(id, Compose)
            : throw new KeyNotFoundException($"{id} is not an occupation of version {From.Name}.");

    /// <summary>The correspondence between two versions of one history; the same version gives the identity.</summary>
    internal static Correspondence Between(
        ClassificationVersion from,
        ClassificationVersion to,
        IReadOnlyList<VersionStep> steps,
        Func<VersionStep, StepLinks> linksOf
    )
    {
        var start = IndexOf(from, steps);
        var end = IndexOf(to, steps);
        var path = new List<Func<string, IReadOnlyList<Target>>>();
        for (var i = start; i < end; i++)
            path.Add(linksOf(steps[i]).Forward);
        for (var i = start - 1; i >= end; i--)
            path.Add(linksOf(steps[i]).Backward);
        return new Correspondence(from, to, path);
    }

    private static int IndexOf(ClassificationVersion version, IReadOnlyList<VersionStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
            if (steps[i].From == version)
                return i;
        return steps.Count;
    }

    private IReadOnlyList<Target> Compose(string id)
    {
        IReadOnlyList<Target> current = [new(id, 1m, true)];
        foreach (var step in _steps)
        {
            if (current is [{ ToId: { } only, Weight: 1m } single])
            {
                var next = step(only);
                current = single.Exact ? next : next.Select(t => t with { Exact = false }).ToList();
                continue;
            }
            current = Exactly1(
                current
                    .SelectMany(t => (t.ToId is { } at ? step(at) : Nowhere).Select(n => new Target(n.ToId, t.Weight * n.Weight, false)))
                    .GroupBy(t => t.ToId)
                    .Select(g => new Target(g.Key, g.Sum(t => t.Weight), false))
            );
        }
        return current;
    }

    /// <summary>Products of weights such as 1/3 do not sum to 1 in the last digit; the largest takes the difference.</summary>
    internal static IReadOnlyList<Target> Exactly1(IEnumerable<Target> targets)
    {
        var sorted = targets.OrderByDescending(t => t.Weight).ThenBy(t => t.ToId, StringComparer.Ordinal).ToList();
        sorted[0] = sorted[0] with { Weight = sorted[0].Weight + (1m - sorted.Sum(t => t.Weight)) };
        return sorted;
    }
}
