using System.Net.Http.Headers;
using System.Net.Http.Json;
using Zhidian.Cli;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Discovery;

namespace Zhidian.Adverts;

/// <summary>The command line's imports through a running server: files are sent one by one and their jobs followed.</summary>
public sealed class ImportsClient(HttpClient server)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <exception cref="ImportException">A path does not exist or a folder has no files.</exception>
    /// <exception cref="CommandException">The server refused or failed.</exception>
    public ImportReport Import(IReadOnlyList<string> paths, IReadOnlyDictionary<string, string> map, Terminal.Say say)
    {
        var files = paths.SelectMany(FilesOf).ToList();
        var total = Math.Max(1, files.Sum(f => f.Length));
        var done = 0L;
        var reports = new List<ImportReport>();
        foreach (var file in files)
        {
            var job = Send(file, map);
            while (job.State is ImportState.Queued or ImportState.Running)
            {
                say("import by the running server", (done + job.Progress * file.Length) / total, file.Name);
                Thread.Sleep(Pause);
                job = Get<ImportJob>("/api/v1/adverts/imports/" + job.Id);
            }
            if (job.State == ImportState.Failed)
                throw new CommandException(job.Error ?? $"the server could not import {file.FullName}.");
            reports.Add(job.Report!);
            done += file.Length;
        }
        return Sum(reports);
    }

    public StoreStatus Status() => Get<StoreStatus>("/api/v1/adverts/store");

    public IReadOnlyList<Reject> Rejects() => Get<List<Reject>>("/api/v1/adverts/rejects");

    public static ImportReport Sum(IReadOnlyList<ImportReport> reports) =>
        new(
            [.. reports.SelectMany(r => r.Files)],
            [.. reports.SelectMany(r => r.Skipped)],
            TimeSpan.FromTicks(reports.Sum(r => r.Elapsed.Ticks))
        );

    private static IEnumerable<FileInfo> FilesOf(string path)
    {
        if (File.Exists(path))
            return [new FileInfo(path)];
        if (!Directory.Exists(path))
            throw new ImportException($"A1101 {Path.GetFullPath(path)} does not exist. Check the path.");
        var files = new DirectoryInfo(path)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .OrderBy(f => f.FullName, StringComparer.Ordinal)
            .ToList();
        return files.Count > 0
            ? files
            : throw new ImportException($"A1102 {Path.GetFullPath(path)} has no files in it. Name a folder with adverts.");
    }

    private ImportJob Send(FileInfo file, IReadOnlyDictionary<string, string> map)
    {
        var query =
            "?file="
            + Uri.EscapeDataString(file.Name)
            + string.Concat(map.Select(m => "&map=" + Uri.EscapeDataString($"{m.Key}={m.Value}")));
        using var body = new StreamContent(file.OpenRead());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/adverts/imports" + query) { Content = body };
        return Answer<ImportJob>(server.Send(request));
    }

    private T Get<T>(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return Answer<T>(server.Send(request));
    }

    internal static T Answer<T>(HttpResponseMessage response)
    {
        using (response)
        {
            if (!response.IsSuccessStatusCode)
                throw new CommandException(
                    $"the running server answered {(int)response.StatusCode}: {response.Content.ReadAsStringAsync().GetAwaiter().GetResult()}"
                );
            return response.Content.ReadFromJsonAsync<T>(RunJson.Options).GetAwaiter().GetResult()!;
        }
    }
}
