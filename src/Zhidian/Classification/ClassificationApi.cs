using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Layout;

namespace Zhidian.Classification;

/// <summary>Versions, groups and occupations under <c>/api/v1</c>.</summary>
public static class ClassificationApi
{
    private const int MaxPage = 500;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/versions", () => new VersionList(Versions.Latest.Name, Versions.All.Select(VersionView.Of).ToList()))
            .WithName("listVersions")
            .WithSummary("All versions of the Classification with counts and changes, oldest first")
            .WithTags("Classification");
        api.MapGet(
                "/versions/{version}",
                Results<Ok<VersionView>, ProblemAnswer> (string version) =>
                    Versions.Find(version) is { } v ? TypedResults.Ok(VersionView.Of(v)) : VersionUnknown(version)
            )
            .WithName("getVersion")
            .WithSummary("One version; `latest` resolves to the newest")
            .WithTags("Classification");
        api.MapGet("/versions/{version}/occupations", ListOccupations)
            .WithName("listOccupations")
            .WithSummary("Occupations in code order, by pages; `under` a group, with `marks` S or L")
            .WithTags("Classification");
        api.MapGet("/versions/{version}/occupations/{code}", (string version, string code) => GetEntry(version, code, occupation: true))
            .WithName("getOccupation")
            .WithSummary("An occupation with its place and version history; 410 with successors when the code is gone")
            .WithTags("Classification");
        api.MapGet("/versions/{version}/groups", (string version) => Children(version, null))
            .WithName("listMajorGroups")
            .WithSummary("The major groups")
            .WithTags("Classification");
        api.MapGet("/versions/{version}/groups/{code}", (string version, string code) => GetEntry(version, code, occupation: false))
            .WithName("getGroup")
            .WithSummary("A group with its place and version history")
            .WithTags("Classification");
        api.MapGet("/versions/{version}/groups/{code}/children", Children)
            .WithName("listChildren")
            .WithSummary("Groups or occupations directly below a group")
            .WithTags("Classification");
    }

    public static ProblemAnswer VersionUnknown(string version) =>
        new(
            Problems.VersionUnknown,
            l => l[$"没有版本“{version}”，可用：{Names}、latest。", $"There is no version '{version}'; use {Names} or latest."],
            new Dictionary<string, object?> { ["versions"] = Versions.All.Select(v => v.Name) }
        );

    private static string Names => string.Join(", ", Versions.All.Select(v => v.Name));

    private static Results<Ok<EntryAnswer>, ProblemAnswer> GetEntry(string version, string code, bool occupation)
    {
        if (Versions.Find(version) is not { } v)
            return VersionUnknown(version);
        return CodeLookup.In(v, code) switch
        {
            CodeLookup.Found found when found.Entry.Level == Level.Occupation == occupation => TypedResults.Ok(
                EntryAnswer.Of(v, version, found.Entry)
            ),
            CodeLookup.Found found => new ProblemAnswer(
                Problems.CodeUnknown,
                l =>
                    occupation
                        ? l[
                            $"{code} 是类目“{found.Entry.Title}”，不是职业：用 /groups/{code}。",
                            $"{code} is the group '{found.Entry.Title}', not an occupation: use /groups/{code}."
                        ]
                        : l[
                            $"{code} 是职业“{found.Entry.Title}”，不是类目：用 /occupations/{code}。",
                            $"{code} is the occupation '{found.Entry.Title}', not a group: use /occupations/{code}."
                        ]
            ),
            var missing => CodeProblem(v, code, missing),
        };
    }

    /// <summary>Why a code is not there, with what a program needs to go on.</summary>
    public static ProblemAnswer CodeProblem(ClassificationVersion v, string code, CodeLookup missing) =>
        missing switch
        {
            CodeLookup.Malformed => new(
                Problems.CodeMalformed,
                l =>
                    l[
                        $"“{code}”不是职业分类代码。代码形如 2、2-02、2-02-10 或 2-02-10-03。",
                        $"'{code}' is not a code of the Classification. A code looks like 2, 2-02, 2-02-10 or 2-02-10-03."
                    ]
            ),
            CodeLookup.Gone gone => new(
                Problems.CodeGone,
                l =>
                    l[
                        $"{code}（{gone.Title}）在 {v.Name} 中已不再使用，最后见于 {gone.LastIn}。",
                        $"{code} ({gone.Title}) is gone from {v.Name}; it was last used in {gone.LastIn}."
                    ],
                new Dictionary<string, object?>
                {
                    ["version"] = v.Name,
                    ["lastIn"] = gone.LastIn,
                    ["successors"] = gone.Successors.Select(e => new
                    {
                        code = e.Code.Text,
                        e.Title,
                        e.Id,
                        e.Share,
                    }),
                }
            ),
            CodeLookup.Later later => new(
                Problems.CodeUnknown,
                l =>
                    l[
                        $"{v.Name} 还没有 {code}；它随 {later.FirstIn} 发布。",
                        $"{v.Name} does not have {code} yet; it comes with {later.FirstIn}."
                    ],
                new Dictionary<string, object?> { ["version"] = v.Name, ["firstIn"] = later.FirstIn }
            ),
            _ => new(
                Problems.CodeUnknown,
                l => l[$"{v.Name} 没有代码 {code}。", $"{v.Name} has no code {code}."],
                new Dictionary<string, object?> { ["version"] = v.Name }
            ),
        };

    private static Results<Ok<EntryList>, ProblemAnswer> ListOccupations(
        HttpContext context,
        string version,
        string? after,
        string? under,
        string? marks,
        int limit = 100
    )
    {
        if (Versions.Find(version) is not { } v)
            return VersionUnknown(version);
        if (limit is < 1 or > MaxPage)
            return Invalid(l => l[$"limit 须在 1 与 {MaxPage} 之间。", $"limit must be between 1 and {MaxPage}."]);
        Code? start = null;
        if (after is not null)
        {
            if (!Code.TryParse(after, out var parsed))
                return Invalid(l => l["after 须是一个代码，即上一页的 next。", "after must be a code: the next of the page before."]);
            start = parsed;
        }
        Code? group = null;
        if (under is not null)
        {
            if (!Code.TryParse(under, out var parsed) || v.Find(parsed) is null)
                return Invalid(l => l[$"under 须是 {v.Name} 的一个类目代码。", $"under must be the code of a group of {v.Name}."]);
            group = parsed;
        }
        if (MarkNames.Parse(marks ?? "") is not { } wanted)
            return Invalid(l => l["marks 须是 S、L 或 LS。", "marks must be S, L or LS."]);

        var matching = v.Occupations.Where(e => (group is not { } g || g.Contains(e.Code)) && (e.Marks & wanted) == wanted).ToList();
        var page = matching.Where(e => start is not { } s || e.Code > s).Take(limit + 1).ToList();
        var next = page.Count > limit ? page[limit - 1].Code.Text : null;
        if (next is not null)
        {
            var query = context.Request.Query.ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
            query["after"] = next;
            context.Response.Headers.Link = $"<{context.Request.Path}{QueryString.Create(query)}>; rel=\"next\"";
        }
        return TypedResults.Ok(
            new EntryList(VersionRef.Of(v, version), matching.Count, page.Take(limit).Select(EntryView.Of).ToList(), next)
        );
    }

    private static Results<Ok<EntryList>, ProblemAnswer> Children(string version, string? code)
    {
        if (Versions.Find(version) is not { } v)
            return VersionUnknown(version);
        Code? parent = null;
        if (code is not null)
        {
            var lookup = CodeLookup.In(v, code);
            if (lookup is not CodeLookup.Found { Entry: var group })
                return CodeProblem(v, code, lookup);
            parent = group.Code;
        }
        var children = v.Children(parent).Select(EntryView.Of).ToList();
        return TypedResults.Ok(new EntryList(VersionRef.Of(v, version), children.Count, children, null));
    }

    private static ProblemAnswer Invalid(Func<Language, string> detail) => new(Problems.QueryInvalid, detail);
}
