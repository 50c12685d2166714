using System.Text;
using static Zhidian.Layout.Charts.ChartText;

namespace Zhidian.Layout.Charts;

/// <summary>A chart with what belongs to it: the question as its title, caption, legend, data table and download.</summary>
public static class ChartFigure
{
    /// <param name="labelHeader">Head of the first column of the table, e.g. "Month".</param>
    public static string Lines(LineData data, ChartWords words, string labelHeader)
    {
        var rows = data.Labels.Select(
            (label, i) => (IReadOnlyList<string>)[label, .. data.Series.Select(s => s.Values[i] is { } v ? Number(v) : "—")]
        );
        var legend =
            data.Series.Count < 2
                ? ""
                : "<ul class=\"zc-legend\">"
                    + string.Concat(
                        data.Series.Select(
                            (s, i) =>
                                $"<li><svg width=\"18\" height=\"8\" viewBox=\"0 0 18 8\" aria-hidden=\"true\"><g class=\"zc-s{i % 6}\"><path class=\"zc-line\" fill=\"none\" d=\"M1 4L17 4\"/></g></svg> {Escape(s.Name)}</li>"
                        )
                    )
                    + "</ul>";
        return Wrap(legend + LineChart.Svg(data), words, [labelHeader, .. data.Series.Select(s => s.Name)], rows);
    }

    public static string Bars(IReadOnlyList<Bar> bars, ChartWords words, string nameHeader, string valueHeader) =>
        Wrap(
            BarChart.Svg(bars, words.Title),
            words,
            [nameHeader, valueHeader],
            bars.Select(b => (IReadOnlyList<string>)[b.Name, Number(b.Value) + (b.Note is null ? "" : " " + b.Note)])
        );

    private static string Wrap(string picture, ChartWords words, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        var html = new StringBuilder();
        html.Append($"<figure class=\"zc-figure\"><h3 class=\"zc-title\">{Escape(words.Title)}</h3>{picture}");
        html.Append($"<figcaption>{Escape(words.Caption)}");
        if (words is { DownloadUrl: { } url, DownloadLabel: { } label })
            html.Append($" <a href=\"{Escape(url)}\">{Escape(label)}</a>");
        html.Append($"</figcaption><details class=\"zc-data\"><summary>{Escape(words.TableLabel)}</summary><table><thead><tr>");
        foreach (var header in headers)
            html.Append($"<th scope=\"col\">{Escape(header)}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append($"<tr><th scope=\"row\">{Escape(row[0])}</th>");
            foreach (var cell in row.Skip(1))
                html.Append($"<td class=\"num\">{Escape(cell)}</td>");
            html.Append("</tr>");
        }
        return html.Append("</tbody></table></details></figure>").ToString();
    }
}
