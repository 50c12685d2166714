using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Zhidian.Layout;

/// <summary>
/// What scripts of other sites may do: read, and send the posts that only compute an answer. Any origin, never with credentials, and
/// only on routes that say so; routes of the operator never do.
/// </summary>
public static class CrossOrigin
{
    private const string Policy = "open";

    /// <summary>Answer headers that scripts may see beside the few that they always may.</summary>
    private static readonly string[] Exposed =
    [
        "ETag",
        "Link",
        "Retry-After",
        "Content-Language",
        "RateLimit-Limit",
        "RateLimit-Remaining",
        "RateLimit-Reset",
        "Mcp-Session-Id",
    ];

    public static void Configure(CorsOptions options) =>
        options.AddPolicy(
            Policy,
            policy =>
                policy
                    .AllowAnyOrigin()
                    .WithMethods("GET", "HEAD", "POST", "OPTIONS")
                    .AllowAnyHeader()
                    .WithExposedHeaders(Exposed)
                    .SetPreflightMaxAge(TimeSpan.FromDays(1))
        );

    /// <summary>Opens routes to scripts of other sites.</summary>
    public static TBuilder OpenToAll<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.RequireCors(Policy);
}
