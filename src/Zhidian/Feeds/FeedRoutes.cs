using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Feeds;

/// <summary>Feeds of changes as Atom and JSON, of everything, of a group, or of one permanent id.</summary>
public static class FeedRoutes
{
    /// <summary>Entries of a page.</summary>
    private const int PageSize = 100;

    public static void Map(RouteGroupBuilder reads)
    {
        foreach (var atom in new[] { true, false })
        {
            var ending = atom ? "atom" : "json";
            reads.MapGet(
                $"/feeds/changes.{ending}",
                (HttpContext context, IConfiguration configuration, string? each, string? under, int page = 1) =>
                    Changes(context, configuration, atom, each, under, page)
            );
            reads.MapGet(
                $"/feeds/occupation/{{id}}.{ending}",
                (HttpContext context, IConfiguration configuration, string id, int page = 1) => OfId(context, configuration, atom, id, page)
            );
        }
    }

    /// <summary>
    /// The name that tag URIs carry, set as <c>Feeds:Authority</c>: a domain or mail address of whoever publishes. It must stay the same
    /// for ever, so it is not taken from the request. Without it a name that is nobody's is used.
    /// </summary>
    public static string Authority(IConfiguration configuration) =>
        configuration["Feeds:Authority"] is { Length: > 0 } set ? set : "zhidian.invalid";

    private static IResult Changes(HttpContext context, IConfiguration configuration, bool atom, string? each, string? under, int page)
    {
        if (each is not (null or "" or "version" or "change"))
            return Invalid(l => l["each 须是 version 或 change。", "each must be version or change."]);
        Code? group = null;
        if (!string.IsNullOrEmpty(under))
        {
            if (!Code.TryParse(under, out var code))
                return Invalid(l => l["under 须是一个代码，如 2-02。", "under must be a code, e.g. 2-02."]);
            group = code;
        }
        var l = Language.Of(context);
        var feeds = Feeds(context, configuration, l);
        var perChange = each == "change";
        var entries = (perChange ? feeds.Changes(group) : feeds.Versions(group)).ToList();
        var title =
            (
                perChange
                    ? l["职业分类逐项变化", "Changes of the Occupational Classification"]
                    : l["职业分类版本与变化", "Versions of the Occupational Classification"]
            ) + (group is { } g ? $" · {g}" : "");
        var name = (perChange ? "feeds/changes/each" : "feeds/changes") + (group is { } below ? "/under/" + below : "");
        return Answer(context, atom, feeds, name, title, entries, page);
    }

    private static IResult OfId(HttpContext context, IConfiguration configuration, bool atom, string id, int page)
    {
        var l = Language.Of(context);
        var feeds = Feeds(context, configuration, l);
        if (feeds.LifeOf(id) is not { } entries || Versions.Current.LastSeen(id) is not var (_, entry))
            return new ProblemAnswer(Problems.NotFound, t => t[$"没有永久编号 {id}。", $"There is no permanent id {id}."]);
        return Answer(context, atom, feeds, $"feeds/id/{id}", l[$"{entry.Title}：沿革", $"{entry.Title}: changes"], entries, page);
    }

    private static ChangeFeeds Feeds(HttpContext context, IConfiguration configuration, Language l) =>
        new(Versions.Current, l, Authority(configuration), Site(context));

    private static IResult Answer(
        HttpContext context,
        bool atom,
        ChangeFeeds feeds,
        string name,
        string title,
        IReadOnlyList<FeedEntry> entries,
        int page
    )
    {
        var last = Math.Max(1, (entries.Count + PageSize - 1) / PageSize);
        if (page < 1 || page > last)
            return Invalid(l => l[$"page 须在 1 与 {last} 之间。", $"page must be between 1 and {last}."]);
        var path = context.Request.Path.Value!;
        string At(string where, int number) =>
            Site(context)
            + where
            + QueryString.Create(
                context
                    .Request.Query.Where(q => q.Key is "each" or "under" or Language.QueryKey)
                    .Select(q => new KeyValuePair<string, string?>(q.Key, q.Value.ToString()))
                    .Concat(number == 1 ? [] : [new("page", $"{number}")])
            );
        var shown = entries.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var document = new FeedDocument(
            feeds.Tag(name),
            title,
            Language.Of(context).Tag,
            Site(context) + "/classification",
            Site(context) + AssetFiles.Url("icon.svg"),
            shown.Select(e => e.Updated).DefaultIfEmpty(ChangeFeeds.InForce(Versions.Latest.Effective)).Max(),
            At(path, page),
            At(Path.ChangeExtension(path, atom ? "json" : "atom"), page),
            At(path, 1),
            page > 1 ? At(path, page - 1) : null,
            page < last ? At(path, page + 1) : null,
            At(path, last),
            shown
        );
        return atom
            ? Results.Bytes(AtomFeed.Write(document), AtomFeed.MediaType + "; charset=utf-8")
            : Results.Bytes(JsonFeed.Write(document), JsonFeed.MediaType + "; charset=utf-8");
    }

    private static string Site(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}";

    private static ProblemAnswer Invalid(Func<Language, string> detail) => new(Problems.QueryInvalid, detail);
}
