using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Zhidian.Classification;

namespace Zhidian.Bench;

/// <summary>
/// The API over HTTP, on a server of its own: cold start to the first answer, resident memory, and an occupation as JSON under the load
/// of Debian's wrk on the same machine, one code and all codes at random; where wrk is not installed, under our own client.
/// </summary>
internal static class ApiBench
{
    private const string One = "2-02-10-03";

    public static Command Build()
    {
        var connections = new Option<int>("--connections") { DefaultValueFactory = _ => 64 };
        var seconds = new Option<int>("--seconds") { Description = "For each load.", DefaultValueFactory = _ => 10 };
        var starts = new Option<int>("--starts") { Description = "Cold starts to time.", DefaultValueFactory = _ => 5 };
        var command = new Command("api", "Cold start, memory and requests per second of the API.") { connections, seconds, starts };
        command.SetAction((parsed, cancel) => Run(parsed.GetValue(connections), parsed.GetValue(seconds), parsed.GetValue(starts), cancel));
        return command;
    }

    private static async Task<int> Run(int connections, int seconds, int starts, CancellationToken cancel)
    {
        var data = Directory.CreateTempSubdirectory("zhidian-bench-api-").FullName;
        try
        {
            // The first start sets the folder up: it trains the coder and makes the stores.
            using (var first = await ServerProcess.Start(data, cancel))
                await first.Ready(cancel);
            Console.WriteLine("| start | first answer, s | ready, s | resident memory then, MB |");
            Console.WriteLine("|---|---|---|---|");
            for (var i = 1; i <= starts; i++)
            {
                using var server = await ServerProcess.Start(data, cancel);
                var answered = await server.FirstAnswer(Path(One), cancel);
                var ready = await server.Ready(cancel);
                await Task.Delay(TimeSpan.FromSeconds(1), cancel);
                Console.WriteLine(
                    Line($"| {i} | {answered.TotalSeconds:0.00} | {ready.TotalSeconds:0.00} | {server.ResidentMegabytes:0} |")
                );
            }
            using var loaded = await ServerProcess.Start(data, cancel);
            await loaded.Ready(cancel);
            await loaded.FirstAnswer(Path(One), cancel);
            Console.WriteLine();
            Console.WriteLine($"{connections} connections, {seconds} s each after {seconds / 2} s of warm-up");
            Console.WriteLine("| asked | requests/s | median, ms | 99th percentile, ms | other than 200 | resident memory after, MB |");
            Console.WriteLine("|---|---|---|---|---|---|");
            foreach (var (name, paths) in new[] { ("one occupation", new[] { Path(One) }), ("all occupations at random", AllPaths()) })
            {
                await Load(loaded.Address, paths, connections, Math.Max(1, seconds / 2), cancel);
                var answer = await Load(loaded.Address, paths, connections, seconds, cancel);
                Console.WriteLine(
                    Line(
                        $"| {name} | {answer.PerSecond:0} | {answer.Median:0.00} | {answer.Percentile99:0.00} | {answer.Others} | {loaded.ResidentMegabytes:0} |"
                    )
                );
            }
            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static string Path(string code) => $"/api/v1/versions/latest/occupations/{code}";

    private static string[] AllPaths() => [.. Versions.Latest.Occupations.Select(o => Path(o.Code.Text))];

    private static Task<LoadAnswer> Load(Uri server, string[] paths, int connections, int seconds, CancellationToken cancel) =>
        File.Exists("/usr/bin/wrk")
            ? Wrk(server, paths, connections, seconds, cancel)
            : OwnClient(server, paths, connections, seconds, cancel);

    /// <summary>wrk with a script that draws a path for each request; without a script where there is one path.</summary>
    private static async Task<LoadAnswer> Wrk(Uri server, string[] paths, int connections, int seconds, CancellationToken cancel)
    {
        var script = System.IO.Path.GetTempFileName();
        try
        {
            var lua = new StringBuilder("local paths = {\n");
            foreach (var path in paths)
                lua.Append('"').Append(path).Append("\",\n");
            lua.Append(
                "}\nlocal made = {}\nfunction init(args) math.randomseed(os.time()) for i, p in ipairs(paths) do made[i] = wrk.format('GET', p) end end\n"
            );
            lua.Append("function request() return made[math.random(#made)] end\n");
            // Microseconds, and whatever was not answered with 2xx or 3xx or not at all.
            lua.Append(
                "function done(summary, latency, requests)\n"
                    + "local e = summary.errors\n"
                    + "print(string.format('RESULT %d %d %d %d %d', summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), "
                    + "e.status + e.connect + e.read + e.write + e.timeout))\nend\n"
            );
            await File.WriteAllTextAsync(script, lua.ToString(), cancel);
            using var wrk = Process.Start(
                new ProcessStartInfo(
                    "/usr/bin/wrk",
                    ["-t1", $"-c{connections}", $"-d{seconds}s", "-s", script, new Uri(server, paths[0]).ToString()]
                )
                {
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                }
            )!;
            var output = await wrk.StandardOutput.ReadToEndAsync(cancel);
            var line =
                output.Split('\n').FirstOrDefault(l => l.StartsWith("RESULT ", StringComparison.Ordinal))
                ?? throw new InvalidOperationException(output);
            var numbers = line.Split(' ').Skip(1).Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            return new LoadAnswer(numbers[0] / (numbers[1] / 1e6), numbers[2] / 1e3, numbers[3] / 1e3, numbers[4]);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static async Task<LoadAnswer> OwnClient(Uri server, string[] paths, int connections, int seconds, CancellationToken cancel)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseCookies = false })
        {
            BaseAddress = server,
        };
        var watch = Stopwatch.StartNew();
        var others = 0L;
        var each = await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(async seed =>
                {
                    var random = new Random(seed);
                    var times = new List<double>(4096);
                    while (watch.Elapsed < TimeSpan.FromSeconds(seconds))
                    {
                        var start = Stopwatch.GetTimestamp();
                        using var answer = await client.GetAsync(new Uri(paths[random.Next(paths.Length)], UriKind.Relative), cancel);
                        await answer.Content.CopyToAsync(Stream.Null, cancel);
                        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                        if (answer.StatusCode != HttpStatusCode.OK)
                            Interlocked.Increment(ref others);
                    }
                    return times;
                })
        );
        var all = each.SelectMany(t => t).Order().ToArray();
        return new LoadAnswer(all.Length / watch.Elapsed.TotalSeconds, all[all.Length / 2], all[(int)(all.Length * 0.99)], others);
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Times in milliseconds.</summary>
    private sealed record LoadAnswer(double PerSecond, double Median, double Percentile99, long Others);
}
