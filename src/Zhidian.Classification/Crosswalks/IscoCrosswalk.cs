namespace Zhidian.Classification.Crosswalks;

/// <summary>A group of ISCO-08.</summary>
/// <param name="Code">1 to 4 digits: major, sub-major, minor, unit group.</param>
public sealed record IscoGroup(string Code, string Title);

/// <summary>How a minor group of the Classification stands to a group of ISCO-08, as SKOS names it.</summary>
public enum IscoRelation
{
    /// <summary>The same people.</summary>
    Exact,

    /// <summary>Nearly the same people.</summary>
    Close,

    /// <summary>The ISCO group is broader: ours lies within it, or mostly.</summary>
    Broad,

    /// <summary>The ISCO group is narrower, or holds a part of ours.</summary>
    Narrow,
}

/// <param name="Partial">The two only overlap: the ISCO group holds people outside ours too, so SKOS would call it related.</param>
/// <param name="Reason">Why, where the titles do not show it; in Chinese and in English, both empty or neither.</param>
public sealed record IscoMatch(
    string MinorGroupId,
    IscoGroup Isco,
    IscoRelation Relation,
    bool Partial,
    (string Chinese, string English) Reason
);

/// <summary>
/// Our own crosswalk of the minor groups to ISCO-08 (ILO, 2008), by permanent id; data/crosswalks. Unofficial. Thread-safe.
/// </summary>
public static class IscoCrosswalk
{
    private static readonly Lazy<IReadOnlyDictionary<string, IscoGroup>> LoadedGroups = new(() =>
        EmbeddedHistory
            .Rows("crosswalks/isco-08.csv", "code", "title")
            .ToDictionary(r => r["code"], r => new IscoGroup(r["code"], r["title"]))
    );

    private static readonly Lazy<ILookup<string, IscoMatch>> LoadedMatches = new(() =>
        EmbeddedHistory
            .Rows("crosswalks/isco-08-minor-groups.csv", "id", "isco", "relation", "partial", "reason_zh", "reason_en")
            .Select(r => new IscoMatch(
                r["id"],
                LoadedGroups.Value[r["isco"]],
                r["relation"] switch
                {
                    "exact" => IscoRelation.Exact,
                    "close" => IscoRelation.Close,
                    "broad" => IscoRelation.Broad,
                    _ => IscoRelation.Narrow,
                },
                r["partial"] == "yes",
                (r["reason_zh"], r["reason_en"])
            ))
            .ToLookup(m => m.MinorGroupId)
    );

    /// <summary>All 619 groups of ISCO-08 by code.</summary>
    public static IReadOnlyDictionary<string, IscoGroup> Groups => LoadedGroups.Value;

    /// <summary>All matches, in the order of the file.</summary>
    public static IEnumerable<IscoMatch> All => LoadedMatches.Value.SelectMany(g => g);

    /// <summary>The matches of an entry: a minor group's own, an occupation's those of its minor group; none above.</summary>
    public static IReadOnlyList<IscoMatch> Of(ClassificationVersion version, Entry entry) =>
        entry.Level switch
        {
            Level.Minor => LoadedMatches.Value[entry.Id].ToList(),
            Level.Occupation when entry.Parent is { } parent && version.Find(parent) is { } group => LoadedMatches.Value[group.Id].ToList(),
            _ => [],
        };
}
