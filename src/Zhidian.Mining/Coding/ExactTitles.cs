namespace Zhidian.Mining.Coding;

/// <summary>What is known of one title key.</summary>
/// <param name="Default">Occupation when no condition holds; -1 when the title alone does not decide.</param>
internal sealed record ExactTitle(int Default, TitleSource Source, IReadOnlyList<(IReadOnlyList<string> Words, int Occupation)> Conditions);

/// <summary>Known titles by key. Of two sources that disagree the stronger one wins; work types that disagree among themselves say nothing.</summary>
internal sealed class ExactTitles
{
    private readonly Dictionary<string, ExactTitle> _byKey;
    private readonly byte[] _longest; // longest key by the hash of its first two characters: most places in a text start none
    private readonly Dictionary<string, ExactTitle>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    public ExactTitles(IEnumerable<KnownTitle> titles)
    {
        _byKey = titles
            .Where(t => t.Key.Length > 0)
            .GroupBy(t => t.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Resolve(g.Key, [.. g]), StringComparer.Ordinal);
        _longest = LongestByStart(_byKey.Keys);
        _bySpan = _byKey.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private const int ShortestInText = 3;
    private const int LongestInText = 10;

    /// <summary>Length of the longest known title at the start of <paramref name="text"/>, 3 to 10 characters; 0 when none.</summary>
    public int LongestAt(ReadOnlySpan<char> text, out int occupation)
    {
        occupation = -1;
        var longest = text.Length < ShortestInText ? 0 : _longest[Start(text)];
        for (var length = Math.Min((int)longest, text.Length); length >= ShortestInText; length--)
            if (_bySpan.TryGetValue(text[..length], out var found) && found.Default >= 0)
            {
                occupation = found.Default;
                return length;
            }
        return 0;
    }

    private static int Start(ReadOnlySpan<char> text) => (text[0] * 31 + text[1] * 7919) & 0xffff;

    private static byte[] LongestByStart(IEnumerable<string> keys)
    {
        var longest = new byte[0x10000];
        foreach (var key in keys)
            if (key.Length is >= ShortestInText and <= LongestInText)
                longest[Start(key)] = Math.Max(longest[Start(key)], (byte)key.Length);
        return longest;
    }

    public int Count => _byKey.Count;

    public ExactTitle? Find(ReadOnlySpan<char> key) => _bySpan.TryGetValue(key, out var found) ? found : null;

    private static ExactTitle Resolve(string key, KnownTitle[] known)
    {
        var best = -1;
        var source = TitleSource.WorkType;
        foreach (var group in known.Where(t => t.When.Count == 0).GroupBy(t => t.Source).OrderBy(g => g.Key))
        {
            // The one written exactly as the key says more of it than one that only normalises to it.
            var votes = group
                .GroupBy(t => t.Occupation)
                .Select(o =>
                    (Occupation: o.Key, Same: o.Any(t => string.Equals(t.Title, key, StringComparison.OrdinalIgnoreCase)), Votes: o.Count())
                )
                .OrderByDescending(v => v.Same)
                .ThenByDescending(v => v.Votes)
                .ThenBy(v => v.Occupation)
                .ToList();
            if (votes.Count > 1 && group.Key == TitleSource.WorkType)
                break;
            (best, source) = (votes[0].Occupation, group.Key);
            break;
        }
        return new ExactTitle(best, source, [.. known.Where(t => t.When.Count > 0).Select(t => (t.When, t.Occupation))]);
    }
}
