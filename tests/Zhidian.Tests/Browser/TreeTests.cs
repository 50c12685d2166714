using Microsoft.Playwright;

namespace Zhidian.Tests.Browser;

/// <summary>The tree of the Classification as a reader's hands meet it: keys, mouse, addresses, and no script.</summary>
public sealed class TreeTests(PortalHost host, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    [Fact]
    public async Task By_keyboard_from_the_root_to_an_occupation_and_back()
    {
        var page = await chromium.Page(host.Address);
        await page.GotoAsync("/classification");
        await page.Locator("[role=treeitem]").First.FocusAsync();
        Assert.Equal("1", await Code(page));
        await Press(page, "ArrowDown", "2");
        await Press(page, "ArrowRight", "2");
        await page.Locator("#n-2-02 > .row").WaitForAsync();
        await Press(page, "ArrowRight", "2-01");
        await Press(page, "ArrowDown", "2-02");
        await Press(page, "ArrowRight", "2-02");
        await page.Locator("#n-2-02-38 > .row").WaitForAsync();
        // Typing a code jumps to it; what is typed within a moment belongs together.
        await page.Keyboard.TypeAsync("2-02-38");
        Assert.Equal("2-02-38", await Code(page));
        await Press(page, "Enter", null);
        await page.WaitForURLAsync("**/classification/latest/2-02-38");
        await page.GoBackAsync();
        // The address had followed, so the way back leads to the open path.
        await page.Locator("#n-2-02-38 > .row[role=treeitem]").WaitForAsync();
        Assert.Contains("at=2-02", page.Url, StringComparison.Ordinal);
        await page.Locator("#n-2-02-38 > .row").FocusAsync();
        await Press(page, "ArrowLeft", "2-02");
        await Press(page, "ArrowLeft", "2-02");
        Assert.True(await page.Locator("#n-2-02-38").IsHiddenAsync());
        await Press(page, "ArrowLeft", "2");
        await Press(page, "Home", "1");
        await Press(page, "End", "8");
    }

    [Fact]
    public async Task A_reader_is_told_place_level_and_state_and_one_stop_is_in_the_tab_order()
    {
        var page = await chromium.Page(host.Address, "en");
        await page.GotoAsync("/classification?at=2-02-38-01");
        await page.Locator("[role=tree]").WaitForAsync();
        var row = page.Locator("#n-2-02-38-01 > .row");
        Assert.Equal("4", await row.GetAttributeAsync("aria-level"));
        Assert.Equal("true", await row.GetAttributeAsync("aria-current"));
        Assert.Equal("0", await row.GetAttributeAsync("tabindex"));
        Assert.Equal("true", await page.Locator("#n-2-02 > .row").GetAttributeAsync("aria-expanded"));
        Assert.Equal("false", await page.Locator("#n-1 > .row").GetAttributeAsync("aria-expanded"));
        Assert.Equal(1, await page.Locator("[role=tree] [tabindex='0']").CountAsync());
        var shown = await page.Locator("#n-2-02-38 > ul > li").CountAsync();
        Assert.Equal(shown, int.Parse((await row.GetAttributeAsync("aria-setsize"))!, System.Globalization.CultureInfo.InvariantCulture));
        var seen = await row.BoundingBoxAsync();
        Assert.InRange(seen!.Y, 0, 800);
    }

    [Fact]
    public async Task A_major_group_opens_and_closes_whole_by_mouse_and_the_filter_stays()
    {
        var page = await chromium.Page(host.Address, "en");
        await page.GotoAsync("/classification?marks=S");
        await page.Locator("[role=tree]").WaitForAsync();
        await page.Locator("#n-4 > .whole").ClickAsync();
        await page.WaitForURLAsync("**?marks=S*");
        await page.Locator("#n-4 > .whole:text('Collapse all')").WaitForAsync();
        Assert.True(await page.Locator("#n-4 .mark.s").CountAsync() > 5);
        Assert.Equal(0, await page.Locator("#n-4 li li li:not(:has(.mark.s))").CountAsync());
        await page.Locator("#n-4 > .whole").ClickAsync();
        await page.Locator("#n-4 > .whole:text('Expand all')").WaitForAsync();
        Assert.Contains("marks=S", page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("#n-4 > ul:visible").CountAsync());
    }

    [Fact]
    public async Task Without_script_every_branch_is_a_link()
    {
        var page = await chromium.Page(host.Address, script: false);
        await page.GotoAsync("/classification");
        await page.Locator("#n-1 > .twist").ClickAsync();
        await page.Locator("#n-1-02 > .twist").ClickAsync();
        await page.Locator("#n-1-02 .row").Nth(1).ClickAsync();
        await page.WaitForURLAsync("**/classification/latest/1-02-*");
    }

    [Fact]
    public async Task On_paper_the_open_rows_stand_without_handles_and_menus()
    {
        var page = await chromium.Page(host.Address);
        await page.GotoAsync("/classification?at=2-02-38-01");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.True(await page.Locator("#n-2-02-38-01 > .row").IsVisibleAsync());
        foreach (var part in (string[])[".twist", ".whole", ".picker", ".filters", ".top", ".below"])
            Assert.True(await page.Locator(part).First.IsHiddenAsync(), part);
    }

    [Fact]
    public async Task Another_version_shows_the_same_occupation_under_its_code_there()
    {
        var page = await chromium.Page(host.Address, "en");
        await page.GotoAsync("/classification/latest/2-02-32-01");
        await page.Locator(".picker > summary").ClickAsync();
        await page.Locator(".picker th a:text-is('2022')").ClickAsync();
        await page.WaitForURLAsync("**/classification/2022/2-02-32-00");
        await page.Locator(".note a").ClickAsync();
        await page.WaitForURLAsync("**/classification/latest/2-02-32-01");
    }

    private static Task<string> Code(IPage page) => page.EvaluateAsync<string>("document.activeElement.closest('li')?.id.slice(2) ?? ''");

    private static async Task Press(IPage page, string key, string? expected)
    {
        await page.Keyboard.PressAsync(key);
        if (expected is not null)
            Assert.Equal(expected, await Code(page));
    }
}
