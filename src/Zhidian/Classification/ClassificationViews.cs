using Zhidian.Classification.Lineage;

namespace Zhidian.Classification;

// What the API says. Levels and marks are the tokens of the data files; texts of the Classification are Chinese.

/// <summary>The version an answer was made from.</summary>
/// <param name="Name">Never an alias.</param>
/// <param name="Asked">The alias that was asked for, when it was one.</param>
public sealed record VersionRef(string Name, string? Asked, string ContentHash)
{
    public static VersionRef Of(ClassificationVersion version, string asked) =>
        new(version.Name, asked == version.Name ? null : asked, version.ContentHash);
}

public sealed record LevelCounts(int Major, int SubMajor, int Minor, int Occupations, int WorkTypes, int Digital, int Green);

public sealed record ChangeView(ChangeKind Kind, string Id, string? OldCode, string? Code, string? OldTitle, string? Title);

public sealed record VersionView(
    string Name,
    DateOnly Effective,
    string ContentHash,
    bool Latest,
    LevelCounts Counts,
    IReadOnlyList<ChangeView> Changes
)
{
    public static VersionView Of(ClassificationVersion v) =>
        new(
            v.Name,
            v.Effective,
            v.ContentHash,
            v == Versions.Latest,
            CountsOf(v),
            Versions
                .Current.Changes(v)
                .Select(c => new ChangeView(c.Kind, c.Id, c.OldCode?.Text, c.Code?.Text, c.OldTitle, c.Title))
                .ToList()
        );

    public static LevelCounts CountsOf(ClassificationVersion v) =>
        new(
            v.Count(Level.Major),
            v.Count(Level.SubMajor),
            v.Count(Level.Minor),
            v.Occupations.Count,
            v.Occupations.Sum(e => e.WorkTypes.Count),
            v.Occupations.Count(e => e.Marks.HasFlag(Marks.Digital)),
            v.Occupations.Count(e => e.Marks.HasFlag(Marks.Green))
        );
}

/// <param name="Id">Permanent; the code is not.</param>
/// <param name="Marks">S digital, L green, L/S both, or empty.</param>
public sealed record EntryView(
    string Code,
    string Level,
    string Title,
    string Marks,
    string Id,
    string? Parent,
    string? GbtCode,
    DateOnly? ReleasedOn,
    IReadOnlyList<string> WorkTypes
)
{
    public static EntryView Of(Entry e) =>
        new(e.Code.Text, e.Level.Token(), e.Title, e.Marks.Token(), e.Id, e.Parent?.Text, e.GbtCode, e.ReleasedOn, e.WorkTypes);
}

public sealed record HistoryView(string Version, DateOnly Effective, string Code, string Title, string Marks, ChangeKind? Change);

/// <param name="Ancestors">From the major group down.</param>
public sealed record EntryAnswer(
    VersionRef Version,
    EntryView Entry,
    IReadOnlyList<EntryView> Ancestors,
    IReadOnlyList<HistoryView> History
)
{
    public static EntryAnswer Of(ClassificationVersion version, string asked, Entry entry) =>
        new(
            VersionRef.Of(version, asked),
            EntryView.Of(entry),
            version.Ancestors(entry).Select(EntryView.Of).ToList(),
            Life.Of(Versions.Current, entry.Id)!
                .Steps.Select(h => new HistoryView(
                    h.Version.Name,
                    h.Version.Effective,
                    h.Entry.Code.Text,
                    h.Entry.Title,
                    h.Entry.Marks.Token(),
                    h.Changes.Select(c => (ChangeKind?)c.Kind).FirstOrDefault()
                ))
                .ToList()
        );
}

/// <param name="Next">Pass as <c>after</c> for the next page; null on the last. The Link header says the same.</param>
public sealed record EntryList(VersionRef Version, int Total, IReadOnlyList<EntryView> Items, string? Next);

public sealed record VersionList(string Latest, IReadOnlyList<VersionView> Items);
