using System.Net;
using System.Text.Json;
using Zhidian.Classification;

namespace Zhidian.Tests.Feeds;

/// <summary>A program that keeps a copy over HTTP and knows nothing but the answers.</summary>
public sealed class ChangesApiTests(PortalHost host)
{
    private sealed record Line(string Id, string Code, string Level, string Title, string Marks, string? GbtCode, DateOnly? ReleasedOn);

    [Fact]
    public async Task Following_the_link_header_from_nothing_gives_the_latest_version_exactly()
    {
        var copy = new Dictionary<string, Line>();
        var versions = new List<string>();
        var next = "/api/v1/changes?limit=1000";
        while (next is not null)
        {
            var (status, body, answer) = await host.Json(next);
            Assert.Equal(HttpStatusCode.OK, status);
            foreach (var item in body.GetProperty("items").EnumerateArray())
                switch (item.GetProperty("act").GetString())
                {
                    case "put":
                        var line = item.GetProperty("entry").Deserialize<Line>(JsonSerializerOptions.Web)!;
                        Assert.Equal(line.Id, item.GetProperty("id").GetString());
                        copy[line.Id] = line;
                        break;
                    case "remove":
                        Assert.True(copy.Remove(item.GetProperty("id").GetString()!));
                        break;
                    default:
                        versions.Add(item.GetProperty("version").GetString()!);
                        Assert.Equal(item.GetProperty("contentHash").GetString(), Built(copy.Values).ContentHash);
                        Assert.Equal(item.GetProperty("entries").GetInt32(), copy.Count);
                        break;
                }
            next = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
            Assert.Equal(next is not null, body.GetProperty("more").GetBoolean());
        }
        Assert.Equal(Versions.All.Select(v => v.Name), versions);
        Assert.Equal(
            Versions.Latest.Entries.Select(e => (e.Id, e.Code.Text, e.Title, e.Marks.Token())),
            copy.Values.OrderBy(l => l.Code, StringComparer.Ordinal).Select(l => (l.Id, l.Code, l.Title, l.Marks))
        );
    }

    [Fact]
    public async Task A_follower_at_the_end_gets_nothing_and_the_cursor_to_ask_with_again()
    {
        var (_, latest, _) = await host.Json("/api/v1/changes?since=latest");
        Assert.Equal(0, latest.GetProperty("items").GetArrayLength());
        var cursor = latest.GetProperty("next").GetString();
        var (_, again, answer) = await host.Json("/api/v1/changes?since=" + cursor);
        Assert.Equal(0, again.GetProperty("items").GetArrayLength());
        Assert.Equal(cursor, again.GetProperty("next").GetString());
        Assert.False(answer.Headers.Contains("Link"));
    }

    [Fact]
    public async Task A_version_a_day_and_a_cursor_lead_to_the_same_place()
    {
        var before = Versions.All[^2];
        var (_, version, _) = await host.Json($"/api/v1/changes?since={before.Name}");
        var (_, day, _) = await host.Json($"/api/v1/changes?since={Versions.Latest.Effective:yyyy-MM-dd}");
        var (_, upTo, _) = await host.Json($"/api/v1/changes?since={Versions.All[^3].Name}&until={before.Name}&limit=1000");
        Assert.Equal(before.Name, upTo.GetProperty("items").EnumerateArray().Last().GetProperty("version").GetString());
        var (_, cursor, _) = await host.Json("/api/v1/changes?since=" + upTo.GetProperty("next").GetString());
        Assert.True(version.GetProperty("items").GetArrayLength() > 20);
        foreach (var other in new[] { day, cursor })
            Assert.Equal(version.GetProperty("items").GetRawText(), other.GetProperty("items").GetRawText());
        var change = version.GetProperty("items").EnumerateArray().First().GetProperty("change");
        Assert.NotEmpty(change.GetProperty("kind").GetString()!);
        Assert.NotEmpty(change.GetProperty("document").GetString()!);
    }

    [Theory]
    [InlineData("?since=yesterday", "/problems/query-invalid")]
    [InlineData("?since=c1.AAAA", "/problems/query-invalid")]
    [InlineData("?until=2030", "/problems/version-unknown")]
    [InlineData("?limit=0", "/problems/query-invalid")]
    [InlineData("?limit=1001", "/problems/query-invalid")]
    // 3:000000000000:2022
    [InlineData("?since=c1.MzowMDAwMDAwMDAwMDA6MjAyMg", "/problems/cursor-stale")]
    public async Task A_wrong_question_is_a_problem_that_says_what_to_write(string query, string type)
    {
        var (_, body, _) = await host.Json("/api/v1/changes" + query, "en");
        Assert.Equal(type, body.GetProperty("type").GetString());
    }

    private static ClassificationVersion Built(IEnumerable<Line> lines) =>
        new(
            "copy",
            default,
            lines.Select(l => new Entry(
                l.Id,
                Code.Parse(l.Code),
                LevelNames.Parse(l.Level)!.Value,
                Code.Parse(l.Code).Parent,
                l.Title,
                MarkNames.Parse(l.Marks)!.Value,
                l.GbtCode,
                l.ReleasedOn,
                []
            ))
        );
}
