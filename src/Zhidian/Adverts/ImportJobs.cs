using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Zhidian.Audit;
using Zhidian.Cli;
using Zhidian.Discovery;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Discovery;
using Zhidian.Registry.Audit;

namespace Zhidian.Adverts;

/// <summary>
/// Imports in the running server, one at a time. An upload is spooled whole before its job is made, and a job is a file beside it, so a
/// restart loses nothing: the importer goes on where its last batch was committed. When nothing waits any more discovery runs again; an
/// upload that comes meanwhile breaks it off, so that a folder sent file by file is discovered in once.
/// </summary>
public sealed partial class ImportJobs(Workspace.Workspace workspace, DiscoveryRuns discovery, Journal journal, ILogger<ImportJobs> log)
    : BackgroundService
{
    private const int Kept = 200;
    private readonly ConcurrentDictionary<string, ImportJob> _jobs = new();
    private readonly Channel<string> _waiting = Channel.CreateUnbounded<string>();
    private readonly SemaphoreSlim _one = new(1);
    private readonly Lock _gate = new();
    private CancellationTokenSource? _refresh;

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
        BreakOffDiscovery();
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
            BreakOffDiscovery();
            await _waiting.Writer.WriteAsync(id, cancel);
            return job;
        }
        catch
        {
            folder.Delete(recursive: true);
            // The discovery that was broken off for this upload is due again.
            _waiting.Writer.TryWrite("");
            throw;
        }
    }

    /// <summary>Work on the store while no import runs; uploads wait meanwhile.</summary>
    public void Alone(Action work, CancellationToken cancel)
    {
        _one.Wait(cancel);
        try
        {
            work();
        }
        finally
        {
            _one.Release();
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
        var due = false;
        await foreach (var id in _waiting.Reader.ReadAllAsync(stoppingToken))
            await Task.Run(
                () =>
                {
                    if (_jobs.TryGetValue(id, out var job))
                        Alone(() => due |= Import(job, stoppingToken), stoppingToken);
                    if (due && _waiting.Reader.Count == 0)
                        due = !Refresh(stoppingToken);
                },
                stoppingToken
            );
    }

    /// <returns>False when an upload or the server's stop broke it off.</returns>
    private bool Refresh(CancellationToken stopping)
    {
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        lock (_gate)
            _refresh = mine;
        try
        {
            var run = discovery.Refresh(mine.Token);
            journal.Note(
                new AuditAct(
                    "system",
                    "discovery.run",
                    $"discovery/{run.MadeAt:O}",
                    "Adverts were imported.",
                    After: JsonSerializer.Serialize(
                        new
                        {
                            version = run.Version,
                            coder = run.Coder,
                            method = run.Method,
                            adverts = run.AdvertsRead,
                            candidates = run.Candidates.Count,
                        }
                    )
                )
            );
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception fault)
        {
            // The portal goes on with the run it has; the next import tries again.
            LogDiscoveryFailure(log, fault, Faults.Describe(fault));
            return true;
        }
        finally
        {
            lock (_gate)
                _refresh = null;
        }
    }

    private void BreakOffDiscovery()
    {
        lock (_gate)
            _refresh?.Cancel();
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <returns>Whether adverts were added.</returns>
    private bool Import(ImportJob job, CancellationToken stopping)
    {
        Keep(job = job with { State = ImportState.Running });
        var folder = Path.Combine(workspace.Data.Spool, job.Id);
        // The sender knows the file by its name; where it was spooled means nothing to anyone.
        string? Unspooled(string? message) => message?.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
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
                    Report = report with { Files = [.. report.Files.Select(f => f with { File = job.File, Error = Unspooled(f.Error) })] },
                }
            );
            File.Delete(Path.Combine(folder, job.File));
            journal.Note(
                new AuditAct(
                    "operator",
                    "adverts.imported",
                    $"import/{job.Id}",
                    $"Uploaded as {job.File}.",
                    After: JsonSerializer.Serialize(
                        new
                        {
                            bytes = job.Bytes,
                            records = report.Records,
                            added = report.Added,
                            repeats = report.Repeats,
                            rejects = report.Rejects,
                        }
                    )
                )
            );
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
            Keep(
                _jobs[job.Id] with
                {
                    State = ImportState.Failed,
                    Finished = DateTimeOffset.UtcNow,
                    Error = Unspooled(Faults.Describe(fault)),
                }
            );
            File.Delete(Path.Combine(folder, job.File));
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Discovery failed: {Reason}")]
    private static partial void LogDiscoveryFailure(ILogger logger, Exception fault, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Id} failed")]
    private static partial void LogFailure(ILogger logger, Exception fault, string id);
}
