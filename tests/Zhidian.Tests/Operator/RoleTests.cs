using System.Net;
using System.Net.Http.Headers;

namespace Zhidian.Tests.Operator;

/// <summary>Every route, asked by the public, by someone with a wrong key and by the operator.</summary>
public sealed class RoleTests(PortalHost host)
{
    /// <summary>Routes that only the operator may use, as the OpenAPI document writes them.</summary>
    private static readonly HashSet<string> OperatorOnly =
    [
        "POST /api/v1/adverts/imports",
        "GET /api/v1/adverts/imports",
        "GET /api/v1/adverts/imports/{id}",
        "GET /api/v1/adverts/imports/{id}/rejects",
        "GET /api/v1/adverts/store",
        "GET /api/v1/adverts/rejects",
        "POST /api/v1/discovery/runs",
        "POST /api/v1/webhooks",
        "GET /api/v1/webhooks",
        "GET /api/v1/webhooks/{id}",
        "DELETE /api/v1/webhooks/{id}",
        "POST /api/v1/webhooks/{id}/disable",
        "POST /api/v1/webhooks/{id}/enable",
        "POST /api/v1/webhooks/{id}/secret",
        "POST /api/v1/webhooks/{id}/test",
        "POST /api/v1/webhooks/{id}/replay",
        "GET /api/v1/webhooks/{id}/deliveries",
        "GET /api/v1/webhooks/{id}/deliveries/{delivery}",
        "POST /api/v1/webhooks/{id}/deliveries/{delivery}/replay",
        "POST /api/v1/texts/checks",
        "GET /api/v1/texts/checks",
        "GET /api/v1/texts/checks/{id}",
        "POST /api/v1/texts/checks/{id}/apply",
        "GET /api/v1/texts/imports",
        "POST /api/v1/texts/imports/{id}/undo",
    ];

    [Fact]
    public async Task Each_route_of_the_API_is_open_to_those_it_is_meant_for_and_to_nobody_else()
    {
        var (_, document, _) = await host.Json("/openapi/v1.json");
        var seen = new HashSet<string>();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        foreach (var method in path.Value.EnumerateObject())
        {
            var route = $"{method.Name.ToUpperInvariant()} {path.Name}";
            seen.Add(route);
            var guarded = OperatorOnly.Contains(route);
            var nobody = await Ask(route, null);
            var stranger = await Ask(route, "0000");
            var itself = await Ask(route, host.OperatorKey);
            Assert.True(guarded == (nobody == HttpStatusCode.Unauthorized), $"{route} answers the public {nobody}");
            Assert.True(guarded == (stranger == HttpStatusCode.Unauthorized), $"{route} answers a wrong key {stranger}");
            Assert.True(
                itself is not (HttpStatusCode.Unauthorized or HttpStatusCode.InternalServerError),
                $"{route} answers the operator {itself}"
            );
        }
        Assert.Superset(OperatorOnly, seen);
    }

    [Theory]
    [InlineData("/adverts/import", "/operator")]
    [InlineData("/operator/webhooks", "/operator")]
    [InlineData("/operator/webhooks/none", "/operator")]
    [InlineData("/operator/webhooks/none/deliveries/none", "/operator")]
    [InlineData("/texts", "/operator")]
    [InlineData("/texts/checks/none", "/operator")]
    [InlineData("/operator", null)]
    public async Task Pages_of_the_operator_send_the_public_to_sign_in(string path, string? to)
    {
        using var client = host.Visitor();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(to is null ? HttpStatusCode.OK : HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(to, answer.Headers.Location?.ToString());
        foreach (var form in new[] { "/adverts/import", "/operator/webhooks", "/operator/webhooks/none/delete" })
        {
            using var post = await client.PostAsync(new Uri(form, UriKind.Relative), null);
            Assert.Equal("/operator", post.Headers.Location?.ToString());
        }
    }

    [Fact]
    public async Task The_operators_page_shows_the_uploads()
    {
        using var client = host.Visitor("en");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.OperatorKey);
        using var page = await client.GetAsync(new Uri("/adverts/import", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Import adverts", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_a_problem_in_the_readers_language()
    {
        var (status, body, answer) = await host.Json("/api/v1/adverts/imports", "en");
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("/problems/operator-only", body.GetProperty("type").GetString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    private async Task<HttpStatusCode> Ask(string route, string? key)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        path = path.Replace("{version}", "latest", StringComparison.Ordinal)
            .Replace("{from}", "2022", StringComparison.Ordinal)
            .Replace("{to}", "latest", StringComparison.Ordinal)
            .Replace("/occupations/{code}", "/occupations/2-02-10-03", StringComparison.Ordinal)
            .Replace("{code}", "2-02", StringComparison.Ordinal)
            .Replace("{id}", "none", StringComparison.Ordinal);
        using var client = host.Visitor();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (method == "POST")
            // Nothing that could start work: what is refused as bad was let in.
            request.Content = new StringContent(
                "{",
                new MediaTypeHeaderValue(
                    path.EndsWith("/imports", StringComparison.Ordinal) || path.EndsWith("/texts/checks", StringComparison.Ordinal)
                        ? "application/octet-stream"
                        : "application/json"
                )
            );
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
