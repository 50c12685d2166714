namespace Zhidian.Classification.Exchange.Tables;

/// <summary>
/// Text that a spreadsheet would run as a formula when a CSV file is opened gets an apostrophe before it. So does text that begins with
/// an apostrophe, so that taking one leading apostrophe away always gives back what was there. Codes begin with a digit
/// and stay as they are.
/// </summary>
public static class SpreadsheetText
{
    /// <summary>What starts a formula, or is skipped before one; the wide forms because Chinese and Japanese set-ups fold them.</summary>
    public static bool IsRisky(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';

    public static string Guard(string text) => IsRisky(text) || text.StartsWith('\'') ? "'" + text : text;

    /// <summary>What stood there before <see cref="Guard"/>.</summary>
    public static string Unguard(string cell) => cell.StartsWith('\'') ? cell[1..] : cell;
}
