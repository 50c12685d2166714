using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Layout;
using Zhidian.Mining.Discovery;

namespace Zhidian.Discovery;

/// <summary>Candidates of the newest discovery run under <c>/api/v1/candidates</c>.</summary>
public static class DiscoveryApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/candidates", List)
            .WithName("listCandidates")
            .WithSummary("Candidate new occupations of the newest discovery run, by rank, in pages")
            .WithTags("Discovery");
        api.MapGet("/candidates/{id}", Get)
            .WithName("getCandidate")
            .WithSummary("A candidate with its evidence: tests, trend, skills, nearest occupations, regions, examples")
            .WithTags("Discovery");
    }

    private static Results<Ok<CandidatePage>, ProblemAnswer> List(
        HttpContext context,
        Workspace.Workspace workspace,
        string? kind,
        int after = 0,
        int limit = 100
    )
    {
        if (workspace.Emerging is not { } run)
            return new ProblemAnswer(Problems.NoDiscovery);
        if (limit is < 1 or > 500)
            return new ProblemAnswer(Problems.QueryInvalid, l => l["limit 须在 1 与 500 之间。", "limit must be between 1 and 500."]);
        if (after < 0)
            return new ProblemAnswer(
                Problems.QueryInvalid,
                l => l["after 须是上一页的 next。", "after must be the next of the page before."]
            );
        if (!TryKind(kind, out var wanted))
            return new ProblemAnswer(
                Problems.QueryInvalid,
                l => l["kind 须是 newOccupation 或 partOfOccupation。", "kind must be newOccupation or partOfOccupation."]
            );
        var matching = run.Candidates.Where(c => wanted is null || c.Kind == wanted).OrderBy(c => c.Rank).ToList();
        var page = matching.Where(c => c.Rank > after).Take(limit + 1).ToList();
        int? next = page.Count > limit ? page[limit - 1].Rank : null;
        if (next is { } rank)
        {
            var query = context.Request.Query.ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
            query["after"] = $"{rank}";
            context.Response.Headers.Link = $"<{context.Request.Path}{QueryString.Create(query)}>; rel=\"next\"";
        }
        return TypedResults.Ok(new CandidatePage(RunView.Of(run), matching.Count, page.Take(limit).Select(CandidateRow.Of).ToList(), next));
    }

    private static Results<Ok<CandidateView>, ProblemAnswer> Get(Workspace.Workspace workspace, string id) =>
        workspace.Emerging is not { } run ? new ProblemAnswer(Problems.NoDiscovery)
        : run.Candidates.FirstOrDefault(c => c.Id == id) is { } candidate ? TypedResults.Ok(CandidateView.Of(run, candidate))
        : new ProblemAnswer(Problems.CandidateUnknown);

    /// <summary>Reads newOccupation, partOfOccupation or nothing.</summary>
    public static bool TryKind(string? text, out CandidateKind? kind)
    {
        kind = text switch
        {
            "newOccupation" => CandidateKind.NewOccupation,
            "partOfOccupation" => CandidateKind.PartOfOccupation,
            _ => null,
        };
        return kind is not null || string.IsNullOrEmpty(text);
    }
}
