namespace Zhidian.Classification.Search;

/// <summary>
/// Finds Chinese terms by any part of them: every character has the list of places where it stands, the list of the rarest character
/// typed is gone through, and each place is compared with the whole text. Exact titles have a hash table besides.
/// </summary>
internal sealed class TextSearch
{
    private const int OffsetBits = 6;

    private readonly Terms _terms;
    private readonly ushort[] _keys = new ushort[char.MaxValue + 1];
    private readonly Postings _beginnings;
    private readonly Postings _places;
    private readonly int[] _slots;

    public TextSearch(Terms terms)
    {
        _terms = terms;
        ushort keys = 1;
        foreach (var c in terms.Pool)
            if (_keys[c] == 0)
                _keys[c] = keys++;
        _places = new Postings(
            keys,
            add =>
            {
                for (var term = 0; term < terms.Count; term++)
                {
                    var text = terms.Text(term);
                    for (var i = 0; i < text.Length; i++)
                        add(_keys[text[i]], Pack(term, i));
                }
            }
        );
        _beginnings = new Postings(
            keys,
            add =>
            {
                for (var term = 0; term < terms.Count; term++)
                    if (terms.Length(term) > 0)
                        add(_keys[terms.Text(term)[0]], term);
            }
        );
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)terms.Count * 2 + 1)];
        for (var term = 0; term < terms.Count; term++)
            if (terms.Length(term) > 0)
            {
                var at = Slot(terms.Text(term));
                while (_slots[at] != 0)
                    at = (at + 1) & (_slots.Length - 1);
                _slots[at] = term + 1;
            }
    }

    public static int Pack(int term, int offset) => (term << OffsetBits) | offset;

    public static (int Term, int Offset) Unpack(int place) => (place >> OffsetBits, place & ((1 << OffsetBits) - 1));

    /// <summary>Terms that begin as typed.</summary>
    public void FindStarts(ReadOnlySpan<char> typed, Tally tally)
    {
        foreach (var term in _beginnings.Of(_keys[typed[0]]))
        {
            var text = _terms.Text(term);
            if (text.StartsWith(typed))
                tally.Offer(term, Kind(_terms.Source(term), 0, typed.Length == text.Length));
        }
    }

    /// <summary>Terms that have what was typed further inside.</summary>
    public void FindParts(ReadOnlySpan<char> typed, Tally tally)
    {
        var latin = char.IsAsciiLetterOrDigit(typed[0]);
        foreach (var place in Places(typed, out var at))
        {
            var (term, offset) = Unpack(place);
            offset -= at;
            if (offset <= 0)
                continue;
            var text = _terms.Text(term);
            if (offset + typed.Length > text.Length || !text.Slice(offset, typed.Length).SequenceEqual(typed))
                continue;
            // A Latin word is found from its beginning: "it" is not in "audit".
            if (latin && char.IsAsciiLetterOrDigit(text[offset - 1]))
                continue;
            tally.Offer(term, Kind(_terms.Source(term), offset, false));
        }
    }

    /// <summary>Places of the rarest character of a text; nothing when one of its characters occurs nowhere.</summary>
    /// <param name="at">Where in the text that character stands.</param>
    public ReadOnlySpan<int> Places(ReadOnlySpan<char> text, out int at)
    {
        at = 0;
        var fewest = int.MaxValue;
        for (var i = 0; i < text.Length; i++)
        {
            var key = _keys[text[i]];
            if (key == 0)
                return [];
            var count = _places.Count(new Keys(key, key + 1));
            if (count < fewest)
                (at, fewest) = (i, count);
        }
        return _places.Of(_keys[text[at]]);
    }

    /// <summary>
    /// Known titles that are parts of what was typed, the longer the better, better at its end: the end of a Chinese title says what
    /// the job is.
    /// </summary>
    public void FindWithin(ReadOnlySpan<char> typed, Tally tally)
    {
        const int Shortest = 2;
        const int Longest = 16;
        for (var start = 0; start + Shortest <= typed.Length; start++)
        for (var length = Math.Min(Longest, typed.Length - start); length >= Shortest; length--)
        {
            var part = typed.Slice(start, length);
            var step = Tally.Steps - 1 - length * 2 - (start + length == typed.Length ? 1 : 0);
            for (var at = Slot(part); _slots[at] != 0; at = (at + 1) & (_slots.Length - 1))
                if (_terms.Text(_slots[at] - 1).SequenceEqual(part))
                    tally.Offer(_slots[at] - 1, MatchKind.Within, step);
        }
    }

    private static MatchKind Kind(TermSource source, int offset, bool whole) =>
        (source, offset == 0) switch
        {
            (TermSource.Title, true) => whole ? MatchKind.Title : MatchKind.TitleStart,
            (TermSource.Title, false) => MatchKind.TitlePart,
            (TermSource.WorkType, true) => whole ? MatchKind.WorkType : MatchKind.WorkTypeStart,
            (TermSource.WorkType, false) => MatchKind.WorkTypePart,
            (_, true) => whole ? MatchKind.Alias : MatchKind.AliasStart,
            _ => MatchKind.AliasPart,
        };

    /// <summary>Fowler-Noll-Vo over characters, mixed once more because only the low bits are used.</summary>
    private int Slot(ReadOnlySpan<char> text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
            hash = (hash ^ c) * 16777619u;
        return (int)(hash ^ (hash >> 15)) & (_slots.Length - 1);
    }
}
