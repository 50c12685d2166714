using Zhidian.Mining.Adverts;

namespace Zhidian.Adverts;

public sealed record SourceView(string Source, string Platform, long Adverts, long Duplicates, string? FirstMonth, string? LastMonth);

/// <param name="File">Name without its folder.</param>
/// <param name="Finished">Absent while it runs.</param>
public sealed record ImportView(
    int Id,
    string File,
    string Format,
    DateTime Started,
    DateTime? Finished,
    long Records,
    long Added,
    long Repeats,
    long Duplicates,
    long Rejects
);

/// <summary>What adverts there are.</summary>
/// <param name="Adverts">Duplicates included.</param>
/// <param name="CoderVersions">More than one while a re-coding is unfinished.</param>
public sealed record AdvertStatusView(
    long Adverts,
    long Duplicates,
    long Rejects,
    long Employers,
    int Months,
    string? FirstMonth,
    string? LastMonth,
    long Coded,
    IReadOnlyList<string> CoderVersions,
    IReadOnlyList<SourceView> Sources,
    IReadOnlyList<ImportView> Imports
)
{
    public static AdvertStatusView Of(StoreStatus s) =>
        new(
            s.Adverts,
            s.Duplicates,
            s.Rejects,
            s.Employers,
            s.Months,
            s.FirstMonth?.ToString(),
            s.LastMonth?.ToString(),
            s.Coded,
            s.CoderVersions,
            s.Sources.Select(x => new SourceView(
                    x.Source,
                    x.Platform,
                    x.Adverts,
                    x.Duplicates,
                    x.FirstMonth?.ToString(),
                    x.LastMonth?.ToString()
                ))
                .ToList(),
            s.Imports.Select(i => new ImportView(
                    i.Id,
                    // Where files lie on the server is nobody's business here.
                    Path.GetFileName(i.File),
                    i.Format,
                    i.Started,
                    i.Finished,
                    i.Records,
                    i.Added,
                    i.Repeats,
                    i.Duplicates,
                    i.Rejects
                ))
                .ToList()
        );
}

/// <summary>The state of the advert store under <c>/api/v1/adverts/status</c>.</summary>
public static class AdvertStatusApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/adverts/status", (Workspace.Workspace workspace) => AdvertStatusView.Of(workspace.Facts.Status()))
            .WithName("getAdvertStatus")
            .WithSummary("What adverts are stored: counts, months, sources, imports and rejects")
            .WithTags("Adverts");
}
