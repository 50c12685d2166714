using Zhidian.Classification;

namespace Zhidian.Mining.Discovery;

/// <summary>What to look for and where.</summary>
/// <param name="Version">Version to find gaps in; null for latest. Not together with <paramref name="AsOf"/>.</param>
/// <param name="AsOf">Adverts up to that month, and the Classification without what was released later.</param>
/// <param name="Top">How many candidates to keep, best first.</param>
public sealed record DiscoveryOptions(string? Version = null, Month? AsOf = null, Month? From = null, Month? To = null, int Top = 200)
{
    /// <summary>Fewest distinct employers a group needs: fewer say nothing about an occupation.</summary>
    public int MinEmployers { get; init; } = 5;

    /// <exception cref="DiscoveryOptionsException">Contradicting options; the message says which and what to give instead.</exception>
    public ClassificationVersion Resolve()
    {
        if (Version is not null && AsOf is not null)
            throw new DiscoveryOptionsException(
                "give either --version or --as-of, not both: --as-of already says which Classification to use."
            );
        if (From > End)
            throw new DiscoveryOptionsException($"--from {From} lies after {End}: no advert can be in that window.");
        if (Top < 1)
            throw new DiscoveryOptionsException("--top must be at least 1.");
        return AsOf is { } month ? Versions.AsOf(month) : Versions.GetComplete(Version ?? Versions.LatestAlias);
    }

    /// <summary>Last month of adverts to read: the earlier of --to and --as-of.</summary>
    public Month? End => (To, AsOf) is ({ } to, { } asOf) ? (to < asOf ? to : asOf) : To ?? AsOf;
}

/// <param name="Done">0 to 1 within the stage.</param>
public sealed record DiscoveryProgress(string Stage, double Done);

/// <summary>Options that contradict each other; the message says which and what to give instead.</summary>
public sealed class DiscoveryOptionsException(string message) : Exception(message);
