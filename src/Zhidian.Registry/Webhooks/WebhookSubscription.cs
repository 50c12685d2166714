using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhidian.Classification;

namespace Zhidian.Registry.Webhooks;

/// <summary>What a subscriber can be told of; the names of receivers' code, so they never change.</summary>
public static class WebhookEvents
{
    /// <summary>A version was put on record for the first time.</summary>
    public const string VersionPublished = "classification.version.published";

    /// <summary>What such a version changed, in parts.</summary>
    public const string Changes = "classification.changes";

    /// <summary>Sent on request, to try an endpoint.</summary>
    public const string Test = "webhook.test";

    /// <summary>Those that one subscribes to; a test needs no subscription.</summary>
    public static readonly IReadOnlyList<string> All = [VersionPublished, Changes];
}

public enum WebhookState
{
    Active,

    /// <summary>Was given up on at least once and not reached since; still sent to.</summary>
    Failing,

    /// <summary>Not sent to; what happens meanwhile waits.</summary>
    Disabled,

    /// <summary>Gone for good; kept for the record.</summary>
    Deleted,
}

/// <summary>An address that wants to be told. Only the sealed form of its secret is here: this project cannot open it.</summary>
public sealed class WebhookSubscription
{
    /// <summary>e.g. <c>wh_6f1c...</c>; never reused.</summary>
    public required string Id { get; init; }

    public required string Url { get; init; }

    /// <summary>The operator's words for it; may be empty.</summary>
    public required string Description { get; init; }

    /// <summary>Names of events, separated by spaces.</summary>
    public required string EventNames { get; init; }

    /// <summary>Codes whose changes are wanted, separated by spaces; empty for all.</summary>
    public required string UnderCodes { get; init; }

    /// <summary>Kinds of change that are wanted, separated by spaces; empty for all.</summary>
    public required string KindNames { get; init; }

    public required WebhookState State { get; set; }

    public required string SealedSecret { get; set; }

    /// <summary>The secret before the last rotation, with which messages are signed too until <see cref="PreviousUntil"/>.</summary>
    public string? SealedPreviousSecret { get; set; }

    public DateTime? PreviousUntil { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Of the last change of state or secret; UTC.</summary>
    public required DateTime ChangedAt { get; set; }

    public IReadOnlyList<string> Events => Split(EventNames);

    public IReadOnlyList<string> Under => Split(UnderCodes);

    public IReadOnlyList<string> Kinds => Split(KindNames);

    public bool Wants(string happened) => happened == WebhookEvents.Test || Events.Contains(happened);

    /// <summary>Whether a change is of a kind, and before or after below a code, that this subscription named.</summary>
    public bool Wants(Change change) =>
        (KindNames.Length == 0 || Kinds.Contains(change.Kind.ToString(), StringComparer.OrdinalIgnoreCase))
        && (
            UnderCodes.Length == 0
            || Under
                .Select(Code.Parse)
                .Any(group => (change.Code is { } now && group.Contains(now)) || (change.OldCode is { } old && group.Contains(old)))
        );

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

internal sealed class WebhookSubscriptionMapping : IEntityTypeConfiguration<WebhookSubscription>
{
    public void Configure(EntityTypeBuilder<WebhookSubscription> row)
    {
        row.ToTable("webhooks");
        row.HasKey(s => s.Id);
        row.Property(s => s.Id).HasColumnName("id");
        row.Property(s => s.Url).HasColumnName("url");
        row.Property(s => s.Description).HasColumnName("description");
        row.Property(s => s.EventNames).HasColumnName("events");
        row.Property(s => s.UnderCodes).HasColumnName("under");
        row.Property(s => s.KindNames).HasColumnName("kinds");
        row.Property(s => s.State).HasColumnName("state").HasConversion<string>().HasMaxLength(16);
        row.Property(s => s.SealedSecret).HasColumnName("sealed_secret");
        row.Property(s => s.SealedPreviousSecret).HasColumnName("sealed_previous_secret");
        row.Property(s => s.PreviousUntil).HasColumnName("previous_until");
        row.Property(s => s.CreatedAt).HasColumnName("created_at");
        row.Property(s => s.ChangedAt).HasColumnName("changed_at");
    }
}
