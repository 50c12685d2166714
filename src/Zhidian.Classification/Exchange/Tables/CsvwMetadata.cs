using System.Text.Json;

namespace Zhidian.Classification.Exchange.Tables;

/// <summary>
/// What a CSV file's columns mean, for programs: W3C CSV on the Web, Metadata Vocabulary for Tabular Data. It lies beside the file
/// under the file's name with <c>-metadata.json</c> added, where the standard tells readers to look.
/// </summary>
public static class CsvwMetadata
{
    public const string Suffix = "-metadata.json";

    /// <param name="file">Name of the CSV file, beside the metadata.</param>
    public static void Write(Table table, string file, ExchangeSource source, Stream to)
    {
        using var json = new Utf8JsonWriter(to, JsonText.Options);
        json.WriteStartObject();
        json.WriteStartArray("@context");
        json.WriteStringValue("http://www.w3.org/ns/csvw");
        json.WriteStartObject();
        json.WriteString("@language", Rdf.Vocabulary.English);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("url", file);
        Both("dc:title", table.Title);
        json.WriteString("dc:issued", Table.Text(source.Version.Effective));
        Both("dc:rights", Statements.Rights);
        Both("dc:description", Statements.Standing(source.Version));
        json.WriteStartObject("dialect");
        json.WriteString("encoding", "utf-8");
        json.WriteBoolean("header", true);
        json.WriteString("delimiter", ",");
        json.WriteEndObject();
        json.WriteStartObject("tableSchema");
        json.WriteStartArray("columns");
        foreach (var column in table.Columns)
            Write(column);
        json.WriteEndArray();
        if (table.Key.Count > 0)
        {
            json.WriteStartArray("primaryKey");
            foreach (var key in table.Key)
                json.WriteStringValue(key);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        to.WriteByte((byte)'\n');

        void Both(string name, (string Chinese, string English) text)
        {
            json.WriteStartArray(name);
            foreach (var (value, language) in new[] { (text.Chinese, Rdf.Vocabulary.Chinese), (text.English, Rdf.Vocabulary.English) })
            {
                json.WriteStartObject();
                json.WriteString("@value", value);
                json.WriteString("@language", language);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }

        void Write(Column column)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteStartObject("titles");
            // The header in the file is a title too: readers compare it with these.
            json.WriteString("und", column.Name);
            json.WriteString(Rdf.Vocabulary.Chinese, column.Chinese);
            json.WriteString(Rdf.Vocabulary.English, column.English);
            json.WriteEndObject();
            json.WriteString("dc:description", column.About);
            switch (column.Kind)
            {
                case CellKind.Whole:
                    json.WriteString("datatype", "integer");
                    break;
                case CellKind.Share:
                    json.WriteStartObject("datatype");
                    json.WriteString("base", "decimal");
                    json.WriteString("minimum", "0");
                    json.WriteString("maximum", "1");
                    json.WriteEndObject();
                    break;
                case CellKind.Day:
                    json.WriteStartObject("datatype");
                    json.WriteString("base", "date");
                    json.WriteString("format", "yyyy-MM-dd");
                    json.WriteEndObject();
                    break;
                default:
                    json.WriteString("datatype", "string");
                    break;
            }
            if (column.Kind == CellKind.List)
                json.WriteString("separator", Table.Separator.ToString());
            if (column.Required)
                json.WriteBoolean("required", true);
            json.WriteEndObject();
        }
    }
}
