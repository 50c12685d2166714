using System.Globalization;
using MiniExcelLibs;

namespace Zhidian.Mining.Adverts;

/// <summary>Reads the first sheet of an Excel workbook (.xlsx) row by row; its first row with a text in it names the columns.</summary>
internal sealed class WorkbookReader : RecordReader
{
    private readonly IEnumerator<object> rows;
    private readonly string path;
    private readonly List<string> columns = [];
    private readonly List<string> letters = [];
    private IDictionary<string, object?>? row;

    /// <exception cref="ImportException">A1107: not a workbook, or without a header.</exception>
    public WorkbookReader(string file, string path)
    {
        this.path = path;
        try
        {
            rows = MiniExcel.Query(file, useHeaderRow: false, excelType: ExcelType.XLSX).GetEnumerator();
            while (Next())
            {
                foreach (var (letter, value) in row!)
                    if (Text(value) is { } name)
                    {
                        letters.Add(letter);
                        columns.Add(name.Trim());
                    }
                if (columns.Count > 0)
                    return;
            }
        }
        catch (Exception e) when (e is not ImportException)
        {
            throw Unreadable(e);
        }
        throw new ImportException($"A1107 the first sheet of {path} is empty: its first row must name the columns.");
    }

    public override IReadOnlyList<string> Columns => columns;

    public override string Raw => string.Join(',', letters.Select((_, i) => Field(i)));

    public override bool Read()
    {
        Fault = null;
        try
        {
            while (Next())
                if (row!.Values.Any(value => Text(value) is not null))
                    return true;
            return false;
        }
        catch (Exception e) when (e is not ImportException)
        {
            throw Unreadable(e);
        }
    }

    private bool Next()
    {
        if (!rows.MoveNext())
            return false;
        row = (IDictionary<string, object?>)rows.Current;
        Line++;
        return true;
    }

    /// <summary>The engine throws many kinds at broken files; all mean the same to the user.</summary>
    private ImportException Unreadable(Exception e) =>
        new(
            $"A1107 {path} is not a readable Excel workbook{(Line > 0 ? $" (stopped at row {Line})" : "")}. Open it in Excel and save it again, or save it as CSV.",
            e
        );

    public override string? Field(int column) =>
        row is not null && column < letters.Count && row.TryGetValue(letters[column], out var value) ? Text(value) : null;

    private static string? Text(object? value) =>
        value switch
        {
            null => null,
            string text => string.IsNullOrWhiteSpace(text) ? null : text,
            DateTime time => time.ToString(time.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    public override void Dispose() => rows.Dispose();
}
