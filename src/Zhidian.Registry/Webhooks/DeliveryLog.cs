using Microsoft.EntityFrameworkCore;
using Zhidian.Registry.Storage;

namespace Zhidian.Registry.Webhooks;

/// <summary>What was sent, to be looked through.</summary>
public sealed class DeliveryLog(RegistryDatabase database)
{
    /// <summary>Messages of a subscription, newest first.</summary>
    /// <param name="before">Only those with a smaller <see cref="WebhookDelivery.Number"/>; null for the newest.</param>
    /// <exception cref="RegistryException">The registry could not be read.</exception>
    public IReadOnlyList<WebhookDelivery> Of(string subscriptionId, int most, long? before = null, DeliveryState? state = null) =>
        database.Read(context =>
            context
                .Set<WebhookDelivery>()
                .AsNoTracking()
                .Where(d =>
                    d.SubscriptionId == subscriptionId && (before == null || d.Number < before) && (state == null || d.State == state)
                )
                .OrderByDescending(d => d.Number)
                .Take(most)
                .ToList()
        );

    public WebhookDelivery? Find(string subscriptionId, string id) =>
        database.Read(context =>
            context.Set<WebhookDelivery>().AsNoTracking().FirstOrDefault(d => d.SubscriptionId == subscriptionId && d.Id == id)
        );

    /// <summary>Attempts at a message, oldest first.</summary>
    public IReadOnlyList<WebhookAttempt> Attempts(string deliveryId) =>
        database.Read(context =>
            context.Set<WebhookAttempt>().AsNoTracking().Where(a => a.DeliveryId == deliveryId).OrderBy(a => a.Number).ToList()
        );

    /// <summary>Messages of each subscription by state.</summary>
    public IReadOnlyDictionary<(string SubscriptionId, DeliveryState State), int> Counts() =>
        database.Read(context =>
            context
                .Set<WebhookDelivery>()
                .GroupBy(d => new { d.SubscriptionId, d.State })
                .Select(g => new
                {
                    g.Key.SubscriptionId,
                    g.Key.State,
                    Count = g.Count(),
                })
                .ToDictionary(g => (g.SubscriptionId, g.State), g => g.Count)
        );
}
