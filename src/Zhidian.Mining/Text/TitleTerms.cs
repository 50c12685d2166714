using System.Collections.Frozen;
using System.Reflection;

namespace Zhidian.Mining.Text;

/// <summary>What a word does in an advert's title when it is not the job itself.</summary>
[Flags]
internal enum TermKind : byte
{
    None = 0,

    /// <summary>Perk, pay or urgency: it goes, and what stands left and right of it are different things.</summary>
    Cut = 1,

    /// <summary>Noise only when it is all there is between two separators.</summary>
    Whole = 2,

    /// <summary>Level word: it goes, and what stands left and right of it is joined.</summary>
    Drop = 4,

    /// <summary>What stands left of it is the employer or place.</summary>
    Hire = 8,

    /// <summary>A part that ends with it names a job.</summary>
    Head = 16,

    Place = 32,
}

/// <summary>The word list behind <see cref="TitleNormaliser"/>: data/terms/title-noise.csv, looked up without allocation.</summary>
internal static class TitleTerms
{
    private static readonly FrozenDictionary<string, TermKind> Terms = Load();
    private static readonly FrozenDictionary<string, TermKind>.AlternateLookup<ReadOnlySpan<char>> BySpan = Terms.GetAlternateLookup<
        ReadOnlySpan<char>
    >();

    // Longest term that starts (ends) with a character: most characters start none, so most positions cost one array read.
    private static readonly byte[] LongestFrom = Longest(t => t[0]);
    private static readonly byte[] LongestTo = Longest(t => t[^1]);

    /// <summary>Length of the longest term of one of <paramref name="kinds"/> that starts at <paramref name="at"/>; 0 when none.</summary>
    public static int Match(ReadOnlySpan<char> text, int at, TermKind kinds)
    {
        for (var length = Math.Min(LongestFrom[text[at]], text.Length - at); length > 0; length--)
            if (BySpan.TryGetValue(text.Slice(at, length), out var kind) && (kind & kinds) != TermKind.None && OnWordEdge(text, at, length))
                return length;
        return 0;
    }

    /// <summary>Length of the longest term of one of <paramref name="kinds"/> that the text ends with; 0 when none.</summary>
    public static int MatchEnd(ReadOnlySpan<char> text, TermKind kinds)
    {
        if (text.IsEmpty)
            return 0;
        for (var length = Math.Min(LongestTo[text[^1]], text.Length); length > 0; length--)
            if (
                BySpan.TryGetValue(text[^length..], out var kind)
                && (kind & kinds) != TermKind.None
                && OnWordEdge(text, text.Length - length, length)
            )
                return length;
        return 0;
    }

    /// <summary>A Latin term must not be cut out of a longer Latin word.</summary>
    private static bool OnWordEdge(ReadOnlySpan<char> text, int at, int length)
    {
        if (!char.IsAscii(text[at]) || !char.IsAscii(text[at + length - 1]))
            return true;
        return (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]))
            && (
                at + length == text.Length
                || !char.IsAsciiLetterOrDigit(text[at + length])
                || !char.IsAsciiLetterOrDigit(text[at + length - 1])
            );
    }

    private static byte[] Longest(Func<string, char> key)
    {
        var longest = new byte[char.MaxValue + 1];
        foreach (var term in Terms.Keys)
            longest[key(term)] = (byte)Math.Max(longest[key(term)], term.Length);
        return longest;
    }

    private static FrozenDictionary<string, TermKind> Load()
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream("terms/title-noise.csv")
            ?? throw new InvalidOperationException("embedded data 'terms/title-noise.csv' is missing from this build.");
        using var reader = new StreamReader(stream);
        var terms = new Dictionary<string, TermKind>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var comma = line.LastIndexOf(',');
            var kind = Enum.Parse<TermKind>(line.AsSpan(comma + 1), ignoreCase: true);
            var term = line[..comma];
            terms[term] = terms.GetValueOrDefault(term) | kind;
        }
        return terms.ToFrozenDictionary();
    }
}
