using System.Net;
using System.Text.Json;
using Zhidian.Classification;

namespace Zhidian.Tests.Lineage;

public sealed class LineageApiTests(PortalHost host)
{
    [Theory]
    [InlineData("2022", "latest", "")]
    [InlineData("latest", "2022", "&kind=added&kind=recoded")]
    [InlineData("2022", "2022.1", "&level=occupation&under=2-02")]
    public async Task Paging_visits_every_change_once_and_in_order(string from, string to, string filter)
    {
        var whole = await host.Json($"/api/v1/versions/{from}/to/{to}/changes?limit=500{filter}");
        var seen = new List<string>();
        var next = $"/api/v1/versions/{from}/to/{to}/changes?limit=3{filter}";
        while (next is not null)
        {
            var (status, body, answer) = await host.Json(next);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal("2022", body.GetProperty("from").GetProperty("name").GetString());
            seen.AddRange(body.GetProperty("items").EnumerateArray().Select(i => i.GetRawText()));
            next = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }
        Assert.NotEmpty(seen);
        Assert.Equal(whole.Body.GetProperty("items").EnumerateArray().Select(i => i.GetRawText()), seen);
        Assert.Equal(whole.Body.GetProperty("total").GetInt32(), seen.Count);
    }

    [Fact]
    public async Task A_change_says_when_why_and_by_which_document()
    {
        var (_, body, _) = await host.Json("/api/v1/versions/2022/to/2022.1/changes?kind=recoded&under=2-02-32");
        var change = body.GetProperty("items")[0];
        Assert.Equal("2-02-32-00", change.GetProperty("oldCode").GetString());
        Assert.Equal("2-02-32-01", change.GetProperty("code").GetString());
        Assert.Equal("2022.1", change.GetProperty("version").GetString());
        Assert.Equal("release-2024-07", change.GetProperty("document").GetProperty("key").GetString());
        Assert.False(string.IsNullOrEmpty(change.GetProperty("reason").GetString()));
        Assert.Equal("2024-07-31", change.GetProperty("date").GetString());
    }

    [Fact]
    public async Task Correspondences_of_any_two_versions_sum_to_one_in_both_directions()
    {
        var names = Versions.All.Select(v => v.Name).ToList();
        foreach (var (from, to) in new[] { (names[0], names[^1]), (names[^1], names[0]) })
        {
            var codes = new List<string?>();
            var next = $"/api/v1/versions/{from}/to/{to}/correspondences?limit=500";
            while (next is not null)
            {
                var (status, body, answer) = await host.Json(next);
                Assert.Equal(HttpStatusCode.OK, status);
                foreach (var item in body.GetProperty("items").EnumerateArray())
                {
                    codes.Add(item.GetProperty("code").GetString());
                    Assert.Equal(1m, item.GetProperty("targets").EnumerateArray().Sum(t => t.GetProperty("weight").GetDecimal()));
                }
                next = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
            }
            Assert.Equal(Versions.Get(from).Occupations.Select(o => o.Code.Text), codes);
        }
    }

    [Fact]
    public async Task The_exact_and_the_inexact_make_the_whole_and_one_code_answers_as_the_list_does()
    {
        var oldest = Versions.All[0].Name;
        var path = $"/api/v1/versions/{oldest}/to/latest/correspondences";
        var all = (await host.Json(path)).Body.GetProperty("total").GetInt32();
        var exact = (await host.Json(path + "?exact=true")).Body.GetProperty("total").GetInt32();
        var rest = (await host.Json(path + "?exact=false&limit=1")).Body;
        Assert.Equal(all, exact + rest.GetProperty("total").GetInt32());
        var one = (await host.Json("/api/v1/versions/2022/to/2022.1/correspondences/2-02-32-00")).Body.GetProperty("item");
        Assert.Equal("2-02-32-01", one.GetProperty("targets")[0].GetProperty("code").GetString());
        var listed = (await host.Json("/api/v1/versions/2022/to/2022.1/correspondences?under=2-02-32-00")).Body.GetProperty("items")[0];
        Assert.Equal(listed.GetRawText(), one.GetRawText());
    }

    [Fact]
    public async Task The_life_of_an_id_tells_its_codes_and_changes()
    {
        var (_, body, _) = await host.Json("/api/v1/ids/Z000324");
        Assert.False(body.GetProperty("retired").GetBoolean());
        Assert.Contains(body.GetProperty("oldCodes").EnumerateArray(), o => o.GetProperty("code").GetString() == "2-02-10-09");
        var steps = body.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal("2022.2", steps[^1].GetProperty("version").GetString());
        Assert.Equal("2-02-38-01", steps[^1].GetProperty("code").GetString());
        var recoded = Versions.Get("2022").Find(Code.Parse("2-02-32-00"))!.Id;
        var life = (await host.Json("/api/v1/ids/" + recoded)).Body.GetProperty("steps").EnumerateArray();
        Assert.Contains(
            life,
            s =>
                s.GetProperty("version").GetString() == "2022.1"
                && s.GetProperty("changes").EnumerateArray().Any(c => c.GetProperty("kind").GetString() == "recoded")
        );
    }

    [Fact]
    public async Task Every_id_that_was_ever_given_has_a_life_and_a_retired_one_says_where_it_went()
    {
        var history = Versions.Current;
        foreach (var id in history.Versions.SelectMany(v => v.Entries).Select(e => e.Id).Distinct().Where((_, i) => i % 97 == 0))
        {
            var (status, body, _) = await host.Json("/api/v1/ids/" + id);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal(history.Latest.FindById(id) is null, body.GetProperty("retired").GetBoolean());
            Assert.Equal(
                history.LastSeen(id)!.Value.Entry.Title,
                body.GetProperty("steps").EnumerateArray().Last().GetProperty("title").GetString()
            );
        }
    }

    [Fact]
    public async Task Versions_tell_their_standing_and_how_much_of_the_official_count_is_here()
    {
        var items = (await host.Json("/api/v1/versions")).Body.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(Versions.All.Select(v => v.Name), items.Select(i => i.GetProperty("name").GetString()));
        foreach (var (view, version) in items.Zip(Versions.All))
        {
            Assert.Equal(version.Standing.ToString(), view.GetProperty("standing").GetString(), ignoreCase: true);
            Assert.Equal(
                Versions.Current.Changes(version).Count,
                view.GetProperty("changes").EnumerateArray().Sum(c => c.GetProperty("count").GetInt32())
            );
        }
        var edition = (await host.Json("/api/v1/versions/2022")).Body.GetProperty("coverage").EnumerateArray().ToList();
        Assert.Contains(
            edition,
            c =>
                c.GetProperty("level").GetString() == "occupation"
                && c.GetProperty("here").GetInt32() == 1639
                && c.GetProperty("official").GetInt32() == 1639
        );
    }

    [Theory]
    [InlineData("/api/v1/versions/1066/to/latest/changes", 404, "version-unknown")]
    [InlineData("/api/v1/versions/2022/to/1066/correspondences", 404, "version-unknown")]
    [InlineData("/api/v1/versions/2022/to/latest/changes?kind=vanished", 400, "query-invalid")]
    [InlineData("/api/v1/versions/2022/to/latest/changes?level=5", 400, "query-invalid")]
    [InlineData("/api/v1/versions/2022/to/latest/changes?under=x", 400, "query-invalid")]
    [InlineData("/api/v1/versions/2022/to/latest/changes?after=2-02~nothing~Z1~0", 400, "query-invalid")]
    [InlineData("/api/v1/versions/2022/to/latest/changes?limit=501", 400, "query-invalid")]
    [InlineData("/api/v1/versions/2022/to/latest/correspondences?after=q", 400, "query-invalid")]
    [InlineData("/api/v1/versions/2022/to/latest/correspondences?under=7-77", 400, "query-invalid")]
    [InlineData("/api/v1/versions/2022/to/latest/correspondences?exact=perhaps", 400, "bad-request")]
    [InlineData("/api/v1/versions/2022/to/latest/correspondences/2-02", 400, "query-invalid")]
    [InlineData("/api/v1/versions/2022/to/latest/correspondences/2-02-10-98", 404, "code-unknown")]
    [InlineData("/api/v1/versions/2022.1/to/latest/correspondences/2-02-32-00", 410, "code-gone")]
    [InlineData("/api/v1/ids/nonsense", 400, "id-malformed")]
    [InlineData("/api/v1/ids/Z999999", 404, "id-unknown")]
    public async Task Failures_have_a_stable_type(string path, int status, string type)
    {
        var (answered, body, _) = await host.Json(path, "en");
        Assert.Equal(status, (int)answered);
        Assert.Equal("/problems/" + type, body.GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.String, body.GetProperty("detail").ValueKind);
    }
}
