using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace Zhidian.Tests.Texts;

/// <summary>Workbooks made part by part, so that they can be broken in any way.</summary>
internal static class Workbooks
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>A workbook whose sheets hold shared texts.</summary>
    public static byte[] Of(params (string Sheet, string[][] Rows)[] sheets)
    {
        var texts = sheets.SelectMany(s => s.Rows).SelectMany(r => r).Distinct().ToList();
        var parts = Parts([.. sheets.Select(s => s.Sheet)]);
        parts["xl/sharedStrings.xml"] =
            $"<sst xmlns=\"{Main}\">{string.Concat(texts.Select(t => $"<si><r><t xml:space=\"preserve\">{Xml(t)}</t></r><rPh sb=\"0\" eb=\"1\"><t>reading</t></rPh></si>"))}</sst>";
        for (var i = 0; i < sheets.Length; i++)
            parts[$"xl/worksheets/sheet{i + 1}.xml"] = Sheet(
                sheets[i]
                    .Rows.Select(
                        (r, y) =>
                            Row(
                                y + 1,
                                r.Select(
                                    (t, x) =>
                                        t.Length == 0 ? "" : $"<c r=\"{(char)('A' + x)}{y + 1}\" t=\"s\"><v>{texts.IndexOf(t)}</v></c>"
                                )
                            )
                    )
            );
        return Zip(parts);
    }

    /// <summary>A workbook of one sheet with the given cells, as XML, in its second row.</summary>
    public static byte[] WithCells(string cells) =>
        Zip(
            Parts("Sheet1")
                .Append(
                    new(
                        "xl/worksheets/sheet1.xml",
                        Sheet([Row(1, [Inline("A1", "code"), Inline("B1", "definition")]), Row(2, [Inline("A2", "2-02-10-03"), cells])])
                    )
                )
        );

    public static string Inline(string at, string text) => $"<c r=\"{at}\" t=\"inlineStr\"><is><t>{Xml(text)}</t></is></c>";

    public static Dictionary<string, string> Parts(params string[] sheets) =>
        new()
        {
            ["xl/workbook.xml"] =
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{Xml(s)}\" sheetId=\"{i + 1}\" r:id=\"r{i + 1}\"/>"))}</sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] =
                $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"r{i + 1}\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}</Relationships>",
        };

    public static byte[] Zip(IEnumerable<KeyValuePair<string, string>> parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        return bytes.ToArray();
    }

    /// <summary>Writes another unfolded size into the directory and the part's own head.</summary>
    public static byte[] Claiming(byte[] zip, string part, uint size)
    {
        var lying = zip.ToArray();
        var name = Encoding.UTF8.GetBytes(part);
        for (var at = 0; (at = Find(lying, name, at)) >= 0; at += name.Length)
            if (at >= 46 && BinaryPrimitives.ReadUInt32LittleEndian(lying.AsSpan(at - 46)) == 0x02014B50)
                BinaryPrimitives.WriteUInt32LittleEndian(lying.AsSpan(at - 46 + 24), size);
            else if (at >= 30 && BinaryPrimitives.ReadUInt32LittleEndian(lying.AsSpan(at - 30)) == 0x04034B50)
                BinaryPrimitives.WriteUInt32LittleEndian(lying.AsSpan(at - 30 + 22), size);
        return lying;
    }

    private static int Find(byte[] bytes, byte[] wanted, int from)
    {
        var at = bytes.AsSpan(from).IndexOf(wanted);
        return at < 0 ? -1 : from + at;
    }

    public static string Sheet(IEnumerable<string> rows) =>
        $"<worksheet xmlns=\"{Main}\"><sheetData>{string.Concat(rows)}</sheetData></worksheet>";

    public static string Row(int number, IEnumerable<string> cells) =>
        string.Create(CultureInfo.InvariantCulture, $"<row r=\"{number}\">{string.Concat(cells)}</row>");

    private static string Xml(string text) => WebUtility.HtmlEncode(text);
}
