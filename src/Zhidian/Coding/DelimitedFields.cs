using System.Text;

namespace Zhidian.Coding;

/// <summary>Fields of one record of separated text, read from the raw record.</summary>
internal static class DelimitedFields
{
    public static List<string> Split(string record, char separator)
    {
        var fields = new List<string>();
        var at = 0;
        while (at >= 0)
            fields.Add(Next(record, separator, ref at));
        return fields;
    }

    public static int Count(string record, char separator)
    {
        var count = 0;
        for (var at = 0; at >= 0; count++)
            Skip(record, separator, ref at);
        return count;
    }

    /// <summary>One field unquoted; null when the record has fewer.</summary>
    public static string? Get(string record, char separator, int index)
    {
        var at = 0;
        for (; index > 0 && at >= 0; index--)
            Skip(record, separator, ref at);
        return at < 0 ? null : Next(record, separator, ref at);
    }

    private static string Next(string record, char separator, ref int at)
    {
        var start = at;
        Skip(record, separator, ref at);
        var end = at < 0 ? record.Length : at - 1;
        var raw = record.AsSpan(start, end - start);
        if (raw.Length == 0 || raw[0] != '"')
            return raw.ToString();
        var text = new StringBuilder(raw.Length);
        for (var i = 1; i < raw.Length; i++)
        {
            if (raw[i] == '"')
            {
                if (i + 1 >= raw.Length || raw[i + 1] != '"')
                {
                    text.Append(raw[(i + 1)..]);
                    break;
                }
                i++;
            }
            text.Append(raw[i]);
        }
        return text.ToString();
    }

    /// <summary>Moves to the start of the next field, or to -1 after the last.</summary>
    private static void Skip(string record, char separator, ref int at)
    {
        var i = at;
        if (i < record.Length && record[i] == '"')
            for (i++; i < record.Length; i++)
                if (record[i] == '"')
                {
                    if (i + 1 < record.Length && record[i + 1] == '"')
                        i++;
                    else
                        break;
                }
        var next = i < record.Length ? record.IndexOf(separator, i) : -1;
        at = next < 0 ? -1 : next + 1;
    }

    public static void Append(StringBuilder output, string field, char separator)
    {
        if (field.Contains(separator) || field.AsSpan().IndexOfAny("\"\r\n") >= 0)
            output.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            output.Append(field);
    }
}
