using System.Globalization;
using System.Reflection;
using Zhidian.Classification.Lineage;

namespace Zhidian.Classification;

/// <summary>
/// Compiles the embedded data into the history: editions from their files, releases applied to the version before, a
/// reconstructed edition by taking changes back from the one after it. Deterministic; columns in data/README.md.
/// </summary>
internal static class EmbeddedHistory
{
    private sealed record VersionRow(FileRow Row)
    {
        public string Name => Row["version"];

        public DateOnly Published => Day(Row["published"])!.Value;

        public string File => Row["file"];

        public string Document => Row["document"];

        public Standing Standing =>
            Row["standing"] switch
            {
                "reconstructed" => Standing.Reconstructed,
                "partial" => Standing.Partial,
                _ => Standing.Complete,
            };

        public OfficialCounts? Official =>
            Row["occupations"].Length == 0
                ? null
                : new(Number(Row["major"]), Number(Row["sub_major"]), Number(Row["minor"]), Number(Row["occupations"]));

        private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    public static History Read()
    {
        var documents = Rows("history/documents.csv", "key", "kind", "published", "zh", "en")
            .Select(r => new Document(r["key"], r["kind"], Day(r["published"]), r["zh"], r["en"]))
            .ToList();
        var released = Rows(
                "releases/new-occupations.csv",
                "batch",
                "published",
                "title",
                "code_at_publication",
                "code",
                "id",
                "in_version"
            )
            .Select(r => new NewOccupation(
                int.Parse(r["batch"], CultureInfo.InvariantCulture),
                Day(r["published"])!.Value,
                r["title"],
                r["code_at_publication"] is { Length: > 0 } old ? old : null,
                Code.TryParse(r["code"], out var code) ? code : null,
                r["id"] is { Length: > 0 } id ? id : null,
                r["in_version"]
            ))
            .ToList();
        var oldCodes = Rows("history/old-codes.csv", "old_code", "scheme", "id", "title", "published", "source")
            .Select(r => new OldCode(Code.Parse(r["old_code"]), r["scheme"], r["id"], r["title"], Day(r["published"]), r["source"]))
            .ToList();
        var rows = Rows(
                "classification/versions.csv",
                "version",
                "published",
                "standing",
                "file",
                "document",
                "major",
                "sub_major",
                "minor",
                "occupations"
            )
            .Select(r => new VersionRow(r))
            .ToList();
        var complete = ReadComplete(rows, new EntryTexts(released));
        var (versions, steps) = Link(rows, complete);
        return new History(versions, steps, documents, oldCodes, released);
    }

    /// <summary>Editions and releases from the first complete edition on.</summary>
    private static Dictionary<string, (ClassificationVersion Version, Release? Release)> ReadComplete(
        List<VersionRow> rows,
        EntryTexts texts
    )
    {
        var built = new Dictionary<string, (ClassificationVersion, Release?)>();
        ClassificationVersion? version = null;
        foreach (var row in rows.Where(r => r.Standing == Standing.Complete))
        {
            Release? release = null;
            IEnumerable<Entry> entries;
            if (version is null)
                entries = Resource(row.File, EditionBuilder.Build);
            else
            {
                release = ReadRelease(row.File, row);
                entries = VersionBuilder.Apply(version, release).Entries;
            }
            version = new ClassificationVersion(
                row.Name,
                row.Published,
                entries.Select(e => texts.Complete(e, Standing.Complete)),
                row.Document,
                Standing.Complete,
                row.Official
            );
            built[row.Name] = (version, release);
        }
        // Backwards from the first complete edition: an edition of its own file, or changes taken back.
        for (var i = rows.FindIndex(r => r.Standing == Standing.Complete) - 1; i >= 0; i--)
        {
            var after = built[rows[i + 1].Name].Item1;
            var row = rows[i];
            if (row.Standing == Standing.Reconstructed)
            {
                var release = ReadRelease(row.File, rows[i + 1]);
                var entries = VersionBuilder.Undo(after, release, row.File).Select(e => texts.Complete(e, row.Standing));
                built[rows[i + 1].Name] = (after, release);
                built[row.Name] = (Of(row, entries), null);
            }
            else
                built[row.Name] = (Of(row, Resource(row.File, EditionBuilder.Build).Select(e => texts.Complete(e, row.Standing))), null);
        }
        return built;
    }

    private static ClassificationVersion Of(VersionRow row, IEnumerable<Entry> entries) =>
        new(row.Name, row.Published, entries, row.Document, row.Standing, row.Official);

    private static (IReadOnlyList<ClassificationVersion>, IReadOnlyList<VersionStep>) Link(
        List<VersionRow> rows,
        Dictionary<string, (ClassificationVersion Version, Release? Release)> built
    )
    {
        var links = Rows("history/links.csv", "from_version", "to_version", "from_id", "to_id", "weight", "basis", "note")
            .ToLookup(r => (r["from_version"], r["to_version"]), ReadLink);
        var versions = rows.Select(r => built[r.Name].Version).ToList();
        var steps = versions
            .Zip(versions.Skip(1))
            .Select(p => new VersionStep(
                p.First,
                p.Second,
                links[(p.First.Name, p.Second.Name)].ToList(),
                links[(p.Second.Name, p.First.Name)].ToList(),
                built[p.Second.Name].Release?.Rows ?? []
            ))
            .ToList();
        return (versions, steps);
    }

    private static Link ReadLink(FileRow row) =>
        new(
            row["from_id"],
            row["to_id"] is { Length: > 0 } to ? to : null,
            decimal.Parse(row["weight"], CultureInfo.InvariantCulture),
            row["basis"] switch
            {
                "title" or "recorded" => LinkBasis.Recorded,
                "work-type" => LinkBasis.WorkType,
                _ => LinkBasis.Judged,
            },
            row["note"]
        );

    private static Release ReadRelease(string file, VersionRow version) =>
        Resource(file, (reader, name) => Release.Read(reader, name, version.Name, version.Published, version.Document));

    internal static IReadOnlyList<FileRow> Rows(string resource, params string[] columns) =>
        Resource(resource, (reader, file) => EditionFile.Read(reader, file, columns));

    private static DateOnly? Day(string text) =>
        text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static T Resource<T>(string resource, Func<TextReader, string, T> read)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"embedded data '{resource}' is missing from this build.");
        using var reader = new StreamReader(stream);
        return read(reader, resource);
    }
}
