using System.IO.Compression;

namespace Zhidian.Coding;

/// <summary>
/// A file that appears whole or not at all: written beside its place, moved into it by <see cref="Keep"/>, deleted otherwise.
/// <c>-</c> is standard output, which cannot be taken back.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string? _path;
    private readonly string? _temporary;
    private bool _kept;

    private OutputFile(Stream stream, string? path, string? temporary) => (Stream, _path, _temporary) = (stream, path, temporary);

    public Stream Stream { get; }

    /// <exception cref="CodeInputException">The folder is not there.</exception>
    public static OutputFile Open(string path)
    {
        if (path == "-")
            return new OutputFile(Console.OpenStandardOutput(), null, null);
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            throw new CodeInputException($"{path} is a folder: give a file to write.");
        if (!Directory.Exists(Path.GetDirectoryName(full)))
            throw new CodeInputException($"the folder of {path} does not exist: make it first.");
        var temporary = $"{full}.{Environment.ProcessId}.part";
        var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        Stream stream = full.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Optimal) : file;
        return new OutputFile(stream, full, temporary);
    }

    public void Keep()
    {
        Stream.Dispose();
        if (_path is not null)
            File.Move(_temporary!, _path, overwrite: true);
        _kept = true;
    }

    public void Dispose()
    {
        if (_kept)
            return;
        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // The disk is full; what could not be written is deleted anyway.
        }
        if (_temporary is not null)
            File.Delete(_temporary);
    }
}
