using System.Net;
using System.Text.RegularExpressions;
using Zhidian.Tests.Serve;

namespace Zhidian.Tests.Webhooks;

/// <summary>The operator with a browser: signs in, fills in forms, follows links.</summary>
public sealed class WebhookPageTests
{
    [Fact]
    public async Task A_person_subscribes_tries_rotates_and_deletes_with_forms()
    {
        await using var host = await WebhookHost.StartAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        using var signedIn = await Served.SignIn(browser, new Uri(host.Address, "/operator?ticket=" + host.SignInTicket));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);

        var list = await browser.GetStringAsync(new Uri("/operator/webhooks", UriKind.Relative));
        var (status, wrong) = await Post(
            browser,
            "/operator/webhooks",
            list,
            ("url", "http://receiver.example/a"),
            ("reason", "Asked for.")
        );
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("url must begin with https://", wrong, StringComparison.Ordinal);
        Assert.Contains("value=\"http://receiver.example/a\"", wrong, StringComparison.Ordinal);

        var (created, page) = await Post(
            browser,
            "/operator/webhooks",
            list,
            ("url", host.Receiver.Address.ToString()),
            ("events", "classification.changes"),
            ("under", "4 2-02"),
            ("reason", "Asked for.")
        );
        Assert.Equal(HttpStatusCode.OK, created);
        var secret = Secret(page);
        var path = Regex
            .Match(page, "action=\"(?<path>/operator/webhooks/wh_[0-9a-f]+)/test\"", RegexOptions.NonBacktracking)
            .Groups["path"]
            .Value;
        Assert.DoesNotContain(secret, await browser.GetStringAsync(new Uri(path, UriKind.Relative)), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await Post(browser, path + "/disable", page, ("reason", ""))).Status);
        foreach (var act in new[] { "disable", "enable", "test" })
            Assert.Equal(HttpStatusCode.Redirect, (await Post(browser, $"{path}/{act}", page, ("reason", "Because."))).Status);
        var id = "";
        for (var i = 0; i < 600 && id.Length == 0; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            var now = await browser.GetStringAsync(new Uri(path, UriKind.Relative));
            if (now.Contains(">delivered<", StringComparison.Ordinal))
                id = Regex.Match(now, "/deliveries/(?<id>msg_[0-9a-f]+)", RegexOptions.NonBacktracking).Groups["id"].Value;
        }
        var message = await browser.GetStringAsync(new Uri($"{path}/deliveries/{id}", UriKind.Relative));
        Assert.Contains("webhook.test", message, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await Post(browser, path + "/replay", message, ("delivery", id), ("reason", "Because."))).Status
        );
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await Post(browser, path + "/replay-since", page, ("since", "2026-01-31 08:00"), ("reason", "Because."))).Status
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await Post(browser, path + "/replay-since", page, ("since", "soon"), ("reason", "x"))).Status
        );
        var (_, rotated) = await Post(browser, path + "/rotate", page, ("reason", "Because."));
        Assert.NotEqual(secret, Secret(rotated));
        Assert.Equal(HttpStatusCode.NotFound, (await Post(browser, path + "/explode", page, ("reason", "Because."))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(browser, path + "/delete", page, ("reason", "Because."))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await Post(browser, path + "/enable", page, ("reason", "Because."))).Status);
    }

    [Theory]
    [InlineData("/operator/webhooks")]
    [InlineData("/operator/webhooks/none/delete")]
    [InlineData("/api/v1/webhooks/none/disable")]
    public async Task A_post_by_cookie_without_a_form_token_does_nothing(string path)
    {
        await using var host = await WebhookHost.StartAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };
        using var signedIn = await Served.SignIn(browser, new Uri(host.Address, "/operator?ticket=" + host.SignInTicket));
        using HttpContent content = path.StartsWith("/api", StringComparison.Ordinal)
            ? new StringContent("{\"reason\":\"x\"}", System.Text.Encoding.UTF8, "application/json")
            : new FormUrlEncodedContent([new("url", "https://receiver.example/"), new("reason", "x")]);
        using var answer = await browser.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var (_, list) = await host.Ask(HttpMethod.Get, "/api/v1/webhooks");
        Assert.Equal(0, list.GetProperty("items").GetArrayLength());
    }

    private static string Secret(string page) =>
        WebUtility.HtmlDecode(
            Regex.Match(page, "<code id=\"secret\">(?<secret>whsec_[^<]+)</code>", RegexOptions.NonBacktracking).Groups["secret"].Value
        );

    private static async Task<(HttpStatusCode Status, string Page)> Post(
        HttpClient browser,
        string path,
        string page,
        params (string Name, string Value)[] fields
    )
    {
        using var content = new FormUrlEncodedContent([
            new("form-token", Served.Field(page, "form-token")),
            .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)),
        ]);
        using var answer = await browser.PostAsync(new Uri(path, UriKind.Relative), content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
