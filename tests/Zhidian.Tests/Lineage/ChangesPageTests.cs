using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Zhidian.Classification;
using Zhidian.Lineage;

namespace Zhidian.Tests.Lineage;

public sealed class ChangesPageTests(PortalHost host)
{
    [Theory]
    [InlineData("/changes", "从 2022.1 到 2022.2", "新增 17", "17 added")]
    [InlineData("/changes/2022/2022.2", "从 2022 到 2022.2", "新增 36", "36 added")]
    [InlineData("/changes/2022/latest", "从 2022 到 2022.2", "改码 2", "2 recoded")]
    [InlineData("/changes/2015/2022", "从 2015 到 2022", "重建", "reconstructed")]
    [InlineData("/changes/1999/2022.2", "从 1999 到 2022.2", "只有一部分", "Only a part")]
    [InlineData("/changes/2022/2022", "与自身比较", "没有变化", "nothing changed")]
    [InlineData("/changes/2022/2022.2?q=养老服务师", "养老服务师", "新职业", "new occupation")]
    [InlineData("/changes/2015/2022?kind=split", "份", "25 %", "divided into")]
    [InlineData("/changes/2015/2022?q=zzz", "从 2015", "没有符合的变化", "No change matches")]
    public async Task The_first_screen_says_what_changed_in_both_languages(string path, string heading, string chinese, string english)
    {
        var (status, zh) = await host.Html(path);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(heading, zh, StringComparison.Ordinal);
        Assert.Contains(chinese, zh, StringComparison.Ordinal);
        var (_, en) = await host.Html(path, "en");
        Assert.Contains(english, en, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/changes/2022.2/2022?kind=added", "/changes/2022/2022.2?kind=added")]
    [InlineData("/changes/latest/1999", "/changes/1999/latest")]
    [InlineData("/changes?from=1999&to=2015", "/changes/1999/2015")]
    [InlineData("/changes?from=2022", "/changes/2022/latest")]
    public async Task Versions_are_shown_from_the_older_to_the_newer_at_one_address(string path, string to)
    {
        using var client = host.Visitor();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(to, answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/changes/1066/2022", 404, "2022.1")]
    [InlineData("/changes/2022/2030", 404, "1999")]
    [InlineData("/changes/2022/2030/changes.csv", 404, "2015")]
    [InlineData("/changes/2030/2022/flows.csv", 404, "2015")]
    [InlineData("/changes/2022/2022.2?kind=wrong", 400, "workTypeAdded")]
    [InlineData("/changes/2022/2022.2?level=9", 400, "sub-major")]
    [InlineData("/changes/2022/2022.2?under=x", 400, "2-02")]
    [InlineData("/changes/2022/2022.2?under=8-88", 400, "8-88")]
    [InlineData("/changes/2022/2022.2?after=x", 400, "after")]
    [InlineData("/changes/2022/2022.2/changes.csv?kind=wrong", 400, "workTypeAdded")]
    public async Task What_cannot_be_shown_is_said_with_what_can(string path, int status, string help)
    {
        foreach (var language in (string[])["zh-Hans", "en"])
        {
            var (code, html) = await host.Html(path, language);
            Assert.Equal(status, (int)code);
            Assert.Contains(help, html, StringComparison.Ordinal);
        }
    }

    /// <summary>Following the pages of the longest list shows every change once, in order, on pages that stay small.</summary>
    [Fact]
    public async Task Every_page_of_the_longest_list_stays_small_and_together_they_are_the_list()
    {
        using var client = host.Visitor();
        string? next = "/changes/1999/2022.2?level=occupation&under=6";
        var rows = 0;
        while (next is not null)
        {
            using var answer = await client.GetAsync(new Uri(next, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.Content.Headers.ContentLength is null or < 300_000 && html.Length < 300_000, $"{next}: {html.Length}");
            rows +=
                Regex.Count(
                    Regex
                        .Match(html, "<table class=\"stack changes\".*?</table>", RegexOptions.Singleline | RegexOptions.NonBacktracking)
                        .Value,
                    "<tr>",
                    RegexOptions.NonBacktracking
                ) - 1;
            next = Regex.Match(html, "href=\"(?<to>[^\"]*)#list\" rel=\"next\"", RegexOptions.NonBacktracking) is { Success: true } link
                ? WebUtility.HtmlDecode(link.Groups["to"].Value)
                : null;
        }
        var all = Versions.Current.Changes(Versions.Get("1999"), Versions.Get("2022.2"));
        Assert.Equal(all.Count(c => c.Level == Level.Occupation && (c.Code?.Major == 6 || c.OldCode?.Major == 6)), rows);
    }

    [Fact]
    public async Task The_csv_is_what_the_page_lists()
    {
        using var client = host.Visitor();
        foreach (
            var (query, expected) in new (string, Func<Change, bool>)[]
            {
                ("", _ => true),
                ("?kind=split&kind=merged", c => c.Kind is ChangeKind.Split or ChangeKind.Merged),
                ("?kind=split,merged", c => c.Kind is ChangeKind.Split or ChangeKind.Merged),
                ("?level=sub-major", c => c.Level == Level.SubMajor),
                ("?level=&under=&q=", _ => true),
            }
        )
        {
            using var answer = await client.GetAsync(new Uri("/changes/1999/2022/changes.csv" + query, UriKind.Relative));
            Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
            var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(ChangeCsv.Columns, lines[0].TrimStart('\uFEFF'));
            Assert.Equal(Versions.Current.Changes(Versions.Get("1999"), Versions.Get("2022")).Count(expected), lines.Length - 1);
        }
    }

    [Theory]
    [InlineData("1999", "2022.2")]
    [InlineData("2015", "2022")]
    public async Task The_flows_as_csv_give_each_old_occupation_its_whole_and_only_what_moved(string from, string to)
    {
        using var client = host.Visitor();
        using var answer = await client.GetAsync(new Uri($"/changes/{from}/{to}/flows.csv", UriKind.Relative));
        var rows = (await answer.Content.ReadAsStringAsync())
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(l => l.Split(','))
            .ToList();
        Assert.All(
            rows.GroupBy(r => r[2]),
            g => Assert.InRange(g.Sum(r => decimal.Parse(r[^1], CultureInfo.InvariantCulture)), 0.99m, 1.01m)
        );
        var changes = Versions.Current.Changes(Versions.Get(from), Versions.Get(to)).Where(c => c.Level == Level.Occupation).ToList();
        foreach (var kind in new[] { ChangeKind.Split, ChangeKind.Merged })
            Assert.Equal(
                changes.Where(c => c.Kind == kind).Select(c => c.Id).Order(StringComparer.Ordinal),
                rows.Where(r => r[0] == ChangeCsv.Token(kind)).Select(r => r[2]).Distinct().Order(StringComparer.Ordinal)
            );
    }

    [Theory]
    [InlineData("/changes/1999/2022.2", Level.Major)]
    [InlineData("/changes/1999/2022.2?under=6", Level.SubMajor)]
    [InlineData("/changes/1999/2022.2?under=6-05", Level.Minor)]
    [InlineData("/changes/2015/2022", Level.Occupation)]
    public async Task The_picture_is_at_a_level_that_can_be_read_and_its_table_says_the_same(string path, Level level)
    {
        var (_, html) = await host.Html(path, "en");
        var picture = Regex
            .Match(html, "<svg class=\"zc zc-sankey\".*?</svg>", RegexOptions.Singleline | RegexOptions.NonBacktracking)
            .Value;
        var ribbons = Regex.Count(picture, "<path class=\"zc-ribbon");
        Assert.InRange(ribbons, 1, Flows.Most);
        var table = Regex.Match(html, "<div class=\"flow-table\".*?</table>", RegexOptions.Singleline | RegexOptions.NonBacktracking).Value;
        Assert.Equal(ribbons, Regex.Count(table, "<tr>", RegexOptions.NonBacktracking) - 1);
        Assert.Equal(ribbons, Regex.Count(picture, "<path class=\"zc-ribbon[^>]*><title>[^<]+ → [^<]+</title>"));
        // Each entry leads on: to what is in a group, or to an occupation.
        var links = Regex
            .Matches(picture, "<a class=\"zc-node\" href=\"(?<to>[^\"]+)\"", RegexOptions.NonBacktracking)
            .Select(m => m.Groups["to"].Value)
            .ToList();
        Assert.NotEmpty(links);
        var leads = level == Level.Occupation ? "/classification/20[0-9.]+/(?<code>[0-9-]+)" : "under=(?<code>[0-9-]+)";
        Assert.All(links, l => Assert.Matches(leads, l));
        Assert.All(
            links,
            l => Assert.Equal(level, Code.Parse(Regex.Match(l, leads, RegexOptions.NonBacktracking).Groups["code"].Value).Level)
        );
    }

    [Fact]
    public async Task Each_reason_and_kind_has_words_in_both_languages()
    {
        var all = Versions.Current.Changes(Versions.Get("1999"), Versions.Latest).Concat(Versions.All.SelectMany(Versions.Current.Changes));
        foreach (var reason in all.Select(c => c.Evidence.Reason).Distinct())
        foreach (var language in new[] { Zhidian.Layout.Language.Chinese, Zhidian.Layout.Language.English })
            Assert.NotEqual(reason, ChangeNames.Reason(reason, language));
        var (_, html) = await host.Html("/changes/1999/2022?kind=moved", "en");
        Assert.Contains("judged by what the work is", html, StringComparison.Ordinal);
    }
}
