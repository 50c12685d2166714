using System.Globalization;

namespace Zhidian.Classification.Exchange.Tables;

/// <summary>What the cells of a column are.</summary>
public enum CellKind
{
    /// <summary>string.</summary>
    Text,

    /// <summary>Several strings; separated by a bar where a format has no lists.</summary>
    List,

    /// <summary>int.</summary>
    Whole,

    /// <summary>decimal, 0 to 1.</summary>
    Share,

    /// <summary>DateOnly.</summary>
    Day,
}

/// <param name="Name">In lower case with underscores; the same in every format.</param>
/// <param name="About">What it says, in English.</param>
public sealed record Column(string Name, CellKind Kind, string Chinese, string English, string About, bool Required = false);

/// <summary>A table as CSV, XLSX and Parquet all show it.</summary>
/// <param name="Name">At most 31 characters, which is what a sheet's name may have.</param>
/// <param name="Rows">A cell for each column: string, string list, int, decimal, DateOnly, or null for empty.</param>
/// <param name="Key">Columns that tell one row from every other and are never empty; none where there are no such columns.</param>
/// <param name="Title">In Chinese and English.</param>
public sealed record Table(
    string Name,
    (string Chinese, string English) Title,
    IReadOnlyList<Column> Columns,
    IReadOnlyList<string> Key,
    IReadOnlyList<object?[]> Rows
)
{
    public const char Separator = '|';

    /// <summary>A cell as text, without regard to what a spreadsheet would make of it; empty for an empty cell.</summary>
    public static string Text(object? cell) =>
        cell switch
        {
            null => "",
            string text => text,
            IReadOnlyList<string> list => string.Join(Separator, list),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            decimal share => Number(share),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"a cell cannot be a {cell.GetType()}.", nameof(cell)),
        };

    /// <summary>All digits, no zeros at the end, no exponent.</summary>
    public static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
