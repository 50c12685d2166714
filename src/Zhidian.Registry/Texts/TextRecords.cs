using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhidian.Registry.Texts;

/// <summary>One import that was applied, or one that was taken back. Never changed or removed.</summary>
public sealed class TextImport
{
    /// <summary>1, 2, 3, ... without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required string Who { get; init; }

    /// <summary>The dry run that was applied; null for an undo.</summary>
    public string? CheckId { get; init; }

    /// <summary>The import that this one takes back; null for an import.</summary>
    public long? Undone { get; init; }

    public required string File { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the file.</summary>
    public required string FileHash { get; init; }

    /// <summary>The version of the Classification it was for.</summary>
    public required string Version { get; init; }

    /// <summary>The document the texts are from, as the operator named it; may be empty.</summary>
    public required string Source { get; init; }

    public required string Reason { get; init; }

    /// <summary>Occupations that got a text, or lost it, and those whose text became another.</summary>
    public required int Added { get; init; }

    public required int Changed { get; init; }

    /// <summary>Hash over all texts in force before and after, see <see cref="TextShelf.Hash"/>.</summary>
    public required string BeforeHash { get; init; }

    public required string AfterHash { get; init; }
}

/// <summary>The text of an occupation for a version as one import made it. Never changed or removed; the highest revision counts.</summary>
public sealed class TextRevision
{
    public required string EntryId { get; init; }

    public required string Version { get; init; }

    /// <summary>1, 2, 3, ... for each occupation and version.</summary>
    public required int Revision { get; init; }

    public required long Import { get; init; }

    /// <summary>JSON of a <see cref="TextContent"/>; null where an undo left no text.</summary>
    public string? Content { get; init; }

    internal TextContent? Read() => Content is null ? null : TextJson.Read<TextContent>(Content);
}

/// <summary>A dry run as it is stored; those that were never applied are removed when many newer ones are there.</summary>
public sealed class StoredCheck
{
    public required string Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime MadeAt { get; init; }

    public required string File { get; init; }

    public required string Version { get; init; }

    public required int Errors { get; init; }

    public required int Warnings { get; init; }

    /// <summary>SHA-256 of <see cref="Report"/>.</summary>
    public required string Hash { get; init; }

    /// <summary>JSON of a <see cref="TextCheck"/>.</summary>
    public required string Report { get; init; }
}

internal sealed class TextImportMapping : IEntityTypeConfiguration<TextImport>
{
    public void Configure(EntityTypeBuilder<TextImport> import)
    {
        import.ToTable("text_imports");
        import.HasKey(i => i.Number);
        import.Property(i => i.Number).HasColumnName("number").ValueGeneratedNever();
        import.Property(i => i.At).HasColumnName("at");
        import.Property(i => i.Who).HasColumnName("who");
        import.Property(i => i.CheckId).HasColumnName("check_id");
        import.Property(i => i.Undone).HasColumnName("undone");
        import.Property(i => i.File).HasColumnName("file");
        import.Property(i => i.FileHash).HasColumnName("file_hash").HasMaxLength(64);
        import.Property(i => i.Version).HasColumnName("version");
        import.Property(i => i.Source).HasColumnName("source");
        import.Property(i => i.Reason).HasColumnName("reason");
        import.Property(i => i.Added).HasColumnName("added");
        import.Property(i => i.Changed).HasColumnName("changed");
        import.Property(i => i.BeforeHash).HasColumnName("before_hash").HasMaxLength(64);
        import.Property(i => i.AfterHash).HasColumnName("after_hash").HasMaxLength(64);
        // One dry run is applied once, one import taken back once.
        import.HasIndex(i => i.CheckId).IsUnique().HasDatabaseName("text_imports_check");
        import.HasIndex(i => i.Undone).IsUnique().HasDatabaseName("text_imports_undone");
    }
}

internal sealed class TextRevisionMapping : IEntityTypeConfiguration<TextRevision>
{
    public void Configure(EntityTypeBuilder<TextRevision> text)
    {
        text.ToTable("texts");
        text.HasKey(t => new
        {
            t.EntryId,
            t.Version,
            t.Revision,
        });
        text.Property(t => t.EntryId).HasColumnName("entry_id");
        text.Property(t => t.Version).HasColumnName("version");
        text.Property(t => t.Revision).HasColumnName("revision").ValueGeneratedNever();
        text.Property(t => t.Import).HasColumnName("import");
        text.Property(t => t.Content).HasColumnName("content");
        text.HasIndex(t => t.Import).HasDatabaseName("texts_import");
    }
}

internal sealed class StoredCheckMapping : IEntityTypeConfiguration<StoredCheck>
{
    public void Configure(EntityTypeBuilder<StoredCheck> check)
    {
        check.ToTable("text_checks");
        check.HasKey(c => c.Id);
        check.Property(c => c.Id).HasColumnName("id");
        check.Property(c => c.MadeAt).HasColumnName("made_at");
        check.Property(c => c.File).HasColumnName("file");
        check.Property(c => c.Version).HasColumnName("version");
        check.Property(c => c.Errors).HasColumnName("errors");
        check.Property(c => c.Warnings).HasColumnName("warnings");
        check.Property(c => c.Hash).HasColumnName("hash").HasMaxLength(64);
        check.Property(c => c.Report).HasColumnName("report");
    }
}
