using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Search;

/// <summary>Search and suggestions under <c>/api/v1/search</c>.</summary>
public static class SearchApi
{
    private const int PageSize = 20;
    private const int Suggestions = 10;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/search", Search)
            .WithName("search")
            .WithSummary(
                "Groups and occupations by code, title, work type, everyday title, English, pinyin or initials, whole or in part, best "
                    + "first, with facets; `retired=true` searches what the version no longer has, with its successors"
            )
            .WithTags("Search");
        api.MapGet("/search/suggest", Suggest).WithName("suggest").WithSummary("Up to ten suggestions for a search box").WithTags("Search");
    }

    private static Results<Ok<SearchAnswer>, ProblemAnswer> Search(
        HttpContext context,
        SearchIndexes indexes,
        string? q,
        string? level,
        string? marks,
        string? under,
        string? born,
        string? after,
        string version = Versions.LatestAlias,
        bool retired = false,
        int limit = PageSize
    )
    {
        if (Versions.Find(version) is not { } v)
            return ClassificationApi.VersionUnknown(version);
        var (request, fault) = new SearchAsked(q, version, level, marks, under, born, retired, after, limit).Read(v, PageSize);
        if (request is null)
            return new ProblemAnswer(Problems.QueryInvalid, fault);
        var found = (retired ? indexes.RetiredOf(v) : indexes.Of(v)).Find(request);
        if (!found.AfterKnown)
            return new ProblemAnswer(
                Problems.QueryInvalid,
                l =>
                    l[
                        "after 须是上一页的 next，其余参数不变。",
                        "after must be the next of the page before, with the other parameters as they were."
                    ]
            );
        var next = found.More ? found.Hits[^1].Entry.Id : null;
        if (next is not null)
        {
            var query = context.Request.Query.ToDictionary(p => p.Key, p => (string?)p.Value.ToString());
            query["after"] = next;
            context.Response.Headers.Link = $"<{context.Request.Path}{QueryString.Create(query)}>; rel=\"next\"";
        }
        return TypedResults.Ok(
            new SearchAnswer(
                VersionRef.Of(v, version),
                request.Text,
                retired,
                found.Total,
                found.Facets,
                [.. found.Hits.Select(hit => HitView.Of(hit, v, retired))],
                next
            )
        );
    }

    private static Results<Ok<SuggestAnswer>, ProblemAnswer> Suggest(
        SearchIndexes indexes,
        string? q,
        string version = Versions.LatestAlias
    )
    {
        if (Versions.Find(version) is not { } v)
            return ClassificationApi.VersionUnknown(version);
        if (q?.Length > SearchAsked.MaxQuery)
            return new ProblemAnswer(
                Problems.QueryInvalid,
                l => l[$"q 至多 {SearchAsked.MaxQuery} 个字符。", $"q must have at most {SearchAsked.MaxQuery} characters."]
            );
        var hits = indexes.Of(v).Suggest(q ?? "", Suggestions);
        return TypedResults.Ok(
            new SuggestAnswer(
                VersionRef.Of(v, version),
                [
                    .. hits.Select(h => new SuggestionView(
                        h.Entry.Code.Text,
                        h.Entry.Level.Token(),
                        h.Entry.Title,
                        h.Entry.English,
                        HitView.Token(h.Kind),
                        h.Matched,
                        h.Everyday,
                        ClassificationPages.Url(version, h.Entry.Code)
                    )),
                ]
            )
        );
    }
}
