using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Zhidian.Classification;
using Zhidian.Classification.Exchange;
using Zhidian.Classification.Exchange.Rdf;
using Zhidian.Layout;

namespace Zhidian.Publication;

/// <summary>
/// What stands behind the permanent addresses, in the form asked for: an occupation or group, a version, the marks, our terms, the
/// documents, the catalogue. A retired id answers 410 with its successors in each form.
/// </summary>
public static class PermanentPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/id").OpenToAll().ExcludeFromDescription();
        group.MapGet("/occupation/{id}", (HttpContext context, PublishedSets sets, string id) => Occupation(context, sets, id, null));
        group.MapGet(
            "/occupation/{id}/{version}",
            (HttpContext context, PublishedSets sets, string id, string version) => Occupation(context, sets, id, version)
        );
        group.MapGet("/version/{version}", OfVersion);
        group.MapGet("/{name:regex(^(marks|terms|documents|catalog|classification)$)}", Described);
    }

    private static IResult Occupation(HttpContext context, PublishedSets sets, string id, string? version)
    {
        if (Versions.Find(version ?? Versions.LatestAlias) is not { } v)
            return Fault(context, Problems.VersionUnknown);
        if (Choose(context) is not { } offer)
            return NotAcceptable(context);
        var source = new ExchangeSource(Versions.Current, v, sets.Addresses);
        if (v.FindById(id) is { } entry)
            return offer == Offer.Html ? SeeOther(context, ClassificationPages.Url(version ?? Versions.LatestAlias, entry.Code))
                : offer == Offer.Json ? Results.Json(EntryAnswer.Of(v, version ?? Versions.LatestAlias, new CodeLookup.Found(entry, [])))
                : Answer(context, ClassificationGraph.OfEntry(source, entry), offer);
        if (offer == Offer.Html)
            return TreePages.Retired(id, version ?? Versions.LatestAlias, v);
        if (source.Retired.FirstOrDefault(r => r.Entry.Id == id) is { } retired)
            return Gone(context, source, retired, offer);
        return Fault(
            context,
            Problems.NotFound,
            l =>
                Versions.Current.LastSeen(id) is var (later, known)
                    ? l[
                        $"{v.Name} 还没有 {id}（{known.Title}）；它见于 {later.Name}。",
                        $"{v.Name} does not have {id} ({known.Title}) yet; {later.Name} has it."
                    ]
                    : l[$"从未有过编号 {id}。", $"The id {id} was never given."]
        );
    }

    private static IResult Gone(HttpContext context, ExchangeSource source, Retired retired, Offer offer)
    {
        if (offer != Offer.Json)
            return Answer(context, ClassificationGraph.OfRetired(source, retired), offer, StatusCodes.Status410Gone);
        return new ProblemAnswer(
            Problems.IdGone,
            l =>
                l[
                    $"{retired.Entry.Id}（{retired.Entry.Code} {retired.Entry.Title}）最后见于 {retired.Last.Name}。",
                    $"{retired.Entry.Id} ({retired.Entry.Code} {retired.Entry.Title}) was last in version {retired.Last.Name}."
                ],
            new Dictionary<string, object?>
            {
                ["version"] = source.Version.Name,
                ["lastIn"] = retired.Last.Name,
                ["successors"] = retired.Successors.Select(s => new
                {
                    s.Id,
                    Code = s.Code.Text,
                    s.Title,
                    s.Share,
                }),
            }
        );
    }

    /// <summary>A version itself is a large file: the address leads there.</summary>
    private static IResult OfVersion(HttpContext context, string version)
    {
        if (Versions.Find(version) is not { } v)
            return Fault(context, Problems.VersionUnknown);
        Offer[] offers = [Offer.Html, Offer.JsonLd, Offer.Turtle, Offer.Json];
        if (Choose(context, offers) is not { } offer)
            return NotAcceptable(context, offers);
        return SeeOther(
            context,
            offer == Offer.Html
                ? $"/classification/{v.Name}"
                : $"/files/{v.Name}/{ExchangeFiles.NameOf(Content.Classification, v, offer.Format)}"
        );
    }

    private static IResult Described(HttpContext context, PublishedSets sets, string name)
    {
        var offers = Offer.All.Where(o => o != Offer.Json).ToList();
        if (Choose(context, offers) is not { } offer)
            return NotAcceptable(context, offers);
        if (offer == Offer.Html)
            return SeeOther(context, name == "classification" ? "/classification" : "/downloads");
        return Answer(
            context,
            name switch
            {
                "marks" => OwnTerms.Marks(sets.Addresses),
                "terms" => OwnTerms.Terms(sets.Addresses),
                "documents" => OwnTerms.Documents(sets.Addresses, Versions.Current),
                _ => CatalogGraph.Of(Versions.Current, sets),
            },
            offer
        );
    }

    /// <summary>A graph in a form, with an entity tag of its bytes.</summary>
    public static IResult Answer(HttpContext context, Graph graph, Offer offer, int status = StatusCodes.Status200OK)
    {
        using var stream = new MemoryStream();
        switch (offer.Format)
        {
            case "ttl":
                Turtle.Write(graph, stream);
                break;
            case "nt":
                LineSyntax.WriteNTriples(graph, stream);
                break;
            default:
                JsonLd.Write(graph, stream);
                break;
        }
        var bytes = stream.ToArray();
        Prepare(context);
        context.Response.Headers.CacheControl = "no-cache";
        var type = offer.MediaType.StartsWith("text/", StringComparison.Ordinal) ? offer.MediaType + "; charset=utf-8" : offer.MediaType;
        if (status != StatusCodes.Status200OK)
        {
            context.Response.StatusCode = status;
            return Results.Bytes(bytes, type);
        }
        return Results.Bytes(
            bytes,
            type,
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..20]}\"")
        );
    }

    private static Offer? Choose(HttpContext context, IReadOnlyList<Offer>? offers = null)
    {
        Prepare(context);
        return Offer.Choose(offers ?? Offer.All, context.Request.Headers.Accept.ToString());
    }

    /// <summary>Whatever is answered depends on Accept, and any page may read it.</summary>
    private static void Prepare(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept, Accept-Language, Cookie";
        context.Response.Headers.AccessControlAllowOrigin = "*";
    }

    private static IResult SeeOther(HttpContext context, string to)
    {
        context.Response.Headers.Location = to;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static ProblemAnswer NotAcceptable(HttpContext context, IReadOnlyList<Offer>? offers = null)
    {
        var types = (offers ?? Offer.All).Select(o => o.MediaType).ToList();
        return new ProblemAnswer(
            Problems.NotAcceptable,
            l => l[$"可用的格式：{string.Join("、", types)}。", $"It is to be had as {string.Join(", ", types)}."],
            new Dictionary<string, object?> { ["mediaTypes"] = types }
        );
    }

    /// <summary>A page for who prefers one, else problem details.</summary>
    private static IResult Fault(HttpContext context, ProblemKind kind, Func<Language, string>? detail = null) =>
        Choose(context) is { } offer && offer != Offer.Html
            ? new ProblemAnswer(kind, detail)
            : Errors.Page(kind, detail?.Invoke(Language.Of(context)));
}
