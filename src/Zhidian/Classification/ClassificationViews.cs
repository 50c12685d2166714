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

/// <summary>How many changes of a kind made a version of the one before.</summary>
public sealed record ChangeCount(ChangeKind Kind, int Count);

/// <summary>Entries that are here, of those that the publication says it has.</summary>
/// <param name="Official">By the publication's own count; its source is the version's document.</param>
public sealed record CoverageView(string Level, int Here, int Official);

/// <param name="Key">Stable name of the publication.</param>
/// <param name="Kind">edition, release, standard, register or reconstruction.</param>
public sealed record DocumentView(string Key, string? Kind, DateOnly? Published, string? Chinese, string? English)
{
    /// <summary>Null for no document; one that is not listed keeps its key.</summary>
    public static DocumentView? Of(string key) =>
        key.Length == 0 ? null
        : Versions.Current.Documents.GetValueOrDefault(key) is { } d ? new(d.Key, d.Kind, d.Published, d.Chinese, d.English)
        : new(key, null, null, null, null);
}

/// <summary>An entry on the other side of a change or of a retired code.</summary>
/// <param name="Share">Above 0 to 1: of a successor, its share of the old entry; of a predecessor, its share in the new one.</param>
public sealed record RelatedView(string Code, string Title, string Id, decimal Share)
{
    public static RelatedView Of(Related related) => new(related.Code.Text, related.Title, related.Id, related.Share);
}

/// <param name="Standing">complete: all entries as published, never changes. reconstructed, partial: may improve, and then the hash changes.</param>
/// <param name="Coverage">By level, where the publication states its counts.</param>
/// <param name="Before">The version before; null for the oldest.</param>
/// <param name="Changes">Since the version before; the changes themselves are at /versions/{before}/to/{name}/changes.</param>
public sealed record VersionView(
    string Name,
    DateOnly Effective,
    string ContentHash,
    bool Latest,
    Standing Standing,
    LevelCounts Counts,
    IReadOnlyList<CoverageView> Coverage,
    DocumentView? Document,
    string? Before,
    IReadOnlyList<ChangeCount> Changes
)
{
    public static VersionView Of(ClassificationVersion v) =>
        new(
            v.Name,
            v.Effective,
            v.ContentHash,
            v == Versions.Latest,
            v.Standing,
            CountsOf(v),
            v.Official is { } official
                ? Enum.GetValues<Level>().Select(l => new CoverageView(l.Token(), v.Count(l), official.At(l))).ToList()
                : [],
            DocumentView.Of(v.Document),
            Versions.Current.Before(v)?.Name,
            Versions.Current.Changes(v).CountBy(c => c.Kind).OrderBy(c => c.Key).Select(c => new ChangeCount(c.Key, c.Value)).ToList()
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
/// <param name="English">Our own, unofficial English title; absent where none was written.</param>
/// <param name="Marks">S digital, L green, L/S both, or empty.</param>
public sealed record EntryView(
    string Code,
    string Level,
    string Title,
    string? English,
    string Marks,
    string Id,
    string? Parent,
    string? GbtCode,
    DateOnly? ReleasedOn,
    IReadOnlyList<string> WorkTypes
)
{
    public static EntryView Of(Entry e) =>
        new(e.Code.Text, e.Level.Token(), e.Title, e.English, e.Marks.Token(), e.Id, e.Parent?.Text, e.GbtCode, e.ReleasedOn, e.WorkTypes);
}

public sealed record HistoryView(string Version, DateOnly Effective, string Code, string Title, string Marks, ChangeKind? Change);

/// <summary>Another entry that had the same code at another time.</summary>
/// <param name="When">A version, the day of a release, or an edition.</param>
public sealed record UseView(string Id, string Title, string When)
{
    public static UseView Of(CodeLookup.Use use) => new(use.Id, use.Title, use.When);
}

/// <param name="Ancestors">From the major group down.</param>
/// <param name="AlsoWas">Other entries that had this code at other times, newest first: a code is no identity.</param>
public sealed record EntryAnswer(
    VersionRef Version,
    EntryView Entry,
    IReadOnlyList<EntryView> Ancestors,
    IReadOnlyList<HistoryView> History,
    IReadOnlyList<UseView> AlsoWas
)
{
    public static EntryAnswer Of(ClassificationVersion version, string asked, CodeLookup.Found found) =>
        new(
            VersionRef.Of(version, asked),
            EntryView.Of(found.Entry),
            version.Ancestors(found.Entry).Select(EntryView.Of).ToList(),
            Life.Of(Versions.Current, found.Entry.Id)!
                .Steps.Select(h => new HistoryView(
                    h.Version.Name,
                    h.Version.Effective,
                    h.Entry.Code.Text,
                    h.Entry.Title,
                    h.Entry.Marks.Token(),
                    h.Changes.Select(c => (ChangeKind?)c.Kind).FirstOrDefault()
                ))
                .ToList(),
            found.AlsoWas.Select(UseView.Of).ToList()
        );
}

/// <param name="Next">Pass as <c>after</c> for the next page; null on the last. The Link header says the same.</param>
public sealed record EntryList(VersionRef Version, int Total, IReadOnlyList<EntryView> Items, string? Next);

public sealed record VersionList(string Latest, IReadOnlyList<VersionView> Items);
