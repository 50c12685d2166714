using System.Buffers;

namespace Zhidian.Mining.Adverts;

/// <summary>Text as fingerprints see it: without white space and control characters, full-width forms as ASCII, lower-cased.</summary>
internal static class CanonicalText
{
    public static string Fold(string text)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        var folded = new string(buffer, 0, Fold(text, buffer));
        ArrayPool<char>.Shared.Return(buffer);
        return folded;
    }

    /// <param name="target">At least as long as the text.</param>
    /// <returns>Characters written.</returns>
    public static int Fold(ReadOnlySpan<char> text, Span<char> target)
    {
        var length = 0;
        foreach (var c in text)
            if (One(c) is not '\0' and var one)
                target[length++] = one;
        return length;
    }

    /// <summary>Letters and digits alone: what is left when layout and punctuation differ between boards.</summary>
    public static int Words(ReadOnlySpan<char> text, Span<char> target)
    {
        var length = 0;
        foreach (var c in text)
            if (One(c) is not '\0' and var one && (one > 0x3000 ? one >= 0x3400 && one < 0xFF00 : char.IsLetterOrDigit(one)))
                target[length++] = one;
        return length;
    }

    private static char One(char c)
    {
        if (c is >= 'a' and <= 'z' or >= '0' and <= '9' or >= '\u4e00' and <= '\u9fff')
            return c;
        if (c is >= 'A' and <= 'Z')
            return (char)(c | 0x20);
        if (c is >= '\uFF01' and <= '\uFF5E')
            return One((char)(c - 0xFEE0));
        // White space, control and zero-width characters, byte order marks.
        if (c <= ' ' || char.IsWhiteSpace(c) || c is >= '\u200B' and <= '\u200F' or '\u2060' or '\uFEFF' or '\u00AD' || char.IsControl(c))
            return '\0';
        return char.ToLowerInvariant(c);
    }
}
