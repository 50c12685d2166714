using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Zhidian.Tests.Layout;

/// <summary>What scripts of other sites may do, what HEAD answers, and how many reads an address may make.</summary>
public sealed class OpenToAllTests(PortalHost host)
{
    [Theory]
    [InlineData("GET", "/api/v1/versions", true)]
    [InlineData("GET", "/api/v1/versions/latest/occupations/2-02-32-99", true)]
    [InlineData("GET", "/api/v1/versions/2022/to/latest/changes", true)]
    [InlineData("GET", "/api/v1/search?q=a", true)]
    [InlineData("GET", "/api/v1/code?title=a", true)]
    [InlineData("POST", "/api/v1/versions/latest/lookup", true)]
    [InlineData("POST", "/api/v1/code", true)]
    [InlineData("GET", "/reconcile", true)]
    [InlineData("POST", "/mcp", true)]
    [InlineData("GET", "/api/v1/adverts/store", false)]
    [InlineData("GET", "/api/v1/adverts/imports", false)]
    [InlineData("POST", "/api/v1/adverts/imports", false)]
    [InlineData("POST", "/api/v1/discovery/runs", false)]
    [InlineData("GET", "/operator", false)]
    [InlineData("POST", "/code", false)]
    public async Task Scripts_of_other_sites_may_read_and_nothing_else(string method, string path, bool open)
    {
        using var client = host.Visitor();
        // Twice: once made, once from the cache where there is one.
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Add("Origin", "https://elsewhere.example");
            if (method == "POST")
                request.Content = new StringContent("{", Encoding.UTF8, "application/json");
            using var answer = await client.SendAsync(request);
            Assert.Equal(open ? ["*"] : [], Values(answer, "Access-Control-Allow-Origin"));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
            if (open)
                Assert.Contains("ETag", string.Join(',', Values(answer, "Access-Control-Expose-Headers")), StringComparison.Ordinal);
        }
        using var preflight = new HttpRequestMessage(HttpMethod.Options, path);
        preflight.Headers.Add("Origin", "https://elsewhere.example");
        preflight.Headers.Add("Access-Control-Request-Method", method);
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type");
        using var allowed = await client.SendAsync(preflight);
        Assert.Equal(open, allowed.IsSuccessStatusCode);
        Assert.Equal(open ? ["*"] : [], Values(allowed, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_method_that_changes_things_is_not_granted()
    {
        using var client = host.Visitor();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/v1/versions");
        preflight.Headers.Add("Origin", "https://elsewhere.example");
        preflight.Headers.Add("Access-Control-Request-Method", "DELETE");
        using var answer = await client.SendAsync(preflight);
        Assert.DoesNotContain("DELETE", string.Join(',', Values(answer, "Access-Control-Allow-Methods")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/versions/latest/occupations/2-02-10-03", 200)]
    [InlineData("/api/v1/versions/latest/occupations/2-02-10-98", 404)]
    [InlineData("/classification", 200)]
    [InlineData("/health", 200)]
    public async Task Head_answers_as_get_does_without_the_body(string path, int status)
    {
        using var client = host.Visitor();
        for (var i = 0; i < 2; i++)
        {
            using var got = await client.GetAsync(new Uri(path, UriKind.Relative));
            using var request = new HttpRequestMessage(HttpMethod.Head, path);
            using var head = await client.SendAsync(request);
            Assert.Equal(status, (int)head.StatusCode);
            Assert.Equal(got.StatusCode, head.StatusCode);
            Assert.Equal(got.Headers.ETag, head.Headers.ETag);
            Assert.Equal(got.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task Reads_say_how_many_are_left_and_are_refused_when_none_is()
    {
        using var workspace = PortalHost.NewWorkspace();
        await using var app = PortalHost.Compose(workspace, "--Throttle:ReadsPerMinute=3");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = PortalHost.AddressOf(app) };
        // The same address, so that all but the first come from the cache: they must not bring the numbers of the first. The bucket fills
        // again while a busy machine is slow: ask until it is empty.
        HttpResponseMessage? refused = null;
        var left = new HashSet<string>();
        for (var i = 0; i < 50 && refused is null; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/versions");
            request.Headers.Add("Origin", "https://elsewhere.example");
            var answer = await client.SendAsync(request);
            Assert.Equal("3", Values(answer, "RateLimit-Limit").Single());
            left.Add(Values(answer, "RateLimit-Remaining").Single());
            refused = answer.StatusCode == HttpStatusCode.TooManyRequests ? answer : null;
        }
        Assert.Superset(new HashSet<string> { "1", "0" }, left);
        Assert.NotNull(refused);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["*"], Values(refused, "Access-Control-Allow-Origin"));
        // Another cost has a bucket of its own.
        using var lookup = await client.PostAsync(
            new Uri("/api/v1/versions/latest/lookup", UriKind.Relative),
            new StringContent("""{"codes":["1"]}""", new MediaTypeHeaderValue("application/json"))
        );
        Assert.Equal(HttpStatusCode.OK, lookup.StatusCode);
    }

    private static string[] Values(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values) ? [.. values] : [];
}
