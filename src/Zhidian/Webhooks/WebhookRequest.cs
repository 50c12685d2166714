using System.Net;
using System.Text.Json;
using Zhidian.Classification;
using Zhidian.Layout;
using Zhidian.Registry.Webhooks;

namespace Zhidian.Webhooks;

/// <summary>What the operator asks for, from JSON or a form; checked as a whole before anything is done.</summary>
/// <param name="Events">Of classification.version.published and classification.changes; both when left out.</param>
/// <param name="Under">Codes of groups or occupations whose changes are wanted; all when left out.</param>
/// <param name="Kinds">Kinds of change that are wanted, e.g. added; all when left out.</param>
/// <param name="Reason">Why, for the audit.</param>
public sealed record WebhookRequest(
    string? Url,
    string? Description,
    IReadOnlyList<string?>? Events,
    IReadOnlyList<string?>? Under,
    IReadOnlyList<string?>? Kinds,
    string? Reason
)
{
    private const int MostUrl = 2000;
    private const int MostWords = 500;
    private const int MostCodes = 50;

    public static readonly IReadOnlyList<string> AllKinds = Enum.GetValues<ChangeKind>()
        .Select(k => JsonNamingPolicy.CamelCase.ConvertName(k.ToString()))
        .ToList();

    /// <summary>The first thing that is wrong, in words; null when all is well and <paramref name="checked"/> can be used.</summary>
    public Func<Language, string>? Check(WebhookOptions options, AddressGuard guard, out NewSubscription @checked)
    {
        @checked = new NewSubscription(
            Url?.Trim() ?? "",
            Description?.Trim() ?? "",
            Distinct(Events is { Count: > 0 } ? Events : [.. WebhookEvents.All]),
            Distinct(Under),
            Distinct(Kinds)
        );
        return CheckUrl(@checked.Url, options, guard) ?? CheckWords(@checked) ?? CheckReason(Reason);
    }

    /// <summary>A reason has 1 to 500 characters in one line.</summary>
    public static Func<Language, string>? CheckReason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) || !Line(reason)
            ? l =>
                l[
                    $"请用一行文字（1 至 {MostWords} 字）写明 reason，即这样做的理由。",
                    $"Give the reason in one line of 1 to {MostWords} characters."
                ]
            : null;

    private static Func<Language, string>? CheckUrl(string text, WebhookOptions options, AddressGuard guard)
    {
        if (
            text.Length > MostUrl
            || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.UserInfo.Length > 0
            || url.Fragment.Length > 0
        )
            return l =>
                l[
                    $"url 须是完整的地址（至多 {MostUrl} 个字符），不含用户名、密码和 #。",
                    $"url must be a whole address of at most {MostUrl} characters without user, password and #."
                ];
        var secure = url.Scheme == Uri.UriSchemeHttps;
        if (!secure && !(url.Scheme == Uri.UriSchemeHttp && (options.AllowHttp || (options.AllowLoopback && url.IsLoopback))))
            return l => l["url 须以 https:// 开头。", "url must begin with https://."];
        if (
            (IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address) && !guard.Allows(address))
            || (url.IsLoopback && !guard.Allows(IPAddress.Loopback))
        )
            return l => l["url 不能指向内部、本机或保留的地址。", "url must not lead to a private, loopback or reserved address."];
        return null;
    }

    private static Func<Language, string>? CheckWords(NewSubscription wanted)
    {
        if (!Line(wanted.Description))
            return l =>
                l[$"description 至多 {MostWords} 个字符，一行。", $"description must be one line of at most {MostWords} characters."];
        if (wanted.Events.FirstOrDefault(e => !WebhookEvents.All.Contains(e)) is { } unknown)
            return l =>
                l[
                    $"没有事件“{unknown}”，可用：{string.Join("、", WebhookEvents.All)}。",
                    $"There is no event '{unknown}'; use {string.Join(" or ", WebhookEvents.All)}."
                ];
        if (wanted.Under.Count > MostCodes || wanted.Under.Any(c => !Code.TryParse(c, out _)))
            return l =>
                l[$"under 须是至多 {MostCodes} 个代码，如 2 或 2-02。", $"under must be at most {MostCodes} codes, e.g. 2 or 2-02."];
        if (wanted.Kinds.FirstOrDefault(k => !AllKinds.Contains(k)) is { } kind)
            return l =>
                l[
                    $"没有变化类型“{kind}”，可用：{string.Join("、", AllKinds)}。",
                    $"There is no kind of change '{kind}'; use {string.Join(", ", AllKinds)}."
                ];
        return null;
    }

    private static bool Line(string text) => text.Length <= MostWords && !text.Any(char.IsControl);

    private static List<string> Distinct(IReadOnlyList<string?>? words) =>
        (words ?? []).Select(w => w?.Trim() ?? "").Distinct(StringComparer.Ordinal).ToList();
}
