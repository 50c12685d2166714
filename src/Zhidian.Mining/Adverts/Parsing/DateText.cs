using System.Globalization;

namespace Zhidian.Mining.Adverts;

/// <summary>
/// Reads the day of publication: <c>2024-06-03</c>, <c>2024/6/3 10:30</c>, <c>2024年6月3日</c>, <c>20240603</c>, the month alone
/// (<c>2024-06</c>: its first day), seconds or milliseconds since 1970 (days of Beijing), Excel's day numbers, and, given a year,
/// <c>06-03</c> and <c>6月3日</c>. Day before month is not guessed at.
/// </summary>
public static class DateText
{
    private static readonly DateOnly First = new(1990, 1, 1);
    private static readonly DateOnly Last = new(2099, 12, 31);

    /// <param name="referenceYear">Year of dates written without one.</param>
    /// <returns>Null when the text is no date, or none that exists between 1990 and 2099.</returns>
    public static DateOnly? Parse(string? text, int? referenceYear = null)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        Span<char> folded = stackalloc char[32];
        var length = 0;
        foreach (var c in text.AsSpan().Trim())
        {
            if (length == folded.Length)
                break;
            folded[length++] = c is >= '０' and <= '９' or '－' or '／' or '．' ? (char)(c - 0xFEE0) : c;
        }
        ReadOnlySpan<char> rest = folded[..length];
        if (rest.EndsWith(".0"))
            rest = rest[..^2];
        var day = rest.ContainsAnyExceptInRange('0', '9') ? Written(rest, referenceYear) : Number(rest);
        return day >= First && day <= Last ? day : null;
    }

    private static DateOnly? Number(ReadOnlySpan<char> digits)
    {
        if (digits.Length > 13 || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        return digits.Length switch
        {
            13 => Beijing(number / 1000),
            10 => Beijing(number),
            8 => Day((int)(number / 10_000), (int)(number / 100 % 100), (int)(number % 100)),
            6 => Day((int)(number / 100), (int)(number % 100), 1),
            5 => new DateOnly(1899, 12, 30).AddDays((int)number),
            _ => null,
        };
    }

    private static DateOnly Beijing(long seconds) =>
        DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(TimeSpan.FromHours(8)).DateTime);

    private static DateOnly? Written(ReadOnlySpan<char> text, int? referenceYear)
    {
        if (
            !Digits(ref text, out var first, out var firstLength)
            || !Separator(ref text, "-/.年月")
            || !Digits(ref text, out var second, out var secondLength)
        )
            return null;
        if (firstLength == 4 && secondLength <= 2)
        {
            if (Separator(ref text, "-/.月") && Digits(ref text, out var third, out var thirdLength))
                return thirdLength <= 2 && Ends(text) ? Day(first, second, third) : null;
            return Ends(text) ? Day(first, second, 1) : null;
        }
        return firstLength <= 2 && secondLength <= 2 && referenceYear is { } year && Ends(text) ? Day(year, first, second) : null;
    }

    /// <summary>After a date only a time, a word such as 发布, or nothing may stand.</summary>
    private static bool Ends(ReadOnlySpan<char> text) =>
        text.IsEmpty || !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '/' or '.' or ':' or '%');

    private static bool Digits(ref ReadOnlySpan<char> text, out int number, out int length)
    {
        text = text.TrimStart();
        length = text.IndexOfAnyExceptInRange('0', '9');
        if (length < 0)
            length = text.Length;
        number = 0;
        if (length is 0 or > 4)
            return false;
        number = int.Parse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture);
        text = text[length..];
        return true;
    }

    private static bool Separator(ref ReadOnlySpan<char> text, ReadOnlySpan<char> any)
    {
        var trimmed = text.TrimStart();
        if (trimmed.IsEmpty || !any.Contains(trimmed[0]))
            return false;
        text = trimmed[1..];
        return true;
    }

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
}
