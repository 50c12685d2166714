using System.Text;
using Zhidian.Registry.Texts;
using Zhidian.Texts;

namespace Zhidian.Tests.Texts;

/// <summary>Reading files of texts: the kinds that are taken, and what each kind of broken one is called.</summary>
public sealed class TextFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-texts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, string, string> Encodings =>
        new()
        {
            { "utf-8", "", "," },
            { "utf-8", "bom", "," },
            { "utf-8", "", "\t" },
            { "gb18030", "", "," },
            { "utf-16", "bom", "\t" },
        };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Text_files_of_any_usual_encoding_are_read(string encoding, string mark, string separator)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var lines = new[]
        {
            string.Join(separator, "职业代码", "职业名称", "定义", "主要工作任务", "工种", "奇怪的列"),
            string.Join(separator, "2-02-10-03", "某职业", "\"从事甲的\n人员。\"", "1.做一;2.做二", "甲工、乙工", "x"),
            "",
            string.Join(separator, "2-02-10-04", "", "丙", "", "", ""),
        };
        var encoded = Encoding.GetEncoding(encoding);
        var bytes = encoded.GetBytes(string.Join("\r\n", lines));
        var table = Read(mark.Length > 0 ? [.. encoded.GetPreamble(), .. bytes] : bytes);
        Assert.Equal([("T2016", Severity.Warning, "奇怪的列")], table.Findings.Select(f => (f.Fault, f.Severity, f.Column)));
        Assert.Equal([2, 5], table.Rows.Select(r => r.Row));
        Assert.Equal("从事甲的\n人员。", table.Rows[0].Cells[TextColumn.Definition].Text);
        Assert.Equal("定义", table.Rows[0].Cells[TextColumn.Definition].Column);
        Assert.Equal([TextColumn.Code, TextColumn.Definition], table.Rows[1].Cells.Keys.Order());
    }

    [Theory]
    [InlineData("code,definition_and_tasks")]
    [InlineData("Occupation code,定义/主要工作任务")]
    [InlineData("代码,Main tasks")]
    [InlineData("编码,work types")]
    public void Columns_are_told_in_Chinese_and_English(string header) =>
        Assert.Single(Read(Encoding.UTF8.GetBytes(header + "\n2-02-10-03,甲")).Rows);

    [Fact]
    public void A_workbook_is_read_sheet_by_sheet()
    {
        var book = Workbooks.Of(
            (
                "第一大类",
                [
                    ["代码", "定义", "工种"],
                    ["1-01-00-01", "甲_x000A_乙", ""],
                    [],
                    ["1-01-00-02", "丙 & <丁>", "戊工"],
                ]
            ),
            (
                "说明",
                [
                    ["请先阅读"],
                    ["其他"],
                ]
            ),
            (
                "Second",
                [
                    ["", "code", "tasks"],
                    ["", "2-02-10-03", "1.做一"],
                ]
            )
        );
        var all = Read(book);
        Assert.Equal(
            [("第一大类", 2, "甲\n乙"), ("第一大类", 4, "丙 & <丁>"), ("Second", 2, null)],
            all.Rows.Select(r => (r.Sheet, r.Row, r.Cells.GetValueOrDefault(TextColumn.Definition)?.Text))
        );
        Assert.Equal([("T2018", "说明")], all.Findings.Select(f => (f.Fault, f.Sheet)));
        Assert.Equal(2, Read(book, "第一大类").Rows.Count);
        Assert.Equal(("T1010", Severity.Error), Only(Read(book, "第三")));
        Assert.Equal(("T1011", Severity.Error), Read(book, "说明").Findings.Select(f => (f.Fault, f.Severity)).Last());
    }

    [Theory]
    [InlineData("<c r=\"B2\"><f>1+1</f><v>2</v></c>", true, false)]
    [InlineData("<c r=\"B2\" t=\"str\"><f>HYPERLINK(\"x\")</f></c>", true, false)]
    [InlineData("<c r=\"B2\" t=\"e\"><v>#REF!</v></c>", false, true)]
    public void A_formula_is_seen_and_not_evaluated(string cell, bool isFormula, bool isError)
    {
        var row = Assert.Single(Read(Workbooks.WithCells(cell)).Rows);
        var found = row.Cells[TextColumn.Definition];
        Assert.Equal((isFormula, isError), (found.IsFormula, found.IsError));
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_before_it_is_read()
    {
        var path = Path.Combine(_folder, "huge.xlsx");
        using (var file = File.Create(path))
            file.SetLength(2L << 30); // takes no room on the disk
        var table = TextFile.Read(path, "huge.xlsx", null, new TextLimits());
        Assert.Equal(("T1002", Severity.Error), Only(table));
        Assert.Equal("", table.Hash);
    }

    public static TheoryData<string, string> Broken =>
        new()
        {
            { "not a table", "T1003" },
            { "nothing", "T1003" },
            { "zip", "T1003" },
            { "old excel", "T1003" },
            { "bomb", "T1005" },
            { "honest bomb", "T1005" },
            { "lying bomb", "T1005" },
            { "parts", "T1005" },
            { "cut", "T1006" },
            { "damaged", "T1006" },
            { "twice", "T1006" },
            { "no strings", "T1006" },
            { "entities", "T1009" },
            { "no columns", "T1011" },
            { "header only", "T1011" },
            { "rows", "T1012" },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_gives_one_finding_and_no_rows(string kind, string fault)
    {
        var table = Read(Make(kind), limits: new TextLimits { MaxRows = 1000 });
        Assert.Equal((fault, Severity.Error), Only(table));
        Assert.Empty(table.Rows);
        Assert.NotEqual("", FindingKinds.MendOf(fault).English);
    }

    private static byte[] Make(string kind)
    {
        var good = Workbooks.Of(
            (
                "S",
                [
                    ["code", "definition"],
                    ["2-02-10-03", "甲"],
                ]
            )
        );
        var zeros = new string(' ', 200 << 20);
        // 20 MB of one row's white space: within the limit of what may unfold, far over the ratio.
        var padded = Workbooks.Zip(
            Workbooks.Parts("S").Append(new("xl/worksheets/sheet1.xml", Workbooks.Sheet([Workbooks.Row(1, [new string(' ', 20 << 20)])])))
        );
        return kind switch
        {
            "not a table" => [0, 1, 2, 3, 0xFF, 0, 0, 0, 1],
            "nothing" => [],
            "zip" => Workbooks.Zip([new("readme.txt", "hello")]),
            "old excel" => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
            "bomb" => padded,
            "honest bomb" => Workbooks.Zip([
                .. Workbooks.Parts("S"),
                new("xl/sharedStrings.xml", zeros),
                new("xl/worksheets/sheet1.xml", ""),
            ]),
            "lying bomb" => Workbooks.Claiming(padded, "xl/worksheets/sheet1.xml", 1000),
            "parts" => Workbooks.Zip(Enumerable.Range(0, 2001).Select(i => new KeyValuePair<string, string>($"p{i}", ""))),
            "cut" => good[..^60],
            "damaged" => Damaged(good),
            "twice" => Workbooks.Zip([.. Workbooks.Parts("S"), new("xl/workbook.xml", "<x/>")]),
            "no strings" => Workbooks.WithCells("<c r=\"B2\" t=\"s\"><v>7</v></c>"),
            "entities" => Workbooks.Zip(
                Workbooks
                    .Parts("S")
                    .Append(new("xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>"))
            ),
            "no columns" => Encoding.UTF8.GetBytes("甲,乙\n1,2\n"),
            "header only" => Encoding.UTF8.GetBytes("code,definition\n"),
            _ => Encoding.UTF8.GetBytes("code,definition\n" + string.Concat(Enumerable.Repeat("2-02-10-03,甲\n", 1001))),
        };
    }

    private static byte[] Damaged(byte[] good)
    {
        var at = good.AsSpan().LastIndexOf("xl/worksheets/sheet1.xml"u8);
        at = good.AsSpan(0, at).LastIndexOf("xl/worksheets/sheet1.xml"u8) + "xl/worksheets/sheet1.xml".Length;
        good.AsSpan(at, 40).Fill(0xEE);
        return good;
    }

    private TextTable Read(byte[] bytes, string? sheet = null, TextLimits? limits = null)
    {
        var path = Path.Combine(_folder, "file");
        File.WriteAllBytes(path, bytes);
        return TextFile.Read(path, "file", sheet, limits ?? new TextLimits());
    }

    private static (string, Severity) Only(TextTable table) => table.Findings.Select(f => (f.Fault, f.Severity)).Single();
}
