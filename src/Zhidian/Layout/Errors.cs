using Microsoft.AspNetCore.Http.HttpResults;

namespace Zhidian.Layout;

/// <summary>
/// Every answer from 400 up that has no body gets one: problem details where programs ask, a page elsewhere, in the reader's language
/// and without a stack trace. What was thrown goes to the log alone.
/// </summary>
public static partial class Errors
{
    private static readonly PathString[] ForPrograms = ["/api", "/reconcile", "/mcp"];

    public static void UseErrorAnswers(WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
                {
                    return;
                }
                catch (Exception thrown) when (!context.Response.HasStarted)
                {
                    var status = thrown is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
                    if (status >= 500)
                        LogFailure(app.Logger, thrown, context.TraceIdentifier, context.Request.Path);
                    context.Response.Clear();
                    context.Response.StatusCode = status;
                }
                if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null })
                    await Answer(context, Problems.ForStatus(context.Response.StatusCode)).ExecuteAsync(context);
            }
        );

    /// <summary>Problem details or a page, by where the request went.</summary>
    public static IResult Answer(HttpContext context, ProblemKind kind, Func<Language, string>? detail = null) =>
        ForPrograms.Any(root => context.Request.Path.StartsWithSegments(root, StringComparison.Ordinal))
            ? new ProblemAnswer(kind, detail)
            : Page(kind, detail?.Invoke(Language.Of(context)));

    public static RazorComponentResult Page(ProblemKind kind, string? detail = null) =>
        new RazorComponentResult<ErrorPage>(new { Kind = kind, Detail = detail })
        {
            StatusCode = kind.Status,
            PreventStreamingRendering = true,
        };

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {TraceId} {Path} failed")]
    private static partial void LogFailure(ILogger logger, Exception thrown, string traceId, string path);
}
