using System.IO.Compression;
using System.Text;
using CsCheck;
using MiniExcelLibs;
using Parquet;
using Parquet.Schema;
using Zhidian.Mining.Adverts;

namespace Zhidian.Mining.Tests.Adverts;

/// <summary>A folder of its own for a test, gone after it.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("zhidian-test-").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    public string Text(string name, string content, Encoding? encoding = null)
    {
        File.WriteAllText(this[name], content, encoding ?? new UTF8Encoding(false));
        return this[name];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>Made-up adverts and writers for every format.</summary>
internal static class Files
{
    public static readonly string[] Columns =
    [
        "platform",
        "date",
        "title",
        "company",
        "city",
        "salary",
        "education",
        "experience",
        "tags",
        "description",
    ];

    private static readonly string[] Jobs =
    [
        "仓库管理员",
        "数据标注员",
        "Java开发工程师",
        "无人机驾驶员",
        "育婴员",
        "\"高级\"平面设计师",
        "客服代表,夜班",
        "碳排放管理员",
    ];
    private static readonly string[] Cities = ["北京-海淀区", "福州·台江区", "昆山", "上海", "湖北省武汉洪山区"];

    /// <summary>Different adverts, with quotes, separators and line breaks in them.</summary>
    public static List<string[]> Rows(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    new[]
                    {
                        i % 2 == 0 ? "BOSS" : "51JOB",
                        $"2024-{i % 12 + 1:D2}-{i % 28 + 1:D2}",
                        Jobs[i % Jobs.Length],
                        $"测试公司{i}",
                        Cities[i % Cities.Length],
                        i % 7 == 0 ? "面议" : $"{i % 9 + 5}-{i % 9 + 9}K·14薪",
                        i % 3 == 0 ? "本科" : "大专",
                        "3-5年",
                        "五险一金|技能" + i % 5,
                        i % 4 == 0 ? "" : $"负责第{i}项工作，\n包括\"检查\"、记录，并按要求填写；熟悉流程者优先。编号{i * 7919}",
                    }
                ),
        ];

    public static string Csv(IEnumerable<string[]> rows, char separator = ',') =>
        string.Concat(rows.Prepend(Columns).Select(row => string.Join(separator, row.Select(field => Quoted(field, separator))) + "\n"));

    public static string Quoted(string field, char separator) =>
        field.AsSpan().IndexOfAny(separator, '"', '\n') >= 0 || field.Contains('\r', StringComparison.Ordinal)
            ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : field;

    public static string Write(Scratch scratch, string name, IReadOnlyList<string[]> rows)
    {
        var path = scratch[name];
        var plain = name.EndsWith(".gz", StringComparison.Ordinal) ? path[..^3] : path;
        switch (Path.GetExtension(plain))
        {
            case ".csv":
                File.WriteAllText(plain, Csv(rows), Charset(name));
                break;
            case ".tsv":
                File.WriteAllText(plain, Csv(rows, '\t'), Charset(name));
                break;
            case ".jsonl":
                File.WriteAllLines(plain, rows.Select(Json));
                break;
            case ".json":
                File.WriteAllText(plain, "[\n" + string.Join(",\n", rows.Select(Json)) + "\n]");
                break;
            case ".xlsx":
                MiniExcel.SaveAs(
                    plain,
                    rows.Select(row => Columns.Zip(row).ToDictionary(pair => pair.First, object? (pair) => pair.Second))
                );
                break;
            default:
                Parquet(plain, rows).GetAwaiter().GetResult();
                break;
        }
        if (plain != path)
        {
            using (var source = File.OpenRead(plain))
            using (var target = new GZipStream(File.Create(path), CompressionLevel.Fastest))
                source.CopyTo(target);
            File.Delete(plain);
        }
        return path;
    }

    private static Encoding Charset(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return name.Contains("gb18030", StringComparison.Ordinal) ? Encoding.GetEncoding("GB18030")
            : name.Contains("utf16", StringComparison.Ordinal) ? Encoding.Unicode
            : new UTF8Encoding(name.Contains("bom", StringComparison.Ordinal));
    }

    private static string Json(string[] row) =>
        System.Text.Json.JsonSerializer.Serialize(Columns.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second));

    private static async Task Parquet(string path, IReadOnlyList<string[]> rows)
    {
        var fields = Columns.Select(column => new DataField<string>(column)).ToArray();
        await using var stream = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream);
        foreach (var group in rows.Chunk(40))
        {
            using var target = writer.CreateRowGroup();
            for (var i = 0; i < fields.Length; i++)
                await target.WriteAsync(fields[i], group.Select(row => row[i]).ToList());
            target.CompleteValidate();
        }
    }

    /// <summary>One of the values.</summary>
    public static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    public static AdvertImporter Importer(FactStore store, string coder = "test-1") =>
        new(store, (title, _) => title.Contains("无人机", StringComparison.Ordinal) ? ("occ-drone", 0.9) : (null, 0.1), coder);

    public static ImportReport Import(FactStore store, string path, ImportOptions? options = null) =>
        Importer(store).Import(path, options ?? ImportOptions.Default);
}
