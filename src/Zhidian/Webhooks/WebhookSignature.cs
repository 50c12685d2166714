using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Zhidian.Webhooks;

/// <summary>
/// Signs as the Standard Webhooks specification 1.0.0 says, with symmetric keys: <c>v1,</c> and the base64 of HMAC-SHA256 over
/// <c>id.timestamp.body</c>. A secret is <c>whsec_</c> and the base64 of the key.
/// </summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";
    private const string Prefix = "whsec_";

    /// <summary>Bytes of a new key; the specification asks for 24 to 64.</summary>
    private const int KeyBytes = 32;

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The header's value: one signature for each secret, separated by spaces.</summary>
    /// <param name="at">Of the attempt, in seconds since 1970.</param>
    public static string Of(IEnumerable<string> secrets, string id, long at, string body)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at}.{body}"));
        return string.Join(
            ' ',
            secrets.Select(secret =>
                "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), signed))
            )
        );
    }
}
