using System.CommandLine;
using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Zhidian.Classification;
using Zhidian.Classification.Search;
using Zhidian.Serve;
using Zhidian.Workspace;

namespace Zhidian.Bench;

/// <summary>Suggestions and pages on a synthetic classification far larger than the real one.</summary>
internal static class ScaleBench
{
    private const int Seed = 11;

    public static Command Build()
    {
        var size = new Option<int>("--entries") { DefaultValueFactory = _ => 200_000 };
        var versions = new Option<int>("--versions") { DefaultValueFactory = _ => 50 };
        var command = new Command("scale", "Suggestions and pages on a synthetic classification of any size.") { size, versions };
        command.SetAction((parsed, cancel) => Run(parsed.GetValue(size), parsed.GetValue(versions), cancel));
        return command;
    }

    private static async Task<int> Run(int size, int versions, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var history = new SyntheticHistory(size, versions, Seed).Make();
        var latest = history.Latest;
        Console.WriteLine(
            $"{latest.Entries.Count:N0} entries in each of {versions} versions, made in {watch.Elapsed.TotalSeconds:0.0} s; "
                + $"memory {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0} MB"
        );
        Versions.Use(history);
        SearchBench.Codes(latest);
        Index(history, latest);
        await Pages(history, cancel);
        return 0;
    }

    private static void Index(History history, ClassificationVersion latest)
    {
        var watch = Stopwatch.StartNew();
        var births = new Origins(history);
        Console.WriteLine($"births of all ids: {watch.Elapsed.TotalMilliseconds:0} ms");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        watch.Restart();
        var index = new SearchIndex(latest, origins: births);
        Console.WriteLine($"index of {latest.Name}: {watch.Elapsed.TotalMilliseconds:0} ms");
        Console.WriteLine($"  memory kept: {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0.0} MB");
        SearchBench.Head();
        var every = Math.Max(1, latest.Entries.Count / 500);
        foreach (var (name, texts) in SearchBench.Typed(latest, new Dictionary<string, IReadOnlyList<string>>(), every))
            SearchBench.Suggestions(index, name, texts);
    }

    private static async Task Pages(History history, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("zhidian-scale-").FullName;
        try
        {
            using var workspace = new Workspace.Workspace(new DataFolder(folder));
            await using var app = ServeCommand.BuildApp(workspace, null, "http://127.0.0.1:0", "--Logging:LogLevel:Default=None");
            await app.StartAsync(cancel);
            var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            var watch = Stopwatch.StartNew();
            app.Services.GetRequiredService<Search.SearchIndexes>().Of(history.Latest);
            Console.WriteLine($"warm-up of search, as at a server's start: {watch.Elapsed.TotalMilliseconds:0} ms");
            // Compiled code is not what is measured: the same pages of another version first.
            var older = history.Versions[history.Versions.Count / 2];
            var group = history.Latest.Entries.First(e => e.Level == Level.Minor).Code;
            var occupation = history.Latest.Occupations[history.Latest.Occupations.Count / 2].Code;
            var other = history.Latest.Occupations[history.Latest.Occupations.Count / 3].Code;
            Console.WriteLine("| page | bytes | first ms | again ms |");
            Console.WriteLine("|---|---|---|---|");
            await Time(client, "an occupation, the first page of the process", $"/classification/latest/{other}", cancel);
            foreach (var version in (string[])["latest", older.Name])
            {
                await Time(client, $"root, {version}", $"/classification?version={version}", cancel);
                await Time(client, $"major group, {version}", $"/classification/{version}/{group.At(Level.Major)}", cancel);
                await Time(client, $"sub-major group, {version}", $"/classification/{version}/{group.At(Level.SubMajor)}", cancel);
                await Time(client, $"minor group, {version}", $"/classification/{version}/{group}", cancel);
                await Time(client, $"occupation, {version}", $"/classification/{version}/{occupation}", cancel);
            }
            foreach (var q in (string[])["数据", "工", "wangluo", "engineer", "2-02"])
                await Time(client, $"search {q}", $"/search?q={Uri.EscapeDataString(q)}", cancel);
            await Time(client, $"search 数据, {older.Name}, index built in it", $"/search?version={older.Name}&q=数据", cancel);
            await Time(client, $"search 工程, {older.Name}", $"/search?version={older.Name}&q=工程", cancel);
            await Time(client, "occupation as JSON", $"/api/v1/versions/latest/occupations/{occupation}", cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Time(HttpClient client, string name, string path, CancellationToken cancel)
    {
        var times = new double[2];
        var bytes = 0;
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancel);
            bytes = (await answer.Content.ReadAsByteArrayAsync(cancel)).Length;
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (!answer.IsSuccessStatusCode)
                name += $" ({(int)answer.StatusCode})";
        }
        Console.WriteLine($"| {name} | {bytes:N0} | {times[0]:0} | {times[1]:0.0} |");
    }
}
