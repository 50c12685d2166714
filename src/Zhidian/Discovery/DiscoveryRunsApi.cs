using Zhidian.Audit;
using Zhidian.Layout;
using Zhidian.Mining.Discovery;
using Zhidian.Operator;
using Zhidian.Registry.Audit;

namespace Zhidian.Discovery;

/// <summary>Runs of discovery over HTTP, for the operator only.</summary>
public static class DiscoveryRunsApi
{
    public static void Map(WebApplication app) =>
        app.MapPost("/api/v1/discovery/runs", Post)
            .RequireAuthorization(OperatorAccess.Policy)
            .WithTags("Discovery")
            .WithName("postDiscoveryRun")
            .WithSummary("Run discovery with the given options and get the run; operator only.")
            .Produces<DiscoveryRun>();

    private static async Task<IResult> Post(
        HttpContext context,
        DiscoveryRuns runs,
        Journal journal,
        Microsoft.AspNetCore.Antiforgery.IAntiforgery antiforgery
    )
    {
        if (!await OperatorAccess.IsMeantAsync(context, antiforgery))
            return new ProblemAnswer(Problems.FormExpired);
        try
        {
            var options =
                await context.Request.ReadFromJsonAsync<DiscoveryOptions>(RunJson.Options, context.RequestAborted)
                ?? new DiscoveryOptions();
            options.Resolve();
            journal.Record(
                new AuditAct(
                    "operator",
                    "discovery.asked",
                    "discovery",
                    "A run with options of the operator's own.",
                    After: options.ToString()
                )
            );
            var run = await Task.Run(() => runs.Run(options, context.RequestAborted), context.RequestAborted);
            return Results.Json(run, RunJson.Options);
        }
        catch (Exception e) when (e is DiscoveryOptionsException or KeyNotFoundException or System.Text.Json.JsonException)
        {
            return new ProblemAnswer(Problems.BodyInvalid, _ => e.Message);
        }
    }
}
