using System.Text;
using static Zhidian.Layout.Charts.ChartText;

namespace Zhidian.Layout.Charts;

/// <summary>
/// Lines over time as one SVG element, y from zero. Colours and type come from the classes in <see cref="ChartStyle"/>, so it
/// follows light, dark and print; without the style sheet it is still readable. No script, no inline style.
/// </summary>
public static class LineChart
{
    private const double Wide = 460;
    private const double High = 220;
    private const double Left = 46;
    private const double Right = 12;
    private const double Top = 22;
    private const double Bottom = 24;

    public static string Svg(LineData data)
    {
        var top = data.Series.SelectMany(s => s.Values).Max() ?? 0;
        var step = Step(top, 4);
        var ceiling = Math.Max(step, Math.Ceiling(top / step - 1e-9) * step);
        var svg = new StringBuilder();
        svg.Append(
            $"<svg class=\"zc zc-lines\" viewBox=\"0 0 {At(Wide)} {At(High)}\" role=\"img\" aria-label=\"{Escape(data.Description)}\" xmlns=\"http://www.w3.org/2000/svg\">"
        );
        for (var tick = 0.0; tick <= ceiling + step / 2; tick += step)
        {
            var y = At(Y(tick, ceiling));
            svg.Append($"<line class=\"zc-grid\" x1=\"{At(Left)}\" x2=\"{At(Wide - Right)}\" y1=\"{y}\" y2=\"{y}\"/>");
            svg.Append($"<text class=\"zc-tick\" x=\"{At(Left - 6)}\" y=\"{y}\" dy=\"0.35em\" text-anchor=\"end\">{Number(tick)}</text>");
        }
        AppendLabels(svg, data.Labels);
        AppendMarks(svg, data);
        for (var i = 0; i < data.Series.Count; i++)
            AppendSeries(svg, data, i, ceiling);
        return svg.Append("</svg>").ToString();
    }

    private static double X(int index, int count) =>
        count <= 1 ? (Left + Wide - Right) / 2 : Left + (Wide - Left - Right) * index / (count - 1);

    private static double Y(double value, double ceiling) => High - Bottom - (High - Top - Bottom) * value / ceiling;

    /// <summary>Years where the labels are months of more than a year, else the labels themselves, never more than fit.</summary>
    private static void AppendLabels(StringBuilder svg, IReadOnlyList<string> labels)
    {
        var shown = new List<(int Index, string Text)>();
        if (labels.Count > 14 && labels.All(l => l.Length == 7 && l[4] == '-'))
        {
            for (var i = 0; i < labels.Count; i++)
                if (i == 0 || labels[i][..4] != labels[i - 1][..4])
                    shown.Add((i, labels[i][..4]));
        }
        else
        {
            shown.AddRange(labels.Select((l, i) => (i, l)));
        }
        var last = double.NegativeInfinity;
        foreach (var (index, text) in shown)
        {
            var x = X(index, labels.Count);
            var width = Width(text) * 14;
            if (x - last < width + 8)
                continue;
            last = x;
            var anchor =
                x + width / 2 > Wide ? "end"
                : x - width / 2 < 0 ? "start"
                : "middle";
            svg.Append($"<text class=\"zc-tick\" x=\"{At(x)}\" y=\"{At(High - 6)}\" text-anchor=\"{anchor}\">{Escape(text)}</text>");
        }
    }

    private static void AppendMarks(StringBuilder svg, LineData data)
    {
        var last = double.NegativeInfinity;
        foreach (var mark in data.Marks ?? [])
        {
            var index = IndexOf(data.Labels, mark.Label);
            if (index < 0)
                continue;
            var x = X(index, data.Labels.Count);
            svg.Append(
                $"<g class=\"zc-mark\"><title>{Escape(mark.Label + " " + mark.Text)}</title><line x1=\"{At(x)}\" x2=\"{At(x)}\" y1=\"{At(Top - 4)}\" y2=\"{At(High - Bottom)}\"/>"
            );
            var text = Cut(mark.Text, 8);
            var width = Width(text) * 12;
            if (x - last > width + 6)
            {
                var anchor =
                    x + width / 2 > Wide ? "end"
                    : x - width / 2 < Left ? "start"
                    : "middle";
                svg.Append($"<text x=\"{At(x)}\" y=\"{At(Top - 8)}\" text-anchor=\"{anchor}\">{Escape(text)}</text>");
                last = x;
            }
            svg.Append("</g>");
        }
    }

    private static void AppendSeries(StringBuilder svg, LineData data, int number, double ceiling)
    {
        var series = data.Series[number];
        var colour = $"zc-s{number % 6}";
        var path = new StringBuilder();
        var pen = false;
        var points = new StringBuilder();
        var count = series.Values.Count(v => v is not null);
        for (var i = 0; i < series.Values.Count; i++)
        {
            if (series.Values[i] is not { } value)
            {
                pen = false;
                continue;
            }
            var (x, y) = (At(X(i, data.Labels.Count)), At(Y(value, ceiling)));
            path.Append(pen ? 'L' : 'M').Append(x).Append(' ').Append(y);
            pen = true;
            // A dot with its value for the pointer; a lone month between gaps is visible by its dot alone.
            points.Append(
                $"<circle cx=\"{x}\" cy=\"{y}\" r=\"{(count > 48 ? "1.6" : "2.6")}\"><title>{Escape(data.Labels[i])} {Escape(series.Name)} {Number(value)}</title></circle>"
            );
        }
        svg.Append($"<g class=\"{colour}\"><path class=\"zc-line\" fill=\"none\" d=\"{path}\"/>{points}</g>");
    }

    private static int IndexOf(IReadOnlyList<string> labels, string label)
    {
        for (var i = 0; i < labels.Count; i++)
            if (labels[i] == label)
                return i;
        return -1;
    }
}
