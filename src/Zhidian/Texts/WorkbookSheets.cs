using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Zhidian.Texts;

/// <param name="Column">From 0.</param>
/// <param name="IsFormula">The cell holds a formula; its text is what was computed last, or the formula.</param>
internal sealed record SheetCell(int Column, string Text, bool IsFormula, bool IsError);

internal sealed record SheetRow(int Row, IReadOnlyList<SheetCell> Cells);

/// <summary>
/// Reads the sheets of an .xlsx row by row. Nothing is evaluated; document type definitions, and with them entities, are refused; links
/// to other files are never followed.
/// </summary>
internal sealed partial class WorkbookSheets
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly WorkbookArchive _archive;
    private readonly List<(string Name, string Part)> _sheets = [];
    private readonly Lazy<List<string>> _shared;

    /// <exception cref="UnreadableTextsException">T1005, T1006, T1009: see <see cref="WorkbookArchive"/>.</exception>
    public WorkbookSheets(FileStream file, TextLimits limits)
    {
        _archive = new WorkbookArchive(file, limits);
        if (!_archive.Has("xl/workbook.xml"))
            throw new UnreadableTextsException("T1003", "这是 zip 压缩包，不是工作簿。", "this is a zip archive, not a workbook.");
        var parts = new Dictionary<string, string>();
        Walk(
            "xl/_rels/workbook.xml.rels",
            xml =>
            {
                if (xml.LocalName == "Relationship" && xml.GetAttribute("TargetMode") != "External")
                    parts[xml.GetAttribute("Id") ?? ""] = PartOf(xml.GetAttribute("Target") ?? "");
            }
        );
        Walk(
            "xl/workbook.xml",
            xml =>
            {
                if (xml.LocalName == "sheet" && parts.TryGetValue(xml.GetAttribute("id", Relations) ?? "", out var part))
                    _sheets.Add((xml.GetAttribute("name") ?? "", part));
            }
        );
        _shared = new(ReadShared);
    }

    public IReadOnlyList<string> Names => _sheets.Select(s => s.Name).ToList();

    /// <summary>Rows that hold a cell with something in it.</summary>
    /// <exception cref="UnreadableTextsException">The sheet cannot be read, or unfolds to too much.</exception>
    public IEnumerable<SheetRow> Rows(string sheet)
    {
        var part = _sheets.First(s => s.Name == sheet).Part;
        using var stream = _archive.Open(part);
        using var xml = XmlReader.Create(stream, Safe);
        var number = 0;
        while (Next(xml, part))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row")
                continue;
            number = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : number + 1;
            var cells = xml.IsEmptyElement ? [] : ReadRow(xml, part);
            if (cells.Count > 0)
                yield return new SheetRow(number, cells);
        }
    }

    private List<SheetCell> ReadRow(XmlReader xml, string part)
    {
        var cells = new List<SheetCell>();
        var column = -1;
        while (Next(xml, part) && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row"))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
                continue;
            column = ColumnOf(xml.GetAttribute("r")) ?? column + 1;
            var kind = xml.GetAttribute("t") ?? "n";
            if (xml.IsEmptyElement || column >= TextLimits.MaxColumns)
                continue;
            var (text, formula) = ReadCell(xml, part, kind);
            if (text.Length > 0 || formula)
                cells.Add(new SheetCell(column, text, formula, kind == "e"));
        }
        return cells;
    }

    private (string Text, bool Formula) ReadCell(XmlReader xml, string part, string kind)
    {
        var (value, inline, formula) = ("", new StringBuilder(), false);
        while (Next(xml, part) && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "c"))
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "f")
                (formula, value) = (true, value.Length > 0 ? value : "=" + Content(xml, part));
            else if (xml.LocalName == "v")
                value = Content(xml, part);
            else if (xml.LocalName == "is")
                inline.Append(RichText(xml, part));
        }
        if (kind == "inlineStr")
            return (Unescaped(inline.ToString()), formula);
        if (kind != "s" || !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return (kind == "str" ? Unescaped(value) : value, formula);
        return index < _shared.Value.Count
            ? (_shared.Value[index], formula)
            : throw new UnreadableTextsException("T1006", $"工作簿没有第 {index} 个文字。", $"the workbook has no text number {index}.");
    }

    private List<string> ReadShared()
    {
        const string part = "xl/sharedStrings.xml";
        var texts = new List<string>();
        if (!_archive.Has(part))
            return texts;
        using var stream = _archive.Open(part);
        using var xml = XmlReader.Create(stream, Safe);
        while (Next(xml, part))
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
                texts.Add(Unescaped(RichText(xml, part)));
        return texts;
    }

    /// <summary>The runs of a text put together; readings (rPh), which East Asian workbooks carry beside it, are left out.</summary>
    private static string RichText(XmlReader xml, string part)
    {
        if (xml.IsEmptyElement)
            return "";
        var (text, depth, reading) = (new StringBuilder(), xml.Depth, 0);
        while (Next(xml, part) && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
            if (xml.LocalName == "rPh" && !xml.IsEmptyElement)
                reading += xml.NodeType == XmlNodeType.Element ? 1 : -1;
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "t" } && reading == 0)
                text.Append(Content(xml, part));
        return text.ToString();
    }

    private static string Content(XmlReader xml, string part)
    {
        if (xml.IsEmptyElement)
            return "";
        var (text, depth) = (new StringBuilder(), xml.Depth);
        while (Next(xml, part) && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                text.Append(xml.Value);
        return text.ToString();
    }

    private void Walk(string part, Action<XmlReader> element)
    {
        using var stream = _archive.Open(part);
        using var xml = XmlReader.Create(stream, Safe);
        while (Next(xml, part))
            if (xml.NodeType == XmlNodeType.Element)
                element(xml);
    }

    private static bool Next(XmlReader xml, string part)
    {
        try
        {
            return xml.Read();
        }
        catch (XmlException e) when (e.Message.Contains("DTD", StringComparison.OrdinalIgnoreCase))
        {
            throw new UnreadableTextsException("T1009", $"{part} 含有 DTD。", $"{part} holds a DTD.");
        }
        catch (XmlException e)
        {
            throw new UnreadableTextsException(
                "T1006",
                $"{part} 第 {e.LineNumber} 行不可读。",
                $"{part} cannot be read at line {e.LineNumber}, position {e.LinePosition}."
            );
        }
    }

    private static string PartOf(string target) =>
        target.StartsWith('/') ? target[1..]
        : target.StartsWith("xl/", StringComparison.Ordinal) ? target
        : "xl/" + target;

    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
            if (c is >= 'A' and <= 'Z' && column < TextLimits.MaxColumns)
                column = column * 26 + (c - 'A' + 1);
            else
                break;
        return column == 0 ? null : column - 1;
    }

    /// <summary>Excel writes characters that XML cannot hold as _x000D_.</summary>
    private static string Unescaped(string text) =>
        text.Contains("_x", StringComparison.Ordinal)
            ? Escape()
                .Replace(
                    text,
                    m => ((char)ushort.Parse(m.Groups["hex"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)) + ""
                )
            : text;

    [GeneratedRegex("_x(?<hex>[0-9A-Fa-f]{4})_", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escape();
}
