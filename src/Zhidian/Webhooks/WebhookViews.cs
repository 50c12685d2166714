using System.Text.Json;
using Zhidian.Registry.Webhooks;

namespace Zhidian.Webhooks;

// What the API says of webhooks. Times are UTC. A secret is in the answers to creating and rotating, and nowhere else.

/// <param name="State">active; failing: given up on at least once and not reached since; disabled: messages wait; deleted.</param>
/// <param name="PreviousSecretUntil">Until then messages are signed with the secret before too.</param>
public sealed record WebhookView(
    string Id,
    string Url,
    string Description,
    IReadOnlyList<string> Events,
    IReadOnlyList<string> Under,
    IReadOnlyList<string> Kinds,
    WebhookState State,
    DateTime CreatedAt,
    DateTime ChangedAt,
    DateTime? PreviousSecretUntil
)
{
    public static WebhookView Of(WebhookSubscription s) =>
        new(s.Id, s.Url, s.Description, s.Events, s.Under, s.Kinds, s.State, s.CreatedAt, s.ChangedAt, s.PreviousUntil);
}

public sealed record WebhookList(IReadOnlyList<WebhookView> Items);

/// <param name="Secret">whsec_ and base64. Not shown again.</param>
public sealed record WebhookWithSecret(WebhookView Webhook, string Secret);

/// <param name="Id">The webhook-id of every attempt.</param>
/// <param name="Attempts">Since it was written or last replayed.</param>
/// <param name="DueAt">Of the next attempt; null when none will be made.</param>
public sealed record DeliveryView(
    string Id,
    string Event,
    string Subject,
    DeliveryState State,
    int Attempts,
    DateTime CreatedAt,
    DateTime? DueAt,
    DateTime? DeliveredAt
)
{
    public static DeliveryView Of(WebhookDelivery d) =>
        new(d.Id, d.Event, d.Subject, d.State, d.Attempts, d.CreatedAt, d.State == DeliveryState.Pending ? d.DueAt : null, d.DeliveredAt);
}

/// <param name="Next">Pass as <c>before</c> for the next page; null on the last. The Link header says the same.</param>
public sealed record DeliveryList(IReadOnlyList<DeliveryView> Items, string? Next);

/// <param name="Status">Null when there was no answer.</param>
/// <param name="Answer">The first kilobyte of the answer.</param>
public sealed record AttemptView(DateTime At, int Milliseconds, int? Status, string? Error, string Answer)
{
    public static AttemptView Of(WebhookAttempt a) => new(a.At, a.Milliseconds, a.Status, a.Error, a.Answer);
}

/// <param name="Body">As it is sent.</param>
/// <param name="Log">Every attempt, oldest first, those before a replay among them.</param>
public sealed record DeliveryDetail(DeliveryView Delivery, JsonElement Body, IReadOnlyList<AttemptView> Log);

public sealed record ReplayAnswer(int Messages);

/// <param name="Reason">Why, for the audit.</param>
public sealed record ReasonRequest(string? Reason);

/// <param name="OverlapHours">How long the secret before is signed with too; 24 when left out, 0 for not at all.</param>
public sealed record RotateRequest(string? Reason, int? OverlapHours);

/// <param name="Since">Messages written at or after it are sent again.</param>
public sealed record ReplayRequest(string? Reason, DateTimeOffset? Since);
