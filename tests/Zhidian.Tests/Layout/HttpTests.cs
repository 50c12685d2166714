using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Zhidian.Tests.Layout;

/// <summary>What holds for every answer: language, caching, headers, the OpenAPI document.</summary>
public sealed class HttpTests(PortalHost host)
{
    [Theory]
    [InlineData("/", null, null, "zh-Hans")]
    [InlineData("/", "en-GB,zh;q=0.5", null, "en")]
    [InlineData("/", "fr,de", null, "zh-Hans")]
    [InlineData("/", "en", "zhidian-lang=zh-Hans", "zh-Hans")]
    [InlineData("/?lang=en", "zh", "zhidian-lang=zh-Hans", "en")]
    [InlineData("/?lang=tlh", "en", null, "en")]
    public async Task The_address_chooses_the_language_then_the_cookie_then_the_browser(
        string path,
        string? accept,
        string? cookie,
        string expected
    )
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = host.Address };
        if (accept is not null)
            client.DefaultRequestHeaders.Add("Accept-Language", accept);
        if (cookie is not null)
            client.DefaultRequestHeaders.Add("Cookie", cookie);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(expected, answer.Content.Headers.ContentLanguage.Single());
        Assert.Equal(path.EndsWith("lang=en", StringComparison.Ordinal), answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/classification/latest/2-02-38-01")]
    [InlineData("/api/v1/versions")]
    [InlineData("/api/v1/search/suggest?q=%E7%94%B5")]
    public async Task A_read_is_tagged_and_answers_304_to_who_has_it_and_not_to_another_language(string path)
    {
        using var client = host.Visitor();
        // Twice: once made, once from the cache.
        for (var i = 0; i < 2; i++)
        {
            using var first = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            var tag = first.Headers.ETag;
            Assert.NotNull(tag);
            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(tag);
            using var second = await client.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
            using var english = host.Visitor("en");
            using var other = new HttpRequestMessage(HttpMethod.Get, path);
            other.Headers.IfNoneMatch.Add(tag);
            using var third = await english.SendAsync(other);
            Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/api/v1/versions")]
    [InlineData("/reference/")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        using var client = host.Visitor();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-inline'", policy.Split("script-src")[1].Split(';')[0], StringComparison.Ordinal);
        if (path != "/reference/")
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.Contains("Referrer-Policy") && answer.Headers.Contains("Permissions-Policy"));
    }

    [Fact]
    public async Task Pages_are_compressed_for_who_can_read_it_and_the_cache_keeps_them_apart()
    {
        using var client = host.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/classification");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var packed = await client.SendAsync(request);
        Assert.Equal("br", packed.Content.Headers.ContentEncoding.Single());
        Assert.InRange((await packed.Content.ReadAsByteArrayAsync()).Length, 1000, 40_000);
        using var plain = await client.GetAsync(new Uri("/classification", UriKind.Relative));
        Assert.Empty(plain.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Assets_may_be_kept_for_ever_under_their_hash()
    {
        var (_, html) = await host.Html("/");
        var address = html.Split("href=\"").First(s => s.StartsWith("/assets/portal.css", StringComparison.Ordinal)).Split('"')[0];
        using var client = host.Visitor();
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Contains(answer.Headers.CacheControl!.Extensions, e => e.Name == "immutable");
        using var unknown = await client.GetAsync(new Uri("/assets/nothing.css", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    /// <summary>The committed document is the contract programs read; run with ZHIDIAN_WRITE_OPENAPI=1 to accept a change.</summary>
    [Fact]
    public async Task The_committed_OpenAPI_document_is_what_the_server_says_and_every_route_has_name_and_summary()
    {
        using var client = host.Visitor();
        var said = await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        var path = DocumentPath;
        if (Environment.GetEnvironmentVariable("ZHIDIAN_WRITE_OPENAPI") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, said.ReplaceLineEndings("\n") + "\n");
        }
        Assert.Equal((await File.ReadAllTextAsync(path)).Trim(), said.ReplaceLineEndings("\n").Trim());
        var document = JsonDocument.Parse(said).RootElement;
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        foreach (var route in document.GetProperty("paths").EnumerateObject())
        foreach (var method in route.Value.EnumerateObject())
        {
            Assert.True(method.Value.TryGetProperty("operationId", out _), route.Name);
            Assert.True(method.Value.TryGetProperty("summary", out _), route.Name);
            if (method.Value.TryGetProperty("parameters", out var parameters))
                foreach (var parameter in parameters.EnumerateArray())
                    Assert.True(
                        parameter.TryGetProperty("description", out _),
                        $"{method.Name} {route.Name} does not say what {parameter.GetProperty("name")} is: describe it there, or in OpenApiText"
                    );
            var failures = method.Value.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] == '4').ToList();
            Assert.NotEmpty(failures);
            Assert.All(failures, f => Assert.True(f.Value.GetProperty("content").TryGetProperty("application/problem+json", out _)));
        }
    }

    /// <summary>The committed document.</summary>
    public static string DocumentPath => Path.Combine(RepositoryRoot(), "docs", "openapi.json");

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Zhidian.slnx")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
