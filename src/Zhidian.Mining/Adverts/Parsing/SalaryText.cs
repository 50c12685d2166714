using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Zhidian.Mining.Adverts;

/// <summary>A salary offered.</summary>
/// <param name="Low">Yuan per month; null when only a ceiling is given.</param>
/// <param name="High">Yuan per month; null when only a floor is given.</param>
/// <param name="Months">Monthly salaries paid a year (<c>14薪</c>); null when not said. Low and High are one month's and are not scaled by it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Salary(double? Low, double? High, double? Months);

public enum SalaryReading
{
    /// <summary>Empty, 面议 and the like.</summary>
    NotGiven,
    Understood,
    NotUnderstood,
}

/// <summary>
/// Reads salaries as boards write them. Rates become months by 21.75 days a month (the statutory figure), 8 hours a day, 4.35 weeks a
/// month and 12 months a year.
/// </summary>
/// <remarks>
/// Rules for what is not written: a unit after the second number holds for the first too (<c>1.5-2万</c>), unless that would put it above
/// the second (<c>8000-1.5万</c>). Numbers without unit or rate are yuan per month from 1,000 up and thousands below 200 (boards that export
/// <c>15-20</c> or an average <c>29.0</c> mean that), except at Liepin, whose bare ranges are 10,000 yuan a year. 万 without a rate is a
/// year's pay at Liepin (whose list adds <c>24小时反馈</c>) and from 100,000 up, else a month's.
/// </remarks>
public static partial class SalaryText
{
    private const double DaysAMonth = 21.75;

    /// <summary>Beyond this many yuan a month a ceiling stands for "and more" (25000-99999999).</summary>
    private const double HighestMonth = 2_000_000;

    private const double LowestMonth = 100;

    [GeneratedRegex(@"(?<number>nan|\d+(\.\d+)?)(?<unit>千|k|万|w)?", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(
        @"[·・•*x×,，(（]?\s*(?<months>\d{2}(\.\d)?)(-\d{2})?\s*(个月|薪)\)?",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex MonthsForm();

    [GeneratedRegex(@"\d+(个|小时|天|工作日)*内?反馈.*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FeedbackNote();

    public static SalaryReading Read(string? text, string? platform, out Salary salary)
    {
        salary = default;
        if (string.IsNullOrWhiteSpace(text))
            return SalaryReading.NotGiven;
        var plain = CanonicalText.Fold(text.Length > 120 ? text[..120] : text);
        var liepin =
            platform is not null
            && (platform.Contains("liepin", StringComparison.OrdinalIgnoreCase) || platform.Contains("猎聘", StringComparison.Ordinal));
        if (FeedbackNote().Match(plain) is { Success: true } note)
        {
            plain = plain[..note.Index];
            liepin = true;
        }
        if (IsNotGiven(plain))
            return SalaryReading.NotGiven;
        double? months = null;
        if (MonthsForm().Match(plain) is { Success: true } paid)
        {
            months = Number(paid.Groups["months"].ValueSpan);
            plain = plain.Remove(paid.Index, paid.Length);
        }
        var numbers = Numbers().Matches(plain.Replace(",", "", StringComparison.Ordinal));
        if (numbers.Count is 0 or > 2)
            return SalaryReading.NotUnderstood;
        var (low, lowUnit) = Take(numbers[0]);
        var (high, highUnit) = numbers.Count == 2 ? Take(numbers[1]) : (low, lowUnit);
        if (low is null && high is null)
            return SalaryReading.NotGiven;
        if (lowUnit is null && highUnit is not null && !(low >= 100 && low > high))
            lowUnit = highUnit;
        var perMonth = Rate(plain);
        if (perMonth is { } unknown && double.IsNaN(unknown))
            return SalaryReading.NotUnderstood;
        if (lowUnit is null && highUnit is null && perMonth is null)
        {
            var scale = low ?? high ?? 0;
            if (scale < 1000 && (Math.Max(low ?? 0, high ?? 0) <= 1 || scale >= 200))
                return SalaryReading.NotUnderstood;
            if (scale < 200)
                (lowUnit, highUnit, perMonth) = liepin ? (10_000, 10_000, 1.0 / 12) : (1000, 1000, 1);
        }
        var lowYuan = low * (lowUnit ?? 1);
        var highYuan = high * (highUnit ?? 1);
        perMonth ??= Math.Max(lowUnit ?? 0, highUnit ?? 0) == 10_000 && (liepin || (lowYuan ?? highYuan) >= 100_000) ? 1.0 / 12 : 1;
        lowYuan *= perMonth;
        highYuan *= perMonth;
        if (numbers.Count == 1)
        {
            if (
                plain.Contains("以上", StringComparison.Ordinal)
                || plain.Contains('+', StringComparison.Ordinal)
                || plain.Contains('起', StringComparison.Ordinal)
            )
                highYuan = null;
            else if (plain.Contains("以下", StringComparison.Ordinal) || plain.Contains("以内", StringComparison.Ordinal))
                lowYuan = null;
        }
        if (highYuan > HighestMonth)
            highYuan = null;
        if (lowYuan == 0)
            lowYuan = null;
        if (lowYuan > highYuan)
            (lowYuan, highYuan) = (highYuan, lowYuan);
        if (lowYuan is null && highYuan is null || lowYuan is < LowestMonth or > HighestMonth || highYuan < LowestMonth)
            return SalaryReading.NotUnderstood;
        salary = new Salary(Rounded(lowYuan), Rounded(highYuan), months);
        return SalaryReading.Understood;
    }

    private static bool IsNotGiven(string plain) =>
        plain is "" or "无" or "null" or "none" or "nan" or "-" or "nan-nan" or "不限" or "保密" or "negotiable"
        || plain.Contains("面议", StringComparison.Ordinal)
        || plain.Contains("面谈", StringComparison.Ordinal);

    private static (double? Value, double? Unit) Take(Match match)
    {
        double? unit = match.Groups["unit"].ValueSpan switch
        {
            "千" or "k" => 1000,
            "万" or "w" => 10_000,
            _ => null,
        };
        var number = match.Groups["number"].ValueSpan;
        return (number is "nan" ? null : Number(number), unit);
    }

    private static double Number(ReadOnlySpan<char> text) =>
        double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    /// <summary>Factor from the rate written to a month; null when none is written, NaN for pay by the piece.</summary>
    private static double? Rate(string plain)
    {
        bool Says(string word) => plain.Contains(word, StringComparison.Ordinal);
        return Says("时") || Says("/h") ? DaysAMonth * 8
            : Says("天") || Says("日") || Says("/day") || Says("/d") ? DaysAMonth
            : Says("周") || Says("/week") ? DaysAMonth / 5
            : Says("年") || Says("/y") || Says("/a") ? 1.0 / 12
            : Says("月") || Says("/m") ? 1
            : Says("/次") || Says("/单") || Says("/件") || Says("/节") || Says("/课") || Says("/场") || Says("/篇") ? double.NaN
            : null;
    }

    private static double? Rounded(double? yuan) => yuan is { } value ? Math.Round(value, 2) : null;
}
