using System.Text.Json;
using Zhidian.Lineage;
using Zhidian.Tests.Cli;

namespace Zhidian.Tests.Lineage;

public sealed class DiffCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-diff-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Outcome Diff(params string[] arguments) => Executable.RunIn(_folder, ["classification", "diff", .. arguments]);

    [Fact]
    public void Either_order_tells_the_same_from_the_older_to_the_newer()
    {
        var (forth, back) = (Diff("2022", "2022.2"), Diff("2022.2", "2022"));
        forth.Ends(0, "2-02-32-01", "sibling-added", "Joint release of July 2024");
        Assert.Equal(forth.Output, back.Output);
        Assert.Empty(forth.Messages);
        Assert.Contains("from 2022 to 2022.2", back.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_shares_documents_and_reasons_and_can_be_narrowed()
    {
        var outcome = Diff("1999", "2022", "--kind", "split", "--under", "1-03", "--json");
        outcome.Ends(0);
        var items = JsonDocument.Parse(outcome.Output).RootElement.EnumerateArray().ToList();
        Assert.NotEmpty(items);
        foreach (var item in items)
        {
            Assert.Equal("split", item.GetProperty("kind").GetString());
            var related = item.GetProperty("related").EnumerateArray().ToList();
            Assert.True(related.Count > 1);
            Assert.InRange(related.Sum(r => r.GetProperty("share").GetDecimal()), 0.01m, 1m);
            Assert.False(string.IsNullOrEmpty(item.GetProperty("evidence").GetProperty("reason").GetString()));
            Assert.False(string.IsNullOrEmpty(item.GetProperty("document").GetProperty("chinese").GetString()));
        }
    }

    [Fact]
    public void Csv_appears_whole_with_the_columns_of_the_page()
    {
        var file = Path.Combine(_folder, "diff.csv");
        Diff("2015", "2022", "--kind", "renamed", "moved", "--output", file).Ends(0, "changes from 2015 to 2022 written", "reconstructed");
        var lines = File.ReadAllLines(file);
        Assert.Equal(ChangeCsv.Columns, lines[0].TrimStart('\uFEFF'));
        Assert.All(lines.Skip(1), l => Assert.Matches("^[^,]+,[^,]+,(renamed|moved),", l));
        Assert.True(lines.Length > 60);
        Assert.Single(Directory.GetFiles(_folder));
        Diff("2022", "2022.2", "--output", "-").Ends(0, "养老服务师");
    }

    [Fact]
    public void What_cannot_be_done_is_said_and_nothing_is_written()
    {
        Diff("2022", "2030").IsRefusal("2030", "2022.2");
        Diff("2022", "2022.2", "--kind", "wrong").IsRefusal("workTypeAdded");
        Diff("2022", "2022.2", "--under", "x").IsRefusal("2-02");
        Diff("2022", "2022.2", "--output", Path.Combine(_folder, "no", "x.csv")).IsRefusal("make it first");
        Diff("2022", "2022.2", "--output", "x.csv", "--json").IsRefusal("--json");
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        Diff("2022", "2022").Ends(0, "nothing changed");
    }
}
