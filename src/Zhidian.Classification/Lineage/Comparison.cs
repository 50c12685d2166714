namespace Zhidian.Classification.Lineage;

/// <summary>Compares two versions entry by entry, by permanent id, and says for each change which document brought it.</summary>
internal static class Comparison
{
    public static IReadOnlyList<Change> Of(History history, ClassificationVersion older, ClassificationVersion newer)
    {
        if (older == newer)
            return [];
        var steps = history.Path(older, newer).ToList();
        var linked = steps.ToDictionary(s => s, s => s.Forward.ToLookup(l => l.FromId));
        var told = steps.SelectMany(s => s.Rows.Select(r => (Step: s, Row: r))).ToLookup(t => t.Row.Id);
        var forward = history.Correspondence(older, newer);
        var backward = history.Correspondence(newer, older);
        var groupsForward = new Bridge(history, older, newer);
        var groupsBackward = new Bridge(history, newer, older);
        var changes = new List<Change>();
        foreach (var old in older.Entries)
            if (newer.FindById(old.Id) is { } now)
                changes.AddRange(Kept(old, now));
            else
                changes.Add(Retired(old));
        foreach (var now in newer.Entries)
            if (older.FindById(now.Id) is null)
                changes.Add(Born(now));
        return changes
            .OrderBy(c => (c.Code ?? c.OldCode)!.Value)
            .ThenBy(c => c.Kind)
            .ThenBy(c => c.Id, StringComparer.Ordinal)
            .ThenBy(c => c.Text, StringComparer.Ordinal)
            .ToList();

        IEnumerable<Change> Kept(Entry old, Entry now)
        {
            if (old.Code != now.Code)
            {
                var stays = GroupIdOf(older, old) == GroupIdOf(newer, now);
                yield return Make(stays ? ChangeKind.Recoded : ChangeKind.Moved, old, now, [ChangeKind.Recoded, ChangeKind.Moved]);
            }
            if (old.Title != now.Title)
                yield return Make(ChangeKind.Renamed, old, now, [ChangeKind.Renamed]);
            if (old.Marks != now.Marks)
                yield return Make(ChangeKind.Marked, old, now, [ChangeKind.Marked]);
            if (told[old.Id].Any(t => t.Row.Kind == ChangeKind.Redefined))
                yield return Make(ChangeKind.Redefined, old, now, [ChangeKind.Redefined]);
            // It goes on, but a part of it is in other entries now.
            if (old.Level == Level.Occupation && forward.Of(old.Id) is { Count: > 1 } targets)
                yield return Make(ChangeKind.Split, old, now, [ChangeKind.Split]) with
                {
                    Related = RelatedOf(targets, newer),
                };
            // Editions before 2022 are here without their work types; their absence is no news.
            if (older.Standing != Standing.Complete || newer.Standing != Standing.Complete)
                yield break;
            foreach (var gone in old.WorkTypes.Except(now.WorkTypes))
                yield return Make(ChangeKind.WorkTypeRemoved, old, now, [ChangeKind.WorkTypeRemoved]) with
                {
                    Text = gone,
                };
            foreach (var come in now.WorkTypes.Except(old.WorkTypes))
                yield return Make(ChangeKind.WorkTypeAdded, old, now, [ChangeKind.WorkTypeAdded]) with
                {
                    Text = come,
                };
        }

        Change Retired(Entry old)
        {
            var related = old.Level == Level.Occupation ? RelatedOf(forward.Of(old.Id), newer) : groupsForward.Counterparts(old);
            var kind = related.Count switch
            {
                0 => ChangeKind.Removed,
                1 => ChangeKind.Merged,
                _ => ChangeKind.Split,
            };
            return Make(kind, old, null, [ChangeKind.Removed, ChangeKind.Merged, ChangeKind.Split]) with { Related = related };
        }

        Change Born(Entry now)
        {
            var related = now.Level == Level.Occupation ? RelatedOf(backward.Of(now.Id), older) : groupsBackward.Counterparts(now);
            var promoted = told[now.Id].Any(t => t.Row.Kind == ChangeKind.Promoted);
            return Make(promoted ? ChangeKind.Promoted : ChangeKind.Added, null, now, [ChangeKind.Added, ChangeKind.Promoted]) with
            {
                Related = related,
            };
        }

        Change Make(ChangeKind kind, Entry? old, Entry? now, ChangeKind[] toldAs)
        {
            var entry = (now ?? old)!;
            var document = told[entry.Id].LastOrDefault(t => toldAs.Contains(t.Row.Kind));
            var step = document.Step ?? StepOf(entry.Id, kind) ?? steps[^1];
            return new Change(
                kind,
                entry.Id,
                entry.Level,
                old?.Code,
                now?.Code,
                old?.Title,
                now?.Title,
                old?.Marks ?? Marks.None,
                now?.Marks ?? Marks.None,
                [],
                null,
                step.To.Name,
                step.To.Effective,
                document.Row is { } row
                    ? new Evidence(step.To.Document, row.Reason, row.Note)
                    : Noted(step, entry.Id) ?? Evidence.Comparison(step.To.Document)
            );
        }

        // No row tells of it: the last step in which the two sides differ in this respect.
        VersionStep? StepOf(string id, ChangeKind kind) =>
            steps.LastOrDefault(s =>
                (s.From.FindById(id), s.To.FindById(id)) switch
                {
                    (null, null) => false,
                    (null, _) or (_, null) => true,
                    ({ } a, { } b) => kind switch
                    {
                        ChangeKind.Recoded or ChangeKind.Moved => a.Code != b.Code,
                        ChangeKind.Renamed => a.Title != b.Title,
                        ChangeKind.Marked => a.Marks != b.Marks,
                        ChangeKind.Split => linked[s].Contains(id),
                        _ => !a.WorkTypes.SequenceEqual(b.WorkTypes),
                    },
                }
            );

        Evidence? Noted(VersionStep step, string id) =>
            linked[step][id].FirstOrDefault() is { } link
                ? new Evidence(
                    step.To.Document,
                    link.Basis switch
                    {
                        LinkBasis.WorkType => "now-work-type",
                        LinkBasis.Judged => "judged",
                        _ => "recorded",
                    },
                    link.Note
                )
                : null;
    }

    private static string? GroupIdOf(ClassificationVersion version, Entry entry) =>
        entry.Parent is { } parent ? version.Find(parent)?.Id : null;

    private static List<Related> RelatedOf(IReadOnlyList<Target> targets, ClassificationVersion version) =>
        targets
            .Where(t => t.ToId is not null)
            .Select(t => (version.FindById(t.ToId!)!, t.Weight))
            .Select(t => new Related(t.Item1.Id, t.Item1.Code, t.Item1.Title, t.Weight))
            .ToList();
}
