namespace Zhidian.Classification;

/// <summary>One row of a release file: what it does to one entry of the version before.</summary>
/// <param name="Kind">Added, removed, renamed, recoded, moved, promoted or redefined.</param>
/// <param name="Reason">A token, see <see cref="Evidence"/>.</param>
public sealed record ReleaseRow(
    ChangeKind Kind,
    string Id,
    Code? OldCode,
    Code? Code,
    string? OldTitle,
    string? Title,
    Marks Marks,
    string Reason,
    string Note
);

/// <summary>A joint release: a document of a day that turns one version into the next; all of it takes effect or none.</summary>
/// <param name="Document">Key of the document.</param>
public sealed record Release(string Version, DateOnly Published, string Document, IReadOnlyList<ReleaseRow> Rows)
{
    public static readonly string[] Columns =
    [
        "change",
        "id",
        "code",
        "old_code",
        "title",
        "old_title",
        "marks",
        "level",
        "reason",
        "note",
    ];

    /// <exception cref="InvalidEditionException">C1010 unknown change · C1005 bad code · C1007 unknown mark.</exception>
    public static Release Read(TextReader reader, string file, string version, DateOnly published, string document)
    {
        var findings = new List<Finding>();
        var rows = new List<ReleaseRow>();
        foreach (var row in EditionFile.Read(reader, file, Columns))
        {
            var kind = KindOf(row["change"]);
            if (kind is null)
                findings.Add(
                    new(
                        "C1010",
                        file,
                        row.Line,
                        $"change '{row["change"]}' is unknown: expected added, removed, renamed, recoded, moved, promoted or redefined"
                    )
                );
            var code = ReadCode(row["code"], file, row.Line, findings);
            var oldCode = ReadCode(row["old_code"], file, row.Line, findings);
            if (MarkNames.Parse(row["marks"]) is not { } marks)
                findings.Add(new("C1007", file, row.Line, $"mark '{row["marks"]}' is unknown: expected S, L or LS"));
            else if (kind is not null)
                rows.Add(
                    new ReleaseRow(
                        kind.Value,
                        row["id"],
                        oldCode,
                        code,
                        Text(row["old_title"]),
                        Text(row["title"]),
                        marks,
                        row["reason"],
                        row["note"]
                    )
                );
        }
        return findings.Count > 0 ? throw new InvalidEditionException(findings) : new Release(version, published, document, rows);
    }

    private static ChangeKind? KindOf(string token) =>
        token switch
        {
            "added" => ChangeKind.Added,
            "removed" => ChangeKind.Removed,
            "renamed" => ChangeKind.Renamed,
            "recoded" => ChangeKind.Recoded,
            "moved" => ChangeKind.Moved,
            "promoted" => ChangeKind.Promoted,
            "redefined" => ChangeKind.Redefined,
            _ => null,
        };

    private static string? Text(string field) => field.Length > 0 ? field : null;

    private static Code? ReadCode(string text, string file, int line, List<Finding> findings)
    {
        if (text.Length == 0)
            return null;
        if (Classification.Code.TryParse(text, out var code))
            return code;
        findings.Add(new("C1005", file, line, $"'{text}' has a bad segment: expected d, d-dd, d-dd-dd or d-dd-dd-dd"));
        return null;
    }
}
