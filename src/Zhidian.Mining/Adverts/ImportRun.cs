namespace Zhidian.Mining.Adverts;

internal sealed class ImportRun(
    FactStore store,
    Func<string, string?, (string? EntryId, double Confidence)> code,
    string coderVersion,
    ImportOptions options,
    IProgress<ImportProgress>? progress,
    CancellationToken cancel
)
{
    public ImportReport Run(string path)
    {
        cancel.ThrowIfCancellationRequested();
        progress?.Report(default);
        _ = (store, code, coderVersion, options);
        throw new ImportException($"A1100 {path}: reading adverts is not built yet.");
    }
}
