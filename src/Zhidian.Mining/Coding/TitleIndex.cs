using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Zhidian.Classification;
using Zhidian.Mining.Text;

namespace Zhidian.Mining.Coding;

/// <summary>Where a known title comes from; a lower one wins when two say different things of one title.</summary>
internal enum TitleSource : byte
{
    Local,
    Official,
    Index,
    WorkType,
}

/// <summary>A title known to belong to an occupation.</summary>
/// <param name="Occupation">Position in <see cref="ClassificationVersion.Occupations"/>.</param>
/// <param name="When">Words of which one must occur in the title or text; empty for always.</param>
internal sealed record KnownTitle(string Title, string Key, int Occupation, TitleSource Source, IReadOnlyList<string> When);

/// <summary>Every known title of a version: official titles, work types, the project's index, local labels.</summary>
internal sealed class TitleIndex
{
    /// <summary>The version in whose codes data/titles is written.</summary>
    public const string IndexVersion = "2022.2";

    private TitleIndex(IReadOnlyList<KnownTitle> titles, string hash) => (Titles, Hash) = (titles, hash);

    public IReadOnlyList<KnownTitle> Titles { get; }

    /// <summary>Lower-case hexadecimal SHA-256 of the titles and the occupations they stand for.</summary>
    public string Hash { get; }

    /// <summary>Titles of occupations that <paramref name="version"/> lacks are left out: nothing of them may leak into a view as of a month.</summary>
    /// <param name="everyday">Whether to know the project's own index of everyday titles too.</param>
    /// <param name="without">Keys to leave out, to measure how titles are coded that the index does not have.</param>
    public static TitleIndex Of(
        ClassificationVersion version,
        IReadOnlyList<LocalLabel> local,
        bool everyday = true,
        IReadOnlySet<string>? without = null
    )
    {
        var positions = version.Occupations.Select((o, i) => (o.Id, i)).ToDictionary(p => p.Id, p => p.i);
        var written = Versions.Get(IndexVersion);
        var titles = new List<KnownTitle>(20_000);
        void Add(string title, int occupation, TitleSource source, IReadOnlyList<string> when) =>
            titles.Add(new KnownTitle(title, TitleNormaliser.Key(title), occupation, source, when));

        foreach (var label in local)
            if (positions.TryGetValue(label.OccupationId, out var at))
                Add(label.Title, at, TitleSource.Local, []);
        foreach (var (occupation, at) in version.Occupations.Select((o, i) => (o, i)))
        {
            Add(occupation.Title, at, TitleSource.Official, []);
            foreach (var workType in occupation.WorkTypes)
                Add(workType, at, TitleSource.WorkType, []);
        }
        foreach (var row in everyday ? IndexRows() : [])
            if (Code.TryParse(row["code"], out var code) && written.Find(code) is { } entry && positions.TryGetValue(entry.Id, out var at))
                Add(row["title"], at, TitleSource.Index, row["when"].Length == 0 ? [] : row["when"].Split('|'));
        titles.RemoveAll(t => without?.Contains(t.Key) == true);
        return new TitleIndex(titles, HashOf(titles, version));
    }

    /// <summary>Rows of data/titles, all files, in file and line order.</summary>
    public static IEnumerable<FileRow> IndexRows()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith("titles/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (var row in EditionFile.Read(reader, name, "title", "code", "kind", "when"))
                yield return row;
        }
    }

    private static string HashOf(List<KnownTitle> titles, ClassificationVersion version)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes(version.ContentHash + "\n"));
        foreach (var t in titles)
            sha.AppendData(
                Encoding.UTF8.GetBytes(
                    $"{t.Title}\t{t.Key}\t{version.Occupations[t.Occupation].Id}\t{t.Source}\t{string.Join('|', t.When)}\n"
                )
            );
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
