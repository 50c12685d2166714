using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Zhidian.Registry.Texts;

/// <summary>What an operator's document says of an occupation.</summary>
/// <param name="Definition">Null where the document has none.</param>
/// <param name="Tasks">Main tasks in their order, without numbers.</param>
/// <param name="WorkTypes">Null where the document says nothing of work types; an empty list says that there are none.</param>
public sealed record TextContent(string? Definition, IReadOnlyList<string> Tasks, IReadOnlyList<string>? WorkTypes)
{
    public static readonly TextContent Empty = new(null, [], null);

    /// <summary>Lower-case hexadecimal SHA-256 of its JSON.</summary>
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TextJson.Write(this))));

    /// <summary>Whether definition and tasks say the same; work types are told apart from them.</summary>
    public bool DefinesAs(TextContent other) => Definition == other.Definition && Tasks.SequenceEqual(other.Tasks);

    public bool Says(TextContent other) =>
        DefinesAs(other)
        && (
            WorkTypes is null || other.WorkTypes is null
                ? WorkTypes is null && other.WorkTypes is null
                : WorkTypes.SequenceEqual(other.WorkTypes)
        );
}

/// <summary>JSON as the registry keeps it: compact, Chinese as it is, always the same bytes for the same content.</summary>
internal static class TextJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;
}
