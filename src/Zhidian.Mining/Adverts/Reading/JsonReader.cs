using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Zhidian.Mining.Adverts;

/// <summary>
/// Reads JSON objects: one a line, or the elements of one array. Objects within an object become fields named <c>outer.inner</c>; arrays
/// of plain values become text separated by |. A broken object is rejected alone.
/// </summary>
internal sealed class JsonReader : RecordReader
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 32,
    };

    /// <summary>Fields beyond this many are passed over: keys made from data are no columns.</summary>
    private const int MaxColumns = 2_000;

    private readonly JsonSource source;
    private readonly string path;
    private readonly List<string> columns = [];
    private readonly Dictionary<string, int> places = [];
    private readonly List<string?> fields = [];
    private bool ahead;

    /// <exception cref="ImportException">A1106: there is no JSON object in the file.</exception>
    public JsonReader(JsonSource source, string path)
    {
        this.source = source;
        this.path = path;
        // Names are learnt from the first whole object; later objects may add to them.
        ahead = Next();
        if (!ahead)
            throw new ImportException($"A1106 {path} holds no JSON object.");
    }

    public override IReadOnlyList<string> Columns => columns;

    public override string Raw => source.Text.Length > 4000 ? source.Text[..4000] : source.Text;

    public override bool Read()
    {
        if (ahead)
        {
            ahead = false;
            return true;
        }
        return Next();
    }

    private bool Next()
    {
        Fault = null;
        try
        {
            if (!source.Next())
                return false;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new ImportException(
                $"A1104 {path} breaks off after line {source.Line}: {e.Message.TrimEnd('.')}. Fetch or pack it again.",
                e
            );
        }
        Line = source.Line;
        for (var i = 0; i < fields.Count; i++)
            fields[i] = null;
        if (source.Fault is { } fault)
        {
            Fault = fault;
            return true;
        }
        try
        {
            using var document = JsonDocument.Parse(source.Text, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                Take(document.RootElement, "");
            else
                Fault = "A2005 the line is not a JSON object";
        }
        catch (JsonException e)
        {
            Fault = string.Create(CultureInfo.InvariantCulture, $"A2005 the JSON is broken at character {e.BytePositionInLine + 1 ?? 1}");
        }
        return true;
    }

    private void Take(JsonElement element, string prefix)
    {
        foreach (var property in element.EnumerateObject())
        {
            var name = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object)
                Take(property.Value, name + ".");
            else if (Text(property.Value) is { Length: > 0 } text)
            {
                if (text.Contains('\0', StringComparison.Ordinal))
                    Fault = "A2004 the record holds NUL characters";
                Put(name, text);
            }
            else
                Put(name, null);
        }
    }

    private void Put(string name, string? text)
    {
        if (!places.TryGetValue(name, out var place))
        {
            if (columns.Count == MaxColumns)
                return;
            places[name] = place = columns.Count;
            columns.Add(name);
            fields.Add(null);
        }
        fields[place] = text;
    }

    private static string? Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => WellFormed(value),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Array => string.Join('|', value.EnumerateArray().Select(Text).Where(text => text is not null)),
            JsonValueKind.Object => value.GetRawText(),
            _ => null,
        };

    /// <summary>A string with half a surrogate pair escaped in it cannot be read as it stands: the half is replaced.</summary>
    private static string WellFormed(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText().Trim('"');
        }
    }

    public override string? Field(int column) => column < fields.Count ? fields[column] : null;

    public override void Dispose() => source.Dispose();
}

/// <summary>Cuts a stream of JSON text into objects.</summary>
internal abstract class JsonSource(TextReader reader) : IDisposable
{
    private readonly char[] buffer = new char[1 << 15];
    private int at;
    private int end;

    public string Text { get; protected set; } = "";
    public long Line { get; protected set; } = 1;
    public string? Fault { get; protected set; }

    public abstract bool Next();

    /// <summary>The next character without taking it; -1 at the end.</summary>
    protected int Peek()
    {
        if (at == end)
        {
            at = 0;
            end = reader.Read(buffer, 0, buffer.Length);
            if (end == 0)
                return -1;
        }
        return buffer[at];
    }

    /// <summary>The characters at hand, at least one; empty at the end.</summary>
    protected ReadOnlySpan<char> Ahead() => Peek() < 0 ? default : buffer.AsSpan(at, end - at);

    protected void Take(int count) => at += count;

    public void Dispose() => reader.Dispose();
}

/// <summary>An object a line.</summary>
internal sealed class LineSource(TextReader reader, int maxRecordSize) : JsonSource(reader)
{
    private readonly StringBuilder line = new();
    private long next = 1;

    public override bool Next()
    {
        while (true)
        {
            Fault = null;
            line.Clear();
            var any = false;
            var whole = false;
            while (!whole && Ahead() is { IsEmpty: false } ahead)
            {
                any = true;
                var newline = ahead.IndexOf('\n');
                whole = newline >= 0;
                var part = whole ? ahead[..newline] : ahead;
                if (line.Length + part.Length > maxRecordSize)
                {
                    Fault = $"A2003 the record is longer than {maxRecordSize} characters";
                    part = part[..Math.Max(0, Math.Min(part.Length, 4000 - line.Length))];
                    line.Length = Math.Min(line.Length, 4000);
                }
                if (Fault is null || line.Length < 4000)
                    line.Append(part);
                Take(whole ? newline + 1 : ahead.Length);
            }
            if (!any)
                return false;
            Line = next++;
            Text = line.ToString().Trim('\uFEFF', ' ', '\t', '\r');
            if (Text.Length > 0)
                return true;
        }
    }
}

/// <summary>The objects of one array, cut by counting braces outside strings.</summary>
internal sealed class ArraySource(TextReader reader, int maxRecordSize) : JsonSource(reader)
{
    private readonly StringBuilder item = new();
    private long next = 1;

    public override bool Next()
    {
        Fault = null;
        item.Clear();
        int c;
        while ((c = Peek()) >= 0 && c != '{')
        {
            next += c == '\n' ? 1 : 0;
            Take(1);
        }
        if (c < 0)
            return false;
        Line = next;
        var depth = 0;
        var quoted = false;
        var escaped = false;
        while ((c = Peek()) >= 0)
        {
            Take(1);
            next += c == '\n' ? 1 : 0;
            if (item.Length < maxRecordSize)
                item.Append((char)c);
            else
                Fault = $"A2003 the record is longer than {maxRecordSize} characters";
            if (escaped)
                escaped = false;
            else if (quoted)
            {
                escaped = c == '\\';
                quoted = c != '"';
            }
            else if (c == '"')
                quoted = true;
            else if (c == '{')
                depth++;
            else if (c == '}' && --depth == 0)
                break;
        }
        Text = item.ToString();
        return true;
    }
}
