namespace Zhidian.Classification.Search;

/// <summary>
/// Latin letters as someone may mean them in pinyin: whole syllables of which the last may be unfinished ("wangluozhu",
/// "wang luo zh"), or the first letters of syllables ("wlzb"). Each element is the range of syllables that begin with what was typed.
/// </summary>
internal static class TypedPinyin
{
    private const int MostWays = 12;
    private const int LongestSyllable = 6;
    private const int MostInitials = 20;

    /// <summary>One way to part what was typed.</summary>
    /// <param name="Last">What was typed of the last element.</param>
    internal sealed record Way(Keys[] Elements, string Last)
    {
        /// <summary>Elements are of one key each but for the last, whose key when finished is this one; -1 while it is unfinished.</summary>
        public int Finished { get; } =
            Array.BinarySearch(Pinyin.Syllables, Last, StringComparer.Ordinal) is var at and >= 0 && Pinyin.Spoken[at] ? at : -1;
    }

    /// <param name="words">Small Latin letters; more than one where there were spaces.</param>
    public static List<Way> Syllables(IReadOnlyList<string> words)
    {
        var ways = new List<Way>();
        if (words.Count > 0 && words.All(w => w.All(char.IsAsciiLetterLower)))
            Part(words, 0, 0, [], ways, []);
        return ways;
    }

    public static List<Way> Initials(string text)
    {
        if (text.Length is 0 or > MostInitials || !text.All(char.IsAsciiLetterOrDigit))
            return [];
        var single = text.Select(c => c.ToString()).ToList();
        var ways = new List<Way> { Of(single) };
        for (var i = single.Count - 2; i >= 0; i--)
            if (single[i] is "z" or "c" or "s" && single[i + 1] == "h")
            {
                single[i] += "h";
                single.RemoveAt(i + 1);
            }
        if (single.Count < text.Length)
            ways.Add(Of(single));
        return ways;
    }

    private static Way Of(List<string> parts) => new([.. parts.Select(p => Pinyin.BeginningWith(p))], parts[^1]);

    private static Keys One(int key) => new(key, key + 1);

    /// <param name="dead">Places from which nothing can be parted, so that they are tried once only.</param>
    private static void Part(IReadOnlyList<string> words, int word, int at, List<Keys> so, List<Way> ways, HashSet<(int, int)> dead)
    {
        if (ways.Count == MostWays || dead.Contains((word, at)))
            return;
        var before = ways.Count;
        var last = word == words.Count - 1;
        var rest = words[word].AsSpan(at);
        for (var length = Math.Min(LongestSyllable, rest.Length); length > 0; length--)
        {
            var typed = rest[..length];
            var ends = length == rest.Length;
            if (ends && last)
            {
                if (Pinyin.BeginningWith(typed) is { IsEmpty: false } open)
                    ways.Add(new Way([.. so, open], typed.ToString()));
                continue;
            }
            var whole = Array.BinarySearch(Pinyin.Syllables, typed.ToString(), StringComparer.Ordinal);
            if (whole < 0 || !Pinyin.Spoken[whole])
                continue;
            so.Add(One(whole));
            Part(words, ends ? word + 1 : word, ends ? 0 : at + length, so, ways, dead);
            so.RemoveAt(so.Count - 1);
        }
        if (ways.Count == before)
            dead.Add((word, at));
    }
}
