using CsCheck;
using Zhidian.Mining.Adverts;

namespace Zhidian.Mining.Tests.Adverts;

public sealed class BadRowTests
{
    private static (ImportReport Report, List<Reject> Rejects, List<string> Titles) Import(
        string name,
        string content,
        ImportOptions? options = null
    )
    {
        using var scratch = new Scratch();
        using var store = FactStore.Open(scratch["store"]);
        var report = Files.Import(store, scratch.Text(name, content), options);
        Assert.Null(report.Files.Single().Error);
        Assert.Equal(report.Records, report.Added + report.Repeats + report.Rejects);
        return (report, [.. store.Rejects().OrderBy(reject => reject.Line)], [.. store.Facts().Select(fact => fact.Title)]);
    }

    [Fact]
    public void An_unclosed_quote_costs_the_line_it_is_on_and_no_other()
    {
        var (_, rejects, titles) = Import(
            "a.csv",
            "title,company,salary\n钳工,甲,1万\n焊工,\"乙,2万\n车工,丙,3万\n铣工,\"丁\",4万\n磨工,戊,5万\n"
        );

        Assert.Equal(["钳工", "车工", "铣工", "磨工"], titles);
        Assert.Equal((3, "焊工,\"乙,2万"), (rejects.Single().Line, rejects.Single().Raw));
        Assert.StartsWith("A2001", rejects.Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_never_closes_again_costs_its_line_and_no_other()
    {
        var lines = string.Concat(Enumerable.Range(0, 5000).Select(i => $"工种{i},公司{i},{i}元\n"));
        var (report, rejects, _) = Import("a.csv", "title,company,salary\n焊工,\"乙,2万\n" + lines, new ImportOptions(MaxRecordSize: 4096));

        Assert.Equal((5000, 1), (report.Added, report.Rejects));
        Assert.Equal(2, rejects.Single().Line);
    }

    [Fact]
    public void A_quote_that_swallows_lines_into_a_wrong_number_of_fields_gives_them_back()
    {
        var (_, rejects, titles) = Import("a.csv", "title,company,salary\n焊工,\"乙,2万\n车工,丙,3万\n铣工,丁\",4万,x,y\n磨工,戊,5万\n");

        Assert.Equal(["车工", "磨工"], titles);
        Assert.Equal([2, 4], rejects.Select(reject => reject.Line));
    }

    [Fact]
    public void Wrong_field_counts_long_records_nul_and_missing_titles_are_rejected_with_their_line()
    {
        var (_, rejects, titles) = Import(
            "a.csv",
            $"title,company,salary\n钳工,甲,1万\n焊工,乙\n车工,丙,3万,x\n铣工,{new string('丁', 3000)},4万\n磨\0工,戊,5万\n,己,6万\n  ,己,6万\nnan,己,6万\n\n刨工,庚,7万,,\n职位,公司,薪资\n",
            new ImportOptions(MaxRecordSize: 2000)
        );

        Assert.Equal(["钳工", "刨工"], titles);
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 12], rejects.Select(reject => reject.Line));
        Assert.Equal(
            ["A2002", "A2002", "A2003", "A2004", "A2010", "A2010", "A2010", "A2011"],
            rejects.Select(reject => reject.Reason[..5])
        );
        Assert.All(rejects, reject => Assert.InRange(reject.Raw.Length, 1, 2000));
    }

    [Fact]
    public void Broken_json_lines_are_rejected_alone()
    {
        var (_, rejects, titles) = Import(
            "a.jsonl",
            "{\"title\":\"钳工\"}\n{\"title\":\"焊\n[1]\n{\"title\":null}\n\n{\"title\":\"磨\\u0000工\"}\n{\"title\":\"车工\",\"extra\":{\"company\":\"丙\"}}\n{\"company\":\""
                + new string('x', 5000)
                + "\"}\n{\"title\":\"铣工\"}",
            new ImportOptions(MaxRecordSize: 2000)
        );

        Assert.Equal(["钳工", "车工", "铣工"], titles);
        Assert.Equal(
            [(2, "A2005"), (3, "A2005"), (4, "A2010"), (6, "A2004"), (8, "A2003")],
            rejects.Select(reject => ((int)reject.Line, reject.Reason[..5]))
        );
    }

    [Fact]
    public void Rejects_are_written_as_a_csv_file_named_in_the_report()
    {
        using var scratch = new Scratch();
        using var store = FactStore.Open(scratch["store"]);
        var file = Files.Import(store, scratch.Text("a.csv", "title,company\n钳工,甲\n焊工,\"乙,\"x\"\n")).Files.Single();

        Assert.Equal(
            $"\uFEFFfile,line,reason,raw\r\n\"{scratch["a.csv"]}\",3,\"{store.Rejects().Single().Reason}\",\"焊工,\"\"乙,\"\"x\"\"\"\r\n",
            "\uFEFF" + File.ReadAllText(file.RejectFile!)
        );
        Assert.Equal([file.RejectFile!], Directory.GetFiles(Path.GetDirectoryName(file.RejectFile!)!));
    }

    [Fact]
    public void A_file_cut_off_keeps_what_stands_before_the_cut()
    {
        using var scratch = new Scratch();
        using var store = FactStore.Open(scratch["store"]);
        var path = Files.Write(scratch, "a.csv.gz", Files.Rows(3000));
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..(whole.Length * 2 / 3)]);

        var report = Files.Import(store, path);

        Assert.StartsWith("A1104", report.Files.Single().Error, StringComparison.Ordinal);
        Assert.True(report.HasFaults);
        Assert.InRange(store.Status().Adverts, 500, 2999);
    }

    [Fact]
    public void An_impossible_date_or_salary_is_counted_and_the_row_kept()
    {
        var (report, _, titles) = Import("a.csv", "title,date,salary,city\n钳工,2017-20,一箱苹果,亚特兰蒂斯\n车工,2017-02,1万,北京\n");

        Assert.Equal(["钳工", "车工"], titles);
        var file = report.Files.Single();
        Assert.Equal((1, 1, 1), (file.UnknownDates, file.UnknownSalaries, file.UnknownCities));
    }

    private static readonly Gen<string> Cell = Gen.OneOf(
        Files.Any("", "\"", ",", "\n", "\r\n", "钳工", "a\"b", " x "),
        Gen.String[Gen.Char["ab,\"\n中 |\t;"], 0, 12]
    );

    [Fact]
    public void What_is_quoted_by_the_rules_is_read_back_whatever_the_buffer_cuts() =>
        Gen.Select(Cell, Cell, Cell)
            .Array[1, 60]
            .Sample(
                rows =>
                {
                    var text =
                        "title,company,description\n"
                        + string.Concat(
                            rows.Select(row =>
                                string.Join(',', new[] { row.Item1, row.Item2, row.Item3 }.Select(cell => Files.Quoted(cell, ','))) + "\n"
                            )
                        );
                    using var reader = new DelimitedReader(new Trickle(text), "a.csv", 1 << 20);
                    var read = new List<(string, string, string)>();
                    while (reader.Read())
                    {
                        Assert.Null(reader.Fault);
                        read.Add((reader.Field(0) ?? "", reader.Field(1) ?? "", reader.Field(2) ?? ""));
                    }
                    return read.SequenceEqual(rows);
                },
                iter: 2000
            );

    [Fact]
    public void No_text_makes_the_reader_throw_or_lose_a_line() =>
        Gen.String[Gen.Char["a,\"\n\r\0"], 0, 200]
            .Sample(
                text =>
                {
                    using var reader = new DelimitedReader(new Trickle("title,company\n" + text), "a.csv", 1024);
                    long last = 1;
                    while (reader.Read())
                    {
                        Assert.True(reader.Line > last);
                        last = reader.Line;
                        Assert.True(reader.Fault is null || reader.Raw.Length > 0);
                    }
                    return true;
                },
                iter: 5000
            );

    /// <summary>Gives a few characters at a time.</summary>
    private sealed class Trickle(string text) : StringReader(text)
    {
        private int turn;

        public override int Read(char[] buffer, int index, int count) => base.Read(buffer, index, Math.Min(count, turn++ % 7 + 1));
    }
}
