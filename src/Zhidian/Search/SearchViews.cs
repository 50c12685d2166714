using System.Text.Json;
using Zhidian.Classification;
using Zhidian.Classification.Lineage;
using Zhidian.Classification.Search;

namespace Zhidian.Search;

/// <summary>An entry that took the place of a retired one.</summary>
/// <param name="Share">The share of it that went there, above 0 to 1.</param>
public sealed record SuccessorView(string Id, string Code, string Title, decimal Share);

/// <summary>Of an entry that the version no longer has; its code and title are those it had last.</summary>
/// <param name="LastIn">The newest version before this one that has it.</param>
/// <param name="Successors">Where it is now, largest share first; empty when nothing took its place.</param>
public sealed record RetiredView(string LastIn, IReadOnlyList<SuccessorView> Successors);

/// <param name="English">Our own, unofficial English title.</param>
/// <param name="Match">code, title, alias, pinyin, titleStart, typo, within ...: how it was found, the best way.</param>
/// <param name="Matched">The text that matched, as it is written.</param>
/// <param name="Everyday">The matched text is everyday language, not official.</param>
/// <param name="Born">The edition or release with which it came.</param>
public sealed record HitView(
    string Code,
    string Level,
    string Title,
    string? English,
    string Marks,
    string Id,
    string Match,
    string Matched,
    bool Everyday,
    string? Born,
    RetiredView? Retired
)
{
    public static HitView Of(SearchHit hit, ClassificationVersion version, bool retired) =>
        new(
            hit.Entry.Code.Text,
            hit.Entry.Level.Token(),
            hit.Entry.Title,
            hit.Entry.English,
            hit.Entry.Marks.Token(),
            hit.Entry.Id,
            Token(hit.Kind),
            hit.Matched,
            hit.Everyday,
            SearchIndexes.OriginsOf(Versions.Current).Of(hit.Entry)?.Token,
            retired ? RetiredOf(hit.Entry, version) : null
        );

    public static string Token(MatchKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    public static RetiredView RetiredOf(Entry entry, ClassificationVersion version)
    {
        var history = Versions.Current;
        var last = history.Versions.Take(history.IndexOf(version)).Last(v => v.FindById(entry.Id) is not null);
        return new RetiredView(
            last.Name,
            [
                .. RetiredKin
                    .Of(history, new LifeStep(last, entry, []), version)
                    .Select(r => new SuccessorView(r.Id, r.Code.Text, r.Title, r.Share)),
            ]
        );
    }
}

/// <param name="Total">Hits of all pages.</param>
/// <param name="Facets">Counts over the hits; each counts what the other filters let through.</param>
/// <param name="Next">Pass as <c>after</c> for the next page; null on the last. The Link header says the same.</param>
public sealed record SearchAnswer(
    VersionRef Version,
    string Query,
    bool Retired,
    int Total,
    Facets Facets,
    IReadOnlyList<HitView> Items,
    string? Next
);

/// <param name="Url">The entry's page.</param>
public sealed record SuggestionView(
    string Code,
    string Level,
    string Title,
    string? English,
    string Match,
    string Matched,
    bool Everyday,
    string Url
);

public sealed record SuggestAnswer(VersionRef Version, IReadOnlyList<SuggestionView> Suggestions);
