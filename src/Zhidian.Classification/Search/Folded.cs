using System.Text;

namespace Zhidian.Classification.Search;

/// <summary>Texts as they are compared: full width to half, letters small, punctuation and spaces out.</summary>
internal static class Folded
{
    /// <summary>Longest text that is indexed and longest query; the longest official title has about 40 characters.</summary>
    public const int Longest = 63;

    /// <summary>Letters and digits alone, plus the + and # of C++ and C#.</summary>
    public static int Fold(string text, Span<char> into)
    {
        var plain = IsPlain(text) ? text : text.Normalize(NormalizationForm.FormKC);
        var length = 0;
        foreach (var c in plain)
        {
            if (length == into.Length)
                break;
            if (char.IsLetterOrDigit(c) || c is '+' or '#')
                into[length++] = char.ToLowerInvariant(c);
        }
        return length;
    }

    public static string Fold(string text)
    {
        Span<char> folded = stackalloc char[Longest];
        return new string(folded[..Fold(text, folded)]);
    }

    /// <summary>Small letters and digits in words; anything else parts them.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c) || c is '+' or '#')
                word.Append(char.ToLowerInvariant(c));
            else if (c is not ('\'' or '’') && !IsAccent(c))
                Close();
        }
        Close();
        return words;

        void Close()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    public static bool IsHan(char c) => c is (>= '\u3400' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff') or '〇';

    public static bool HasHan(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (IsHan(c))
                return true;
        return false;
    }

    private static bool IsAccent(char c) => c is >= '\u0300' and <= '\u036f';

    /// <summary>Nothing that normalising would change; saves most of the time of building an index.</summary>
    private static bool IsPlain(string text)
    {
        foreach (var c in text)
            if (c is not (<= '\u007f' or (>= '\u4e00' and <= '\u9fff') or '、' or '《' or '》'))
                return false;
        return true;
    }
}
