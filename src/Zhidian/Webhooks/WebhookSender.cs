using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Zhidian.Registry.Webhooks;

namespace Zhidian.Webhooks;

/// <summary>Makes one attempt. Redirects are not followed, no proxy and no cookies are used, and of the answer little is read.</summary>
public sealed class WebhookSender : IDisposable
{
    private readonly WebhookOptions _options;
    private readonly WebhookSecrets _secrets;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;

    public WebhookSender(WebhookOptions options, WebhookSecrets secrets, AddressGuard guard, TimeProvider clock)
    {
        (_options, _secrets, _clock) = (options, secrets, clock);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = guard.ConnectAsync,
            // So that an address is looked up and checked again.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Zhidian-Webhooks", "1"));
    }

    /// <summary>Never throws for what the receiver does.</summary>
    /// <exception cref="OperationCanceledException">The server stops; the attempt is not counted.</exception>
    public async Task<AttemptOutcome> SendAsync(Outgoing outgoing, CancellationToken stopping)
    {
        var began = _clock.GetUtcNow();
        var watch = Stopwatch.GetTimestamp();
        AttemptOutcome Failed(string error) => new(began.UtcDateTime, Stopwatch.GetElapsedTime(watch), null, error, "");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        try
        {
            using var request = Request(outgoing, began);
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var text = await BeginningAsync(answer.Content, limit.Token);
            var wait = answer.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - began : null;
            return new AttemptOutcome(began.UtcDateTime, Stopwatch.GetElapsedTime(watch), (int)answer.StatusCode, null, text, wait);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Failed($"no answer within {_options.TimeoutSeconds} s");
        }
        catch (CryptographicException)
        {
            return Failed("the secret cannot be opened with the keys of this data folder: rotate it");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or AddressRefusedException)
        {
            return Failed(Why(e));
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(Outgoing outgoing, DateTimeOffset at)
    {
        var (delivery, to) = (outgoing.Delivery, outgoing.To);
        var seconds = at.ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, to.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Body))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
            },
        };
        request.Headers.Add(WebhookSignature.IdHeader, delivery.Id);
        request.Headers.Add(WebhookSignature.TimestampHeader, seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(
            WebhookSignature.SignatureHeader,
            WebhookSignature.Of(_secrets.Open(to, at.UtcDateTime), delivery.Id, seconds, delivery.Body)
        );
        return request;
    }

    /// <summary>The first kilobyte as text; the rest is never read.</summary>
    private static async Task<string> BeginningAsync(HttpContent content, CancellationToken cancel)
    {
        var bytes = new byte[AttemptOutcome.MostAnswer];
        await using var stream = await content.ReadAsStreamAsync(cancel);
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }

    /// <summary>The innermost message says what happened; the outer ones that something did.</summary>
    private static string Why(Exception e)
    {
        while (e.InnerException is { } inner)
            e = inner;
        return e.Message;
    }
}
