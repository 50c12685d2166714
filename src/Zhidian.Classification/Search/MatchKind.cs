namespace Zhidian.Classification.Search;

/// <summary>
/// How a hit was found; the order is the ranking. Whole before start before part; in each, what is official before what people say,
/// and Chinese before English before pinyin before initials.
/// </summary>
public enum MatchKind
{
    Code,
    Title,
    WorkType,
    Alias,
    English,
    Pinyin,
    Initials,
    TitleStart,
    CodeStart,
    WorkTypeStart,
    AliasStart,
    EnglishStart,
    PinyinStart,
    InitialsStart,
    TitlePart,
    WorkTypePart,
    AliasPart,
    CodePart,
    EnglishPart,
    PinyinPart,
    InitialsPart,

    /// <summary>One edit away: a character too many, too few, another one, or two swapped.</summary>
    Typo,

    /// <summary>The other way round: a known title is a part of what was typed.</summary>
    Within,
}

/// <summary>One entry found.</summary>
/// <param name="Matched">The text that matched: a code, title, work type, English title or everyday title, as it is written.</param>
/// <param name="Everyday">The matched text is everyday language, not official.</param>
/// <param name="English">The matched text is English.</param>
public sealed record SearchHit(Entry Entry, MatchKind Kind, string Matched, bool Everyday, bool English);

/// <summary>What is looked for and how much of it is wanted.</summary>
/// <param name="After">Permanent id of the last hit of the page before; null for the first page.</param>
/// <param name="Level">Null for all.</param>
/// <param name="Marks">Marks that all have to be there.</param>
/// <param name="Under">A group; only what lies below it, and itself.</param>
/// <param name="Born">A token of <see cref="Origins"/>; null for all.</param>
public sealed record SearchRequest(
    string Text,
    int Limit = 20,
    string? After = null,
    Level? Level = null,
    Marks Marks = Marks.None,
    Code? Under = null,
    string? Born = null
);

/// <param name="Value">A token: level, S or L, code of a major group, birth.</param>
public sealed record FacetCount(string Value, int Count);

/// <summary>Counts over the hits; each facet counts what the other filters let through.</summary>
public sealed record Facets(
    IReadOnlyList<FacetCount> Levels,
    IReadOnlyList<FacetCount> Marks,
    IReadOnlyList<FacetCount> Majors,
    IReadOnlyList<FacetCount> Births
)
{
    public static readonly Facets None = new([], [], [], []);
}

/// <param name="Total">Hits of all pages.</param>
/// <param name="More">Whether there are hits after these.</param>
/// <param name="AfterKnown">False when <see cref="SearchRequest.After"/> is no hit of this search: it is another question's page.</param>
public sealed record SearchResult(IReadOnlyList<SearchHit> Hits, int Total, Facets Facets, bool More, bool AfterKnown = true)
{
    public static readonly SearchResult Nothing = new([], 0, Facets.None, false);
}
