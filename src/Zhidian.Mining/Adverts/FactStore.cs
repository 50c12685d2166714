using System.Globalization;
using DuckDB.NET.Data;

namespace Zhidian.Mining.Adverts;

/// <summary>
/// The adverts and what was read out of them, in one DuckDB file. One process holds it; within the process any number of threads
/// read while one imports: each call works on a connection of its own and sees the last committed state.
/// </summary>
/// <remarks>Every failure of the engine or the disk is a <see cref="StoreException"/>.</remarks>
public sealed partial class FactStore : IDisposable
{
    private DuckDBConnection root;
    private long revision;

    private FactStore(string folder, string file, bool readOnly, DuckDBConnection root)
    {
        Folder = folder;
        File = file;
        IsReadOnly = readOnly;
        this.root = root;
    }

    public string Folder { get; }
    public string File { get; }
    public bool IsReadOnly { get; }

    /// <summary>Grows with each commit of this process.</summary>
    public long Revision => Interlocked.Read(ref revision);

    /// <summary>Held by whoever writes: an import or a re-coding.</summary>
    internal SemaphoreSlim Writing { get; } = new(1, 1);

    /// <param name="folder">Holds <c>adverts.duckdb</c>; made when absent.</param>
    /// <exception cref="StoreLockedException">Another process holds it.</exception>
    /// <exception cref="StoreException">It cannot be made, opened or read, or was written by a newer program.</exception>
    public static FactStore Open(string folder, bool readOnly = false)
    {
        folder = Path.GetFullPath(folder);
        var file = Path.Combine(folder, "adverts.duckdb");
        if (readOnly && !System.IO.File.Exists(file))
            throw new StoreException($"A1002 there is no advert store in {folder}. Import adverts first, or name another data folder.");
        var connection = new DuckDBConnection(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Data Source={file};access_mode={(readOnly ? "READ_ONLY" : "READ_WRITE")};memory_limit=512MB;threads={Math.Clamp(Environment.ProcessorCount, 1, 8)}"
            )
        );
        try
        {
            if (!readOnly)
                Directory.CreateDirectory(folder);
            connection.Open();
            StoreSchema.Prepare(connection, file, readOnly);
            return new FactStore(folder, file, readOnly, connection);
        }
        catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException or StoreException)
        {
            connection.Dispose();
            throw Explain(e, file);
        }
    }

    internal void Changed() => Interlocked.Increment(ref revision);

    /// <summary>The engine's or the system's failure in the user's terms.</summary>
    internal static StoreException Explain(Exception e, string file)
    {
        var text = e.Message;
        bool Says(string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
        return e switch
        {
            StoreException known => known,
            _ when Says("Could not set lock") || Says("Conflicting lock") => new StoreLockedException(file, e),
            _ when Says("No space left") || Says("disk full") || Says("not enough space") || Says("max_temp_directory_size") =>
                new StoreException(
                    $"A1003 the disk holding {file} is full. What was committed is kept; make room and run the same command again.",
                    e
                ),
            UnauthorizedAccessException or IOException => Unwritable(file, e),
            _ when Says("Permission denied") || Says("Read-only file system") || Says("Cannot open file") => Unwritable(file, e),
            _ when Says("different configuration") => new StoreException(
                $"A1005 {file} is open in this process in another mode (reading or writing). Close that first.",
                e
            ),
            _ when Says("not a valid DuckDB") || Says("Serialization Error") || Says("Corrupt") => new StoreException(
                $"A1006 {file} is not an advert store, or is damaged. Move it away and import again, or restore a backup.",
                e
            ),
            _ => new StoreException($"A1009 the advert store {file} failed: {text.Split('\n')[0].Trim()}", e),
        };
    }

    private static StoreException Unwritable(string file, Exception e) =>
        new(
            $"A1004 {file} cannot be opened or written. Give this user the right to write in {Path.GetDirectoryName(file)}, or name another data folder.",
            e
        );

    public void Dispose()
    {
        root.Dispose();
        Writing.Dispose();
    }
}
