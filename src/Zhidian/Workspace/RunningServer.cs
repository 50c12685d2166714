using System.Diagnostics;
using System.Text.Json;
using Zhidian.Operator;

namespace Zhidian.Workspace;

/// <summary>
/// The server that holds a data folder. DuckDB lets one process write, so while a server runs the command line works through it:
/// <c>server.json</c> says where it is, the operator's key of the same folder lets the command in.
/// </summary>
public sealed record RunningServer(string Url, int ProcessId)
{
    /// <summary>Writes where this process listens; <see cref="Forget"/> takes it away again.</summary>
    public static void Announce(DataFolder folder, string url) =>
        DataFolder.Replace(
            folder.ServerFile,
            stream => JsonSerializer.Serialize(stream, new RunningServer(url, Environment.ProcessId)),
            UnixFileMode.UserRead | UnixFileMode.UserWrite
        );

    public static void Forget(DataFolder folder)
    {
        if (Read(folder)?.ProcessId == Environment.ProcessId)
            File.Delete(folder.ServerFile);
    }

    /// <summary>The server of a data folder if it is alive and answers; null when there is none, or only what a dead one left behind.</summary>
    public static RunningServer? Find(DataFolder folder)
    {
        if (Read(folder) is not { } server || !IsAlive(server.ProcessId))
            return null;
        try
        {
            // Its process is alive, so it is there; a busy machine may keep it from answering at once.
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            using var answer = client.Send(new HttpRequestMessage(HttpMethod.Get, server.Url + "/health"));
            return answer.IsSuccessStatusCode ? server : null;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>A client that is let in as the operator. Long work is followed by polling, but one upload may take long.</summary>
    public HttpClient Client(DataFolder folder)
    {
        var client = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromHours(2) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", OperatorKey.Read(folder));
        return client;
    }

    private static RunningServer? Read(DataFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize<RunningServer>(File.ReadAllBytes(folder.ServerFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
