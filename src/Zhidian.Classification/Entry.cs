namespace Zhidian.Classification;

/// <summary>A group or occupation as one version shows it.</summary>
/// <param name="Id">Permanent: never reused, the same in every version. Code, title and marks are not.</param>
/// <param name="Parent">Code of the group above; null for a major group.</param>
/// <param name="GbtCode">The parallel code of GB/T 6565 where the source prints one (groups only).</param>
/// <param name="ReleasedOn">Day of the joint release that made it, for occupations released since 2019; null for older ones.</param>
/// <param name="WorkTypes">Work types (工种) named under the occupation, in the source's order; as of 2026 whatever the version.</param>
public sealed record Entry(
    string Id,
    Code Code,
    Level Level,
    Code? Parent,
    string Title,
    Marks Marks,
    string? GbtCode,
    DateOnly? ReleasedOn,
    IReadOnlyList<string> WorkTypes
)
{
    /// <summary>Our own, unofficial English title; null where none was written (entries that only 1999 had).</summary>
    public string? English { get; init; }
}
