using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Zhidian.Cli;
using Zhidian.Discovery;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Discovery;

namespace Zhidian.Adverts;

/// <summary>
/// Imports in the running server, one at a time. An upload is spooled whole before its job is made, and a job is a file beside it, so a
/// restart loses nothing: the importer goes on where its last batch was committed. After the last waiting import discovery runs again.
/// </summary>
public sealed partial class ImportJobs(Workspace.Workspace workspace, DiscoveryRuns discovery, ILogger<ImportJobs> log) : BackgroundService
{
    private const int Kept = 200;
    private readonly ConcurrentDictionary<string, ImportJob> _jobs = new();
    private readonly Channel<string> _waiting = Channel.CreateUnbounded<string>();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ImportJob> All => _jobs.Values.OrderByDescending(j => j.Id, StringComparer.Ordinal).ToList();

    public ImportJob? Find(string id) => _jobs.GetValueOrDefault(id);

    /// <summary>Spools the upload and queues its import. When the upload breaks off nothing stays behind.</summary>
    /// <param name="fileName">As the sender calls it: kept for reports, and its ending helps to tell the format.</param>
    public async Task<ImportJob> AddAsync(
        string fileName,
        Stream content,
        IReadOnlyDictionary<string, string> map,
        CancellationToken cancel
    )
    {
        var now = DateTimeOffset.UtcNow;
        var id =
            now.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)
            + "-"
            + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var name = SafeName(fileName);
        var folder = Directory.CreateDirectory(Path.Combine(workspace.Data.Spool, id));
        try
        {
            long bytes;
            await using (var file = new FileStream(Path.Combine(folder.FullName, name), FileMode.CreateNew))
            {
                await content.CopyToAsync(file, cancel);
                await file.FlushAsync(cancel);
                bytes = file.Length;
            }
            var job = new ImportJob(id, name, bytes, map, ImportState.Queued, now, null, 0, 0, null, null);
            Keep(job);
            await _waiting.Writer.WriteAsync(id, cancel);
            return job;
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var job in ReadSpool())
        {
            _jobs[job.Id] = job;
            if (job.State is ImportState.Queued or ImportState.Running)
                await _waiting.Writer.WriteAsync(job.Id, stoppingToken);
        }
        await foreach (var id in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            var added = await Task.Run(() => Import(_jobs[id], stoppingToken), stoppingToken);
            if (added && _waiting.Reader.Count == 0)
                await Task.Run(() => discovery.Refresh(stoppingToken), stoppingToken);
        }
    }

    /// <returns>Whether adverts were added.</returns>
    private bool Import(ImportJob job, CancellationToken stopping)
    {
        Keep(job = job with { State = ImportState.Running });
        var folder = Path.Combine(workspace.Data.Spool, job.Id);
        try
        {
            var report = workspace
                .Importer()
                .Import(Path.Combine(folder, job.File), new ImportOptions(Map: job.Map), new Watch(this, job.Id), stopping);
            Keep(
                _jobs[job.Id] with
                {
                    State = ImportState.Done,
                    Finished = DateTimeOffset.UtcNow,
                    Progress = 1,
                    Records = report.Records,
                    Report = report,
                }
            );
            File.Delete(Path.Combine(folder, job.File));
            return report.Added > 0;
        }
        catch (OperationCanceledException)
        {
            // The server stops. The job stays "running" on the disk and goes on at the next start.
            return false;
        }
        catch (Exception fault)
        {
            LogFailure(log, fault, job.Id);
            Keep(_jobs[job.Id] with { State = ImportState.Failed, Finished = DateTimeOffset.UtcNow, Error = Faults.Describe(fault) });
            return false;
        }
    }

    private void Keep(ImportJob job)
    {
        _jobs[job.Id] = job;
        Workspace.DataFolder.Replace(
            Path.Combine(workspace.Data.Spool, job.Id, "job.json"),
            stream => JsonSerializer.Serialize(stream, job, RunJson.Options)
        );
    }

    /// <summary>Jobs of earlier runs, oldest first; old finished ones are cleared away.</summary>
    private List<ImportJob> ReadSpool()
    {
        var jobs = new List<ImportJob>();
        if (!Directory.Exists(workspace.Data.Spool))
            return jobs;
        foreach (var folder in Directory.GetDirectories(workspace.Data.Spool).Order(StringComparer.Ordinal))
        {
            var file = Path.Combine(folder, "job.json");
            if (File.Exists(file) && JsonSerializer.Deserialize<ImportJob>(File.ReadAllBytes(file), RunJson.Options) is { } job)
                jobs.Add(job);
            else
                Directory.Delete(folder, recursive: true); // an upload that was cut off by the stop of the server
        }
        foreach (var old in jobs.Where(j => j.State is ImportState.Done or ImportState.Failed).SkipLast(Kept).ToList())
        {
            Directory.Delete(Path.Combine(workspace.Data.Spool, old.Id), recursive: true);
            jobs.Remove(old);
        }
        return jobs;
    }

    /// <summary>The last part of a name, without anything that means something to a file system.</summary>
    private static string SafeName(string fileName)
    {
        var last = fileName.Split('/', '\\')[^1];
        var safe = string.Concat(last.Where(c => !char.IsControl(c) && !Path.GetInvalidFileNameChars().Contains(c))).Trim('.', ' ');
        if (safe.Length > 120)
            safe = safe[^120..];
        return safe.Length == 0 || safe == "job.json" ? "upload" : safe;
    }

    private sealed class Watch(ImportJobs jobs, string id) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            jobs._jobs[id] = jobs._jobs[id] with
            {
                Records = value.Records,
                Progress = value.BytesTotal == 0 ? 0 : value.BytesDone / (double)value.BytesTotal,
            };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Id} failed")]
    private static partial void LogFailure(ILogger logger, Exception fault, string id);
}
