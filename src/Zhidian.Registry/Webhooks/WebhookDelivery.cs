using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhidian.Registry.Webhooks;

public enum DeliveryState
{
    /// <summary>To be sent at <see cref="WebhookDelivery.DueAt"/>.</summary>
    Pending,
    Delivered,

    /// <summary>Given up after the last attempt of the schedule; a replay tries again.</summary>
    Failed,

    /// <summary>Its subscription was deleted before it could be sent.</summary>
    Cancelled,
}

/// <summary>
/// A message for one subscription: the outbox. It is written in the transaction of what it tells of. Its id is the <c>webhook-id</c> of
/// every attempt, also after a restart or replay, so that a receiver can tell what it had already; id and body never change.
/// </summary>
public sealed class WebhookDelivery
{
    /// <summary>e.g. <c>msg_0c5b...</c>; without full stops, as the signature needs.</summary>
    public required string Id { get; init; }

    /// <summary>Order of writing.</summary>
    public long Number { get; init; }

    public required string SubscriptionId { get; init; }

    public required string Event { get; init; }

    /// <summary>What it tells of: kind and id, <c>version/2022.1</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>JSON, sent byte for byte.</summary>
    public required string Body { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    public required DeliveryState State { get; set; }

    /// <summary>Attempts since it was written or last replayed.</summary>
    public required int Attempts { get; set; }

    /// <summary>Of the next attempt; UTC.</summary>
    public required DateTime DueAt { get; set; }

    /// <summary>Until then a sender is at work on it; when it passes, that sender has died.</summary>
    public DateTime? LeasedUntil { get; set; }

    public DateTime? DeliveredAt { get; set; }
}

/// <summary>One attempt as it went; never changed.</summary>
public sealed class WebhookAttempt
{
    public long Number { get; init; }

    public required string DeliveryId { get; init; }

    /// <summary>When it began; UTC.</summary>
    public required DateTime At { get; init; }

    public required int Milliseconds { get; init; }

    /// <summary>Status of the answer; null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Why there was no answer; null when there was one.</summary>
    public string? Error { get; init; }

    /// <summary>The first kilobyte of the answer's body, as text.</summary>
    public required string Answer { get; init; }
}

internal sealed class WebhookDeliveryMapping : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> row)
    {
        row.ToTable("webhook_deliveries");
        row.HasKey(d => d.Number);
        row.Property(d => d.Number).HasColumnName("number").ValueGeneratedOnAdd();
        row.Property(d => d.Id).HasColumnName("id");
        row.HasAlternateKey(d => d.Id);
        row.Property(d => d.SubscriptionId).HasColumnName("subscription_id");
        row.Property(d => d.Event).HasColumnName("event");
        row.Property(d => d.Subject).HasColumnName("subject");
        row.Property(d => d.Body).HasColumnName("body");
        row.Property(d => d.CreatedAt).HasColumnName("created_at");
        row.Property(d => d.State).HasColumnName("state").HasConversion<string>().HasMaxLength(16);
        row.Property(d => d.Attempts).HasColumnName("attempts");
        row.Property(d => d.DueAt).HasColumnName("due_at");
        row.Property(d => d.LeasedUntil).HasColumnName("leased_until");
        row.Property(d => d.DeliveredAt).HasColumnName("delivered_at");
        row.HasOne<WebhookSubscription>().WithMany().HasForeignKey(d => d.SubscriptionId).OnDelete(DeleteBehavior.Restrict);
        row.HasIndex(d => new { d.State, d.DueAt }).HasDatabaseName("webhook_deliveries_due");
        row.HasIndex(d => new { d.SubscriptionId, d.Number }).HasDatabaseName("webhook_deliveries_of");
    }
}

internal sealed class WebhookAttemptMapping : IEntityTypeConfiguration<WebhookAttempt>
{
    public void Configure(EntityTypeBuilder<WebhookAttempt> row)
    {
        row.ToTable("webhook_attempts");
        row.HasKey(a => a.Number);
        row.Property(a => a.Number).HasColumnName("number").ValueGeneratedOnAdd();
        row.Property(a => a.DeliveryId).HasColumnName("delivery_id");
        row.Property(a => a.At).HasColumnName("at");
        row.Property(a => a.Milliseconds).HasColumnName("milliseconds");
        row.Property(a => a.Status).HasColumnName("status");
        row.Property(a => a.Error).HasColumnName("error");
        row.Property(a => a.Answer).HasColumnName("answer");
        row.HasOne<WebhookDelivery>()
            .WithMany()
            .HasForeignKey(a => a.DeliveryId)
            .HasPrincipalKey(d => d.Id)
            .OnDelete(DeleteBehavior.Restrict);
        row.HasIndex(a => a.DeliveryId).HasDatabaseName("webhook_attempts_of");
    }
}
