namespace Zhidian.Classification.Search;

/// <summary>
/// Finds terms one edit away from what was typed. An edit harms one half of it at most, so the terms that hold the other half as it
/// is are looked up and compared; only two swapped across the middle harm both, and they are swapped back first.
/// </summary>
internal sealed class TypoSearch(Terms terms, TextSearch texts, PinyinSearch pinyin)
{
    /// <summary>Shorter texts are one edit away from too much.</summary>
    private const int FewestHan = 3;

    /// <summary>From here on a start or a middle of a term is found too, not only a whole one.</summary>
    private const int FewestInside = 4;
    private const int FewestLatin = 4;
    private const int LongestSyllable = 6;

    /// <summary>Pinyin of a few letters begins very many titles of a very large classification; beyond this it is too vague.</summary>
    private const int MostCompared = 20_000;

    /// <param name="typed">Folded Chinese text.</param>
    public void Find(string typed, Tally tally)
    {
        if (typed.Length < FewestHan)
            return;
        var middle = typed.Length / 2;
        var swapped = typed.ToCharArray();
        (swapped[middle - 1], swapped[middle]) = (swapped[middle], swapped[middle - 1]);
        Compare(texts.Places(swapped, out var at), 0, at, 0, typed, tally);
        Compare(texts.Places(typed.AsSpan(0, middle), out at), 0, at, 0, typed, tally);
        Compare(texts.Places(typed.AsSpan(middle), out at), middle, at, 1, typed, tally);
    }

    /// <summary>Compares what was typed with terms where a character of it stands.</summary>
    /// <param name="before">Characters typed before the half that is as it should be.</param>
    /// <param name="slack">How far the edit before may have moved it.</param>
    private void Compare(ReadOnlySpan<int> places, int before, int at, int slack, string typed, Tally tally)
    {
        foreach (var place in places)
        {
            var (term, offset) = TextSearch.Unpack(place);
            for (var start = offset - at - before - slack; start <= offset - at - before + slack; start++)
            {
                if (start < 0 || (start > 0 && typed.Length < FewestInside))
                    continue;
                var match = OneEdit.Match(terms.Text(term)[start..], typed);
                if (match == OneEdit.Whole && start == 0)
                    tally.Offer(term, MatchKind.Typo, 0);
                else if (match != OneEdit.No && typed.Length >= FewestInside)
                    tally.Offer(term, MatchKind.Typo, start == 0 ? 1 : 2);
            }
        }
    }

    /// <summary>Pinyin with a typing error, from the beginning of a term.</summary>
    /// <param name="typed">Small Latin letters without spaces.</param>
    public void FindPinyin(string typed, Tally tally)
    {
        if (typed.Length is < FewestLatin or > Folded.Longest - 1 || !typed.All(char.IsAsciiLetterLower))
            return;
        foreach (var term in Unharmed(typed).Take(MostCompared))
            Compare(term, typed, tally);
    }

    /// <summary>An edit leaves the first half as it is, or the second half from where a syllable begins in it.</summary>
    private IEnumerable<int> Unharmed(string typed)
    {
        var middle = typed.Length / 2;
        foreach (var way in TypedPinyin.Syllables([typed[..middle]]))
        foreach (var term in pinyin.Beginning(way))
            yield return term;
        for (var start = middle; start <= Math.Min(middle + LongestSyllable, typed.Length - 2); start++)
            foreach (var way in TypedPinyin.Syllables([typed[start..]]).Where(w => w.Elements.Length > 1 || w.Last.Length > 2))
            foreach (var (term, offset) in pinyin.Inside(way))
                if (Math.Abs(Letters(terms.Readings(term)[..offset]) - start) <= 1)
                    yield return term;
    }

    private void Compare(int term, string typed, Tally tally)
    {
        switch (OneEdit.Match(Spelled(term), typed))
        {
            case OneEdit.Whole:
                tally.Offer(term, MatchKind.Typo, (int)terms.Source(term));
                break;
            case OneEdit.Start when typed.Length > FewestLatin:
                tally.Offer(term, MatchKind.Typo, 4 + (int)terms.Source(term));
                break;
        }
    }

    /// <summary>The first reading, in letters.</summary>
    private string Spelled(int term) =>
        string.Create(
            Letters(terms.Readings(term)),
            (Terms: terms, Term: term),
            (into, from) =>
            {
                foreach (var reading in from.Terms.Readings(from.Term))
                    if (Pinyin.Of(reading) is [var syllable, ..])
                    {
                        Pinyin.Syllables[syllable].CopyTo(into);
                        into = into[Pinyin.Syllables[syllable].Length..];
                    }
            }
        );

    private static int Letters(ReadOnlySpan<ushort> readings)
    {
        var letters = 0;
        foreach (var reading in readings)
            letters += Pinyin.Of(reading) is [var syllable, ..] ? Pinyin.Syllables[syllable].Length : 0;
        return letters;
    }
}
