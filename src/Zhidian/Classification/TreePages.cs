using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Layout;

namespace Zhidian.Classification;

/// <summary>The tree of a version, its branches one by one, and what a version lacks.</summary>
public static class TreePages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(
            "/classification",
            (string? version, string? marks, string? born, string? at, string? all) =>
                Browse(version ?? Versions.LatestAlias, marks, born, at, all)
        );
        pages.MapGet("/classification/{version}", Browse);
        pages.MapGet("/classification/{version}/{code}/tree", Branch);
        pages.MapGet("/classification/{version}/at/{id}", Elsewhere);
    }

    private static RazorComponentResult Browse(string version, string? marks, string? born, string? at, string? all)
    {
        if (Versions.Find(version) is not { } v)
            return Errors.Page(Problems.VersionUnknown);
        if (TreeFilter.Parse(v, marks, born) is not { } filter)
            return Errors.Page(Problems.QueryInvalid);
        if (Read(at) is not { Valid: true, Code: var place } || Read(all) is not { Valid: true, Code: var whole })
            return Errors.Page(Problems.CodeMalformed);
        return new RazorComponentResult<BrowsePage>(
            new
            {
                Asked = version,
                Version = v,
                Shown = new Tree(v, version, filter, place, whole),
            }
        );
    }

    /// <summary>The rows below a group, as a piece of a page.</summary>
    private static IResult Branch(string version, string code, string? marks, string? born, string? all)
    {
        if (Versions.Find(version) is not { } v)
            return Errors.Page(Problems.VersionUnknown);
        if (TreeFilter.Parse(v, marks, born) is not { } filter)
            return Errors.Page(Problems.QueryInvalid);
        if (!Code.TryParse(code, out var group))
            return Errors.Page(Problems.CodeMalformed);
        if (v.Find(group) is not { Level: not Level.Occupation })
            return Errors.Page(Problems.CodeUnknown);
        // At the group itself, so that no filter opens what was not asked for.
        return new RazorComponentResult<TreeBranch>(
            new { Shown = new Tree(v, version, filter, group, all is null ? null : group), Parent = (Code?)group }
        );
    }

    /// <summary>A permanent id in a version: its page there, or what the version has in its place.</summary>
    private static IResult Elsewhere(string version, string id)
    {
        if (Versions.Find(version) is not { } v)
            return Errors.Page(Problems.VersionUnknown);
        if (v.FindById(id) is { } entry)
            return Results.Redirect(ClassificationPages.Url(version, entry.Code));
        return Retired(id, version, v);
    }

    /// <summary>The page of an id that a version does not have: 410 where it had it before, 404 where it comes later or never was.</summary>
    public static RazorComponentResult Retired(string id, string asked, ClassificationVersion version)
    {
        var history = Versions.Current;
        if (history.LastSeen(id) is not var (last, _))
            return Errors.Page(Problems.NotFound);
        var gone = history.IndexOf(last) < history.IndexOf(version);
        return new RazorComponentResult<RetiredPage>(
            new
            {
                Id = id,
                Asked = asked,
                Version = version,
            }
        )
        {
            StatusCode = (int)(gone ? HttpStatusCode.Gone : HttpStatusCode.NotFound),
        };
    }

    private static (bool Valid, Code? Code) Read(string? text) =>
        string.IsNullOrEmpty(text) ? (true, null)
        : Code.TryParse(text, out var code) ? (true, code)
        : (false, null);
}
