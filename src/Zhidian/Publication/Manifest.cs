using System.Text.Json;
using Zhidian.Classification;
using Zhidian.Classification.Exchange;

namespace Zhidian.Publication;

/// <summary>A published file as its manifest names it.</summary>
/// <param name="Content">classification, retired, changes, correspondence or crosswalk.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="ConformsTo">Address of the standard it follows.</param>
public sealed record PublishedFile(
    string Name,
    string Content,
    string Format,
    string MediaType,
    long Bytes,
    string Sha256,
    string? ConformsTo
);

/// <summary>What a version's files are: signed, and alone enough to check every one of them. No time is in it: the same files give the same manifest.</summary>
public sealed record Manifest(
    string Version,
    DateOnly Effective,
    string Standing,
    string ContentHash,
    string BaseAddress,
    IReadOnlyList<PublishedFile> Files
)
{
    public const string FileName = "manifest.json";
    public const string SignatureName = "manifest.json.jws";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JsonText.Options.Encoder,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static Manifest Of(ExchangeSource source, IReadOnlyList<PublishedFile> files) =>
        new(
            source.Version.Name,
            source.Version.Effective,
            Statements.Token(source.Version.Standing),
            source.Version.ContentHash,
            source.Addresses.Base,
            files
        );

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n'];

    /// <exception cref="JsonException">No manifest.</exception>
    public static Manifest Read(byte[] bytes) =>
        JsonSerializer.Deserialize<Manifest>(bytes, Options) ?? throw new JsonException("an empty manifest.");
}
