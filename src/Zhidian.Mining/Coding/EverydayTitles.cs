using System.Collections.Concurrent;
using Zhidian.Classification;

namespace Zhidian.Mining.Coding;

/// <param name="Kind">As in data/titles/README.md, e.g. <c>stem</c> or <c>english</c>.</param>
/// <param name="Conditional">Stands for the occupation only beside certain words.</param>
public sealed record EverydayTitle(string Title, string Kind, bool Conditional);

/// <summary>Titles people use for an occupation: the project's own index that the coder knows (data/titles), by permanent id. Thread-safe.</summary>
public static class EverydayTitles
{
    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<EverydayTitle>>> Read = new();

    /// <summary>The plainest first: those without condition, the shortest. None where the occupation, or the version that the index is written in, is not in force.</summary>
    public static IReadOnlyList<EverydayTitle> Of(string id) =>
        Versions.Find(TitleIndex.IndexVersion) is { } written
        && Read.GetOrAdd(written.ContentHash, _ => ById(written)).TryGetValue(id, out var titles)
            ? titles
            : [];

    private static Dictionary<string, IReadOnlyList<EverydayTitle>> ById(ClassificationVersion written) =>
        TitleIndex
            .IndexRows()
            .Select(r =>
                (
                    Entry: Code.TryParse(r["code"], out var code) ? written.Find(code) : null,
                    Title: new EverydayTitle(r["title"], r["kind"], r["when"].Length > 0)
                )
            )
            .Where(t => t.Entry is not null && t.Entry.Title != t.Title.Title)
            .GroupBy(t => t.Entry!.Id, t => t.Title)
            .ToDictionary(
                g => g.Key,
                g =>
                    (IReadOnlyList<EverydayTitle>)
                        g.OrderBy(t => t.Conditional)
                            .ThenBy(t => t.Title.Length)
                            .ThenBy(t => t.Title, StringComparer.Ordinal)
                            .DistinctBy(t => t.Title)
                            .ToList()
            );
}
