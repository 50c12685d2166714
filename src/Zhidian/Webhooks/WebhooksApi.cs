using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Zhidian.Layout;
using Zhidian.Operator;
using Zhidian.Registry.Webhooks;

namespace Zhidian.Webhooks;

/// <summary>Webhook subscriptions over HTTP, for the operator only.</summary>
public static class WebhooksApi
{
    public const long MaxBody = 16 << 10;
    private const int MaxPage = 200;

    public static void Map(WebApplication app)
    {
        var api = app.MapGroup("/api/v1/webhooks")
            .RequireAuthorization(OperatorAccess.Policy)
            .WithTags("Webhooks")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody))
            .AddEndpointFilter(GuardAsync);
        api.MapPost("", Create)
            .WithName("createWebhook")
            .WithSummary("Subscribe an address; the answer shows its secret, once; operator only")
            .Produces<WebhookWithSecret>(StatusCodes.Status201Created);
        api.MapGet("", (Subscriptions all, bool deleted = false) => new WebhookList(all.All(deleted).Select(WebhookView.Of).ToList()))
            .WithName("listWebhooks")
            .WithSummary("Subscriptions, oldest first, with `deleted` the deleted ones too; operator only");
        api.MapGet("/{id}", (Subscriptions all, string id) => all.Find(id) is { } one ? Results.Ok(WebhookView.Of(one)) : Unknown(id))
            .WithName("getWebhook")
            .WithSummary("One subscription; operator only")
            .Produces<WebhookView>();
        Act(api.MapPost("/{id}/disable", Then((desk, id, reason) => desk.Disable(id, reason))))
            .WithName("disableWebhook")
            .WithSummary("Stop sending; messages wait until it is enabled; operator only");
        Act(api.MapPost("/{id}/enable", Then((desk, id, reason) => desk.Enable(id, reason))))
            .WithName("enableWebhook")
            .WithSummary("Send again, also what waited; operator only");
        Act(
                api.MapDelete(
                    "/{id}",
                    (WebhookDesk desk, Subscriptions all, string id, string? reason) => Do(all, id, reason, why => desk.Delete(id, why))
                )
            )
            .WithName("deleteWebhook")
            .WithSummary("Delete for good; the record stays; operator only");
        api.MapPost("/{id}/secret", Rotate)
            .WithName("rotateWebhookSecret")
            .WithSummary("Give it a new secret, shown once; the one before is signed with too for `overlapHours`; operator only")
            .Produces<WebhookWithSecret>();
        api.MapPost("/{id}/test", Test)
            .WithName("testWebhook")
            .WithSummary("Send it a message of type webhook.test; operator only")
            .Produces<DeliveryView>(StatusCodes.Status202Accepted);
        api.MapPost("/{id}/replay", ReplaySince)
            .WithName("replayWebhookSince")
            .WithSummary("Send again every message written since a time, under its own id; operator only")
            .Produces<ReplayAnswer>(StatusCodes.Status202Accepted);
        api.MapGet("/{id}/deliveries", Deliveries)
            .WithName("listWebhookDeliveries")
            .WithSummary("Its messages, newest first, by pages; operator only")
            .Produces<DeliveryList>();
        api.MapGet("/{id}/deliveries/{delivery}", Delivery)
            .WithName("getWebhookDelivery")
            .WithSummary("A message with its body and every attempt; operator only")
            .Produces<DeliveryDetail>();
        api.MapPost("/{id}/deliveries/{delivery}/replay", Replay)
            .WithName("replayWebhookDelivery")
            .WithSummary("Send a message again, under its own id; operator only")
            .Produces<DeliveryView>(StatusCodes.Status202Accepted);
    }

    /// <summary>A refusal as a problem.</summary>
    public static ProblemAnswer Refused(WebhookRefusedException e) =>
        e.Refusal switch
        {
            WebhookRefusal.Unknown => new ProblemAnswer(
                Problems.NotFound,
                l => l["没有这个 webhook 或消息。", "There is no such webhook or message."]
            ),
            WebhookRefusal.Deleted => new ProblemAnswer(Problems.WebhookDeleted),
            WebhookRefusal.TooMany => new ProblemAnswer(Problems.WebhookLimit),
            _ => new ProblemAnswer(Problems.BodyInvalid, WebhookRequest.CheckReason(null)),
        };

    /// <summary>What is answered may hold secrets of receivers, so nobody keeps it; a post by cookie needs a form token.</summary>
    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        context.Response.Headers.CacheControl = "no-store";
        if (
            !HttpMethods.IsGet(context.Request.Method)
            && !await OperatorAccess.IsMeantAsync(context, context.RequestServices.GetRequiredService<IAntiforgery>())
        )
            return new ProblemAnswer(Problems.FormExpired);
        try
        {
            return await next(call);
        }
        catch (WebhookRefusedException e)
        {
            return Refused(e);
        }
    }

    private static IResult Create(WebhookDesk desk, WebhookRequest request)
    {
        var (created, secret, wrong) = desk.Create(request);
        return created is null
            ? Wrong(wrong!)
            : Results.Created($"/api/v1/webhooks/{created.Id}", new WebhookWithSecret(WebhookView.Of(created), secret));
    }

    private static IResult Rotate(WebhookDesk desk, string id, RotateRequest request)
    {
        var (rotated, secret, wrong) = desk.Rotate(id, request.Reason, request.OverlapHours);
        return rotated is null ? Wrong(wrong!) : Results.Ok(new WebhookWithSecret(WebhookView.Of(rotated), secret));
    }

    private static IResult Test(WebhookDesk desk, string id, ReasonRequest request) =>
        WebhookRequest.CheckReason(request.Reason) is { } wrong
            ? Wrong(wrong)
            : Results.Accepted(value: DeliveryView.Of(desk.Test(id, request.Reason!.Trim())));

    private static IResult Replay(WebhookDesk desk, string id, string delivery, ReasonRequest request) =>
        WebhookRequest.CheckReason(request.Reason) is { } wrong
            ? Wrong(wrong)
            : Results.Accepted(value: DeliveryView.Of(desk.Replay(id, delivery, request.Reason!.Trim())));

    private static IResult ReplaySince(WebhookDesk desk, string id, ReplayRequest request)
    {
        if (WebhookRequest.CheckReason(request.Reason) is { } wrong)
            return Wrong(wrong);
        return request.Since is { } since
            ? Results.Accepted(value: new ReplayAnswer(desk.ReplaySince(id, since, request.Reason!.Trim())))
            : Wrong(l => l["缺少 since（时间，如 2026-01-31T00:00:00Z）。", "since is missing: a time, e.g. 2026-01-31T00:00:00Z."]);
    }

    private static IResult Deliveries(
        HttpContext context,
        Subscriptions all,
        DeliveryLog log,
        string id,
        string? state,
        string? before,
        int limit = 50
    )
    {
        if (all.Find(id) is null)
            return Unknown(id);
        DeliveryState? wanted = null;
        if (!string.IsNullOrEmpty(state))
        {
            if (!Enum.TryParse<DeliveryState>(state, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed))
                return Query(l =>
                    l["state 须是 pending、delivered、failed 或 cancelled。", "state must be pending, delivered, failed or cancelled."]
                );
            wanted = parsed;
        }
        long? start = null;
        if (!string.IsNullOrEmpty(before))
        {
            if (!long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return Query(l => l["before 须是上一页的 next。", "before must be the next of the page before."]);
            start = number;
        }
        if (limit is < 1 or > MaxPage)
            return Query(l => l[$"limit 须在 1 与 {MaxPage} 之间。", $"limit must be between 1 and {MaxPage}."]);
        var page = log.Of(id, limit + 1, start, wanted);
        var next = page.Count > limit ? page[limit - 1].Number.ToString(CultureInfo.InvariantCulture) : null;
        if (next is not null)
        {
            var query = context.Request.Query.ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
            query["before"] = next;
            context.Response.Headers.Link = $"<{context.Request.Path}{QueryString.Create(query)}>; rel=\"next\"";
        }
        return Results.Ok(new DeliveryList(page.Take(limit).Select(DeliveryView.Of).ToList(), next));
    }

    private static IResult Delivery(DeliveryLog log, string id, string delivery) =>
        log.Find(id, delivery) is { } found
            ? Results.Ok(
                new DeliveryDetail(
                    DeliveryView.Of(found),
                    JsonDocument.Parse(found.Body).RootElement,
                    log.Attempts(found.Id).Select(AttemptView.Of).ToList()
                )
            )
            : Unknown(delivery);

    private static Func<WebhookDesk, Subscriptions, string, ReasonRequest, IResult> Then(Action<WebhookDesk, string, string> act) =>
        (desk, all, id, request) => Do(all, id, request.Reason, why => act(desk, id, why));

    private static IResult Do(Subscriptions all, string id, string? reason, Action<string> act)
    {
        if (WebhookRequest.CheckReason(reason) is { } wrong)
            return Wrong(wrong);
        act(reason!.Trim());
        return Results.Ok(WebhookView.Of(all.Find(id)!));
    }

    private static RouteHandlerBuilder Act(RouteHandlerBuilder route) => route.Produces<WebhookView>();

    private static ProblemAnswer Unknown(string id) => new(Problems.NotFound, l => l[$"没有 {id}。", $"There is no {id}."]);

    private static ProblemAnswer Wrong(Func<Language, string> detail) => new(Problems.BodyInvalid, detail);

    private static ProblemAnswer Query(Func<Language, string> detail) => new(Problems.QueryInvalid, detail);
}
