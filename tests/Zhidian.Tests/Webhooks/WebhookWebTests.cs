using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhidian.Classification;

namespace Zhidian.Tests.Webhooks;

/// <summary>The operator and a receiver, over HTTP, as they meet the server.</summary>
public sealed class WebhookWebTests
{
    [Fact]
    public async Task A_published_version_reaches_the_receiver_signed_as_the_specification_says()
    {
        await using var host = await WebhookHost.StartAsync();
        host.Publish(1);
        var (path, secret) = await host.Subscribe(
            new
            {
                url = host.Receiver.Address,
                description = "Platform A",
                kinds = new[] { "added" },
                under = new[] { "4" },
                reason = "Asked for.",
            }
        );
        host.Publish(2);
        await host.Worker.SendDueAsync(TestContext.Current.CancellationToken);
        var received = host.Receiver.All;
        Assert.Equal(
            ["classification.version.published", "classification.changes"],
            received.Select(r => Json(r).GetProperty("type").GetString()).OrderDescending(StringComparer.Ordinal)
        );
        Assert.All(received, r => Assert.True(Verified(secret, r)));
        var changes = Json(received.Single(r => Json(r).GetProperty("type").GetString() == "classification.changes")).GetProperty("data");
        Assert.All(
            changes.GetProperty("changes").EnumerateArray(),
            c => Assert.Equal(("added", '4'), (c.GetProperty("kind").GetString(), c.GetProperty("code").GetString()![0]))
        );
        var expected = Versions.Current.Changes(Versions.Complete[1]).Count(c => c.Kind == ChangeKind.Added && c.Code!.Value.Major == 4);
        Assert.Equal(expected, changes.GetProperty("wanted").GetInt32());

        // Its links lead somewhere on this server.
        using var visitor = host.Client();
        using var linked = await visitor.GetAsync(
            new Uri(changes.GetProperty("links").GetProperty("changes").GetString()!, UriKind.Relative)
        );
        Assert.Equal(HttpStatusCode.OK, linked.StatusCode);
        var (_, list) = await host.Ask(HttpMethod.Get, path + "/deliveries?limit=1");
        Assert.Equal("delivered", list.GetProperty("items")[0].GetProperty("state").GetString());
        var (_, older) = await host.Ask(HttpMethod.Get, $"{path}/deliveries?before={list.GetProperty("next").GetString()}");
        Assert.Single(older.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_a_receiver_answers_is_on_record_and_a_replay_comes_under_the_same_id()
    {
        await using var host = await WebhookHost.StartAsync();
        var (path, secret) = await host.Subscribe();
        host.Receiver.Answers(500, new string('x', 5000));
        var id = await Test(host, path);
        var failed = await host.Becomes(path, id, d => d.GetProperty("log").GetArrayLength() == 1);
        var attempt = failed.GetProperty("log")[0];
        Assert.Equal((500, 1024), (attempt.GetProperty("status").GetInt32(), attempt.GetProperty("answer").GetString()!.Length));
        Assert.Equal("pending", failed.GetProperty("delivery").GetProperty("state").GetString());

        host.Receiver.Answers(204);
        var (status, _) = await host.Ask(HttpMethod.Post, $"{path}/deliveries/{id}/replay", new { reason = "It is back." });
        Assert.Equal(HttpStatusCode.Accepted, status);
        await host.Becomes(path, id, d => d.GetProperty("delivery").GetProperty("state").GetString() == "delivered");
        var (_, again) = await host.Ask(HttpMethod.Post, path + "/replay", new { reason = "Lost.", since = "2020-01-01T00:00:00Z" });
        Assert.Equal(1, again.GetProperty("messages").GetInt32());
        await host.Becomes(path, id, d => d.GetProperty("log").GetArrayLength() == 3);
        Assert.Equal(3, host.Receiver.All.Count);
        Assert.All(host.Receiver.All, r => Assert.Equal((id, true), (r.Id, Verified(secret, r))));
        Assert.Single(host.Receiver.All.Select(r => Encoding.UTF8.GetString(r.Body)).Distinct());
    }

    [Fact]
    public async Task While_a_secret_is_rotated_messages_carry_both_signatures()
    {
        await using var host = await WebhookHost.StartAsync();
        var (path, old) = await host.Subscribe();
        var (_, rotated) = await host.Ask(HttpMethod.Post, path + "/secret", new { reason = "Yearly." });
        var now = rotated.GetProperty("secret").GetString()!;
        await Test(host, path, until: 1);
        var both = host.Receiver.All[0];
        Assert.Equal(2, both.Signatures.Split(' ').Length);
        Assert.True(Verified(old, both) && Verified(now, both));
        await host.Ask(HttpMethod.Post, path + "/secret", new { reason = "It leaked.", overlapHours = 0 });
        await Test(host, path, until: 2);
        Assert.False(Verified(old, host.Receiver.All[1]) || Verified(now, host.Receiver.All[1]));
    }

    [Fact]
    public async Task Secrets_are_shown_once_and_neither_logged_nor_kept_readable_and_every_act_is_on_record()
    {
        await using var host = await WebhookHost.StartAsync();
        var (path, first) = await host.Subscribe();
        var (_, rotated) = await host.Ask(HttpMethod.Post, path + "/secret", new { reason = "Yearly." });
        await Test(host, path, until: 1);
        await host.Ask(HttpMethod.Post, path + "/disable", new { reason = "Pause." });
        await host.Ask(HttpMethod.Post, path + "/enable", new { reason = "Go on." });
        var said = new StringBuilder(host.Log.All);
        foreach (
            var read in new[]
            {
                "/api/v1/webhooks",
                path,
                path + "/deliveries",
                path.Replace("/api/v1", "/operator", StringComparison.Ordinal),
            }
        )
            said.Append(await host.Operator.GetStringAsync(new Uri(read, UriKind.Relative)));
        await host.Ask(HttpMethod.Delete, path + "?reason=Done.");
        said.Append(await host.Operator.GetStringAsync(new Uri("/api/v1/webhooks?deleted=true", UriKind.Relative)));
        var audit = host.Registry.Read(c => c.Audit.AsNoTracking().OrderBy(e => e.Sequence).ToList());
        said.Append(string.Join('\n', audit.Select(e => e.Before + e.After + e.Reason)));
        host.Registry.Dispose();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(host.Registry.Where)!, "registry.db*"))
            said.Append(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
        foreach (var secret in new[] { first, rotated.GetProperty("secret").GetString()! })
            Assert.DoesNotContain(secret["whsec_".Length..], said.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            [
                ("webhook.created", "Asked for."),
                ("webhook.secret-rotated", "Yearly."),
                ("webhook.tested", "Try."),
                ("webhook.disabled", "Pause."),
                ("webhook.enabled", "Go on."),
                ("webhook.deleted", "Done."),
            ],
            audit.Select(e => (e.Action, e.Reason))
        );
    }

    [Theory]
    [InlineData("""{"url":"http://receiver.example/","reason":"x"}""", "https")]
    [InlineData("""{"url":"https://10.0.0.1/","reason":"x"}""", "private")]
    [InlineData("""{"url":"https://[::1]/","reason":"x"}""", "private")]
    [InlineData("""{"url":"https://localhost/","reason":"x"}""", "private")]
    [InlineData("""{"url":"https://0x7f000001/","reason":"x"}""", "private")]
    [InlineData("""{"url":"https://u:p@receiver.example/","reason":"x"}""", "user")]
    [InlineData("""{"url":"https://receiver.example/#x","reason":"x"}""", "#")]
    [InlineData("""{"url":"ftp://receiver.example/","reason":"x"}""", "https")]
    [InlineData("""{"url":"receiver","reason":"x"}""", "url")]
    [InlineData("""{"reason":"x"}""", "url")]
    [InlineData("""{"url":"https://receiver.example/"}""", "reason")]
    [InlineData("""{"url":"https://receiver.example/","reason":"a\u0000b"}""", "reason")]
    [InlineData("""{"url":"https://receiver.example/","reason":"x","events":["all"]}""", "'all'")]
    [InlineData("""{"url":"https://receiver.example/","reason":"x","under":["9-99"]}""", "under")]
    [InlineData("""{"url":"https://receiver.example/","reason":"x","under":[null]}""", "under")]
    [InlineData("""{"url":"https://receiver.example/","reason":"x","kinds":["gone"]}""", "'gone'")]
    [InlineData("""{"url":5}""", "")]
    public async Task A_wrong_subscription_is_refused_with_what_to_mend_and_nothing_is_kept(string body, string word)
    {
        await using var host = await WebhookHost.StartAsync("--Webhooks:MaxSubscriptions=1");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await host.Operator.PostAsync(new Uri("/api/v1/webhooks", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Contains(word, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var (_, list) = await host.Ask(HttpMethod.Get, "/api/v1/webhooks");
        Assert.Equal(0, list.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Size_and_number_are_limited_and_unknown_and_deleted_ones_are_told_apart()
    {
        await using var host = await WebhookHost.StartAsync("--Webhooks:MaxSubscriptions=1");
        var wanted = new { url = "https://receiver.example/", reason = "Asked for." };
        var (large, _) = await host.Ask(HttpMethod.Post, "/api/v1/webhooks", new { wanted.url, reason = new string('x', 20_000) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large);
        var (path, _) = await host.Subscribe(wanted);
        var (second, problem) = await host.Ask(HttpMethod.Post, "/api/v1/webhooks", wanted);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/webhook-limit"), (second, problem.GetProperty("type").GetString()));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await host.Ask(HttpMethod.Post, "/api/v1/webhooks/wh_none/test", new { reason = "x" })).Status
        );
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Ask(HttpMethod.Delete, path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.Ask(HttpMethod.Delete, path + "?reason=Done.")).Status);
        var (gone, deleted) = await host.Ask(HttpMethod.Post, path + "/enable", new { reason = "x" });
        Assert.Equal((HttpStatusCode.Gone, "/problems/webhook-deleted"), (gone, deleted.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_when_the_connection_is_made()
    {
        // The address is not seen to be local when it is subscribed; what it resolves to counts.
        await using var host = await WebhookHost.StartAsync("--Webhooks:AllowHttp=true");
        var name = Dns.GetHostName();
        Assert.SkipWhen(name == "localhost", "this machine has no other name");
        var (path, _) = await host.Subscribe(new { url = $"http://{name}:{host.Receiver.Address.Port}/", reason = "Asked for." });
        var id = await Test(host, path);
        var tried = await host.Becomes(path, id, d => d.GetProperty("log").GetArrayLength() == 1);
        Assert.Contains("may be sent to", tried.GetProperty("log")[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(host.Receiver.All);
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var host = await WebhookHost.StartAsync();
        await using var other = await Receiver.StartAsync();
        var (path, _) = await host.Subscribe();
        host.Receiver.Answers(context =>
        {
            context.Response.Redirect(other.Address.ToString(), permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        var id = await Test(host, path);
        var tried = await host.Becomes(path, id, d => d.GetProperty("log").GetArrayLength() == 1);
        Assert.Equal(307, tried.GetProperty("log")[0].GetProperty("status").GetInt32());
        Assert.Equal("pending", tried.GetProperty("delivery").GetProperty("state").GetString());
        Assert.Empty(other.All);
    }

    [Fact]
    public async Task A_receiver_that_never_ends_its_answer_is_left_after_a_kilobyte()
    {
        await using var host = await WebhookHost.StartAsync();
        var (path, _) = await host.Subscribe();
        host.Receiver.Answers(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.WriteAsync(new string('y', 512));
        });
        var id = await Test(host, path);
        var taken = await host.Becomes(path, id, d => d.GetProperty("log").GetArrayLength() == 1);
        Assert.Equal(1024, taken.GetProperty("log")[0].GetProperty("answer").GetString()!.Length);
        Assert.Equal("delivered", taken.GetProperty("delivery").GetProperty("state").GetString());
    }

    private static async Task<string> Test(WebhookHost host, string path, int? until = null)
    {
        var (status, body) = await host.Ask(HttpMethod.Post, path + "/test", new { reason = "Try." });
        Assert.Equal(HttpStatusCode.Accepted, status);
        var id = body.GetProperty("id").GetString()!;
        if (until is not null)
            await host.Becomes(path, id, d => d.GetProperty("delivery").GetProperty("state").GetString() == "delivered");
        return id;
    }

    private static bool Verified(string secret, Received r) =>
        ReceiverSample.Verify(secret, r.Id, r.Timestamp, r.Signatures, r.Body, DateTimeOffset.UtcNow);

    private static JsonElement Json(Received r) => JsonDocument.Parse(r.Body).RootElement;
}
