using Zhidian.Classification;
using Zhidian.Registry.Texts;

namespace Zhidian.Registry.Tests.Texts;

/// <summary>Files of invented texts, as a reader would give them.</summary>
internal static class TextFiles
{
    public static ClassificationVersion Version(string name) => Classification.Versions.Get(name);

    /// <param name="rows">Code and definition, with tasks and work types where given.</param>
    public static TextTable Of(params (string Code, string? Title, string? Definition, string? Tasks, string? WorkTypes)[] rows) =>
        new("texts.csv", new string('a', 64), rows.Select((r, i) => Row(i + 2, r)).ToList(), []);

    public static TextTable Definitions(params (string Code, string Definition)[] rows) =>
        Of(rows.Select(r => (r.Code, (string?)null, (string?)r.Definition, (string?)"1.做一;2.做二", (string?)null)).ToArray());

    private static TextRow Row(int line, (string Code, string? Title, string? Definition, string? Tasks, string? WorkTypes) row)
    {
        var cells = new Dictionary<TextColumn, TextCell>();
        Add(TextColumn.Code, "code", row.Code);
        Add(TextColumn.Title, "title", row.Title);
        Add(TextColumn.Definition, "definition", row.Definition);
        Add(TextColumn.Tasks, "tasks", row.Tasks);
        Add(TextColumn.WorkTypes, "work types", row.WorkTypes);
        return new TextRow(null, line, cells);

        void Add(TextColumn kind, string name, string? text)
        {
            if (!string.IsNullOrEmpty(text))
                cells[kind] = new TextCell(name, text);
        }
    }
}
