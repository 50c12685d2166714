using System.Text;
using Zhidian.Classification;

namespace Zhidian.Registry.Texts;

/// <summary>Checks a file of texts against a version and the texts in force, row by row. Pure: the same input gives the same answer.</summary>
/// <param name="inForce">The text in force at the version for an entry id, and the version it was imported for.</param>
public sealed class TextChecking(
    History history,
    ClassificationVersion version,
    TextTable table,
    Func<string, (TextContent Content, string Version)?> inForce
)
{
    private readonly List<FileFinding> _findings = [.. table.Findings];
    private readonly Dictionary<string, int> _rowOfCode = [];
    private readonly Dictionary<string, (int Row, bool Fits)> _rowOfTitle = [];
    private readonly Dictionary<string, (int Row, string Code)> _workTypes = [];
    private TextRow _row = null!;
    private int _errors;

    public (IReadOnlyList<TextEffect> Effects, IReadOnlyList<FileFinding> Findings) Run() => (table.Rows.Select(Check).ToList(), _findings);

    private TextEffect Check(TextRow row)
    {
        (_row, _errors) = (row, 0);
        var text = row.Cells.GetValueOrDefault(TextColumn.Code)?.Text ?? "";
        var code = text.Normalize(NormalizationForm.FormKC).Trim();
        var title = Cell(TextColumn.Title)?.Text.Trim();
        if (row.Fault is { } fault)
        {
            Error("T2013", null, $"该行无法读取：{fault}", $"the row cannot be read: {fault}");
            return new TextEffect(EffectKind.Refused, row.Sheet, row.Row, code, null, null, null, null, null);
        }
        foreach (var cell in row.Cells.Values)
            CheckCell(cell);
        var entry = FindEntry(code);
        if (entry is not null)
            CheckTwice(entry);
        CheckTitle(entry, title);
        var given = ReadGiven(entry);
        if (entry is null || _errors > 0)
            return new TextEffect(EffectKind.Refused, row.Sheet, row.Row, Shown(code), entry?.Id, entry?.Title, null, null, null);
        var before = inForce(entry.Id);
        var was = before?.Content ?? TextContent.Empty;
        // An empty cell, or a column the file does not have, leaves what is there.
        var after = new TextContent(
            given.Definition ?? was.Definition,
            given.Tasks.Count > 0 ? given.Tasks : was.Tasks,
            given.WorkTypes ?? was.WorkTypes
        );
        var kind =
            before is null ? EffectKind.New
            : after.Says(was) ? EffectKind.Same
            : EffectKind.Changed;
        return new TextEffect(kind, row.Sheet, row.Row, entry.Code.Text, entry.Id, entry.Title, before?.Content, before?.Version, after);
    }

    private void CheckCell(TextCell cell)
    {
        if (cell.IsError)
            Error("T2019", cell.Column, $"单元格为错误值 {Shown(cell.Text)}。", $"the cell holds the error value {Shown(cell.Text)}.");
        if (cell.IsFormula || TextRules.StartsLikeFormula(cell.Text))
            Error("T2010", cell.Column, $"公式或形似公式：{Shown(cell.Text)}", $"a formula, or begins like one: {Shown(cell.Text)}");
        if (TextRules.BadCharacter(cell.Text) is { } bad)
            Error("T2009", cell.Column, $"含有不可用字符 {bad}。", $"holds the character {bad}, which is no text.");
    }

    private Entry? FindEntry(string text)
    {
        var column = Cell(TextColumn.Code)?.Column;
        if (text.Length == 0)
        {
            Error("T2001", column, "代码为空。", "the code is empty.");
            return null;
        }
        switch (CodeLookup.In(history, version, text))
        {
            case CodeLookup.Found { Entry: { Level: Level.Occupation } entry }:
                return entry;
            case CodeLookup.Found { Entry: var group }:
                Error(
                    "T2012",
                    column,
                    $"{group.Code} 是类目“{group.Title}”，不是职业。",
                    $"{group.Code} is the group '{group.Title}', not an occupation."
                );
                return null;
            case CodeLookup.Gone gone:
                var successors = string.Join(", ", gone.Successors.Select(s => $"{s.Code} {s.Title}"));
                if (version.FindById(gone.Id) is not null)
                    Error(
                        "T2002",
                        column,
                        $"{text}（{gone.Title}）是 {gone.LastIn} 的代码，在 {version.Name} 中为 {successors}。",
                        $"{text} ({gone.Title}) is a code of {gone.LastIn}; in {version.Name} it is {successors}."
                    );
                else
                    Error(
                        "T2006",
                        column,
                        $"{text}（{gone.Title}）在 {version.Name} 中已撤销，最后见于 {gone.LastIn}；接替：{(successors.Length > 0 ? successors : "无")}。",
                        $"{text} ({gone.Title}) is retired in {version.Name}, last seen in {gone.LastIn}; successors: {(successors.Length > 0 ? successors : "none")}."
                    );
                return null;
            case CodeLookup.Later later:
                Error(
                    "T2002",
                    column,
                    $"{version.Name} 还没有 {text}（{later.Entry.Title}）；它随 {later.FirstIn} 而来。",
                    $"{version.Name} does not have {text} ({later.Entry.Title}) yet; it comes with {later.FirstIn}."
                );
                return null;
            case CodeLookup.Malformed:
                Error("T2001", column, $"“{Shown(text)}”不是职业代码。", $"'{Shown(text)}' is not a code; one looks like 2-02-10-03.");
                return null;
            default:
                Error("T2001", column, $"各版本都没有代码 {text}。", $"no version has the code {text}.");
                return null;
        }
    }

    private void CheckTwice(Entry entry)
    {
        if (!_rowOfCode.TryAdd(entry.Id, _row.Row))
            Error(
                "T2004",
                Cell(TextColumn.Code)?.Column,
                $"{entry.Code} 已见于第 {_rowOfCode[entry.Id]} 行。",
                $"{entry.Code} already stands in row {_rowOfCode[entry.Id]}."
            );
    }

    private void CheckTitle(Entry? entry, string? title)
    {
        if (string.IsNullOrEmpty(title))
            return;
        var column = Cell(TextColumn.Title)!.Column;
        var folded = TextRules.FoldTitle(title);
        var fits = entry is not null && TextRules.FoldTitle(entry.Title) == folded;
        if (_rowOfTitle.TryGetValue(folded, out var other) && !(fits && other.Fits))
            Error(
                "T2005",
                column,
                $"名称“{Shown(title)}”已见于第 {other.Row} 行。",
                $"the title '{Shown(title)}' already stands in row {other.Row}."
            );
        _rowOfTitle.TryAdd(folded, (_row.Row, fits));
        if (fits || entry is null)
            return;
        var elsewhere = history.Versions.LastOrDefault(v => v.FindById(entry.Id) is { } e && TextRules.FoldTitle(e.Title) == folded);
        if (elsewhere is not null)
            Warn(
                "T2003",
                column,
                $"“{Shown(title)}”是 {elsewhere.Name} 的名称，{version.Name} 中为“{entry.Title}”。",
                $"'{Shown(title)}' is the title in {elsewhere.Name}; in {version.Name} it is '{entry.Title}'."
            );
        else
            Error(
                "T2003",
                column,
                $"{entry.Code} 在 {version.Name} 中为“{entry.Title}”，不是“{Shown(title)}”。",
                $"{entry.Code} is '{entry.Title}' in {version.Name}, not '{Shown(title)}'."
            );
    }

    private TextContent ReadGiven(Entry? entry)
    {
        var cut = TextParts.Cut(Cell(TextColumn.Definition)?.Text ?? "");
        var tasks = Cell(TextColumn.Tasks);
        var types = Cell(TextColumn.WorkTypes);
        int? gap = null;
        // A cell of tasks may begin with its label, or hold the work types too.
        var inner = tasks is null ? null : TextParts.Cut(tasks.Text);
        var taskText = tasks is null ? cut.Tasks : inner!.Tasks ?? inner.Definition;
        var taskList = taskText is null ? [] : TextParts.Tasks(tasks is not null && inner!.Tasks is null ? tasks.Text : taskText, out gap);
        var typeText = types?.Text ?? inner?.WorkTypes ?? cut.WorkTypes;
        var typeList = typeText is null ? null : ReadWorkTypes(typeText, entry, types ?? tasks ?? Cell(TextColumn.Definition));
        var taskColumn = (tasks ?? Cell(TextColumn.Definition))?.Column;
        if (gap is { } number)
            Warn(
                "T2015",
                taskColumn,
                $"任务编号在第 {number} 项处中断。",
                $"the numbering of the tasks breaks off where {number} is expected."
            );
        if (cut.Definition is null && taskList.Count == 0 && typeList is null or { Count: 0 })
            Error("T2007", null, "该行没有任何文字。", "the row holds no text at all.");
        else if (cut.Definition is null && Cell(TextColumn.Definition) is { } empty)
            Warn("T2007", empty.Column, "没有定义；原有定义保留。", "there is no definition; one that is there stays.");
        else if (cut.Definition is not null && taskList.Count == 0 && (tasks is not null || cut.Tasks is null && inner is null))
            Warn("T2014", taskColumn, "没有主要工作任务。", "there are no main tasks.");
        Long(cut.Definition, TextRules.LongestDefinition, Cell(TextColumn.Definition)?.Column);
        foreach (var task in taskList)
            Long(task, TextRules.LongestTask, taskColumn);
        Many(taskList.Count, TextRules.MostTasks, taskColumn);
        foreach (var part in taskList.Append(cut.Definition).Where(p => p is not null && TextRules.StartsLikeFormula(p)))
            Error("T2010", taskColumn, $"形似公式：{Shown(part!)}", $"begins like a formula: {Shown(part!)}");
        return new TextContent(cut.Definition, taskList, typeList is { Count: > 0 } ? typeList : null);
    }

    private List<string> ReadWorkTypes(string text, Entry? entry, TextCell? cell)
    {
        var list = new List<string>();
        foreach (var name in TextParts.WorkTypes(text))
        {
            Long(name, TextRules.LongestWorkType, cell?.Column);
            if (TextRules.StartsLikeFormula(name))
                Error("T2010", cell?.Column, $"形似公式：{Shown(name)}", $"begins like a formula: {Shown(name)}");
            if (name.Length <= 2)
                Warn("T2020", cell?.Column, $"工种“{name}”像是名称的一部分。", $"the work type '{name}' looks like a part of a name.");
            if (list.Contains(name))
            {
                Warn("T2011", cell?.Column, $"工种“{name}”重复，只取一次。", $"the work type '{name}' stands twice; it is taken once.");
                continue;
            }
            list.Add(name);
            if (entry is null || name.Length <= 2 || _workTypes.TryAdd(name, (_row.Row, entry.Id)) || _workTypes[name].Code == entry.Id)
                continue;
            Error(
                "T2011",
                cell?.Column,
                $"工种“{name}”已属于第 {_workTypes[name].Row} 行的职业。",
                $"the work type '{name}' already belongs to the occupation of row {_workTypes[name].Row}."
            );
        }
        Many(list.Count, TextRules.MostWorkTypes, cell?.Column);
        return list;
    }

    private TextCell? Cell(TextColumn column) => _row.Cells.GetValueOrDefault(column);

    private void Long(string? text, int most, string? column)
    {
        if (text?.Length > most)
            Error(
                "T2008",
                column,
                $"有 {text.Length} 个字符，至多 {most} 个：{Shown(text)}",
                $"{text.Length} characters, {most} are allowed: {Shown(text)}"
            );
    }

    private void Many(int count, int most, string? column)
    {
        if (count > most)
            Error("T2008", column, $"有 {count} 项，至多 {most} 项。", $"{count} items, {most} are allowed.");
    }

    private void Error(string fault, string? column, string chinese, string english)
    {
        _errors++;
        Add(Severity.Error, fault, column, chinese, english);
    }

    private void Warn(string fault, string? column, string chinese, string english) =>
        Add(Severity.Warning, fault, column, chinese, english);

    private void Add(Severity severity, string fault, string? column, string chinese, string english) =>
        _findings.Add(new FileFinding(fault, severity, table.File, _row.Sheet, _row.Row, column, chinese, english));

    private static string Shown(string text) => TextRules.Shown(text);
}
