using System.Net;
using System.Text.RegularExpressions;

namespace Zhidian.Tests.Lineage;

public sealed class ReleasePagesTests(PortalHost host)
{
    [Theory]
    [InlineData("/releases", "2019-04", "110 个", "110 new occupations")]
    [InlineData("/releases/2019-04", "2-02-10-09", "人工智能工程技术人员", "2022 edition")]
    [InlineData("/releases/2020-07", "第 3 批", "互联网营销师", "9 new occupations")]
    [InlineData("/releases/2022.1", "第 6 批", "制药工程技术人员", "19 new occupations")]
    [InlineData("/releases/2022.2", "养老服务师", "4 项变化", "17 new occupations and 4 other changes")]
    [InlineData("/releases/2022", "1,639", "2022-06", "New occupations it took in")]
    [InlineData("/releases/2015", "1,481", "重建", "reconstructed")]
    [InlineData("/releases/1999", "1,838", "部分", "The oldest edition here")]
    public async Task Each_release_has_a_page_in_both_languages(string path, string either, string chinese, string english)
    {
        var (status, zh) = await host.Html(path);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(chinese, zh, StringComparison.Ordinal);
        Assert.Contains(either, zh, StringComparison.Ordinal);
        var (_, en) = await host.Html(path, "en");
        Assert.Contains(english, en, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/releases/latest", "/releases/2022.2")]
    [InlineData("/releases/2024-07", "/releases/2022.1")]
    public async Task A_release_has_one_address(string path, string to)
    {
        using var client = host.Visitor();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(to, answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/releases/2018-01")]
    [InlineData("/releases/nonsense")]
    [InlineData("/releases/new-occupations.csv?release=2018-01")]
    public async Task An_unknown_release_is_answered_with_the_versions_there_are(string path)
    {
        var (status, html) = await host.Html(path);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("/releases/2022.1", html, StringComparison.Ordinal);
    }

    /// <summary>From the oldest to the newest by the link to the next, and back.</summary>
    [Fact]
    public async Task The_pages_form_one_line()
    {
        var line = new List<string> { "1999" };
        while (await Linked(line[^1], "next") is { } next)
            line.Add(next);
        Assert.Equal(["1999", "2015", "2019-04", "2020-02", "2020-07", "2021-03", "2022-06", "2022", "2022.1", "2022.2"], line);
        for (var i = line.Count - 1; i > 0; i--)
            Assert.Equal(line[i - 1], await Linked(line[i], "prev"));
        Assert.Null(await Linked("1999", "prev"));
    }

    [Theory]
    [InlineData("", 110)]
    [InlineData("?release=2019-04", 13)]
    [InlineData("?release=2022.1", 19)]
    [InlineData("?release=2022", 0)]
    public async Task New_occupations_can_be_taken_along(string query, int count)
    {
        using var client = host.Visitor();
        var csv = await client.GetStringAsync(new Uri("/releases/new-occupations.csv" + query, UriKind.Relative));
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(count, lines.Length - 1);
        Assert.All(lines, l => Assert.Equal(9, Regex.Replace(l, "\"[^\"]*\"", "", RegexOptions.NonBacktracking).Split(',').Length));
    }

    private async Task<string?> Linked(string release, string relation)
    {
        var (_, html) = await host.Html("/releases/" + release);
        return
            Regex.Match(html, $"href=\"/releases/(?<to>[^\"]+)\" rel=\"{relation}\"", RegexOptions.NonBacktracking)
                is { Success: true } found
            ? found.Groups["to"].Value
            : null;
    }
}
