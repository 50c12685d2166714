using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Layout;

namespace Zhidian.Classification;

/// <summary>What became of a code or id that was looked up.</summary>
public enum LookupStatus
{
    Found,

    /// <summary>Used before, not any more; see the successors.</summary>
    Gone,

    /// <summary>Comes only with a later version.</summary>
    Later,
    Unknown,
    Malformed,
}

/// <summary>Codes or ids to look up: one of the two lists, 1 to 1,000 items.</summary>
/// <param name="Codes">e.g. 2-02-10-03; groups too.</param>
/// <param name="Ids">Permanent ids, e.g. Z000324.</param>
public sealed record LookupRequest(IReadOnlyList<string?>? Codes = null, IReadOnlyList<string?>? Ids = null);

/// <param name="Asked">As it was sent.</param>
/// <param name="Entry">When found.</param>
/// <param name="AlsoWas">Of a found or gone code: other entries that had it at other times; absent where there are none.</param>
/// <param name="Id">Of a gone one: what it stood for.</param>
/// <param name="Title">Of a gone or later one.</param>
/// <param name="LastIn">Of a gone one: the version, or the day of release, that last had it.</param>
/// <param name="Successors">Of a gone one, with shares; empty when nothing took its place.</param>
/// <param name="FirstIn">Of a later one: the version that brings it.</param>
public sealed record LookupItem(
    string Asked,
    LookupStatus Status,
    EntryView? Entry = null,
    IReadOnlyList<UseView>? AlsoWas = null,
    string? Id = null,
    string? Title = null,
    string? LastIn = null,
    IReadOnlyList<RelatedView>? Successors = null,
    string? FirstIn = null
);

/// <param name="Items">One for each that was asked, in the same order.</param>
public sealed record LookupAnswer(VersionRef Version, IReadOnlyList<LookupItem> Items);

/// <summary>Many codes or ids in one request.</summary>
public static class LookupApi
{
    public const int Most = 1_000;
    private const long MaxBody = 256 << 10;

    /// <param name="api">Not cached: the answer depends on the body.</param>
    public static void Map(IEndpointRouteBuilder api) =>
        Throttle.Costs(
            api.MapPost("/versions/{version}/lookup", Lookup)
                .WithName("lookup")
                .WithSummary("Look up to 1,000 codes or permanent ids up: each found, gone with successors, later, unknown or malformed")
                .WithTags("Classification")
                .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxBody)),
            Cost.Lookup
        );

    private static Results<Ok<LookupAnswer>, ProblemAnswer> Lookup(string version, LookupRequest request)
    {
        if (Versions.Find(version) is not { } v)
            return ClassificationApi.VersionUnknown(version);
        if (request.Codes is null == request.Ids is null)
            return Invalid(l => l["codes 与 ids 须给出一个，且只给一个。", "Give codes or ids, and only one of them."]);
        var asked = (request.Codes ?? request.Ids)!;
        if (asked.Count is 0 or > Most)
            return Invalid(l => l[$"须有 1 至 {Most} 项，收到 {asked.Count} 项。", $"Send 1 to {Most} items; there were {asked.Count}."]);
        var byId = request.Ids is not null;
        return TypedResults.Ok(
            new LookupAnswer(
                VersionRef.Of(v, version),
                asked.Select(text => Item(text ?? "", byId ? CodeLookup.OfId(v, text ?? "") : CodeLookup.In(v, text ?? ""))).ToList()
            )
        );
    }

    private static LookupItem Item(string asked, CodeLookup lookup) =>
        lookup switch
        {
            CodeLookup.Found found => new(asked, LookupStatus.Found, EntryView.Of(found.Entry), UsesOf(found.AlsoWas)),
            CodeLookup.Gone gone => new(
                asked,
                LookupStatus.Gone,
                Id: gone.Id,
                Title: gone.Title,
                LastIn: gone.LastIn,
                Successors: gone.Successors.Select(RelatedView.Of).ToList(),
                AlsoWas: UsesOf(gone.AlsoWas)
            ),
            CodeLookup.Later later => new(asked, LookupStatus.Later, Id: later.Entry.Id, Title: later.Entry.Title, FirstIn: later.FirstIn),
            CodeLookup.Malformed => new(asked, LookupStatus.Malformed),
            _ => new(asked, LookupStatus.Unknown),
        };

    private static List<UseView>? UsesOf(IReadOnlyList<CodeLookup.Use> uses) => uses.Count == 0 ? null : uses.Select(UseView.Of).ToList();

    private static ProblemAnswer Invalid(Func<Language, string> detail) => new(Problems.BodyInvalid, detail);
}
