using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Layout;

namespace Zhidian.Classification;

/// <summary>Versions, groups and occupations under <c>/api/v1</c>.</summary>
public static class ClassificationApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/versions", () => new VersionList(Versions.Latest.Name, Versions.All.Select(VersionView.Of).ToList()))
            .WithName("listVersions")
            .WithSummary("All versions of the Classification with standing, coverage and counts of changes, oldest first")
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
        api.MapGet("/versions/{version}/ids/{id}", GetById)
            .WithName("getEntryById")
            .WithSummary("The group or occupation of a permanent id as a version shows it; 410 with successors when it is retired")
            .WithTags("Classification");
        api.MapGet(
                "/versions/{version}/groups",
                (HttpContext context, string version, string? after, int limit = Paging.Default) =>
                    Children(context, version, null, after, limit)
            )
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
                EntryAnswer.Of(v, version, found)
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
                MembersOf(v, gone)
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

    /// <summary>Why a permanent id is not there.</summary>
    public static ProblemAnswer IdProblem(ClassificationVersion v, string id, CodeLookup missing) =>
        missing switch
        {
            CodeLookup.Malformed => new(
                Problems.IdMalformed,
                l => l[$"“{id}”不是永久标识。标识形如 Z000324。", $"'{id}' is not a permanent id. An id looks like Z000324."]
            ),
            CodeLookup.Gone gone => new(
                Problems.IdGone,
                l =>
                    l[
                        $"{id}（{gone.Title}）在 {v.Name} 中已停用，最后见于 {gone.LastIn}。",
                        $"{id} ({gone.Title}) is retired in {v.Name}; it was last in {gone.LastIn}."
                    ],
                MembersOf(v, gone)
            ),
            CodeLookup.Later later => new(
                Problems.IdUnknown,
                l =>
                    l[
                        $"{v.Name} 还没有 {id}；它随 {later.FirstIn} 发布。",
                        $"{v.Name} does not have {id} yet; it comes with {later.FirstIn}."
                    ],
                new Dictionary<string, object?> { ["version"] = v.Name, ["firstIn"] = later.FirstIn }
            ),
            _ => new(
                Problems.IdUnknown,
                l => l[$"从未给出过标识 {id}。", $"The id {id} was never given."],
                new Dictionary<string, object?> { ["version"] = v.Name }
            ),
        };

    private static Dictionary<string, object?> MembersOf(ClassificationVersion v, CodeLookup.Gone gone) =>
        new()
        {
            ["version"] = v.Name,
            ["id"] = gone.Id,
            ["lastTitle"] = gone.Title,
            ["lastIn"] = gone.LastIn,
            ["successors"] = gone.Successors.Select(RelatedView.Of),
            ["alsoWas"] = gone.AlsoWas.Select(UseView.Of),
        };

    private static Results<Ok<EntryAnswer>, ProblemAnswer> GetById(string version, string id) =>
        Versions.Find(version) is not { } v ? VersionUnknown(version)
        : CodeLookup.OfId(v, id) is CodeLookup.Found found ? TypedResults.Ok(EntryAnswer.Of(v, version, found))
        : IdProblem(v, id, CodeLookup.OfId(v, id));

    private static Results<Ok<EntryList>, ProblemAnswer> ListOccupations(
        HttpContext context,
        string version,
        string? after,
        string? under,
        string? marks,
        int limit = Paging.Default
    )
    {
        if (Versions.Find(version) is not { } v)
            return VersionUnknown(version);
        if (Paging.Refuse(limit) is { } refused)
            return refused;
        if (!TryAfter(after, out var start))
            return Paging.NotAKey();
        Code? group = null;
        if (under is not null)
        {
            if (!Code.TryParse(under, out var parsed) || v.Find(parsed) is null)
                return Invalid(l => l[$"under 须是 {v.Name} 的一个类目代码。", $"under must be the code of a group of {v.Name}."]);
            group = parsed;
        }
        if (MarkNames.Parse(marks ?? "") is not { } wanted)
            return Invalid(l => l["marks 须是 S、L 或 LS。", "marks must be S, L or LS."]);
        IEnumerable<Entry> within = group is { } g ? v.OccupationsIn(g).ToArray() : v.Occupations;
        return EntriesAfter(context, v, version, within.Where(e => (e.Marks & wanted) == wanted).ToList(), start, limit);
    }

    private static Results<Ok<EntryList>, ProblemAnswer> Children(
        HttpContext context,
        string version,
        string? code,
        string? after,
        int limit = Paging.Default
    )
    {
        if (Versions.Find(version) is not { } v)
            return VersionUnknown(version);
        if (Paging.Refuse(limit) is { } refused)
            return refused;
        if (!TryAfter(after, out var start))
            return Paging.NotAKey();
        Code? parent = null;
        if (code is not null)
        {
            var lookup = CodeLookup.In(v, code);
            if (lookup is not CodeLookup.Found { Entry: var group })
                return CodeProblem(v, code, lookup);
            parent = group.Code;
        }
        return EntriesAfter(context, v, version, v.Children(parent).ToList(), start, limit);
    }

    private static bool TryAfter(string? after, out Code? start)
    {
        start = Code.TryParse(after, out var parsed) ? parsed : null;
        return after is null || start is not null;
    }

    private static Ok<EntryList> EntriesAfter(
        HttpContext context,
        ClassificationVersion v,
        string asked,
        List<Entry> matching,
        Code? start,
        int limit
    )
    {
        var (page, next) = Paging.Cut(context, matching.Where(e => start is not { } s || e.Code > s), limit, e => e.Code.Text);
        return TypedResults.Ok(new EntryList(VersionRef.Of(v, asked), matching.Count, page.Select(EntryView.Of).ToList(), next));
    }

    private static ProblemAnswer Invalid(Func<Language, string> detail) => new(Problems.QueryInvalid, detail);
}
