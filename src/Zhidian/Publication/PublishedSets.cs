using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Zhidian.Classification;
using Zhidian.Classification.Exchange;
using Zhidian.Workspace;

namespace Zhidian.Publication;

/// <summary>The files of one version in their folder.</summary>
public sealed record PublishedSet(ClassificationVersion Version, string Folder, Manifest Manifest)
{
    public PublishedFile? Find(string name) => Manifest.Files.FirstOrDefault(f => f.Name == name);

    public string PathOf(string name) => Path.Combine(Folder, name);
}

/// <summary>
/// The published files of every version: made when first asked for, kept in the data folder, made anew when anything they are made of
/// changes. A set appears whole or not at all. Thread-safe.
/// </summary>
public sealed class PublishedSets(DataFolder data, PublicationOptions options) : IDisposable
{
    /// <summary>The sets of one history; another history takes the place of all of them.</summary>
    private sealed record Shelf(History History)
    {
        public ConcurrentDictionary<string, Lazy<PublishedSet>> Sets { get; } = new();
    }

    private static readonly string Build =
        typeof(PublishedSets).Module.ModuleVersionId.ToString("N") + typeof(History).Module.ModuleVersionId.ToString("N");

    private readonly Lazy<SigningKey> _key = new(() => SigningKey.LoadOrCreate(data));
    private volatile Shelf _shelf = new(Versions.Current);

    public SigningKey Key => _key.Value;

    public Addresses Addresses { get; } = new(options.BaseAddress);

    /// <summary>Whether the operator has said under which address this portal is known.</summary>
    public bool HasOwnAddress => Addresses.Base != Addresses.Default;

    /// <exception cref="IOException">The data folder cannot be written.</exception>
    public PublishedSet Of(ClassificationVersion version)
    {
        var history = Versions.Current;
        if (_shelf.History != history)
            _shelf = new Shelf(history);
        var sets = _shelf.Sets;
        var set = sets.GetOrAdd(version.Name, _ => new Lazy<PublishedSet>(() => Make(options.SourceOf(history, version))));
        try
        {
            return set.Value;
        }
        catch
        {
            // A full disk may be mended: the next one who asks tries again.
            sets.TryRemove(KeyValuePair.Create(version.Name, set));
            throw;
        }
    }

    public void Dispose()
    {
        if (_key.IsValueCreated)
            _key.Value.Dispose();
    }

    private PublishedSet Make(ExchangeSource source)
    {
        var files = ExchangeFiles.Of(source);
        var shelf = Directory.CreateDirectory(Path.Combine(data.Published, source.Version.Name)).FullName;
        var folder = Path.Combine(shelf, StampOf(source, files));
        if (!Directory.Exists(folder))
            Write(source, files, shelf, folder);
        var bytes = File.ReadAllBytes(Path.Combine(folder, Manifest.FileName));
        var set = new PublishedSet(source.Version, folder, Manifest.Read(bytes));
        // Signed apart from making: another key signs the same files again.
        var signature = set.PathOf(Manifest.SignatureName);
        if (!File.Exists(signature) || !Key.Verifies(File.ReadAllText(signature), bytes))
            DataFolder.Replace(signature, stream => stream.Write(Encoding.ASCII.GetBytes(Key.Sign(bytes) + "\n")));
        return set;
    }

    private static void Write(ExchangeSource source, IReadOnlyList<ExchangeFile> files, string shelf, string folder)
    {
        var older = Directory.GetDirectories(shelf);
        var part = Path.Combine(shelf, $".{Environment.ProcessId}-{Guid.NewGuid():N}.part");
        Directory.CreateDirectory(part);
        try
        {
            var written = files.Select(f => Write(f, part)).ToList();
            DataFolder.Replace(Path.Combine(part, Manifest.FileName), s => s.Write(Manifest.Of(source, written).ToBytes()));
            Directory.Move(part, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another process made the same set meanwhile.
            Directory.Delete(part, recursive: true);
            return;
        }
        catch
        {
            Directory.Delete(part, recursive: true);
            throw;
        }
        // What a killed process left half made, and sets of data that is no more. Who reads one of their files reads it to its end.
        foreach (var old in older)
            Directory.Delete(old, recursive: true);
    }

    private static PublishedFile Write(ExchangeFile file, string folder)
    {
        var path = Path.Combine(folder, file.Name);
        using (var stream = File.Create(path, 1 << 16))
        {
            file.Write(stream);
            stream.Flush(flushToDisk: true);
        }
        using var read = File.OpenRead(path);
        return new PublishedFile(
            file.Name,
            file.Content.ToString().ToLowerInvariant(),
            file.Format,
            file.MediaType,
            read.Length,
            Convert.ToHexStringLower(SHA256.HashData(read)),
            file.ConformsTo
        );
    }

    /// <summary>Changes with everything the files are made of: the build that writes them, the base address, and what they say.</summary>
    private static string StampOf(ExchangeSource source, IReadOnlyList<ExchangeFile> files)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes($"{Build}\n{source.Addresses.Base}\n"));
        // The JSON files say all that the others say, but for these two.
        foreach (var document in source.History.Documents.Values.OrderBy(d => d.Key, StringComparer.Ordinal))
            sha.AppendData(Encoding.UTF8.GetBytes($"{document}\n"));
        foreach (var old in source.History.OldCodes)
            sha.AppendData(Encoding.UTF8.GetBytes($"{old}\n"));
        using var said = new MemoryStream();
        foreach (var file in files.Where(f => f.Format == "json"))
            file.Write(said);
        sha.AppendData(said.GetBuffer(), 0, (int)said.Length);
        return Convert.ToHexStringLower(sha.GetHashAndReset())[..20].ToString(CultureInfo.InvariantCulture);
    }
}
