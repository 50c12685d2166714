namespace Zhidian.Layout;

/// <summary>
/// Pages by keyset: a page begins after the key of the last item of the page before, so a list that grows between two requests
/// neither repeats nor skips an item. The next page is in the answer's <c>next</c> and in <c>Link: rel="next"</c>.
/// </summary>
public static class Paging
{
    public const int Default = 100;
    public const int Most = 500;

    /// <summary>A refusal of a limit that is out of range; null when it is fine.</summary>
    public static ProblemAnswer? Refuse(int limit) =>
        limit is >= 1 and <= Most
            ? null
            : new ProblemAnswer(Problems.QueryInvalid, l => l[$"limit 须在 1 与 {Most} 之间。", $"limit must be between 1 and {Most}."]);

    /// <summary>A refusal of a key that no page before has given.</summary>
    public static ProblemAnswer NotAKey() =>
        new(Problems.QueryInvalid, l => l["after 须是上一页的 next。", "after must be the next of the page before."]);

    /// <summary>The first <paramref name="limit"/> items, and the key of the page after them; null on the last page.</summary>
    /// <param name="rest">Items in order, beginning after the key asked for.</param>
    public static (IReadOnlyList<T> Items, string? Next) Cut<T>(HttpContext context, IEnumerable<T> rest, int limit, Func<T, string> key)
    {
        var items = rest.Take(limit + 1).ToList();
        if (items.Count <= limit)
            return (items, null);
        items.RemoveAt(limit);
        var next = key(items[^1]);
        var query = context.Request.Query.Where(q => q.Key != "after").Append(new("after", next));
        context.Response.Headers.Link = $"<{context.Request.PathBase}{context.Request.Path}{QueryString.Create(query)}>; rel=\"next\"";
        return (items, next);
    }
}
