using System.Globalization;
using System.Text;

namespace Zhidian.Registry.Texts;

/// <summary>
/// Takes the text of a cell apart: the labels 定义, 主要工作任务 and 工种, numbered tasks, lists of work types. Line breaks are those
/// of the page it was printed on, so they go.
/// </summary>
public static class TextParts
{
    private static readonly string[] DefinitionLabels = ["职业定义", "定义"];
    private static readonly string[] TaskLabels = ["主要工作任务", "主要工作内容", "主要工作", "主要任务", "工作任务"];
    private static readonly string[] WorkTypeLabels = ["本职业包含但不限于下列工种", "本职业包含下列工种", "包含工种", "工种示例", "工种"];

    /// <param name="Definition">Null when there is none.</param>
    /// <param name="Tasks">Null when the cell says nothing of tasks.</param>
    /// <param name="WorkTypes">Null when the cell says nothing of work types.</param>
    public sealed record Combined(string? Definition, string? Tasks, string? WorkTypes);

    /// <summary>Cuts a cell at its labels; what stands before the first label is the definition.</summary>
    public static Combined Cut(string cell)
    {
        var marks = new List<(int At, int End, int Kind)>();
        foreach (var (labels, kind) in new[] { (DefinitionLabels, 0), (TaskLabels, 1), (WorkTypeLabels, 2) })
            if (Find(cell, labels) is { } found && (kind > 0 || cell[..found.At].Trim().Trim('【').Length == 0))
                marks.Add((found.At, found.End, kind));
        marks.Sort();
        var parts = new string?[3];
        var start = marks.Count > 0 ? marks[0].At : cell.Length;
        if (cell[..start].Trim().Trim('【').Length > 0)
            parts[0] = cell[..start];
        for (var i = 0; i < marks.Count; i++)
        {
            var end = i + 1 < marks.Count ? marks[i + 1].At : cell.Length;
            parts[marks[i].Kind] = cell[Math.Min(marks[i].End, end)..end];
        }
        return new Combined(Tidy(parts[0] ?? "") is { Length: > 0 } definition ? definition : null, parts[1], parts[2]);
    }

    /// <summary>Tasks of "1. ... 2. ...", or of lines, or the whole as one task.</summary>
    /// <param name="gap">The number that was expected where the numbering breaks off; null when it runs on.</param>
    public static IReadOnlyList<string> Tasks(string text, out int? gap)
    {
        gap = null;
        var starts = new List<(int At, int Text)>();
        for (int n = 1, from = 0; Number(text, n, from) is { } mark; n++)
        {
            starts.Add(mark);
            from = mark.Text;
        }
        if (starts.Count == 0)
        {
            var lines = text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(Task).Where(t => t.Length > 0).ToList();
            if (AnyNumber(text, 0))
                gap = 1;
            return lines;
        }
        var tasks = new List<string>();
        if (Task(text[..starts[0].At]) is { Length: > 0 } before)
            tasks.Add(before);
        for (var i = 0; i < starts.Count; i++)
            if (Task(text[starts[i].Text..(i + 1 < starts.Count ? starts[i + 1].At : text.Length)]) is { Length: > 0 } task)
                tasks.Add(task);
        if (AnyNumber(text, starts[^1].Text))
            gap = starts.Count + 1;
        return tasks;
    }

    /// <summary>
    /// Work types separated by ； | or lines where the text has these inside, else by 、 and commas outside brackets and numbers: names
    /// such as 陶瓷、玻璃文物修复师 need the former.
    /// </summary>
    public static IReadOnlyList<string> WorkTypes(string text)
    {
        text = text.Trim().TrimEnd(';', '；', '|');
        var strong = text.IndexOfAny(['|', ';', '；']) >= 0;
        var found = new List<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            depth +=
                c is '（' or '(' ? 1
                : c is '）' or ')' && depth > 0 ? -1
                : 0;
            var cut =
                c is '\n' or '\r' or '|' or ';' or '；' || (!strong && depth == 0 && (c is '、' or '，' or ',') && !IsInNumber(text, i));
            if (!cut)
                continue;
            if (Tidy(text[start..i]).TrimEnd('。', '.') is { Length: > 0 } one)
                found.Add(one);
            start = i + 1;
            depth = 0;
        }
        return found;
    }

    /// <summary>Line breaks between Chinese characters out, other runs of white space to one space.</summary>
    public static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var trimmed = text.AsSpan().Trim();
        for (var i = 0; i < trimmed.Length; i++)
        {
            if (!char.IsWhiteSpace(trimmed[i]))
            {
                tidy.Append(trimmed[i]);
                continue;
            }
            var line = false;
            for (; char.IsWhiteSpace(trimmed[i]); i++)
                line |= trimmed[i] is '\r' or '\n';
            if (!line || !IsWide(tidy[^1]) || !IsWide(trimmed[i]))
                tidy.Append(' ');
            i--;
        }
        return tidy.ToString();
    }

    /// <summary>The comma of 1,4-丁二醇.</summary>
    private static bool IsInNumber(string text, int at) =>
        at > 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]);

    private static bool IsWide(char c) => c >= 0x2E80;

    private static string Task(string text) => Tidy(text).TrimEnd(';', '；', ' ');

    /// <summary>The earliest label with a colon behind it; the longest of those at one place.</summary>
    private static (int At, int End)? Find(string cell, string[] labels)
    {
        (int At, int End)? best = null;
        foreach (var label in labels)
            for (
                var at = cell.IndexOf(label, StringComparison.Ordinal);
                at >= 0;
                at = cell.IndexOf(label, at + 1, StringComparison.Ordinal)
            )
            {
                var end = at + label.Length;
                while (end < cell.Length && cell[end] is ' ' or '】')
                    end++;
                if (end == cell.Length || cell[end] is not (':' or '：') || !Opens(cell, at))
                    continue;
                if (best is null || at < best.Value.At)
                    best = (at, end + 1);
                break;
            }
        return best;
    }

    /// <summary>Where <paramref name="number"/> stands as the number of a task, and where its text begins.</summary>
    private static (int At, int Text)? Number(string text, int number, int from)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        for (
            var at = text.IndexOf(digits, from, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(digits, at + 1, StringComparison.Ordinal)
        )
            if (EndOfNumber(text, at, at + digits.Length) is { } end)
                return end;
        return null;
    }

    private static bool AnyNumber(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]))
                continue;
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            if (end - at <= 2 && EndOfNumber(text, at, end) is not null)
                return true;
            at = end;
        }
        return false;
    }

    /// <summary>Digits are a task's number between a sentence's end and a point, or in brackets; 2.5 is none.</summary>
    private static (int At, int Text)? EndOfNumber(string text, int at, int end)
    {
        if (at > 0 && end < text.Length && text[at - 1] is '(' or '（' && text[end] is ')' or '）')
            return Opens(text, at - 1) ? (at - 1, end + 1) : null;
        if (!Opens(text, at))
            return null;
        while (end < text.Length && text[end] == ' ')
            end++;
        if (end == text.Length || text[end] is not ('.' or '．' or '、'))
            return null;
        return end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]) ? null : (at, end + 1);
    }

    private static bool Opens(string text, int at) =>
        at == 0 || text[at - 1] is ';' or '；' or '。' or '【' || char.IsWhiteSpace(text[at - 1]);
}
