namespace Zhidian.Classification.Search;

/// <summary>
/// Finds terms by pinyin: places by syllable, in the order of the syllables, so that an unfinished syllable or an initial is one
/// stretch of them. The rarest element is gone through and its neighbours are compared.
/// </summary>
internal sealed class PinyinSearch
{
    /// <summary>Fewer initials than this find only where a term begins.</summary>
    private const int InitialsInside = 3;

    private readonly Terms _terms;
    private readonly Postings _beginnings;
    private readonly Postings _places;

    public PinyinSearch(Terms terms)
    {
        _terms = terms;
        _beginnings = new Postings(
            Pinyin.Syllables.Length,
            add =>
            {
                for (var term = 0; term < terms.Count; term++)
                    if (terms.Readings(term) is [var first, ..])
                        foreach (var syllable in Pinyin.Of(first))
                            add(syllable, term);
            }
        );
        _places = new Postings(
            Pinyin.Syllables.Length,
            add =>
            {
                for (var term = 0; term < terms.Count; term++)
                {
                    var readings = terms.Readings(term);
                    for (var i = 0; i < readings.Length; i++)
                        foreach (var syllable in Pinyin.Of(readings[i]))
                            add(syllable, TextSearch.Pack(term, i));
                }
            }
        );
    }

    /// <summary>Terms that begin with what was typed, as syllables or as initials.</summary>
    /// <param name="words">What was typed, small letters, parted at spaces.</param>
    public void FindStarts(IReadOnlyList<string> words, Tally tally)
    {
        foreach (var way in TypedPinyin.Syllables(words))
            FindStarts(way, false, tally);
        if (words is [{ Length: > 1 } initials])
            foreach (var way in TypedPinyin.Initials(initials))
                FindStarts(way, true, tally);
    }

    /// <summary>Terms that have the syllables further inside; one or two letters say too little for that.</summary>
    public void FindParts(IReadOnlyList<string> words, Tally tally)
    {
        foreach (var way in TypedPinyin.Syllables(words))
            if (way.Elements.Length > 1 || way.Last.Length > 2)
                FindParts(way.Elements, MatchKind.PinyinPart, tally);
    }

    public void FindInitialsInside(IReadOnlyList<string> words, Tally tally)
    {
        if (words is [{ Length: >= InitialsInside } initials])
            foreach (var way in TypedPinyin.Initials(initials))
                if (way.Elements.Length >= InitialsInside)
                    FindParts(way.Elements, MatchKind.InitialsPart, tally);
    }

    /// <summary>Terms that begin with a way of reading what was typed.</summary>
    public IEnumerable<int> Beginning(TypedPinyin.Way way)
    {
        for (var i = 0; i < _beginnings.Count(way.Elements[0]); i++)
        {
            var term = _beginnings.Of(way.Elements[0])[i];
            if (Fits(_terms.Readings(term), 0, way.Elements))
                yield return term;
        }
    }

    /// <summary>Terms that have a way of reading what was typed inside, and where.</summary>
    public IEnumerable<(int Term, int Offset)> Inside(TypedPinyin.Way way)
    {
        var rarest = Rarest(way.Elements);
        for (var i = 0; i < _places.Count(way.Elements[rarest]); i++)
        {
            var (term, offset) = TextSearch.Unpack(_places.Of(way.Elements[rarest])[i]);
            if (offset > rarest && Fits(_terms.Readings(term), offset - rarest, way.Elements))
                yield return (term, offset - rarest);
        }
    }

    private void FindStarts(TypedPinyin.Way way, bool initials, Tally tally)
    {
        foreach (var term in _beginnings.Of(way.Elements[0]))
        {
            var readings = _terms.Readings(term);
            if (!Fits(readings, 0, way.Elements))
                continue;
            var whole =
                way.Elements.Length == readings.Length
                && (initials || (way.Finished >= 0 && Pinyin.Of(readings[^1]).Contains((short)way.Finished)));
            var kind = initials
                ? (whole ? MatchKind.Initials : MatchKind.InitialsStart)
                : (whole ? MatchKind.Pinyin : MatchKind.PinyinStart);
            tally.Offer(term, kind, (int)_terms.Source(term));
        }
    }

    private void FindParts(Keys[] elements, MatchKind kind, Tally tally)
    {
        var rarest = Rarest(elements);
        foreach (var place in _places.Of(elements[rarest]))
        {
            var (term, offset) = TextSearch.Unpack(place);
            if (offset > rarest && (elements.Length == 1 || Fits(_terms.Readings(term), offset - rarest, elements)))
                tally.Offer(term, kind, (int)_terms.Source(term));
        }
    }

    private int Rarest(Keys[] elements)
    {
        var rarest = 0;
        for (var i = 1; i < elements.Length; i++)
            if (_places.Count(elements[i]) < _places.Count(elements[rarest]))
                rarest = i;
        return rarest;
    }

    private static bool Fits(ReadOnlySpan<ushort> readings, int offset, Keys[] elements)
    {
        if (offset + elements.Length > readings.Length)
            return false;
        for (var i = 0; i < elements.Length; i++)
        {
            var fits = false;
            foreach (var syllable in Pinyin.Of(readings[offset + i]))
                fits |= elements[i].Has(syllable);
            if (!fits)
                return false;
        }
        return true;
    }
}
