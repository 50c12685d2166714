using Zhidian.Classification.Lineage;

namespace Zhidian.Classification;

public enum LifeEventKind
{
    /// <summary>It stands in the oldest version here; when it began is not known.</summary>
    Known,

    /// <summary>Released as a new occupation, before the version that took it in.</summary>
    Released,

    /// <summary>First version that has it.</summary>
    Born,

    /// <summary>It had a code outside the versions here.</summary>
    OldCode,

    /// <summary>Something about it changed.</summary>
    Changed,

    /// <summary>Other entries, or shares of them, came into it.</summary>
    TookIn,

    Retired,
}

/// <summary>One event in the life of a permanent id.</summary>
/// <param name="Day">From when it holds.</param>
/// <param name="Version">The version that shows it; null for what happened between versions.</param>
/// <param name="Code">Its code from then on; null once retired.</param>
/// <param name="Change">What the comparison of versions says; null where no version does.</param>
/// <param name="Related">Predecessors, successors, or what was taken in, with shares and the version that knows them.</param>
public sealed record LifeEvent(
    LifeEventKind Kind,
    DateOnly? Day,
    ClassificationVersion? Version,
    Code? Code,
    string Title,
    Change? Change,
    IReadOnlyList<Related> Related,
    ClassificationVersion? RelatedIn,
    string Document
)
{
    public ChangeKind? Changed => Kind == LifeEventKind.Changed ? Change!.Kind : null;
}

/// <summary>A life told as events, oldest first: what the page of an entry draws and lists.</summary>
public static class LifeEvents
{
    public static IReadOnlyList<LifeEvent> Of(History history, Life life)
    {
        var events = new List<LifeEvent>();
        var first = life.Steps[0];
        var interim = life.OldCodes.FirstOrDefault(o => o.Published is not null && o.Published == first.Entry.ReleasedOn);
        if (first.Entry.ReleasedOn is { } day && day < first.Version.Effective)
            events.Add(
                new(
                    LifeEventKind.Released,
                    day,
                    null,
                    interim?.Code,
                    interim?.Title ?? first.Entry.Title,
                    null,
                    [],
                    null,
                    DocumentOf(history, day)
                )
            );
        foreach (var old in life.OldCodes.Where(o => o != interim))
            events.Add(
                new(
                    LifeEventKind.OldCode,
                    old.Published ?? history.Find(old.Scheme)?.Effective,
                    history.Find(old.Scheme),
                    old.Code,
                    old.Title,
                    null,
                    [],
                    null,
                    old.Source
                )
            );
        foreach (var step in life.Steps)
            events.AddRange(Step(history, step, step == first));
        if (life.Retirement is { } end)
        {
            var before = life.Steps[^1].Entry;
            events.Add(
                new(
                    LifeEventKind.Retired,
                    end.Date,
                    history.Find(end.Version),
                    null,
                    before.Title,
                    end,
                    end.Related,
                    history.Find(end.Version),
                    end.Evidence.Document
                )
            );
        }
        // A release day may be the day of a version: births come before what happened to others on that day.
        return events.OrderBy(e => e.Day).ThenBy(e => e.Version is null ? 0 : 1).ToList();
    }

    private static string DocumentOf(History history, DateOnly published) =>
        history.Documents.Values.FirstOrDefault(d => d.Kind == "release" && d.Published == published)?.Key ?? "";

    private static IEnumerable<LifeEvent> Step(History history, LifeStep step, bool isFirst)
    {
        var (version, entry) = (step.Version, step.Entry);
        var before = history.Before(version);
        LifeEvent Make(LifeEventKind kind, Change? change, IReadOnlyList<Related> related, ClassificationVersion? relatedIn) =>
            new(
                kind,
                change?.Date ?? version.Effective,
                version,
                entry.Code,
                entry.Title,
                change,
                related,
                relatedIn,
                change?.Evidence.Document ?? version.Document
            );
        if (isFirst)
        {
            var birth = step.Changes.FirstOrDefault(c => c.Kind is ChangeKind.Added or ChangeKind.Promoted);
            yield return Make(before is null ? LifeEventKind.Known : LifeEventKind.Born, birth, birth?.Related ?? [], before);
            yield break;
        }
        foreach (var change in step.Changes.Where(c => c.Kind is not (ChangeKind.Added or ChangeKind.Promoted)))
            yield return Make(LifeEventKind.Changed, change, change.Related, version);
        var taken = history
            .ChangesInto(version, entry.Id)
            .SelectMany(c => c.Related.Where(r => r.Id == entry.Id).Select(r => new Related(c.Id, c.OldCode!.Value, c.OldTitle!, r.Share)))
            .ToList();
        if (taken.Count > 0)
            yield return Make(LifeEventKind.TookIn, null, taken, before);
    }
}
