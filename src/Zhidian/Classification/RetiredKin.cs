using Zhidian.Classification.Lineage;

namespace Zhidian.Classification;

/// <summary>What another version has in the place of an entry, before or after it.</summary>
public static class RetiredKin
{
    /// <summary>
    /// Counterparts with shares, largest first. Of an occupation by the correspondence; of a group, the groups of its level that its
    /// occupations are in, each occupation counting alike.
    /// </summary>
    public static IReadOnlyList<Related> Of(History history, LifeStep known, ClassificationVersion version)
    {
        var correspondence = history.Correspondence(known.Version, version);
        var occupations = known.Version.OccupationsIn(known.Entry.Code).ToArray();
        var shares = new Dictionary<string, decimal>();
        foreach (var occupation in occupations)
        foreach (var target in correspondence.Of(occupation.Id))
            if (target.ToId is { } to && At(version, to, known.Entry.Level) is { } entry)
                shares[entry.Id] = shares.GetValueOrDefault(entry.Id) + target.Weight / occupations.Length;
        return shares
            .Select(s => (Entry: version.FindById(s.Key)!, Share: s.Value))
            .OrderByDescending(s => s.Share)
            .ThenBy(s => s.Entry.Code)
            .Select(s => new Related(s.Entry.Id, s.Entry.Code, s.Entry.Title, s.Share))
            .ToList();
    }

    private static Entry? At(ClassificationVersion version, string id, Level level) =>
        version.FindById(id) is { } entry ? version.Find(entry.Code.At(level)) : null;
}
