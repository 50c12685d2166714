using System.Text;

namespace Zhidian.Classification.Exchange.Tables;

/// <summary>RFC 4180: UTF-8 without byte order mark, comma, CRLF, names in the first line, quotes where needed; texts guarded against formulas.</summary>
public static class CsvTable
{
    public static void Write(Table table, Stream to)
    {
        using var writer = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        writer.WriteLine(string.Join(',', table.Columns.Select(c => c.Name)));
        foreach (var row in table.Rows)
            writer.WriteLine(string.Join(',', table.Columns.Select((c, i) => Cell(c.Kind, row[i]))));
    }

    private static string Cell(CellKind kind, object? cell)
    {
        var text = Table.Text(cell);
        return Quoted(kind is CellKind.Text or CellKind.List ? SpreadsheetText.Guard(text) : text);
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
}
