using static Zhidian.Mining.Text.Folding;

namespace Zhidian.Mining.Text;

/// <summary>
/// One title taken apart: the part that names the job, and the side parts (bracketed or separated) that may still say
/// something. Noise is gone from all of them. Reused from title to title; spans live until the next <see cref="Read"/>.
/// Hand-written scanner: a title is read about three times, nothing is allocated.
/// </summary>
internal sealed class TitleScan
{
    /// <summary>Longer titles are read up to here: what follows is an advert's text in the wrong column.</summary>
    public const int Longest = 240;

    private readonly char[] _folded = new char[Longest + 2];
    private readonly char[] _outside = new char[2 * Longest];
    private readonly char[] _inside = new char[2 * Longest];
    private readonly char[] _parts = new char[4 * Longest];
    private readonly (int Start, int Length)[] _ranges = new (int, int)[Longest];
    private int _used;
    private int _count;
    private int _main;
    private int _foldedLength;

    public ReadOnlySpan<char> Main => _main < 0 ? default : Part(_main);

    /// <summary>The whole title folded, brackets and separators in it, for conditions.</summary>
    public ReadOnlySpan<char> Folded => _folded.AsSpan(0, _foldedLength);

    public int Count => _count;

    public int MainIndex => _main;

    /// <summary>False when nothing but noise was found: level words, places, perks, pay.</summary>
    public bool HasJob => _main >= 0;

    public ReadOnlySpan<char> Part(int index) => _parts.AsSpan(_ranges[index].Start, _ranges[index].Length);

    public void Read(ReadOnlySpan<char> title)
    {
        _used = _count = 0;
        _main = -1;
        _foldedLength = Fold(title);
        var (outside, inside) = SplitBrackets();
        AddParts(_outside, outside);
        var outer = _count;
        AddParts(_inside, inside);
        ChooseMain(outer);
    }

    private int Fold(ReadOnlySpan<char> title)
    {
        var n = 0;
        foreach (var raw in title.Length > Longest ? title[..Longest] : title)
        {
            var c = Folding.Fold(raw);
            if (c == Gone || (c == ' ' && (n == 0 || _folded[n - 1] == ' ')))
                continue;
            _folded[n++] = c;
        }
        while (n > 0 && _folded[n - 1] == ' ')
            n--;
        return n;
    }

    private (int Outside, int Inside) SplitBrackets()
    {
        int outside = 0,
            inside = 0,
            depth = 0;
        for (var i = 0; i < _foldedLength; i++)
        {
            var c = _folded[i];
            if (c == '(')
            {
                depth++;
                _inside[inside++] = Break;
            }
            else if (c == ')')
            {
                if (depth > 0)
                    depth--;
                _inside[inside++] = Break;
            }
            else if (depth > 0)
                _inside[inside++] = c;
            else
                _outside[outside++] = c;
        }
        return (outside, inside);
    }

    private void AddParts(char[] buffer, int length)
    {
        length = PayScan.CutPay(buffer, length);
        CutTerms(buffer, length);
        var start = 0;
        for (var i = 0; i <= length; i++)
            if (i == length || IsBreak(buffer, i, length))
            {
                AddPart(buffer.AsSpan(start, i - start));
                start = i + 1;
            }
    }

    private static void CutTerms(char[] buffer, int length)
    {
        var text = buffer.AsSpan(0, length);
        for (var i = 0; i < length; )
        {
            var cut = TitleTerms.Match(text, i, TermKind.Cut);
            if (cut > 0)
                text.Slice(i, cut).Fill(Break);
            i += Math.Max(cut, 1);
        }
    }

    /// <summary>Dashes, ornaments, pluses that are not c++, and a space between two Chinese characters.</summary>
    private static bool IsBreak(char[] text, int i, int length)
    {
        switch (text[i])
        {
            case Break:
                return true;
            case '-':
                return !(i > 0 && i + 1 < length && char.IsAsciiLetterOrDigit(text[i - 1]) && char.IsAsciiLetterOrDigit(text[i + 1]));
            case '+':
                return !(i > 0 && (text[i - 1] == 'c' || (text[i - 1] == '+' && i > 1 && text[i - 2] == 'c')));
            case '#':
                return !(i > 0 && text[i - 1] is 'c' or 'f');
            case '.':
                return !(i + 1 < length && char.IsAsciiLetter(text[i + 1]));
            case ' ':
                return i > 0 && i + 1 < length && IsHan(text[i - 1]) && IsHan(text[i + 1]);
            default:
                return false;
        }
    }

    private void AddPart(ReadOnlySpan<char> raw)
    {
        var part = _parts.AsSpan(_used, raw.Length);
        var n = 0;
        for (var i = 0; i < raw.Length; )
        {
            var drop = TitleTerms.Match(raw, i, TermKind.Drop);
            if (drop > 0 && !(drop + i < raw.Length && raw[i + drop] is '中' or '定'))
            {
                i += drop;
                continue;
            }
            var c = raw[i++];
            // A space stays only between two Latin words; slashes collapse.
            if (
                c == ' '
                && (n == 0 || i == raw.Length || IsHan(part[n - 1]) || part[n - 1] is ' ' or '/' || IsHan(raw[i]) || raw[i] is ' ' or '/')
            )
                continue;
            if (c == '/' && n > 0 && part[n - 1] == '/')
                continue;
            part[n++] = c;
        }
        var clean = PartCleaner.Clean(part[..n]);
        if (clean.IsEmpty)
            return;
        clean.CopyTo(part);
        _ranges[_count++] = (_used, clean.Length);
        _used += clean.Length;
    }

    /// <summary>The first part outside brackets that ends as a job ends, else the first outside, else the same inside.</summary>
    private void ChooseMain(int outer)
    {
        _main = FirstJob(0, outer);
        if (_main < 0 && outer > 0)
            _main = FirstLong(0, outer);
        if (_main < 0 && outer == 0)
            _main = FirstJob(0, _count);
        if (_main < 0 && _count > 0)
            _main = FirstLong(0, _count);
    }

    private int FirstJob(int from, int to)
    {
        for (var i = from; i < to; i++)
            if (_ranges[i].Length > 1 && TitleTerms.MatchEnd(Part(i), TermKind.Head) > 0)
                return i;
        return -1;
    }

    private int FirstLong(int from, int to)
    {
        for (var i = from; i < to; i++)
            if (_ranges[i].Length > 1)
                return i;
        return to > from ? from : -1;
    }
}
