namespace Zhidian.Mining.Adverts;

/// <summary>Which files of a folder are taken for adverts.</summary>
public static class InputFolder
{
    private static readonly string[] Endings = [".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json", ".xlsx", ".parquet"];

    /// <summary>The file itself, or the files of the folder and all folders in it, by path in ordinal order.</summary>
    /// <returns>And those left alone, each with the reason.</returns>
    /// <exception cref="ImportException">A1101: nothing there. A1120: a folder without files of adverts.</exception>
    public static (IReadOnlyList<string> Files, List<SkippedFile> Skipped) Files(string path)
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path))
            return ([path], []);
        if (!Directory.Exists(path))
            throw new ImportException($"A1101 there is no file or folder {path}. Check the path.");
        var files = new List<string>();
        var skipped = new List<SkippedFile>();
        try
        {
            foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                if (Reason(path, file) is { } reason)
                    skipped.Add(new SkippedFile(file, reason));
                else
                    files.Add(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException(
                $"A1101 the folder {path} cannot be read: {e.Message.TrimEnd('.')}. Give this user the right to read it.",
                e
            );
        }
        if (files.Count == 0)
            throw new ImportException(
                $"A1120 the folder {path} holds no files of adverts ({skipped.Count} others). Files read: {string.Join(", ", Endings)}, each also .gz."
            );
        return (files, skipped);
    }

    /// <summary>In a folder a file of another kind is passed over with its reason; a damaged or wrongly mapped one is a fault.</summary>
    public static bool SaysNoAdverts(string error) => error.AsSpan(0, 5) is "A1102" or "A1103" or "A1105" or "A1106" or "A1110";

    private static string? Reason(string folder, string file)
    {
        if (Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.')))
            return "hidden";
        var name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        if (Path.GetFileName(name).StartsWith("~$", StringComparison.Ordinal))
            return "temporary file of Excel";
        if (!Endings.Contains(Path.GetExtension(name).ToLowerInvariant()))
            return "not a kind of file that holds adverts";
        if (new FileInfo(file).Length == 0)
            return "empty";
        return name.EndsWith(".rejects.csv", StringComparison.OrdinalIgnoreCase) ? "reject file of an import" : null;
    }
}
