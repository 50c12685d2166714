namespace Zhidian.Classification;

/// <summary>
/// Turns rows <c>id,code,level,parent,title,marks,gbt6565</c> into entries, or says everything that is wrong with them:
/// C1001 duplicate code · C1002 duplicate id · C1003 orphan · C1004 level mismatch · C1005 bad segment ·
/// C1006 title twice among siblings · C1007 mark unknown · C1008 file not readable · C1009 title or id empty.
/// </summary>
public static class EditionBuilder
{
    public static readonly string[] Columns = ["id", "code", "level", "parent", "title", "marks", "gbt6565"];

    /// <exception cref="InvalidEditionException">Any fault; every fault of the file is listed.</exception>
    public static IReadOnlyList<Entry> Build(TextReader reader, string file)
    {
        var rows = EditionFile.Read(reader, file, Columns);
        var findings = new List<Finding>();
        var entries = new List<(Entry Entry, int Line)>(rows.Count);
        foreach (var row in rows)
            if (ReadEntry(row, file, findings) is { } entry)
                entries.Add((entry, row.Line));
        Check(entries, file, findings);
        if (rows.Count == 0)
            findings.Add(new Finding("C1008", file, 1, "no rows"));
        return findings.Count > 0
            ? throw new InvalidEditionException(findings.OrderBy(f => f.Line).ToList())
            : entries.Select(e => e.Entry).OrderBy(e => e.Code).ToList();
    }

    private static Entry? ReadEntry(FileRow row, string file, List<Finding> findings)
    {
        var faults = findings.Count;
        void Fault(string code, string message) => findings.Add(new Finding(code, file, row.Line, message));

        if (!Code.TryParse(row["code"], out var code))
            Fault("C1005", $"'{row["code"]}' has a bad segment: expected d, d-dd, d-dd-dd or d-dd-dd-dd");
        var level = LevelNames.Parse(row["level"]);
        if (level is null || (code.Text.Length > 0 && code.Level != level))
            Fault("C1004", $"level '{row["level"]}' does not fit code '{row["code"]}'");
        if (code.Text.Length > 0 && (code.Parent?.Text ?? "") != row["parent"])
            Fault("C1003", $"parent '{row["parent"]}' is not the group above '{code}'");
        var marks = MarkNames.Parse(row["marks"]);
        if (marks is null)
            Fault("C1007", $"mark '{row["marks"]}' is unknown: expected S, L or LS");
        if (string.IsNullOrWhiteSpace(row["title"]) || string.IsNullOrWhiteSpace(row["id"]))
            Fault("C1009", "title and id must not be empty");
        if (findings.Count > faults)
            return null;
        return new Entry(
            row["id"],
            code,
            level!.Value,
            code.Parent,
            row["title"],
            marks!.Value,
            row["gbt6565"].Length > 0 ? row["gbt6565"] : null,
            null,
            []
        );
    }

    private static void Check(List<(Entry Entry, int Line)> entries, string file, List<Finding> findings)
    {
        var byCode = new Dictionary<Code, int>();
        var byId = new Dictionary<string, int>();
        var siblings = new Dictionary<(Code?, string), int>();
        foreach (var (entry, line) in entries)
        {
            if (!byCode.TryAdd(entry.Code, line))
                findings.Add(new("C1001", file, line, $"code {entry.Code} already stands on line {byCode[entry.Code]}"));
            if (!byId.TryAdd(entry.Id, line))
                findings.Add(new("C1002", file, line, $"id {entry.Id} already stands on line {byId[entry.Id]}"));
            if (!siblings.TryAdd((entry.Parent, entry.Title), line))
                findings.Add(
                    new(
                        "C1006",
                        file,
                        line,
                        $"title '{entry.Title}' already stands on line {siblings[(entry.Parent, entry.Title)]} under the same group"
                    )
                );
        }
        foreach (var (entry, line) in entries)
            if (entry.Parent is { } parent && !byCode.ContainsKey(parent))
                findings.Add(new("C1003", file, line, $"{entry.Code} is an orphan: its group {parent} is not in the file"));
    }
}
