using System.Buffers;

namespace Zhidian.Mining.Adverts;

/// <summary>
/// Reads delimited text (comma, tab, semicolon or bar, told from the header) by RFC 4180: a quote at the start of a field opens a quoted
/// field, a doubled quote in it is a quote, elsewhere a quote is an ordinary character.
/// </summary>
/// <remarks>
/// A fault never takes the rest of the file with it. Where a quote is not closed (by the end of the file, by the longest record, or by a
/// quote in the middle of something), the record is rejected with the line the quote opened on, and reading goes on at the next line; so
/// also where a record over several lines has a wrong number of fields. The longest record bounds the memory.
/// </remarks>
internal sealed class DelimitedReader : RecordReader
{
    private readonly TextReader text;
    private readonly string path;
    private readonly int maxRecordSize;
    private readonly List<string> columns = [];
    private readonly List<Slice> slices = [];
    private readonly SearchValues<char> stops;
    private readonly char separator;
    private char[] buffer = new char[1 << 16];
    private int start;
    private int end;
    private bool ended;
    private long nextLine = 1;
    private string? cutRaw;
    private int recordStart;
    private int recordEnd;
    private int at; // where parsing stands; this and the next three move with the buffer
    private int fieldStart;
    private int opening; // the quote of the field at hand
    private int multiline; // the first quote of the record whose field goes over the end of its line; -1 for none

    private readonly record struct Slice(int Start, int Length, bool HasQuotes);

    /// <exception cref="ImportException">A1105: the header cannot be read.</exception>
    public DelimitedReader(TextReader text, string path, int maxRecordSize)
    {
        this.text = text;
        this.path = path;
        this.maxRecordSize = Math.Max(1024, maxRecordSize);
        separator = Separator();
        stops = SearchValues.Create([separator, '\n']);
        do
        {
            if (!Parse())
                throw new ImportException($"A1105 {path} has no header: every line is empty. The first line must name the columns.");
        } while (Fault is null && slices.Count == 1 && string.IsNullOrWhiteSpace(Field(0)));
        if (Fault is not null)
            throw new ImportException($"A1105 the header of {path} cannot be read (line {Line}): {Fault}");
        for (var i = 0; i < slices.Count; i++)
            columns.Add(Field(i)?.Trim() ?? "");
    }

    public override IReadOnlyList<string> Columns => columns;

    public override string Raw => cutRaw ?? new string(buffer, recordStart, Math.Min(recordEnd - recordStart, 4000));

    public override bool Read()
    {
        while (Parse())
        {
            if (Fault is null && slices.Count == 1 && slices[0].Length == 0 && columns.Count > 1)
                continue; // an empty line
            if (Fault is null && buffer.AsSpan(recordStart, recordEnd - recordStart).Contains('\0'))
                Fault = "A2004 the record holds NUL characters";
            return true;
        }
        return false;
    }

    public override string? Field(int column)
    {
        if (column >= slices.Count || slices[column].Length == 0)
            return null;
        var (from, length, quotes) = slices[column];
        var field = new string(buffer, from, length);
        return quotes ? field.Replace("\"\"", "\"", StringComparison.Ordinal) : field;
    }

    /// <summary>Reads one record into <see cref="slices"/>, or sets <see cref="RecordReader.Fault"/>; false at the end.</summary>
    private bool Parse()
    {
        Fault = null;
        cutRaw = null;
        Line = nextLine;
        slices.Clear();
        multiline = -1;
        if (start == end && !Fill())
            return false;
        at = recordStart = recordEnd = start;
        while (true)
        {
            if (More() && buffer[at] == '"')
            {
                if (Quoted() is { } fault)
                    return Recover(opening, fault);
            }
            else if (!Unquoted())
                return TooLong();
            if (at < end && buffer[at] == separator)
            {
                at++;
                continue;
            }
            recordEnd = at;
            if (recordEnd - recordStart > maxRecordSize)
                Fault = LongRecord;
            else if (WrongCount() is { } wrong)
            {
                if (multiline >= 0)
                    return Recover(multiline, wrong);
                Fault = wrong;
            }
            Pass(at < end ? at + 1 : at);
            return true;
        }
    }

    /// <summary>Reads a quoted field up to the separator or line end; returns the fault.</summary>
    private string? Quoted()
    {
        opening = at++;
        var quotes = false;
        while (true)
        {
            var closing = buffer.AsSpan(at, end - at).IndexOf('"');
            if (closing < 0)
            {
                at = end;
                if (end - start > maxRecordSize || !Fill())
                    return "A2001 a quote is opened and not closed";
                continue;
            }
            at += closing + 1;
            if (!More() || buffer[at] != '"')
                break;
            quotes = true;
            at++;
        }
        var length = at - opening - 2;
        slices.Add(new Slice(opening + 1, length, quotes));
        if (multiline < 0 && buffer.AsSpan(opening, length).Contains('\n'))
            multiline = opening;
        while (More() && buffer[at] is ' ' or '\r')
            at++;
        return at < end && buffer[at] != separator && buffer[at] != '\n' ? "A2001 a quote is closed before other text, or never" : null;
    }

    /// <summary>Reads an unquoted field up to the separator or line end; false when the record grows too long.</summary>
    private bool Unquoted()
    {
        fieldStart = at;
        while (true)
        {
            var stop = buffer.AsSpan(at, end - at).IndexOfAny(stops);
            if (stop >= 0)
            {
                at += stop;
                break;
            }
            at = end;
            if (end - start > maxRecordSize)
                return false;
            if (!Fill())
                break;
        }
        var length = at - fieldStart;
        if (length > 0 && buffer[at - 1] == '\r' && (at == end || buffer[at] == '\n'))
            length--;
        slices.Add(new Slice(fieldStart, length, false));
        return true;
    }

    private bool More() => at < end || Fill();

    private string LongRecord => $"A2003 the record is longer than {maxRecordSize} characters";

    private string? WrongCount()
    {
        if (columns.Count == 0)
            return null;
        while (slices.Count > columns.Count && slices[^1].Length == 0)
            slices.RemoveAt(slices.Count - 1);
        return slices.Count == columns.Count || (slices.Count == 1 && slices[0].Length == 0)
            ? null
            : $"A2002 the record has {slices.Count} fields, the header {columns.Count}";
    }

    /// <summary>Rejects up to the end of the line on which the quote at <paramref name="opening"/> stands, and goes on after it.</summary>
    private bool Recover(int opening, string fault)
    {
        Fault = fault;
        slices.Clear();
        var newline = buffer.AsSpan(opening, end - opening).IndexOf('\n');
        if (newline < 0)
            return TooLong(fault);
        recordEnd = opening + newline;
        Pass(recordEnd + 1);
        return true;
    }

    /// <summary>Rejects a line longer than the longest record, keeping only its beginning.</summary>
    private bool TooLong(string? fault = null)
    {
        Fault = fault ?? LongRecord;
        slices.Clear();
        cutRaw = new string(buffer, recordStart, Math.Min(end - recordStart, 4000));
        while (true)
        {
            var newline = buffer.AsSpan(start, end - start).IndexOf('\n');
            if (newline >= 0)
            {
                Pass(start + newline + 1);
                return true;
            }
            start = end = 0;
            if (!Fill())
                return true;
        }
    }

    private void Pass(int to)
    {
        nextLine += buffer.AsSpan(start, to - start).Count('\n');
        start = to;
    }

    /// <summary>Reads on, keeping everything from <see cref="start"/>: moves it to the front, or grows the buffer.</summary>
    private bool Fill()
    {
        if (ended)
            return false;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            for (var i = 0; i < slices.Count; i++)
                slices[i] = slices[i] with { Start = slices[i].Start - start };
            at -= start;
            fieldStart -= start;
            opening -= start;
            recordStart -= start;
            if (multiline >= 0)
                multiline -= start;
            end -= start;
            start = 0;
        }
        if (end == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        int read;
        try
        {
            read = text.Read(buffer, end, buffer.Length - end);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new ImportException(
                $"A1104 {path} breaks off after line {nextLine}: {e.Message.TrimEnd('.')}. Fetch or pack it again.",
                e
            );
        }
        end += read;
        ended = read == 0;
        return read > 0;
    }

    private char Separator()
    {
        Fill();
        var counts = new int[4];
        var quoted = false;
        foreach (var c in buffer.AsSpan(0, end))
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == '\n' && !quoted && counts.Sum() > 0)
                break;
            else if (!quoted && ",\t;|".IndexOf(c, StringComparison.Ordinal) is >= 0 and var kind)
                counts[kind]++;
        }
        return ",\t;|"[Array.IndexOf(counts, counts.Max())];
    }

    public override void Dispose() => text.Dispose();
}
