using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Zhidian.Layout;
using Zhidian.Operator;
using Zhidian.Registry.Webhooks;

namespace Zhidian.Webhooks;

/// <summary>Webhooks in the portal, for the operator. Every form asks for the reason.</summary>
public static class WebhookPages
{
    private const string Home = "/operator/webhooks";
    private const int Shown = 50;

    public static void Map(WebApplication app)
    {
        var pages = app.MapGroup(Home)
            .RequireAuthorization(OperatorAccess.Policy)
            .WithMetadata(new RequestSizeLimitAttribute(WebhooksApi.MaxBody))
            .ExcludeFromDescription()
            .AddEndpointFilter(
                (call, next) =>
                {
                    call.HttpContext.Response.Headers.CacheControl = "no-store";
                    return next(call);
                }
            );
        pages.MapGet("", (Subscriptions all, DeliveryLog log) => List(all, log, null));
        pages.MapPost("", Create);
        pages.MapGet("/{id}", (Subscriptions all, DeliveryLog log, string id) => One(all, log, id, null));
        pages.MapGet("/{id}/deliveries/{delivery}", Delivery);
        pages.MapPost("/{id}/{act}", Act);
    }

    private static RazorComponentResult<WebhooksPage> List(
        Subscriptions all,
        DeliveryLog log,
        string? wrong,
        WebhookRequest? asked = null
    ) =>
        new RazorComponentResult<WebhooksPage>(
            new
            {
                Subscriptions = all.All(),
                Counts = log.Counts(),
                Wrong = wrong,
                Asked = asked,
            }
        )
        {
            // The form token sets a cookie, which must go out before the page does.
            PreventStreamingRendering = true,
            StatusCode = wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };

    private static RazorComponentResult One(Subscriptions all, DeliveryLog log, string id, string? wrong, string? secret = null) =>
        all.Find(id) is { } subscription
            ? new RazorComponentResult<WebhookPage>(
                new
                {
                    Subscription = subscription,
                    Deliveries = log.Of(id, Shown),
                    Wrong = wrong,
                    Secret = secret,
                }
            )
            {
                PreventStreamingRendering = true,
                StatusCode = wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            }
            : Errors.Page(Problems.NotFound);

    private static RazorComponentResult Delivery(Subscriptions all, DeliveryLog log, string id, string delivery) =>
        all.Find(id) is { } subscription && log.Find(id, delivery) is { } found
            ? new RazorComponentResult<WebhookDeliveryPage>(
                new
                {
                    Subscription = subscription,
                    Delivery = found,
                    Attempts = log.Attempts(found.Id),
                }
            )
            {
                PreventStreamingRendering = true,
            }
            : Errors.Page(Problems.NotFound);

    private static async Task<IResult> Create(
        HttpContext context,
        WebhookDesk desk,
        Subscriptions all,
        DeliveryLog log,
        IAntiforgery antiforgery
    )
    {
        if (!await OperatorAccess.IsMeantAsync(context, antiforgery))
            return Errors.Page(Problems.FormExpired);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var request = new WebhookRequest(
            form["url"],
            form["description"],
            form["events"].ToList(),
            form["under"].ToString().Split([' ', ',', '，', '、'], StringSplitOptions.RemoveEmptyEntries),
            form["kinds"].ToList(),
            form["reason"]
        );
        try
        {
            var (created, secret, wrong) = desk.Create(request);
            // Not a redirect: the secret is in this answer and nowhere else.
            return created is null ? List(all, log, wrong!(Language.Of(context)), request) : One(all, log, created.Id, wrong: null, secret);
        }
        catch (WebhookRefusedException)
        {
            return Errors.Page(Problems.WebhookLimit);
        }
    }

    private static async Task<IResult> Act(
        HttpContext context,
        WebhookDesk desk,
        Subscriptions all,
        DeliveryLog log,
        IAntiforgery antiforgery,
        string id,
        string act
    )
    {
        if (!await OperatorAccess.IsMeantAsync(context, antiforgery))
            return Errors.Page(Problems.FormExpired);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var l = Language.Of(context);
        var reason = form["reason"].ToString().Trim();
        if (WebhookRequest.CheckReason(reason) is { } wrong)
            return One(all, log, id, wrong(l));
        try
        {
            switch (act)
            {
                case "disable":
                    desk.Disable(id, reason);
                    break;
                case "enable":
                    desk.Enable(id, reason);
                    break;
                case "delete":
                    desk.Delete(id, reason);
                    return Results.Redirect(Home);
                case "test":
                    desk.Test(id, reason);
                    break;
                case "replay":
                    desk.Replay(id, form["delivery"].ToString(), reason);
                    break;
                case "replay-since":
                    if (
                        !DateTimeOffset.TryParse(form["since"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
                    )
                        return One(all, log, id, l["时间形如 2026-01-31 08:00（UTC）。", "A time looks like 2026-01-31 08:00 (UTC)."]);
                    desk.ReplaySince(id, since, reason);
                    break;
                case "rotate":
                    var (rotated, secret, fault) = desk.Rotate(id, reason, null);
                    return One(all, log, id, rotated is null ? fault!(l) : null, secret);
                default:
                    return Errors.Page(Problems.NotFound);
            }
        }
        catch (WebhookRefusedException e)
        {
            return Errors.Page(e.Refusal == WebhookRefusal.Deleted ? Problems.WebhookDeleted : Problems.NotFound);
        }
        return Results.Redirect($"{Home}/{Uri.EscapeDataString(id)}");
    }
}
