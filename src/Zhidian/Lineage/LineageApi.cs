using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Classification;
using Zhidian.Classification.Lineage;
using Zhidian.Layout;

namespace Zhidian.Lineage;

/// <summary>What lies between versions: typed changes, weighted correspondences, the life of an id.</summary>
public static class LineageApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/versions/{from}/to/{to}/changes", Changes)
            .WithName("listChanges")
            .WithSummary("Typed changes between any two versions, told from the older to the newer, in code order, by pages")
            .WithTags("Lineage");
        api.MapGet("/versions/{from}/to/{to}/correspondences", Correspondences)
            .WithName("listCorrespondences")
            .WithSummary("Where each occupation of one version is in another, forward or back, with weights that sum to 1, by pages")
            .WithTags("Lineage");
        api.MapGet("/versions/{from}/to/{to}/correspondences/{code}", Correspondence)
            .WithName("getCorrespondence")
            .WithSummary("Where one occupation of a version is in another, forward or back, with weights that sum to 1")
            .WithTags("Lineage");
        api.MapGet("/ids/{id}", LifeOf)
            .WithName("getLife")
            .WithSummary("The life of a permanent id: every version that knows it, its changes, where it came from and went")
            .WithTags("Lineage");
    }

    private static Results<Ok<ChangePage>, ProblemAnswer> Changes(
        HttpContext context,
        Texts.TextDesk texts,
        string from,
        string to,
        [Description("Only this kind of change, e.g. renamed; may stand several times.")] string[]? kind,
        [Description("Only this level: major, sub-major, minor or occupation.")] string? level,
        string? under,
        string? after,
        int limit = Paging.Default
    )
    {
        var history = Versions.Current;
        if (history.Find(from) is not { } one)
            return ClassificationApi.VersionUnknown(from);
        if (history.Find(to) is not { } other)
            return ClassificationApi.VersionUnknown(to);
        if (Paging.Refuse(limit) is { } refused)
            return refused;
        if (!ChangeFilter.TryRead(kind, level, under, out var filter, out var fault))
            return Invalid(fault);
        ChangeKey? start = null;
        if (after is not null && (start = ChangeKey.Parse(after)) is null)
            return Paging.NotAKey();

        var (older, newer, askedOlder, askedNewer) =
            history.IndexOf(one) <= history.IndexOf(other) ? (one, other, from, to) : (other, one, to, from);
        var matching = ChangeKey.Of(texts.Changes(history, one, other)).Where(c => filter.Takes(c.Change)).ToList();
        var (page, next) = Paging.Cut(context, matching.Where(c => start is not { } s || c.Key.IsAfter(s)), limit, c => c.Key.ToString());
        return TypedResults.Ok(
            new ChangePage(
                VersionRef.Of(older, askedOlder),
                VersionRef.Of(newer, askedNewer),
                matching.Count,
                page.Select(c => ChangeView.Of(c.Change)).ToList(),
                next
            )
        );
    }

    private static Results<Ok<LinkPage>, ProblemAnswer> Correspondences(
        HttpContext context,
        string from,
        string to,
        string? under,
        [Description("true: only those that go over whole; false: only those divided, judged or without a counterpart.")] bool? exact,
        string? after,
        int limit = Paging.Default
    )
    {
        var history = Versions.Current;
        if (history.Find(from) is not { } source)
            return ClassificationApi.VersionUnknown(from);
        if (history.Find(to) is not { } target)
            return ClassificationApi.VersionUnknown(to);
        if (Paging.Refuse(limit) is { } refused)
            return refused;
        Code? start = null;
        if (after is not null)
        {
            if (!Code.TryParse(after, out var parsed))
                return Paging.NotAKey();
            start = parsed;
        }
        IEnumerable<Entry> occupations = source.Occupations;
        if (under is not null)
        {
            if (!Code.TryParse(under, out var parsed) || source.Find(parsed) is null)
                return Invalid(l => l[$"under 须是 {source.Name} 的一个代码。", $"under must be a code of {source.Name}."]);
            occupations = source.OccupationsIn(parsed).ToArray();
        }
        var links = history.Correspondence(source, target);
        var matching = occupations.Where(e => exact is not { } wanted || links.Of(e.Id) is [{ Exact: true }] == wanted).ToList();
        var (page, next) = Paging.Cut(context, matching.Where(e => start is not { } s || e.Code > s), limit, e => e.Code.Text);
        return TypedResults.Ok(
            new LinkPage(
                VersionRef.Of(source, from),
                VersionRef.Of(target, to),
                matching.Count,
                page.Select(e => LinkView.Of(links, e)).ToList(),
                next
            )
        );
    }

    private static Results<Ok<LinkAnswer>, ProblemAnswer> Correspondence(string from, string to, string code)
    {
        var history = Versions.Current;
        if (history.Find(from) is not { } source)
            return ClassificationApi.VersionUnknown(from);
        if (history.Find(to) is not { } target)
            return ClassificationApi.VersionUnknown(to);
        var lookup = CodeLookup.In(source, code);
        if (lookup is not CodeLookup.Found { Entry: var entry })
            return ClassificationApi.CodeProblem(source, code, lookup);
        if (entry.Level != Level.Occupation)
            return Invalid(l =>
                l[
                    $"{code} 是类目“{entry.Title}”；对应关系只到职业，可用 ?under={code} 列出。",
                    $"{code} is the group '{entry.Title}'; correspondences are of occupations: list them with ?under={code}."
                ]
            );
        return TypedResults.Ok(
            new LinkAnswer(
                VersionRef.Of(source, from),
                VersionRef.Of(target, to),
                LinkView.Of(history.Correspondence(source, target), entry)
            )
        );
    }

    private static Results<Ok<LifeView>, ProblemAnswer> LifeOf(string id)
    {
        var history = Versions.Current;
        return Life.Of(history, id) is { } life
            ? TypedResults.Ok(LifeView.Of(history, life))
            : ClassificationApi.IdProblem(history.Latest, id, CodeLookup.OfId(history, history.Latest, id));
    }

    private static ProblemAnswer Invalid(Func<Language, string> detail) => new(Problems.QueryInvalid, detail);
}
