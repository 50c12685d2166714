namespace Zhidian.Classification;

/// <summary>What happened to an entry between two versions. See <see cref="Change"/> for what each kind fills in.</summary>
public enum ChangeKind
{
    /// <summary>New, without a predecessor among the entries.</summary>
    Added,

    /// <summary>Retired, and nothing took its place.</summary>
    Removed,

    /// <summary>Same entry, new title.</summary>
    Renamed,

    /// <summary>Same entry and title, another definition; known only where a document says so.</summary>
    Redefined,

    /// <summary>Same entry under the same group, new code.</summary>
    Recoded,

    /// <summary>Same entry under another group; the code follows.</summary>
    Moved,

    /// <summary>Divided: what it covered is now in several entries.</summary>
    Split,

    /// <summary>Retired into one other entry.</summary>
    Merged,

    /// <summary>A work type that became an occupation of its own.</summary>
    Promoted,
    WorkTypeAdded,
    WorkTypeRemoved,

    /// <summary>Marks S or L came or went.</summary>
    Marked,
}

/// <summary>An entry on the other side of a change: a successor or a predecessor.</summary>
/// <param name="Share">Of a successor: the share of the old entry that it took, above 0 to 1. Of a predecessor: its share in the new entry.</param>
public sealed record Related(string Id, Code Code, string Title, decimal Share);

/// <summary>
/// One typed change between two versions. An entry that is both renamed and recoded gives two changes. Codes, titles and marks are
/// those before and after; the side on which the entry does not exist is null.
/// </summary>
/// <param name="Related">Successors of what was split or merged, predecessors of what was promoted; otherwise empty.</param>
/// <param name="Text">Title of the work type that came or went; null otherwise.</param>
/// <param name="Version">The version with which it took effect.</param>
/// <param name="Date">From when it is in force.</param>
public sealed record Change(
    ChangeKind Kind,
    string Id,
    Level Level,
    Code? OldCode,
    Code? Code,
    string? OldTitle,
    string? Title,
    Marks OldMarks,
    Marks Marks,
    IReadOnlyList<Related> Related,
    string? Text,
    string Version,
    DateOnly Date,
    Evidence Evidence
);

/// <summary>Why a change is known.</summary>
/// <param name="Document">Key of a <see cref="Document"/> in <see cref="History.Documents"/>.</param>
/// <param name="Reason">A token of data/README.md, e.g. <c>new-occupation</c>; the portal has its words in both languages.</param>
/// <param name="Note">Free words in English; may be empty.</param>
public sealed record Evidence(string Document, string Reason, string Note)
{
    /// <summary>Seen by comparing two versions; no document names it.</summary>
    public static Evidence Comparison(string document) => new(document, "comparison", "");
}

/// <summary>A publication that the Classification's facts come from.</summary>
/// <param name="Kind">edition, release, standard, register or reconstruction.</param>
/// <param name="Published">Null where only the year, or nothing, is known.</param>
public sealed record Document(string Key, string Kind, DateOnly? Published, string Chinese, string English);
