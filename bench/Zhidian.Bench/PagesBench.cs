using System.CommandLine;
using System.Diagnostics;

namespace Zhidian.Bench;

/// <summary>
/// Answers of a warm server under load: a fixed number of connections, each asking again as soon as it was answered. Times are those
/// of the client, which shares the machine's cores with the server, so they are upper bounds.
/// </summary>
internal static class PagesBench
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("home", "/"),
        ("occupation", "/classification/latest/2-02-10-03"),
        ("suggestions", "/api/v1/search/suggest?q=工程"),
        ("emerging", "/emerging"),
    ];

    public static Command Build()
    {
        var url = new Option<string>("--url") { Description = "A running server.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var connections = new Option<int>("--connections") { DefaultValueFactory = _ => 50 };
        var seconds = new Option<int>("--seconds") { Description = "For each page.", DefaultValueFactory = _ => 8 };
        var command = new Command("pages", "Time the pages of a running server under load.") { url, connections, seconds };
        command.SetAction(
            (parsed, cancel) =>
                Run(new Uri(parsed.GetValue(url)!), parsed.GetValue(connections), TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancel)
        );
        return command;
    }

    private static async Task<int> Run(Uri server, int connections, TimeSpan time, CancellationToken cancel)
    {
        using var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        using var client = new HttpClient(handler) { BaseAddress = server };
        Console.WriteLine($"{connections} connections, {time.TotalSeconds:0} s each, after warm-up; milliseconds");
        Console.WriteLine("| page | median | 99th percentile | slowest | requests/s | errors |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, path) in Pages)
        {
            try
            {
                await Load(client, path, connections, TimeSpan.FromSeconds(1), cancel);
            }
            catch (HttpRequestException e)
            {
                Console.WriteLine($"skipped: {server} does not answer ({e.Message}). Start one with: zhidian serve");
                return 0;
            }
            var (times, errors) = await Load(client, path, connections, time, cancel);
            times.Sort();
            Console.WriteLine(
                $"| {name} | {times[times.Count / 2]:0.0} | {times[(int)(times.Count * 0.99)]:0.0} | {times[^1]:0.0} | {times.Count / time.TotalSeconds:0} | {errors} |"
            );
        }
        return 0;
    }

    private static async Task<(List<double> Milliseconds, int Errors)> Load(
        HttpClient client,
        string path,
        int connections,
        TimeSpan time,
        CancellationToken cancel
    )
    {
        var watch = Stopwatch.StartNew();
        var each = await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(async _ =>
                {
                    var times = new List<double>(4096);
                    var errors = 0;
                    while (watch.Elapsed < time)
                    {
                        var start = Stopwatch.GetTimestamp();
                        using var answer = await client.GetAsync(path, cancel);
                        await answer.Content.CopyToAsync(Stream.Null, cancel);
                        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                        errors += answer.IsSuccessStatusCode ? 0 : 1;
                    }
                    return (times, errors);
                })
        );
        return ([.. each.SelectMany(e => e.times)], each.Sum(e => e.errors));
    }
}
