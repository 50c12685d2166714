using Zhidian.Layout;
using Zhidian.Registry.Webhooks;

namespace Zhidian.Webhooks;

/// <summary>What the operator does with webhooks, the same from the API and from the page. The operator is who did it.</summary>
public sealed class WebhookDesk(
    Subscriptions subscriptions,
    Outbox outbox,
    WebhookSecrets secrets,
    WebhookWorker worker,
    WebhookOptions options,
    AddressGuard guard
)
{
    public const string Who = "operator";

    /// <summary>Hours for which the secret before a rotation goes on being signed with, unless another number is asked for.</summary>
    public const int Overlap = 24;
    private const int MostOverlap = 24 * 30;

    /// <summary>Creates a subscription.</summary>
    /// <returns>It with its secret, which is shown this once; or what is wrong.</returns>
    public (WebhookSubscription? Created, string Secret, Func<Language, string>? Wrong) Create(WebhookRequest request)
    {
        if (request.Check(options, guard, out var wanted) is { } wrong)
            return (null, "", wrong);
        var secret = WebhookSignature.NewSecret();
        return (subscriptions.Create(wanted, secrets.Seal(secret), Who, request.Reason!.Trim()), secret, null);
    }

    public (WebhookSubscription? Rotated, string Secret, Func<Language, string>? Wrong) Rotate(string id, string? reason, int? hours)
    {
        if (WebhookRequest.CheckReason(reason) is { } wrong)
            return (null, "", wrong);
        if (hours is < 0 or > MostOverlap)
            return (null, "", l => l[$"overlapHours 须在 0 与 {MostOverlap} 之间。", $"overlapHours must be between 0 and {MostOverlap}."]);
        var secret = WebhookSignature.NewSecret();
        var rotated = subscriptions.Rotate(id, secrets.Seal(secret), TimeSpan.FromHours(hours ?? Overlap), Who, reason!.Trim());
        return (rotated, secret, null);
    }

    public void Disable(string id, string reason) => subscriptions.Disable(id, Who, reason);

    public void Enable(string id, string reason)
    {
        subscriptions.Enable(id, Who, reason);
        worker.Wake();
    }

    public void Delete(string id, string reason) => subscriptions.Delete(id, Who, reason);

    public WebhookDelivery Test(string id, string reason)
    {
        var delivery = outbox.Test(id, Who, reason);
        worker.Wake();
        return delivery;
    }

    public WebhookDelivery Replay(string id, string delivery, string reason)
    {
        var again = outbox.Replay(id, delivery, Who, reason);
        worker.Wake();
        return again;
    }

    public int ReplaySince(string id, DateTimeOffset since, string reason)
    {
        var count = outbox.ReplaySince(id, since.UtcDateTime, Who, reason);
        worker.Wake();
        return count;
    }
}
