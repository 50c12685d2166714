using System.Collections.Concurrent;
using System.Globalization;
using System.Net;

namespace Zhidian.Layout;

/// <summary>What a route costs.</summary>
public enum Cost
{
    /// <summary>An answer that is kept once it was made.</summary>
    Reading,

    /// <summary>Up to a thousand codes at once, or a question by a model.</summary>
    Lookup,
    Coding,
    Upload,
}

/// <summary>How many requests of each cost one address may make in a minute.</summary>
public sealed class ThrottleOptions
{
    /// <summary>More than a machine of two cores can answer: by default only a bound. Lower it where many share a small machine.</summary>
    public int ReadsPerMinute { get; set; } = 3_000_000;

    public int LookupsPerMinute { get; set; } = 1_200;

    public int CodingPerMinute { get; set; } = 240;

    public int UploadsPerMinute { get; set; } = 30;

    public int Of(Cost cost) =>
        cost switch
        {
            Cost.Reading => ReadsPerMinute,
            Cost.Lookup => LookupsPerMinute,
            Cost.Coding => CodingPerMinute,
            _ => UploadsPerMinute,
        };
}

/// <summary>
/// A bucket per client address and cost that holds a minute's requests and fills evenly (the generic cell rate algorithm: one number a
/// bucket, no lock and no timer, so that it costs a read next to nothing). Answers carry RateLimit-Limit, RateLimit-Remaining and
/// RateLimit-Reset; a refusal is 429 with Retry-After in seconds. It runs before the body is read.
/// </summary>
/// <param name="options">Requests a minute; at least 1 each.</param>
public sealed class Throttle(ThrottleOptions options, TimeProvider time)
{
    private const int MostBuckets = 100_000;

    private sealed record Mark(Cost Cost);

    private sealed class Bucket
    {
        /// <summary>When the bucket will be full again, in ticks of the clock.</summary>
        public long FullAt;
    }

    private readonly ConcurrentDictionary<(IPAddress Address, Cost Cost), Bucket> _buckets = new();
    private int _sweeping;

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

    private bool Admit(HttpContext context, Cost cost)
    {
        var (admitted, limit, left, wait) = Take(context.Connection.RemoteIpAddress ?? IPAddress.None, cost);
        // At the start of the answer: one that comes from the cache would bring the numbers of another time.
        context.Response.OnStarting(
            static state =>
            {
                var (headers, limit, left, wait, admitted) = ((IHeaderDictionary, int, int, int, bool))state;
                headers["RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
                headers["RateLimit-Remaining"] = left.ToString(CultureInfo.InvariantCulture);
                headers["RateLimit-Reset"] = wait.ToString(CultureInfo.InvariantCulture);
                if (!admitted)
                    headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            },
            (context.Response.Headers, limit, left, wait, admitted)
        );
        return admitted;
    }

    /// <returns>Whether it is admitted, the limit a minute, how many are left now, and seconds until one more is (at least 1).</returns>
    private (bool Admitted, int Limit, int Left, int Wait) Take(IPAddress address, Cost cost)
    {
        var limit = Math.Max(1, options.Of(cost));
        var minute = time.TimestampFrequency * 60;
        var each = Math.Max(1, minute / limit);
        var now = time.GetTimestamp();
        if (!_buckets.TryGetValue((address, cost), out var bucket))
        {
            // Only here: counting a concurrent dictionary takes all its locks.
            if (_buckets.Count >= MostBuckets)
                Sweep(now);
            bucket = _buckets.GetOrAdd((address, cost), new Bucket());
        }
        while (true)
        {
            var known = Volatile.Read(ref bucket.FullAt);
            var full = Math.Max(known, now) + each;
            if (full - now > minute)
                return (false, limit, 0, Math.Max(1, (int)Math.Ceiling((full - now - minute) / (double)time.TimestampFrequency)));
            if (Interlocked.CompareExchange(ref bucket.FullAt, full, known) == known)
                return (true, limit, (int)((minute - (full - now)) / each), 1);
        }
    }

    /// <summary>Forgets who has not asked for so long that the bucket is full.</summary>
    private void Sweep(long now)
    {
        if (Interlocked.Exchange(ref _sweeping, 1) != 0)
            return;
        foreach (var full in _buckets.Where(b => Volatile.Read(ref b.Value.FullAt) <= now))
            _buckets.TryRemove(full);
        Volatile.Write(ref _sweeping, 0);
    }
}
