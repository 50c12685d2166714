namespace Zhidian.Registry.Storage;

internal static class ClockReading
{
    /// <summary>UTC, to the microsecond: what both databases keep.</summary>
    public static DateTime Now(this TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
