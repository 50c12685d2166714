using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Zhidian.Classification;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Coding;

namespace Zhidian.Mining.Discovery;

/// <summary>
/// Finds groups of adverts that may be occupations not yet in the Classification. Two passes over the facts (titles, employers,
/// months) and one over the texts; memory grows with distinct titles and employers, not with adverts.
/// Deterministic: the same store, version and coder give the same run. Method and measured quality: docs/methods/discovery.md.
/// </summary>
public static class Discover
{
    public const string Method = "discovery-1.0";

    /// <summary>Groups looked at in full; the rest are too well known or too small to come near the top.</summary>
    private const int Shortlist = 1200;

    /// <exception cref="DiscoveryOptionsException">Contradicting options.</exception>
    /// <exception cref="KeyNotFoundException">Unknown version.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static DiscoveryRun Run(
        FactStore store,
        Func<ClassificationVersion, Coder> coderFor,
        DiscoveryOptions options,
        IProgress<DiscoveryProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var filter = new AdvertFilter(options.From, options.End, ExcludeSource: HasRealAdverts(store) ? GeneratedAdverts.Source : null);
        return Run(
            () => store.Facts(filter),
            () => store.Texts(filter with { IncludeDuplicates = false }),
            coderFor,
            options,
            progress,
            cancellation
        );
    }

    /// <summary>The same over any adverts that can be read more than once in the same order, already limited to the window.</summary>
    public static DiscoveryRun Run(
        Func<IEnumerable<AdvertFact>> facts,
        Func<IEnumerable<AdvertText>> texts,
        Func<ClassificationVersion, Coder> coderFor,
        DiscoveryOptions options,
        IProgress<DiscoveryProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var version = options.Resolve();
        void Say(string stage, double done)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new DiscoveryProgress(stage, done));
        }

        Say("titles", 0);
        var types = TitleTypes.Count(facts());
        Say("coding", 0);
        var coder = coderFor(version);
        types.Code(coder, done => Say("coding", done));
        Say("groups", 0);
        var groups = Grouping
            .Make(types.ByKey.Values, options.MinEmployers)
            .Where(g => g.Branded < 0.5)
            .OrderByDescending(g => (0.05 + g.Novelty) * Math.Log(1 + g.EmployersByTitle))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Take(Shortlist)
            .ToList();
        var market = Market.Read(facts(), types, groups);
        Say("texts", 0);
        var profiles = Profiles.Read(texts(), types, groups, market, done => Say("texts", done));
        groups = SkillMerging.Merge(groups, profiles);
        Say("ranking", 0);
        var practitioners = new Practitioners(market.EmployersBySubMajor);
        var candidates = groups
            .Where(g => g.Employers.Count >= options.MinEmployers)
            .Select(g => CandidateWriting.Write(g, market, profiles, practitioners, coder))
            .OrderByDescending(c => c.Score)
            .ThenBy(c => c.Id, StringComparer.Ordinal)
            .Take(options.Top)
            .Select((c, i) => c with { Rank = i + 1 })
            .ToList();
        return new DiscoveryRun(
            version.Name,
            version.ContentHash,
            coder.Version,
            Method,
            market.First ?? options.From,
            market.Last ?? options.End,
            options.AsOf,
            DateTimeOffset.UtcNow,
            types.Read,
            types.Used,
            types.EmployerCount,
            types.Sources,
            candidates
        );
    }

    /// <summary>Then invented adverts have nothing to say: whatever the window, they are left out.</summary>
    private static bool HasRealAdverts(FactStore store) => store.Status().Sources.Any(s => s.Source != GeneratedAdverts.Source);

    internal static string IdOf(string groupKey) =>
        "c-" + XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(groupKey)).ToString("x16", CultureInfo.InvariantCulture)[..10];
}
