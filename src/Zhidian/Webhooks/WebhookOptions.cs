namespace Zhidian.Webhooks;

/// <summary>Settings under <c>Webhooks</c>; see docs/operate.md.</summary>
public sealed class WebhookOptions
{
    /// <summary>Lets addresses begin with <c>http://</c>. Bodies are signed but can then be read on the way.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Lets messages go to this machine, also over http; for development.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Networks that may be sent to although they are not public, e.g. <c>10.1.0.0/16</c>.</summary>
    public IList<string> AllowNetworks { get; } = [];

    public int MaxSubscriptions { get; set; } = Registry.Webhooks.Subscriptions.Most;

    /// <summary>An attempt is given up after so many seconds.</summary>
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>After so many seconds a sender is taken for dead; longer than an attempt.</summary>
    public int LeaseSeconds { get; set; } = 90;

    /// <summary>How often the outbox is looked at for messages that became due.</summary>
    public int PollSeconds { get; set; } = 5;

    /// <summary>Messages sent at once.</summary>
    public int Parallel { get; set; } = 4;
}
