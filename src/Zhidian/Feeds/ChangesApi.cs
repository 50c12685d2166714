using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Classification;
using Zhidian.Classification.Feeds;
using Zhidian.Layout;

namespace Zhidian.Feeds;

/// <summary>The change of an item of the sequence.</summary>
/// <param name="Text">Title of a work type that came or went.</param>
/// <param name="Reason">A token of data/README.md.</param>
/// <param name="Document">Key of the document that says so.</param>
public sealed record SequenceChangeView(
    ChangeKind Kind,
    string? OldCode,
    string? Code,
    string? OldTitle,
    string? Title,
    string OldMarks,
    string Marks,
    string? Text,
    IReadOnlyList<RelatedView> Related,
    string Reason,
    string Document,
    string Note
)
{
    public static SequenceChangeView Of(Change c) =>
        new(
            c.Kind,
            c.OldCode?.Text,
            c.Code?.Text,
            c.OldTitle,
            c.Title,
            c.OldMarks.Token(),
            c.Marks.Token(),
            c.Text,
            c.Related.Select(r => new RelatedView(r.Id, r.Code.Text, r.Title, r.Share)).ToList(),
            c.Evidence.Reason,
            c.Evidence.Document,
            c.Evidence.Note
        );
}

/// <param name="Share">Above 0 to 1.</param>
public sealed record RelatedView(string Id, string Code, string Title, decimal Share);

/// <summary>An entry as a copy keeps it: what the content hash of a version covers.</summary>
public sealed record SequenceEntryView(
    string Id,
    string Code,
    string Level,
    string Title,
    string Marks,
    string? GbtCode,
    DateOnly? ReleasedOn
)
{
    public static SequenceEntryView Of(Entry e) =>
        new(e.Id, e.Code.Text, e.Level.Token(), e.Title, e.Marks.Token(), e.GbtCode, e.ReleasedOn);
}

/// <param name="Act">put: keep entry in the place of whatever has the id; remove: take out the id; version: the copy is this version now.</param>
/// <param name="ContentHash">Of the version, at its end: SHA-256 of its entries, to check the copy by.</param>
/// <param name="Entries">Groups and occupations of the version, at its end.</param>
public sealed record SequenceItemView(
    SequenceAct Act,
    string Version,
    DateOnly Effective,
    string? Id,
    SequenceEntryView? Entry,
    SequenceChangeView? Change,
    string? ContentHash,
    int? Entries
)
{
    public static SequenceItemView Of(SequenceItem item)
    {
        var end = item.Act == SequenceAct.Version;
        return new(
            item.Act,
            item.Version.Name,
            item.Version.Effective,
            item.Id,
            item.Entry is { } entry ? SequenceEntryView.Of(entry) : null,
            item.Change is { } change ? SequenceChangeView.Of(change) : null,
            end ? item.Version.ContentHash : null,
            end ? item.Version.Entries.Count : null
        );
    }
}

/// <param name="Latest">The newest version there is.</param>
/// <param name="Next">Pass as <c>since</c>: for the next page, or later to ask what came meanwhile. There even when items are none.</param>
/// <param name="More">Whether the next page has items now.</param>
public sealed record ChangesAnswer(VersionRef Latest, IReadOnlyList<SequenceItemView> Items, string Next, bool More);

/// <summary>The sequence of changes for programs that keep a copy.</summary>
public static class ChangesApi
{
    private const int MaxPage = 1000;

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/changes", Changes)
            .WithName("listChangesSince")
            .WithSummary(
                "Every change of every version in order of taking effect; `since` a cursor, a day (that day included) or a version (after it), "
                    + "from the beginning without; `until` a version. Following it gives an exact copy"
            )
            .WithTags("Feeds");

    private static Results<Ok<ChangesAnswer>, ProblemAnswer> Changes(HttpContext context, string? since, string? until, int limit = 200)
    {
        if (limit is < 1 or > MaxPage)
            return new ProblemAnswer(
                Problems.QueryInvalid,
                l => l[$"limit 须在 1 与 {MaxPage} 之间。", $"limit must be between 1 and {MaxPage}."]
            );
        var history = Versions.Current;
        var sequence = ChangeSequence.Of(history);
        ClassificationVersion? end = null;
        if (!string.IsNullOrEmpty(until) && (end = history.Find(until)) is null)
            return ClassificationApi.VersionUnknown(until);
        if (Place(sequence, since, out var problem) is not { } from)
            return problem!;
        var page = sequence.Read(from, limit, end);
        var next = SequenceCursor.Write(sequence, page.Next);
        if (page.More)
        {
            var query = context.Request.Query.ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
            query["since"] = next;
            context.Response.Headers.Link = $"<{context.Request.Path}{QueryString.Create(query)}>; rel=\"next\"";
        }
        return TypedResults.Ok(
            new ChangesAnswer(
                VersionRef.Of(history.Latest, Versions.LatestAlias),
                page.Items.Select(SequenceItemView.Of).ToList(),
                next,
                page.More
            )
        );
    }

    private static SequencePlace? Place(ChangeSequence sequence, string? since, out ProblemAnswer? problem)
    {
        problem = null;
        if (string.IsNullOrEmpty(since))
            return default(SequencePlace);
        if (sequence.History.Find(since) is { } version)
            return sequence.After(version);
        if (DateOnly.TryParseExact(since, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return sequence.From(day);
        if (SequenceCursor.Read(sequence, since, out var stale) is { } place)
            return place;
        problem = stale
            ? new ProblemAnswer(Problems.CursorStale)
            : new ProblemAnswer(
                Problems.QueryInvalid,
                l =>
                    l[
                        $"since 须是上一次回答的 next、日期（YYYY-MM-DD）或版本（{string.Join("、", sequence.History.Versions.Select(v => v.Name))}、latest）。",
                        $"since must be the next of an earlier answer, a day (YYYY-MM-DD), or a version ({string.Join(", ", sequence.History.Versions.Select(v => v.Name))} or latest)."
                    ]
            );
        return null;
    }
}
