using Microsoft.Playwright;

namespace Zhidian.Tests.Browser;

/// <summary>Debian's Chromium, started once. Where it or axe is missing the tests are skipped and say so; test.sh installs both.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Axe { get; private set; } = "";

    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var axe = Environment.GetEnvironmentVariable("ZHIDIAN_AXE") ?? FromTools();
        if (!File.Exists(Executable) || axe is null || !File.Exists(axe))
        {
            Missing = $"needs {Executable} and axe-core (ZHIDIAN_AXE or .tools/node_modules/axe-core/axe.min.js): run ./test.sh";
            // Set by test.sh: what cannot be tested there has failed.
            if (Environment.GetEnvironmentVariable("ZHIDIAN_REQUIRE_ALL") == "1")
                throw new InvalidOperationException(Missing);
            return;
        }
        Axe = await File.ReadAllTextAsync(axe);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Executable,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <summary>A page of its own context: no cookies, the language and width asked for.</summary>
    public async Task<IPage> Page(Uri address, string language = "zh-CN", int width = 1280, bool script = true, bool dark = false)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var context = await _browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = address.ToString(),
                Locale = language,
                ViewportSize = new ViewportSize { Width = width, Height = 800 },
                JavaScriptEnabled = script,
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            }
        );
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? FromTools()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Zhidian.slnx")))
                return Path.Combine(folder.FullName, ".tools", "node_modules", "axe-core", "axe.min.js");
        return null;
    }
}
