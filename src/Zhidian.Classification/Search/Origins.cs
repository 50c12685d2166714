using System.Globalization;

namespace Zhidian.Classification.Search;

/// <summary>When entries came: with an edition, or with one of the releases.</summary>
/// <param name="Token">A version's name, or the day of a release that came between two editions, e.g. 2019-04-01.</param>
/// <param name="Version">The first version that has what was born then.</param>
/// <param name="Released">Day of the release; null for an edition.</param>
public sealed record Origin(string Token, ClassificationVersion Version, DateOnly? Released);

/// <summary>
/// The origin of each id of a history. What is first seen in a version was born with it, except for occupations that were released
/// before it came out: those were born with their release. Thread-safe.
/// </summary>
public sealed class Origins
{
    private readonly Dictionary<string, int> _versionOf;
    private readonly Dictionary<(int Version, DateOnly? Released), int> _origins;
    private readonly IReadOnlyList<ClassificationVersion> _versions;

    public Origins(History history)
    {
        _versions = history.Versions;
        _versionOf = new Dictionary<string, int>(history.Latest.Entries.Count);
        var found = new HashSet<(int Version, DateOnly? Released)>();
        IReadOnlyList<Entry> before = [];
        for (var v = 0; v < _versions.Count; v++)
        {
            var entries = _versions[v].Entries;
            for (var i = 0; i < entries.Count; i++)
            {
                // Neighbours share most of their entries, at the same place or close to it.
                if (i < before.Count && ReferenceEquals(entries[i], before[i]))
                    continue;
                if (_versionOf.TryAdd(entries[i].Id, v))
                    found.Add((v, ReleasedBefore(entries[i], v)));
            }
            before = entries;
        }
        All = found
            .OrderBy(f => f.Version)
            .ThenBy(f => f.Released ?? DateOnly.MaxValue)
            .Select(f => new Origin(
                f.Released?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? _versions[f.Version].Name,
                _versions[f.Version],
                f.Released
            ))
            .ToList();
        _origins = All.Select((b, i) => (b, i)).ToDictionary(x => (IndexOf(x.b.Version), x.b.Released), x => x.i);
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Origin> All { get; }

    public Origin? Of(Entry entry) => IndexOf(entry) is >= 0 and var i ? All[i] : null;

    /// <summary>Position in <see cref="All"/>; -1 for an entry of another history.</summary>
    public int IndexOf(Entry entry) =>
        _versionOf.TryGetValue(entry.Id, out var v) && _origins.TryGetValue((v, ReleasedBefore(entry, v)), out var origin) ? origin : -1;

    /// <summary>Position in <see cref="All"/>; -1 when the token is unknown.</summary>
    public int IndexOf(string token)
    {
        for (var i = 0; i < All.Count; i++)
            if (All[i].Token == token)
                return i;
        return -1;
    }

    private DateOnly? ReleasedBefore(Entry entry, int version) =>
        entry.ReleasedOn is { } day && Month.Of(day) < Month.Of(_versions[version].Effective) ? day : null;

    private int IndexOf(ClassificationVersion version)
    {
        for (var i = 0; i < _versions.Count; i++)
            if (_versions[i] == version)
                return i;
        return -1;
    }
}
