using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Lineage;

/// <summary>Which changes are wanted. No kinds, no level, no group: all.</summary>
public sealed record ChangeFilter(IReadOnlySet<ChangeKind> Kinds, Level? Level, Code? Under)
{
    private static readonly Dictionary<string, ChangeKind> Names = Enum.GetValues<ChangeKind>()
        .ToDictionary(k => JsonNamingPolicy.CamelCase.ConvertName(k.ToString()));

    /// <summary>As the API writes them: added, workTypeAdded ...</summary>
    public static IEnumerable<string> KindNames => Names.Keys;

    public static bool TryRead(
        IReadOnlyList<string>? kinds,
        string? level,
        string? under,
        [NotNullWhen(true)] out ChangeFilter? filter,
        [NotNullWhen(false)] out Func<Language, string>? fault
    )
    {
        (filter, fault) = (null, null);
        var wanted = new HashSet<ChangeKind>();
        foreach (var name in kinds ?? [])
        {
            if (!Names.TryGetValue(name, out var kind))
            {
                fault = l => l[$"kind 须是 {string.Join("、", KindNames)} 之一。", $"kind must be one of {string.Join(", ", KindNames)}."];
                return false;
            }
            wanted.Add(kind);
        }
        Level? at = level is null ? null : LevelNames.Parse(level);
        if (level is not null && at is null)
        {
            fault = l => l["level 须是 major、sub-major、minor 或 occupation。", "level must be major, sub-major, minor or occupation."];
            return false;
        }
        Code? group = Code.TryParse(under, out var code) ? code : null;
        if (under is not null && group is null)
        {
            fault = l => l["under 须是一个代码，如 2-02。", "under must be a code, e.g. 2-02."];
            return false;
        }
        filter = new ChangeFilter(wanted, at, group);
        return true;
    }

    public bool Takes(Change change) =>
        (Kinds.Count == 0 || Kinds.Contains(change.Kind))
        && (Level is null || change.Level == Level)
        && (Under is not { } group || Within(group, change.Code) || Within(group, change.OldCode));

    private static bool Within(Code group, Code? code) => code is { } c && group.Contains(c);
}
