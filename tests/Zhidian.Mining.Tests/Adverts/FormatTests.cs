using Zhidian.Mining.Adverts;

namespace Zhidian.Mining.Tests.Adverts;

public sealed class FormatTests
{
    public static TheoryData<string> Names =>
        [
            "a.csv",
            "a-bom.csv",
            "a-gb18030.csv",
            "a-utf16.csv",
            "a.tsv",
            "a.jsonl",
            "a.json",
            "a.xlsx",
            "a.parquet",
            "a.csv.gz",
            "a-gb18030.csv.gz",
            "a.jsonl.gz",
            "a.xlsx.gz",
            "a.parquet.gz",
            "[a].parquet",
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_format_and_encoding_gives_the_same_store(string name)
    {
        using var scratch = new Scratch();
        var rows = Files.Rows(100);
        using var reference = FactStore.Open(scratch["reference"]);
        Files.Import(reference, Files.Write(scratch, "reference.csv", rows));
        using var store = FactStore.Open(scratch["store"]);
        var path = Files.Write(scratch, name, rows);

        var report = Files.Import(store, path, new ImportOptions(Source: "reference"));

        Assert.Null(report.Files.Single().Error);
        Assert.Equal((100, 100, 0), (report.Records, report.Added, report.Rejects));
        Assert.Equal(reference.Facts(), store.Facts());
        Assert.Equal(reference.Texts().Select(Shape), store.Texts().Select(Shape));
        Assert.Equal((0, 100), (Files.Import(reference, path).Added, Files.Import(reference, path).Repeats));
    }

    private static string Shape(AdvertText text) =>
        $"{text.Id} {text.Tags} {text.Description?.Replace("\r", "", StringComparison.Ordinal)}";

    [Fact]
    public void A_file_imported_in_full_is_known_by_its_content()
    {
        using var scratch = new Scratch();
        using var store = FactStore.Open(scratch["store"]);
        Files.Import(store, Files.Write(scratch, "a.csv", Files.Rows(30)));
        File.Copy(scratch["a.csv"], scratch["b.csv"]);

        var again = Files.Import(store, scratch["b.csv"]).Files.Single();

        Assert.True(again.AlreadyImported);
        Assert.Equal((0, 30), (again.Added, again.Repeats));
        Assert.Single(store.Status().Imports);
    }

    [Fact]
    public void A_folder_is_read_in_order_and_other_files_are_listed_with_a_reason()
    {
        using var scratch = new Scratch();
        using var store = FactStore.Open(scratch["store"]);
        Directory.CreateDirectory(scratch["in/deep"]);
        Files.Write(scratch, "in/b.csv", Files.Rows(5));
        Files.Write(scratch, "in/deep/a.jsonl", [.. Files.Rows(8).Skip(5)]);
        scratch.Text("in/readme.md", "hello");
        scratch.Text("in/none.csv", "");
        scratch.Text("in/prices.csv", "item,price\nbolt,2\n");

        var report = Files.Import(store, scratch["in"]);

        Assert.Equal(["b.csv", "a.jsonl"], report.Files.Select(file => Path.GetFileName(file.File)));
        Assert.Equal(8, report.Added);
        Assert.Equal(
            ["none.csv", "prices.csv", "readme.md"],
            report.Skipped.Select(file => Path.GetFileName(file.File)).Order(StringComparer.Ordinal)
        );
        Assert.All(report.Skipped, file => Assert.NotEmpty(file.Reason));
    }

    [Fact]
    public void Columns_of_known_exports_are_recognised_and_a_map_wins()
    {
        using var scratch = new Scratch();
        using var store = FactStore.Open(scratch["store"]);
        scratch.Text(
            "zh.csv",
            "岗位名称,公司名称,工作地点,薪资,发布时间,学历要求,岗位职责,任职要求,备注\n育婴员,甲,广州,8千-1.6万,2024年6月3日,中专,照护,有证,保育师\n"
        );
        scratch.Text(
            "boss.jsonl",
            """{"jobName":"绘图员","brandName":"乙","cityName":"苏州","salaryDesc":"6-8K","skills":["CAD","测量"],"job":{"degree":"大专"}}"""
        );

        var zh = Files.Import(store, scratch["zh.csv"]);
        Files.Import(store, scratch["boss.jsonl"]);
        Files.Import(store, scratch["zh.csv"], new ImportOptions(new Dictionary<string, string> { ["备注"] = "title" }));

        var facts = store.Facts().ToList();
        Assert.Equal(["育婴员", "绘图员", "保育师"], facts.Select(fact => fact.Title));
        Assert.Equal(
            (8000, 16000, "2024-06", "44", "中专"),
            (facts[0].SalaryLow, facts[0].SalaryHigh, facts[0].Month.ToString(), facts[0].Province, facts[0].Education)
        );
        Assert.Equal(("乙", "苏州", "大专", 6000), (facts[1].Company, facts[1].City, facts[1].Education, facts[1].SalaryLow));
        Assert.Equal("照护\n有证", store.Texts().First().Description);
        Assert.Equal("CAD|测量", store.Texts().ElementAt(1).Tags);
        Assert.Equal("岗位职责 + 任职要求", zh.Files.Single().Columns["description"]);
    }

    [Fact]
    public void A_missing_title_column_names_the_columns_and_the_map_to_give()
    {
        using var scratch = new Scratch();
        using var store = FactStore.Open(scratch["store"]);
        scratch.Text("a.csv", "编码,招聘岗位甲,公司\n1,育婴员,乙\n");

        var error = Assert.Throws<ImportException>(() => Files.Import(store, scratch["a.csv"]));

        Assert.StartsWith("A1110", error.Message, StringComparison.Ordinal);
        Assert.Contains("编码, 招聘岗位甲, 公司", error.Message, StringComparison.Ordinal);
        Assert.Contains("--map 招聘岗位甲=title", error.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "A1111",
            Assert.Throws<ImportException>(() => Files.Import(store, scratch["a.csv"], Map("名", "title"))).Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "A1112",
            Assert.Throws<ImportException>(() => Files.Import(store, scratch["a.csv"], Map("编码", "titel"))).Message,
            StringComparison.Ordinal
        );
    }

    private static ImportOptions Map(string column, string field) => new(new Dictionary<string, string> { [column] = field });

    public static TheoryData<string, byte[], string> Unreadable =>
        new()
        {
            { "binary.csv", [.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 31 % 251))], "A1103" },
            { "empty.csv", [], "A1102" },
            { "blank.csv", "\n\n  \n"u8.ToArray(), "A1105" },
            { "old.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], "A1103" },
            { "broken.xlsx", "PK\u0003\u0004 and no more"u8.ToArray(), "A1107" },
            { "broken.parquet", "PAR1 and no more"u8.ToArray(), "A1108" },
            { "broken.csv.gz", [0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8], "A1104" },
            { "list.json", "[1, 2, 3]"u8.ToArray(), "A1110" },
        };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void What_cannot_be_read_is_said_with_a_code_and_the_store_is_left_as_it_was(string name, byte[] content, string code)
    {
        using var scratch = new Scratch();
        using var store = FactStore.Open(scratch["store"]);
        File.WriteAllBytes(scratch[name], content);

        var error = Assert.Throws<ImportException>(() => Files.Import(store, scratch[name]));

        Assert.StartsWith(code, error.Message, StringComparison.Ordinal);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, store.Status().Adverts);
    }

    [Fact]
    public void A_missing_path_and_a_folder_without_adverts_are_errors()
    {
        using var scratch = new Scratch();
        using var store = FactStore.Open(scratch["store"]);
        Directory.CreateDirectory(scratch["none"]);
        scratch.Text("none/a.md", "x");

        Assert.StartsWith(
            "A1101",
            Assert.Throws<ImportException>(() => Files.Import(store, scratch["absent.csv"])).Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "A1120",
            Assert.Throws<ImportException>(() => Files.Import(store, scratch["none"])).Message,
            StringComparison.Ordinal
        );
    }
}
