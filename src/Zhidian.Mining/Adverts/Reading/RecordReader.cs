namespace Zhidian.Mining.Adverts;

/// <summary>
/// Reads a file record by record in constant memory. After <see cref="Read"/> either the fields of a record are there, or
/// <see cref="Fault"/> says why the record could not be taken and <see cref="Raw"/> shows it; reading goes on after both.
/// </summary>
internal abstract class RecordReader : IDisposable
{
    /// <summary>Names of the fields; a reader of free-form records may add to it while reading.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Line, row or record number of the current record in the file, from 1.</summary>
    public long Line { get; protected set; }

    /// <summary>Code and sentence; null when the record is whole.</summary>
    public string? Fault { get; protected set; }

    /// <returns>Whether there was another record, whole or at fault.</returns>
    /// <exception cref="ImportException">The rest of the file cannot be read.</exception>
    public abstract bool Read();

    /// <summary>A field of the current record; null when it is absent or beyond the record.</summary>
    public abstract string? Field(int column);

    /// <summary>The current record as it stands in the file, for the reject file; may be cut.</summary>
    public abstract string Raw { get; }

    public abstract void Dispose();
}
