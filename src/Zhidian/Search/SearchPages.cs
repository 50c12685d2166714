using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Classification;
using Zhidian.Classification.Search;
using Zhidian.Layout;

namespace Zhidian.Search;

/// <summary>The page of search results.</summary>
public static class SearchPages
{
    private const int PageSize = 50;

    public static void Map(RouteGroupBuilder pages) => pages.MapGet("/search", Search);

    private static RazorComponentResult Search(HttpContext context, SearchIndexes indexes, [AsParameters] SearchAsked asked)
    {
        if (Versions.Find(asked.VersionAsked) is not { } v)
            return Errors.Page(Problems.VersionUnknown);
        var text = (asked.Q ?? "").Trim();
        SearchResult? result = null;
        if (text.Length > 0)
        {
            var (request, fault) = (asked with { Q = text }).Read(v, PageSize);
            if (request is null)
                return Errors.Page(Problems.QueryInvalid, fault?.Invoke(Language.Of(context)));
            result = (asked.Retired == true ? indexes.RetiredOf(v) : indexes.Of(v)).Find(request);
            // The list has changed since the page before was shown: begin again rather than fail.
            if (!result.AfterKnown)
                result = (asked.Retired == true ? indexes.RetiredOf(v) : indexes.Of(v)).Find(request with { After = null });
        }
        return new RazorComponentResult<SearchPage>(
            new
            {
                Asked = asked,
                Version = v,
                Query = text,
                Result = result,
            }
        );
    }
}
