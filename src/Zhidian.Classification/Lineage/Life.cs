namespace Zhidian.Classification.Lineage;

/// <summary>How one version shows a group or occupation.</summary>
/// <param name="Changes">What made it so since the version before; empty when nothing did, or it is the oldest version.</param>
public sealed record LifeStep(ClassificationVersion Version, Entry Entry, IReadOnlyList<Change> Changes);

/// <summary>The life line of a permanent id: when it came, what it was called and coded, where it came from and where it went.</summary>
/// <param name="Steps">The versions that know the id, oldest first; never empty.</param>
/// <param name="Retirement">Why the version after the last one lacks it; null while it goes on.</param>
/// <param name="OldCodes">Codes that it had outside the versions here.</param>
public sealed record Life(
    string Id,
    IReadOnlyList<LifeStep> Steps,
    Change? Retirement,
    IReadOnlyList<Related> Predecessors,
    IReadOnlyList<OldCode> OldCodes
)
{
    /// <summary>The life of an id; null for one that was never given.</summary>
    public static Life? Of(History history, string id)
    {
        var steps = new List<LifeStep>();
        Change? retirement = null;
        IReadOnlyList<Related> predecessors = [];
        foreach (var version in history.Versions)
        {
            var changes = steps.Count == 0 && version.FindById(id) is null ? [] : history.ChangesOf(version, id);
            if (version.FindById(id) is { } entry)
            {
                steps.Add(new LifeStep(version, entry, changes));
                if (changes.FirstOrDefault(c => c.Kind is ChangeKind.Added or ChangeKind.Promoted) is { Related.Count: > 0 } born)
                    predecessors = born.Related;
            }
            else if (steps.Count > 0)
            {
                retirement = changes is [var first, ..] ? first : null;
                break;
            }
        }
        return steps.Count == 0 ? null : new Life(id, steps, retirement, predecessors, history.OldCodesOf(id).ToList());
    }
}
