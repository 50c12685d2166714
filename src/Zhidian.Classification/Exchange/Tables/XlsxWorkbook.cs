using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Zhidian.Classification.Exchange.Tables;

/// <summary>
/// An Office Open XML workbook (ECMA-376), a sheet for each table. Written part by part, because the same tables have to give the same
/// bytes: every part has the same fixed time. Text cells are inline strings with the quote prefix, so no program takes one for a
/// formula and nothing is put before it.
/// </summary>
public static class XlsxWorkbook
{
    /// <summary>The first moment that a zip file can name.</summary>
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Sheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Parts = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    /// <summary>Cell formats, as places in the list of <see cref="Styles"/>.</summary>
    private const int TextStyle = 1;
    private const int DayStyle = 2;
    private const int HeadStyle = 3;

    public static void Write(IReadOnlyList<Table> tables, Stream to)
    {
        // A stream that cannot be sought in gets other bytes from ZipArchive than a file, so both get those of memory.
        using var whole = new MemoryStream();
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", w => w.Write(ContentTypes(tables.Count)));
            Part(zip, "_rels/.rels", w => w.Write(Relations([("officeDocument", "xl/workbook.xml")])));
            Part(zip, "xl/workbook.xml", w => w.Write(Workbook(tables)));
            Part(
                zip,
                "xl/_rels/workbook.xml.rels",
                w =>
                    w.Write(
                        Relations([.. tables.Select((_, i) => ("worksheet", $"worksheets/sheet{i + 1}.xml")), ("styles", "styles.xml")])
                    )
            );
            Part(zip, "xl/styles.xml", w => w.Write(Styles));
            for (var i = 0; i < tables.Count; i++)
            {
                var table = tables[i];
                Part(zip, $"xl/worksheets/sheet{i + 1}.xml", w => Sheet(table, w));
            }
        }
        whole.Position = 0;
        whole.CopyTo(to);
    }

    private static void Part(ZipArchive zip, string name, Action<StreamWriter> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Always;
        using var writer = new StreamWriter(entry.Open(), new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        writer.Write(Head);
        write(writer);
    }

    private static void Sheet(Table table, StreamWriter writer)
    {
        var last = Reference(table.Columns.Count - 1, table.Rows.Count + 1);
        writer.Write($"<worksheet xmlns=\"{Sheets}\"><dimension ref=\"A1:{last}\"/>");
        // The names stay in sight.
        writer.Write(
            "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
        );
        writer.Write("<cols>");
        for (var c = 0; c < table.Columns.Count; c++)
            writer.Write($"<col min=\"{c + 1}\" max=\"{c + 1}\" width=\"{Width(table, c)}\" customWidth=\"1\"/>");
        writer.Write("</cols><sheetData>");
        writer.Write("<row r=\"1\">");
        for (var c = 0; c < table.Columns.Count; c++)
            Text(writer, Reference(c, 1), table.Columns[c].Name, HeadStyle);
        writer.Write("</row>");
        for (var r = 0; r < table.Rows.Count; r++)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{r + 2}\">"));
            for (var c = 0; c < table.Columns.Count; c++)
                Cell(writer, Reference(c, r + 2), table.Rows[r][c]);
            writer.Write("</row>");
        }
        writer.Write($"</sheetData><autoFilter ref=\"A1:{last}\"/></worksheet>");
    }

    private static void Cell(StreamWriter writer, string at, object? cell)
    {
        switch (cell)
        {
            case null:
                return;
            case int or decimal:
                writer.Write($"<c r=\"{at}\"><v>{Table.Text(cell)}</v></c>");
                return;
            case DateOnly day:
                // Day 60 of this calendar is a 29 February 1900 that never was; no day here is that old.
                var number = day.DayNumber - new DateOnly(1899, 12, 30).DayNumber;
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{at}\" s=\"{DayStyle}\"><v>{number}</v></c>"));
                return;
            default:
                if (Table.Text(cell) is { Length: > 0 } text)
                    Text(writer, at, text, TextStyle);
                return;
        }
    }

    private static void Text(StreamWriter writer, string at, string text, int style) =>
        writer.Write($"<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escaped(text)}</t></is></c>");

    /// <summary>XML 1.0 knows no control characters but tab and the line ends; the others become U+FFFD.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                // A parser would make a line feed of it.
                '\r' => escaped.Append("&#13;"),
                '\n' or '\t' => escaped.Append(rune),
                < 0x20 or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune),
            };
        return escaped.ToString();
    }

    /// <summary>In characters, a Chinese one counted twice; from the first rows, at most 60.</summary>
    private static int Width(Table table, int column) =>
        Math.Min(
            60,
            2
                + table
                    .Rows.Take(200)
                    .Select(r => Table.Text(r[column]).Sum(c => c > 0xFF ? 2 : 1))
                    .Append(table.Columns[column].Name.Length)
                    .Max()
        );

    private static string Reference(int column, int row) => string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + column)}{row}");

    private static string Relations(IReadOnlyList<(string Kind, string Target)> all) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(all.Select((r, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Parts}/{r.Kind}\" Target=\"{r.Target}\"/>"))}</Relationships>";

    private static string Workbook(IReadOnlyList<Table> tables) =>
        $"<workbook xmlns=\"{Sheets}\" xmlns:r=\"{Parts}\"><sheets>{string.Concat(tables.Select((t, i) => $"<sheet name=\"{t.Name}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>";

    private static string ContentTypes(int sheets)
    {
        const string office = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        return "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{office}sheet.main+xml\"/>"
            + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{office}styles+xml\"/>"
            + string.Concat(
                Enumerable
                    .Range(1, sheets)
                    .Select(i => $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{office}worksheet+xml\"/>")
            )
            + "</Types>";
    }

    private const string Styles =
        $"<styleSheet xmlns=\"{Sheets}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
        + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        + "<cellXfs count=\"4\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
        + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\"/>"
        + "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        + "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\" applyFont=\"1\"/></cellXfs>"
        + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";
}
