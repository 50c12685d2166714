using System.CommandLine;
using Zhidian.Classification;

namespace Zhidian.Bench;

/// <summary>A title coded by hand.</summary>
/// <param name="Code">Code in the latest version; may be a group.</param>
/// <param name="Also">Codes a second coder could defend.</param>
/// <param name="Text">Tags, text and employer, where the advert had them.</param>
internal sealed record LabelledTitle(string Title, string? Text, Code Code, IReadOnlyList<Code> Also, string Kind);

/// <summary>Corpora for measurement lie in a folder that is not part of the repository.</summary>
internal static class Corpora
{
    public static Option<string> Shared() =>
        new("--shared") { Description = "Folder with titles/ and adverts/.", DefaultValueFactory = _ => "../shared/data" };

    /// <summary>Null, after saying so, when the file is not there.</summary>
    public static IReadOnlyList<LabelledTitle>? Titles(string shared, string name)
    {
        var path = Path.Combine(shared, "titles", name + ".csv");
        if (!File.Exists(path))
        {
            Console.WriteLine($"skipped {name}: {path} is not there (--shared DIR names the folder)");
            return null;
        }
        using var reader = new StreamReader(path);
        var titles = new List<LabelledTitle>();
        foreach (var row in EditionFile.Read(reader, path, "title", "code"))
            if (Code.TryParse(Complete(row["code"]), out var code))
                titles.Add(
                    new LabelledTitle(
                        row["title"],
                        row["tags"].Length + row["text"].Length + row["company"].Length == 0
                            ? null
                            : $"{row["tags"]}\n{row["text"]}\n{row["company"]}",
                        code,
                        [
                            .. row["also"]
                                .Split(';', StringSplitOptions.RemoveEmptyEntries)
                                .Select(c => Code.TryParse(c, out var also) ? also : code),
                        ],
                        row["kind"] is { Length: > 0 } kind ? kind : "ok"
                    )
                );
        return titles;
    }

    /// <summary>Machine-made labels write a group as 2-02-00-00; occupations that end in 00 exist, so the register decides.</summary>
    private static string Complete(string text)
    {
        while (Code.TryParse(text, out var code) && Versions.Latest.Find(code) is null && text.Length > 1)
            text = text[..^3];
        return text;
    }
}
