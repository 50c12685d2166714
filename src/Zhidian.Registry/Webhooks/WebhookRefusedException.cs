namespace Zhidian.Registry.Webhooks;

public enum WebhookRefusal
{
    /// <summary>No subscription or delivery has that id.</summary>
    Unknown,

    /// <summary>It was deleted; that is final.</summary>
    Deleted,

    /// <summary>There are as many subscriptions as are allowed.</summary>
    TooMany,

    /// <summary>No reason was given.</summary>
    NoReason,
}

/// <summary>The act cannot be done; nothing was changed.</summary>
public sealed class WebhookRefusedException(WebhookRefusal refusal, string message) : Exception(message)
{
    public WebhookRefusal Refusal { get; } = refusal;
}
