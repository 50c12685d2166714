namespace Zhidian.Classification;

/// <summary>What is told of entries apart from any one version: work types, day of release, English titles. Keyed by permanent id.</summary>
internal sealed class EntryTexts
{
    private readonly Dictionary<string, IReadOnlyList<string>> _workTypes;
    private readonly Dictionary<string, DateOnly> _releasedOn;
    private readonly Dictionary<(string Id, string Title), string> _english;

    public EntryTexts(IEnumerable<NewOccupation> released)
    {
        _releasedOn = released.Where(n => n.Id is not null).ToDictionary(n => n.Id!, n => n.Published);
        _workTypes = EmbeddedHistory
            .Rows("classification/work-types.csv", "id", "title")
            .GroupBy(r => r["id"], r => r["title"])
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)g.Distinct().ToList());
        _english = EmbeddedHistory
            .Rows("english/titles.csv", "id", "title", "english")
            .ToDictionary(r => (r["id"], r["title"]), r => r["english"]);
    }

    /// <summary>
    /// A renamed entry has a title of its own in English too, so the Chinese title is part of the key. The work types are as of 2026:
    /// an edition before 2022 shows none, rather than those of another time.
    /// </summary>
    public Entry Complete(Entry entry, Standing standing) =>
        entry with
        {
            WorkTypes = standing == Standing.Complete ? _workTypes.GetValueOrDefault(entry.Id) ?? [] : [],
            ReleasedOn = _releasedOn.TryGetValue(entry.Id, out var day) ? day : entry.ReleasedOn,
            English = _english.GetValueOrDefault((entry.Id, entry.Title)),
        };
}
