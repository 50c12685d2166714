namespace Zhidian.Classification;

/// <summary>How far a version can be relied on.</summary>
public enum Standing
{
    /// <summary>All entries as published. Its content hash never changes.</summary>
    Complete,

    /// <summary>Rebuilt from later versions and known changes; may improve, and then its hash changes.</summary>
    Reconstructed,

    /// <summary>A part of what was published; may grow, and then its hash changes.</summary>
    Partial,
}

/// <summary>Entries that the publication has by its own count, for saying how much of it is here.</summary>
public sealed record OfficialCounts(int Major, int SubMajor, int Minor, int Occupations)
{
    public int At(Level level) =>
        level switch
        {
            Level.Major => Major,
            Level.SubMajor => SubMajor,
            Level.Minor => Minor,
            _ => Occupations,
        };
}
