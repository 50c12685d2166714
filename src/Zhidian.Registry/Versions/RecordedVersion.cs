using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhidian.Registry.Versions;

/// <summary>A version of the Classification as this registry first met it; never changed afterwards.</summary>
public sealed class RecordedVersion
{
    /// <summary>e.g. <c>2022.1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of its entries.</summary>
    public required string ContentHash { get; init; }

    /// <summary>First day on which it is in force.</summary>
    public required DateOnly Effective { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }
}

internal sealed class RecordedVersionMapping : IEntityTypeConfiguration<RecordedVersion>
{
    public void Configure(EntityTypeBuilder<RecordedVersion> version)
    {
        version.ToTable("versions");
        version.HasKey(v => v.Name);
        version.Property(v => v.Name).HasColumnName("name");
        version.Property(v => v.ContentHash).HasColumnName("content_hash").HasMaxLength(64);
        version.Property(v => v.Effective).HasColumnName("effective");
        version.Property(v => v.RecordedAt).HasColumnName("recorded_at");
    }
}
