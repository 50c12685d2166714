namespace Zhidian.Classification.Search;

/// <summary>
/// One edit: a character too many, one too few, another one, or two neighbours swapped (Damerau's edits, one of them).
/// </summary>
public static class OneEdit
{
    public const int No = 0;

    /// <summary>A beginning of the text is one edit away from what was typed.</summary>
    public const int Start = 1;

    /// <summary>The text as a whole is at most one edit away.</summary>
    public const int Whole = 2;

    /// <returns><see cref="No"/>, <see cref="Start"/> or <see cref="Whole"/>.</returns>
    public static int Match(ReadOnlySpan<char> text, ReadOnlySpan<char> typed)
    {
        var same = text.CommonPrefixLength(typed);
        if (same == typed.Length)
            return text.Length - same <= 1 ? Whole : Start;
        var best = No;
        var rest = typed[same..];
        var there = text[same..];
        // Too many: leave the typed one out.
        Take(there, rest[1..]);
        if (there.Length > 0)
        {
            // Another one, or one too few.
            Take(there[1..], rest[1..]);
            Take(there[1..], rest);
        }
        if (there.Length > 1 && rest.Length > 1 && there[0] == rest[1] && there[1] == rest[0])
            Take(there[2..], rest[2..]);
        return best;

        void Take(ReadOnlySpan<char> remaining, ReadOnlySpan<char> wanted)
        {
            if (remaining.StartsWith(wanted))
                best = Math.Max(best, remaining.Length == wanted.Length ? Whole : Start);
        }
    }
}
