namespace Zhidian.Classification.Search;

/// <summary>
/// Finds English titles, and everyday titles in Latin letters, by their words: all typed words have to be there, each whole or as a
/// beginning, in any order; singular and plural are the same.
/// </summary>
internal sealed class WordSearch
{
    private const int FewestForTypo = 4;
    private const int MostNear = 16;

    private readonly Terms _terms;
    private readonly Postings _beginnings;
    private readonly Postings _places;

    public WordSearch(Terms terms)
    {
        _terms = terms;
        _beginnings = new Postings(
            terms.Vocabulary.Count,
            add =>
            {
                for (var term = 0; term < terms.Count; term++)
                    if (terms.Words(term) is [var first, ..])
                        add(first, term);
            }
        );
        _places = new Postings(
            terms.Vocabulary.Count,
            add =>
            {
                for (var term = 0; term < terms.Count; term++)
                    foreach (var word in terms.Words(term))
                        add(word, term);
            }
        );
    }

    /// <summary>Terms that begin with the typed words in their order.</summary>
    public void FindStarts(IReadOnlyList<string> typed, Tally tally)
    {
        if (Ranges(typed) is not { } ranges)
            return;
        foreach (var term in _beginnings.Of(ranges[0]))
            if (Starts(_terms.Words(term), ranges))
                tally.Offer(term, StartKind(term, ranges, typed[^1]), (int)_terms.Source(term));
    }

    /// <summary>Terms that have the typed words anywhere.</summary>
    public void FindParts(IReadOnlyList<string> typed, Tally tally)
    {
        if (Ranges(typed) is { } ranges)
            Find(ranges, null, tally);
    }

    /// <summary>One of the words has a typing error.</summary>
    public void FindTypos(IReadOnlyList<string> typed, Tally tally)
    {
        var words = typed.Where(w => !EnglishWords.IsSmall(w)).ToList();
        var ranges = words.Select(_terms.Vocabulary.Find).ToArray();
        for (var i = 0; i < words.Count; i++)
            if (words[i].Length >= FewestForTypo && ranges.Where((r, j) => j != i).All(r => !r.IsEmpty))
                foreach (var near in _terms.Vocabulary.Near(words[i]).Take(MostNear))
                {
                    var instead = ranges.ToArray();
                    instead[i] = near;
                    Find(instead, MatchKind.Typo, tally);
                }
    }

    private Keys[]? Ranges(IReadOnlyList<string> typed)
    {
        var ranges = typed.Where(w => !EnglishWords.IsSmall(w) || typed.Count == 1).Select(_terms.Vocabulary.Find).ToArray();
        return ranges.Length > 0 && ranges.All(r => !r.IsEmpty) ? ranges : null;
    }

    private void Find(Keys[] ranges, MatchKind? kind, Tally tally)
    {
        var rarest = 0;
        for (var i = 1; i < ranges.Length; i++)
            if (_places.Count(ranges[i]) < _places.Count(ranges[rarest]))
                rarest = i;
        foreach (var term in _places.Of(ranges[rarest]))
            if (ranges.Length == 1 || HasAll(_terms.Words(term), ranges))
                tally.Offer(
                    term,
                    kind ?? (_terms.Source(term) == TermSource.Alias ? MatchKind.AliasPart : MatchKind.EnglishPart),
                    (int)_terms.Source(term)
                );
    }

    private static bool HasAll(ReadOnlySpan<int> words, Keys[] ranges)
    {
        foreach (var range in ranges)
        {
            var has = false;
            foreach (var word in words)
                has |= range.Has(word);
            if (!has)
                return false;
        }
        return true;
    }

    private static bool Starts(ReadOnlySpan<int> words, Keys[] ranges)
    {
        if (words.Length < ranges.Length)
            return false;
        for (var i = 1; i < ranges.Length; i++)
            if (!ranges[i].Has(words[i]))
                return false;
        return true;
    }

    private MatchKind StartKind(int term, Keys[] ranges, string last)
    {
        var words = _terms.Words(term);
        var whole = words.Length == ranges.Length && _terms.Vocabulary[words[^1]] == EnglishWords.Singular(last);
        var alias = _terms.Source(term) == TermSource.Alias;
        return whole ? (alias ? MatchKind.Alias : MatchKind.English)
            : alias ? MatchKind.AliasStart
            : MatchKind.EnglishStart;
    }
}
