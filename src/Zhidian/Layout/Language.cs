using Microsoft.Net.Http.Headers;

namespace Zhidian.Layout;

/// <summary>
/// The reader's language. Both texts stand side by side where they are used: <c>L["保存", "Save"]</c>, so neither can be
/// forgotten and neither can drift away from the other.
/// </summary>
public readonly record struct Language(bool IsEnglish)
{
    public const string Cookie = "zhidian-lang";
    public const string QueryKey = "lang";

    public static readonly Language Chinese = new(false);
    public static readonly Language English = new(true);

    /// <summary>BCP 47: <c>zh-Hans</c> or <c>en</c>.</summary>
    public string Tag => IsEnglish ? "en" : "zh-Hans";

    public string this[string chinese, string english] => IsEnglish ? english : chinese;

    /// <summary>Accepts <c>en</c>, <c>en-GB</c>, <c>zh</c>, <c>zh-CN</c>, <c>zh-Hans</c> ...; null for any other language.</summary>
    public static Language? Parse(string? tag) =>
        tag is null ? null
        : tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese
        : tag.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English
        : null;

    /// <summary>What the address asks for, else the cookie, else Accept-Language, else Chinese.</summary>
    public static Language Of(HttpContext context) =>
        Parse(context.Request.Query[QueryKey]) ?? Parse(context.Request.Cookies[Cookie]) ?? Accepted(context.Request) ?? Chinese;

    /// <summary>Keeps a language chosen by address in a cookie and says which language the answer is in.</summary>
    public static void UseLanguage(WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                var language = Of(context);
                context.Response.Headers.ContentLanguage = language.Tag;
                if (Parse(context.Request.Query[QueryKey]) is { } chosen && Parse(context.Request.Cookies[Cookie]) != chosen)
                    context.Response.Cookies.Append(
                        Cookie,
                        chosen.Tag,
                        new CookieOptions
                        {
                            MaxAge = TimeSpan.FromDays(365),
                            HttpOnly = true,
                            SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax,
                            Secure = context.Request.IsHttps,
                            IsEssential = true,
                        }
                    );
                await next(context);
            }
        );

    private static Language? Accepted(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var list)
            ? list.OrderByDescending(l => l.Quality ?? 1).Select(l => Parse(l.Value.Value)).FirstOrDefault(l => l is not null)
            : null;
}
