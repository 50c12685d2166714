using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Zhidian.Classification;

namespace Zhidian.Tests.Classification;

/// <summary>Many codes or ids in one post.</summary>
public sealed class LookupTests(PortalHost host)
{
    [Fact]
    public async Task Each_code_is_answered_in_the_order_it_was_asked()
    {
        string[] codes = ["2-02-10-03", "2-02-32-00", "2-02-32-02", "2-02-10-98", "nonsense", "2-02", "2-02-10-03"];
        var (_, body) = await Post("2022.1", new { codes });
        Assert.Equal("2022.1", body.GetProperty("version").GetProperty("name").GetString());
        var items = body.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(codes, items.Select(i => i.GetProperty("asked").GetString()));
        Assert.Equal(
            ["found", "gone", "found", "unknown", "malformed", "found", "found"],
            items.Select(i => i.GetProperty("status").GetString())
        );
        Assert.Equal("2-02-32-01", items[1].GetProperty("successors")[0].GetProperty("code").GetString());
        Assert.Equal(1m, items[1].GetProperty("successors").EnumerateArray().Sum(s => s.GetProperty("share").GetDecimal()));
        Assert.Equal("sub-major", items[5].GetProperty("entry").GetProperty("level").GetString());
        var later = (await Post("2022", new { codes = new[] { "2-02-32-02" } })).Body.GetProperty("items")[0];
        Assert.Equal("later", later.GetProperty("status").GetString());
        Assert.Equal("2022.1", later.GetProperty("firstIn").GetString());
    }

    [Fact]
    public async Task A_thousand_codes_fit_and_agree_with_the_single_route()
    {
        var occupations = Versions.Latest.Occupations.Take(1000).ToList();
        var (status, body) = await Post("latest", new { codes = occupations.Select(o => o.Code.Text) });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("latest", body.GetProperty("version").GetProperty("asked").GetString());
        Assert.Equal(
            occupations.Select(o => o.Id),
            body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("entry").GetProperty("id").GetString())
        );
    }

    [Fact]
    public async Task Ids_are_looked_up_by_what_they_stand_for_whatever_the_code()
    {
        var recoded = Versions.Get("2022").Find(Code.Parse("2-02-32-00"))!;
        var (_, body) = await Post("latest", new { ids = new[] { recoded.Id, "Z999999", "2-02-10-03" } });
        var items = body.GetProperty("items");
        Assert.Equal("2-02-32-01", items[0].GetProperty("entry").GetProperty("code").GetString());
        Assert.Equal("unknown", items[1].GetProperty("status").GetString());
        Assert.Equal("malformed", items[2].GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("latest", "{}", 400, "body-invalid")]
    [InlineData("latest", """{"codes":[]}""", 400, "body-invalid")]
    [InlineData("latest", """{"codes":["1"],"ids":["Z000001"]}""", 400, "body-invalid")]
    [InlineData("latest", """{"codes":"1"}""", 400, "bad-request")]
    [InlineData("latest", "{", 400, "bad-request")]
    [InlineData("1066", """{"codes":["1"]}""", 404, "version-unknown")]
    public async Task What_cannot_be_read_is_a_problem(string version, string body, int status, string type)
    {
        using var client = host.Visitor("en");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri($"/api/v1/versions/{version}/lookup", UriKind.Relative), content);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("/problems/" + type, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task More_than_a_thousand_or_too_many_bytes_are_refused_and_null_is_a_malformed_code()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await Post("latest", new { codes = Enumerable.Repeat("1", 1001) })).Status);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await Post("latest", new { codes = Enumerable.Repeat(new string('1', 1000), 500) })).Status
        );
        var (_, body) = await Post("latest", new { codes = new[] { null, "1" } });
        Assert.Equal("malformed", body.GetProperty("items")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_version_that_is_not_known_lists_the_known_ones()
    {
        var (_, body, _) = await host.Json("/api/v1/versions/1066/ids/Z000324");
        Assert.Equal(Versions.All.Select(v => v.Name), body.GetProperty("versions").EnumerateArray().Select(v => v.GetString()));
    }

    [Fact]
    public async Task Every_retired_id_answers_410_with_shares_that_do_not_exceed_the_whole()
    {
        var history = Versions.Current;
        var retired = history
            .Versions.SelectMany(v => v.Occupations)
            .Select(o => o.Id)
            .Distinct()
            .Where(id => history.Latest.FindById(id) is null);
        foreach (var id in retired.Take(40))
        {
            var (status, body, _) = await host.Json($"/api/v1/versions/latest/ids/{id}", "en");
            Assert.Equal(HttpStatusCode.Gone, status);
            Assert.Equal("/problems/id-gone", body.GetProperty("type").GetString());
            Assert.InRange(body.GetProperty("successors").EnumerateArray().Sum(s => s.GetProperty("share").GetDecimal()), 0m, 1m);
            Assert.NotNull(body.GetProperty("lastIn").GetString());
        }
        Assert.Equal("/problems/id-malformed", (await host.Json("/api/v1/versions/latest/ids/2-02")).Body.GetProperty("type").GetString());
        Assert.Equal("/problems/id-unknown", (await host.Json("/api/v1/versions/latest/ids/Z999999")).Body.GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.OK, (await host.Json("/api/v1/versions/latest/ids/Z000324")).Status);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Post(string version, object request)
    {
        using var client = host.Visitor();
        using var answer = await client.PostAsJsonAsync($"/api/v1/versions/{version}/lookup", request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
