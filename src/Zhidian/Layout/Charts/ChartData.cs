namespace Zhidian.Layout.Charts;

/// <summary>A line over the labels of a chart.</summary>
/// <param name="Values">One per label; null where there is nothing to show, which breaks the line.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values);

/// <summary>A vertical mark with words, e.g. a release.</summary>
/// <param name="Label">The label it stands at; a mark whose label is not in the chart is left out.</param>
public sealed record ChartMark(string Label, string Text);

/// <param name="Labels">Along the x axis in order, e.g. months as <c>2024-06</c>.</param>
/// <param name="Description">What a reader who cannot see the picture is told, in one sentence.</param>
public sealed record LineData(
    IReadOnlyList<string> Labels,
    IReadOnlyList<ChartSeries> Series,
    string Description,
    IReadOnlyList<ChartMark>? Marks = null
);

/// <param name="Note">Written after the value, e.g. a share.</param>
public sealed record Bar(string Name, double Value, string? Note = null);

/// <summary>The words around a chart, already in the reader's language.</summary>
/// <param name="Title">The question the chart answers.</param>
/// <param name="Caption">Source, version, data window, and how to read it.</param>
/// <param name="TableLabel">Words on the fold that opens the data table, e.g. "Data table".</param>
/// <param name="DownloadUrl">Where the data can be taken from; null where the page is a file of its own.</param>
public sealed record ChartWords(string Title, string Caption, string TableLabel, string? DownloadLabel = null, string? DownloadUrl = null);
