namespace Zhidian.Registry.Texts;

public enum Severity
{
    /// <summary>Said, and does not stop anything.</summary>
    Warning,

    /// <summary>Nothing of the file is applied while there is one.</summary>
    Error,
}

/// <summary>Something about a file that its sender should know, where it is and what to do.</summary>
/// <param name="Fault">A stable code; <see cref="FindingKinds"/> lists them.</param>
/// <param name="Sheet">Null for a text file.</param>
/// <param name="Row">From 1 with the header; 0 when it concerns the whole file or sheet.</param>
/// <param name="Column">As the file's header names it; null when it concerns the whole row.</param>
public sealed record FileFinding(
    string Fault,
    Severity Severity,
    string File,
    string? Sheet,
    int Row,
    string? Column,
    string Chinese,
    string English
)
{
    public override string ToString() => $"{Fault} {File}{(Sheet is null ? "" : "!" + Sheet)}:{Row}: {English}";
}

/// <summary>What to do about each kind of finding, in Chinese and in English.</summary>
public static class FindingKinds
{
    private static readonly Dictionary<string, (string Chinese, string English)> Mending = new()
    {
        ["T1002"] = ("只保留要导入的行，或由运维调高上限。", "Keep only the rows to import, or have the operator raise the limit."),
        ["T1003"] = ("请另存为 .xlsx 或 CSV。", "Save it as .xlsx or CSV."),
        ["T1005"] = (
            "该文件展开后远大于自身，不予读取。请在表格软件中打开、另存。",
            "It unfolds to far more than it is, so it is not read. Save a plain copy with a spreadsheet program."
        ),
        ["T1006"] = ("请在表格软件中打开并重新保存，或另存为 CSV。", "Open it with a spreadsheet program and save it again, or as CSV."),
        ["T1009"] = ("表格文件不应含 DTD 或实体。请另存一份。", "A workbook has no DTD or entities. Save a plain copy."),
        ["T1010"] = ("请写对工作表名称，或不写以读取全部。", "Name one of its sheets, or none to read all."),
        ["T1011"] = (
            "首行须有“代码”列，以及定义、主要工作任务、工种中至少一列。",
            "The first row must name a code column and at least one of definition, tasks, work types."
        ),
        ["T1012"] = ("请分成几份导入。", "Import it in parts."),
        ["T2001"] = ("请核对代码。", "Check the code."),
        ["T2002"] = ("请改用该版本的代码，或选择代码所属的版本。", "Use this version's code, or import for the version the code is of."),
        ["T2003"] = ("请核对代码与名称，两者须指同一职业。", "Check code and title: both must name the same occupation."),
        ["T2004"] = ("每个职业只留一行。", "Keep one row for each occupation."),
        ["T2005"] = ("请核对这两行的代码和名称。", "Check code and title of both rows."),
        ["T2006"] = (
            "删去该行，或把文字给接替它的职业，或为它所在的版本导入。",
            "Take the row out, give the text to a successor, or import for the version that has it."
        ),
        ["T2007"] = ("补上文字，或删去该行。", "Fill it in, or take the row out."),
        ["T2008"] = ("缩短，或检查是否几格连成了一格。", "Shorten it, or see whether cells ran together."),
        ["T2009"] = ("删去这些字符，或以正确的编码另存。", "Take the characters out, or save the file in its right encoding."),
        ["T2010"] = (
            "公式不会被计算。请粘贴为值，文字不要以 = + - @ 开头。",
            "Formulas are never evaluated. Paste values; no text may begin with = + - @."
        ),
        ["T2011"] = ("每个工种只写一次，只属于一个职业。", "Name each work type once, under one occupation."),
        ["T2012"] = ("只能为职业（细类）导入。", "Texts are imported for occupations only."),
        ["T2013"] = ("请检查该行的引号和分隔符。", "Check the row's quotes and separators."),
        ["T2014"] = ("若原文确无主要工作任务，无须处理。", "Nothing, if the document really has none."),
        ["T2015"] = ("请核对任务编号。", "Check the numbers of the tasks."),
        ["T2016"] = ("该列不会导入；若需要，请改成可识别的列名。", "The column is not imported; rename it if it should be."),
        ["T2017"] = ("每种列只留一列。", "Keep one column of each kind."),
        ["T2018"] = ("该表不会导入；若需要，请补上列名。", "The sheet is not imported; name its columns if it should be."),
        ["T2019"] = ("请改正出错的单元格。", "Mend the cell that holds an error."),
        ["T2020"] = ("若名称中含顿号，请用分号分隔各工种。", "Where names hold a 、 separate the work types with ；."),
        ["C1003"] = ("", "Name the group one level up, and give that group a row."),
        ["C1005"] = ("", "Write d, d-dd, d-dd-dd or d-dd-dd-dd."),
        ["C1008"] = ("", "Save it as comma-separated UTF-8 with the columns of data/README.md."),
        ["C1010"] = ("", "Use one of the kinds of data/README.md."),
        ["C1011"] = ("", "A group is above its members only: name the group one level up."),
        ["C1101"] = ("", "Use the permanent id the entry has in the version before."),
        ["C1102"] = ("", "Give a new entry an id that was never given."),
        ["C1103"] = ("", "Give each entry a code of its own."),
        ["C1104"] = ("", "Add the group as well, or choose another code."),
        ["C1105"] = ("", "Say what the version before says, and give what is new."),
        ["C1201"] = ("", "Let the weights of one from_id sum to exactly 1."),
        ["C1202"] = ("", "Use ids of occupations of the two versions named."),
        ["C1203"] = ("", "Add a row for each successor, or one with an empty to_id."),
        ["C1204"] = ("", "Keep one row, with the weights added up."),
        ["C1205"] = ("", "Use a weight above 0 and at most 1."),
        ["C1206"] = ("", "Add a row from the entry to itself with the share that stays."),
        ["C1207"] = ("", "A retired occupation never comes back: give the later one an id of its own."),
        ["C1208"] = ("", "Name two neighbouring versions."),
    };

    /// <summary>How to mend it; empty for a code that says so in its message.</summary>
    public static (string Chinese, string English) MendOf(string fault) => Mending.GetValueOrDefault(fault, ("", ""));

    public static IReadOnlyCollection<string> All => Mending.Keys;
}
