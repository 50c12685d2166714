using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Zhidian.Layout;
using Zhidian.Mining.Discovery;
using Zhidian.Operator;

namespace Zhidian.Adverts;

/// <summary>Imports over HTTP, for the operator only. The command line uses it when a server holds the data folder.</summary>
public static class ImportsApi
{
    /// <summary>Bytes of one upload unless <c>Imports:MaxBytes</c> says otherwise.</summary>
    private const long DefaultMaxBytes = 2L << 30;

    public static void Map(WebApplication app)
    {
        var imports = app.MapGroup("/api/v1/adverts").RequireAuthorization(OperatorAccess.Policy).WithTags("Adverts");
        imports
            .MapPost("/imports", Post)
            .WithName("postImport")
            .WithSummary("Upload a file of adverts and queue its import. The body is the file as it is; operator only.")
            .Accepts<Stream>("application/octet-stream")
            .Produces<ImportJob>(StatusCodes.Status202Accepted);
        imports
            .MapGet("/imports", (ImportJobs jobs) => Json(jobs.All))
            .WithName("listImports")
            .WithSummary("Uploads and their imports, newest first; operator only.");
        imports.MapGet("/imports/{id}", Get).WithName("getImport").WithSummary("State, progress and report of one import; operator only.");
        imports
            .MapGet("/imports/{id}/rejects", RejectFile)
            .WithName("getImportRejects")
            .WithSummary("Rejected rows with line and reason as CSV; operator only.");
        imports
            .MapGet("/store", (Workspace.Workspace workspace) => Json(workspace.Facts.Status()))
            .WithName("getStore")
            .WithSummary("What the store holds, with the paths of imported files; operator only.");
        imports
            .MapGet("/rejects", (Workspace.Workspace workspace) => Json(workspace.Facts.Rejects()))
            .WithName("listRejects")
            .WithSummary("Rows of all imports that could not be taken; operator only.");
    }

    /// <param name="file">Name of the file; its ending helps to tell the format.</param>
    /// <param name="map">Columns as <c>column=field</c>; may stand several times.</param>
    private static async Task<IResult> Post(
        HttpContext context,
        ImportJobs jobs,
        IConfiguration configuration,
        IAntiforgery antiforgery,
        string? file,
        [FromQuery] string[]? map
    )
    {
        var most = configuration.GetValue("Imports:MaxBytes", DefaultMaxBytes);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
        if (context.Request.ContentLength > most)
            return new ProblemAnswer(Problems.BodyTooLarge, l => l[$"至多 {most:N0} 字节。", $"At most {most:N0} bytes."]);
        if (!await OperatorAccess.IsMeantAsync(context, antiforgery))
            return new ProblemAnswer(Problems.FormExpired);
        if (string.IsNullOrWhiteSpace(file))
            return new ProblemAnswer(
                Problems.QueryInvalid,
                l => l["缺少参数 file（文件名）。", "The parameter file (the file's name) is missing."]
            );
        var columns = new Dictionary<string, string>();
        foreach (var pair in map ?? [])
        {
            var parts = pair.Split('=', 2);
            if (parts.Length != 2)
                return new ProblemAnswer(Problems.QueryInvalid, l => l["map 应为 列名=字段。", "map should be column=field."]);
            columns[parts[0]] = parts[1];
        }
        var job = await jobs.AddAsync(file, context.Request.Body, columns, context.RequestAborted);
        return Results.Json(job, RunJson.Options, statusCode: StatusCodes.Status202Accepted);
    }

    private static IResult Get(ImportJobs jobs, string id) => jobs.Find(id) is { } job ? Json(job) : new ProblemAnswer(Problems.NotFound);

    private static IResult RejectFile(ImportJobs jobs, string id) =>
        jobs.Find(id)?.Report is { Files: [{ RejectFile: { } path }, ..] } && File.Exists(path)
            ? Results.File(path, "text/csv; charset=utf-8", Path.GetFileName(path))
            : new ProblemAnswer(Problems.NotFound);

    private static JsonHttpResult<T> Json<T>(T value) => TypedResults.Json(value, RunJson.Options);
}
