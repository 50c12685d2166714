using System.ComponentModel;
using ModelContextProtocol;
using ModelContextProtocol.Server;
using Zhidian.Classification;
using Zhidian.Classification.Search;
using Zhidian.Coding;
using Zhidian.Layout;
using Zhidian.Lineage;
using Zhidian.Search;

namespace Zhidian.Mcp;

/// <summary>The tools. Descriptions are read by a model: what it gets, when to call, what it may pass, what to do next on an error.</summary>
[McpServerToolType]
public sealed class OccupationTools(Workspace.Workspace workspace, SearchIndexes indexes)
{
    private const int MostHits = 50;
    private const int MostTitles = 100;
    private const int MostChanges = 100;

    private const string VersionHelp =
        "Version of the Classification: its name, e.g. 2022 (an edition) or 2022.2 (an edition with its releases), or 'latest' (the default). "
        + "Pin a name where the answer must not change later; every answer says which version it resolved to.";

    [McpServerTool(
        Name = "search_occupations",
        Title = "Search occupations",
        ReadOnly = true,
        Idempotent = true,
        OpenWorld = false,
        UseStructuredContent = true
    )]
    [Description(
        "Finds groups and occupations of China's Occupational Classification by code, Chinese or English title, work type, everyday title, pinyin, or a part of them, best match first. "
            + "Use it when you know roughly what the entry is called. For job titles from adverts or CVs (e.g. 'Java开发工程师', '外卖小哥') use code_titles instead: "
            + "those are rarely official titles. Returns code, level, title and permanent id of each hit; an empty list means that nothing matched."
    )]
    public SearchHits Search(
        [Description("1 to 100 characters, e.g. 人工智能, 2-02-38, nurse or wlzb. Chinese finds most.")] string query,
        [Description(VersionHelp)] string version = Versions.LatestAlias,
        [Description("Only this level: major, sub-major, minor or occupation. Leave out for all.")] string? level = null,
        [Description("How many hits, 1 to 50.")] int limit = 10
    )
    {
        var v = Resolve(version);
        if (string.IsNullOrWhiteSpace(query) || query.Length > SearchAsked.MaxQuery)
            throw new McpException($"query must have 1 to {SearchAsked.MaxQuery} characters; shorten it to the core of the title.");
        Between(limit, MostHits);
        var wanted = level is null ? (Level?)null : LevelNames.Parse(level);
        if (level is not null && wanted is null)
            throw new McpException($"level '{level}' is unknown: use major, sub-major, minor or occupation, or leave it out.");
        var hits = indexes
            .Of(v)
            .Find(new SearchRequest(query, limit, Level: wanted))
            .Hits.Select(h => new ToolHit(
                h.Entry.Code.Text,
                h.Entry.Level.Token(),
                h.Entry.Title,
                h.Entry.English,
                h.Entry.Marks.Token(),
                h.Entry.Id,
                h.Matched
            ))
            .ToList();
        return new SearchHits(VersionRef.Of(v, version), hits);
    }

    [McpServerTool(
        Name = "get_occupation",
        Title = "Get an occupation or group",
        ReadOnly = true,
        Idempotent = true,
        OpenWorld = false,
        UseStructuredContent = true
    )]
    [Description(
        "One occupation or group by its code or permanent id: titles, marks (S digital, L green), work types, the groups above it, and how each version of the "
            + "Classification shows it. Use it after a search, or to check a code somebody gave you. Codes change and are re-used between versions; when a code is "
            + "gone the error names its successors with their shares, and you should call again with one of them."
    )]
    public EntryAnswer Get(
        [Description("A code (2, 2-02, 2-02-38 or 2-02-38-01) or a permanent id (Z000324).")] string code,
        [Description(VersionHelp)] string version = Versions.LatestAlias
    )
    {
        var v = Resolve(version);
        var lookup = CodeLookup.IsId(code ?? "") ? CodeLookup.OfId(v, code!) : CodeLookup.In(v, code ?? "");
        return lookup switch
        {
            CodeLookup.Found found => EntryAnswer.Of(v, version, found),
            CodeLookup.Gone { Successors.Count: > 0 } gone => throw new McpException(
                $"{code} ({gone.Title}) is gone from version {v.Name}; it was last in {gone.LastIn}. Its successors: "
                    + string.Join("; ", gone.Successors.Select(s => $"{s.Code} {s.Title} (share {s.Share:0.####})"))
                    + ". Call get_occupation with one of these codes, or with version of the older version to see the old entry."
            ),
            CodeLookup.Gone gone => throw new McpException(
                $"{code} ({gone.Title}) is gone from version {v.Name} and nothing took its place; it was last in {gone.LastIn}. "
                    + "Call again with that version to see it, or search_occupations for something like it."
            ),
            CodeLookup.Later later => throw new McpException(
                $"{code} is not in version {v.Name} yet: it is {later.Entry.Title} from version {later.FirstIn} on. Call again with version '{later.FirstIn}' or 'latest'."
            ),
            CodeLookup.Malformed => throw new McpException(
                $"'{code}' is neither a code (2, 2-02, 2-02-38 or 2-02-38-01, first digit 1 to 8) nor an id (Z and six digits). "
                    + "If it is a title, call search_occupations or code_titles."
            ),
            _ => throw new McpException($"No version has {code}. Look the entry up by its title with search_occupations."),
        };
    }

    [McpServerTool(
        Name = "what_changed",
        Title = "What changed between versions",
        ReadOnly = true,
        Idempotent = true,
        OpenWorld = false,
        UseStructuredContent = true
    )]
    [Description(
        "The typed changes between two versions of the Classification (added, removed, renamed, redefined, recoded, moved, split, merged, promoted, workTypeAdded, "
            + "workTypeRemoved, marked), with date, document and reason, and successors or predecessors with shares. Use it for 'what is new since 2022', 'what became of "
            + "this group'. Told from the older to the newer version whichever is named first. Counts by kind cover all matching changes; items come in pages: "
            + "when next is there, call again with after set to it. Narrow by kind or under rather than reading everything."
    )]
    public ChangeReport Changed(
        [Description("One version, e.g. 2022.")] string from,
        [Description("The other version; 'latest' by default.")] string to = Versions.LatestAlias,
        [Description("Only these kinds of change; leave out for all.")] string[]? kinds = null,
        [Description("Only entries in this group, e.g. 2-02; a code of either version.")] string? under = null,
        [Description("The next of the page before.")] string? after = null,
        [Description("How many changes, 1 to 100.")] int limit = 30
    )
    {
        var (one, other) = (Resolve(from), Resolve(to));
        Between(limit, MostChanges);
        if (!ChangeFilter.TryRead(kinds, null, under, out var filter, out var fault))
            throw new McpException(fault(Language.English));
        ChangeKey? start = null;
        if (after is not null && (start = ChangeKey.Parse(after)) is null)
            throw new McpException("after must be the next of an answer before; leave it out for the first page.");
        var matching = ChangeKey.Of(Versions.Current.Changes(one, other)).Where(c => filter.Takes(c.Change)).ToList();
        var page = matching.Where(c => start is not { } s || c.Key.IsAfter(s)).Take(limit).ToList();
        var (older, newer) = one.Effective <= other.Effective ? (one, other) : (other, one);
        return new ChangeReport(
            VersionRef.Of(older, older.Name),
            VersionRef.Of(newer, newer.Name),
            matching.Count,
            matching.CountBy(c => c.Change.Kind).OrderBy(c => c.Key).Select(c => new ChangeCount(c.Key, c.Value)).ToList(),
            page.Select(c => ChangeView.Of(c.Change)).ToList(),
            page.Count > 0 && matching[^1].Key.IsAfter(page[^1].Key) ? page[^1].Key.ToString() : null
        );
    }

    [McpServerTool(
        Name = "code_titles",
        Title = "Code job titles",
        ReadOnly = true,
        Idempotent = true,
        OpenWorld = false,
        UseStructuredContent = true
    )]
    [Description(
        "Turns job titles as people write them (adverts, CVs, survey answers; mostly Chinese) into codes: for each the deepest group or occupation that can be defended, "
            + "with a calibrated confidence (0 to 1) and up to five alternatives. abstained true means that no code can be defended: do not invent one, ask for more "
            + "context or offer the alternatives. Only versions that are complete can be coded to. Answers keep the order of the titles."
    )]
    public CodeListAnswer Code(
        [Description("1 to 100 titles of at most 500 characters each, e.g. [\"Java开发工程师\", \"外卖骑手\"].")] string[] titles,
        [Description(VersionHelp)] string version = Versions.LatestAlias,
        [Description("0 to 1: confidence an answer must reach, else a group above it or none; 0 for the coder's own.")]
            double minConfidence = 0
    )
    {
        var v = Resolve(version);
        if (v.Standing != Standing.Complete)
            throw new McpException(
                $"Version {v.Name} is not complete, so titles cannot be coded to it. Use one of {string.Join(", ", Versions.Complete.Select(c => c.Name))} or latest."
            );
        if (titles is not { Length: >= 1 and <= MostTitles })
            throw new McpException($"titles must have 1 to {MostTitles} items; send longer lists in parts.");
        if (Array.FindIndex(titles, t => string.IsNullOrWhiteSpace(t) || t.Length > CodingApi.MaxTitle) is var bad and >= 0)
            throw new McpException($"title number {bad + 1} is empty or longer than {CodingApi.MaxTitle} characters.");
        if (minConfidence is not (>= 0 and <= 1))
            throw new McpException("minConfidence must be between 0 and 1.");
        var coder = workspace.Coder(v);
        return new CodeListAnswer(
            VersionRef.Of(v, version),
            coder.Version,
            titles.Select(t => CodedView.Of(t, coder.Code(t, null, minConfidence))).ToList()
        );
    }

    private static ClassificationVersion Resolve(string? version) =>
        Versions.Find(version ?? "")
        ?? throw new McpException(
            $"There is no version '{version}'. Use one of {string.Join(", ", Versions.All.Select(v => v.Name))} or latest."
        );

    private static void Between(int limit, int most)
    {
        if (limit < 1 || limit > most)
            throw new McpException($"limit must be between 1 and {most}.");
    }
}

/// <param name="Matched">The text that matched: a code, title or work type.</param>
public sealed record ToolHit(string Code, string Level, string Title, string? English, string Marks, string Id, string Matched);

public sealed record SearchHits(VersionRef Version, IReadOnlyList<ToolHit> Items);

/// <param name="Total">Changes that match, on all pages.</param>
/// <param name="Next">Pass as <c>after</c> for the next page; absent on the last.</param>
public sealed record ChangeReport(
    VersionRef From,
    VersionRef To,
    int Total,
    IReadOnlyList<ChangeCount> Counts,
    IReadOnlyList<ChangeView> Items,
    string? Next
);
