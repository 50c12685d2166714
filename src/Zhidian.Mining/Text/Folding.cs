namespace Zhidian.Mining.Text;

/// <summary>Character folding: widths, case, the many brackets, dashes and separators of adverts to one of each.</summary>
internal static class Folding
{
    /// <summary>Separator between parts that are different things.</summary>
    public const char Break = '\n';
    public const char Gone = '\0';

    private static readonly char[] Table = MakeTable();

    /// <summary>One character folded; <see cref="Gone"/> when it carries nothing, <see cref="Break"/> for separators and ornaments.</summary>
    public static char Fold(char c) => Table[c];

    public static bool IsHan(char c) =>
        c is (>= '\u3400' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff') or (>= '\ud800' and <= '\udfff');

    public static bool IsLetter(char c) => char.IsAsciiLetter(c) || IsHan(c) || (c > '\u007f' && char.IsLetter(c));

    private static char[] MakeTable()
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i < table.Length; i++)
            table[i] = FoldSlow((char)i);
        return table;
    }

    private static char FoldSlow(char c)
    {
        if (c is >= '\uff01' and <= '\uff5e')
            c = (char)(c - 0xfee0);
        switch (c)
        {
            case '【' or '〔' or '［' or '「' or '『' or '〖' or '《' or '〈' or '<' or '{' or '[' or '(' or '⟨':
                return '(';
            case '】' or '〕' or '］' or '」' or '』' or '〗' or '》' or '〉' or '>' or '}' or ']' or ')' or '⟩':
                return ')';
            case '‐' or '‑' or '‒' or '–' or '—' or '―' or '－' or '−' or '_' or '-' or '~' or '～':
                return '-';
            case '/' or '\\' or '、' or '&' or '∕':
                return '/';
            case '+' or '#' or '.':
                return c;
            case '\u200b' or '\u200c' or '\u200d' or '\ufeff' or '\u00ad' or '\'' or '’':
                return Gone;
        }
        if (char.IsSurrogate(c))
            return c;
        if (char.IsLetterOrDigit(c))
            return char.ToLowerInvariant(c);
        if (char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark)
            return Gone;
        return char.IsWhiteSpace(c) ? ' '
            : char.IsControl(c) ? Gone
            : Break;
    }
}
