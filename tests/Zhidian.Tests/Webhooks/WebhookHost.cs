using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhidian.Registry.Storage;
using Zhidian.Registry.Versions;
using Zhidian.Serve;
using Zhidian.Webhooks;

namespace Zhidian.Tests.Webhooks;

/// <summary>A portal of its own with a registry, whose operator the test is, and a receiver beside it.</summary>
public sealed class WebhookHost : IAsyncDisposable
{
    private readonly Workspace.Workspace _workspace = PortalHost.NewWorkspace();
    private readonly WebApplication _app;

    private WebhookHost(Receiver receiver, string[] settings)
    {
        Receiver = receiver;
        Registry = RegistryDatabase.Open(_workspace.Folder);
        _app = ServeCommand.BuildApp(
            _workspace,
            Registry,
            "http://127.0.0.1:0",
            // What is due is sent when it is written, and when the test says so.
            ["--Webhooks:PollSeconds=3600", "--Logging:LogLevel:Default=Trace", "--Logging:Console:LogLevel:Default=None", .. settings]
        );
        _app.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
        Operator = null!;
    }

    public Receiver Receiver { get; }

    public RegistryDatabase Registry { get; }

    public HttpClient Operator { get; private set; }

    public Uri Address { get; private set; } = null!;

    public Lines Log { get; } = new();

    public string SignInTicket => _app.Services.GetRequiredService<global::Zhidian.Operator.SignInTickets>().Issue();

    public WebhookWorker Worker => _app.Services.GetRequiredService<WebhookWorker>();

    public static async Task<WebhookHost> StartAsync(params string[] settings)
    {
        var host = new WebhookHost(await Receiver.StartAsync(), settings.Length > 0 ? settings : ["--Webhooks:AllowLoopback=true"]);
        await host._app.StartAsync();
        host.Address = PortalHost.AddressOf(host._app);
        host.Operator = host.Client();
        host.Operator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            global::Zhidian.Operator.OperatorKey.Read(host._workspace.Data)
        );
        host.Operator.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return host;
    }

    /// <summary>Without cookies; redirects are not followed.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    public void Publish(int upTo) =>
        new VersionLedger(Registry).Record(global::Zhidian.Classification.Versions.Complete.Take(upTo).ToList());

    public async Task<(HttpStatusCode Status, JsonElement Body)> Ask(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await Operator.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, JsonDocument.Parse(text.Length == 0 ? "null" : text).RootElement);
    }

    /// <summary>Subscribes the receiver.</summary>
    public async Task<(string Path, string Secret)> Subscribe(object? more = null)
    {
        var (status, body) = await Ask(HttpMethod.Post, "/api/v1/webhooks", more ?? new { url = Receiver.Address, reason = "Asked for." });
        Assert.True(status == HttpStatusCode.Created, body.ToString());
        return ("/api/v1/webhooks/" + body.GetProperty("webhook").GetProperty("id").GetString(), body.GetProperty("secret").GetString()!);
    }

    /// <summary>Waits until a message is in a state, looking at what the API says of it.</summary>
    public async Task<JsonElement> Becomes(string path, string delivery, Func<JsonElement, bool> so)
    {
        for (var i = 0; i < 600; i++)
        {
            var (_, body) = await Ask(HttpMethod.Get, $"{path}/deliveries/{delivery}");
            if (so(body))
                return body;
            await Task.Delay(50);
        }
        throw new TimeoutException($"{delivery} did not become as wanted");
    }

    public async ValueTask DisposeAsync()
    {
        Operator.Dispose();
        await _app.DisposeAsync();
        Registry.Dispose();
        await Receiver.DisposeAsync();
        _workspace.Dispose();
        Directory.Delete(_workspace.Folder, recursive: true);
    }

    /// <summary>Everything that is logged.</summary>
    public sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _all = new();

        public string All => string.Join('\n', _all);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => _all.Enqueue(formatter(state, exception) + exception);

        public void Dispose() { }
    }
}
