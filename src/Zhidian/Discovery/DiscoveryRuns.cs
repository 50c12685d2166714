using Zhidian.Classification;
using Zhidian.Mining.Discovery;

namespace Zhidian.Discovery;

/// <summary>Discovery in the running server: one run at a time, because each reads the whole store.</summary>
public sealed class DiscoveryRuns(Workspace.Workspace workspace) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Runs over everything at the newest version and lets the portal show it.</summary>
    public DiscoveryRun Refresh(CancellationToken cancel, IProgress<DiscoveryProgress>? progress = null)
    {
        var run = Run(new DiscoveryOptions(Version: Versions.Latest.Name, Top: 200), cancel, progress);
        workspace.Keep(run);
        return run;
    }

    public DiscoveryRun Run(DiscoveryOptions options, CancellationToken cancel, IProgress<DiscoveryProgress>? progress = null)
    {
        _one.Wait(cancel);
        try
        {
            return Discover.Run(workspace.Facts, workspace.Coder, options, progress, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
