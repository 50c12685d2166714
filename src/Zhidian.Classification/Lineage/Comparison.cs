namespace Zhidian.Classification.Lineage;

/// <summary>Compares two versions entry by entry, by permanent id, and says for each change which document brought it.</summary>
internal sealed class Comparison
{
    private readonly ClassificationVersion _older;
    private readonly ClassificationVersion _newer;
    private readonly IReadOnlyList<VersionStep> _steps;
    private readonly Dictionary<VersionStep, ILookup<string, Link>> _linked;
    private readonly ILookup<string, (VersionStep Step, ReleaseRow Row)> _told;
    private readonly Correspondence _forward;
    private readonly Correspondence _backward;
    private readonly Bridge _groupsForward;
    private readonly Bridge _groupsBackward;
    private readonly Lock _bridging = new();
    private readonly Lazy<ILookup<string, string>> _sources;
    private readonly Lazy<IReadOnlyList<Change>> _all;

    public Comparison(History history, ClassificationVersion older, ClassificationVersion newer)
    {
        (_older, _newer) = (older, newer);
        _steps = history.Path(older, newer).ToList();
        _linked = _steps.ToDictionary(s => s, s => s.Forward.ToLookup(l => l.FromId));
        _told = _steps.SelectMany(s => s.Rows.Select(r => (Step: s, Row: r))).ToLookup(t => t.Row.Id);
        _forward = history.Correspondence(older, newer);
        _backward = history.Correspondence(newer, older);
        _groupsForward = new Bridge(history, older, newer);
        _groupsBackward = new Bridge(history, newer, older);
        _sources = new(Sources);
        _all = new(Everything);
    }

    /// <summary>In code order.</summary>
    public IReadOnlyList<Change> All => _all.Value;

    /// <summary>The changes of one id, without a look at the others.</summary>
    public IReadOnlyList<Change> Of(string id) => InOrder(Changes(_older.FindById(id), _newer.FindById(id)));

    /// <summary>Changes by which others, or shares of them, came into an entry of the newer version.</summary>
    public IReadOnlyList<Change> Into(string id) =>
        InOrder(
            _sources
                .Value[id]
                .Where(other => other != id)
                .SelectMany(Of)
                .Where(c => c.Kind is ChangeKind.Merged or ChangeKind.Split && c.Related.Any(r => r.Id == id))
        );

    private static IReadOnlyList<Change> InOrder(IEnumerable<Change> changes) =>
        [
            .. changes
                .OrderBy(c => (c.Code ?? c.OldCode)!.Value)
                .ThenBy(c => c.Kind)
                .ThenBy(c => c.Id, StringComparer.Ordinal)
                .ThenBy(c => c.Text, StringComparer.Ordinal),
        ];

    private IReadOnlyList<Change> Everything() =>
        InOrder(
            _older
                .Entries.SelectMany(old => Changes(old, _newer.FindById(old.Id)))
                .Concat(_newer.Entries.Where(now => _older.FindById(now.Id) is null).SelectMany(now => Changes(null, now)))
        );

    /// <summary>What may have come into an entry: ids by the ids that they lead to.</summary>
    private ILookup<string, string> Sources()
    {
        var pairs = new List<(string From, string To)>();
        var linked = _linked.Values.SelectMany(links => links.Select(l => l.Key)).Where(id => _older.FindById(id) is not null);
        foreach (var id in _older.Groups.Select(g => g.Id).Where(id => _newer.FindById(id) is null).Concat(linked))
        foreach (var change in Of(id))
            pairs.AddRange(change.Related.Select(r => (id, r.Id)));
        return pairs.Distinct().ToLookup(p => p.To, p => p.From);
    }

    /// <summary>Links tell of it; without any it keeps its identity.</summary>
    private bool IsLinked(string id)
    {
        foreach (var links in _linked.Values)
            if (links.Contains(id))
                return true;
        return false;
    }

    private IEnumerable<Change> Changes(Entry? old, Entry? now) =>
        (old, now) switch
        {
            ({ } a, { } b) => ReferenceEquals(a, b) && !IsLinked(a.Id) && !_told.Contains(a.Id) ? [] : Kept(a, b),
            ({ } a, null) => [Retired(a)],
            (null, { } b) => [Born(b)],
            _ => [],
        };

    private IEnumerable<Change> Kept(Entry old, Entry now)
    {
        if (old.Code != now.Code)
        {
            var stays = GroupIdOf(_older, old) == GroupIdOf(_newer, now);
            yield return Make(stays ? ChangeKind.Recoded : ChangeKind.Moved, old, now, [ChangeKind.Recoded, ChangeKind.Moved]);
        }
        if (old.Title != now.Title)
            yield return Make(ChangeKind.Renamed, old, now, [ChangeKind.Renamed]);
        if (old.Marks != now.Marks)
            yield return Make(ChangeKind.Marked, old, now, [ChangeKind.Marked]);
        if (_told[old.Id].Any(t => t.Row.Kind == ChangeKind.Redefined))
            yield return Make(ChangeKind.Redefined, old, now, [ChangeKind.Redefined]);
        // It goes on, but a part of it is in other entries now.
        if (old.Level == Level.Occupation && IsLinked(old.Id) && _forward.Of(old.Id) is { Count: > 1 } targets)
            yield return Make(ChangeKind.Split, old, now, [ChangeKind.Split]) with
            {
                Related = RelatedOf(targets, _newer),
            };
        // Editions before 2022 are here without their work types; their absence is no news.
        if (_older.Standing != Standing.Complete || _newer.Standing != Standing.Complete)
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

    private Change Retired(Entry old)
    {
        var related = old.Level == Level.Occupation ? RelatedOf(_forward.Of(old.Id), _newer) : Counterparts(_groupsForward, old);
        var kind = related.Count switch
        {
            0 => ChangeKind.Removed,
            1 => ChangeKind.Merged,
            _ => ChangeKind.Split,
        };
        return Make(kind, old, null, [ChangeKind.Removed, ChangeKind.Merged, ChangeKind.Split]) with { Related = related };
    }

    private Change Born(Entry now)
    {
        var related = now.Level == Level.Occupation ? RelatedOf(_backward.Of(now.Id), _older) : Counterparts(_groupsBackward, now);
        var promoted = _told[now.Id].Any(t => t.Row.Kind == ChangeKind.Promoted);
        return Make(promoted ? ChangeKind.Promoted : ChangeKind.Added, null, now, [ChangeKind.Added, ChangeKind.Promoted]) with
        {
            Related = related,
        };
    }

    private Change Make(ChangeKind kind, Entry? old, Entry? now, ChangeKind[] toldAs)
    {
        var entry = (now ?? old)!;
        var document = _told[entry.Id].LastOrDefault(t => toldAs.Contains(t.Row.Kind));
        var step = document.Step ?? StepOf(entry.Id, kind) ?? _steps[^1];
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
    private VersionStep? StepOf(string id, ChangeKind kind) =>
        _steps.LastOrDefault(s =>
            (s.From.FindById(id), s.To.FindById(id)) switch
            {
                (null, null) => false,
                (null, _) or (_, null) => true,
                ({ } a, { } b) => kind switch
                {
                    ChangeKind.Recoded or ChangeKind.Moved => a.Code != b.Code,
                    ChangeKind.Renamed => a.Title != b.Title,
                    ChangeKind.Marked => a.Marks != b.Marks,
                    ChangeKind.Split => _linked[s].Contains(id),
                    _ => !a.WorkTypes.SequenceEqual(b.WorkTypes),
                },
            }
        );

    private Evidence? Noted(VersionStep step, string id) =>
        _linked[step][id].FirstOrDefault() is { } link
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

    private static string? GroupIdOf(ClassificationVersion version, Entry entry) =>
        entry.Parent is { } parent ? version.Find(parent)?.Id : null;

    private static List<Related> RelatedOf(IReadOnlyList<Target> targets, ClassificationVersion version) =>
        targets
            .Where(t => t.ToId is not null)
            .Select(t => (version.FindById(t.ToId!)!, t.Weight))
            .Select(t => new Related(t.Item1.Id, t.Item1.Code, t.Item1.Title, t.Weight))
            .ToList();

    /// <summary>A bridge keeps what it found and is not made for several threads.</summary>
    private IReadOnlyList<Related> Counterparts(Bridge bridge, Entry group)
    {
        lock (_bridging)
            return bridge.Counterparts(group);
    }
}
