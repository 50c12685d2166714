using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Zhidian.Classification;

namespace Zhidian.Mining.Discovery;

/// <summary>A discovery run as JSON: the names of the records in snake case, months as <c>YYYY-MM</c>.</summary>
public static class RunJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            WriteIndented = true,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            Converters = { new MonthConverter(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        };

    public static void Write(DiscoveryRun run, Stream output) => JsonSerializer.Serialize(output, run, Options);

    /// <exception cref="JsonException">Not a discovery run; the message says where it breaks.</exception>
    public static DiscoveryRun Read(Stream input) =>
        JsonSerializer.Deserialize<DiscoveryRun>(input, Options) ?? throw new JsonException("empty: expected a discovery run.");

    private sealed class MonthConverter : JsonConverter<Month>
    {
        public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Month.TryParse(reader.GetString(), out var month) ? month : throw new JsonException("expected a month as YYYY-MM.");

        public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
