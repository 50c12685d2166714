using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Layout;
using Zhidian.Mining.Discovery;

namespace Zhidian.Discovery;

/// <summary>The ranked candidates and a dossier for each.</summary>
public static class DiscoveryPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/emerging", List);
        pages.MapGet("/emerging.csv", Candidates);
        pages.MapGet("/emerging/{id}", Dossier);
        pages.MapGet("/emerging/{id}.csv", Trend);
    }

    private static RazorComponentResult List(Workspace.Workspace workspace, string? kind, string? sort)
    {
        if (!DiscoveryApi.TryKind(kind, out var wanted))
            return Errors.Page(Problems.QueryInvalid);
        var run = workspace.Emerging;
        var matching = (run?.Candidates ?? []).Where(c => wanted is null || c.Kind == wanted);
        IEnumerable<Candidate>? sorted = sort switch
        {
            null or "" or "rank" => matching.OrderBy(c => c.Rank),
            "adverts" => matching.OrderByDescending(c => c.Adverts),
            "employers" => matching.OrderByDescending(c => c.Employers),
            "growth" => matching.OrderByDescending(c => c.Growth ?? double.MinValue),
            "distance" => matching.OrderByDescending(c => c.Nearest is [var near, ..] ? near.Distance : 0),
            "first" => matching.OrderByDescending(c => c.FirstMonth?.Index ?? 0),
            "title" => matching.OrderBy(c => c.Title, StringComparer.Create(CultureInfo.GetCultureInfo("zh-Hans"), false)),
            _ => null,
        };
        if (sorted is null)
            return Errors.Page(Problems.QueryInvalid);
        return new RazorComponentResult<EmergingPage>(
            new
            {
                Run = run,
                Candidates = sorted.ToList(),
                Kind = wanted,
                Sort = string.IsNullOrEmpty(sort) ? "rank" : sort,
            }
        );
    }

    private static RazorComponentResult Dossier(Workspace.Workspace workspace, string id) =>
        workspace.Emerging is { } run && run.Candidates.FirstOrDefault(c => c.Id == id) is { } candidate
            ? new RazorComponentResult<DossierPage>(new { Run = run, Candidate = candidate })
            : Errors.Page(workspace.Emerging is null ? Problems.NoDiscovery : Problems.CandidateUnknown);

    /// <summary>The columns of <c>zhidian discover</c>.</summary>
    private static IResult Candidates(Workspace.Workspace workspace)
    {
        if (workspace.Emerging is not { } run)
            return Errors.Page(Problems.NoDiscovery);
        using var csv = new MemoryStream();
        RunCsv.Write(run, csv);
        return Results.File(csv.ToArray(), "text/csv; charset=utf-8", $"candidates-{run.Version}.csv");
    }

    /// <summary>The trend as month, adverts, employers, all_adverts, share_per_10000.</summary>
    private static IResult Trend(Workspace.Workspace workspace, string id)
    {
        if (workspace.Emerging?.Candidates.FirstOrDefault(c => c.Id == id) is not { } candidate)
            return Errors.Page(workspace.Emerging is null ? Problems.NoDiscovery : Problems.CandidateUnknown);
        var csv = new StringBuilder("\uFEFFmonth,adverts,employers,all_adverts,share_per_10000\r\n");
        foreach (var p in candidate.Trend)
            csv.Append(CultureInfo.InvariantCulture, $"{p.Month},{p.Adverts},{p.Employers},{p.AllAdverts},{p.Share:0.####}\r\n");
        return Results.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", candidate.Id + "-trend.csv");
    }
}
