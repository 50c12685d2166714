using System.IO.Compression;

namespace Zhidian.Cli;

/// <summary>
/// A command's result file, which appears whole or not at all: written beside its place, moved into it by <see cref="Keep"/>, deleted
/// otherwise. Gzipped when its name ends in .gz. <c>-</c> is standard output, which cannot be taken back; nor can what went to a device
/// or a pipe.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string? _path;
    private readonly string? _temporary;
    private bool _kept;

    private OutputFile(Stream stream, string? path = null, string? temporary = null) =>
        (Stream, _path, _temporary) = (stream, path, temporary);

    public Stream Stream { get; }

    /// <exception cref="CommandException">The folder is not there, or a folder is where the file should be.</exception>
    public static OutputFile Open(string path)
    {
        if (path == "-")
            return new OutputFile(Console.OpenStandardOutput());
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            throw new CommandException($"{path} is a folder: give a file to write.");
        if (!Directory.Exists(Path.GetDirectoryName(full)))
            throw new CommandException($"the folder of {path} does not exist: make it first.");
        if (IsDevice(full))
            return new OutputFile(new FileStream(full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite));
        // A link stays a link: what it points to is replaced.
        if (new FileInfo(full) is { LinkTarget: not null } link)
            full = link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        var temporary = $"{full}.{Environment.ProcessId}.part";
        var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        Stream stream = full.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Optimal) : file;
        return new OutputFile(stream, full, temporary);
    }

    public void Keep()
    {
        Stream.Dispose();
        if (_temporary is not null)
            File.Move(_temporary, _path!, overwrite: true);
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

    /// <summary>Devices and the pipes of a shell (/dev/stdout, /dev/fd/63): a file moved into their place would end them.</summary>
    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows()
        && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal));
}
