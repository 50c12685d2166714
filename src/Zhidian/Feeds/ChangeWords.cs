using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Feeds;

/// <summary>A change said in a line of text, for feed readers and messages.</summary>
public static class ChangeWords
{
    public static string Kind(Language l, ChangeKind kind) =>
        kind switch
        {
            ChangeKind.Added => l["新增", "added"],
            ChangeKind.Removed => l["取消", "removed"],
            ChangeKind.Renamed => l["更名", "renamed"],
            ChangeKind.Redefined => l["修改定义", "redefined"],
            ChangeKind.Recoded => l["改码", "recoded"],
            ChangeKind.Moved => l["调整归属", "moved"],
            ChangeKind.Split => l["拆分", "split"],
            ChangeKind.Merged => l["并入", "merged"],
            ChangeKind.Promoted => l["由工种升为职业", "promoted from work type"],
            ChangeKind.WorkTypeAdded => l["新增工种", "work type added"],
            ChangeKind.WorkTypeRemoved => l["取消工种", "work type removed"],
            _ => l["标识变化", "marks changed"],
        };

    /// <summary>e.g. <c>2-02-32-00 → 2-02-32-01 制药工程技术人员 (Pharmaceutical engineers): recoded</c>.</summary>
    /// <param name="english">The unofficial English title, shown to readers of English.</param>
    public static string Line(Language l, Change change, string? english = null)
    {
        // An entry both recoded and renamed has two changes; each line tells its own.
        var code = change is { Kind: ChangeKind.Recoded or ChangeKind.Moved, OldCode: { } old, Code: { } now }
            ? $"{old} → {now}"
            : (change.Code ?? change.OldCode)?.Text;
        var title = change is { Kind: ChangeKind.Renamed, OldTitle: { } was, Title: { } called }
            ? $"{was} → {called}"
            : change.Title ?? change.OldTitle;
        var also = l.IsEnglish && english is not null ? $" ({english})" : "";
        return $"{code} {title}{also}{l["：", ": "]}{Kind(l, change.Kind)}{Details(l, change)}";
    }

    /// <summary>e.g. <c>3 added, 1 renamed</c>.</summary>
    public static string Counts(Language l, IEnumerable<Change> changes) =>
        string.Join(
            l["，", ", "],
            changes
                .GroupBy(c => c.Kind)
                .OrderBy(g => g.Key)
                .Select(g => l[$"{Kind(l, g.Key)} {g.Count()}", $"{g.Count()} {Kind(l, g.Key)}"])
        );

    private static string Details(Language l, Change change)
    {
        var related = string.Join(l["、", ", "], change.Related.Select(r => $"{r.Code} {r.Title}"));
        return change.Kind switch
        {
            ChangeKind.Marked => $" {Marks(l, change.OldMarks)} → {Marks(l, change.Marks)}",
            ChangeKind.WorkTypeAdded or ChangeKind.WorkTypeRemoved => l["：", ": "] + change.Text,
            ChangeKind.Split or ChangeKind.Merged when related.Length > 0 => l["，去向：", " into "] + related,
            ChangeKind.Promoted or ChangeKind.Added when related.Length > 0 => l["，来自：", ", from "] + related,
            _ => "",
        };
    }

    private static string Marks(Language l, Marks marks) => marks == Zhidian.Classification.Marks.None ? l["无", "none"] : marks.Token();
}
