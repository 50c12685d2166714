using System.Text.Json;
using Zhidian.Classification.Exchange.Tables;

namespace Zhidian.Classification.Exchange;

/// <summary>A version, its changes and its crosswalk as plain JSON: what it says of itself first, then rows named as the columns of the tables are.</summary>
public static class JsonFiles
{
    public static void WriteClassification(ExchangeSource source, Stream to) =>
        Write(
            source,
            to,
            json =>
            {
                Rows(json, "entries", ClassificationTables.Entries(source));
                Rows(json, "retired", ClassificationTables.Retired(source));
                if (source.EverydayTitles is null)
                    return;
                json.WriteStartObject("everydayTitles");
                foreach (var entry in source.Version.Entries)
                    if (source.TitlesOf(entry) is { Count: > 0 } titles)
                    {
                        json.WriteStartArray(entry.Id);
                        foreach (var title in titles)
                            json.WriteStringValue(title);
                        json.WriteEndArray();
                    }
                json.WriteEndObject();
            }
        );

    public static void WriteChanges(ExchangeSource source, Stream to) =>
        Write(
            source,
            to,
            json =>
            {
                json.WriteString("from", source.Before?.Name);
                Rows(json, "changes", ClassificationTables.Changes(source));
                Rows(json, "correspondence", ClassificationTables.Correspondence(source));
            }
        );

    public static void WriteCrosswalk(ExchangeSource source, Stream to) =>
        Write(source, to, json => Rows(json, "matches", ClassificationTables.Crosswalk(source)));

    private static void Write(ExchangeSource source, Stream to, Action<Utf8JsonWriter> body)
    {
        var version = source.Version;
        using var json = new Utf8JsonWriter(to, JsonText.Options);
        json.WriteStartObject();
        json.WriteStartObject("version");
        json.WriteString("name", version.Name);
        json.WriteString("effective", Table.Text(version.Effective));
        json.WriteString("standing", Statements.Token(version.Standing));
        json.WriteString("contentHash", version.ContentHash);
        json.WriteString("address", source.Addresses.Version(version).Value);
        var (chinese, english) = Statements.Standing(version);
        Both("about", chinese, english);
        Both("rights", Statements.Rights.Chinese, Statements.Rights.English);
        if (source.History.Documents.TryGetValue(version.Document, out var document))
            Both("source", document.Chinese, document.English);
        json.WriteEndObject();
        body(json);
        json.WriteEndObject();
        json.Flush();
        to.WriteByte((byte)'\n');

        void Both(string name, string zh, string en)
        {
            json.WriteStartObject(name);
            json.WriteString(Rdf.Vocabulary.Chinese, zh);
            json.WriteString(Rdf.Vocabulary.English, en);
            json.WriteEndObject();
        }
    }

    private static void Rows(Utf8JsonWriter json, string name, Table table)
    {
        json.WriteStartArray(name);
        foreach (var row in table.Rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < table.Columns.Count; i++)
                if (row[i] is { } cell)
                    Write(json, table.Columns[i].Name, cell);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, object cell)
    {
        switch (cell)
        {
            case int whole:
                json.WriteNumber(name, whole);
                break;
            case decimal share:
                json.WritePropertyName(name);
                json.WriteRawValue(Table.Number(share));
                break;
            case IReadOnlyList<string> list:
                json.WriteStartArray(name);
                foreach (var item in list)
                    json.WriteStringValue(item);
                json.WriteEndArray();
                break;
            default:
                json.WriteString(name, Table.Text(cell));
                break;
        }
    }
}
