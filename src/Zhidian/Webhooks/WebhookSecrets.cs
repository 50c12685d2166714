using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Zhidian.Registry.Webhooks;

namespace Zhidian.Webhooks;

/// <summary>Secrets as the registry keeps them: sealed with the keys of the data folder, so that a copy of the database alone opens none.</summary>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("zhidian.webhooks.secret");

    public string Seal(string secret) => _protector.Protect(secret);

    /// <summary>The secrets to sign with now: the newest first, and while a rotation lasts the one before.</summary>
    /// <exception cref="CryptographicException">The keys that sealed it are gone: the secret must be rotated.</exception>
    public IReadOnlyList<string> Open(WebhookSubscription subscription, DateTime now)
    {
        var secrets = new List<string> { _protector.Unprotect(subscription.SealedSecret) };
        if (subscription.SealedPreviousSecret is { } previous && subscription.PreviousUntil > now)
            secrets.Add(_protector.Unprotect(previous));
        return secrets;
    }
}
