using System.Text;

namespace Zhidian.Classification.Search;

/// <summary>Finds entries by code, by its beginning, or by a part that begins at a segment; with or without dashes.</summary>
/// <param name="entries">In code order.</param>
internal sealed class CodeSearch(IReadOnlyList<Entry> entries)
{
    private const int LongestCode = 10;

    /// <summary>What was typed as it would stand in a code; null when it cannot.</summary>
    public static string? Canonical(string text)
    {
        var typed = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsAsciiDigit(c))
                typed.Append(c);
            else if (c is '-' or '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' or '.' or '_')
                typed.Append('-');
            else if (!char.IsWhiteSpace(c))
                return null;
        }
        var code = typed.ToString().Trim('-');
        return code.Length is 0 or > LongestCode ? null : code;
    }

    public void Find(string typed, Tally tally)
    {
        var digits = typed.Replace("-", "", StringComparison.Ordinal);
        // The dashes are where they have to be, or are put there.
        var start = typed.Contains('-') && typed[0] is >= '1' and <= '8' && typed.IndexOf('-') == 1 ? typed : Dashed(digits, 1);
        if (FindStart(start, tally))
            return;
        var part = "-" + (typed.Contains('-') ? typed : Dashed(digits, 2));
        for (var i = 0; i < entries.Count; i++)
            if (entries[i].Code.Text.Contains(part, StringComparison.Ordinal))
                tally.Offer(i, MatchKind.CodePart, 0, entries[i].Code.Text.Length, Tally.ByCode);
    }

    private bool FindStart(string start, Tally tally)
    {
        var first = FirstFrom(start);
        for (var i = first; i < entries.Count && entries[i].Code.Text.StartsWith(start, StringComparison.Ordinal); i++)
            tally.Offer(
                i,
                entries[i].Code.Text.Length == start.Length ? MatchKind.Code : MatchKind.CodeStart,
                0,
                entries[i].Code.Text.Length,
                Tally.ByCode
            );
        return first < entries.Count && entries[first].Code.Text.StartsWith(start, StringComparison.Ordinal);
    }

    private int FirstFrom(string text)
    {
        var (low, high) = (0, entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(entries[middle].Code.Text, text) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static string Dashed(string digits, int first)
    {
        var code = new StringBuilder(digits);
        for (var at = first; at < code.Length; at += 3)
            code.Insert(at, '-');
        return code.ToString();
    }
}
