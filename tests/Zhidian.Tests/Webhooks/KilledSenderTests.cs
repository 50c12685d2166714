using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Zhidian.Tests.Cli;
using Zhidian.Tests.Serve;

namespace Zhidian.Tests.Webhooks;

public sealed class KilledSenderTests : IDisposable
{
    private const int Messages = 6;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Webhooks__AllowLoopback"] = "true",
        ["Webhooks__PollSeconds"] = "1",
        ["Webhooks__LeaseSeconds"] = "2",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-killed-sender-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task After_a_kill_in_the_middle_of_sending_every_message_arrives_and_each_under_one_id()
    {
        await using var receiver = await Receiver.StartAsync();
        // It takes what it is sent, but its answer never comes: the server cannot know.
        receiver.Answers(context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        var data = Executable.NewData(_folder);
        string path;
        List<string> ids;
        using (var served = Served.StartWith(Settings, data, "--no-sample"))
        using (var client = served.Operator())
        {
            var made = await Post(client, "/api/v1/webhooks", new { url = receiver.Address, reason = "Asked for." });
            path = "/api/v1/webhooks/" + made.GetProperty("webhook").GetProperty("id").GetString();
            for (var i = 0; i < Messages; i++)
                await Post(client, path + "/test", new { reason = "Try." });
            ids = Ids(await Deliveries(client, path));
            await Until(() => Task.FromResult(receiver.All.Count > 0));
            served.Kill();
        }
        var before = receiver.All.Count;
        receiver.Answers(200);
        using (var served = Served.StartWith(Settings, data, "--no-sample"))
        using (var client = served.Operator())
        {
            await Until(async () => (await Deliveries(client, path)).All(d => d.GetProperty("state").GetString() == "delivered"));
            Assert.Equal(ids, Ids(await Deliveries(client, path)));
            served.Stop().Ends(0);
        }
        Assert.InRange(before, 1, Messages);
        Assert.Equal(ids.Order(), receiver.All.Select(r => r.Id).Distinct().Order());
        // What was sent before the kill came again, as the same message.
        Assert.Equal(before + Messages, receiver.All.Count);
        Assert.Equal(Messages, receiver.All.Select(r => (r.Id, Encoding.UTF8.GetString(r.Body))).Distinct().Count());
        Executable.Run("audit", "verify", "--data", data.Path).Ends(0, "is whole");
    }

    private static async Task<JsonElement> Post(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Accepted, $"{path}: {answer.StatusCode}");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private static async Task<List<JsonElement>> Deliveries(HttpClient client, string path)
    {
        var text = await client.GetStringAsync(new Uri(path + "/deliveries", UriKind.Relative));
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray()];
    }

    private static List<string> Ids(List<JsonElement> deliveries) => deliveries.Select(d => d.GetProperty("id").GetString()!).ToList();

    private static async Task Until(Func<Task<bool>> so)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await so())
                return;
            await Task.Delay(100);
        }
        throw new TimeoutException("it did not become so");
    }
}
