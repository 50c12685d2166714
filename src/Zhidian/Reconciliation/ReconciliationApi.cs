using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Zhidian.Classification;
using Zhidian.Classification.Search;
using Zhidian.Layout;
using Zhidian.Search;

namespace Zhidian.Reconciliation;

/// <summary>
/// <c>/reconcile</c>: matches columns of titles and codes to entries, for OpenRefine and other clients of the Reconciliation Service API.
/// The newest version answers at /reconcile, a pinned one at /reconcile/versions/{version}.
/// </summary>
public static partial class ReconciliationApi
{
    private const long MaxBody = 1 << 20;
    private const int Suggestions = 10;
    private const int MaxCursor = 1_000;

    public static void Map(WebApplication app)
    {
        foreach (var root in new[] { "/reconcile", "/reconcile/versions/{version}" })
        {
            var service = Throttle.Costs(app.MapGroup(root).OpenToAll().ExcludeFromDescription(), Cost.Lookup);
            service.MapGet("", (HttpContext context) => Answer(context, name => context.Request.Query[name]));
            service.MapPost("", (Delegate)Post).WithMetadata(new RequestSizeLimitAttribute(MaxBody));
            service.MapGet("/suggest/entity", SuggestEntities);
            service.MapGet(
                "/suggest/type",
                (HttpContext context, string? prefix) =>
                    Suggest(context, prefix, EntityTypes.All.Select(t => Both(l => EntityTypes.Of(t, l))))
            );
            service.MapGet(
                "/suggest/property",
                (HttpContext context, string? prefix) => Suggest(context, prefix, EntityProperty.All.Select(p => Both(p.In)))
            );
            service.MapGet("/properties", Propose);
            service.MapGet("/preview", Preview);
        }
    }

    private static async Task<IResult> Post(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return new ProblemAnswer(
                Problems.MediaType,
                l =>
                    l[
                        "请以 application/x-www-form-urlencoded 提交 queries 或 extend。",
                        "Post queries or extend as application/x-www-form-urlencoded."
                    ]
            );
        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return Answer(context, name => form.TryGetValue(name, out var value) ? value : context.Request.Query[name]);
        }
        catch (InvalidDataException)
        {
            // A field longer than the server takes, or a body that is not what its header says.
            return new ProblemAnswer(Problems.BodyInvalid);
        }
    }

    /// <summary>The manifest, or whatever of queries, query and extend was sent.</summary>
    private static IResult Answer(HttpContext context, Func<string, string?> sent) =>
        In(
            context,
            (version, language) =>
            {
                var candidates = new Candidates(
                    version,
                    context.RequestServices.GetRequiredService<Workspace.Workspace>(),
                    Index(context, version),
                    language
                );
                if (sent("queries") is { } batch)
                    return QueryBatch.Read(batch).ToDictionary(q => q.Key, q => candidates.Of(q.Value));
                if (sent("query") is { } single)
                    return candidates.Of(QueryBatch.One(single));
                if (sent("extend") is { } extend)
                {
                    var (ids, properties) = QueryBatch.Extension(extend);
                    return ExtensionAnswer.Of(version, ids, properties, language);
                }
                return ServiceManifest.Of(Portal(context), Portal(context) + Root(context), version, language);
            }
        );

    private static IResult SuggestEntities(HttpContext context, string? prefix, int cursor = 0) =>
        In(
            context,
            (version, language) =>
            {
                var (text, skip) = (Prefix(prefix), Cursor(cursor));
                var entries =
                    version.FindById(text) is { } named ? [named]
                    : text.Length == 0 ? []
                    : Index(context, version).Find(new SearchRequest(text, skip + Suggestions)).Hits.Select(h => h.Entry);
                return new
                {
                    result = entries
                        .Skip(skip)
                        .Take(Suggestions)
                        .Select(e => new
                        {
                            id = e.Id,
                            name = e.Title,
                            description = e.Code.Text + (e.English is { } english ? " · " + english : ""),
                            notable = new[] { EntityTypes.Of(e.Level, language) },
                        })
                        .ToList(),
                };
            }
        );

    private static IResult Suggest(HttpContext context, string? prefix, IEnumerable<(NamedId Chinese, NamedId English)> all) =>
        In(
            context,
            (_, language) =>
            {
                var text = Prefix(prefix);
                return new
                {
                    result = all.Where(i =>
                            new[] { i.Chinese.Id, i.Chinese.Name, i.English.Name }.Any(n =>
                                n.Contains(text, StringComparison.OrdinalIgnoreCase)
                            )
                        )
                        .Select(i => language.IsEnglish ? i.English : i.Chinese)
                        .ToList(),
                };
            }
        );

    private static IResult Propose(HttpContext context, string? type, int? limit) =>
        In(
            context,
            (_, language) =>
            {
                if (type is not null && LevelNames.Parse(type) is null)
                    throw new ReconciliationException($"没有类型 {type}。", $"There is no type {type}.");
                if (limit is < 1)
                    throw new ReconciliationException("limit 须是正整数。", "limit must be a positive integer.");
                return new
                {
                    type,
                    limit,
                    properties = EntityProperty.All.Take(limit ?? int.MaxValue).Select(p => p.In(language)).ToList(),
                };
            }
        );

    private static IResult Preview(HttpContext context, IConfiguration configuration, string? id)
    {
        if (Find(context) is not { } version)
            return ClassificationApi.VersionUnknown(context.Request.RouteValues["version"]!.ToString()!);
        var (shown, entry) = version.FindById(id ?? "") is { } here ? (version, here) : Versions.Current.LastSeen(id ?? "") ?? default;
        if (entry is null)
            return ClassificationApi.IdProblem(version, id ?? "", CodeLookup.OfId(version, id ?? ""));
        // Seen inside other programs' pages; it has no script, form or cookie that a frame around it could abuse.
        var framers = configuration["Reconciliation:FrameAncestors"] is { Length: > 0 } set
            ? set
            : "'self' http://127.0.0.1:* http://localhost:*";
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {framers}";
        return new RazorComponentResult<EntityPreview>(
            new
            {
                Entry = entry,
                Version = shown,
                Asked = version,
                Address = Portal(context) + "/id/occupation/" + entry.Id,
            }
        );
    }

    /// <summary>Answers as JSON, or as a script that hands it to <c>callback</c>; what the client got wrong is a problem.</summary>
    private static IResult In(HttpContext context, Func<ClassificationVersion, Language, object> answer)
    {
        if (Find(context) is not { } version)
            return ClassificationApi.VersionUnknown(context.Request.RouteValues["version"]!.ToString()!);
        string? callback = context.Request.Query["callback"];
        if (callback is not null && !CallbackName().IsMatch(callback))
            return new ProblemAnswer(
                Problems.QueryInvalid,
                l => l["callback 须是 JavaScript 函数名。", "callback must be the name of a JavaScript function."]
            );
        try
        {
            var value = answer(version, Language.Of(context));
            context.Response.Headers.Vary = "Accept-Language, Cookie";
            if (callback is null)
                return Results.Json(value);
            var json = JsonSerializer.Serialize(
                value,
                context.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions
            );
            // The comment keeps the beginning of the answer from being read as anything but script.
            return Results.Text($"/**/{callback}({json});", "text/javascript", Encoding.UTF8);
        }
        catch (ReconciliationException e)
        {
            return new ProblemAnswer(e.TooMany ? Problems.BodyTooLarge : Problems.QueryInvalid, e.In);
        }
    }

    private static ClassificationVersion? Find(HttpContext context) =>
        Versions.Find(context.Request.RouteValues["version"] as string ?? Versions.LatestAlias);

    private static SearchIndex Index(HttpContext context, ClassificationVersion version) =>
        context.RequestServices.GetRequiredService<SearchIndexes>().Of(version);

    private static string Portal(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}";

    private static string Root(HttpContext context) =>
        context.Request.RouteValues["version"] is string version ? "/reconcile/versions/" + Uri.EscapeDataString(version) : "/reconcile";

    private static (NamedId, NamedId) Both(Func<Language, NamedId> named) => (named(Language.Chinese), named(Language.English));

    private static string Prefix(string? prefix) =>
        prefix?.Length > SearchAsked.MaxQuery
            ? throw new ReconciliationException(
                $"prefix 至多 {SearchAsked.MaxQuery} 个字符。",
                $"prefix must have at most {SearchAsked.MaxQuery} characters."
            )
            : prefix?.Trim() ?? "";

    private static int Cursor(int cursor) =>
        cursor is >= 0 and <= MaxCursor
            ? cursor
            : throw new ReconciliationException($"cursor 须在 0 与 {MaxCursor} 之间。", $"cursor must be between 0 and {MaxCursor}.");

    [GeneratedRegex(@"^[A-Za-z_$][A-Za-z0-9_$]*(\.[A-Za-z_$][A-Za-z0-9_$]*){0,5}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CallbackName();
}
