using System.Globalization;
using System.Text;

namespace Zhidian.Registry.Texts;

/// <summary>What a text may be. The official ones are far within: the longest of 1,676 has 887 characters in all.</summary>
public static class TextRules
{
    public const int LongestDefinition = 2_000;
    public const int LongestTask = 1_000;
    public const int MostTasks = 60;
    public const int LongestWorkType = 60;
    public const int MostWorkTypes = 200;

    /// <summary>A spreadsheet that opens an export would compute such a cell. Full-width signs count: some programs take them too.</summary>
    public static bool StartsLikeFormula(string text) =>
        text.AsSpan().TrimStart() is [var first, ..] && first is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠';

    /// <summary>The first character that is no text (control, half of a pair, a replacement, not assigned), as U+0000; null when there is none.</summary>
    public static string? BadCharacter(string text)
    {
        for (var i = 0; i < text.Length; )
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
                return $"U+{(int)text[i]:X4}";
            var isBad =
                rune.Value is 0xFFFD or 0xFEFF
                || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control && rune.Value is not ('\n' or '\r' or '\t'))
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Format
                        or UnicodeCategory.OtherNotAssigned
                        or UnicodeCategory.PrivateUse;
            if (isBad)
                return $"U+{rune.Value:X4}";
            i += rune.Utf16SequenceLength;
        }
        return null;
    }

    /// <summary>Titles that differ in width of characters, spaces or the printed marks S, L, L/S are the same.</summary>
    public static string FoldTitle(string title)
    {
        var plain = string.Concat(title.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));
        var bare = plain.TrimEnd('S', 'L', '/');
        // A title that is all letters, or ends in a word of them, has no mark to lose.
        return bare.Length > 0 && bare[^1] >= 0x2E80 || bare.EndsWith(')') ? bare : plain;
    }

    /// <summary>The beginning of a text for a message, with what cannot be seen written out.</summary>
    public static string Shown(string text)
    {
        var shown = new StringBuilder();
        var i = 0;
        while (i < text.Length && shown.Length < 60)
            if (Rune.TryGetRuneAt(text, i, out var rune) && !Rune.IsControl(rune))
            {
                shown.Append(rune);
                i += rune.Utf16SequenceLength;
            }
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i++]:X4}");
        if (i < text.Length)
            shown.Append('…');
        return shown.ToString();
    }
}
