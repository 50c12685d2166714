using System.Net;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Zhidian.Classification;

namespace Zhidian.Tests.Mcp;

/// <summary>The tools as the protocol's own client sees them.</summary>
public sealed class McpTests(PortalHost host)
{
    [Fact]
    public async Task The_tools_say_what_they_are_for_what_they_take_and_that_they_change_nothing()
    {
        await using var client = await Connect();
        Assert.Equal("zhidian", client.ServerInfo!.Name);
        Assert.Contains("search_occupations", client.ServerInstructions!, StringComparison.Ordinal);
        var tools = await client.ListToolsAsync();
        Assert.Equal(["code_titles", "get_occupation", "search_occupations", "what_changed"], tools.Select(t => t.Name).Order());
        foreach (var tool in tools.Select(t => t.ProtocolTool))
        {
            Assert.InRange(tool.Description!.Length, 150, 1200);
            Assert.True(tool.Annotations!.ReadOnlyHint);
            Assert.False(tool.Annotations.OpenWorldHint);
            Assert.NotNull(tool.OutputSchema);
            foreach (var parameter in tool.InputSchema.GetProperty("properties").EnumerateObject())
            {
                Assert.True(parameter.Value.TryGetProperty("description", out _), $"{tool.Name} {parameter.Name}");
                Assert.NotEqual("workspace", parameter.Name);
            }
        }
    }

    [Fact]
    public async Task Search_finds_and_the_hit_can_be_got()
    {
        await using var client = await Connect();
        var hits = Said(await client.CallToolAsync("search_occupations", Args(("query", "人工智能训练师"), ("limit", 3))));
        Assert.Equal("2022.2", hits.GetProperty("version").GetProperty("name").GetString());
        var first = hits.GetProperty("items")[0];
        Assert.Equal("人工智能训练师", first.GetProperty("title").GetString());
        var code = first.GetProperty("code").GetString()!;
        var entry = Said(await client.CallToolAsync("get_occupation", Args(("code", code))));
        Assert.Equal(first.GetProperty("id").GetString(), entry.GetProperty("entry").GetProperty("id").GetString());
        var same = Said(
            await client.CallToolAsync("get_occupation", Args(("code", first.GetProperty("id").GetString()!), ("version", "2022")))
        );
        Assert.Equal("2022", same.GetProperty("version").GetProperty("name").GetString());
        var groups = Said(await client.CallToolAsync("search_occupations", Args(("query", "工程技术人员"), ("level", "minor"))));
        Assert.All(groups.GetProperty("items").EnumerateArray(), i => Assert.Equal("minor", i.GetProperty("level").GetString()));
    }

    [Fact]
    public async Task What_changed_counts_all_and_goes_on_where_it_stopped()
    {
        await using var client = await Connect();
        var seen = new List<string>();
        string? after = null;
        var total = 0;
        do
        {
            var page = Said(
                await client.CallToolAsync("what_changed", Args(("from", "2022"), ("to", "2022.1"), ("after", after), ("limit", 20)))
            );
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetRawText()));
            total = page.GetProperty("counts").EnumerateArray().Sum(c => c.GetProperty("count").GetInt32());
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        } while (after is not null);
        Assert.Equal(Versions.Current.Changes(Versions.Get("2022"), Versions.Get("2022.1")).Count, seen.Count);
        Assert.Equal(total, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        var added = Said(await client.CallToolAsync("what_changed", Args(("from", "2022"), ("kinds", new[] { "added" }))));
        Assert.All(added.GetProperty("items").EnumerateArray(), i => Assert.Equal("added", i.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task Titles_are_coded_in_order_with_confidence()
    {
        await using var client = await Connect();
        var coded = Said(await client.CallToolAsync("code_titles", Args(("titles", new[] { "Java开发工程师", "护士", "？？？" }))));
        var items = coded.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["Java开发工程师", "护士", "？？？"], items.Select(i => i.GetProperty("title").GetString()));
        Assert.Equal("2-02-10-03", items[0].GetProperty("code").GetString());
        Assert.InRange(items[0].GetProperty("confidence").GetDouble(), 0.3, 1);
        Assert.True(items[2].GetProperty("abstained").GetBoolean());
    }

    [Theory]
    [InlineData("search_occupations", """{"query":""}""", "1 to 100 characters")]
    [InlineData("search_occupations", """{"query":"a","version":"1066"}""", "2022.2")]
    [InlineData("search_occupations", """{"query":"a","limit":0}""", "between 1 and 50")]
    [InlineData("search_occupations", """{"query":"a","level":"top"}""", "sub-major")]
    [InlineData("get_occupation", """{"code":"2-02-32-00"}""", "2-02-32-01")]
    [InlineData("get_occupation", """{"code":"2-02-32-02","version":"2022"}""", "2022.1")]
    [InlineData("get_occupation", """{"code":"程序员"}""", "code_titles")]
    [InlineData("get_occupation", """{"code":"2-02-10-98"}""", "search_occupations")]
    [InlineData("what_changed", """{"from":"2022","kinds":["vanished"]}""", "workTypeAdded")]
    [InlineData("what_changed", """{"from":"2022","after":"x"}""", "first page")]
    [InlineData("code_titles", """{"titles":[]}""", "1 to 100 items")]
    [InlineData("code_titles", """{"titles":["a",""]}""", "number 2")]
    [InlineData("code_titles", """{"titles":["a"],"minConfidence":2}""", "between 0 and 1")]
    public async Task A_wrong_call_is_told_what_to_do(string tool, string arguments, string hint)
    {
        await using var client = await Connect();
        var result = await client.CallToolAsync(tool, JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)!);
        Assert.True(result.IsError);
        Assert.Contains(hint, result.Content.OfType<TextContentBlock>().Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_argument_is_an_error_and_not_a_crash()
    {
        await using var client = await Connect();
        Assert.True((await client.CallToolAsync("get_occupation", Args())).IsError);
        Assert.NotEmpty(await client.ListToolsAsync());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read()
    {
        using var visitor = host.Visitor();
        visitor.DefaultRequestHeaders.Add("Accept", "application/json, text/event-stream");
        using var content = new StringContent("{\"x\":\"" + new string('x', 300_000) + "\"}", Encoding.UTF8, "application/json");
        using var answer = await visitor.PostAsync(new Uri("/mcp", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static Dictionary<string, object?> Args(params (string Name, object? Value)[] values) =>
        values.Where(v => v.Value is not null).ToDictionary(v => v.Name, v => v.Value);

    /// <summary>The structured answer; the text says the same for models that read text alone.</summary>
    private static JsonElement Said(CallToolResult result)
    {
        var text = result.Content.OfType<TextContentBlock>().Single().Text;
        Assert.False(result.IsError ?? false, text);
        Assert.True(JsonElement.DeepEquals(result.StructuredContent!.Value, JsonDocument.Parse(text).RootElement));
        return result.StructuredContent.Value;
    }

    private Task<McpClient> Connect() =>
        McpClient.CreateAsync(
            new HttpClientTransport(
                new HttpClientTransportOptions
                {
                    Endpoint = new Uri(host.Address, "/mcp"),
                    TransportMode = HttpTransportMode.StreamableHttp,
                }
            )
        );
}
