using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Zhidian.ApiGuide;

namespace Zhidian.Tests.ApiGuide;

/// <summary>Every example of the API page, sent to the server.</summary>
public sealed class ApiExampleTests(PortalHost host)
{
    public static TheoryData<string> Ids() => [.. ApiSections.Examples.Select(e => e.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_server_answers_each_example_as_the_page_says(string id)
    {
        var example = ApiSections.Examples.Single(e => e.Id == id);
        using var client = host.Visitor();
        using var first = await client.SendAsync(Request(example));
        if (example.Conditional)
        {
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            using var again = Request(example);
            again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var second = await client.SendAsync(again);
            Assert.Equal(example.Status, (int)second.StatusCode);
            Assert.Empty(await second.Content.ReadAsStringAsync());
            return;
        }
        var text = await first.Content.ReadAsStringAsync();
        Assert.True(example.Status == (int)first.StatusCode, $"{first.StatusCode}: {text}");
        Assert.NotEmpty(example.Says);
        Assert.Contains(example.Says, text, StringComparison.Ordinal);
        if (first.Content.Headers.ContentType!.MediaType!.EndsWith("json", StringComparison.Ordinal))
            JsonDocument.Parse(text);
        if (id == "page-1")
            Assert.Contains("rel=\"next\"", first.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_each_example_as_a_command_with_the_address_it_was_read_at()
    {
        foreach (var language in (string[])["zh-Hans", "en"])
        {
            var (status, html) = await host.Html("/api", language);
            Assert.Equal(HttpStatusCode.OK, status);
            foreach (var example in ApiSections.Examples)
                Assert.Contains(example.Curl(host.Address.ToString().TrimEnd('/')), html, StringComparison.Ordinal);
            Assert.Contains("href=\"/reference\"", html, StringComparison.Ordinal);
        }
        Assert.Equal(ApiSections.Examples.Count(), ApiSections.Examples.Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public void A_command_is_safe_in_a_shell()
    {
        var example = new ApiExample("x", "", "", "/a?q='b c'&d=é") { Body = "it's" };
        var command = example.Curl("http://h");
        Assert.Contains("'http://h/a?q=%27b%20c%27&d=%C3%A9'", command, StringComparison.Ordinal);
        Assert.Contains("""'it'\''s'""", command, StringComparison.Ordinal);
    }

    private static HttpRequestMessage Request(ApiExample example)
    {
        var request = new HttpRequestMessage(new HttpMethod(example.Method), new Uri(example.Sent, UriKind.Relative));
        if (example.Body is not null)
            request.Content = new StringContent(example.Body, Encoding.UTF8, example.ContentType);
        foreach (var type in example.Accept?.Split(", ") ?? [])
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        return request;
    }
}
