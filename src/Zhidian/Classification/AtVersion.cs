using Zhidian.Layout;

namespace Zhidian.Classification;

/// <summary>Addresses of the same thing in other versions, and how far a version can be relied on, in words.</summary>
public static class AtVersion
{
    /// <summary>How a version is written in addresses that follow a reader's choice: the newest one as <c>latest</c>.</summary>
    public static string Word(ClassificationVersion version) => version == Versions.Latest ? Versions.LatestAlias : version.Name;

    /// <summary>Page of a permanent id in a version: its own, or the one that says where it was before or went after.</summary>
    public static string Of(string asked, ClassificationVersion version, string id) =>
        version.FindById(id) is { } entry ? ClassificationPages.Url(asked, entry.Code) : $"/classification/{asked}/at/{id}";

    public static string Name(Standing standing, Language l) =>
        standing switch
        {
            Standing.Complete => l["完整", "complete"],
            Standing.Reconstructed => l["重建", "reconstructed"],
            _ => l["部分", "partial"],
        };

    /// <summary>Entries here of those that the publication has by its own count; null where it states none.</summary>
    public static string? Coverage(ClassificationVersion version, Language l) =>
        version.Official is not { } official
            ? null
            : string.Join(
                l["，", ", "],
                new[]
                {
                    (Level.Major, l["大类", "major groups"]),
                    (Level.SubMajor, l["中类", "sub-major groups"]),
                    (Level.Minor, l["小类", "minor groups"]),
                    (Level.Occupation, l["职业", "occupations"]),
                }.Select(c =>
                {
                    var (here, all) = (Number(version.Count(c.Item1)), Number(official.At(c.Item1)));
                    return l[$"{c.Item2} {here}（{all}）", $"{here} {c.Item2} ({all})"];
                })
            );

    private static string Number(int count) => Layout.Charts.ChartText.Number(count);
}
