using Microsoft.Playwright;

namespace Zhidian.Tests.Browser;

/// <summary>The main things people do, by keyboard and without script.</summary>
public sealed class UseTests(PortalHost host, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    [Fact]
    public async Task By_keyboard_alone_from_the_home_page_to_an_occupation()
    {
        var page = await chromium.Page(host.Address);
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("跳到正文", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        for (var i = 0; i < 5 && await Focused(page) != "q"; i++)
            await page.Keyboard.PressAsync("Tab");
        Assert.Equal("q", await Focused(page));
        await page.Keyboard.TypeAsync("人工智能工程技术人员");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/search?**");
        await page.Locator("main .links a").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/classification/latest/2-02-38-01");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pasted_list_is_coded_with_or_without_script_and_can_be_taken_along(bool script)
    {
        var page = await chromium.Page(host.Address, "en", script: script);
        await page.GotoAsync("/code");
        await page.FillAsync("#titles", "Java开发工程师\n\n外卖骑手");
        await page.Locator("main button").ClickAsync();
        await page.WaitForURLAsync("**/code/lists/*");
        Assert.Equal("2 job titles, coded", await page.Locator("h1").InnerTextAsync());
        Assert.Contains("2-02-10-03", await page.Locator("tbody").InnerTextAsync(), StringComparison.Ordinal);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Download CSV").ClickAsync());
        var csv = await File.ReadAllLinesAsync((await download.PathAsync())!);
        Assert.Equal(3, csv.Length);
        Assert.EndsWith("title,code,title_zh,level,confidence,abstained,alternatives", csv[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_switch_stays_on_the_page_and_is_remembered()
    {
        var page = await chromium.Page(host.Address);
        await page.GotoAsync("/emerging?sort=growth");
        await page.GetByText("English").ClickAsync();
        await page.WaitForURLAsync("**/emerging?sort=growth&lang=en");
        await page.GotoAsync("/classification");
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
    }

    [Fact]
    public async Task Titles_with_markup_are_shown_and_not_run()
    {
        var page = await chromium.Page(host.Address);
        var dialogs = 0;
        page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        await page.GotoAsync("/emerging");
        await page.GotoAsync("/code?titles=%3Cscript%3Ealert(1)%3C%2Fscript%3E");
        await page.GotoAsync("/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E");
        Assert.Equal(0, dialogs);
    }

    [Fact]
    public async Task An_example_of_the_API_runs_in_place_and_another_address_is_not_asked()
    {
        var page = await chromium.Page(host.Address, "en");
        await page.GotoAsync("/api");
        var example = page.Locator("#ex-etag form");
        await example.Locator("button").ClickAsync();
        await example.Locator("pre").WaitForAsync();
        Assert.StartsWith("HTTP 304", await example.Locator("pre").InnerTextAsync(), StringComparison.Ordinal);
        var search = page.Locator("#ex-no-query form");
        await search.Locator("input").FillAsync("/api/v1/search?q=电工");
        await search.Locator("button").ClickAsync();
        await search.Locator("pre").WaitForAsync();
        Assert.Contains("etag: ", await search.Locator("pre").InnerTextAsync(), StringComparison.Ordinal);
        await search.Locator("input").FillAsync("http://127.0.0.1:9/elsewhere");
        await search.Locator("button").ClickAsync();
        await search.GetByText("No answer").WaitForAsync();
    }

    [Fact]
    public async Task A_group_of_the_flow_picture_is_followed_by_keyboard()
    {
        var page = await chromium.Page(host.Address, "en", script: false);
        await page.GotoAsync("/changes/1999/2022");
        await page.Locator("a.zc-node").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/changes/1999/2022?under=1#flows");
    }

    [Fact]
    public async Task The_reference_page_draws_without_breaking_its_policy()
    {
        var page = await chromium.Page(host.Address, "en");
        var noise = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                noise.Add(message.Text);
        };
        await page.GotoAsync("/reference");
        await page.GetByText("Zhidian API").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 15_000 });
        Assert.Empty(noise);
    }

    private static Task<string> Focused(IPage page) => page.EvaluateAsync<string>("document.activeElement.id");
}
