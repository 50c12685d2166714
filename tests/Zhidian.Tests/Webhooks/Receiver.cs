using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Zhidian.Tests.Webhooks;

/// <param name="Signatures">The header as it came.</param>
public sealed record Received(string Id, string Timestamp, string Signatures, byte[] Body);

/// <summary>Somebody's server on this machine that takes webhooks and does with them what the test says.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _all = new();
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;

    private Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var headers = context.Request.Headers;
            _all.Enqueue(
                new Received(
                    headers["webhook-id"].ToString(),
                    headers["webhook-timestamp"].ToString(),
                    headers["webhook-signature"].ToString(),
                    body.ToArray()
                )
            );
            await _answer(context);
        });
    }

    public IReadOnlyList<Received> All => [.. _all];

    public Uri Address { get; private set; } = null!;

    /// <summary>Takes everything until told otherwise.</summary>
    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        await receiver._app.StartAsync();
        receiver.Address = PortalHost.AddressOf(receiver._app);
        return receiver;
    }

    public void Answers(Func<HttpContext, Task> answer) => _answer = answer;

    public void Answers(int status, string body = "") =>
        Answers(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
