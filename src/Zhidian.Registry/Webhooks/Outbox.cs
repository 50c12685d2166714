using Microsoft.EntityFrameworkCore;
using Zhidian.Classification;
using Zhidian.Registry.Audit;
using Zhidian.Registry.Storage;

namespace Zhidian.Registry.Webhooks;

/// <summary>A message and where it goes.</summary>
public sealed record Outgoing(WebhookDelivery Delivery, WebhookSubscription To);

/// <summary>How an attempt went.</summary>
/// <param name="Began">UTC.</param>
/// <param name="Status">Null when there was no answer.</param>
/// <param name="Error">Why there was none.</param>
/// <param name="Answer">The beginning of the answer's body; cut to a kilobyte here.</param>
/// <param name="RetryAfter">What the receiver asked for.</param>
public sealed record AttemptOutcome(DateTime Began, TimeSpan Took, int? Status, string? Error, string Answer, TimeSpan? RetryAfter = null)
{
    public const int MostAnswer = 1024;

    public bool Taken => Status is >= 200 and < 300;
}

/// <summary>
/// Messages to subscribers. Each is written in the transaction of what causes it, taken by a sender under a lease, and recorded after
/// each attempt. A sender that dies between sending and recording leaves a lease that passes: the message goes out again under the
/// same id. So a message arrives at least once, and receivers tell repetitions by its id. Thread-safe, also between processes.
/// </summary>
public sealed class Outbox(RegistryDatabase database, TimeProvider? clock = null)
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly AuditLog _audit = new(database, clock);

    /// <summary>Writes the messages about a version that goes on record in this transaction.</summary>
    /// <param name="history">For what the version changed; null, or one without this version, tells only that it is there.</param>
    internal static void Announce(RegistryContext within, ClassificationVersion version, History? history, DateTime now)
    {
        var subscribers = within.Set<WebhookSubscription>().AsNoTracking().Where(s => s.State != WebhookState.Deleted).ToList();
        if (subscribers.Count == 0)
            return;
        var known = history?.Find(version.Name) is { } same && same.ContentHash == version.ContentHash ? same : null;
        var before = known is null ? null : history!.Before(known);
        var changes = before is null ? [] : history!.Changes(before, known!);
        var published = WebhookMessages.VersionPublished(version, before, changes, now);
        foreach (var subscriber in subscribers)
        {
            if (subscriber.Wants(WebhookEvents.VersionPublished))
                Add(WebhookEvents.VersionPublished, published);
            if (before is not null && subscriber.Wants(WebhookEvents.Changes))
                foreach (var part in WebhookMessages.Changes(version, before, changes.Where(subscriber.Wants).ToList(), changes.Count, now))
                    Add(WebhookEvents.Changes, part);

            void Add(string happened, string body) =>
                within.Set<WebhookDelivery>().Add(New(subscriber.Id, happened, $"version/{version.Name}", body, now));
        }
    }

    /// <summary>Writes a message that says nothing but that it came.</summary>
    /// <exception cref="WebhookRefusedException">The subscription is unknown or deleted, or no reason is given.</exception>
    /// <exception cref="RegistryException">The registry could not be written.</exception>
    public WebhookDelivery Test(string subscriptionId, string who, string reason) =>
        Act(
            reason,
            context =>
            {
                Subscriptions.Open(context, subscriptionId);
                var now = _clock.Now();
                var delivery = New(
                    subscriptionId,
                    WebhookEvents.Test,
                    $"webhook/{subscriptionId}",
                    WebhookMessages.Test(subscriptionId, now),
                    now
                );
                context.Set<WebhookDelivery>().Add(delivery);
                _audit.Append(context, new AuditAct(who, "webhook.tested", $"webhook/{subscriptionId}", reason, After: delivery.Id));
                return delivery;
            }
        );

    /// <summary>Sends a message again, under its own id, with a new run of attempts.</summary>
    /// <inheritdoc cref="Test"/>
    public WebhookDelivery Replay(string subscriptionId, string deliveryId, string who, string reason) =>
        Act(
            reason,
            context =>
            {
                Subscriptions.Open(context, subscriptionId);
                var delivery =
                    context.Set<WebhookDelivery>().FirstOrDefault(d => d.SubscriptionId == subscriptionId && d.Id == deliveryId)
                    ?? throw new WebhookRefusedException(WebhookRefusal.Unknown, $"webhook {subscriptionId} has no message {deliveryId}.");
                var before = delivery.State.ToString();
                Again(delivery, _clock.Now());
                _audit.Append(context, new AuditAct(who, "webhook.replayed", $"webhook/{subscriptionId}", reason, before, delivery.Id));
                return delivery;
            }
        );

    /// <summary>Sends again every message written at or after <paramref name="since"/>, delivered or not.</summary>
    /// <returns>How many.</returns>
    /// <inheritdoc cref="Test"/>
    public int ReplaySince(string subscriptionId, DateTime since, string who, string reason) =>
        Act(
            reason,
            context =>
            {
                Subscriptions.Open(context, subscriptionId);
                var now = _clock.Now();
                var from = DateTime.SpecifyKind(since, DateTimeKind.Utc);
                var again = context.Set<WebhookDelivery>().Where(d => d.SubscriptionId == subscriptionId && d.CreatedAt >= from).ToList();
                foreach (var delivery in again)
                    Again(delivery, now);
                _audit.Append(
                    context,
                    new AuditAct(who, "webhook.replayed", $"webhook/{subscriptionId}", reason, After: $"{again.Count} since {from:O}")
                );
                return again.Count;
            }
        );

    /// <summary>Takes messages that are due, oldest first; nobody else gets them until the lease passes.</summary>
    /// <exception cref="RegistryException">The registry could not be read or written.</exception>
    public IReadOnlyList<Outgoing> Lease(int most, TimeSpan length)
    {
        var now = _clock.Now();
        if (!database.Read(context => Due(context, now).Any()))
            return [];
        return database.InTransaction(context =>
        {
            var subscriptions = context.Set<WebhookSubscription>().AsNoTracking();
            var due = Due(context, now)
                .OrderBy(d => d.DueAt)
                .ThenBy(d => d.Number)
                .Take(most)
                .Join(subscriptions, d => d.SubscriptionId, s => s.Id, (d, s) => new { Delivery = d, To = s })
                .ToList();
            DateTime? until = now + length;
            // Another sender may have been quicker: only what is still due is ours.
            return due.Where(one =>
                    Due(context, now)
                        .Where(d => d.Number == one.Delivery.Number)
                        .ExecuteUpdate(set => set.SetProperty(d => d.LeasedUntil, until)) == 1
                )
                .Select(one => new Outgoing(one.Delivery, one.To))
                .ToList();
        });
    }

    /// <summary>
    /// Records an attempt and what follows from it: delivered, due again, or given up, with the subscription marked failing; an answer of
    /// 410 disables it, as its receiver asks.
    /// </summary>
    /// <exception cref="RegistryException">The registry could not be written; the message will be sent again.</exception>
    public DeliveryState Record(string deliveryId, AttemptOutcome outcome) =>
        database.InTransaction(context =>
        {
            context.LockAudit();
            var delivery = context.Set<WebhookDelivery>().Single(d => d.Id == deliveryId);
            var to = context.Set<WebhookSubscription>().Single(s => s.Id == delivery.SubscriptionId);
            var now = _clock.Now();
            context.Set<WebhookAttempt>().Add(AttemptOf(deliveryId, outcome));
            // A lease passed meanwhile and another sender was through, or it was cancelled: the attempt is all there is to record.
            if (delivery.State == DeliveryState.Pending)
                Follow(context, delivery, to, outcome, now);
            context.SaveChanges();
            return delivery.State;
        });

    private void Follow(RegistryContext context, WebhookDelivery delivery, WebhookSubscription to, AttemptOutcome outcome, DateTime now)
    {
        delivery.Attempts++;
        delivery.LeasedUntil = null;
        if (outcome.Taken)
        {
            delivery.State = DeliveryState.Delivered;
            delivery.DeliveredAt = now;
            if (to.State == WebhookState.Failing)
                Become(WebhookState.Active, "webhook.recovered", $"Took {delivery.Id}.");
            return;
        }
        if (RetrySchedule.After(delivery.Id, delivery.Attempts, outcome.RetryAfter) is { } wait)
            delivery.DueAt = now + wait;
        else
            delivery.State = DeliveryState.Failed;
        if (outcome.Status == 410 && to.State is WebhookState.Active or WebhookState.Failing)
            Become(WebhookState.Disabled, "webhook.gone", "The receiver answered 410: it wants no more.");
        else if (delivery.State == DeliveryState.Failed && to.State == WebhookState.Active)
            Become(WebhookState.Failing, "webhook.failing", $"{delivery.Id} was given up after {delivery.Attempts} attempts.");

        void Become(WebhookState state, string action, string reason)
        {
            var before = Subscriptions.Said(to);
            to.State = state;
            to.ChangedAt = now;
            _audit.Append(context, new AuditAct("system", action, $"webhook/{to.Id}", reason, before, Subscriptions.Said(to)));
        }
    }

    private static IQueryable<WebhookDelivery> Due(RegistryContext context, DateTime now) =>
        context
            .Set<WebhookDelivery>()
            .AsNoTracking()
            .Where(d =>
                d.State == DeliveryState.Pending
                && d.DueAt <= now
                && (d.LeasedUntil == null || d.LeasedUntil <= now)
                && context
                    .Set<WebhookSubscription>()
                    .Any(s => s.Id == d.SubscriptionId && (s.State == WebhookState.Active || s.State == WebhookState.Failing))
            );

    private T Act<T>(string reason, Func<RegistryContext, T> act)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new WebhookRefusedException(WebhookRefusal.NoReason, "a reason is needed: say in a few words why.");
        return database.InTransaction(context =>
        {
            context.LockAudit();
            return act(context);
        });
    }

    /// <summary>One that is on its way now keeps its lease, so that it is not sent twice at once.</summary>
    private static void Again(WebhookDelivery delivery, DateTime now)
    {
        delivery.State = DeliveryState.Pending;
        delivery.Attempts = 0;
        delivery.DueAt = now;
    }

    private static WebhookDelivery New(string subscriptionId, string happened, string subject, string body, DateTime now) =>
        new()
        {
            Id = $"msg_{Guid.NewGuid():N}",
            SubscriptionId = subscriptionId,
            Event = happened,
            Subject = subject,
            Body = body,
            CreatedAt = now,
            State = DeliveryState.Pending,
            Attempts = 0,
            DueAt = now,
        };

    /// <summary>Neither database keeps a NUL, nor half a surrogate pair at the cut.</summary>
    private static WebhookAttempt AttemptOf(string deliveryId, AttemptOutcome outcome) =>
        new()
        {
            DeliveryId = deliveryId,
            At = outcome.Began,
            Milliseconds = (int)Math.Min(outcome.Took.TotalMilliseconds, int.MaxValue),
            Status = outcome.Status,
            Error = outcome.Error is null ? null : Cut(outcome.Error),
            Answer = Cut(outcome.Answer),
        };

    private static string Cut(string text)
    {
        var most = Math.Min(text.Length, AttemptOutcome.MostAnswer);
        if (most > 0 && most < text.Length && char.IsHighSurrogate(text[most - 1]))
            most--;
        return text[..most].Replace('\0', '\uFFFD');
    }
}
