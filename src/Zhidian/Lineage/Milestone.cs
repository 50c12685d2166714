using System.Globalization;
using Zhidian.Classification;

namespace Zhidian.Lineage;

/// <summary>
/// A publication that changed the Classification: an edition, or a joint release of new occupations. A release between two editions has
/// no version of its own here; the next edition took it in.
/// </summary>
/// <param name="Key">As in its address: the version's name, or the month of the release, e.g. <c>2019-04</c>.</param>
/// <param name="Version">The version it made; null for a release that the next edition took in.</param>
/// <param name="Batch">Number of the batch of new occupations since 2019; null for an edition.</param>
/// <param name="New">The new occupations that it brought, in the order of the notice.</param>
/// <param name="TakenInBy">The first complete version that has them.</param>
public sealed record Milestone(
    string Key,
    DateOnly Day,
    ClassificationVersion? Version,
    int? Batch,
    Document? Document,
    IReadOnlyList<NewOccupation> New,
    ClassificationVersion? TakenInBy
)
{
    public bool IsEdition => Batch is null;

    /// <summary>All of a history, oldest first.</summary>
    public static IReadOnlyList<Milestone> Of(History history)
    {
        var batches = history
            .NewOccupations.GroupBy(n => n.Batch)
            .Select(g =>
            {
                var day = g.First().Published;
                var version = history.Versions.FirstOrDefault(v => v.Effective == day);
                return new Milestone(
                    version?.Name ?? Month.Of(day).ToString(),
                    day,
                    version,
                    g.Key,
                    history.Documents.Values.FirstOrDefault(d => d.Kind == "release" && d.Published == day),
                    g.ToList(),
                    history.Find(g.First().InVersion)
                );
            })
            .ToList();
        var made = batches.Select(b => b.Version).OfType<ClassificationVersion>().ToHashSet();
        return history
            .Versions.Where(v => !made.Contains(v))
            .Select(v => new Milestone(v.Name, v.Effective, v, null, history.Documents.GetValueOrDefault(v.Document), [], v))
            .Concat(batches)
            .OrderBy(m => m.Day)
            .ToList();
    }

    /// <summary>By version, by <c>latest</c>, or by month of release; null when there is none.</summary>
    public static Milestone? Find(History history, string key)
    {
        var all = Of(history);
        if (history.Find(key) is { } version)
            return all.First(m => m.Version == version);
        return Month.TryParse(key, out var month) ? all.FirstOrDefault(m => Month.Of(m.Day) == month) : null;
    }

    /// <summary>The releases that an edition took in.</summary>
    public IEnumerable<Milestone> TookIn(History history) =>
        Version is null ? [] : Of(history).Where(m => m.Version is null && m.TakenInBy == Version);

    public string DayText => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
