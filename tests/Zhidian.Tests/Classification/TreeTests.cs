using System.Net;
using System.Text.RegularExpressions;
using Zhidian.Classification;

namespace Zhidian.Tests.Classification;

public sealed partial class TreeTests(PortalHost host)
{
    public static TheoryData<string> Names() => [.. Versions.All.Select(v => v.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Counts_are_those_of_the_occupations_below(string name)
    {
        var version = Versions.Get(name);
        foreach (var filter in (TreeFilter[])[TreeFilter.All, new(Marks.Green, null)])
        {
            var tree = new Tree(version, name, filter);
            foreach (var group in version.Entries.Where(e => e.Level != Level.Occupation))
            {
                var below = version.Occupations.Where(o => group.Code.Contains(o.Code) && (o.Marks & filter.Marks) == filter.Marks);
                Assert.Equal(below.Count(), tree.Count(group.Code));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_occupation_was_born_once(string name)
    {
        var version = Versions.Get(name);
        var born = Births
            .Of(Versions.Current, version)
            .SelectMany(b => Births.Occupations(Versions.Current, version, b))
            .Select(e => e.Id)
            .ToList();
        Assert.Equal(version.Occupations.Select(e => e.Id).Order(), born.Order());
    }

    [Fact]
    public async Task Only_the_open_path_is_in_the_page()
    {
        var (_, root) = await host.Html("/classification");
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], Rows(root));
        var (_, deep) = await host.Html("/classification/latest?at=2-02-38-01");
        var rows = Rows(deep);
        Assert.Contains("2-02-38-01", rows);
        Assert.All(
            rows,
            row => Assert.True(row.Length == 1 || row.Length == 4 && row[0] == '2' || row.StartsWith("2-02", StringComparison.Ordinal))
        );
        Assert.DoesNotContain("2-02-10-03", rows);
    }

    [Fact]
    public async Task A_branch_comes_alone_with_the_filter_in_its_links()
    {
        var (status, html) = await host.Html("/classification/latest/4/tree?marks=S");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.DoesNotContain("<html", html, StringComparison.Ordinal);
        var expected = Versions
            .Latest.Children(Code.Parse("4"))
            .Where(c => Versions.Latest.OccupationsIn(c.Code).ToArray().Any(o => o.Marks.HasFlag(Marks.Digital)));
        Assert.Equal(expected.Select(c => c.Code.Text), Rows(html));
        Assert.Contains("?marks=S&at=4-04", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_major_group_is_one_page()
    {
        var (_, html) = await host.Html("/classification/2022?all=2");
        var occupations = Rows(html).Where(r => r.Length == 10).ToList();
        Assert.Equal(Versions.Get("2022").OccupationsIn(Code.Parse("2")).ToArray().Select(e => e.Code.Text), occupations);
    }

    [Theory]
    [InlineData("born=2022.1", 19)]
    [InlineData("born=2019-04-01", 13)]
    [InlineData("born=2022.2", 17)]
    [InlineData("marks=LS", 23)]
    public async Task A_filter_counts_and_shows_what_it_names(string query, int count)
    {
        var (_, html) = await host.Html("/classification/latest?" + query, "en");
        Assert.Contains($"{count} occupations", html, StringComparison.Ordinal);
        Assert.Equal(count, Rows(html).Count(r => r.Length == 10));
    }

    [Theory]
    [InlineData("/classification?at=2-2", 400)]
    [InlineData("/classification?born=1066", 400)]
    [InlineData("/classification/2022?born=2022.1", 400)]
    [InlineData("/classification/latest/9/tree", 400)]
    [InlineData("/classification/latest/2-98/tree", 404)]
    [InlineData("/classification/latest/2-02-10-03/tree", 404)]
    [InlineData("/classification/latest/at/Z999999", 404)]
    [InlineData("/classification/latest/at/Z003006", 410)]
    [InlineData("/classification/1999/at/Z000324", 404)]
    public async Task What_is_not_there_says_so(string path, int status)
    {
        var (code, html) = await host.Html(path);
        Assert.Equal(status, (int)code);
        Assert.Contains("</html>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_the_version_lacks_leads_to_what_became_of_it()
    {
        var (status, html) = await host.Html("/classification/latest?at=2-02-32-00");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("/classification/latest/2-02-32-00", html, StringComparison.Ordinal);
    }

    private static List<string> Rows(string html) => Row().Matches(html).Select(m => m.Groups["code"].Value).ToList();

    [GeneratedRegex("<li id=\"n-(?<code>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Row();
}
