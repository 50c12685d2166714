using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Classification;
using Zhidian.Layout;
using Zhidian.Mining.Discovery;
using Zhidian.Operator;
using Zhidian.Registry.Texts;

namespace Zhidian.Texts;

/// <summary>Official texts: reading them is public; checking, applying and taking back a file of them is the operator's.</summary>
public static class TextsApi
{
    public static void MapReads(RouteGroupBuilder api) =>
        api.MapGet("/versions/{version}/occupations/{code}/texts", Get)
            .WithName("getTexts")
            .WithSummary(
                "Official definition, main tasks and work types of an occupation, where an operator imported them, with their source"
            )
            .WithTags("Classification");

    public static void Map(WebApplication app)
    {
        var texts = app.MapGroup("/api/v1/texts").RequireAuthorization(OperatorAccess.Policy).WithTags("Texts");
        Throttle
            .Costs(texts.MapPost("/checks", Check), Cost.Upload)
            .WithName("postTextCheck")
            .WithSummary(
                "Check a file of official texts: a dry run that lists every row's effect and all findings. The body is the file; operator only."
            )
            .Accepts<Stream>("application/octet-stream")
            .Produces<CheckView>();
        texts
            .MapGet("/checks", (TextDesk desk) => Json<IReadOnlyList<CheckLine>>(desk.HasRegister ? desk.Register.Checks() : []))
            .WithName("listTextChecks")
            .WithSummary("Checks of files of texts, newest first; operator only.");
        texts
            .MapGet("/checks/{id}", GetCheck)
            .WithName("getTextCheck")
            .WithSummary("One check with effects and findings; operator only.")
            .Produces<CheckView>();
        texts
            .MapPost("/checks/{id}/apply", Apply)
            .WithName("applyTextCheck")
            .WithSummary("Apply a check without errors, named by id and content hash, all of it in one transaction; operator only.")
            .Accepts<ApplyRequest>("application/json")
            .Produces<TextImport>();
        texts
            .MapGet("/imports", (TextDesk desk) => Json(desk.Shelf.Imports))
            .WithName("listTextImports")
            .WithSummary("Imports that were applied or taken back, oldest first; operator only.");
        texts
            .MapPost("/imports/{id}/undo", Undo)
            .WithName("undoTextImport")
            .WithSummary("Take an import back by new revisions that say what stood before it; operator only.")
            .Accepts<UndoRequest>("application/json")
            .Produces<TextImport>();
    }

    private static Results<Ok<TextsAnswer>, ProblemAnswer> Get(TextDesk desk, string version, string code)
    {
        if (Versions.Find(version) is not { } v)
            return ClassificationApi.VersionUnknown(version);
        var lookup = CodeLookup.In(v, code);
        if (lookup is not CodeLookup.Found { Entry: { Level: Level.Occupation } entry })
            return lookup is CodeLookup.Found
                ? new ProblemAnswer(Problems.CodeUnknown, l => l[$"{code} 是类目，不是职业。", $"{code} is a group, not an occupation."])
                : ClassificationApi.CodeProblem(v, code, lookup);
        var text = desk.Shelf.InForce(Versions.Current, entry.Id, v);
        return TypedResults.Ok(
            new TextsAnswer(
                VersionRef.Of(v, version),
                entry.Code.Text,
                entry.Id,
                entry.Title,
                text?.Content.Definition,
                text?.Content.Tasks ?? [],
                entry.WorkTypes,
                text is null ? null : TextSource.Of(text)
            )
        );
    }

    /// <param name="file">Name of the file, for the findings.</param>
    /// <param name="version">The version the texts are for, or latest.</param>
    /// <param name="sheet">Sheet of a workbook; all sheets with the columns when not given.</param>
    /// <param name="source">The document the texts are from.</param>
    private static async Task<IResult> Check(
        HttpContext context,
        TextDesk desk,
        IAntiforgery antiforgery,
        string? file,
        string? version,
        string? sheet,
        string? source
    )
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = desk.Limits.MaxBytes;
        if (context.Request.ContentLength > desk.Limits.MaxBytes)
            return new ProblemAnswer(
                Problems.BodyTooLarge,
                l => l[$"至多 {desk.Limits.MaxBytes:N0} 字节。", $"At most {desk.Limits.MaxBytes:N0} bytes."]
            );
        if (!await OperatorAccess.IsMeantAsync(context, antiforgery))
            return new ProblemAnswer(Problems.FormExpired);
        if (string.IsNullOrWhiteSpace(file) || file.Length > 200)
            return new ProblemAnswer(
                Problems.QueryInvalid,
                l =>
                    l[
                        "缺少参数 file（文件名，至多 200 字符）。",
                        "The parameter file (the file's name, at most 200 characters) is missing."
                    ]
            );
        if (source?.Length > MaxSource)
            return new ProblemAnswer(
                Problems.QueryInvalid,
                l => l[$"source 至多 {MaxSource} 字符。", $"source has at most {MaxSource} characters."]
            );
        if (version is null || Versions.Find(version) is not { } v)
            return ClassificationApi.VersionUnknown(version ?? "");
        var kept = await CheckAsync(desk, context.Request.Body, file, v, sheet, source ?? "", context.RequestAborted);
        return Json(CheckView.Of(kept, Language.Of(context)));
    }

    public const int MaxSource = 500;

    /// <summary>Takes the body to a temporary file, checks it and keeps the report.</summary>
    public static async Task<KeptCheck> CheckAsync(
        TextDesk desk,
        Stream body,
        string file,
        ClassificationVersion version,
        string? sheet,
        string source,
        CancellationToken cancel
    )
    {
        var name = Path.GetFileName(file.Replace('\\', '/'));
        var path = Path.Combine(Path.GetTempPath(), $"zhidian-texts-{Guid.NewGuid():N}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var spooled = new FileStream(path, options);
        await body.CopyToAsync(spooled, cancel);
        await spooled.FlushAsync(cancel);
        return await Task.Run(
            () =>
            {
                var table = TextFile.Read(path, name, string.IsNullOrWhiteSpace(sheet) ? null : sheet, desk.Limits);
                return desk.Register.Check(Versions.Current, version, table, OperatorAccess.Policy, source);
            },
            cancel
        );
    }

    private static IResult GetCheck(HttpContext context, TextDesk desk, string id) =>
        desk.HasRegister && desk.Register.Find(id) is { } kept
            ? Json(CheckView.Of(kept, Language.Of(context)))
            : new ProblemAnswer(Problems.CheckUnknown);

    private static Task<IResult> Apply(HttpContext context, TextDesk desk, IAntiforgery antiforgery, string id) =>
        Do<ApplyRequest>(
            context,
            antiforgery,
            request => request.Reason,
            request => desk.Apply(id, request.Hash ?? "", OperatorAccess.Policy, request.Reason!)
        );

    private static Task<IResult> Undo(HttpContext context, TextDesk desk, IAntiforgery antiforgery, string id) =>
        Do<UndoRequest>(
            context,
            antiforgery,
            request => request.Reason,
            request =>
                long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? desk.Undo(number, OperatorAccess.Policy, request.Reason!)
                    : throw new TextRefusedException(TextRefusalKind.Unknown, $"没有第 {id} 次导入。", $"there is no import {id}.")
        );

    private static async Task<IResult> Do<T>(
        HttpContext context,
        IAntiforgery antiforgery,
        Func<T, string?> reason,
        Func<T, TextImport> work
    )
        where T : class
    {
        if (!await OperatorAccess.IsMeantAsync(context, antiforgery))
            return new ProblemAnswer(Problems.FormExpired);
        try
        {
            var request = await context.Request.ReadFromJsonAsync<T>(RunJson.Options, context.RequestAborted);
            if (request is null || reason(request) is not { } why || string.IsNullOrWhiteSpace(why) || why.Length > MaxReason)
                return new ProblemAnswer(
                    Problems.BodyInvalid,
                    l => l[$"须有 reason（理由，至多 {MaxReason} 字符）。", $"A reason of at most {MaxReason} characters is needed."]
                );
            return Json(await Task.Run(() => work(request), context.RequestAborted));
        }
        catch (JsonException e)
        {
            return new ProblemAnswer(Problems.BodyInvalid, _ => e.Message);
        }
        catch (ArgumentException e)
        {
            return new ProblemAnswer(Problems.BodyInvalid, _ => e.Message);
        }
        catch (TextRefusedException e)
        {
            return Refused(e);
        }
    }

    public const int MaxReason = 1_000;

    private static ProblemAnswer Refused(TextRefusedException e) =>
        new(
            e.Kind == TextRefusalKind.Unknown ? Problems.CheckUnknown : Problems.TextsRefused,
            l => l[e.Chinese, e.Message],
            new Dictionary<string, object?> { ["refusal"] = JsonNamingPolicy.KebabCaseLower.ConvertName(e.Kind.ToString()) }
        );

    private static JsonHttpResult<T> Json<T>(T value) => TypedResults.Json(value, RunJson.Options);
}
