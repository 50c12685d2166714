using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Coding;

/// <summary>"Code my list" for people: paste or upload, then an address with the result that is kept for an hour.</summary>
public static class CodingPages
{
    /// <summary>Titles that may come in an address, for a link to a few.</summary>
    private const int MaxLinked = 50;

    /// <summary>
    /// Above the limit of a list, because a server that cuts the line leaves a browser without the page that says why; a file of some
    /// megabytes too many is read and then refused in words.
    /// </summary>
    private const long MaxBody = 48L << 20;

    public static void Map(WebApplication app)
    {
        app.MapGet("/code", Form).ExcludeFromDescription();
        Throttle.Costs(
            app.MapPost("/code", Submit)
                .ExcludeFromDescription()
                .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxBody)),
            Cost.Upload
        );
        app.MapGet("/code/lists/{key}", ShowList).ExcludeFromDescription();
        app.MapGet("/code/lists/{key}.csv", Download).ExcludeFromDescription();
    }

    private static RazorComponentResult Form(HttpContext context, Workspace.Workspace workspace, string? titles, string? version)
    {
        var asked = string.IsNullOrEmpty(version) ? Versions.LatestAlias : version;
        if (Versions.FindComplete(asked) is not { } v)
            return Errors.Page(Problems.VersionUnknown);
        if (string.IsNullOrWhiteSpace(titles))
            return FormPage(asked, "", null, []);
        try
        {
            var list = TitleList.FromText(titles);
            if (list.Titles.Count > MaxLinked)
                return FormPage(
                    asked,
                    titles,
                    Language.Of(context)[
                        $"地址里至多 {MaxLinked} 个名称，请用下面的表单提交。",
                        $"An address takes at most {MaxLinked} titles; use the form below."
                    ],
                    []
                );
            var coder = workspace.Coder(v);
            return FormPage(asked, titles, null, list.Titles.Select(t => CodedView.Of(t, coder.Code(t))).ToList(), coder.Version);
        }
        catch (TitleListException e)
        {
            return FormPage(asked, titles, e.In(Language.Of(context)), []);
        }
    }

    private static async Task<IResult> Submit(
        HttpContext context,
        IAntiforgery antiforgery,
        Workspace.Workspace workspace,
        CodedLists lists
    )
    {
        var language = Language.Of(context);
        if (!context.Request.HasFormContentType)
            return Errors.Page(Problems.BodyInvalid);
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            // A field longer than the server takes, or a body that is not what its header says.
            return Errors.Page(Problems.BodyInvalid);
        }
        if (!await antiforgery.IsRequestValidAsync(context))
            return Errors.Page(Problems.FormExpired);
        var asked = form["version"].ToString() is { Length: > 0 } named ? named : Versions.LatestAlias;
        if (Versions.FindComplete(asked) is not { } version)
            return Errors.Page(Problems.VersionUnknown);
        var text = form["titles"].ToString();
        try
        {
            var list = form.Files["file"] is { Length: > 0 } file
                ? TitleList.FromFile(file.FileName, await Content(file, context.RequestAborted), form["column"])
                : TitleList.FromText(text);
            var coder = workspace.Coder(version);
            var coded = lists.Add(
                version,
                coder.Version,
                list.Column,
                list.Empty,
                list.Titles.AsParallel().AsOrdered().Select(t => CodedView.Of(t, coder.Code(t))).ToList()
            );
            return Results.Redirect("/code/lists/" + coded.Key);
        }
        catch (TitleListException e)
        {
            var page = FormPage(asked, text.Length <= 20_000 ? text : "", e.In(language), []);
            page.StatusCode = StatusCodes.Status400BadRequest;
            return page;
        }
    }

    private static RazorComponentResult<CodePage> FormPage(
        string asked,
        string titles,
        string? error,
        IReadOnlyList<CodedView> items,
        string? coder = null
    ) =>
        new(
            new
            {
                Asked = asked,
                Titles = titles,
                Error = error,
                Items = items,
                Coder = coder,
            }
        )
        {
            PreventStreamingRendering = true,
        };

    private static RazorComponentResult ShowList(CodedLists lists, string key, string? only, int page = 1) =>
        lists.Find(key) is { } list
            ? new RazorComponentResult<CodedListPage>(
                new
                {
                    List = list,
                    Only = only ?? "",
                    Number = Math.Max(1, page),
                }
            )
            : Expired();

    private static IResult Download(CodedLists lists, string key) =>
        lists.Find(key) is { } list
            ? Results.File(Encoding.UTF8.GetBytes(list.Csv()), "text/csv; charset=utf-8", $"zhidian-{list.Version.Name}.csv")
            : Expired();

    private static RazorComponentResult Expired() => Errors.Page(Problems.ListExpired);

    private static async Task<byte[]> Content(IFormFile file, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory, cancel);
        return memory.ToArray();
    }
}
