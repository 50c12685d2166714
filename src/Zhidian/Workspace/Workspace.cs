using System.Collections.Concurrent;
using System.Text.Json;
using Zhidian.Classification;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Coding;
using Zhidian.Mining.Discovery;

namespace Zhidian.Workspace;

/// <summary>What one process works with: the stores of a data folder, a coder for each version, the newest discovery run. Thread-safe.</summary>
public sealed class Workspace : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Coder>> _coders = new();
    private readonly Lock _runLock = new();
    private DiscoveryRun? _run;
    private DateTime _runWritten;

    /// <exception cref="StoreException">The store cannot be opened; <see cref="StoreLockedException"/> when another process holds it.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public Workspace(DataFolder folder)
    {
        folder.Create();
        Data = folder;
        Facts = FactStore.Open(folder.Path);
    }

    public DataFolder Data { get; }

    public string Folder => Data.Path;

    public FactStore Facts { get; }

    /// <summary>The coder for a version: built or read from its cache once, then kept.</summary>
    public Coder Coder(ClassificationVersion version) =>
        _coders
            .GetOrAdd($"{version.Name}/{version.ContentHash}", _ => new Lazy<Coder>(() => Mining.Coding.Coder.Build(version, Data.Coder)))
            .Value;

    /// <summary>The newest discovery run; null before the first. Read again when its file changed.</summary>
    public DiscoveryRun? Emerging
    {
        get
        {
            lock (_runLock)
            {
                var written = File.GetLastWriteTimeUtc(Data.LatestRun);
                if (written == _runWritten)
                    return _run;
                _run = ReadRun(Data.LatestRun);
                _runWritten = written;
                return _run;
            }
        }
    }

    public void Keep(DiscoveryRun run) => DataFolder.Replace(Data.LatestRun, stream => RunJson.Write(run, stream));

    /// <summary>An importer that codes with the newest version.</summary>
    public AdvertImporter Importer()
    {
        var coder = Coder(Versions.Latest);
        return new AdvertImporter(Facts, (title, text) => CodeOf(coder, title, text), coder.Version);
    }

    /// <summary>Whether stored codes are of another coder than the one this workspace has now.</summary>
    public bool CodesAreOld => Facts.NeedsRecoding(Coder(Versions.Latest).Version);

    /// <summary>Codes again what another coder coded; stopped in the middle, the next call goes on.</summary>
    /// <returns>Adverts coded.</returns>
    public long Recode(IProgress<long>? progress, CancellationToken cancel)
    {
        var coder = Coder(Versions.Latest);
        return Facts.Recode((title, text) => CodeOf(coder, title, text), coder.Version, progress, cancel);
    }

    public void Dispose() => Facts.Dispose();

    private static (string? EntryId, double Confidence) CodeOf(Coder coder, string title, string? text)
    {
        var answer = coder.Code(title, text);
        return (answer.Entry?.Id, answer.Confidence);
    }

    /// <summary>A run written by another build may not be readable: then there is none, and the next discovery writes a new one.</summary>
    private static DiscoveryRun? ReadRun(string file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            using var stream = File.OpenRead(file);
            return RunJson.Read(stream);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
