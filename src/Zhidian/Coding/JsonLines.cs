using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Zhidian.Mining.Coding;

namespace Zhidian.Coding;

/// <summary>Rows that are JSON objects, one a line.</summary>
internal sealed class JsonLines(string name, CodeFileOptions options)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="CodeInputException">Not an object, or no title in it.</exception>
    public (string? Title, string? Text) Read(RawRecord record)
    {
        try
        {
            using var row = JsonDocument.Parse(record.Text);
            if (row.RootElement.ValueKind != JsonValueKind.Object)
                throw new CodeInputException($"{name}: line {record.Line} is not a JSON object.", inRows: true);
            var names = row.RootElement.EnumerateObject().Select(p => p.Name).ToList();
            var where = $"{name}, line {record.Line}";
            var title = TitleColumns.Title(names, options.TitleColumn, where);
            var text = TitleColumns.Text(names, options.TextColumn, where);
            return (Value(row, names[title]), text < 0 ? null : Value(row, names[text]));
        }
        catch (JsonException)
        {
            throw new CodeInputException($"{name}: line {record.Line} is not JSON: expected one object a line.", inRows: true);
        }
    }

    private static string? Value(JsonDocument row, string property) =>
        row.RootElement.GetProperty(property) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The object as it stands, the added members before its closing brace.</summary>
    public static void Append(StringBuilder output, string json, CodeAnswer answer)
    {
        var end = json.LastIndexOf('}');
        output.Append(json, 0, end);
        var empty = json.AsSpan(json.IndexOf('{') + 1, end - json.IndexOf('{') - 1).IsWhiteSpace();
        var fields = CodedRow.Fields(answer);
        for (var i = 0; i < fields.Length; i++)
        {
            output.Append(i == 0 && empty ? "" : ",").Append('"').Append(CodedRow.Columns[i]).Append("\":");
            output.Append(CodedRow.Columns[i] is "confidence" or "abstained" ? fields[i] : JsonSerializer.Serialize(fields[i], Plain));
        }
        output.Append(json, end, json.Length - end);
    }
}
