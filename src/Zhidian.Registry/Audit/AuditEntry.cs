using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhidian.Registry.Audit;

/// <summary>
/// One decision or edit as it was recorded. Entries form a chain: each carries the hash of the one before, so nobody can
/// change, drop or reorder an entry without breaking every hash after it. The database refuses updates and deletes too.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>What the first entry has in place of the hash of the one before.</summary>
    public const string NoPreviousHash = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>1, 2, 3, ... without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>UTC, to the microsecond (what both databases keep).</summary>
    public required DateTime At { get; init; }

    /// <summary>Account id of who decided, or <c>system</c>.</summary>
    public required string Who { get; init; }

    /// <summary>What was done, in dotted form: <c>version.recorded</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to: kind and id, <c>version/2022.1</c>.</summary>
    public required string Subject { get; init; }

    public required string Reason { get; init; }

    /// <summary>The subject before, usually JSON; null when it did not exist.</summary>
    public string? Before { get; init; }

    /// <summary>The subject after, usually JSON; null when it does not exist any more.</summary>
    public string? After { get; init; }

    /// <summary>Lower-case hexadecimal; <see cref="NoPreviousHash"/> for the first entry.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of everything above in canonical form.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>
    /// SHA-256 over the UTF-8 text of a heading and then, for each field in the order above, its length in bytes (<c>-</c>
    /// for null), a line feed, its text and a line feed. Lengths keep two neighbouring fields from being read as one.
    /// </summary>
    /// <exception cref="EncoderFallbackException">A text is not valid UTF-16.</exception>
    public string ComputeHash()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Feed(sha, "zhidian-audit-1");
        Feed(sha, Sequence.ToString(CultureInfo.InvariantCulture));
        Feed(sha, At.ToString("O", CultureInfo.InvariantCulture));
        foreach (var text in new[] { Who, Action, Subject, Reason, Before, After, PreviousHash })
            Feed(sha, text);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    internal AuditEntry Seal()
    {
        Hash = ComputeHash();
        return this;
    }

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static void Feed(IncrementalHash sha, string? text)
    {
        var bytes = text is null ? [] : Strict.GetBytes(text);
        var length = text is null ? "-" : bytes.Length.ToString(CultureInfo.InvariantCulture);
        sha.AppendData(Encoding.ASCII.GetBytes(length + "\n"));
        sha.AppendData(bytes);
        sha.AppendData("\n"u8);
    }
}

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit");
        entry.HasKey(e => e.Sequence);
        entry.Property(e => e.Sequence).HasColumnName("sequence").ValueGeneratedNever();
        entry.Property(e => e.At).HasColumnName("at");
        entry.Property(e => e.Who).HasColumnName("who");
        entry.Property(e => e.Action).HasColumnName("action");
        entry.Property(e => e.Subject).HasColumnName("subject");
        entry.Property(e => e.Reason).HasColumnName("reason");
        entry.Property(e => e.Before).HasColumnName("before");
        entry.Property(e => e.After).HasColumnName("after");
        entry.Property(e => e.PreviousHash).HasColumnName("previous_hash").HasMaxLength(64);
        entry.Property(e => e.Hash).HasColumnName("hash").HasMaxLength(64);
        entry.HasIndex(e => e.Subject).HasDatabaseName("audit_subject");
    }
}
