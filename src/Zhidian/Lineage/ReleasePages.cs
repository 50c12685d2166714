using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Lineage;

/// <summary>The timeline of editions and releases, and a page for each.</summary>
public static class ReleasePages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/releases", List);
        pages.MapGet("/releases/{key}", One);
        pages.MapGet("/releases/new-occupations.csv", Csv);
    }

    private static RazorComponentResult<ReleasesPage> List() => new(new { Milestones = Milestone.Of(Versions.Current) });

    private static IResult One(string key)
    {
        var history = Versions.Current;
        if (Milestone.Find(history, key) is not { } found)
            return new RazorComponentResult<UnknownVersionPage>(new { Asked = key }) { StatusCode = StatusCodes.Status404NotFound };
        // One address each: a month leads to the version that it made, latest to the version by its name.
        if (found.Key != key)
            return Results.Redirect("/releases/" + found.Key);
        var all = Milestone.Of(history);
        var at = all.Select(m => m.Key).ToList().IndexOf(found.Key);
        return new RazorComponentResult<ReleasePage>(
            new
            {
                M = found,
                Previous = at > 0 ? all[at - 1] : null,
                Next = at + 1 < all.Count ? all[at + 1] : null,
            }
        );
    }

    /// <summary>The new occupations of all batches, or of one <paramref name="release"/>.</summary>
    private static IResult Csv(string? release)
    {
        var history = Versions.Current;
        var rows = history.NewOccupations;
        if (!string.IsNullOrEmpty(release))
        {
            if (Milestone.Find(history, release) is not { } found)
                return new RazorComponentResult<UnknownVersionPage>(new { Asked = release }) { StatusCode = StatusCodes.Status404NotFound };
            rows = found.New;
        }
        var csv = new StringBuilder("\uFEFFbatch,published,title,english,code_then,id,code_now,title_now,version_now\r\n");
        foreach (var n in rows)
        {
            var now = n.Id is { } id ? history.Latest.FindById(id) : null;
            // Of the releases that made a version of their own, the codes are that version's.
            var then =
                n.CodeAtPublication
                ?? (n.Id is { } same ? history.Versions.FirstOrDefault(v => v.Effective == n.Published)?.FindById(same)?.Code.Text : null);
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{n.Batch},{n.Published:yyyy-MM-dd},{CsvText.Field(n.Title)},{CsvText.Field(now?.English ?? "")},{then},{n.Id},{now?.Code.Text},{CsvText.Field(now?.Title ?? "")},{history.Latest.Name}\r\n"
            );
        }
        return Results.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", "new-occupations.csv");
    }
}
