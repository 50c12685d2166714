using System.Globalization;
using System.Text.RegularExpressions;

namespace Zhidian.Mining.Adverts;

/// <summary>
/// Reads the education and experience asked for. Boards mix both in one cell (<c>3-5年本科</c>, <c>经验不限学历不限</c>), so each is looked
/// for in both.
/// </summary>
public static partial class EducationText
{
    /// <summary>From none asked to doctorate, in this order.</summary>
    public static IReadOnlyList<string> Levels { get; } = ["不限", "初中及以下", "高中", "中专", "大专", "本科", "硕士", "博士"];

    private static readonly Dictionary<string, int> Place = Levels.Select((level, place) => (level, place)).ToDictionary();

    private static readonly (string Word, string Level)[] Words =
    [
        ("学历不限", "不限"),
        ("不限学历", "不限"),
        ("初中", "初中及以下"),
        ("小学", "初中及以下"),
        ("中专", "中专"),
        ("中技", "中专"),
        ("职高", "中专"),
        ("高职", "大专"),
        ("高中", "高中"),
        ("大专", "大专"),
        ("专科", "大专"),
        ("本科", "本科"),
        ("学士", "本科"),
        ("硕士", "硕士"),
        ("研究生", "硕士"),
        ("MBA", "硕士"),
        ("博士", "博士"),
        ("bachelor", "本科"),
        ("master", "硕士"),
        ("phd", "博士"),
        ("doctor", "博士"),
    ];

    /// <returns>One of <see cref="Levels"/>: the lowest one named; null when none is.</returns>
    public static string? Education(string? education, string? experience = null) => Level(education, true) ?? Level(experience, false);

    private static string? Level(string? text, bool own)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var lowest = int.MaxValue;
        foreach (var (word, level) in Words)
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
                lowest = Math.Min(lowest, Place[level]);
        if (lowest < int.MaxValue)
            return Levels[lowest];
        return own && text.AsSpan().Trim() is "不限" or "无" or "无要求" or "其他" ? "不限" : null;
    }

    /// <returns><c>3-5年</c>, <c>3年以上</c>, <c>1年以内</c>, <c>应届生</c>, <c>不限</c>; null when nothing of the kind is said.</returns>
    public static string? Experience(string? experience, string? education = null) => Years(experience, true) ?? Years(education, false);

    private static string? Years(string? text, bool own)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        text = text.Length > 60 ? text[..60].Trim() : text.Trim();
        bool Says(string word) => text.Contains(word, StringComparison.Ordinal);
        if (RangeForm().Match(text) is { Success: true } range)
            return $"{range.Groups["low"].Value}-{range.Groups["high"].Value}年";
        if (OneForm().Match(text) is { Success: true } one)
        {
            var number = one.Groups["years"].Value;
            return number == "0" ? "不限"
                : one.Groups["end"].Value is "以下" or "以内" ? $"{number}年以内"
                : $"{number}年以上";
        }
        if (Says("应届") || Says("在校"))
            return "应届生";
        if (Says("经验不限") || Says("不限经验"))
            return "不限";
        if (!own)
            return null;
        if (text is "不限" or "无" || Says("无经验") || Says("无需") || Says("无工作"))
            return "不限";
        if (text.Length > 2 || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var years))
            return null;
        return years == 0 ? "不限" : $"{years}年以上";
    }

    [GeneratedRegex(@"(?<low>\d{1,2})\s*[-~至到—－]\s*(?<high>\d{1,2})\s*年", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RangeForm();

    [GeneratedRegex(@"(?<years>\d{1,2})\s*(年?\s*及?(?<end>以上|以下|以内)|年)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OneForm();
}
