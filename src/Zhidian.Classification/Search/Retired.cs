namespace Zhidian.Classification.Search;

/// <summary>What a version no longer has and an earlier one had.</summary>
public static class Retired
{
    /// <summary>Entries as they last stood, in code order; their ids are in no version from <paramref name="version"/> back to there.</summary>
    public static IReadOnlyList<Entry> Before(History history, ClassificationVersion version)
    {
        var seen = version.Entries.Select(e => e.Id).ToHashSet();
        var retired = new List<Entry>();
        var after = version.Entries;
        for (var v = history.IndexOf(version) - 1; v >= 0; v--)
        {
            var entries = history.Versions[v].Entries;
            for (var i = 0; i < entries.Count; i++)
                if (!(i < after.Count && ReferenceEquals(entries[i], after[i])) && seen.Add(entries[i].Id))
                    retired.Add(entries[i]);
            after = entries;
        }
        return [.. retired.OrderBy(e => e.Code).ThenBy(e => e.Id, StringComparer.Ordinal)];
    }
}
