using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Zhidian.Registry.Texts;

public enum EffectKind
{
    /// <summary>The occupation has no text at this version yet.</summary>
    New,

    /// <summary>Another text than the one in force.</summary>
    Changed,

    /// <summary>Nothing to do.</summary>
    Same,

    /// <summary>At fault; see the findings of the row.</summary>
    Refused,
}

/// <summary>What applying would do for one row.</summary>
/// <param name="EntryId">Null where the row could not be tied to an occupation.</param>
/// <param name="Before">The text in force at the version; null when there is none.</param>
/// <param name="BeforeVersion">The version that text was imported for.</param>
/// <param name="After">What is in force afterwards; null when refused.</param>
public sealed record TextEffect(
    EffectKind Kind,
    string? Sheet,
    int Row,
    string Code,
    string? EntryId,
    string? Title,
    TextContent? Before,
    string? BeforeVersion,
    TextContent? After
);

/// <summary>
/// A dry run: everything a file would do, and everything that is wrong with it. It is kept as it was made, and what is applied is what it
/// holds, not the file.
/// </summary>
/// <param name="VersionHash">Content hash of the version it was checked against.</param>
/// <param name="Source">The document the texts are from, as the operator names it; may be empty.</param>
/// <param name="Base">Number of the last import when it was made; 0 for none. After another import it is out of date.</param>
public sealed record TextCheck(
    string Id,
    DateTime MadeAt,
    string Who,
    string File,
    string FileHash,
    string Version,
    string VersionHash,
    string Source,
    long Base,
    IReadOnlyList<TextEffect> Effects,
    IReadOnlyList<FileFinding> Findings
)
{
    [JsonIgnore]
    public int Errors => Findings.Count(f => f.Severity == Severity.Error);

    [JsonIgnore]
    public int Warnings => Findings.Count - Errors;

    public int Count(EffectKind kind) => Effects.Count(e => e.Kind == kind);

    internal static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}

/// <summary>A dry run as it is kept.</summary>
/// <param name="Hash">Lower-case hexadecimal SHA-256 of the kept report: who applies says which content they mean.</param>
/// <param name="AppliedAs">Number of the import that applied it; null when none did.</param>
public sealed record KeptCheck(TextCheck Check, string Hash, long? AppliedAs);

/// <summary>A line in the list of dry runs.</summary>
public sealed record CheckLine(string Id, DateTime MadeAt, string File, string Version, int Errors, int Warnings, long? AppliedAs);
