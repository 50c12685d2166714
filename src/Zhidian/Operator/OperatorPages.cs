using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Audit;
using Zhidian.Layout;
using Zhidian.Registry.Audit;

namespace Zhidian.Operator;

/// <summary>Signing in and out as the operator.</summary>
public static class OperatorPages
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/operator", Show).ExcludeFromDescription();
        app.MapPost("/operator/sign-in", SignIn).ExcludeFromDescription();
        app.MapPost("/operator/sign-out", SignOut).ExcludeFromDescription();
    }

    private static RazorComponentResult<OperatorPage> Show(HttpContext context, SignInTickets tickets, string? ticket)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new(
            new
            {
                SignedIn = context.User.IsInRole(OperatorAccess.Policy),
                Ticket = ticket is not null && tickets.IsOpen(ticket) ? ticket : null,
                Expired = ticket is not null && !tickets.IsOpen(ticket),
            }
        )
        {
            // The form token sets a cookie, which must go out before the page does.
            PreventStreamingRendering = true,
        };
    }

    /// <summary>Opening a link never signs in by itself (link checkers open links): the button on its page does.</summary>
    private static async Task<IResult> SignIn(HttpContext context, IAntiforgery antiforgery, SignInTickets tickets, Journal journal)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Errors.Page(Problems.FormExpired);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!tickets.Redeem(form["ticket"].ToString()))
            return Results.Redirect("/operator?ticket=expired");
        journal.Record(new AuditAct("operator", "operator.signed-in", "operator", "With a one-time link from the server's console."));
        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            OperatorAccess.Principal(CookieAuthenticationDefaults.AuthenticationScheme)
        );
        return Results.Redirect("/adverts/import");
    }

    private static async Task<IResult> SignOut(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Errors.Page(Problems.FormExpired);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.Redirect("/operator");
    }
}
