using System.Runtime.InteropServices;

namespace Zhidian.Bench;

/// <summary>Processor time of the calling thread on Linux: what a piece of work costs, whatever else the machine does.</summary>
internal static class ThreadClock
{
    private const int ThreadTime = 3;

    /// <exception cref="InvalidOperationException">The system has no such clock.</exception>
    public static double Microseconds =>
        Now(ThreadTime, out var time) == 0
            ? time.Seconds * 1e6 + time.Nanoseconds / 1e3
            : throw new InvalidOperationException("no clock of a thread's processor time");

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Now(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
