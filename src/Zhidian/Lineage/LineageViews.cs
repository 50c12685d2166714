using Zhidian.Classification;
using Zhidian.Classification.Lineage;

namespace Zhidian.Lineage;

/// <summary>One typed change, told from the older to the newer version. The side on which the entry does not exist is absent.</summary>
/// <param name="Related">Successors of what was split or merged, predecessors of what was added or promoted.</param>
/// <param name="WorkType">Of a work type that came or went: its title.</param>
/// <param name="Version">The version with which it took effect.</param>
/// <param name="Reason">A stable token, e.g. <c>new-occupation</c>; <c>comparison</c> where no document names the change.</param>
/// <param name="Note">In English; absent where there is none.</param>
/// <param name="Document">What published it.</param>
public sealed record ChangeView(
    ChangeKind Kind,
    string Level,
    string Id,
    string? OldCode,
    string? Code,
    string? OldTitle,
    string? Title,
    string? OldMarks,
    string? Marks,
    IReadOnlyList<RelatedView> Related,
    string? WorkType,
    string Version,
    DateOnly Date,
    string Reason,
    string? Note,
    DocumentView? Document
)
{
    public static ChangeView Of(Change c) =>
        new(
            c.Kind,
            c.Level.Token(),
            c.Id,
            c.OldCode?.Text,
            c.Code?.Text,
            c.OldTitle,
            c.Title,
            c.OldCode is null ? null : c.OldMarks.Token(),
            c.Code is null ? null : c.Marks.Token(),
            c.Related.Select(RelatedView.Of).ToList(),
            c.Text,
            c.Version,
            c.Date,
            c.Evidence.Reason,
            c.Evidence.Note.Length == 0 ? null : c.Evidence.Note,
            DocumentView.Of(c.Evidence.Document)
        );
}

/// <param name="From">The older of the two versions, whichever was named first: changes are told forwards.</param>
/// <param name="Total">Changes that match the filters, on all pages.</param>
/// <param name="Next">Pass as <c>after</c> for the next page; absent on the last. The Link header says the same.</param>
public sealed record ChangePage(VersionRef From, VersionRef To, int Total, IReadOnlyList<ChangeView> Items, string? Next);

/// <summary>A share of an occupation of one version in the other.</summary>
/// <param name="Code">Absent, as id and title are, for a share that has no counterpart.</param>
/// <param name="Weight">Above 0 to 1; the targets of one occupation sum to exactly 1.</param>
/// <param name="Exact">It goes there whole, by identity or by record; nothing was judged or divided.</param>
public sealed record TargetView(string? Code, string? Title, string? Id, decimal Weight, bool Exact);

public sealed record LinkView(string Code, string Title, string Id, IReadOnlyList<TargetView> Targets)
{
    public static LinkView Of(Correspondence correspondence, Entry from) =>
        new(
            from.Code.Text,
            from.Title,
            from.Id,
            correspondence
                .Of(from.Id)
                .Select(t =>
                    t.ToId is { } id && correspondence.To.FindById(id) is { } to
                        ? new TargetView(to.Code.Text, to.Title, to.Id, t.Weight, t.Exact)
                        : new TargetView(null, null, null, t.Weight, t.Exact)
                )
                .ToList()
        );
}

/// <param name="From">The version whose occupations are carried; it may be the newer one.</param>
public sealed record LinkPage(VersionRef From, VersionRef To, int Total, IReadOnlyList<LinkView> Items, string? Next);

public sealed record LinkAnswer(VersionRef From, VersionRef To, LinkView Item);

/// <summary>How one version shows a group or occupation.</summary>
/// <param name="Changes">What made it so since the version before.</param>
public sealed record LifeStepView(
    string Version,
    DateOnly Effective,
    Standing Standing,
    string Code,
    string Title,
    string? English,
    string Marks,
    IReadOnlyList<ChangeView> Changes
);

/// <summary>A code that it had outside the versions here.</summary>
/// <param name="Scheme">interim for a code given by a release of 2019 to 2022; else the edition.</param>
public sealed record OldCodeView(string Code, string Scheme, string Title, DateOnly? Published, string Source);

/// <summary>The life of a permanent id. An id is never reused and never deleted, only retired.</summary>
/// <param name="Retired">Whether the newest version lacks it.</param>
/// <param name="Steps">The versions that know it, oldest first.</param>
/// <param name="Retirement">Why the version after the last step lacks it.</param>
/// <param name="Predecessors">Where it came from, in the version before its first.</param>
/// <param name="Successors">Of a retired occupation: where it is in the newest version, with shares; empty when nowhere.</param>
/// <param name="Latest">The newest version, against which retired and successors were told.</param>
public sealed record LifeView(
    string Id,
    string Level,
    bool Retired,
    VersionRef Latest,
    IReadOnlyList<LifeStepView> Steps,
    ChangeView? Retirement,
    IReadOnlyList<RelatedView> Predecessors,
    IReadOnlyList<RelatedView> Successors,
    IReadOnlyList<OldCodeView> OldCodes
)
{
    public static LifeView Of(History history, Life life)
    {
        var retired = history.Latest.FindById(life.Id) is null;
        return new(
            life.Id,
            life.Steps[^1].Entry.Level.Token(),
            retired,
            VersionRef.Of(history.Latest, Versions.LatestAlias),
            life.Steps.Select(s => new LifeStepView(
                    s.Version.Name,
                    s.Version.Effective,
                    s.Version.Standing,
                    s.Entry.Code.Text,
                    s.Entry.Title,
                    s.Entry.English,
                    s.Entry.Marks.Token(),
                    s.Changes.Select(ChangeView.Of).ToList()
                ))
                .ToList(),
            life.Retirement is { } why ? ChangeView.Of(why) : null,
            life.Predecessors.Select(RelatedView.Of).ToList(),
            retired ? history.Successors(life.Id, history.Latest).Select(RelatedView.Of).ToList() : [],
            life.OldCodes.Select(o => new OldCodeView(o.Code.Text, o.Scheme, o.Title, o.Published, o.Source)).ToList()
        );
    }
}
