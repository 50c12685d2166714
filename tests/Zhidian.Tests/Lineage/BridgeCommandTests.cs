using System.CommandLine;
using System.Globalization;
using CsCheck;
using Zhidian.Classification;
using Zhidian.Cli;

namespace Zhidian.Tests.Lineage;

public sealed class BridgeCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-bridge-").FullName;

    private string Input => Path.Combine(_folder, "counts.csv");

    private string Output => Path.Combine(_folder, "carried.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (int Exit, string Messages) Run(string from, string to, string content, params string[] more)
    {
        File.WriteAllText(Input, content);
        using var messages = new StringWriter();
        var exit = CommandLine
            .Build()
            .Parse(["bridge", "--from", from, "--to", to, "--input", Input, "--output", Output, .. more])
            .Invoke(new InvocationConfiguration { Error = messages, Output = messages });
        return (exit, messages.ToString());
    }

    private List<Dictionary<string, string>> Carried()
    {
        using var reader = new StreamReader(Output);
        return EditionFile.Read(reader, Output).Select(r => r.Fields.ToDictionary()).ToList();
    }

    [Fact]
    public void A_recoded_occupation_keeps_its_count_exactly()
    {
        var (exit, messages) = Run("2022", "2022.1", "code,count\n2-02-32-00,120.5\n2-02-10-03,7\n");
        Assert.True(exit == 0, messages);
        var row = Assert.Single(Carried(), r => r["code"] == "2-02-32-01");
        Assert.Equal(
            ("制药工程技术人员", "120.5", "120.5", "0", "0"),
            (row["title_zh"], row["count"], row["count_exact"], row["count_split"], row["count_unresolved"])
        );
        Assert.Contains("exact 100.0 %, split 0.0 %, unresolved 0.0 %", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_occupation_goes_back_to_where_its_people_were_coded_before()
    {
        Assert.Equal(0, Run("2022.1", "2022", "code,count\n4-13-01-10,100\n").Exit);
        var rows = Carried();
        Assert.True(rows.Count > 1);
        Assert.Equal(100m, rows.Sum(r => Number(r["count_split"])));
        Assert.All(rows, r => Assert.NotNull(Versions.Get("2022").Find(Code.Parse(r["code"]))));
    }

    [Fact]
    public void Other_columns_are_dimensions_and_several_counts_are_carried_at_once()
    {
        var (exit, messages) = Run("2015", "latest", "年份,职业代码,人数,adverts\n2016,2-07-01-00,10,3\n2017,2-07-01-00,20,4\n");
        Assert.True(exit == 0, messages);
        var rows = Carried();
        Assert.Equal(["2016", "2017"], rows.Select(r => r["年份"]));
        Assert.All(rows, r => Assert.Equal("法官", r["title_zh"]));
        Assert.Equal(["3", "4"], rows.Select(r => r["adverts"]));
        Assert.Contains("2015 is reconstructed", messages, StringComparison.Ordinal);
    }

    /// <summary>Any counts on any codes, between any two versions: the output's sum is the input's, to the last digit.</summary>
    [Fact]
    public void Nothing_is_lost_between_any_two_versions() =>
        Gen.Select(
                Gen.Int[0, Versions.All.Count - 1].Select(i => Versions.All[i]),
                Gen.Int[0, Versions.All.Count - 1].Select(i => Versions.All[i]),
                Gen.Int[0, 100_000].Select(Gen.Int[0, 99_999_999], (at, n) => (at, n / 1000m)).Array[1, 40]
            )
            .Sample(
                (from, to, picks) =>
                {
                    var rows = picks.Select(p => (from.Entries[p.at % from.Entries.Count].Code, p.Item2)).ToList();
                    var content =
                        "code,count\n"
                        + string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Code},{r.Item2}\n")));
                    var (exit, messages) = Run(from.Name, to.Name, content);
                    Assert.True(exit == 0, messages);
                    return Carried().Sum(r => Number(r["count"])) == rows.Sum(r => r.Item2);
                },
                iter: 60,
                threads: 1
            );

    [Fact]
    public void Rows_that_cannot_be_carried_are_kept_with_line_and_reason()
    {
        var (exit, messages) = Run(
            "2022.2",
            "2022",
            "code,count\n2-02-10-03,5\n2-02-32-00,5\nabc,5\n2-02-10-03,many\n2-02-10-03,-5\n2-02-10-03,1,2\n2-02-10-77,1\n"
        );
        Assert.Equal(1, exit);
        var rejects = File.ReadAllLines(Output + ".rejects.csv");
        Assert.Equal(["line", "3", "4", "5", "6", "7", "8"], rejects.Select(r => r.Split(',')[0]));
        Assert.Contains("2-02-32-01 制药工程技术人员", rejects[1], StringComparison.Ordinal);
        Assert.Contains("6 rows could not be carried", messages, StringComparison.Ordinal);
        Assert.Equal("5", Assert.Single(Carried())["count"]);
    }

    [Theory]
    [InlineData("2099", "2022", "code,count\n2-02-10-03,5\n", "1999, 2015, 2022")]
    [InlineData("2022", "2015", "code,persons\n2-02-10-03,5\n", "--count-column")]
    [InlineData("2022", "2015", "job,count\n2-02-10-03,5\n", "--code-column")]
    [InlineData("2022", "2015", "", "is empty")]
    [InlineData("2022", "2015", "code,count\n", "no rows")]
    public void What_cannot_run_says_what_to_do_and_writes_nothing(string from, string to, string content, string words)
    {
        var (exit, messages) = Run(from, to, content);
        Assert.Equal(2, exit);
        Assert.Contains(words, messages, StringComparison.Ordinal);
        Assert.Equal(["counts.csv"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_group_is_carried_through_its_occupations()
    {
        Assert.Equal(0, Run("1999", "latest", "code,count\n2-02,1000\n").Exit);
        var rows = Carried();
        Assert.Equal(1000m, rows.Sum(r => Number(r["count"])));
        Assert.True(Number(Assert.Single(rows, r => r["code"] == "2-02")["count"]) > 500m);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
