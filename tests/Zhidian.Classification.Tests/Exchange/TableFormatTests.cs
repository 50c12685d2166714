using System.Text;
using System.Text.Json;
using CsCheck;
using Zhidian.Classification.Exchange.Tables;

namespace Zhidian.Classification.Tests.Exchange;

/// <summary>Cells of every kind through CSV and XLSX: nothing is lost, nothing becomes a formula, the same table gives the same bytes.</summary>
public sealed class TableFormatTests
{
    private static readonly Gen<string> Cells = Gen.OneOf(
        Gen.String["=+-@'\"\t\r\n,;|ab1职 "],
        Gen.String[Gen.Char['\u0020', '\uD7FF'], 0, 12]
    );

    [Fact]
    public void A_guarded_text_starts_no_formula_and_is_given_back() =>
        Cells.Sample(
            text => !SpreadsheetText.IsRisky(SpreadsheetText.Guard(text)) && SpreadsheetText.Unguard(SpreadsheetText.Guard(text)) == text,
            iter: 5000
        );

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'x", "''x")]
    [InlineData("2-02-10-03", "2-02-10-03")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public void Guards_only_what_a_spreadsheet_would_run(string text, string cell) => Assert.Equal(cell, SpreadsheetText.Guard(text));

    [Fact]
    public void CSV_is_read_back_by_another_reader_as_it_was() =>
        Cells
            .Array[1, 8]
            .Sample(
                texts =>
                {
                    var table = TableOf(texts);
                    using var bytes = new StreamReader(
                        new MemoryStream(Shelf.Bytes(s => CsvTable.Write(table, s))),
                        new UTF8Encoding(false, true)
                    );
                    using var reader = CsvHelper.CsvReader.Create(bytes, new CsvHelper.CsvReaderOptions(), leaveOpen: true);
                    foreach (var text in texts)
                        if (!reader.Read() || SpreadsheetText.Unguard(reader.GetString(0)) != text || reader.GetString(3) != "0.25")
                            return false;
                    return !reader.Read();
                },
                iter: 500
            );

    [Fact]
    public void XLSX_is_read_back_by_another_reader_without_a_formula()
    {
        using var shelf = new Shelf();
        string[] texts = ["=1+1", "-1", "@x", "+x", "'x", "a<b>&\"c\"", "职业", "a\nb", "\tx", "2-02-10-03", "00123", " x ", "😀"];
        var path = shelf.Put("t.xlsx", s => XlsxWorkbook.Write([TableOf(texts)], s));
        var sheets = JsonDocument.Parse(Tool.Check("check_tables.py", "xlsx", path)).RootElement;
        var rows = sheets.GetProperty("t").EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.GetString()).ToList()).ToList();
        Assert.Equal(["text", "list", "whole", "share", "day"], rows[0]);
        Assert.Equal(texts, rows.Skip(1).Select(r => r[0]));
        Assert.All(rows.Skip(1), r => Assert.Equal(["a|b", "7", "0.25", "2022-09-28"], r.Skip(1)));
    }

    [Fact]
    public void The_same_table_gives_the_same_bytes_in_every_format()
    {
        var table = TableOf(["=1", "职业", ""]);
        foreach (
            var write in new Action<Stream>[]
            {
                s => CsvTable.Write(table, s),
                s => XlsxWorkbook.Write([table], s),
                s => ParquetTable.Write(table, s),
            }
        )
        {
            var first = Shelf.Bytes(write);
            Assert.True(first.AsSpan().SequenceEqual(Shelf.Bytes(write)));
            Assert.True(first.Length > 20);
        }
    }

    private static Table TableOf(IReadOnlyList<string> texts) =>
        new(
            "t",
            ("表", "Table"),
            [
                new("text", CellKind.Text, "文本", "Text", ""),
                new("list", CellKind.List, "列表", "List", ""),
                new("whole", CellKind.Whole, "整数", "Whole", ""),
                new("share", CellKind.Share, "份额", "Share", ""),
                new("day", CellKind.Day, "日期", "Day", ""),
            ],
            [],
            texts.Select(t => new object?[] { t, new[] { "a", "b" }, 7, 0.25m, new DateOnly(2022, 9, 28) }).ToList()
        );
}
