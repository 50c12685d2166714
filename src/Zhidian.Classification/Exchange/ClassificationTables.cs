using Zhidian.Classification.Crosswalks;
using Zhidian.Classification.Exchange.Tables;

namespace Zhidian.Classification.Exchange;

/// <summary>The tables of a version. A column, once published, keeps its name and meaning; new ones come at the end.</summary>
public static class ClassificationTables
{
    private static readonly Column Id = new("id", CellKind.Text, "永久编号", "Permanent id", "Given once, never reused.", true);

    public static Table Entries(ExchangeSource source) =>
        new(
            "classification",
            Statements.Title(source.Version),
            [
                Id,
                new("code", CellKind.Text, "代码", "Code", "In this version.", true),
                new("level", CellKind.Text, "层级", "Level", "major, sub-major, minor or occupation.", true),
                new("parent", CellKind.Text, "上级代码", "Parent code", "Code of the group above; empty for a major group."),
                new("parent_id", CellKind.Text, "上级永久编号", "Parent id", "Permanent id of the group above."),
                new("title_zh", CellKind.Text, "名称", "Title", "Official title in Chinese.", true),
                new("title_en", CellKind.Text, "英文名称（非官方）", "English title (unofficial)", "Zhidian's own translation."),
                new("marks", CellKind.Text, "标识", "Marks", "S digital, L green, L/S both, empty none."),
                new("gbt6565", CellKind.Text, "GB/T 6565 代码", "GB/T 6565 code", "Parallel code in the national standard, groups only."),
                new("released_on", CellKind.Day, "发布日期", "Released on", "Day of the joint release, for new occupations since 2019."),
                new("work_types", CellKind.List, "工种", "Work types", "As of 2026, not dated by version; separated by a bar."),
            ],
            ["id"],
            source
                .Version.Entries.Select(e =>
                    new object?[]
                    {
                        e.Id,
                        e.Code.Text,
                        e.Level.Token(),
                        e.Parent?.Text,
                        e.Parent is { } parent ? source.Version.Find(parent)?.Id : null,
                        e.Title,
                        e.English,
                        Marks(e.Marks),
                        e.GbtCode,
                        e.ReleasedOn,
                        e.WorkTypes.Count > 0 ? e.WorkTypes : null,
                    }
                )
                .ToList()
        );

    public static Table Retired(ExchangeSource source) =>
        new(
            "retired",
            ("此版本之前已停用的编号及其接替者", "Ids retired before this version, with their successors"),
            [
                Id,
                new("last_version", CellKind.Text, "最后所在版本", "Last version", "The newest version that has the id.", true),
                new("code", CellKind.Text, "当时代码", "Code then", "In its last version.", true),
                new("level", CellKind.Text, "层级", "Level", "major, sub-major, minor or occupation.", true),
                new("title_zh", CellKind.Text, "当时名称", "Title then", "In its last version.", true),
                new("successors", CellKind.List, "接替者", "Successors", "id:share, largest first; empty where nothing took its place."),
            ],
            ["id"],
            source
                .Retired.Select(r =>
                    new object?[] { r.Entry.Id, r.Last.Name, r.Entry.Code.Text, r.Entry.Level.Token(), r.Entry.Title, Shares(r.Successors) }
                )
                .ToList()
        );

    public static Table Changes(ExchangeSource source) =>
        new(
            "changes",
            (
                $"版本 {source.Before?.Name} 到 {source.Version.Name} 的变化",
                $"Changes from version {source.Before?.Name} to {source.Version.Name}"
            ),
            [
                new("number", CellKind.Whole, "序号", "Number", "In code order; for this version of this file only.", true),
                new(
                    "kind",
                    CellKind.Text,
                    "变化",
                    "Change",
                    "added, removed, renamed, redefined, recoded, moved, split, merged, ...",
                    true
                ),
                Id,
                new("level", CellKind.Text, "层级", "Level", "major, sub-major, minor or occupation.", true),
                new("old_code", CellKind.Text, "原代码", "Old code", "Empty where it did not exist."),
                new("code", CellKind.Text, "新代码", "New code", "Empty where it does not exist any more."),
                new("old_title_zh", CellKind.Text, "原名称", "Old title", "In Chinese."),
                new("title_zh", CellKind.Text, "新名称", "New title", "In Chinese."),
                new("old_marks", CellKind.Text, "原标识", "Old marks", "S digital, L green, L/S both."),
                new("marks", CellKind.Text, "新标识", "New marks", "S digital, L green, L/S both."),
                new("work_type", CellKind.Text, "工种", "Work type", "The work type that came or went."),
                new("related", CellKind.List, "相关职业", "Related", "id:share of successors or predecessors, largest first."),
                new("effective", CellKind.Day, "生效日期", "In force from", "First day of the version that brought it.", true),
                new("document", CellKind.Text, "依据", "Document", "Key of the publication it comes from.", true),
                new("reason", CellKind.Text, "原因", "Reason", "A token: data/README.md."),
                new("note", CellKind.Text, "说明", "Note", "Free words."),
            ],
            ["number"],
            (source.Before is null ? [] : source.History.Changes(source.Version))
                .Select(
                    (c, i) =>
                        new object?[]
                        {
                            i + 1,
                            Statements.Token(c.Kind),
                            c.Id,
                            c.Level.Token(),
                            c.OldCode?.Text,
                            c.Code?.Text,
                            c.OldTitle,
                            c.Title,
                            Marks(c.OldMarks),
                            Marks(c.Marks),
                            c.Text,
                            Shares(c.Related),
                            c.Date,
                            c.Evidence.Document,
                            c.Evidence.Reason is { Length: > 0 } reason ? reason : null,
                            c.Evidence.Note is { Length: > 0 } note ? note : null,
                        }
                )
                .ToList()
        );

    public static Table Correspondence(ExchangeSource source)
    {
        var rows = new List<object?[]>();
        if (source.Before is { } before)
        {
            var links = source.History.Correspondence(before, source.Version);
            foreach (var old in before.Occupations)
            foreach (var target in links.Of(old.Id))
            {
                var now = target.ToId is { } id ? source.Version.FindById(id) : null;
                rows.Add([
                    old.Id,
                    old.Code.Text,
                    old.Title,
                    now?.Id,
                    now?.Code.Text,
                    now?.Title,
                    target.Weight,
                    target.Exact ? "exact" : "split",
                ]);
            }
        }
        return new Table(
            "correspondence",
            (
                $"版本 {source.Before?.Name} 与 {source.Version.Name} 的职业对应",
                $"Correspondence of occupations between versions {source.Before?.Name} and {source.Version.Name}"
            ),
            [
                new("from_id", CellKind.Text, "原永久编号", "Id before", "An occupation of the version before.", true),
                new("from_code", CellKind.Text, "原代码", "Code before", "In the version before.", true),
                new("from_title_zh", CellKind.Text, "原名称", "Title before", "In the version before.", true),
                new("to_id", CellKind.Text, "现永久编号", "Id now", "Empty: that share has no counterpart."),
                new("to_code", CellKind.Text, "现代码", "Code now", "In this version."),
                new("to_title_zh", CellKind.Text, "现名称", "Title now", "In this version."),
                new("weight", CellKind.Share, "权重", "Weight", "The share that goes there; those of one from_id sum to 1.", true),
                new(
                    "basis",
                    CellKind.Text,
                    "性质",
                    "Nature",
                    "exact: goes there whole by identity or record; split: divided or judged.",
                    true
                ),
            ],
            [],
            rows
        );
    }

    public static Table Crosswalk(ExchangeSource source) =>
        new(
            "crosswalk-isco08",
            (
                $"版本 {source.Version.Name} 与 ISCO-08 的对照（职典自编）",
                $"Crosswalk from version {source.Version.Name} to ISCO-08 (Zhidian's own)"
            ),
            [
                Id,
                new("code", CellKind.Text, "代码", "Code", "In this version.", true),
                new("title_zh", CellKind.Text, "名称", "Title", "In Chinese.", true),
                new("title_en", CellKind.Text, "英文名称（非官方）", "English title (unofficial)", "Zhidian's own translation."),
                new("isco08", CellKind.Text, "ISCO-08 代码", "ISCO-08 code", "One to four digits.", true),
                new(
                    "relation",
                    CellKind.Text,
                    "关系",
                    "Relation",
                    "exact, close, broad (ISCO is wider) or narrow (ISCO is narrower).",
                    true
                ),
                new("reason_zh", CellKind.Text, "理由", "Reason in Chinese", "Where it is not obvious."),
                new("reason_en", CellKind.Text, "英文理由", "Reason", "Where it is not obvious."),
            ],
            ["id", "isco08"],
            source
                .Matches.Select(m =>
                    new object?[]
                    {
                        m.Entry.Id,
                        m.Entry.Code.Text,
                        m.Entry.Title,
                        m.Entry.English,
                        m.Match.Isco.Code,
                        m.Match.Isco.Title,
                        Relation(m.Match),
                        m.Match.Reason.Chinese is { Length: > 0 } chinese ? chinese : null,
                        m.Match.Reason.English is { Length: > 0 } english ? english : null,
                    }
                )
                .ToList()
        );

    /// <summary>The first word of the SKOS mapping relation. What only overlaps is related: each side has people that the other lacks.</summary>
    public static string Relation(IscoMatch match) => match.Partial ? "related" : match.Relation.ToString().ToLowerInvariant();

    private static string? Marks(Marks marks) => marks.Token() is { Length: > 0 } token ? token : null;

    private static List<string>? Shares(IReadOnlyList<Related> related) =>
        related.Count == 0 ? null : related.Select(r => $"{r.Id}:{Table.Number(r.Share)}").ToList();
}
