using Zhidian.Classification.Crosswalks;

namespace Zhidian.Classification.Exchange;

/// <summary>An id that earlier versions had and this one has not.</summary>
/// <param name="Entry">As the last version with it showed it.</param>
/// <param name="Successors">Entries of this version, largest share first; empty where nothing took its place.</param>
public sealed record Retired(Entry Entry, ClassificationVersion Last, IReadOnlyList<Related> Successors);

/// <summary>All that the files of one version are made of; the same source gives the same bytes.</summary>
/// <param name="Crosswalk">Matches with ISCO-08; those of groups that the version lacks are left out.</param>
/// <param name="EverydayTitles">Titles that people use, by id; ours, not official.</param>
public sealed record ExchangeSource(
    History History,
    ClassificationVersion Version,
    Addresses Addresses,
    ILookup<string, string>? EverydayTitles = null,
    IReadOnlyList<IscoMatch>? Crosswalk = null
)
{
    private readonly Lazy<IReadOnlyList<Retired>> _retired = new(() => RetiredBefore(History, Version));

    /// <summary>The version before; null for the oldest.</summary>
    public ClassificationVersion? Before => History.Before(Version);

    /// <summary>Ids given up before this version, in order of their last codes.</summary>
    public IReadOnlyList<Retired> Retired => _retired.Value;

    /// <summary>What of the crosswalk this version has, in code order.</summary>
    public IReadOnlyList<(Entry Entry, IscoMatch Match)> Matches =>
        (Crosswalk ?? [])
            .Select(m => (Version.FindById(m.MinorGroupId)!, m))
            .Where(m => m.Item1 is not null)
            .OrderBy(m => m.Item1.Code)
            .ThenBy(m => m.m.Isco.Code, StringComparer.Ordinal)
            .ToList();

    /// <summary>Everyday titles of an entry, without those that are its title or a work type anyway, in order.</summary>
    public IReadOnlyList<string> TitlesOf(Entry entry) =>
        EverydayTitles is null
            ? []
            : EverydayTitles[entry.Id]
                .Where(t => t != entry.Title && !entry.WorkTypes.Contains(t))
                .Distinct()
                .Order(StringComparer.Ordinal)
                .ToList();

    private static List<Retired> RetiredBefore(History history, ClassificationVersion version)
    {
        var retired = new List<Retired>();
        var seen = new HashSet<string>();
        for (var i = history.IndexOf(version) - 1; i >= 0; i--)
        {
            var earlier = history.Versions[i];
            var bridge = new Lineage.Bridge(history, earlier, version);
            foreach (var entry in earlier.Entries)
                if (version.FindById(entry.Id) is null && seen.Add(entry.Id))
                    retired.Add(new Retired(entry, earlier, SuccessorsOf(bridge, entry)));
        }
        return retired.OrderBy(r => r.Entry.Code).ThenBy(r => r.Entry.Id, StringComparer.Ordinal).ToList();
    }

    /// <summary>Of a group too: where its occupations are at the same level, each of them counted alike.</summary>
    private static List<Related> SuccessorsOf(Lineage.Bridge bridge, Entry entry) =>
        bridge
            .Of(entry)
            .Where(p => p.Carried != Lineage.Carried.Unresolved && p.To is { } to && to.Level == entry.Level)
            .Select(p => new Related(p.To!.Id, p.To.Code, p.To.Title, p.Weight))
            .ToList();
}
