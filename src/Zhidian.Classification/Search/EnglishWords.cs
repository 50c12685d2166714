using System.Runtime.InteropServices;

namespace Zhidian.Classification.Search;

/// <summary>The different words of English titles in ordinal order, in the singular, so that a beginning is a range.</summary>
internal sealed class EnglishWords
{
    private static readonly HashSet<string> Small = ["of", "and", "the", "a", "an", "in", "for", "to", "or", "with", "on", "by"];

    private readonly string[] _words;

    private EnglishWords(string[] words) => _words = words;

    public int Count => _words.Length;

    public string this[int word] => _words[word];

    /// <summary>Words that begin as typed; for a plural that nothing begins with, its singular.</summary>
    public Keys Find(string typed)
    {
        var keys = new Keys(Lower(typed, 0), Lower(typed, 1));
        if (!keys.IsEmpty)
            return keys;
        var at = Array.BinarySearch(_words, Singular(typed), StringComparer.Ordinal);
        return at < 0 ? default : new Keys(at, at + 1);
    }

    /// <summary>Words of which the whole or a beginning is one edit away from what was typed.</summary>
    public IEnumerable<Keys> Near(string typed)
    {
        var singular = Singular(typed);
        for (var i = 0; i < _words.Length; i++)
            if (OneEdit.Match(_words[i], typed) != OneEdit.No || (singular != typed && OneEdit.Match(_words[i], singular) == OneEdit.Whole))
                yield return new Keys(i, i + 1);
    }

    public static bool IsSmall(string word) => Small.Contains(word);

    /// <summary>By the ending alone: technicians, glasses, batteries, craftsmen; not glass, bus, analysis.</summary>
    public static string Singular(string word) =>
        word.Length < 4 ? word
        : word.EndsWith("men", StringComparison.Ordinal) ? word[..^2] + "an"
        : !word.EndsWith('s') || word[^2] is 's' or 'u' or 'i' ? word
        : word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4 ? word[..^3] + "y"
        : Hissing(word) ? word[..^2]
        : word[..^1];

    private static bool Hissing(string word) =>
        word.EndsWith("sses", StringComparison.Ordinal)
        || word.EndsWith("shes", StringComparison.Ordinal)
        || word.EndsWith("ches", StringComparison.Ordinal)
        || word.EndsWith("xes", StringComparison.Ordinal);

    private int Lower(ReadOnlySpan<char> prefix, int beyond)
    {
        var (low, high) = (0, _words.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var word = _words[middle].AsSpan();
            if (word[..Math.Min(word.Length, prefix.Length)].SequenceCompareTo(prefix) < beyond)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>Gives words provisional numbers while terms are read, and the lasting ones at the end.</summary>
    internal sealed class Builder
    {
        private readonly Dictionary<string, int> _ids = [];

        /// <summary>Null for words such as "of" that find nothing.</summary>
        public int? Add(string word)
        {
            if (Small.Contains(word))
                return null;
            var singular = Singular(word);
            ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, singular, out var known);
            if (!known)
                id = _ids.Count - 1;
            return id;
        }

        /// <param name="numbered">Provisional numbers, replaced by positions in the result.</param>
        public EnglishWords Build(Span<int> numbered)
        {
            var sorted = _ids.Keys.Order(StringComparer.Ordinal).ToArray();
            var places = new int[sorted.Length];
            for (var i = 0; i < sorted.Length; i++)
                places[_ids[sorted[i]]] = i;
            foreach (ref var number in numbered)
                number = places[number];
            return new EnglishWords(sorted);
        }
    }
}
