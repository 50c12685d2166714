using Zhidian.Registry.Storage;
using Zhidian.Registry.Webhooks;

namespace Zhidian.Webhooks;

/// <summary>Sends what is due, in the background, for as long as the server runs.</summary>
public sealed partial class WebhookWorker(
    Outbox outbox,
    WebhookSender sender,
    WebhookOptions options,
    TimeProvider clock,
    ILogger<WebhookWorker> log
) : BackgroundService
{
    private readonly SemaphoreSlim _news = new(0, 1);

    /// <summary>Something was written that can be sent now.</summary>
    public void Wake()
    {
        // Two at once may both see none: then one of the calls to release fails, and the other has woken.
        try
        {
            if (_news.CurrentCount == 0)
                _news.Release();
        }
        catch (SemaphoreFullException) { }
    }

    /// <summary>Sends everything that is due now.</summary>
    /// <returns>Attempts made.</returns>
    /// <exception cref="RegistryException">The registry could not be read or written; what was leased goes out again later.</exception>
    public async Task<int> SendDueAsync(CancellationToken cancel)
    {
        var sent = 0;
        while (outbox.Lease(options.Parallel, TimeSpan.FromSeconds(options.LeaseSeconds)) is { Count: > 0 } leased)
        {
            await Task.WhenAll(leased.Select(one => SendAsync(one, cancel)));
            sent += leased.Count;
        }
        return sent;
    }

    public override void Dispose()
    {
        base.Dispose();
        _news.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await SendDueAsync(stoppingToken);
                await RestAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (RegistryException e)
            {
                LogUnreachable(log, e.Message);
                await RestAsync(stoppingToken);
            }
    }

    /// <summary>Until there is news, or it is time to look.</summary>
    private async Task RestAsync(CancellationToken stopping)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(options.PollSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, stopping);
        await _news.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SendAsync(Outgoing one, CancellationToken cancel)
    {
        var outcome = await sender.SendAsync(one, cancel);
        var state = outbox.Record(one.Delivery.Id, outcome);
        if (state != DeliveryState.Delivered)
            LogFailed(log, one.Delivery.Id, one.To.Id, outcome.Status, outcome.Error);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook message {Id} to {Subscription} was not taken: {Status} {Error}")]
    private static partial void LogFailed(ILogger logger, string id, string subscription, int? status, string? error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook messages cannot be sent now: {Reason}")]
    private static partial void LogUnreachable(ILogger logger, string reason);
}
