namespace Zhidian.Layout;

/// <summary>Cells of the CSV files that people download and open in a spreadsheet.</summary>
public static class CsvText
{
    /// <summary>Quoted where needed. A spreadsheet runs a cell that begins like a formula; an apostrophe makes it text.</summary>
    public static string Field(string text)
    {
        var harmless = text.Length > 0 && text[0] is '=' or '+' or '@' or '\t' ? "'" + text : text;
        return harmless.AsSpan().ContainsAny(",\"\r\n") ? "\"" + harmless.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : harmless;
    }
}
