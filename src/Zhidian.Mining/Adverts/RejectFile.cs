using System.Globalization;
using System.Text;

namespace Zhidian.Mining.Adverts;

/// <summary>The rejected rows of a file as CSV (UTF-8 with mark, so that Excel shows Chinese): file, line, reason, raw.</summary>
internal static class RejectFile
{
    /// <summary>Characters of a raw row that are kept.</summary>
    public const int LongestRaw = 2000;

    /// <summary>Writes beside and renames, so that the file is there whole or not at all.</summary>
    /// <returns>Its path; null when there are no rejects.</returns>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public static string? Write(string folder, string importedFile, int importId, IReadOnlyList<Reject> rejects)
    {
        if (rejects.Count == 0)
            return null;
        var path = Path.Combine(
            folder,
            string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(importedFile)}.import-{importId}.rejects.csv")
        );
        try
        {
            Directory.CreateDirectory(folder);
            var half = path + ".part";
            using (var writer = new StreamWriter(half, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
            {
                writer.Write("file,line,reason,raw\r\n");
                foreach (var reject in rejects)
                    writer.Write(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{Quoted(reject.File)},{reject.Line},{Quoted(reject.Reason)},{Quoted(reject.Raw)}\r\n"
                        )
                    );
            }
            File.Move(half, path, overwrite: true);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"A1010 the reject file {path} cannot be written: {e.Message.TrimEnd('.')}. The rejects are kept in the store; make the folder writable and run the same command again.",
                e
            );
        }
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
