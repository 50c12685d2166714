using System.Collections.Concurrent;
using Zhidian.Classification;

namespace Zhidian.Mining.Coding;

/// <summary>A title people use for an occupation: the project's own index that the coder knows (data/titles).</summary>
/// <param name="Kind">As in data/titles/README.md, e.g. <c>stem</c> or <c>english</c>.</param>
/// <param name="Conditional">Stands for the occupation only beside certain words.</param>
public sealed record EverydayTitle(string Title, string Kind, bool Conditional)
{
    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<EverydayTitle>>> Read = new();

    /// <summary>The titles of a permanent id, the plainest first: those without condition, the shortest.</summary>
    /// <returns>None where the occupation, or the version that the index is written in, is not in force.</returns>
    public static IReadOnlyList<EverydayTitle> Of(string id) =>
        Versions.Find(TitleIndex.IndexVersion) is { } written
        && Read.GetOrAdd(written.ContentHash, _ => ById(written)).TryGetValue(id, out var titles)
            ? titles
            : [];

    private static Dictionary<string, IReadOnlyList<EverydayTitle>> ById(ClassificationVersion written) =>
        TitleIndex
            .IndexRows()
            .Select(row =>
                (
                    Entry: Code.TryParse(row["code"], out var code) ? written.Find(code) : null,
                    Title: new EverydayTitle(row["title"], row["kind"], row["when"].Length > 0)
                )
            )
            .Where(row => row.Entry is not null && row.Entry.Title != row.Title.Title)
            .GroupBy(row => row.Entry!.Id, row => row.Title)
            .ToDictionary(titles => titles.Key, titles => Plainest(titles));

    private static IReadOnlyList<EverydayTitle> Plainest(IEnumerable<EverydayTitle> titles) =>
        [
            .. titles
                .OrderBy(t => t.Conditional)
                .ThenBy(t => t.Title.Length)
                .ThenBy(t => t.Title, StringComparer.Ordinal)
                .DistinctBy(t => t.Title),
        ];
}
