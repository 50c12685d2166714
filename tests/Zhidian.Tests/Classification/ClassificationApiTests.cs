using System.Net;
using System.Text.Json;
using Zhidian.Classification;

namespace Zhidian.Tests.Classification;

public sealed class ClassificationApiTests(PortalHost host)
{
    [Fact]
    public async Task Versions_are_listed_with_counts_and_changes()
    {
        var (status, body, _) = await host.Json("/api/v1/versions");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("2022.2", body.GetProperty("latest").GetString());
        var first = body.GetProperty("items").EnumerateArray().Single(v => v.GetProperty("name").GetString() == "2022");
        Assert.Equal(1639, first.GetProperty("counts").GetProperty("occupations").GetInt32());
        Assert.Equal(450, first.GetProperty("counts").GetProperty("minor").GetInt32());
    }

    [Fact]
    public async Task Latest_says_what_it_resolved_to()
    {
        var (_, body, _) = await host.Json("/api/v1/versions/latest/occupations/2-02-38-01");
        Assert.Equal("2022.2", body.GetProperty("version").GetProperty("name").GetString());
        Assert.Equal("latest", body.GetProperty("version").GetProperty("asked").GetString());
        Assert.Equal("人工智能工程技术人员", body.GetProperty("entry").GetProperty("title").GetString());
        Assert.Equal(3, body.GetProperty("ancestors").GetArrayLength());
    }

    [Fact]
    public async Task Paging_by_the_link_header_visits_every_occupation_once_in_order()
    {
        var seen = new List<string>();
        var next = "/api/v1/versions/2022.1/occupations?limit=500";
        while (next is not null)
        {
            var (_, body, answer) = await host.Json(next);
            seen.AddRange(body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("code").GetString()!));
            next = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }
        Assert.Equal(Versions.Get("2022.1").Occupations.Select(e => e.Code.Text), seen);
    }

    [Theory]
    [InlineData("?marks=S", 97)]
    [InlineData("?marks=LS", 23)]
    [InlineData("?under=2-02-38", 14)]
    public async Task Occupations_can_be_filtered(string query, int atLeast)
    {
        var (_, body, _) = await host.Json("/api/v1/versions/2022/occupations" + query);
        Assert.InRange(body.GetProperty("total").GetInt32(), Math.Min(atLeast, 10), atLeast);
    }

    [Fact]
    public async Task A_gone_code_answers_410_with_its_successor()
    {
        var (status, body, answer) = await host.Json("/api/v1/versions/2022.1/occupations/2-02-32-00");
        Assert.Equal(HttpStatusCode.Gone, status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("/problems/code-gone", body.GetProperty("type").GetString());
        Assert.Equal("2-02-32-01", body.GetProperty("successors")[0].GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, (await host.Json("/api/v1/versions/2022/occupations/2-02-32-00")).Status);
    }

    [Fact]
    public async Task A_code_as_published_before_the_edition_leads_to_its_place()
    {
        var (status, body, _) = await host.Json("/api/v1/versions/latest/occupations/2-02-10-09");
        var text = body.ToString();
        Assert.True(status is HttpStatusCode.Gone or HttpStatusCode.OK, text);
        if (status == HttpStatusCode.Gone)
            Assert.Equal("2-02-38-01", body.GetProperty("successors")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("/api/v1/versions/2021", 404, "version-unknown")]
    [InlineData("/api/v1/versions/latest/occupations/2-02-10-98", 404, "code-unknown")]
    [InlineData("/api/v1/versions/latest/occupations/nonsense", 400, "code-malformed")]
    [InlineData("/api/v1/versions/latest/occupations/2-02", 404, "code-unknown")]
    [InlineData("/api/v1/versions/2022/occupations/2-02-32-02", 404, "code-unknown")]
    [InlineData("/api/v1/versions/latest/groups/2-02-10-03", 404, "code-unknown")]
    [InlineData("/api/v1/versions/latest/groups/9/children", 400, "code-malformed")]
    [InlineData("/api/v1/versions/latest/occupations?limit=0", 400, "query-invalid")]
    [InlineData("/api/v1/versions/latest/occupations?limit=many", 400, "bad-request")]
    [InlineData("/api/v1/versions/latest/occupations?after=x", 400, "query-invalid")]
    [InlineData("/api/v1/versions/latest/occupations?marks=Q", 400, "query-invalid")]
    [InlineData("/api/v1/versions/latest/occupations?under=7-77", 400, "query-invalid")]
    [InlineData("/api/v1/search", 400, "query-invalid")]
    [InlineData("/api/v1/search?q=a&version=1066", 404, "version-unknown")]
    [InlineData("/api/v1/nothing/here", 404, "not-found")]
    public async Task Failures_are_problem_details_of_a_stable_type_in_both_languages(string path, int status, string type)
    {
        var chinese = await host.Json(path);
        var english = await host.Json(path, "en");
        Assert.Equal(status, (int)chinese.Status);
        Assert.Equal("/problems/" + type, chinese.Body.GetProperty("type").GetString());
        Assert.Equal("/problems/" + type, english.Body.GetProperty("type").GetString());
        Assert.NotEqual(chinese.Body.GetProperty("title").GetString(), english.Body.GetProperty("title").GetString());
        Assert.Equal(status, english.Body.GetProperty("status").GetInt32());
        Assert.DoesNotContain(" at Zhidian", english.Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_lead_down_to_occupations()
    {
        Assert.Equal(8, (await host.Json("/api/v1/versions/latest/groups")).Body.GetProperty("total").GetInt32());
        Assert.Equal(
            "sub-major",
            (await host.Json("/api/v1/versions/2022/groups/2-02")).Body.GetProperty("entry").GetProperty("level").GetString()
        );
        var children = (await host.Json("/api/v1/versions/2022/groups/2-02-32/children")).Body.GetProperty("items");
        Assert.Equal("2-02-32-00", Assert.Single(children.EnumerateArray()).GetProperty("code").GetString());
    }
}
