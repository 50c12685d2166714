using System.Net;
using System.Text.Json;
using Zhidian.Classification;

namespace Zhidian.Tests.Reconciliation;

/// <summary>What OpenRefine does with a column of titles, step by step, following the addresses that the manifest gives.</summary>
public sealed class ReconciliationTests(PortalHost host)
{
    [Theory]
    [InlineData("/reconcile", "2022.2")]
    [InlineData("/reconcile/versions/2022", "2022")]
    public async Task A_column_is_matched_looked_at_and_extended(string service, string version)
    {
        var manifest = await Get(service);
        SpecificationRules.Manifest(manifest);
        Assert.EndsWith("/" + version, manifest.GetProperty("serviceVersion").GetString(), StringComparison.Ordinal);
        Assert.Equal("occupation", manifest.GetProperty("defaultTypes")[0].GetProperty("id").GetString());

        string[] column = ["Java开发工程师", "护士", "人工智能训练师", "外卖骑手", "2-02-10-03", "会计"];
        var size = manifest.GetProperty("batchSize").GetInt32();
        Assert.InRange(column.Length, 1, size);
        var batch = column
            .Select(
                (title, i) =>
                    (
                        $"q{i}",
                        new
                        {
                            query = title,
                            type = "occupation",
                            limit = 3,
                        }
                    )
            )
            .ToDictionary(q => q.Item1, q => (object)q.Item2);
        var results = await Post(service, "queries", batch);
        SpecificationRules.ResultBatch(results);
        Assert.Equal(batch.Keys, results.EnumerateObject().Select(r => r.Name));
        foreach (var result in results.EnumerateObject())
            Assert.InRange(result.Value.GetProperty("result").GetArrayLength(), 1, 3);
        var trainer = results.GetProperty("q2").GetProperty("result")[0];
        Assert.Equal("人工智能训练师", trainer.GetProperty("name").GetString());
        Assert.True(trainer.GetProperty("match").GetBoolean());
        Assert.Equal(100, trainer.GetProperty("score").GetDouble());
        Assert.Equal(Versions.Get(version).Find(Code.Parse("2-02-10-03"))!.Id, Best(results, "q0"));
        Assert.Equal(Best(results, "q0"), Best(results, "q4"));

        var id = Best(results, "q2");
        var preview = manifest
            .GetProperty("preview")
            .GetProperty("url")
            .GetString()!
            .Replace("{{id}}", Uri.EscapeDataString(id), StringComparison.Ordinal);
        using var client = host.Visitor("en");
        using var page = await client.GetAsync(new Uri(preview));
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors 'self' http://127.0.0.1:* http://localhost:*", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Contains(id, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var view = manifest.GetProperty("view").GetProperty("url").GetString()!.Replace("{{id}}", id, StringComparison.Ordinal);
        using var viewed = await client.GetAsync(new Uri(view));
        Assert.InRange((int)viewed.StatusCode, 200, 303);

        var suggested = await Get(
            Address(manifest.GetProperty("suggest").GetProperty("entity")) + "?prefix=" + Uri.EscapeDataString("人工智能")
        );
        SpecificationRules.Suggestions(suggested);
        Assert.NotEmpty(suggested.GetProperty("result").EnumerateArray());
        var named = await Get(Address(manifest.GetProperty("suggest").GetProperty("entity")) + "?prefix=" + id);
        Assert.Equal(id, Assert.Single(named.GetProperty("result").EnumerateArray()).GetProperty("id").GetString());
        foreach (var kind in new[] { "type", "property" })
            SpecificationRules.Suggestions(await Get(Address(manifest.GetProperty("suggest").GetProperty(kind)) + "?prefix=l"));

        var proposed = await Get(Address(manifest.GetProperty("extend").GetProperty("propose_properties")) + "?type=occupation");
        SpecificationRules.Proposal(proposed);
        var properties = proposed.GetProperty("properties").EnumerateArray().Select(p => p.GetProperty("id").GetString()!).ToList();
        Assert.Superset(new HashSet<string> { "code", "level", "marks", "major-group", "english", "version" }, properties.ToHashSet());
        string[] ids = [id, "Z999999", Best(results, "q0")];
        var extension = await Post(service, "extend", new { ids, properties = properties.Select(p => new { id = p }) });
        SpecificationRules.Extension(extension, ids, properties);
        var row = extension.GetProperty("rows").GetProperty(Best(results, "q0"));
        Assert.Equal("2-02-10-03", row.GetProperty("code")[0].GetProperty("str").GetString());
        Assert.Equal(version, row.GetProperty("version")[0].GetProperty("str").GetString());
        Assert.Equal("专业技术人员", row.GetProperty("major-group")[0].GetProperty("name").GetString());
        Assert.Empty(extension.GetProperty("rows").GetProperty("Z999999").GetProperty("code").EnumerateArray());
    }

    [Fact]
    public async Task Codes_of_an_older_version_lead_to_what_took_their_place()
    {
        var batch = new Dictionary<string, object>
        {
            ["gone"] = new { query = "2-02-32-00" },
            ["then"] = new
            {
                query = "x",
                properties = new object[] { new { pid = "code", v = "2-02-32-00" }, new { pid = "version", v = "2022" } },
            },
        };
        var results = await Post("/reconcile", "queries", batch);
        foreach (var name in batch.Keys)
            Assert.StartsWith(
                "2-02-32-01",
                results.GetProperty(name).GetProperty("result")[0].GetProperty("description").GetString(),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task Properties_and_types_decide_between_candidates()
    {
        var plain = (await Single(new { query = "工程技术人员", limit = 50 })).ToList();
        var typed = (
            await Single(
                new
                {
                    query = "工程技术人员",
                    type = new[] { "minor" },
                    limit = 50,
                }
            )
        ).ToList();
        Assert.NotEmpty(typed);
        Assert.All(typed, c => Assert.Equal("minor", c.GetProperty("type")[0].GetProperty("id").GetString()));
        Assert.Contains(plain, c => c.GetProperty("type")[0].GetProperty("id").GetString() != "minor");
        var free = (await Single(new { query = "护士", properties = new[] { new { pid = "level", v = "occupation" } } }))[0];
        var held = (await Single(new { query = "护士", properties = new[] { new { pid = "level", v = "major" } } }))[0];
        Assert.True(free.GetProperty("score").GetDouble() > held.GetProperty("score").GetDouble());
        Assert.False(held.GetProperty("match").GetBoolean());
    }

    [Fact]
    public async Task A_get_and_a_post_say_the_same_and_a_script_may_take_it()
    {
        var queries = JsonSerializer.Serialize(new { q0 = new { query = "电工" } });
        var posted = await Post("/reconcile", "queries", new { q0 = new { query = "电工" } });
        var path = "/reconcile?queries=" + Uri.EscapeDataString(queries);
        Assert.Equal(posted.GetRawText(), (await Get(path)).GetRawText());
        using var client = host.Visitor();
        using var answer = await client.GetAsync(new Uri(path + "&callback=jQuery17.take_1", UriKind.Relative));
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        var script = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("/**/jQuery17.take_1({", script, StringComparison.Ordinal);
        Assert.EndsWith("});", script, StringComparison.Ordinal);
        Assert.Equal(posted.GetRawText(), JsonDocument.Parse(script["/**/jQuery17.take_1(".Length..^2]).RootElement.GetRawText());
    }

    [Theory]
    [InlineData("?callback=alert(1)//", 400)]
    [InlineData("?callback=a%0Ab", 400)]
    [InlineData("?queries=[]", 400)]
    [InlineData("?queries={", 400)]
    [InlineData("?queries={\"q\":{}}", 400)]
    [InlineData("?queries={\"q\":{\"query\":\"a\",\"limit\":0}}", 400)]
    [InlineData("?queries={\"q\":{\"query\":\"a\",\"type\":\"planet\"}}", 400)]
    [InlineData("?queries={\"q\":{\"query\":\"a\",\"type_strict\":\"maybe\"}}", 400)]
    [InlineData("?queries={\"q\":{\"query\":\"a\",\"properties\":[{\"pid\":\"colour\",\"v\":1}]}}", 400)]
    [InlineData("?extend={\"ids\":[1],\"properties\":[]}", 400)]
    [InlineData("?extend={\"ids\":[\"Z000324\"],\"properties\":[{\"id\":\"colour\"}]}", 400)]
    [InlineData("/suggest/entity?prefix=a&cursor=-1", 400)]
    [InlineData("/properties?type=planet", 400)]
    [InlineData("/preview?id=Z999999", 404)]
    [InlineData("/preview?id=%3Cscript%3E", 400)]
    [InlineData("/versions/1066", 404)]
    public async Task What_the_protocol_does_not_allow_is_a_problem_that_says_what(string path, int status)
    {
        var (answered, body, answer) = await host.Json("/reconcile" + path, "en");
        Assert.Equal(status, (int)answered);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.False(string.IsNullOrEmpty(body.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task A_batch_larger_than_the_manifest_says_is_refused_with_413()
    {
        var size = (await Get("/reconcile")).GetProperty("batchSize").GetInt32();
        using var client = host.Visitor();
        foreach (var (count, status) in new[] { (size, HttpStatusCode.OK), (size + 1, HttpStatusCode.RequestEntityTooLarge) })
        {
            var batch = Enumerable.Range(0, count).ToDictionary(i => $"q{i}", _ => new { query = "电工" });
            using var answer = await client.PostAsync(
                new Uri("/reconcile", UriKind.Relative),
                new FormUrlEncodedContent([new("queries", JsonSerializer.Serialize(batch))])
            );
            Assert.Equal(status, answer.StatusCode);
        }
        using var wrong = await client.PostAsync(new Uri("/reconcile", UriKind.Relative), new StringContent("{}"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, wrong.StatusCode);
    }

    private static string Best(JsonElement results, string name) =>
        results.GetProperty(name).GetProperty("result")[0].GetProperty("id").GetString()!;

    private static string Address(JsonElement service) =>
        service.GetProperty("service_url").GetString() + service.GetProperty("service_path").GetString();

    private async Task<JsonElement[]> Single(object query)
    {
        var results = await Post("/reconcile", "queries", new { q = query });
        SpecificationRules.ResultBatch(results);
        return [.. results.GetProperty("q").GetProperty("result").EnumerateArray()];
    }

    private async Task<JsonElement> Get(string address)
    {
        using var client = host.Visitor();
        using var answer = await client.GetAsync(new Uri(host.Address, address));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task<JsonElement> Post(string address, string name, object value)
    {
        using var client = host.Visitor();
        using var form = new FormUrlEncodedContent([new(name, JsonSerializer.Serialize(value))]);
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
