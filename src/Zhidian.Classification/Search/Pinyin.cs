using System.Reflection;

namespace Zhidian.Classification.Search;

/// <summary>
/// Readings of Chinese titles, without tones: by the longest word of data/pinyin/words.csv that begins at a character, else by
/// data/pinyin/characters.csv. Where two readings are defensible a character has both. ü is written v, as on a keyboard; the u of
/// passports counts too. Latin letters and digits read as themselves.
/// </summary>
internal static class Pinyin
{
    /// <summary>Every syllable, and every letter and digit, in ordinal order: what begins alike stands together.</summary>
    public static readonly string[] Syllables;

    /// <summary>Whether a syllable is one that Chinese is read with.</summary>
    public static readonly bool[] Spoken;

    private static readonly short[][] Sets;
    private static readonly char[][] Initials;
    private static readonly ushort[] Characters = new ushort[char.MaxValue + 1];
    private static readonly Dictionary<string, ushort[]> Words = [];
    private static readonly Dictionary<string, ushort[]> Endings = [];
    private static readonly bool[] Begins = new bool[char.MaxValue + 1];
    private static readonly int LongestWord;

    static Pinyin()
    {
        var characters = Rows("pinyin/characters.csv", "character")
            .Select(r => (Text: r["character"], Reading: Read(r["reading"])))
            .ToList();
        var words = Rows("pinyin/words.csv", "word").Select(r => (Text: r["word"], Reading: Read(r["reading"]))).ToList();
        var spoken = characters.Concat(words).SelectMany(r => r.Reading).SelectMany(r => r).ToHashSet();
        Syllables =
        [
            .. spoken.Concat("abcdefghijklmnopqrstuvwxyz0123456789".Select(c => c.ToString())).Distinct().Order(StringComparer.Ordinal),
        ];
        Spoken = [.. Syllables.Select(spoken.Contains)];
        var sets = new List<short[]> { Array.Empty<short>() };
        var known = new Dictionary<string, ushort>();
        foreach (var (text, reading) in characters)
            Characters[text[0]] = SetOf(reading[0]);
        foreach (var c in Syllables.Where(s => s.Length == 1))
            Characters[c[0]] = SetOf([c]);
        foreach (var (text, reading) in words)
        {
            var ids = reading.Select(SetOf).ToArray();
            if (text.EndsWith('$'))
                Endings[text[..^1]] = ids;
            else if (text.Length == 1)
                Characters[text[0]] = ids[0];
            else
                Words[text] = ids;
            Begins[text[0]] |= text.Length > 1;
            LongestWord = Math.Max(LongestWord, text.Length);
        }
        Sets = [.. sets];
        Initials = [.. sets.Select(s => s.Select(syllable => Syllables[syllable][0]).Distinct().ToArray())];

        ushort SetOf(string[] reading)
        {
            var key = string.Join('|', reading);
            if (known.TryGetValue(key, out var id))
                return id;
            known[key] = id = (ushort)sets.Count;
            sets.Add([.. reading.Select(s => (short)Array.BinarySearch(Syllables, s, StringComparer.Ordinal))]);
            return id;
        }
    }

    /// <summary>The reading of each character of a folded text; 0 where there is none.</summary>
    public static void Read(ReadOnlySpan<char> text, Span<ushort> into)
    {
        for (var i = 0; i < text.Length; )
        {
            if (Begins[text[i]] && Word(text[i..]) is { } word)
            {
                word.CopyTo(into[i..]);
                i += word.Length;
            }
            else
            {
                into[i] = Characters[text[i]];
                i++;
            }
        }
    }

    /// <summary>The syllables that a reading stands for.</summary>
    public static ReadOnlySpan<short> Of(ushort reading) => Sets[reading];

    /// <summary>The different first letters of the syllables that a reading stands for.</summary>
    public static ReadOnlySpan<char> InitialsOf(ushort reading) => Initials[reading];

    /// <summary>Syllables that begin so, as positions in <see cref="Syllables"/>.</summary>
    public static Keys BeginningWith(ReadOnlySpan<char> text) => new(Lower(text, 0), Lower(text, 1));

    /// <summary>All ways to read a title, e.g. for showing; alternatives by a bar.</summary>
    public static string Show(string title)
    {
        var folded = Folded.Fold(title);
        Span<ushort> readings = stackalloc ushort[folded.Length];
        Read(folded, readings);
        var words = new List<string>(folded.Length);
        foreach (var reading in readings)
            words.Add(string.Join('|', Sets[reading].Select(s => Syllables[s])));
        return string.Join(' ', words);
    }

    private static ushort[]? Word(ReadOnlySpan<char> text)
    {
        var words = Words.GetAlternateLookup<ReadOnlySpan<char>>();
        if (text.Length < LongestWord && Endings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var ending))
            return ending;
        for (var length = Math.Min(LongestWord, text.Length); length > 1; length--)
            if (words.TryGetValue(text[..length], out var word))
                return word;
        return null;
    }

    private static int Lower(ReadOnlySpan<char> prefix, int beyond)
    {
        var (low, high) = (0, Syllables.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var syllable = Syllables[middle].AsSpan();
            var order = syllable[..Math.Min(syllable.Length, prefix.Length)].SequenceCompareTo(prefix);
            if (order < beyond)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>"lv|shuai" is one character with two readings; characters are parted by a space.</summary>
    private static string[][] Read(string text) =>
        [.. text.Split(' ').Select(s => s.Split('|').SelectMany(Spellings).Distinct().ToArray())];

    private static string[] Spellings(string syllable) => syllable is "lv" or "nv" ? [syllable, syllable.Replace('v', 'u')] : [syllable];

    private static IReadOnlyList<FileRow> Rows(string name, string key)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return EditionFile.Read(reader, name, key, "reading");
    }
}
