using System.Text;

namespace Zhidian.Coding;

/// <summary>A record as it stands in the file, without its line end.</summary>
/// <param name="Line">Line it starts on, counted from 1.</param>
/// <param name="LineEnd">The line end after it; empty at the end of the file.</param>
internal readonly record struct RawRecord(string Text, long Line, string LineEnd);

/// <summary>
/// Cuts text into records without changing a character of them: lines, except that a line end inside quotes belongs to the
/// record. Holds one record at a time.
/// </summary>
internal sealed class RecordReader(TextReader reader, string name, char? separator)
{
    /// <summary>Characters; a longer record means a quote that nobody closed.</summary>
    private const int LongestRecord = 8 << 20;

    /// <summary>May be set after the header has been read; null for lines in which quotes mean nothing.</summary>
    public char? Separator { get; set; } = separator;

    private readonly char[] _buffer = new char[1 << 16];
    private readonly StringBuilder _record = new();
    private int _at;
    private int _length;
    private long _line = 1;

    /// <exception cref="CodeInputException">A quote is opened and never closed.</exception>
    public RawRecord? Read()
    {
        _record.Clear();
        var start = _line;
        var quoted = false;
        var quotedFrom = 0L;
        var fieldStart = true;
        while (true)
        {
            if (_at == _length && !Fill())
            {
                if (quoted)
                    throw new CodeInputException(
                        $"{name}: the quote opened on line {quotedFrom} is never closed. Close it, or double a quote that is part of the text.",
                        inRows: true
                    );
                return _record.Length == 0 ? null : new RawRecord(_record.ToString(), start, "");
            }
            var c = _buffer[_at++];
            if (c == '\n')
            {
                _line++;
                if (!quoted)
                    return Finish(start);
            }
            if (c == '"' && Separator is not null)
            {
                // A quote in the middle of an unquoted field is text.
                if (!quoted && fieldStart)
                    (quoted, quotedFrom) = (true, _line);
                else if (quoted)
                    quoted = Peek() == '"' && Keep(c);
            }
            fieldStart = !quoted && c == Separator;
            _record.Append(c);
            if (_record.Length > LongestRecord)
                throw new CodeInputException(
                    quoted
                        ? $"{name}: the quote opened on line {quotedFrom} is not closed within {LongestRecord:N0} characters. Close it, or double a quote that is part of the text."
                        : $"{name}: line {start} is longer than {LongestRecord:N0} characters; this is not a table of titles.",
                    inRows: true
                );
        }
    }

    /// <summary>Takes the first of two quotes that stand for one.</summary>
    private bool Keep(char c)
    {
        _record.Append(c);
        _at++;
        return true;
    }

    private int Peek() => _at < _length || Fill() ? _buffer[_at] : -1;

    private RawRecord Finish(long start)
    {
        if (_record.Length > 0 && _record[^1] == '\r')
        {
            _record.Length--;
            return new RawRecord(_record.ToString(), start, "\r\n");
        }
        return new RawRecord(_record.ToString(), start, "\n");
    }

    private bool Fill()
    {
        try
        {
            (_at, _length) = (0, reader.Read(_buffer));
        }
        catch (DecoderFallbackException)
        {
            throw new CodeInputException(
                $"{name}: near line {_line} there are bytes that are not text in the file's encoding. Save it as UTF-8.",
                inRows: true
            );
        }
        catch (InvalidDataException)
        {
            throw new CodeInputException($"{name}: the gzip file is damaged near line {_line}.", inRows: true);
        }
        return _length > 0;
    }
}
