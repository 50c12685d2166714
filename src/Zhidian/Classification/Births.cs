using System.Globalization;
using Zhidian.Layout;

namespace Zhidian.Classification;

/// <summary>When occupations came: with a version, or with a release between two editions.</summary>
/// <param name="Key">As in addresses: a version's name, or the day of the release.</param>
public sealed record Birth(string Key, DateOnly Day, ClassificationVersion? Version)
{
    public string Name(Language l) => Version is not null ? Version.Name : l[$"{Key} 发布", $"release of {Key}"];
}

/// <summary>The births that a version can be filtered by.</summary>
public static class Births
{
    /// <summary>Of the versions up to this one and the releases before it, oldest first.</summary>
    public static IReadOnlyList<Birth> Of(History history, ClassificationVersion version)
    {
        var versions = history.Versions.Take(history.IndexOf(version) + 1).ToList();
        var days = versions.Select(v => v.Effective).ToHashSet();
        return versions
            .Select(v => new Birth(v.Name, v.Effective, v))
            .Concat(
                history
                    .NewOccupations.Select(n => n.Published)
                    .Distinct()
                    .Where(d => d < version.Effective && !days.Contains(d))
                    .Select(d => new Birth(d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), d, null))
            )
            .OrderBy(b => b.Day)
            .ToList();
    }

    /// <summary>Occupations of a version that came with a birth, in code order. The oldest version bore all that it has.</summary>
    public static IEnumerable<Entry> Occupations(History history, ClassificationVersion version, Birth birth)
    {
        if (birth.Version is not { } born)
            return version.Occupations.Where(e => e.ReleasedOn == birth.Day);
        var ids = history.Before(born) is null
            ? born.Occupations.Select(e => e.Id)
            : history
                .Changes(born)
                .Where(c => c.Level == Level.Occupation && c.Kind is ChangeKind.Added or ChangeKind.Promoted)
                .Select(c => c.Id);
        // What had been released before came with its release, not with the version that took it in.
        return ids.Select(version.FindById)
            .OfType<Entry>()
            .Where(e => e.Level == Level.Occupation && !(e.ReleasedOn is { } day && Month.Of(day) < Month.Of(born.Effective)))
            .OrderBy(e => e.Code);
    }
}
