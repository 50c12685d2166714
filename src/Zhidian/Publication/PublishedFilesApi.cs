using Microsoft.Net.Http.Headers;
using Zhidian.Classification;
using Zhidian.Classification.Exchange;
using Zhidian.Layout;

namespace Zhidian.Publication;

/// <summary>The files of each version, their manifests with signatures, the key to check them with, and the DCAT catalogue of all.</summary>
public static class PublishedFilesApi
{
    private static readonly string[] GetAndHead = ["GET", "HEAD"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("").OpenToAll().ExcludeFromDescription();
        files.MapMethods(
            "/files/key.pem",
            GetAndHead,
            (HttpContext context, PublishedSets sets) => Small(context, Text(sets.Key.PublicPem), "application/x-pem-file")
        );
        files.MapMethods(
            "/.well-known/jwks.json",
            GetAndHead,
            (HttpContext context, PublishedSets sets) => Small(context, sets.Key.PublicSet, "application/jwk-set+json")
        );
        files.MapGet("/catalog.ttl", (HttpContext context, PublishedSets sets) => Catalog(context, sets, Offer.Turtle));
        files.MapGet("/catalog.jsonld", (HttpContext context, PublishedSets sets) => Catalog(context, sets, Offer.JsonLd));
        files.MapGet("/files/{version}", (string version) => Results.Redirect($"/downloads?version={Uri.EscapeDataString(version)}"));
        files.MapMethods("/files/{version}/{name}", GetAndHead, File);
    }

    /// <summary>The address of a file; with its hash, under which it may be kept for ever.</summary>
    public static string Url(PublishedSet set, PublishedFile file) => $"/files/{set.Version.Name}/{file.Name}?v={file.Sha256[..12]}";

    private static IResult Catalog(HttpContext context, PublishedSets sets, Offer offer) =>
        PermanentPages.Answer(context, CatalogGraph.Of(Versions.Current, sets), offer);

    private static IResult File(HttpContext context, PublishedSets sets, string version, string name)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (Versions.Find(version) is not { } v)
            return ClassificationApi.VersionUnknown(version);
        if (version == Versions.LatestAlias)
        {
            // Without the version in the name too, so that a program can have an address that always leads to the newest.
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            var pinned = sets.Of(v).Find(name) is null && dot > 0 ? $"{name[..dot]}-{v.Name}{name[dot..]}" : name;
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Redirect($"/files/{v.Name}/{(sets.Of(v).Find(pinned) is null ? name : pinned)}");
        }
        var set = sets.Of(v);
        if (name is Manifest.FileName or Manifest.SignatureName)
            return Small(
                context,
                System.IO.File.ReadAllBytes(set.PathOf(name)),
                name == Manifest.FileName ? "application/json" : "application/jose"
            );
        if (set.Find(name) is not { } file)
            return new ProblemAnswer(
                Problems.NotFound,
                l =>
                    l[
                        $"版本 {v.Name} 没有文件 {name}；全部文件见 /files/{v.Name}/{Manifest.FileName}。",
                        $"Version {v.Name} has no file {name}; /files/{v.Name}/{Manifest.FileName} names them all."
                    ]
            );
        // Under its hash it never changes. Without one a better build may write it anew, so it is asked after once a day.
        context.Response.Headers.CacheControl =
            context.Request.Query["v"] == file.Sha256[..12] ? "public, max-age=31536000, immutable" : "public, max-age=86400";
        context.Response.Headers.Link = $"</files/{v.Name}/{Manifest.FileName}>; rel=\"describedby\"";
        if (file.Format == "csv")
            context.Response.Headers.Append(
                "Link",
                $"<{file.Name}{Classification.Exchange.Tables.CsvwMetadata.Suffix}>; rel=\"describedby\"; type=\"application/csvm+json\""
            );
        if (file.Format is "csv" or "xlsx" or "parquet")
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
        return Results.File(
            set.PathOf(name),
            file.MediaType,
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256[..20]}\""),
            enableRangeProcessing: true
        );
    }

    private static IResult Small(HttpContext context, byte[] bytes, string type)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.CacheControl = "no-cache";
        var tag = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..20];
        return Results.Bytes(bytes, type, entityTag: new EntityTagHeaderValue($"\"{tag}\""));
    }

    private static byte[] Text(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
