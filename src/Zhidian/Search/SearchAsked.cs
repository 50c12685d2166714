using Zhidian.Classification;
using Zhidian.Classification.Search;
using Zhidian.Layout;

namespace Zhidian.Search;

/// <summary>The query of a search as a reader or program wrote it.</summary>
/// <param name="After">Permanent id of the last hit of the page before.</param>
/// <param name="Retired">Search what the version no longer has instead of what it has.</param>
public sealed record SearchAsked(
    string? Q,
    string? Version,
    string? Level,
    string? Marks,
    string? Under,
    string? Born,
    bool? Retired,
    string? After,
    int? Limit
)
{
    public const int MaxQuery = 100;
    public const int MaxPage = 100;

    public string VersionAsked => string.IsNullOrEmpty(Version) ? Versions.LatestAlias : Version;

    /// <summary>The request, or what is wrong with the query in words.</summary>
    public (SearchRequest? Request, Func<Language, string>? Fault) Read(ClassificationVersion version, int pageSize)
    {
        if (Q is null || Q.Length > MaxQuery || string.IsNullOrWhiteSpace(Q))
            return Wrong(l => l[$"q 须有 1 至 {MaxQuery} 个字符。", $"q must have 1 to {MaxQuery} characters."]);
        if (Limit is < 1 or > MaxPage)
            return Wrong(l => l[$"limit 须在 1 与 {MaxPage} 之间。", $"limit must be between 1 and {MaxPage}."]);
        var level = string.IsNullOrEmpty(Level) ? null : LevelNames.Parse(Level);
        if (!string.IsNullOrEmpty(Level) && level is null)
            return Wrong(l =>
                l["level 须是 major、sub-major、minor 或 occupation。", "level must be major, sub-major, minor or occupation."]
            );
        if (MarkNames.Parse(Marks ?? "") is not { } marks)
            return Wrong(l => l["marks 须是 S、L 或 LS。", "marks must be S, L or LS."]);
        Code? under = null;
        if (!string.IsNullOrEmpty(Under))
        {
            // A retired entry may lie under a group that is gone as well.
            if (!Code.TryParse(Under, out var group) || (Retired != true && version.Find(group) is null))
                return Wrong(l =>
                    l[$"under 须是 {version.Name} 的一个类目代码。", $"under must be the code of a group of {version.Name}."]
                );
            under = group;
        }
        var born = string.IsNullOrEmpty(Born) ? null : Born;
        var births = SearchIndexes.OriginsOf(Versions.Current);
        if (born is not null && births.IndexOf(born) < 0)
        {
            var tokens = string.Join(", ", births.All.Select(b => b.Token));
            return Wrong(l => l[$"born 须是其中之一：{tokens}。", $"born must be one of {tokens}."]);
        }
        var after = string.IsNullOrEmpty(After) ? null : After;
        return (new SearchRequest(Q, Limit ?? pageSize, after, level, marks, under, born), null);
    }

    private static (SearchRequest?, Func<Language, string>?) Wrong(Func<Language, string> fault) => (null, fault);
}
