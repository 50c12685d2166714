using System.Net;

namespace Zhidian.Tests.Discovery;

/// <summary>Candidates over REST and as pages.</summary>
public sealed class DiscoveryWebTests(PortalHost host)
{
    [Fact]
    public async Task Candidates_come_in_pages_by_rank_with_the_run_behind_them()
    {
        var (_, first, answer) = await host.Json("/api/v1/candidates?limit=5&kind=newOccupation");
        Assert.Equal("2022.2", first.GetProperty("run").GetProperty("version").GetString());
        Assert.True(first.GetProperty("run").GetProperty("generated").GetBoolean());
        Assert.Equal(5, first.GetProperty("items").GetArrayLength());
        var next = answer.Headers.GetValues("Link").Single().Split('<', '>')[1];
        var (_, second, last) = await host.Json(next);
        Assert.Equal(8, first.GetProperty("total").GetInt32());
        Assert.Equal(3, second.GetProperty("items").GetArrayLength());
        Assert.False(last.Headers.Contains("Link"));
    }

    [Fact]
    public async Task A_candidate_carries_its_evidence()
    {
        var (_, body, _) = await host.Json("/api/v1/candidates/" + SampleRun.First);
        Assert.Equal("提示词工程师", body.GetProperty("candidate").GetProperty("title").GetString());
        Assert.Equal("passes", body.GetProperty("candidate").GetProperty("tests").GetProperty("mass").GetString());
        Assert.Equal("2022-01", body.GetProperty("trend")[0].GetProperty("month").GetString());
        Assert.Equal(3, body.GetProperty("nearest").GetArrayLength());
    }

    [Theory]
    [InlineData("/api/v1/candidates/c-nope", 404, "candidate-unknown")]
    [InlineData("/api/v1/candidates?kind=x", 400, "query-invalid")]
    [InlineData("/api/v1/candidates?limit=0", 400, "query-invalid")]
    [InlineData("/api/v1/candidates?after=-1", 400, "query-invalid")]
    public async Task Failures_say_why(string path, int status, string type)
    {
        var (code, body, _) = await host.Json(path);
        Assert.Equal(status, (int)code);
        Assert.Equal("/problems/" + type, body.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("/emerging", "提示词工程师")]
    [InlineData("/emerging?kind=partOfOccupation&sort=growth", "低空飞行调度员6")]
    [InlineData("/emerging?sort=title", "无名候选")]
    [InlineData("/emerging/" + SampleRun.First, "4,000–26,000")]
    [InlineData("/emerging/" + SampleRun.Bare, "无名候选")]
    public async Task Pages_show_candidates_and_say_that_they_are_generated(string path, string shows)
    {
        var (status, html) = await host.Html(path);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(shows, html, StringComparison.Ordinal);
        Assert.Contains("生成的样例", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/emerging/c-nope", 404)]
    [InlineData("/emerging/c-nope.csv", 404)]
    [InlineData("/emerging?sort=colour", 400)]
    [InlineData("/emerging?kind=colour", 400)]
    public async Task Bad_addresses_get_a_page(string path, int status) => Assert.Equal(status, (int)(await host.Html(path)).Status);

    [Fact]
    public async Task Tables_can_be_taken_along()
    {
        var (_, trend) = await host.Html($"/emerging/{SampleRun.First}.csv");
        Assert.StartsWith("month,adverts,employers,all_adverts,share_per_10000\r\n2022-01,4,3,9000,", trend, StringComparison.Ordinal);
        var (_, all) = await host.Html("/emerging.csv");
        Assert.Contains("rank,candidate,adverts", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_run_the_page_says_how_to_get_one()
    {
        using var workspace = PortalHost.NewWorkspace();
        await using var app = PortalHost.Compose(workspace);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = PortalHost.AddressOf(app) };
        foreach (var path in (string[])["/", "/emerging", "/adverts", "/classification/latest/2-02-38-01"])
        {
            using var page = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
        Assert.Contains(
            "zhidian adverts import",
            await client.GetStringAsync(new Uri("/emerging", UriKind.Relative)),
            StringComparison.Ordinal
        );
        using var api = await client.GetAsync(new Uri("/api/v1/candidates", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, api.StatusCode);
    }
}
