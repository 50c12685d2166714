namespace Zhidian.Mining.Adverts;

/// <summary>Reads files of adverts into a store, coding each advert on the way.</summary>
/// <param name="code">Title and text to permanent id of an entry (null: abstained) and confidence. Called from several threads.</param>
/// <param name="coderVersion">Stored with each code.</param>
public sealed class AdvertImporter(FactStore store, Func<string, string?, (string? EntryId, double Confidence)> code, string coderVersion)
{
    /// <param name="path">A file, or a folder read with all folders in it.</param>
    /// <exception cref="ImportException">Nothing could be read: the path is missing, or a folder has no adverts.</exception>
    /// <exception cref="StoreException">The store failed. What was committed stays; the same call goes on with it.</exception>
    /// <exception cref="OperationCanceledException">Likewise.</exception>
    public ImportReport Import(
        string path,
        ImportOptions options,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancel = default
    ) => new ImportRun(store, code, coderVersion, options, progress, cancel).Run(path);
}
