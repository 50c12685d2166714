using System.Globalization;
using System.Security.Cryptography;
using Zhidian.Mining.Adverts;
using Zhidian.Registry.Texts;

namespace Zhidian.Texts;

/// <summary>
/// Reads a file of official texts: CSV (UTF-8, GB18030, commas or tabs) or a workbook. Whatever is wrong with it is a finding, so that a
/// dry run can say it; only a file that cannot be opened is an exception.
/// </summary>
public static class TextFile
{
    private const int LongestRecord = 1 << 20;

    /// <param name="name">As the sender calls it, for findings.</param>
    /// <param name="sheet">Of a workbook; null for all sheets with the columns.</param>
    /// <exception cref="ImportException">A1101: it is not there or may not be read.</exception>
    public static TextTable Read(string path, string name, string? sheet, TextLimits limits)
    {
        var read = new Reading(path, name, sheet, limits);
        try
        {
            read.Run();
        }
        catch (UnreadableTextsException e)
        {
            read.Fail(e.Fault, e.Chinese, e.Message);
        }
        catch (ImportException e) when (!e.Message.StartsWith("A1101", StringComparison.Ordinal))
        {
            read.Fail("T1003", "文件不能作为表格读取。", Plain(e.Message, path, name));
        }
        return new TextTable(name, read.Hash, read.Rows, read.Findings);
    }

    /// <summary>The message of the reader of adverts, without its code and the path in the spool.</summary>
    private static string Plain(string message, string path, string name) =>
        message[(message.IndexOf(' ', StringComparison.Ordinal) + 1)..].Replace(path, name, StringComparison.Ordinal);

    private sealed class Reading(string path, string name, string? sheet, TextLimits limits)
    {
        private static readonly char[] Whitespace = [' ', '\t', '\r', '\n', '\u00A0', '\u3000', '\uFEFF'];

        public List<TextRow> Rows { get; } = [];

        public List<FileFinding> Findings { get; } = [];

        public string Hash { get; private set; } = "";

        public void Fail(string fault, string chinese, string english)
        {
            // What was read before is not shown as if it were the file.
            Rows.Clear();
            Findings.Add(new FileFinding(fault, Severity.Error, name, sheet, 0, null, chinese, english));
        }

        public void Run()
        {
            using var file = Open();
            if (file.Length > limits.MaxBytes)
                throw new UnreadableTextsException(
                    "T1002",
                    $"文件有 {file.Length:N0} 字节，至多 {limits.MaxBytes:N0} 字节，未读取。",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the file has {file.Length:N0} bytes, {limits.MaxBytes:N0} are allowed; it was not read."
                    )
                );
            Hash = Convert.ToHexStringLower(SHA256.HashData(file));
            file.Position = 0;
            var head = new byte[4];
            var length = file.ReadAtLeast(head, 4, throwOnEndOfStream: false);
            if (length == 4 && head.AsSpan().SequenceEqual("PK\u0003\u0004"u8))
                ReadWorkbook(file);
            else
                ReadText();
            if (Rows.Count == 0 && Findings.All(f => f.Severity != Severity.Error))
                throw new UnreadableTextsException("T1011", "没有数据行。", "there are no rows.");
        }

        private FileStream Open()
        {
            try
            {
                return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ImportException(
                    File.Exists(path)
                        ? $"A1101 {path} cannot be read: {e.Message.TrimEnd('.')}. Give this user the right to read it."
                        : $"A1101 there is no file {path}. Check the path.",
                    e
                );
            }
        }

        private void ReadText()
        {
            using var table =
                DelimitedTable.Open(path, LongestRecord)
                ?? throw new UnreadableTextsException("T1003", "不是 CSV 或 .xlsx。", "it is neither CSV nor .xlsx.");
            if (sheet is not null)
                throw new UnreadableTextsException("T1010", "文本文件没有工作表。", "a text file has no sheets.");
            var map = TextColumns.Of(table.Columns.Select((n, i) => (i, n)), name, null, 1);
            if (!map.IsTexts)
                throw NoColumns(table.Columns);
            Findings.AddRange(map.Findings);
            foreach (var record in table.Records())
            {
                var cells = map.Columns.Where(c => c.Key < record.Fields.Count).Select(c => (c.Value, record.Fields[c.Key], false, false));
                Take(
                    null,
                    record.Line,
                    cells,
                    record.Fault is { } fault ? fault[(fault.IndexOf(' ', StringComparison.Ordinal) + 1)..] : null
                );
            }
        }

        private void ReadWorkbook(FileStream file)
        {
            var book = new WorkbookSheets(file, limits);
            if (sheet is not null && !book.Names.Contains(sheet))
                throw new UnreadableTextsException(
                    "T1010",
                    $"没有工作表“{sheet}”，有：{string.Join("、", book.Names)}。",
                    $"there is no sheet '{sheet}'; there are {string.Join(", ", book.Names)}."
                );
            var read = 0;
            foreach (var one in sheet is null ? book.Names : [sheet])
                if (ReadSheet(book, one))
                    read++;
            if (read == 0)
                throw NoColumns([]);
        }

        private bool ReadSheet(WorkbookSheets book, string one)
        {
            TextColumns.Map? map = null;
            foreach (var row in book.Rows(one))
            {
                if (map is null)
                {
                    map = TextColumns.Of(row.Cells.Select(c => (c.Column, c.Text)), name, one, row.Row);
                    if (map.IsTexts)
                    {
                        Findings.AddRange(map.Findings);
                        continue;
                    }
                    Findings.Add(
                        new(
                            "T2018",
                            sheet is null ? Severity.Warning : Severity.Error,
                            name,
                            one,
                            row.Row,
                            null,
                            "首行没有代码和文字的列，该表未读取。",
                            "the first row names no columns of code and texts; the sheet is not read."
                        )
                    );
                    return false;
                }
                var known = row
                    .Cells.Where(c => map.Columns.ContainsKey(c.Column))
                    .Select(c => (map.Columns[c.Column], c.Text, c.IsFormula, c.IsError));
                Take(one, row.Row, known, null);
            }
            return map is not null;
        }

        private void Take(
            string? one,
            int line,
            IEnumerable<((TextColumn Kind, string Name) Column, string Text, bool IsFormula, bool IsError)> cells,
            string? fault
        )
        {
            if (Rows.Count == limits.MaxRows)
                throw new UnreadableTextsException(
                    "T1012",
                    $"超过 {limits.MaxRows:N0} 行。",
                    string.Create(CultureInfo.InvariantCulture, $"more than {limits.MaxRows:N0} rows.")
                );
            var kept = new Dictionary<TextColumn, TextCell>();
            foreach (var (column, text, isFormula, isError) in cells)
                if (text.Trim(Whitespace) is { Length: > 0 } something)
                    kept[column.Kind] = new TextCell(column.Name, something, isFormula, isError);
            // A row of nothing, as spreadsheets leave at the end, is no row.
            if (kept.Count > 0 || fault is not null)
                Rows.Add(new TextRow(one, line, kept, fault));
        }

        private static UnreadableTextsException NoColumns(IReadOnlyList<string> found) =>
            new(
                "T1011",
                $"没有代码列和文字列；列名为：{string.Join("、", found)}。",
                $"there are no columns of code and texts; found: {string.Join(", ", found)}."
            );
    }
}
