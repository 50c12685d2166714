using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;
using Zhidian.Classification;

namespace Zhidian.Layout;

/// <summary>What the answers of this process depend on besides the request: the build, the versions in force and the data in the workspace.</summary>
public sealed class DataStamp(Func<string> data)
{
    /// <summary>Of each assembly: facts are embedded in the others too.</summary>
    private static readonly string Build = string.Concat(
        new[] { typeof(DataStamp), typeof(Versions), typeof(Mining.Coding.Coder) }.Select(t => t.Module.ModuleVersionId.ToString("N")[..8])
    );

    private static readonly ConditionalWeakTable<History, string> Histories = [];

    /// <summary>Changes whenever an import, a discovery run, a release or a new build changes what answers say.</summary>
    public string Value => string.Concat(Build, ".", Histories.GetValue(Versions.Current, StampOf), ".", data());

    /// <summary>Versions that are complete never change; any of the others may, so each version's hash counts.</summary>
    private static string StampOf(History history) =>
        Convert.ToHexStringLower(
            SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Concat(history.Versions.Select(v => v.Name + v.ContentHash))))
        )[..12];
}

/// <summary>
/// Reads are kept rendered in memory by language, encoding and data stamp, and carry an entity tag made of the same, so that a
/// reader who asks again with If-None-Match is answered 304 without any work.
/// </summary>
public static class Reads
{
    private const string Policy = "reads";

    public static void Configure(OutputCacheOptions options)
    {
        options.SizeLimit = 64 << 20;
        options.MaximumBodySize = 2 << 20;
        options.AddPolicy(
            Policy,
            policy =>
                policy
                    .Expire(TimeSpan.FromHours(1))
                    .SetVaryByQuery("*")
                    .SetLocking(true)
                    .VaryByValue(context => new KeyValuePair<string, string>("reader", Reader(context)))
        );
    }

    /// <summary>Marks the routes of a group as reads: cached, tagged, revalidated.</summary>
    public static RouteGroupBuilder AsReads(this RouteGroupBuilder group)
    {
        group.CacheOutput(Policy);
        Throttle.Costs(group, Cost.Reading);
        group.AddEndpointFilter(
            async (call, next) =>
            {
                var context = call.HttpContext;
                var tag = Tag(context);
                var headers = context.Response.Headers;
                headers.CacheControl = "no-cache";
                headers.Vary = "Accept-Language, Cookie, Accept-Encoding";
                headers.ETag = tag;
                if (
                    EntityTagHeaderValue.TryParseList(context.Request.Headers.IfNoneMatch, out var known)
                    && known.Any(k => k.Tag == "*" || k.Tag == tag)
                )
                    return Results.StatusCode(StatusCodes.Status304NotModified);
                // Set before, because the output cache takes the headers when the body starts; taken back from failures.
                context.Response.OnStarting(() =>
                {
                    if (context.Response.StatusCode != StatusCodes.Status200OK)
                        headers.ETag = default;
                    return Task.CompletedTask;
                });
                return await next(call);
            }
        );
        return group;
    }

    private static string Reader(HttpContext context) =>
        Language.Of(context).Tag + "|" + Encoding(context) + "|" + context.RequestServices.GetRequiredService<DataStamp>().Value;

    private static string Encoding(HttpContext context)
    {
        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        return accepted.Contains("br", StringComparison.Ordinal) ? "br"
            : accepted.Contains("gzip", StringComparison.Ordinal) ? "gzip"
            : "";
    }

    private static string Tag(HttpContext context)
    {
        var request = context.Request;
        var said = $"{Reader(context)}|{request.Path}{request.QueryString}";
        return "\"" + Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(said)))[..20] + "\"";
    }
}
