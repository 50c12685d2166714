namespace Zhidian.Classification;

public enum ChangeKind
{
    Added,
    Removed,
    Renamed,
    Recoded,
}

/// <summary>One change that a release makes to the version before it. Codes and titles are those before and after.</summary>
public sealed record Change(
    ChangeKind Kind,
    string Id,
    Code? OldCode,
    Code? Code,
    string? OldTitle,
    string? Title,
    Marks Marks,
    string Note
);

/// <summary>A joint release: a document of a day that turns one version into the next; all of it takes effect or none.</summary>
public sealed record Release(string Version, DateOnly Published, string Document, IReadOnlyList<Change> Changes)
{
    public static readonly string[] Columns = ["change", "id", "code", "old_code", "title", "old_title", "marks", "level", "note"];

    /// <exception cref="InvalidEditionException">C1010 unknown change · C1005 bad code · C1007 unknown mark.</exception>
    public static Release Read(TextReader reader, string file, string version, DateOnly published, string document)
    {
        var findings = new List<Finding>();
        var changes = new List<Change>();
        foreach (var row in EditionFile.Read(reader, file, Columns))
        {
            ChangeKind? kind = row["change"] switch
            {
                "added" => ChangeKind.Added,
                "removed" => ChangeKind.Removed,
                "renamed" => ChangeKind.Renamed,
                "recoded" => ChangeKind.Recoded,
                _ => null,
            };
            if (kind is null)
                findings.Add(
                    new("C1010", file, row.Line, $"change '{row["change"]}' is unknown: expected added, removed, renamed or recoded")
                );
            var code = ReadCode(row["code"], file, row.Line, findings);
            var oldCode = ReadCode(row["old_code"], file, row.Line, findings);
            if (MarkNames.Parse(row["marks"]) is not { } marks)
                findings.Add(new("C1007", file, row.Line, $"mark '{row["marks"]}' is unknown: expected S, L or LS"));
            else if (kind is not null)
                changes.Add(
                    new Change(kind.Value, row["id"], oldCode, code, Text(row["old_title"]), Text(row["title"]), marks, row["note"])
                );
        }
        return findings.Count > 0 ? throw new InvalidEditionException(findings) : new Release(version, published, document, changes);
    }

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
