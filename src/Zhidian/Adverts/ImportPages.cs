using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Zhidian.Layout;
using Zhidian.Operator;

namespace Zhidian.Adverts;

/// <summary>Importing by upload in the portal. Works without scripts; progress is a page that renews itself and can be left.</summary>
public static class ImportPages
{
    public static void Map(WebApplication app)
    {
        var pages = app.MapGroup("/adverts/import").RequireAuthorization(OperatorAccess.Policy).ExcludeFromDescription();
        pages.MapGet("", Show);
        pages.MapPost("", Upload).DisableAntiforgery(); // checked by hand below: the body is streamed, not buffered as a form
    }

    private static RazorComponentResult<ImportPage> Show(HttpContext context, ImportJobs jobs)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new(new { Jobs = jobs.All }) { PreventStreamingRendering = true };
    }

    /// <summary>
    /// The token comes in the query because the file is streamed to the spool as it arrives: a form field behind it would be read too late,
    /// and buffering gigabytes to look for it would be worse.
    /// </summary>
    private static async Task<IResult> Upload(
        HttpContext context,
        ImportJobs jobs,
        IAntiforgery antiforgery,
        IConfiguration configuration,
        string? token
    )
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = configuration.GetValue("Imports:MaxBytes", 2L << 30);
        context.Request.Headers["RequestVerificationToken"] = token;
        if (!HasFormContent(context.Request, out var boundary) || !await antiforgery.IsRequestValidAsync(context))
            return Errors.Page(Problems.FormExpired);
        var reader = new MultipartReader(boundary, context.Request.Body);
        var columns = new Dictionary<string, string>();
        var added = 0;
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                continue;
            if (disposition.IsFileDisposition())
            {
                var name = (disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
                if (name.Length == 0)
                    continue;
                await jobs.AddAsync(name, section.Body, columns, context.RequestAborted);
                added++;
            }
            else if (
                disposition.Name == "title-column"
                && await section.ReadAsStringAsync(context.RequestAborted) is { Length: > 0 and < 100 } column
            )
                columns[column.Trim()] = "title";
        }
        return added > 0
            ? Results.Redirect("/adverts/import")
            : Errors.Page(Problems.BodyInvalid, Language.Of(context)["没有选择文件。", "No file was chosen."]);
    }

    private static bool HasFormContent(HttpRequest request, out string boundary)
    {
        boundary = "";
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data")
            return false;
        boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= 200;
    }
}
