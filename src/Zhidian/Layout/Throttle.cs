using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;

namespace Zhidian.Layout;

/// <summary>What a route costs. Reads are free; work on the caller's data is not.</summary>
public enum Cost
{
    Coding,
    Upload,
}

/// <summary>How many requests of each cost one address may make in a minute.</summary>
public sealed class ThrottleOptions
{
    public int CodingPerMinute { get; set; } = 240;

    public int UploadsPerMinute { get; set; } = 30;
}

/// <summary>
/// A token bucket per client address and cost. Answers carry RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset; a refusal
/// is 429 with Retry-After in seconds. It runs before the body is read.
/// </summary>
public sealed class Throttle(ThrottleOptions options) : IDisposable
{
    private sealed record Mark(Cost Cost);

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, (IPAddress?, Cost)>(
        context =>
        {
            var cost = context.GetEndpoint()!.Metadata.GetMetadata<Mark>()!.Cost;
            return RateLimitPartition.GetTokenBucketLimiter(
                (context.Connection.RemoteIpAddress, cost),
                key => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = PerMinute(options, key.Item2),
                    TokensPerPeriod = Math.Max(1, PerMinute(options, key.Item2) / 6),
                    ReplenishmentPeriod = TimeSpan.FromSeconds(10),
                    AutoReplenishment = true,
                }
            );
        }
    );

    public static void Use(WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                if (context.GetEndpoint()?.Metadata.GetMetadata<Mark>() is { } mark)
                {
                    var throttle = context.RequestServices.GetRequiredService<Throttle>();
                    if (!throttle.Admit(context, mark.Cost))
                    {
                        await Errors.Answer(context, Problems.RateLimited).ExecuteAsync(context);
                        return;
                    }
                }
                await next(context);
            }
        );

    /// <summary>Charges requests to this route.</summary>
    public static TBuilder Costs<TBuilder>(TBuilder route, Cost cost)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Mark(cost));

    public void Dispose() => _limiter.Dispose();

    private bool Admit(HttpContext context, Cost cost)
    {
        using var lease = _limiter.AttemptAcquire(context);
        var left = _limiter.GetStatistics(context)?.CurrentAvailablePermits ?? 0;
        var headers = context.Response.Headers;
        headers["RateLimit-Limit"] = PerMinute(options, cost).ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = Math.Max(0, left).ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = "10";
        if (!lease.IsAcquired)
            headers.RetryAfter = "10";
        return lease.IsAcquired;
    }

    private static int PerMinute(ThrottleOptions options, Cost cost) =>
        cost == Cost.Coding ? options.CodingPerMinute : options.UploadsPerMinute;
}
