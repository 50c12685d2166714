using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Zhidian.Layout;

/// <summary>Style sheets, script and icon, from the assembly. Addresses carry a hash of the content, so they may be kept for ever.</summary>
public static class AssetFiles
{
    private sealed record Asset(string Type, byte[] Plain, byte[] Brotli, string Hash);

    private static readonly FrozenDictionary<string, Asset> All = Load();

    /// <summary>The address of a file of Layout/Assets.</summary>
    public static string Url(string name) => $"/assets/{name}?v={All[name].Hash}";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/assets/{name}",
                (string name, HttpContext context) =>
                {
                    if (!All.TryGetValue(name, out var asset))
                        return Results.StatusCode(StatusCodes.Status404NotFound);
                    var headers = context.Response.Headers;
                    headers.CacheControl = context.Request.Query["v"] == asset.Hash ? "public, max-age=31536000, immutable" : "no-cache";
                    headers.Vary = "Accept-Encoding";
                    var brotli = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
                    if (brotli)
                        headers.ContentEncoding = "br";
                    return Results.Bytes(
                        brotli ? asset.Brotli : asset.Plain,
                        asset.Type,
                        entityTag: new EntityTagHeaderValue($"\"{asset.Hash}{(brotli ? "-br" : "")}\"")
                    );
                }
            )
            .ExcludeFromDescription();

    private static FrozenDictionary<string, Asset> Load()
    {
        const string prefix = "assets/";
        var assembly = typeof(AssetFiles).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(
                n => n[prefix.Length..],
                n =>
                {
                    using var stream = assembly.GetManifestResourceStream(n)!;
                    using var plain = new MemoryStream();
                    stream.CopyTo(plain);
                    using var packed = new MemoryStream();
                    using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize))
                        brotli.Write(plain.ToArray());
                    return new Asset(
                        TypeOf(n),
                        plain.ToArray(),
                        packed.ToArray(),
                        Convert.ToHexStringLower(SHA256.HashData(plain.ToArray()))[..12]
                    );
                }
            );
    }

    private static string TypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
}
