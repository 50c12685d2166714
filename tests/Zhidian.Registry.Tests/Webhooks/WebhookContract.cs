using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhidian.Classification;
using Zhidian.Registry.Audit;
using Zhidian.Registry.Storage;
using Zhidian.Registry.Tests.Storage;
using Zhidian.Registry.Versions;
using Zhidian.Registry.Webhooks;

namespace Zhidian.Registry.Tests.Webhooks;

public sealed class WebhooksOnSqlite() : WebhookContract(new SqliteEngine());

public sealed class WebhooksOnPostgres(PostgresCluster cluster) : WebhookContract(new PostgresEngine(cluster));

/// <summary>What outbox and subscriptions promise, on every engine.</summary>
public abstract class WebhookContract : IDisposable
{
    private static readonly IReadOnlyList<ClassificationVersion> Complete = Classification.Versions.Complete;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly Engine _engine;
    private readonly RegistryDatabase _registry;
    private readonly ManualClock _clock = new();
    private readonly Subscriptions _subscriptions;
    private readonly Outbox _outbox;
    private readonly DeliveryLog _log;
    private readonly VersionLedger _ledger;

    protected WebhookContract(Engine engine)
    {
        _engine = engine;
        _registry = RegistryDatabase.Open(engine.PreparedPlace());
        _subscriptions = new Subscriptions(_registry, _clock, most: 4);
        _outbox = new Outbox(_registry, _clock);
        _log = new DeliveryLog(_registry);
        _ledger = new VersionLedger(_registry, _clock);
    }

    public void Dispose()
    {
        _registry.Dispose();
        _engine.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_version_that_goes_on_record_is_told_to_everyone_who_asked_and_once()
    {
        _ledger.Record([Complete[0]]);
        var all = Subscribe();
        var some = Subscribe(under: ["4"], kinds: ["added"], events: [WebhookEvents.Changes]);
        var off = _subscriptions.Disable(Subscribe().Id, "operator", "Moves house.");
        var gone = _subscriptions.Delete(Subscribe().Id, "operator", "Not needed.");
        _ledger.Record([Complete[0], Complete[1]]);
        _ledger.Record([Complete[0], Complete[1]]);

        var changes = Classification.Versions.Current.Changes(Complete[0], Complete[1]);
        foreach (var told in new[] { all, off })
        {
            var bodies = Bodies(told);
            Assert.Equal(
                Complete[1].ContentHash,
                bodies[0].GetProperty("data").GetProperty("version").GetProperty("contentHash").GetString()
            );
            Assert.All(bodies.Skip(1), (b, i) => Assert.Equal(i + 1, b.GetProperty("data").GetProperty("part").GetInt32()));
            Assert.Equal(changes.Select(c => c.Id), bodies.Skip(1).SelectMany(Changed).Select(c => c.GetProperty("id").GetString()));
        }
        var wanted = changes.Where(c => c.Kind == ChangeKind.Added && c.Code!.Value.Major == 4).Select(c => c.Id).ToList();
        Assert.NotEmpty(wanted);
        Assert.Equal(wanted, Bodies(some).SelectMany(Changed).Select(c => c.GetProperty("id").GetString()));
        Assert.Empty(_log.Of(gone.Id, 100));
    }

    [Fact]
    public void What_is_not_recorded_is_not_told()
    {
        _ledger.Record([Complete[0]]);
        var to = Subscribe();
        var forged = new ClassificationVersion(Complete[0].Name, Complete[0].Effective, Complete[0].Entries.Skip(1));
        Assert.Throws<ImmutableVersionException>(() => _ledger.Record([Complete[1], forged]));
        Assert.Empty(_log.Of(to.Id, 10));
    }

    [Fact]
    public async Task Senders_at_once_share_the_messages_and_none_is_sent_by_two()
    {
        var to = Subscribe();
        for (var i = 0; i < 30; i++)
            _outbox.Test(to.Id, "operator", "Try.");
        var leased = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        var (outbox, mine) = (new Outbox(_registry, _clock), new List<string>());
                        while (outbox.Lease(3, Lease) is { Count: > 0 } some)
                            mine.AddRange(some.Select(o => o.Delivery.Id));
                        return mine;
                    })
                )
        );
        Assert.Equal(_log.Of(to.Id, 100).Select(d => d.Id).Order(), leased.SelectMany(l => l).Order());
    }

    [Fact]
    public void A_sender_that_died_leaves_its_message_to_the_next_under_the_same_id()
    {
        var sent = _outbox.Test(Subscribe().Id, "operator", "Try.");
        Assert.Equal(sent.Id, Assert.Single(_outbox.Lease(10, Lease)).Delivery.Id);
        _clock.Pass(Lease - TimeSpan.FromSeconds(1));
        Assert.Empty(_outbox.Lease(10, Lease));
        _clock.Pass(TimeSpan.FromSeconds(1));
        var again = Assert.Single(_outbox.Lease(10, Lease)).Delivery;
        Assert.Equal((sent.Id, sent.Body), (again.Id, again.Body));
        // Both were through in the end: the second answer changes nothing, but is on record.
        Assert.Equal(DeliveryState.Delivered, _outbox.Record(sent.Id, Answer(200)));
        Assert.Equal(DeliveryState.Delivered, _outbox.Record(sent.Id, Answer(500)));
        Assert.Equal([200, 500], _log.Attempts(sent.Id).Select(a => a.Status));
    }

    [Fact]
    public void A_message_is_tried_ten_times_over_three_days_then_given_up_and_its_subscription_marked_until_it_takes_one()
    {
        var to = Subscribe();
        var sent = _outbox.Test(to.Id, "operator", "Try.");
        var start = _clock.GetUtcNow();
        for (var attempt = 1; attempt <= RetrySchedule.Attempts; attempt++)
        {
            Assert.Single(_outbox.Lease(10, Lease));
            var last = attempt == RetrySchedule.Attempts;
            Assert.Equal(last ? DeliveryState.Failed : DeliveryState.Pending, _outbox.Record(sent.Id, Answer(503)));
            Assert.Equal(last ? WebhookState.Failing : WebhookState.Active, _subscriptions.Find(to.Id)!.State);
            var due = _log.Find(to.Id, sent.Id)!.DueAt;
            if (last)
                break;
            _clock.Pass(due - _clock.GetUtcNow().UtcDateTime - TimeSpan.FromMilliseconds(1));
            Assert.Empty(_outbox.Lease(10, Lease));
            _clock.Pass(TimeSpan.FromMilliseconds(1));
        }
        var spec = new TimeSpan(75, 35, 5);
        Assert.InRange(_clock.GetUtcNow() - start, spec, spec * 1.2);
        Assert.Equal(10, _log.Attempts(sent.Id).Count);
        _clock.Pass(TimeSpan.FromDays(9));
        Assert.Empty(_outbox.Lease(10, Lease));

        _outbox.Replay(to.Id, sent.Id, "operator", "The receiver is back.");
        Assert.Equal(sent.Id, Assert.Single(_outbox.Lease(10, Lease)).Delivery.Id);
        Assert.Equal(DeliveryState.Delivered, _outbox.Record(sent.Id, Answer(204)));
        Assert.Equal(WebhookState.Active, _subscriptions.Find(to.Id)!.State);
        Assert.Equal(["webhook.created", "webhook.tested", "webhook.failing", "webhook.replayed", "webhook.recovered"], Acts());
    }

    [Fact]
    public void A_receiver_may_ask_for_more_time_up_to_a_day()
    {
        Assert.Equal(TimeSpan.FromHours(3), RetrySchedule.After("msg_1", 1, TimeSpan.FromHours(3)));
        Assert.Equal(TimeSpan.FromHours(24), RetrySchedule.After("msg_1", 1, TimeSpan.FromDays(300)));
        Assert.InRange(RetrySchedule.After("msg_1", 4, TimeSpan.FromSeconds(1))!.Value, TimeSpan.FromHours(2), TimeSpan.FromHours(2.4));
    }

    [Fact]
    public void A_receiver_that_answers_410_is_sent_no_more_and_its_messages_wait_until_it_is_enabled()
    {
        var to = Subscribe();
        var sent = _outbox.Test(to.Id, "operator", "Try.");
        _outbox.Lease(10, Lease);
        _outbox.Record(sent.Id, Answer(410));
        Assert.Equal(WebhookState.Disabled, _subscriptions.Find(to.Id)!.State);
        _clock.Pass(TimeSpan.FromDays(1));
        Assert.Empty(_outbox.Lease(10, Lease));
        _subscriptions.Enable(to.Id, "operator", "It wants them again.");
        Assert.Equal(sent.Id, Assert.Single(_outbox.Lease(10, Lease)).Delivery.Id);
        Assert.Equal(["webhook.created", "webhook.tested", "webhook.gone", "webhook.enabled"], Acts());
    }

    [Fact]
    public void Everything_since_a_time_is_sent_again_under_its_own_ids()
    {
        var to = Subscribe();
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add(_outbox.Test(to.Id, "operator", "Try.").Id);
            foreach (var one in _outbox.Lease(10, Lease))
                _outbox.Record(one.Delivery.Id, Answer(200));
            _clock.Pass(TimeSpan.FromHours(1));
        }
        var since = _clock.GetUtcNow().UtcDateTime - TimeSpan.FromHours(3);
        Assert.Equal(3, _outbox.ReplaySince(to.Id, since, "operator", "The receiver lost its data."));
        Assert.Equal(ids.Skip(1), _outbox.Lease(10, Lease).Select(o => o.Delivery.Id));
    }

    [Fact]
    public void A_deleted_subscription_stays_on_record_without_its_secret_and_cannot_be_acted_on()
    {
        var to = Subscribe();
        var sent = _outbox.Test(to.Id, "operator", "Try.");
        _subscriptions.Delete(to.Id, "operator", "The receiver is gone.");
        Assert.Empty(_subscriptions.All());
        var kept = Assert.Single(_subscriptions.All(deleted: true));
        Assert.Equal((WebhookState.Deleted, "", to.Url), (kept.State, kept.SealedSecret, kept.Url));
        Assert.Equal(DeliveryState.Cancelled, _log.Find(to.Id, sent.Id)!.State);
        Assert.Empty(_outbox.Lease(10, Lease));
        Refused(WebhookRefusal.Deleted, () => _subscriptions.Enable(to.Id, "operator", "Why not."));
        Refused(WebhookRefusal.Deleted, () => _outbox.Replay(to.Id, sent.Id, "operator", "Why not."));
        Refused(WebhookRefusal.Unknown, () => _subscriptions.Disable("wh_none", "operator", "Why not."));
    }

    [Fact]
    public void A_rotated_secret_stands_beside_the_one_before_for_a_while()
    {
        var to = _subscriptions.Rotate(Subscribe().Id, "sealed-2", TimeSpan.FromHours(24), "operator", "Yearly.");
        Assert.Equal(("sealed-2", "sealed-1"), (to.SealedSecret, to.SealedPreviousSecret));
        Assert.Equal(_clock.GetUtcNow().UtcDateTime.AddHours(24), _subscriptions.Find(to.Id)!.PreviousUntil);
        Assert.Null(_subscriptions.Rotate(to.Id, "sealed-3", TimeSpan.Zero, "operator", "Leaked.").SealedPreviousSecret);
        Assert.DoesNotContain(
            _registry.Read(c => c.Audit.ToList()),
            e => (e.Before + e.After).Contains("sealed-", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Nothing_is_done_without_a_reason_or_beyond_the_limit()
    {
        var to = Subscribe();
        Refused(WebhookRefusal.NoReason, () => _subscriptions.Disable(to.Id, "operator", " "));
        Refused(WebhookRefusal.NoReason, () => _outbox.Test(to.Id, "operator", ""));
        Assert.Equal(WebhookState.Active, _subscriptions.Find(to.Id)!.State);
        for (var i = 0; i < 3; i++)
            Subscribe();
        Refused(WebhookRefusal.TooMany, () => Subscribe());
        _subscriptions.Delete(to.Id, "operator", "Makes room.");
        Subscribe();
        Assert.True(new AuditLog(_registry).Verify().Whole);
    }

    [Fact]
    public void Of_an_answer_a_kilobyte_is_kept_whatever_it_holds()
    {
        var sent = _outbox.Test(Subscribe().Id, "operator", "Try.");
        _outbox.Record(sent.Id, Answer(500) with { Answer = new string('x', 1023) + "😀\0" });
        _outbox.Record(sent.Id, Answer(500) with { Status = null, Error = "reset\0", Answer = "" });
        var attempts = _log.Attempts(sent.Id);
        Assert.Equal((1023, 500), (attempts[0].Answer.Length, attempts[0].Status));
        Assert.Equal(((int?)null, "reset\uFFFD"), (attempts[1].Status, attempts[1].Error));
    }

    [Theory]
    [InlineData("DELETE FROM webhook_attempts")]
    [InlineData("DELETE FROM webhook_deliveries")]
    [InlineData("DELETE FROM webhooks")]
    [InlineData("UPDATE webhook_deliveries SET body = 'x'")]
    [InlineData("UPDATE webhook_deliveries SET id = 'x'")]
    [InlineData("UPDATE webhook_attempts SET status = 200")]
    [InlineData("UPDATE webhooks SET url = 'https://elsewhere.example/'")]
    public void The_database_keeps_what_was_written(string sql)
    {
        var sent = _outbox.Test(Subscribe().Id, "operator", "Try.");
        _outbox.Record(sent.Id, Answer(500));
        Assert.ThrowsAny<System.Data.Common.DbException>(() => Engine.Execute(_registry, sql));
    }

    private WebhookSubscription Subscribe(
        IReadOnlyList<string>? under = null,
        IReadOnlyList<string>? kinds = null,
        IReadOnlyList<string>? events = null
    ) =>
        _subscriptions.Create(
            new NewSubscription("https://receiver.example/hook", "", events ?? WebhookEvents.All, under ?? [], kinds ?? []),
            "sealed-1",
            "operator",
            "A platform asked for it."
        );

    private List<JsonElement> Bodies(WebhookSubscription to) =>
        _log.Of(to.Id, 100).Reverse().Select(d => JsonDocument.Parse(d.Body).RootElement).ToList();

    private static IEnumerable<JsonElement> Changed(JsonElement body) => body.GetProperty("data").GetProperty("changes").EnumerateArray();

    private List<string> Acts() => _registry.Read(c => c.Audit.AsNoTracking().OrderBy(e => e.Sequence).Select(e => e.Action).ToList());

    private AttemptOutcome Answer(int status) => new(_clock.GetUtcNow().UtcDateTime, TimeSpan.FromMilliseconds(20), status, null, "answer");

    private static void Refused(WebhookRefusal refusal, Action act) =>
        Assert.Equal(refusal, Assert.Throws<WebhookRefusedException>(act).Refusal);
}
