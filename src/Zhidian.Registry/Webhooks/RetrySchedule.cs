using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Zhidian.Registry.Webhooks;

/// <summary>
/// When a message is sent again: at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, the example schedule of the
/// Standard Webhooks specification 1.0.0; about three days and four hours in all. Each wait is up to a fifth longer, by a hash of the
/// message's random id, so that messages that failed together do not come back together.
/// </summary>
public static class RetrySchedule
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>After so many the message is given up.</summary>
    public static int Attempts => Waits.Length + 1;

    /// <summary>How long to wait after attempt number <paramref name="attempts"/>; null when it was the last.</summary>
    /// <param name="asked">What the receiver asked for in Retry-After; taken up to a day where it is longer.</param>
    public static TimeSpan? After(string deliveryId, int attempts, TimeSpan? asked = null)
    {
        if (attempts >= Attempts)
            return null;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{deliveryId}:{attempts}")));
        var jitter = 1 + BitConverter.ToUInt16(hash) / (5.0 * ushort.MaxValue);
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(Waits[attempts - 1].TotalMilliseconds * jitter));
        var longest = asked > Waits[^1] ? Waits[^1] : asked ?? TimeSpan.Zero;
        return wait > longest ? wait : longest;
    }
}
