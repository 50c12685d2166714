using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Playwright;
using Zhidian.Tests.Browser;

namespace Zhidian.Tests.Webhooks;

/// <summary>The operator's pages of webhooks in a real browser: axe, and no sideways scrolling on a phone.</summary>
public sealed class WebhookBrowserTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    [Fact]
    public async Task The_operators_pages_are_accessible_and_fit()
    {
        await using var host = await WebhookHost.StartAsync();
        host.Receiver.Answers(500, "Not today. " + new string('z', 300));
        var (path, _) = await host.Subscribe();
        var (_, sent) = await host.Ask(HttpMethod.Post, path + "/test", new { reason = "Try." });
        var id = sent.GetProperty("id").GetString()!;
        await host.Becomes(path, id, d => d.GetProperty("log").GetArrayLength() == 1);
        var page = await chromium.Page(host.Address);
        AuthenticationHeaderValue key = host.Operator.DefaultRequestHeaders.Authorization!;
        await page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Authorization"] = key.ToString() });
        var one = path.Replace("/api/v1", "/operator", StringComparison.Ordinal);
        var faults = new List<string>();
        foreach (var (language, scheme) in new[] { ("zh-Hans", ColorScheme.Light), ("en", ColorScheme.Dark) })
        foreach (var shown in new[] { "/operator/webhooks", one, $"{one}/deliveries/{id}" })
        foreach (var width in (int[])[1280, 360])
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 800);
            await page.GotoAsync($"{shown}?lang={language}");
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                faults.Add($"{shown} {language}: too wide at {width}");
            await page.EvaluateAsync(chromium.Axe);
            var result = await page.EvaluateAsync<JsonElement>("axe.run()");
            faults.AddRange(
                result
                    .GetProperty("violations")
                    .EnumerateArray()
                    .Select(v => $"{shown} {language} {width}: {v.GetProperty("id")} {v.GetProperty("nodes")[0].GetProperty("html")}")
            );
        }
        await page.Context.CloseAsync();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
