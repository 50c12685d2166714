namespace Zhidian.Classification.Search;

/// <summary>
/// Finds terms by pinyin: places by syllable, in the order of the syllables, so that an unfinished syllable or an initial is one
/// stretch of them; and places by the initials of two neighbours. The shortest list is gone through and what is around is compared.
/// </summary>
internal sealed class PinyinSearch
{
    /// <summary>Fewer initials than this find only where a term begins.</summary>
    private const int InitialsInside = 3;

    /// <summary>Digits and Latin letters.</summary>
    private const int Letters = 36;

    private readonly Terms _terms;
    private readonly Postings _beginnings;
    private readonly Postings _places;
    private readonly Postings _pairs;

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
        _pairs = new Postings(
            Letters * Letters,
            add =>
            {
                for (var term = 0; term < terms.Count; term++)
                {
                    var readings = terms.Readings(term);
                    for (var i = 0; i + 1 < readings.Length; i++)
                        foreach (var first in Pinyin.InitialsOf(readings[i]))
                        foreach (var second in Pinyin.InitialsOf(readings[i + 1]))
                            add(Pair(first, second), TextSearch.Pack(term, i));
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
        foreach (var place in Candidates(way.Elements, out var at).ToArray())
        {
            var (term, offset) = TextSearch.Unpack(place);
            if (offset > at && Fits(_terms.Readings(term), offset - at, way.Elements))
                yield return (term, offset - at);
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
        foreach (var place in Candidates(elements, out var at))
        {
            var (term, offset) = TextSearch.Unpack(place);
            if (offset > at && (elements.Length == 1 || Fits(_terms.Readings(term), offset - at, elements)))
                tally.Offer(term, kind, (int)_terms.Source(term));
        }
    }

    /// <summary>The shortest list of places that has every place of the elements.</summary>
    /// <param name="at">The element that stands at those places.</param>
    private ReadOnlySpan<int> Candidates(Keys[] elements, out int at)
    {
        at = 0;
        var shortest = _places.Of(elements[0]);
        for (var i = 1; i < elements.Length; i++)
        {
            if (_places.Count(elements[i]) < shortest.Length)
            {
                shortest = _places.Of(elements[i]);
                at = i;
            }
            var pair = _pairs.Of(Pair(Initial(elements[i - 1]), Initial(elements[i])));
            if (pair.Length < shortest.Length)
            {
                shortest = pair;
                at = i - 1;
            }
        }
        return shortest;
    }

    private static char Initial(Keys element) => Pinyin.Syllables[element.From][0];

    private static int Pair(char first, char second) => Letter(first) * Letters + Letter(second);

    private static int Letter(char letter) => char.IsAsciiDigit(letter) ? letter - '0' : letter - 'a' + 10;

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
