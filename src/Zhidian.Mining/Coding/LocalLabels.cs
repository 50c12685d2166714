using System.Text;
using Zhidian.Classification;

namespace Zhidian.Mining.Coding;

/// <summary>A title that the users of this data folder have coded themselves.</summary>
/// <param name="OccupationId">Permanent id, so that a later version recodes it by itself.</param>
public sealed record LocalLabel(string Title, string OccupationId);

/// <summary>Local knowledge of a data folder: <c>coder/local.csv</c>, columns title and id. It stands above everything else known of a title.</summary>
public static class LocalLabels
{
    public const string FileName = "local.csv";

    /// <summary>Empty when the folder has none.</summary>
    /// <exception cref="InvalidEditionException">The file is not readable; names the line.</exception>
    public static IReadOnlyList<LocalLabel> Read(string? folder)
    {
        if (folder is null || Path.Combine(folder, FileName) is var path && !File.Exists(path))
            return [];
        using var reader = new StreamReader(path);
        return [.. EditionFile.Read(reader, path, "title", "id").Select(r => new LocalLabel(r["title"], r["id"]))];
    }

    /// <summary>Adds labels to those of the folder, the new ones winning, in one step: the file is the old one or the whole new one.</summary>
    /// <returns>How many titles the folder knows now.</returns>
    public static int Add(string folder, IReadOnlyList<LocalLabel> labels)
    {
        var all = new Dictionary<string, LocalLabel>(StringComparer.Ordinal);
        foreach (var label in Read(folder).Concat(labels))
            all[label.Title] = label;
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        var text = new StringBuilder("title,id\n");
        foreach (var label in all.Values.OrderBy(l => l.Title, StringComparer.Ordinal))
            text.Append(Quoted(label.Title)).Append(',').Append(label.OccupationId).Append('\n');
        File.WriteAllText(temporary, text.ToString(), new UTF8Encoding(false));
        File.Move(temporary, path, overwrite: true);
        return all.Count;
    }

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
