using System.Text;
using Zhidian.Registry.Texts;

namespace Zhidian.Texts;

/// <summary>Tells what the columns of a file of texts hold from their headers, in Chinese and English.</summary>
internal static class TextColumns
{
    private static readonly Dictionary<string, TextColumn> Known = Names(
        (TextColumn.Code, "代码 编码 职业代码 职业编码 分类代码 细类代码 职业分类代码 code occupationcode zhidiancode"),
        (TextColumn.Title, "名称 标题 职业 职业名称 细类 细类名称 职业title title name occupation occupationname occupationtitle titlezh"),
        (
            TextColumn.Definition,
            "定义 职业定义 描述 职业描述 definition description occupationdefinition 定义主要工作任务 定义及主要工作任务 定义和主要工作任务 定义与主要工作任务 定义主要工作 定义及主要工作 职业定义及主要工作任务 职业定义主要工作任务 definitionandtasks definitiontasks definitionandmaintasks"
        ),
        (TextColumn.Tasks, "主要工作任务 主要工作 主要任务 主要工作内容 工作任务 任务 tasks maintasks task duties"),
        (TextColumn.WorkTypes, "工种 工种名称 包含工种 下列工种 本职业包含工种 本职业包含的工种 工种示例 worktypes worktype")
    );

    /// <summary>Columns that come with such tables and are passed over without a word.</summary>
    private static readonly HashSet<string> Beside = new("序号 编号 备注 级别 层级 标识 no number note notes level marks id".Split(' '));

    /// <param name="Columns">Kind of each recognised column, by its place.</param>
    internal sealed record Map(IReadOnlyDictionary<int, (TextColumn Kind, string Name)> Columns, IReadOnlyList<FileFinding> Findings)
    {
        public bool IsTexts =>
            Columns.Values.Any(c => c.Kind == TextColumn.Code)
            && Columns.Values.Any(c => c.Kind is not (TextColumn.Code or TextColumn.Title));
    }

    public static Map Of(IEnumerable<(int Column, string Name)> header, string file, string? sheet, int row)
    {
        var columns = new Dictionary<int, (TextColumn, string)>();
        var findings = new List<FileFinding>();
        foreach (var (column, name) in header)
        {
            var folded = Folded(name);
            if (!Known.TryGetValue(folded, out var kind))
            {
                if (folded.Length > 0 && !Beside.Contains(folded))
                    findings.Add(
                        new("T2016", Severity.Warning, file, sheet, row, name.Trim(), "未识别该列。", "the column is not recognised.")
                    );
            }
            else if (columns.Values.FirstOrDefault(c => c.Item1 == kind).Item2 is { } other)
                findings.Add(
                    new(
                        "T2017",
                        Severity.Error,
                        file,
                        sheet,
                        row,
                        name.Trim(),
                        $"与“{other}”是同一种列。",
                        $"the column holds the same as '{other}'."
                    )
                );
            else
                columns[column] = (kind, name.Trim());
        }
        return new Map(columns, findings);
    }

    private static string Folded(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static Dictionary<string, TextColumn> Names(params (TextColumn Kind, string Names)[] all) =>
        all.SelectMany(a => a.Names.Split(' ').Select(n => (n, a.Kind))).ToDictionary(p => p.n, p => p.Kind);
}
