namespace Zhidian.Mining.Adverts;

/// <summary>How to read the files of an import.</summary>
/// <param name="Map">Column of the file to field of an advert, e.g. <c>岗位 → title</c>; wins over what the header suggests.</param>
/// <param name="Source">Name of the data set, where no column says it; default: the file's name.</param>
/// <param name="Platform">Job board, where no column says it.</param>
/// <param name="ReferenceYear">Year of dates written as month and day alone; without it such dates are unknown.</param>
/// <param name="RejectFolder">Where reject files go; default: <c>rejects</c> beside the store.</param>
/// <param name="BatchSize">Records in one transaction.</param>
/// <param name="MaxRecordSize">Characters of the longest record taken.</param>
public sealed record ImportOptions(
    IReadOnlyDictionary<string, string>? Map = null,
    string? Source = null,
    string? Platform = null,
    int? ReferenceYear = null,
    string? RejectFolder = null,
    int BatchSize = 20_000,
    int MaxRecordSize = 1 << 20
)
{
    public static ImportOptions Default { get; } = new();
}

/// <summary>Where an import stands.</summary>
/// <param name="BytesDone">Of all files, as they lie on the disk; with <paramref name="BytesTotal"/> it gives the progress bar.</param>
public readonly record struct ImportProgress(
    string File,
    long BytesDone,
    long BytesTotal,
    long Records,
    long Added,
    long Repeats,
    long Duplicates,
    long Rejects
);

/// <summary>What an import did.</summary>
/// <param name="Skipped">Files of the folder left alone, each with the reason.</param>
public sealed record ImportReport(IReadOnlyList<FileReport> Files, IReadOnlyList<SkippedFile> Skipped, TimeSpan Elapsed)
{
    public long Records => Files.Sum(file => file.Records);
    public long Added => Files.Sum(file => file.Added);
    public long Repeats => Files.Sum(file => file.Repeats);
    public long Duplicates => Files.Sum(file => file.Duplicates);
    public long Rejects => Files.Sum(file => file.Rejects);

    /// <summary>The input had faults: rows were rejected or a file could not be read. Exit code 1 on the command line.</summary>
    public bool HasFaults => Rejects > 0 || Files.Any(file => file.Error is not null);
}

/// <summary>What an import did with one file. Counts are of the whole file, parts done by an earlier run included.</summary>
/// <param name="Resumed">Records an interrupted earlier run had done.</param>
/// <param name="AlreadyImported">The same content was imported in full before: nothing was read.</param>
/// <param name="UnknownDates">Dates given but impossible or not understood: stored without a date.</param>
/// <param name="UnknownSalaries">Salaries given but not understood (面议 and the like count as not given).</param>
/// <param name="RejectFile">Path of the CSV of rejected rows; null when there are none.</param>
/// <param name="Columns">Field of an advert to column of the file, as read.</param>
/// <param name="Error">Coded message when the file could not be read (on); what was read before stays.</param>
public sealed record FileReport(
    string File,
    string Format,
    string? Encoding,
    long Records,
    long Added,
    long Repeats,
    long Duplicates,
    long Rejects,
    long Resumed,
    bool AlreadyImported,
    long UnknownDates,
    long UnknownSalaries,
    long UnknownCities,
    string? RejectFile,
    IReadOnlyDictionary<string, string> Columns,
    string? Error
);

public sealed record SkippedFile(string File, string Reason);

/// <summary>The import could not start or go on. The message says what, where and what to do.</summary>
public sealed class ImportException : Exception
{
    public ImportException(string message)
        : base(message) { }

    public ImportException(string message, Exception inner)
        : base(message, inner) { }
}
