using System.Text.Json;
using Microsoft.Playwright;

namespace Zhidian.Tests.Browser;

/// <summary>What every page owes every reader, checked in a real browser: axe, no sideways scrolling, a quiet console.</summary>
public sealed class EveryPageTests(PortalHost host, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    public static readonly string[] Paths =
    [
        "/",
        "/classification",
        "/classification?marks=S",
        "/classification?at=2-02-38-01",
        "/classification/1999",
        "/classification/2015/2-02",
        "/classification/2022/2-02-10-03",
        "/classification/1999/at/Z000324",
        "/classification/latest/at/Z003006",
        "/classification/latest/2-02-38",
        "/classification/latest/2-02",
        "/classification/latest/2-02-38-01",
        "/classification/2022.1/2-02-32-00",
        "/classification/latest/9-99",
        "/search",
        "/search?q=数据",
        "/search?q=zzzz",
        "/emerging",
        "/emerging/" + SampleRun.First,
        "/emerging/" + SampleRun.Bare,
        "/code",
        "/code?titles=Java开发工程师%0A外卖骑手%0A随便写写",
        "/adverts",
        "/operator",
        "/problems",
        "/changes",
        "/changes/1999/2022.2",
        "/changes/1999/2022.2?under=6-05",
        "/changes/2015/2022",
        "/changes/2022/2022",
        "/changes/1066/2022",
        "/releases",
        "/releases/2019-04",
        "/releases/2022.2",
        "/releases/2015",
        "/api",
        "/downloads",
        "/downloads?version=1999",
        "/id/occupation/Z003008",
        "/nowhere",
    ];

    public static TheoryData<string> Cases() => [.. Paths];

    /// <summary>Both languages, desktop and phone, light and dark: one browser page, because opening one costs more than the rest.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Page_is_accessible_fits_and_is_quiet(string path)
    {
        var page = await chromium.Page(host.Address);
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            // Chromium itself notes every answer of 400 and more; that is what some of these pages are.
            if (message.Type is "error" or "warning" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal))
                faults.Add(message.Text);
        };
        page.PageError += (_, error) => faults.Add(error);
        foreach (var (language, scheme) in new[] { ("zh-Hans", ColorScheme.Light), ("en", ColorScheme.Dark) })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SetViewportSizeAsync(1280, 800);
            await page.GotoAsync(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language);
            Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
            // Folded parts count too.
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            foreach (var width in (int[])[1280, 360])
            {
                await page.SetViewportSizeAsync(width, 800);
                await Shoot(page, path, language, width);
                var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (wide > 0)
                    faults.Add($"{language} at {width}: {wide} px too wide");
                faults.AddRange((await Axe(page)).Select(f => $"{language} at {width}: {f}"));
            }
        }
        await page.Context.CloseAsync();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    private async Task<List<string>> Axe(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("typeof axe === 'object'"))
            await page.EvaluateAsync(chromium.Axe);
        var result = await page.EvaluateAsync<JsonElement>(
            "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })"
        );
        return result
            .GetProperty("violations")
            .EnumerateArray()
            .Select(v =>
                $"{v.GetProperty("id")}: {v.GetProperty("help")}: {string.Join(" | ", v.GetProperty("nodes").EnumerateArray().Take(3).Select(n => n.GetProperty("html") + " " + n.GetProperty("failureSummary")))}"
            )
            .ToList();
    }

    /// <summary>With ZHIDIAN_SHOTS=folder every page is also pictured there, for eyes.</summary>
    private static async Task Shoot(IPage page, string path, string language, int width)
    {
        if (Environment.GetEnvironmentVariable("ZHIDIAN_SHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(
                new PageScreenshotOptions
                {
                    Path = Path.Combine(
                        folder,
                        $"{string.Concat(path.Select(c => char.IsLetterOrDigit(c) || c == '-' ? c : '_'))}.{language}.{width}.png"
                    ),
                    FullPage = path != "/classification",
                }
            );
    }
}
