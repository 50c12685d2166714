namespace Zhidian.Coding;

/// <summary>Finds the columns to code among the headers of a table.</summary>
internal static class TitleColumns
{
    private static readonly string[] Titles =
    [
        "title",
        "job_title",
        "jobtitle",
        "职位名称",
        "岗位名称",
        "职位",
        "岗位",
        "职位标题",
        "招聘岗位",
        "招聘职位",
        "职业名称",
        "工作名称",
        "标题",
        "position",
        "positionname",
        "position_name",
        "jobname",
        "job_name",
        "job",
        "name_of_job",
        "工种",
    ];

    private static readonly string[] Labels = ["code", "职业代码", "代码", "编码", "职业编码", "occupation_code", "occupation", "label"];

    /// <exception cref="CodeInputException">Not there; names the columns that are.</exception>
    public static int Title(IReadOnlyList<string> headers, string? wanted, string name) =>
        Find(headers, wanted, Titles, "title", "--title-column", name);

    /// <exception cref="CodeInputException">Not there; names the columns that are.</exception>
    public static int Code(IReadOnlyList<string> headers, string? wanted, string name) =>
        Find(headers, wanted, Labels, "code", "--code-column", name);

    /// <summary>-1 when none was asked for: text is used only by name, because a wrong column costs more than it helps.</summary>
    /// <exception cref="CodeInputException">Asked for and not there; names the columns that are.</exception>
    public static int Text(IReadOnlyList<string> headers, string? wanted, string name) =>
        wanted is null ? -1 : Find(headers, wanted, [], "text", "--text-column", name);

    private static int Find(IReadOnlyList<string> headers, string? wanted, string[] known, string what, string option, string name)
    {
        var keys = headers.Select(Key).ToList();
        foreach (var candidate in wanted is null ? known : [wanted])
            if (keys.IndexOf(Key(candidate)) is >= 0 and var at)
                return at;
        var found = $"columns found: {string.Join(", ", headers.Select(h => h.Length == 0 ? "(empty)" : h))}";
        throw new CodeInputException(
            wanted is null
                ? $"{name}: no {what} column recognised. Name it with {option}; {found}."
                : $"{name}: there is no column '{wanted}' ({option}); {found}."
        );
    }

    private static string Key(string header) => header.Trim().Trim('\ufeff').ToLowerInvariant().Replace(' ', '_');
}
