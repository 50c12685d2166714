using System.CommandLine;
using Microsoft.Playwright;

namespace Zhidian.Bench;

/// <summary>
/// First contentful paint and load in Chromium with nothing in its cache, as the browser's own Performance API tells them. Each visit
/// is a new profile and an address not asked before, so the server's output cache is cold too.
/// </summary>
internal static class PaintBench
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("home", "/"),
        ("tree", "/classification"),
        ("tree, path open", "/classification/latest?at=2-02-38-01"),
        ("tree, a major group whole", "/classification/latest?all=2"),
        ("sub-major group", "/classification/latest/2-02"),
        ("occupation", "/classification/latest/2-02-38-01"),
        ("occupation of 1999", "/classification/1999/2-02-13-01"),
        ("changes", "/changes"),
        ("search", "/search?q=数据"),
    ];

    public static Command Build()
    {
        var url = new Option<string>("--url") { Description = "A running server.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var chromium = new Option<string>("--chromium") { DefaultValueFactory = _ => "/usr/bin/chromium" };
        var visits = new Option<int>("--visits") { Description = "For each page.", DefaultValueFactory = _ => 7 };
        var command = new Command("paint", "Time the first content of pages in Chromium with cold caches.") { url, chromium, visits };
        command.SetAction((parsed, _) => Run(new Uri(parsed.GetValue(url)!), parsed.GetValue(chromium)!, parsed.GetValue(visits)));
        return command;
    }

    private static async Task<int> Run(Uri server, string chromium, int visits)
    {
        if (!File.Exists(chromium))
        {
            Console.WriteLine($"skipped: there is no {chromium}");
            return 0;
        }
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] }
        );
        Console.WriteLine($"{visits} visits each, milliseconds");
        Console.WriteLine("| page | first content: median | slowest | first byte: median | loaded: median | KB sent |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, path) in Pages)
        {
            var times = new List<Visit>();
            for (var i = 0; i < visits; i++)
                if (await Visited(browser, server, path) is { } visit)
                    times.Add(visit);
            if (times.Count == 0)
            {
                Console.WriteLine($"| {name} | no such page | | | | |");
                continue;
            }
            Console.WriteLine(
                $"| {name} | {Median(times, v => v.Painted):0} | {times.Max(v => v.Painted):0} | {Median(times, v => v.FirstByte):0} | {Median(times, v => v.Loaded):0} | {times[0].Bytes / 1024.0:0} |"
            );
        }
        return 0;
    }

    private sealed record Visit(double Painted, double FirstByte, double Loaded, double Bytes);

    private static async Task<Visit?> Visited(IBrowser browser, Uri server, string path)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = server.ToString() });
        var page = await context.NewPageAsync();
        var answer = await page.GotoAsync(
            path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "visit=" + Guid.NewGuid().ToString("N"),
            new PageGotoOptions { WaitUntil = WaitUntilState.Load }
        );
        if (answer is not { Ok: true })
            return null;
        var numbers = await page.EvaluateAsync<double[]>(
            """
            new Promise((done) => {
              const say = () => {
                const paint = performance.getEntriesByName("first-contentful-paint")[0];
                if (!paint) return setTimeout(say, 20);
                const way = performance.getEntriesByType("navigation")[0];
                const sent = performance.getEntriesByType("resource").reduce((sum, r) => sum + r.transferSize, way.transferSize);
                done([paint.startTime, way.responseStart, way.loadEventEnd || way.domComplete, sent]);
              };
              say();
            })
            """
        );
        return new Visit(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static double Median(List<Visit> visits, Func<Visit, double> of) => visits.Select(of).Order().ElementAt(visits.Count / 2);
}
