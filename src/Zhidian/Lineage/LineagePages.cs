using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Lineage;

/// <summary>What changed between any two versions, and what each release brought.</summary>
public static class LineagePages
{
    private const int PerPage = 100;

    /// <summary>Address of the changes between two versions, the older first.</summary>
    public static string Url(ClassificationVersion older, ClassificationVersion newer) => $"/changes/{older.Name}/{newer.Name}";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/changes", Latest);
        pages.MapGet("/changes/{from}/{to}", Between);
        pages.MapGet("/changes/{from}/{to}/changes.csv", Csv);
        pages.MapGet("/changes/{from}/{to}/flows.csv", FlowsCsv);
    }

    /// <summary>The latest version against the one before; or the two that the form asks for, at their own address.</summary>
    private static IResult Latest(HttpContext context, string? from, string? to)
    {
        var history = Versions.Current;
        if (!string.IsNullOrEmpty(from) || !string.IsNullOrEmpty(to))
            return Results.Redirect(
                $"/changes/{Uri.EscapeDataString(from is { Length: > 0 } ? from : Versions.LatestAlias)}/{Uri.EscapeDataString(to is { Length: > 0 } ? to : Versions.LatestAlias)}"
            );
        var newer = history.Latest;
        return Show(context, history, history.Before(newer) ?? newer, newer);
    }

    private static IResult Between(HttpContext context, string from, string to)
    {
        var history = Versions.Current;
        if (Resolve(history, from, to, out var older, out var newer) is { } refused)
            return refused;
        // Told from the older to the newer; the other way round is the same list under one address.
        if (history.IndexOf(older) > history.IndexOf(newer))
            return Results.Redirect($"/changes/{Uri.EscapeDataString(to)}/{Uri.EscapeDataString(from)}{context.Request.QueryString}");
        return Show(context, history, older, newer);
    }

    private static RazorComponentResult Show(HttpContext context, History history, ClassificationVersion older, ClassificationVersion newer)
    {
        if (!ChangeQuery.TryRead(context.Request.Query, out var query, out var fault))
            return Errors.Page(Problems.QueryInvalid, fault(Language.Of(context)));
        if (query.Filter.Under is { } under && older.Find(under) is null && newer.Find(under) is null)
            return Errors.Page(Problems.QueryInvalid, NoSuchGroup(under, older, newer)(Language.Of(context)));
        var changes = Told(context, history, older, newer);
        var matching = query.Of(changes, older, newer).ToList();
        var page = matching.Where(c => query.After is not { } start || c.Key.IsAfter(start)).Take(PerPage + 1).ToList();
        return new RazorComponentResult<ChangesPage>(
            new
            {
                Older = older,
                Newer = newer,
                Changes = changes,
                Query = query,
                Matching = matching.Count,
                Before = matching.Count(c => query.After is { } start && !c.Key.IsAfter(start)),
                Shown = page.Take(PerPage).Select(c => c.Change).ToList(),
                Next = page.Count > PerPage ? page[PerPage - 1].Key.ToString() : null,
                Flows = Flows.Of(history, older, newer, query.Filter.Under),
            }
        );
    }

    private static IReadOnlyList<Change> Told(
        HttpContext context,
        History history,
        ClassificationVersion older,
        ClassificationVersion newer
    ) => context.RequestServices.GetRequiredService<Texts.TextDesk>().Changes(history, older, newer);

    /// <summary>The changes that the page lists, on all its pages.</summary>
    private static IResult Csv(HttpContext context, string from, string to)
    {
        var history = Versions.Current;
        if (Resolve(history, from, to, out var one, out var other) is { } refused)
            return refused;
        if (!ChangeQuery.TryRead(context.Request.Query, out var query, out var fault))
            return Errors.Page(Problems.QueryInvalid, fault(Language.Of(context)));
        var (older, newer) = history.IndexOf(one) <= history.IndexOf(other) ? (one, other) : (other, one);
        using var csv = new StringWriter(CultureInfo.InvariantCulture);
        ChangeCsv.Write(csv, history, older, newer, query.Of(Told(context, history, older, newer), older, newer).Select(c => c.Change));
        return File(csv, $"changes-{older.Name}-{newer.Name}.csv");
    }

    /// <summary>Each flow by itself, whatever level the picture shows.</summary>
    private static IResult FlowsCsv(HttpContext context, string from, string to)
    {
        var history = Versions.Current;
        if (Resolve(history, from, to, out var one, out var other) is { } refused)
            return refused;
        if (!ChangeQuery.TryRead(context.Request.Query, out var query, out var fault))
            return Errors.Page(Problems.QueryInvalid, fault(Language.Of(context)));
        var (older, newer) = history.IndexOf(one) <= history.IndexOf(other) ? (one, other) : (other, one);
        using var csv = new StringWriter(CultureInfo.InvariantCulture);
        csv.Write($"\uFEFFkind,from_version,from_id,from_code,from_title,to_version,to_id,to_code,to_title,share\r\n");
        foreach (var f in Flows.Of(history, older, newer, query.Filter.Under).All)
            csv.Write(
                $"{ChangeCsv.Token(f.Kind)},{older.Name},{f.From.Id},{f.From.Code},{CsvText.Field(f.From.Title)},{newer.Name},{f.To?.Id},{f.To?.Code.Text},{CsvText.Field(f.To?.Title ?? "")},{ChangeCsv.Share(f.Weight)}\r\n"
            );
        return File(csv, $"flows-{older.Name}-{newer.Name}.csv");
    }

    private static Microsoft.AspNetCore.Http.IResult File(StringWriter csv, string name) =>
        Results.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", name);

    private static RazorComponentResult<UnknownVersionPage>? Resolve(
        History history,
        string from,
        string to,
        out ClassificationVersion one,
        out ClassificationVersion other
    )
    {
        (one, other) = (history.Find(from)!, history.Find(to)!);
        var unknown =
            one is null ? from
            : other is null ? to
            : null;
        return unknown is null ? null : new RazorComponentResult<UnknownVersionPage>(new { Asked = unknown }) { StatusCode = 404 };
    }

    private static Func<Language, string> NoSuchGroup(Code under, ClassificationVersion older, ClassificationVersion newer) =>
        l => l[$"{older.Name} 和 {newer.Name} 都没有 {under}。", $"Neither {older.Name} nor {newer.Name} has {under}."];
}
