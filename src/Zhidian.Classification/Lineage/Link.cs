namespace Zhidian.Classification.Lineage;

/// <summary>How a link between two entries is known.</summary>
public enum LinkBasis
{
    /// <summary>The same permanent id on both sides.</summary>
    Same,

    /// <summary>A document says so, or the same title stands for the same job.</summary>
    Recorded,

    /// <summary>The old title, or its old work types, are now work types of the new occupation.</summary>
    WorkType,

    /// <summary>Decided by what the work is; weights without counts behind them.</summary>
    Judged,
}

/// <summary>A share of one entry that is in another entry of the neighbouring version.</summary>
/// <param name="ToId">Null: that share has no successor.</param>
/// <param name="Weight">Above 0 to 1; the links of one <paramref name="FromId"/> sum to 1.</param>
public sealed record Link(string FromId, string? ToId, decimal Weight, LinkBasis Basis, string Note);

/// <summary>The way between two neighbouring versions: what is not told by ids alone.</summary>
/// <param name="Forward">
/// Links from the older version. An id with no row keeps its identity. An id that the newer version lacks must have rows, if only one
/// to null.
/// </param>
/// <param name="Backward">
/// Links from the newer version for entries that have no predecessor by <paramref name="Forward"/>: where a careful statistician
/// coded these people before.
/// </param>
/// <param name="Rows">What the document between the two said, or the reconstruction assumed.</param>
public sealed record VersionStep(
    ClassificationVersion From,
    ClassificationVersion To,
    IReadOnlyList<Link> Forward,
    IReadOnlyList<Link> Backward,
    IReadOnlyList<ReleaseRow> Rows
);
