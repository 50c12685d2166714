using System.Net;
using System.Text.Json;
using Zhidian.Classification;

namespace Zhidian.Tests.Search;

public sealed class SearchWebTests(PortalHost host)
{
    [Theory]
    [InlineData("人工智能训练师", "人工智能训练师", "title", false)]
    [InlineData("4130110", "网络主播", "code", false)]
    [InlineData("wangluozhubo", "网络主播", "pinyin", false)]
    [InlineData("wlzb", "网络主播", "initials", false)]
    [InlineData("java开发工程师", "计算机软件工程技术人员", "alias", true)]
    [InlineData("网络住播", "网络主播", "typo", false)]
    public async Task Each_way_to_ask_finds_and_says_how(string q, string title, string match, bool everyday)
    {
        var hit = (await host.Json("/api/v1/search?q=" + q)).Body.GetProperty("items")[0];
        Assert.Equal(title, hit.GetProperty("title").GetString());
        Assert.Equal(match, hit.GetProperty("match").GetString());
        Assert.Equal(everyday, hit.GetProperty("everyday").GetBoolean());
        Assert.False(hit.TryGetProperty("retired", out _));
        var suggestion = (await host.Json("/api/v1/search/suggest?q=" + q)).Body.GetProperty("suggestions")[0];
        Assert.Equal(title, suggestion.GetProperty("title").GetString());
        Assert.Equal(HttpStatusCode.OK, (await host.Html(suggestion.GetProperty("url").GetString()!)).Status);
    }

    [Fact]
    public async Task An_English_title_is_found_in_the_singular_and_the_plural()
    {
        var entry = Versions.Latest.Occupations.First(e => e.English is not null && e.English.Split(' ').Length == 2);
        foreach (var q in (string[])[entry.English!, entry.English!.ToUpperInvariant(), entry.English + "s"])
        {
            var items = (await host.Json("/api/v1/search?limit=100&q=" + Uri.EscapeDataString(q))).Body.GetProperty("items");
            Assert.Contains(items.EnumerateArray(), i => i.GetProperty("id").GetString() == entry.Id);
        }
    }

    [Fact]
    public async Task Suggestions_are_a_list_even_of_nothing()
    {
        Assert.Equal(JsonValueKind.Array, (await host.Json("/api/v1/search/suggest")).Body.GetProperty("suggestions").ValueKind);
        var suggestions = (await host.Json("/api/v1/search/suggest?q=２－０２－３８")).Body.GetProperty("suggestions");
        Assert.All(
            suggestions.EnumerateArray(),
            s => Assert.StartsWith("2-02-38", s.GetProperty("code").GetString(), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Occupations_with_adverts_come_before_equal_matches_without()
    {
        // The host has adverts of 人工智能工程技术人员 and 计算机程序设计员 only.
        var items = (await host.Json("/api/v1/search?q=人工智能")).Body.GetProperty("items");
        Assert.Equal("人工智能工程技术人员", items[0].GetProperty("title").GetString());
        Assert.Equal("titleStart", items[1].GetProperty("match").GetString());
    }

    [Fact]
    public async Task Paging_by_the_link_header_visits_every_hit_once()
    {
        var seen = new List<string>();
        var total = 0;
        var next = "/api/v1/search?q=工程&level=occupation&limit=50";
        while (next is not null)
        {
            var (_, body, answer) = await host.Json(next);
            total = body.GetProperty("total").GetInt32();
            seen.AddRange(body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!));
            next = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }
        Assert.True(total > 50);
        Assert.Equal(total, seen.Count);
        Assert.Equal(total, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_facet_leads_to_as_many_hits_as_it_says()
    {
        var facets = (await host.Json("/api/v1/search?q=数据")).Body.GetProperty("facets");
        foreach (var (name, key) in new[] { ("levels", "level"), ("marks", "marks"), ("majors", "under"), ("births", "born") })
        {
            Assert.NotEmpty(facets.GetProperty(name).EnumerateArray());
            foreach (var facet in facets.GetProperty(name).EnumerateArray())
            {
                var chosen = await host.Json($"/api/v1/search?q=数据&{key}={facet.GetProperty("value").GetString()}");
                Assert.Equal(facet.GetProperty("count").GetInt32(), chosen.Body.GetProperty("total").GetInt32());
            }
        }
    }

    [Theory]
    [InlineData("人工智能工程技术人员", "2019-04")]
    [InlineData("网络主播", "2022")]
    [InlineData("口腔卫生技师", "2022.1")]
    [InlineData("养老服务师", "2022.2")]
    public async Task A_birth_is_the_release_that_made_an_occupation_or_the_edition_it_first_stands_in(string title, string born)
    {
        var hit = (await host.Json("/api/v1/search?q=" + title)).Body.GetProperty("items")[0];
        Assert.StartsWith(born, hit.GetProperty("born").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retired_entries_come_only_when_asked_for_and_with_what_took_their_place()
    {
        var latest = Versions.Latest;
        var history = Versions.Current;
        var gone = history
            .Versions.SelectMany(v => v.Occupations)
            .First(e => latest.FindById(e.Id) is null && history.Successors(e.Id, latest).Count > 0 && e.Title.Length > 4);
        var q = Uri.EscapeDataString(gone.Title);
        var now = (await host.Json("/api/v1/search?limit=100&q=" + q)).Body.GetProperty("items");
        Assert.DoesNotContain(now.EnumerateArray(), i => i.GetProperty("id").GetString() == gone.Id);
        var then = (await host.Json("/api/v1/search?limit=100&retired=true&q=" + q)).Body.GetProperty("items");
        var hit = then.EnumerateArray().Single(i => i.GetProperty("id").GetString() == gone.Id);
        Assert.All(then.EnumerateArray(), i => Assert.Null(latest.FindById(i.GetProperty("id").GetString()!)));
        Assert.Equal(
            history.Successors(gone.Id, latest).Select(s => s.Code.Text),
            hit.GetProperty("retired").GetProperty("successors").EnumerateArray().Select(s => s.GetProperty("code").GetString())
        );
        var (_, page) = await host.Html("/search?retired=true&q=" + q);
        Assert.Contains(history.Successors(gone.Id, latest)[0].Title, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q=")]
    [InlineData("q=a&limit=0")]
    [InlineData("q=a&limit=101")]
    [InlineData("q=a&level=company")]
    [InlineData("q=a&marks=Q")]
    [InlineData("q=a&under=7-77")]
    [InlineData("q=a&born=1066")]
    [InlineData("q=a&after=Z999999")]
    public async Task A_wrong_query_is_said_to_be_wrong(string query)
    {
        var (status, body, _) = await host.Json("/api/v1/search?" + query, "en");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/problems/query-invalid", body.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("/search?q=养老", "名称开头", "beginning of the title")]
    [InlineData("/search?q=程序员", "平时的叫法", "what people call it")]
    [InlineData("/search?q=wlzb", "拼音首字母", "pinyin initials")]
    [InlineData("/search?q=数据&born=2022.1", "2022.1", "2022.1")]
    [InlineData("/search?q=数据", "产生于", "Major group")]
    [InlineData("/search?q=qqqqq", "没有找到", "Nothing found")]
    [InlineData("/search?q=2-02-10-98", "的去向", "What became of")]
    [InlineData("/search", "可输入", "Enter a title")]
    public async Task The_page_says_how_each_hit_was_found_in_both_languages(string path, string chinese, string english)
    {
        Assert.Contains(chinese, (await host.Html(path)).Body, StringComparison.Ordinal);
        Assert.Contains(english, (await host.Html(path, "en")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_English_page_shows_English_titles_beside_the_Chinese_ones()
    {
        var entry = Versions.Latest.Occupations.First(e => e.English is not null);
        var (_, page) = await host.Html("/search?q=" + entry.Code.Text, "en");
        Assert.Contains(entry.Title, page, StringComparison.Ordinal);
        Assert.Contains(entry.English!, page, StringComparison.Ordinal);
    }
}
