using System.Text;
using Zhidian.Classification;
using Zhidian.Classification.Lineage;
using Zhidian.Tests.Cli;
using Zhidian.Texts;

namespace Zhidian.Tests.Texts;

/// <summary><c>zhidian classification check</c> on releases and links that are made here.</summary>
public sealed class StructureCheckTests : IDisposable
{
    private const string ReleaseHeader = "change,id,code,old_code,title,old_title,marks,level,reason,note";
    private const string LinksHeader = "from_version,to_version,from_id,to_id,weight,basis,note";

    private static readonly ClassificationVersion Latest = Versions.Latest;

    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-check-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Entry First => Latest.Find(Code.Parse("4-01-02-01"))!;

    private static Entry Second => Latest.Find(Code.Parse("4-01-02-03"))!;

    [Fact]
    public void A_release_and_its_links_that_hold_have_no_findings()
    {
        var release = Write(
            "2030.1.csv",
            ReleaseHeader,
            $"removed,{First.Id},,{First.Code},,{First.Title},,occupation,structure,",
            "added,Z999001,4-01-02-88,,新职业甲,,,occupation,new-occupation,"
        );
        var links = Write(
            "links.csv",
            LinksHeader,
            $"{Latest.Name},2030.1,{First.Id},{Second.Id},0.25,judged,",
            $"{Latest.Name},2030.1,{First.Id},Z999001,0.75,judged,"
        );
        Executable.Run("classification", "check", release, links).Ends(0, "2 files hold");
        // Without the links nobody knows where the retired occupation went.
        Executable.Run("classification", "check", release).Ends(1, "C1203", First.Id, "Add a row for each successor");
    }

    [Fact]
    public void Weights_that_do_not_sum_are_found_at_their_row()
    {
        var findings = Check(
            Write("2030.1.csv", ReleaseHeader, $"removed,{First.Id},,{First.Code},,{First.Title},,occupation,structure,"),
            Write(
                "links.csv",
                LinksHeader,
                $"{Latest.Name},2030.1,{Second.Id},{Second.Id},1,judged,",
                $"{Latest.Name},2030.1,{First.Id},{Second.Id},0.5,judged,"
            )
        );
        Assert.Equal([("C1201", "links.csv", 3)], findings);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("-1")]
    [InlineData("half")]
    public void Weights_that_are_none_are_found(string weight) =>
        Assert.Contains(
            ("C1205", "links.csv", 2),
            Check(
                Write("2030.1.csv", ReleaseHeader, $"removed,{First.Id},,{First.Code},,{First.Title},,occupation,structure,"),
                Write("links.csv", LinksHeader, $"{Latest.Name},2030.1,{First.Id},{Second.Id},{weight},judged,")
            )
        );

    [Fact]
    public void A_cycle_over_two_releases_is_found()
    {
        var findings = Check(
            Write("2030.1.csv", ReleaseHeader, $"removed,{First.Id},,{First.Code},,{First.Title},,occupation,structure,"),
            Write(
                "2030.2.csv",
                ReleaseHeader,
                $"removed,{Second.Id},,{Second.Code},,{Second.Title},,occupation,structure,",
                $"added,{First.Id},{First.Code},,{First.Title},,,occupation,structure,"
            ),
            Write(
                "links.csv",
                LinksHeader,
                $"{Latest.Name},2030.1,{First.Id},{Second.Id},1,judged,",
                $"2030.1,2030.2,{Second.Id},{First.Id},1,judged,"
            )
        );
        Assert.Contains(findings, f => f.Fault == "C1207" && f.File == "links.csv");
    }

    [Fact]
    public void A_cycle_of_groups_is_found()
    {
        var findings = Check(
            Write("edition.csv", "id,code,level,parent,title,marks,gbt6565", "Z1,2,major,2-02,甲,,", "Z2,2-02,sub-major,2,乙,,")
        );
        Assert.Contains(findings, f => f is { Fault: "C1011", Row: 2 });
        Assert.Contains(findings, f => f is { Fault: "C1003", Row: 2 });
    }

    [Theory]
    [InlineData("renamed,Z000000,,,甲,,,,,", "C1101")]
    [InlineData("added,{first},4-01-02-88,,甲,,,occupation,,", "C1102")]
    [InlineData("added,Z999001,{code},,甲,,,occupation,,", "C1103")]
    [InlineData("added,Z999001,4-99-01-01,,甲,,,occupation,,", "C1104")]
    [InlineData("renamed,{first},,,甲,不是它,,,,", "C1105")]
    [InlineData("gone,{first},,,,,,,,", "C1010")]
    [InlineData("added,Z999001,4.01,,甲,,,,,", "C1005")]
    [InlineData("added,Z999001", "C1008")]
    [InlineData("added,Z999001,4-01-02-88,,=1+1,,,occupation,,", "T2010")]
    public void Each_fault_of_a_release_is_named(string row, string fault)
    {
        var line = row.Replace("{first}", First.Id, StringComparison.Ordinal).Replace("{code}", First.Code.Text, StringComparison.Ordinal);
        var findings = Check(Write("2030.1.csv", ReleaseHeader, line));
        Assert.Contains(findings, f => f.Fault == fault && f.File == "2030.1.csv");
    }

    [Fact]
    public void An_id_that_was_retired_is_never_given_again()
    {
        var gone = Versions
            .All.SelectMany(v => v.Occupations)
            .First(e => Latest.FindById(e.Id) is null && Latest.Find(Code.Parse("4-01-02-88")) is null);
        var findings = Check(Write("2030.1.csv", ReleaseHeader, $"added,{gone.Id},4-01-02-88,,甲,,,occupation,,"));
        Assert.Contains(("C1102", "2030.1.csv", 2), findings);
    }

    [Fact]
    public void What_is_no_such_file_is_said()
    {
        Assert.Equal([("C1008", "other.csv", 1)], Check(Write("other.csv", "a,b", "1,2")));
        Assert.Equal([("C1208", "links.csv", 2)], Check(Write("links.csv", LinksHeader, $"1999,2022.2,{First.Id},{Second.Id},1,judged,")));
        Executable.Run("classification", "check", Path.Combine(_folder, "none.csv")).IsRefusal("none.csv");
        Executable.Run("classification", "check", "x.csv", "--version", "2031").IsRefusal("2031", "2022.2");
    }

    /// <summary>A chain of a hundred thousand is walked without recursion; its closing link is the one cycle.</summary>
    [Fact]
    public void Cycles_are_found_at_any_length()
    {
        var edges = Enumerable.Range(0, 100_000).ToDictionary(i => $"{i}", i => (IReadOnlyList<string>)[$"{i + 1}"]);
        Assert.Empty(StructureCheck.Cycles(edges));
        edges["99999"] = ["50000"];
        Assert.Equal(50_000, Assert.Single(StructureCheck.Cycles(edges)).Count);
    }

    private static List<(string Fault, string File, int Row)> Check(params string[] files) =>
        new StructureCheck(Versions.Current, Latest, 1 << 20).Run(files).Select(f => (f.Fault, f.File, f.Row)).ToList();

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, string.Join('\n', lines) + "\n", Encoding.UTF8);
        return path;
    }
}
