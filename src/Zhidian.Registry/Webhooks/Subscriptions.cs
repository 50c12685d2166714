using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhidian.Registry.Audit;
using Zhidian.Registry.Storage;

namespace Zhidian.Registry.Webhooks;

/// <param name="Url">Checked by the caller.</param>
/// <param name="Events">Of <see cref="WebhookEvents.All"/>.</param>
/// <param name="Under">Codes; empty for everything.</param>
/// <param name="Kinds">Kinds of change; empty for all.</param>
public sealed record NewSubscription(
    string Url,
    string Description,
    IReadOnlyList<string> Events,
    IReadOnlyList<string> Under,
    IReadOnlyList<string> Kinds
);

/// <summary>Who is told of what. Every act is put on record with who did it and why, in the same transaction. Thread-safe.</summary>
/// <param name="most">Subscriptions there may be, deleted ones not counted.</param>
public sealed class Subscriptions(RegistryDatabase database, TimeProvider? clock = null, int most = Subscriptions.Most)
{
    public const int Most = 50;

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly AuditLog _audit = new(database, clock);

    /// <param name="sealedSecret">The secret as the caller can open it again and nobody else.</param>
    /// <exception cref="WebhookRefusedException">Too many, or no reason.</exception>
    /// <exception cref="RegistryException">The registry could not be written.</exception>
    public WebhookSubscription Create(NewSubscription wanted, string sealedSecret, string who, string reason) =>
        Change(
            reason,
            context =>
            {
                var rows = context.Set<WebhookSubscription>();
                if (rows.Count(s => s.State != WebhookState.Deleted) >= most)
                    throw new WebhookRefusedException(WebhookRefusal.TooMany, $"there are {most} subscriptions already: delete one first.");
                var now = _clock.Now();
                var row = new WebhookSubscription
                {
                    Id = $"wh_{Guid.NewGuid():N}",
                    Url = wanted.Url,
                    Description = wanted.Description,
                    EventNames = string.Join(' ', wanted.Events),
                    UnderCodes = string.Join(' ', wanted.Under),
                    KindNames = string.Join(' ', wanted.Kinds),
                    State = WebhookState.Active,
                    SealedSecret = sealedSecret,
                    CreatedAt = now,
                    ChangedAt = now,
                };
                rows.Add(row);
                _audit.Append(context, new AuditAct(who, "webhook.created", $"webhook/{row.Id}", reason, After: Said(row)));
                return row;
            }
        );

    /// <summary>Oldest first.</summary>
    /// <exception cref="RegistryException">The registry could not be read.</exception>
    public IReadOnlyList<WebhookSubscription> All(bool deleted = false) =>
        database.Read(context =>
            context
                .Set<WebhookSubscription>()
                .AsNoTracking()
                .Where(s => deleted || s.State != WebhookState.Deleted)
                .OrderBy(s => s.CreatedAt)
                .ThenBy(s => s.Id)
                .ToList()
        );

    public WebhookSubscription? Find(string id) =>
        database.Read(context => context.Set<WebhookSubscription>().AsNoTracking().FirstOrDefault(s => s.Id == id));

    /// <summary>Stops sending; messages wait until it is enabled again.</summary>
    /// <exception cref="WebhookRefusedException">Unknown, deleted, or no reason.</exception>
    /// <exception cref="RegistryException">The registry could not be written.</exception>
    public WebhookSubscription Disable(string id, string who, string reason) =>
        Change(id, "webhook.disabled", who, reason, (_, row) => row.State = WebhookState.Disabled);

    /// <inheritdoc cref="Disable"/>
    public WebhookSubscription Enable(string id, string who, string reason) =>
        Change(id, "webhook.enabled", who, reason, (_, row) => row.State = WebhookState.Active);

    /// <summary>Deletes softly and for good: row, messages and attempts stay; waiting messages are cancelled, the secret is forgotten.</summary>
    /// <inheritdoc cref="Disable"/>
    public WebhookSubscription Delete(string id, string who, string reason) =>
        Change(
            id,
            "webhook.deleted",
            who,
            reason,
            (context, row) =>
            {
                row.State = WebhookState.Deleted;
                row.SealedSecret = "";
                row.SealedPreviousSecret = null;
                row.PreviousUntil = null;
                context
                    .Set<WebhookDelivery>()
                    .Where(d => d.SubscriptionId == id && d.State == DeliveryState.Pending)
                    .ExecuteUpdate(set => set.SetProperty(d => d.State, DeliveryState.Cancelled));
            }
        );

    /// <summary>Signs with a new secret from now on, and with the one before too for as long as <paramref name="overlap"/>.</summary>
    /// <inheritdoc cref="Disable"/>
    public WebhookSubscription Rotate(string id, string sealedSecret, TimeSpan overlap, string who, string reason) =>
        Change(
            id,
            "webhook.secret-rotated",
            who,
            reason,
            (_, row) =>
            {
                row.SealedPreviousSecret = overlap > TimeSpan.Zero ? row.SealedSecret : null;
                row.PreviousUntil = overlap > TimeSpan.Zero ? _clock.Now() + overlap : null;
                row.SealedSecret = sealedSecret;
            }
        );

    private WebhookSubscription Change(
        string id,
        string action,
        string who,
        string reason,
        Action<RegistryContext, WebhookSubscription> change
    ) =>
        Change(
            reason,
            context =>
            {
                var row = Open(context, id);
                var before = Said(row);
                change(context, row);
                row.ChangedAt = _clock.Now();
                _audit.Append(context, new AuditAct(who, action, $"webhook/{id}", reason, before, Said(row)));
                return row;
            }
        );

    private T Change<T>(string reason, Func<RegistryContext, T> change)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new WebhookRefusedException(WebhookRefusal.NoReason, "a reason is needed: say in a few words why.");
        return database.InTransaction(context =>
        {
            // Before the row is read: two acts on one subscription follow each other.
            context.LockAudit();
            return change(context);
        });
    }

    /// <summary>A subscription to act on.</summary>
    /// <exception cref="WebhookRefusedException">Unknown or deleted.</exception>
    internal static WebhookSubscription Open(RegistryContext context, string id) =>
        context.Set<WebhookSubscription>().FirstOrDefault(s => s.Id == id) switch
        {
            null => throw new WebhookRefusedException(WebhookRefusal.Unknown, $"there is no webhook {id}."),
            { State: WebhookState.Deleted } => throw new WebhookRefusedException(
                WebhookRefusal.Deleted,
                $"webhook {id} was deleted: create another."
            ),
            var row => row,
        };

    /// <summary>For the audit: everything but the secrets.</summary>
    internal static string Said(WebhookSubscription row) =>
        JsonSerializer.Serialize(
            new
            {
                url = row.Url,
                description = row.Description,
                events = row.Events,
                under = row.Under,
                kinds = row.Kinds,
                state = JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString()),
                previousSecretUntil = row.PreviousUntil,
            }
        );
}
