using System.CommandLine;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsCheck;
using Zhidian.Cli;
using Zhidian.Tests.Cli;

namespace Zhidian.Tests.Coding;

public sealed class CodeCommandTests : IDisposable
{
    // One data folder for all: the model is trained once.
    private static readonly string Data = Path.Combine(Path.GetTempPath(), "zhidian-code-tests");
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-code-").FullName;

    static CodeCommandTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string name) => Path.Combine(_folder, name);

    private static (int Exit, string Messages) Run(params string[] args)
    {
        using var messages = new StringWriter();
        var exit = CommandLine
            .Build()
            .Parse(["code", .. args, "--data", Data])
            .Invoke(new InvocationConfiguration { Error = messages, Output = messages });
        return (exit, messages.ToString());
    }

    private (int Exit, string Messages, string Output) Code(byte[] input, params string[] more)
    {
        File.WriteAllBytes(In("in"), input);
        var (exit, messages) = Run(["--input", In("in"), "--output", In("out"), .. more]);
        return (exit, messages, File.Exists(In("out")) ? File.ReadAllText(In("out")) : "");
    }

    private (int Exit, string Messages, string Output) Code(string input, params string[] more) =>
        Code(Encoding.UTF8.GetBytes(input), more);

    [Fact]
    public void Rows_keep_their_text_and_order_and_get_six_columns()
    {
        var (exit, messages, output) = Code("id,title,note\r\n7,\"Java开发工程师\",\"a \"\"b\"\", c\"\r\n3,出纳,\r\n");
        Assert.True(exit == 0, messages);
        var lines = output.Split("\r\n");
        Assert.Equal("id,title,note,code,title_zh,level,confidence,abstained,alternatives", lines[0]);
        Assert.StartsWith(
            "7,\"Java开发工程师\",\"a \"\"b\"\", c\",2-02-10-03,计算机软件工程技术人员,occupation,",
            lines[1],
            StringComparison.Ordinal
        );
        Assert.StartsWith("3,出纳,,2-06-03-00,会计专业人员,occupation,", lines[2], StringComparison.Ordinal);
        Assert.Contains(",false,2-06-03-00:", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("职位名称")]
    [InlineData("岗位")]
    [InlineData("Job Title")]
    [InlineData("job_title")]
    public void The_title_column_is_recognised(string header) => Assert.Equal(0, Code($"n,{header}\n1,会计\n").Exit);

    [Fact]
    public void A_missing_title_column_names_the_columns_there_are()
    {
        var (exit, messages, output) = Code("a,b\n1,2\n");
        Assert.Equal(2, exit);
        Assert.Contains("--title-column", messages, StringComparison.Ordinal);
        Assert.Contains("a, b", messages, StringComparison.Ordinal);
        Assert.Empty(output);
        Assert.Equal(2, Code("a,b\n1,2\n", "--title-column", "c").Exit);
    }

    [Fact]
    public void An_unknown_version_lists_the_known_ones()
    {
        var (exit, messages, _) = Code("title\n会计\n", "--version", "2019");
        Assert.Equal(2, exit);
        Assert.Contains("2022, 2022.1, 2022.2", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unclosed_quote_names_its_line_and_writes_nothing()
    {
        var (exit, messages, _) = Code("title\n会计\n\"出纳\n司机\n");
        Assert.Equal(1, exit);
        Assert.Contains("line 3", messages, StringComparison.Ordinal);
        Assert.Equal([In("in")], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Missing_binary_and_empty_inputs_are_refused_without_a_trace()
    {
        Assert.Equal(2, Run("--input", In("none.csv"), "--output", In("out")).Exit);
        Assert.Equal(2, Run("--input", _folder, "--output", In("out")).Exit);
        Assert.Equal(2, Code([0x50, 0x4b, 3, 4, 0, 0]).Exit);
        Assert.Equal(2, Code([1, 0, 2, 0, 3]).Exit);
        Assert.Equal(2, Code("").Exit);
        Assert.Equal([In("in")], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Gb18030_gzip_and_tabs_are_read()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(Encoding.GetEncoding("GB18030").GetBytes("编号\t职位名称\n1\t出纳\n"));
        var (exit, messages, output) = Code(packed.ToArray());
        Assert.True(exit == 0, messages);
        Assert.Contains("GB18030", messages, StringComparison.Ordinal);
        Assert.Contains("1\t出纳\t2-06-03-00\t", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gz_output_is_gzipped()
    {
        File.WriteAllText(In("a.csv"), "title\n出纳\n");
        Assert.Equal(0, Run("--input", In("a.csv"), "--output", In("b.csv.gz")).Exit);
        using var reader = new StreamReader(new GZipStream(File.OpenRead(In("b.csv.gz")), CompressionMode.Decompress));
        Assert.Contains("2-06-03-00", reader.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_stays_a_link_and_what_it_points_to_is_written()
    {
        File.WriteAllText(In("a.csv"), "title\n出纳\n");
        File.WriteAllText(In("real.csv"), "");
        File.CreateSymbolicLink(In("link.csv"), In("real.csv"));
        Assert.Equal(0, Run("--input", In("a.csv"), "--output", In("link.csv")).Exit);
        Assert.NotNull(File.ResolveLinkTarget(In("link.csv"), returnFinalTarget: false));
        Assert.Contains("2-06-03-00", File.ReadAllText(In("real.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_address_of_standard_output_is_written_to_and_stays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "addresses of open files are Linux's");
        File.WriteAllText(In("a.csv"), "title\n出纳\n");
        Executable.RunIn(_folder, "code", "--input", In("a.csv"), "--output", "/proc/self/fd/1", "--data", Data).Ends(0, "出纳,2-06-03-00");
    }

    [Fact]
    public void Json_lines_stay_json_lines()
    {
        var (exit, messages, output) = Code("{\"title\":\"出纳\",\"n\":1}\n{\"title\":\"普通话\\\"测\"}\n");
        Assert.True(exit == 0, messages);
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var first = JsonDocument.Parse(rows[0]);
        Assert.Equal(1, first.RootElement.GetProperty("n").GetInt32());
        Assert.Equal("2-06-03-00", first.RootElement.GetProperty("code").GetString());
        Assert.False(first.RootElement.GetProperty("abstained").GetBoolean());
        Assert.Equal(2, rows.Length);
        Assert.Equal(1, Code("{\"title\":\"出纳\"}\n{oops\n").Exit);
    }

    [Fact]
    public void Uneven_rows_are_kept_coded_and_told()
    {
        var (exit, messages, output) = Code("title,b\n出纳\n会计,1,2\n\n司机,x\n");
        Assert.Equal(1, exit);
        Assert.Contains("2 rows", messages, StringComparison.Ordinal);
        Assert.Contains("line 2", messages, StringComparison.Ordinal);
        Assert.Contains("\n出纳,,2-06-03-00,", output, StringComparison.Ordinal);
        Assert.Equal(6, output.Split('\n').Length);
    }

    [Fact]
    public void A_column_of_the_same_name_is_left_alone()
    {
        var (_, messages, output) = Code("title,code\n出纳,9\n");
        Assert.Contains("code_zhidian", messages, StringComparison.Ordinal);
        Assert.StartsWith("title,code,code_zhidian,title_zh", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_columns_come_back_as_they_were_whatever_is_in_them() =>
        Gen.Select(Gen.String[Gen.Char["a,\"\n\r;\t会计 '"], 0, 12], Gen.String[Gen.Char["x,\"\n 司机"], 0, 8])
            .Array[1, 40]
            .Sample(
                rows =>
                {
                    var input = "title,other\n" + string.Concat(rows.Select(r => $"{Quote(r.Item1)},{Quote(r.Item2)}\n"));
                    var (exit, messages, output) = Code(input);
                    Assert.True(exit == 0, messages);
                    Assert.Equal(rows.Length + 1, Fields(output).Count);
                    Assert.Equal(rows.Select(r => (r.Item1, r.Item2)), Fields(output).Skip(1).Select(f => (f[0], f[1])));
                },
                iter: 30,
                threads: 1
            );

    [Fact]
    public void Order_holds_across_batches()
    {
        var input = new StringBuilder("n,title\n");
        for (var i = 0; i < 30_000; i++)
            input.Append(i).Append(i % 2 == 0 ? ",出纳\n" : ",保安员\n");
        var (exit, _, output) = Code(input.ToString());
        Assert.Equal(0, exit);
        Assert.Equal(
            Enumerable.Range(0, 30_000).Select(i => $"{i},{(i % 2 == 0 ? "出纳,2-06-03-00" : "保安员,4-07-05-01")}"),
            output.Split('\n').Skip(1).SkipLast(1).Select(l => string.Join(',', l.Split(',').Take(3)))
        );
    }

    private static string Quote(string field) => "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>An independent reader: every field of the test's own output columns, by the rules of RFC 4180.</summary>
    private static List<List<string>> Fields(string csv)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            var c = csv[i];
            if (quoted && c == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
                field.Append(csv[i++]);
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is ',' or '\n' && !quoted)
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
            else
                field.Append(c);
        }
        return rows;
    }
}
