using System.Globalization;
using System.Reflection;

namespace Zhidian.Classification;

/// <summary>A new occupation as it was released.</summary>
/// <param name="Id">Null where its place in the 2022 edition is unconfirmed.</param>
/// <param name="Code">Its code now.</param>
public sealed record NewOccupation(
    int Batch,
    DateOnly Published,
    string Title,
    string? CodeAtPublication,
    Code? Code,
    string? Id,
    string InVersion
);

/// <summary>
/// The versions this build knows: the 2022 edition and what each release made of it. <c>latest</c> is an alias;
/// whoever resolves it should show <see cref="ClassificationVersion.Name"/>.
/// Thread-safe; built once from the embedded data.
/// </summary>
public static class Versions
{
    public const string LatestAlias = "latest";

    private static readonly Lazy<(IReadOnlyList<ClassificationVersion> All, IReadOnlyList<NewOccupation> New)> Loaded = new(Load);

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<ClassificationVersion> All => Loaded.Value.All;

    public static ClassificationVersion Latest => All[^1];

    /// <summary>The 110 new occupations of the batches 2019-2025, in order of release.</summary>
    public static IReadOnlyList<NewOccupation> NewOccupations => Loaded.Value.New;

    /// <summary>Resolves <c>2022</c>, <c>2022.1</c>, ... or <c>latest</c>; null when unknown.</summary>
    public static ClassificationVersion? Find(string name) => name == LatestAlias ? Latest : All.FirstOrDefault(v => v.Name == name);

    /// <exception cref="KeyNotFoundException">Unknown version; the message lists the known ones.</exception>
    public static ClassificationVersion Get(string name) =>
        Find(name)
        ?? throw new KeyNotFoundException(
            $"version '{name}' is unknown: use one of {string.Join(", ", All.Select(v => v.Name))} or {LatestAlias}."
        );

    /// <summary>
    /// The Classification as it can be reconstructed for the end of <paramref name="month"/>: the version then in force
    /// (the 2022 edition for anything earlier) without the occupations released after that month. Other changes made
    /// between 2015 and 2022 are not known one by one and stay in.
    /// </summary>
    public static ClassificationVersion AsOf(Month month)
    {
        var end = month.LastDay;
        var inForce = All.LastOrDefault(v => v.Effective <= end) ?? All[0];
        return new ClassificationVersion($"{inForce.Name}~{month}", end, inForce.Entries.Where(e => !(e.ReleasedOn > end)), []);
    }

    private static (IReadOnlyList<ClassificationVersion>, IReadOnlyList<NewOccupation>) Load()
    {
        var released = Read(
                "releases/new-occupations.csv",
                (reader, file) =>
                    EditionFile.Read(reader, file, "batch", "published", "title", "code_at_publication", "code", "id", "in_version")
            )
            .Select(r => new NewOccupation(
                int.Parse(r["batch"], CultureInfo.InvariantCulture),
                DateOnly.ParseExact(r["published"], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                r["title"],
                r["code_at_publication"] is { Length: > 0 } old ? old : null,
                Code.TryParse(r["code"], out var code) ? code : null,
                r["id"] is { Length: > 0 } id ? id : null,
                r["in_version"]
            ))
            .ToList();
        var releasedOn = released.Where(n => n.Id is not null).ToDictionary(n => n.Id!, n => n.Published);
        var workTypes = Read("classification/work-types.csv", (reader, file) => EditionFile.Read(reader, file, "id", "title"))
            .GroupBy(r => r["id"], r => r["title"])
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)g.Distinct().ToList());

        ClassificationVersion? version = null;
        var all = new List<ClassificationVersion>();
        foreach (
            var row in Read(
                "classification/versions.csv",
                (reader, file) => EditionFile.Read(reader, file, "version", "published", "file", "document")
            )
        )
        {
            var published = DateOnly.ParseExact(row["published"], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            version = version is null
                ? new ClassificationVersion(
                    row["version"],
                    published,
                    Read(row["file"], (reader, file) => EditionBuilder.Build(reader, file, workTypes))
                        .Select(e => releasedOn.TryGetValue(e.Id, out var day) ? e with { ReleasedOn = day } : e),
                    []
                )
                : WithWorkTypes(
                    VersionBuilder.Apply(
                        version,
                        Read(row["file"], (reader, file) => Release.Read(reader, file, row["version"], published, row["document"]))
                    ),
                    workTypes
                );
            all.Add(version);
        }
        return (all, released);
    }

    private static ClassificationVersion WithWorkTypes(
        ClassificationVersion version,
        Dictionary<string, IReadOnlyList<string>> workTypes
    ) =>
        new(
            version.Name,
            version.Effective,
            version.Entries.Select(e => e with { WorkTypes = workTypes.GetValueOrDefault(e.Id) ?? [] }),
            version.Changes
        );

    private static T Read<T>(string resource, Func<TextReader, string, T> read)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"embedded data '{resource}' is missing from this build.");
        using var reader = new StreamReader(stream);
        return read(reader, resource);
    }
}
