using Microsoft.Playwright;
using Zhidian.Tests.Browser;

namespace Zhidian.Tests.Search;

/// <summary>Suggestions while typing, by keyboard and by mouse.</summary>
public sealed class SearchBoxTests(PortalHost host, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    [Fact]
    public async Task Enter_submits_what_is_typed_while_suggestions_are_open()
    {
        var page = await chromium.Page(host.Address);
        await page.GotoAsync("/");
        await page.Locator("#q").PressSequentiallyAsync("电工");
        await page.Locator("#q-list [role=option]").First.WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/search?q=*");
        Assert.Equal("电工", await page.Locator("#q").InputValueAsync());
    }

    [Fact]
    public async Task An_option_chosen_with_the_arrows_leads_to_its_entry()
    {
        var page = await chromium.Page(host.Address, "en");
        await page.GotoAsync("/search");
        var box = page.Locator("#q");
        await box.PressSequentiallyAsync("wangluozhubo");
        await page.GetByText("4-13-01-10").WaitForAsync();
        Assert.Equal("true", await box.GetAttributeAsync("aria-expanded"));
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("q-list-0", await box.GetAttributeAsync("aria-activedescendant"));
        Assert.Equal("true", await page.Locator("#q-list-0").GetAttributeAsync("aria-selected"));
        await page.Keyboard.PressAsync("ArrowUp");
        Assert.Null(await box.GetAttributeAsync("aria-activedescendant"));
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/classification/latest/4-13-01-10");
    }

    [Fact]
    public async Task Escape_closes_the_list_and_a_click_chooses()
    {
        var page = await chromium.Page(host.Address);
        await page.GotoAsync("/search");
        var box = page.Locator("#q");
        await box.PressSequentiallyAsync("网络主播");
        var option = page.Locator("#q-list [role=option]").First;
        await option.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("false", await box.GetAttributeAsync("aria-expanded"));
        Assert.Equal("网络主播", await box.InputValueAsync());
        await page.Keyboard.PressAsync("ArrowDown");
        await option.ClickAsync();
        await page.WaitForURLAsync("**/classification/latest/4-13-01-10");
    }

    [Theory]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 360)]
    public async Task An_open_list_has_no_accessibility_violation_and_fits_the_window(string language, int width)
    {
        var page = await chromium.Page(host.Address, language, width);
        await page.GotoAsync("/");
        await page.Locator("#q").PressSequentiallyAsync("shuju");
        await page.Locator("#q-list [role=option]").First.WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.EvaluateAsync(chromium.Axe);
        var violations = await page.EvaluateAsync<string[]>(
            "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes[0].html)"
        );
        Assert.Empty(violations);
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    [Fact]
    public async Task Without_script_the_box_is_a_form()
    {
        var page = await chromium.Page(host.Address, script: false);
        await page.GotoAsync("/");
        await page.FillAsync("#q", "wlzb");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".hits a").First.ClickAsync();
        await page.WaitForURLAsync("**/classification/latest/4-13-01-10");
    }
}
