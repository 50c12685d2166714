using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Zhidian.Workspace;

namespace Zhidian.Operator;

/// <summary>
/// Who may change what is in the stores. Two roles so far: the public, and the operator, who shows the key of the data folder
/// (<c>Authorization: Bearer</c>, for programs) or a cookie got with a one-time link (for people).
/// </summary>
public static class OperatorAccess
{
    public const string Policy = "operator";
    private const string Either = "operator-either";
    private const string Bearer = "operator-key";

    public static void AddOperator(this IServiceCollection services, DataFolder folder)
    {
        services.AddSingleton(OperatorKey.LoadOrCreate(folder));
        services.AddSingleton(new SignInTickets(TimeProvider.System));
        services.AddDataProtection().SetApplicationName("zhidian").PersistKeysToFileSystem(new DirectoryInfo(folder.Keys));
        services
            .AddAuthentication(Either)
            .AddPolicyScheme(
                Either,
                null,
                options =>
                    options.ForwardDefaultSelector = context =>
                        context.Request.Headers.Authorization.Count > 0 ? Bearer : CookieAuthenticationDefaults.AuthenticationScheme
            )
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(Bearer, null)
            .AddCookie(options =>
            {
                options.Cookie.Name = "zhidian-operator";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.ExpireTimeSpan = TimeSpan.FromHours(8);
                options.Events.OnRedirectToLogin = Refuse;
                options.Events.OnRedirectToAccessDenied = Refuse;
            });
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.RequireRole(Policy));
    }

    public static ClaimsPrincipal Principal(string scheme) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "operator"), new Claim(ClaimTypes.Role, Policy)], scheme));

    /// <summary>
    /// A browser sends its cookie with whatever makes it post; so a post that was let in by cookie needs a form token too. A key in a
    /// header is never sent by itself.
    /// </summary>
    public static async Task<bool> IsMeantAsync(HttpContext context, IAntiforgery antiforgery) =>
        context.Request.Headers.Authorization.Count > 0 || await antiforgery.IsRequestValidAsync(context);

    /// <summary>Programs get a 401 problem, people the page that says how to sign in.</summary>
    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            context.Response.Redirect("/operator");
            return Task.CompletedTask;
        }
        return Unauthorized(context.HttpContext);
    }

    /// <summary>The body, a problem in the reader's language, is added where every answer without one gets it.</summary>
    private static Task Unauthorized(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private sealed class KeyHandler(
        OperatorKey key,
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var header = Request.Headers.Authorization.ToString();
            const string prefix = "Bearer ";
            return Task.FromResult(
                header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && key.Is(header[prefix.Length..].Trim())
                    ? AuthenticateResult.Success(new AuthenticationTicket(Principal(Scheme.Name), Scheme.Name))
                    : AuthenticateResult.Fail("not the operator's key")
            );
        }

        protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Unauthorized(Context);
    }
}
