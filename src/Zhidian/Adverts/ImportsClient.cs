using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Zhidian.Cli;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Discovery;

namespace Zhidian.Adverts;

/// <summary>The command line's imports through a running server: files are sent one by one and their jobs followed.</summary>
public sealed class ImportsClient(HttpClient server)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>The same files, skipped and faulty ones reported the same, as an import in this process.</summary>
    /// <exception cref="ImportException">A path does not exist or a folder has no adverts.</exception>
    /// <exception cref="CommandException">The server refused or failed.</exception>
    public ImportReport Import(IReadOnlyList<string> paths, IReadOnlyDictionary<string, string> map, Terminal.Say say) =>
        Sum(paths.Select(path => Import(path, map, say)).ToList());

    private ImportReport Import(string path, IReadOnlyDictionary<string, string> map, Terminal.Say say)
    {
        var (names, skipped) = InputFolder.Files(path);
        var alone = names.Count == 1 && skipped.Count == 0;
        var files = names.Select(name => new FileInfo(name)).ToList();
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
            done += file.Length;
            var error = Located(job.Error, file);
            if (job.Report is { } report)
                reports.Add(
                    report with
                    {
                        Files = [.. report.Files.Select(f => f with { File = file.FullName, Error = Located(f.Error, file) })],
                    }
                );
            else if (error is null)
                throw new CommandException($"the server could not import {file.FullName}.");
            // A1...: of the file; the others of its folder are not concerned. Anything else stops every import.
            else if (alone || !error.StartsWith("A11", StringComparison.Ordinal))
                throw new CommandException(error);
            else if (InputFolder.SaysNoAdverts(error))
                skipped.Add(new SkippedFile(file.FullName, error));
            else
                reports.Add(Faulty(file, error));
        }
        if (reports.Count == 0)
            throw new ImportException($"A1120 no file in {path} holds adverts. First of them: {skipped[0].File}: {skipped[0].Reason}");
        var all = Sum(reports);
        return all with { Skipped = [.. skipped, .. all.Skipped] };
    }

    /// <summary>The server knows the file by its name alone; the sender wants to know which of its files is meant.</summary>
    private static string? Located(string? error, FileInfo file) =>
        error?.IndexOf(file.Name, StringComparison.Ordinal) is { } at and >= 0
            ? string.Concat(error.AsSpan(0, at), file.FullName, error.AsSpan(at + file.Name.Length))
            : error;

    private static ImportReport Faulty(FileInfo file, string error) =>
        new(
            [new FileReport(file.FullName, "", null, 0, 0, 0, 0, 0, 0, false, 0, 0, 0, null, new Dictionary<string, string>(), error)],
            [],
            TimeSpan.Zero
        );

    public StoreStatus Status() => Get<StoreStatus>("/api/v1/adverts/store");

    public IReadOnlyList<Reject> Rejects() => Get<List<Reject>>("/api/v1/adverts/rejects");

    public static ImportReport Sum(IReadOnlyList<ImportReport> reports) =>
        new(
            [.. reports.SelectMany(r => r.Files)],
            [.. reports.SelectMany(r => r.Skipped)],
            TimeSpan.FromTicks(reports.Sum(r => r.Elapsed.Ticks))
        );

    private ImportJob Send(FileInfo file, IReadOnlyDictionary<string, string> map)
    {
        var query =
            "?file="
            + Uri.EscapeDataString(file.Name)
            + string.Concat(map.Select(m => "&map=" + Uri.EscapeDataString($"{m.Key}={m.Value}")));
        using var body = new StreamContent(file.OpenRead());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/adverts/imports" + query) { Content = body };
        // A refusal comes before the file is sent; without this it would be lost in a connection that breaks off.
        request.Headers.ExpectContinue = true;
        return Answer<ImportJob>(server.Send(request));
    }

    private T Get<T>(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return Answer<T>(server.Send(request));
    }

    /// <summary>A problem in words; what is no problem document (a proxy's page, say) as its status alone.</summary>
    private static string Problem(HttpResponseMessage response)
    {
        try
        {
            using var problem = JsonDocument.Parse(response.Content.ReadAsStringAsync().GetAwaiter().GetResult());
            string? Say(string name) => problem.RootElement.TryGetProperty(name, out var text) ? text.GetString() : null;
            return $"{Say("title")} {Say("detail")}".Trim() + $" ({(int)response.StatusCode})";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return $"status {(int)response.StatusCode}";
        }
    }

    internal static T Answer<T>(HttpResponseMessage response)
    {
        using (response)
        {
            if (!response.IsSuccessStatusCode)
                throw new CommandException($"the running server refused: {Problem(response)}");
            return response.Content.ReadFromJsonAsync<T>(RunJson.Options).GetAwaiter().GetResult()!;
        }
    }
}
