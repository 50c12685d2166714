using System.Globalization;
using System.Text.RegularExpressions;
using Zhidian.Classification;
using Zhidian.Lineage;

namespace Zhidian.Tests.Lineage;

public sealed class FlowsTests
{
    /// <summary>The table of docs/methods/sankey.md, row by row.</summary>
    public static TheoryData<string> Measured() =>
        [
            .. File.ReadLines(Path.Combine(Root(), "docs", "methods", "sankey.md"))
                .Where(l => Regex.IsMatch(l, "^\\| (1999|2015), ", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)),
        ];

    [Theory]
    [MemberData(nameof(Measured))]
    public void The_real_pictures_cross_as_often_as_written_down(string row)
    {
        var cells = row.Trim('|', ' ').Split('|').Select(c => c.Trim()).ToList();
        var (from, to) = (Versions.Get(cells[0].Split(", ")[0]), Versions.Get(cells[0].Split(", ")[1]));
        var flows = Flows.Of(Versions.Current, from, to, Code.TryParse(cells[1], out var under) ? under : null);
        var layout = flows.Layout();
        Assert.Equal(
            cells.Skip(2),
            [
                flows.Level.Token(),
                .. new[] { flows.Drawn.Count, flows.Left.Count, layout.CrossingsBefore, layout.CrossingsAfter }.Select(n =>
                    n.ToString(CultureInfo.InvariantCulture)
                ),
            ]
        );
    }

    [Fact]
    public void Each_older_occupation_flows_whole_and_at_every_level_the_same_sum()
    {
        foreach (var (from, to) in new[] { ("1999", "2022.2"), ("2015", "2022"), ("1999", "2015") })
        {
            var flows = Flows.Of(Versions.Current, Versions.Get(from), Versions.Get(to), null);
            Assert.All(flows.All.GroupBy(f => f.From.Id), g => Assert.Equal(1m, g.Sum(f => f.Weight)));
            Assert.Equal(flows.All.Select(f => f.From.Id).Distinct().Count(), flows.Drawn.Concat(flows.Left).Sum(f => f.Weight));
        }
    }

    [Fact]
    public void The_same_version_has_no_flows() => Assert.Empty(Flows.Of(Versions.Current, Versions.Latest, Versions.Latest, null).All);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Zhidian.slnx")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
