using System.Globalization;

namespace Zhidian.Classification;

/// <summary>A calendar month, the resolution at which releases and adverts are compared.</summary>
public readonly record struct Month(int Index) : IComparable<Month>
{
    public Month(int year, int month)
        : this(year * 12 + month - 1) { }

    public int Year => Index / 12;

    /// <summary>1 to 12.</summary>
    public int Number => Index % 12 + 1;

    public DateOnly FirstDay => new(Year, Number, 1);

    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <exception cref="FormatException">The text is not <c>YYYY-MM</c>.</exception>
    public static Month Parse(string text) =>
        TryParse(text, out var month) ? month : throw new FormatException($"'{text}' is not a month: expected YYYY-MM, e.g. 2024-06.");

    public static bool TryParse(string? text, out Month month)
    {
        month = default;
        if (!DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return false;
        month = Of(day);
        return true;
    }

    public Month Plus(int months) => new(Index + months);

    public int CompareTo(Month other) => Index.CompareTo(other.Index);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Number:D2}");

    public static int operator -(Month a, Month b) => a.Index - b.Index;

    public static bool operator <(Month a, Month b) => a.Index < b.Index;

    public static bool operator >(Month a, Month b) => a.Index > b.Index;

    public static bool operator <=(Month a, Month b) => a.Index <= b.Index;

    public static bool operator >=(Month a, Month b) => a.Index >= b.Index;
}
