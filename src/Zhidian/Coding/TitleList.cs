using System.Text;
using CsvHelper;
using MiniExcelLibs;
using Zhidian.Layout;

namespace Zhidian.Coding;

/// <summary>Why a list could not be read, in both languages.</summary>
public sealed class TitleListException(string chinese, string english) : Exception(english)
{
    public string In(Language language) => language[chinese, Message];
}

/// <summary>
/// Job titles out of pasted text (one a line) or a small file: .txt (one a line), .csv and .tsv (a column), .xlsx (a column of the
/// first sheet). Text is UTF-8 or GB18030. Empty lines are left out and counted.
/// </summary>
/// <param name="Column">Heading of the column read; null for plain lines.</param>
/// <param name="Empty">Rows without a title.</param>
public sealed record TitleList(IReadOnlyList<string> Titles, string? Column, int Empty)
{
    public const int MaxBytes = 5 << 20;
    public const int MaxLines = 20_000;

    static TitleList() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TitleList FromText(string text) => FromLines(text.Split('\n'), null);

    /// <param name="column">Heading of the column to read; empty to find it.</param>
    /// <exception cref="TitleListException">The file is of another kind, broken, too long, or the column is not there.</exception>
    public static TitleList FromFile(string name, byte[] content, string? column)
    {
        if (content.Length > MaxBytes)
            throw new TitleListException(
                $"文件有 {content.Length / 1048576.0:0.0} MB，上限为 5 MB。",
                $"The file has {content.Length / 1048576.0:0.0} MB; the limit is 5 MB."
            );
        if (content.Length == 0)
            throw new TitleListException("文件是空的。", "The file is empty.");
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".XLSX" => FromSheet(content, column),
            ".CSV" => FromTable(Decode(content), ',', column),
            ".TSV" => FromTable(Decode(content), '\t', column),
            ".TXT" or "" => FromText(Decode(content)),
            var other => throw new TitleListException(
                $"不能读取“{other}”文件；请用 .csv、.tsv、.xlsx 或 .txt。",
                $"A '{other}' file cannot be read; use .csv, .tsv, .xlsx or .txt."
            ),
        };
    }

    private static TitleList FromLines(IEnumerable<string> lines, string? column)
    {
        var titles = new List<string>();
        var empty = 0;
        foreach (var line in lines)
        {
            var title = line.Trim().Trim('\uFEFF');
            if (title.Length == 0)
            {
                empty++;
                continue;
            }
            if (title.Length > CodingApi.MaxTitle)
                throw new TitleListException(
                    $"第 {titles.Count + empty + 1} 行有 {title.Length} 个字符；每个职位名称至多 {CodingApi.MaxTitle} 个。是否选错了列？",
                    $"Line {titles.Count + empty + 1} has {title.Length} characters; a title has at most {CodingApi.MaxTitle}. Is it the wrong column?"
                );
            if (titles.Count == MaxLines)
                throw new TitleListException(
                    $"超过 {MaxLines:#,##0} 行。请分成几份，或用命令行 zhidian code，它没有这个限制。",
                    $"More than {MaxLines:#,##0} lines. Send it in parts, or use the command line, zhidian code, which has no such limit."
                );
            titles.Add(title);
        }
        return titles.Count == 0
            ? throw new TitleListException("没有找到职位名称。", "There are no job titles in it.")
            : new TitleList(titles, column, empty);
    }

    private static TitleList FromTable(string text, char separator, string? column)
    {
        using var csv = CsvReader.Create(
            new StringReader(text),
            new CsvReaderOptions
            {
                Separator = separator,
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Throw,
            }
        );
        try
        {
            var header = csv.Headers.ToArray();
            var index = Find(header, column);
            var rows = new List<string>();
            while (csv.Read())
                rows.Add(index < csv.FieldCount ? csv.GetString(index) : "");
            return FromLines(rows, header[index]);
        }
        catch (CsvFormatException e)
        {
            throw new TitleListException(
                $"第 {e.LineNumber} 行附近不是规范的 CSV（例如引号没有配对）。",
                $"Near line {e.LineNumber} this is not valid CSV (an unclosed quote, for example)."
            );
        }
    }

    /// <summary>The sheet's reader unfolds whatever it is given; so every part is unfolded once before, within limits.</summary>
    private static void Measure(byte[] content)
    {
        using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 16,
            FileOptions.DeleteOnClose
        );
        file.Write(content);
        file.Position = 0;
        new Texts.WorkbookArchive(file, new Texts.TextLimits()).Measure();
    }

    private static TitleList FromSheet(byte[] content, string? column)
    {
        try
        {
            Measure(content);
            using var stream = new MemoryStream(content);
            var rows = stream
                .Query(useHeaderRow: false, excelType: ExcelType.XLSX)
                .Cast<IDictionary<string, object?>>()
                .Take(MaxLines + 2)
                .ToList();
            if (rows.Count == 0)
                throw new TitleListException("第一个工作表是空的。", "The first sheet is empty.");
            var header = rows[0].Values.Select(v => v?.ToString() ?? "").ToArray();
            var index = Find(header, column);
            return FromLines(rows.Skip(1).Select(r => r.Values.ElementAtOrDefault(index)?.ToString() ?? ""), header[index]);
        }
        catch (Texts.UnreadableTextsException e) when (e.Fault == "T1005")
        {
            throw new TitleListException(e.Chinese, e.Message);
        }
        catch (Exception e) when (e is not TitleListException)
        {
            // The reader throws whatever the broken part makes it throw.
            throw new TitleListException(
                "这不是能读取的 .xlsx 文件（可能已损坏或加密）。",
                "This is not a readable .xlsx file (it may be damaged or encrypted)."
            );
        }
    }

    private static int Find(string[] header, string? column)
    {
        var wanted = string.IsNullOrWhiteSpace(column) ? null : column.Trim();
        if (wanted is null && header.Length == 1)
            return 0;
        try
        {
            return TitleColumns.Title(header, wanted, "");
        }
        catch (CodeInputException)
        {
            throw NoColumn(header, wanted);
        }
    }

    private static TitleListException NoColumn(string[] header, string? wanted)
    {
        var names = string.Join("、", header.Take(20));
        return wanted is null
            ? new TitleListException(
                $"看不出哪一列是职位名称，请填写列名。表头有：{names}",
                $"It is not clear which column holds the titles; name it. The header has: {names}"
            )
            : new TitleListException($"没有“{wanted}”这一列。表头有：{names}", $"There is no column '{wanted}'. The header has: {names}");
    }

    private static string Decode(byte[] content)
    {
        if (content.AsSpan().IndexOf((byte)0) >= 0)
            throw new TitleListException("这是二进制文件，不是文本。", "This is a binary file, not text.");
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding("GB18030").GetString(content);
        }
    }
}
