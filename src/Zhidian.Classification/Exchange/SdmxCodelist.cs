using System.Text.Json;

namespace Zhidian.Classification.Exchange;

/// <summary>
/// A version as a codelist in SDMX-JSON, structure message 2.0 (SDMX 3.0): codes with their parents and names in both languages. The
/// time of preparation is the first day of the version, since the same version has to give the same bytes.
/// </summary>
public static class SdmxCodelist
{
    private const string Schema =
        "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/sdmx-json-structure-schema.json";

    /// <summary>The standard writes language tags in lower case.</summary>
    private const string Chinese = "zh-hans";

    public static void Write(ExchangeSource source, Stream to)
    {
        var version = source.Version;
        using var json = new Utf8JsonWriter(to, JsonText.Options);
        json.WriteStartObject();
        json.WriteStartObject("meta");
        json.WriteString("schema", Schema);
        json.WriteString("id", "ZHIDIAN-" + Plain(version.Name));
        json.WriteBoolean("test", false);
        json.WriteString("prepared", Tables.Table.Text(version.Effective) + "T00:00:00+08:00");
        json.WriteStartArray("contentLanguages");
        json.WriteStringValue(Chinese);
        json.WriteStringValue("en");
        json.WriteEndArray();
        json.WriteStartObject("sender");
        json.WriteString("id", "ZHIDIAN");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("data");
        json.WriteStartArray("codelists");
        json.WriteStartObject();
        json.WriteString("id", "CL_OCCUPATION_CN");
        json.WriteString("agencyID", "ZHIDIAN");
        json.WriteString("version", Number(version.Name));
        json.WriteBoolean("isPartial", version.Standing != Standing.Complete);
        json.WriteString("validFrom", Tables.Table.Text(version.Effective) + "T00:00:00+08:00");
        Names(Statements.Title(version));
        var (chinese, english) = Statements.Standing(version);
        json.WriteString("description", chinese + Statements.Rights.Chinese);
        Localised("descriptions", chinese + Statements.Rights.Chinese, $"{english} {Statements.Rights.English}");
        json.WriteStartArray("codes");
        foreach (var entry in version.Entries)
        {
            json.WriteStartObject();
            json.WriteString("id", entry.Code.Text);
            Names((entry.Title, entry.English));
            if (entry.Parent is { } parent)
                json.WriteString("parent", parent.Text);
            json.WriteStartArray("annotations");
            Annotation("PERMANENT_ID", entry.Id);
            Annotation("LEVEL", entry.Level.Token());
            if (entry.Marks != Marks.None)
                Annotation("MARKS", entry.Marks.Token());
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        to.WriteByte((byte)'\n');

        void Names((string Chinese, string? English) name)
        {
            json.WriteString("name", name.Chinese);
            Localised("names", name.Chinese, name.English);
        }

        void Localised(string property, string zh, string? en)
        {
            json.WriteStartObject(property);
            json.WriteString(Chinese, zh);
            if (en is not null)
                json.WriteString("en", en);
            json.WriteEndObject();
        }

        void Annotation(string type, string value)
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("value", value);
            json.WriteEndObject();
        }
    }

    /// <summary>A version of SDMX has two numbers at least.</summary>
    private static string Number(string name) => name.All(char.IsAsciiDigit) ? name + ".0" : name;

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
