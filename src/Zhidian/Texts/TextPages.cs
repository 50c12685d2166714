using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Classification;
using Zhidian.Layout;
using Zhidian.Operator;
using Zhidian.Registry.Texts;

namespace Zhidian.Texts;

/// <summary>Importing official texts in the portal: upload, look at the check, apply it, take an import back. Works without scripts.</summary>
public static class TextPages
{
    /// <summary>Form fields beside the file.</summary>
    private const long FormBytes = 1 << 20;

    public static void Map(WebApplication app)
    {
        var pages = app.MapGroup("/texts").RequireAuthorization(OperatorAccess.Policy).ExcludeFromDescription();
        pages.MapGet("", Show);
        Throttle.Costs(pages.MapPost("", Upload).DisableAntiforgery(), Cost.Upload); // checked by hand below, as everywhere
        pages.MapGet("/checks/{id}", ShowCheck);
        pages.MapPost("/checks/{id}/apply", Apply).DisableAntiforgery();
        pages.MapPost("/imports/{id}/undo", Undo).DisableAntiforgery();
    }

    private static RazorComponentResult<TextImportsPage> Show(HttpContext context, TextDesk desk)
    {
        context.Response.Headers.CacheControl = "no-store";
        IReadOnlyList<CheckLine> checks = desk.HasRegister ? desk.Register.Checks() : [];
        return new(new { Checks = checks, desk.Shelf.Imports }) { PreventStreamingRendering = true };
    }

    private static RazorComponentResult ShowCheck(
        HttpContext context,
        TextDesk desk,
        string id,
        string? fault,
        string? effect,
        string? from
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!desk.HasRegister || desk.Register.Find(id) is not { } kept)
            return Errors.Page(Problems.CheckUnknown);
        return new RazorComponentResult<TextCheckPage>(
            new
            {
                Kept = kept,
                Fault = fault,
                Effect = Enum.TryParse<EffectKind>(effect, out var kind) && Enum.IsDefined(kind) ? kind : (EffectKind?)null,
                From = int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 0,
            }
        )
        {
            PreventStreamingRendering = true,
        };
    }

    private static async Task<IResult> Upload(HttpContext context, TextDesk desk, IAntiforgery antiforgery)
    {
        var most = desk.Limits.MaxBytes + FormBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
        if (context.Request.ContentLength > most)
            return Errors.Page(Problems.BodyTooLarge);
        if (!context.Request.HasFormContentType)
            return Errors.Page(Problems.FormExpired);
        // Read here first, with our own limit: what checks the token would read it with the framework's.
        var form = await context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = most }, context.RequestAborted);
        if (!await antiforgery.IsRequestValidAsync(context))
            return Errors.Page(Problems.FormExpired);
        var l = Language.Of(context);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return Errors.Page(Problems.BodyInvalid, l["没有选择文件。", "No file was chosen."]);
        if (Versions.Find(form["version"].ToString()) is not { } version)
            return Errors.Page(Problems.VersionUnknown);
        var source = form["source"].ToString();
        if (source.Length > TextsApi.MaxSource || file.FileName.Length > 200)
            return Errors.Page(Problems.BodyInvalid);
        await using var body = file.OpenReadStream();
        var kept = await TextsApi.CheckAsync(desk, body, file.FileName, version, form["sheet"].ToString(), source, context.RequestAborted);
        return Results.Redirect("/texts/checks/" + kept.Check.Id);
    }

    private static Task<IResult> Apply(HttpContext context, TextDesk desk, IAntiforgery antiforgery, string id) =>
        Do(
            context,
            antiforgery,
            (form, reason) =>
            {
                desk.Apply(id, form["hash"].ToString(), OperatorAccess.Policy, reason);
                return "/texts/checks/" + Uri.EscapeDataString(id);
            }
        );

    private static Task<IResult> Undo(HttpContext context, TextDesk desk, IAntiforgery antiforgery, string id) =>
        Do(
            context,
            antiforgery,
            (_, reason) =>
            {
                if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                    throw new TextRefusedException(TextRefusalKind.Unknown, $"没有第 {id} 次导入。", $"there is no import {id}.");
                desk.Undo(number, OperatorAccess.Policy, reason);
                return "/texts";
            }
        );

    private static async Task<IResult> Do(HttpContext context, IAntiforgery antiforgery, Func<IFormCollection, string, string> work)
    {
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
            return Errors.Page(Problems.FormExpired);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var reason = form["reason"].ToString();
        var l = Language.Of(context);
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > TextsApi.MaxReason)
            return Errors.Page(Problems.BodyInvalid, l["请写明理由。", "Give a reason."]);
        try
        {
            return Results.Redirect(await Task.Run(() => work(form, reason), context.RequestAborted));
        }
        catch (TextRefusedException e)
        {
            return Errors.Page(e.Kind == TextRefusalKind.Unknown ? Problems.CheckUnknown : Problems.TextsRefused, l[e.Chinese, e.Message]);
        }
        catch (ArgumentException e)
        {
            return Errors.Page(Problems.BodyInvalid, e.Message);
        }
    }
}
