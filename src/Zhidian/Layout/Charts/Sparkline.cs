using System.Text;
using static Zhidian.Layout.Charts.ChartText;

namespace Zhidian.Layout.Charts;

/// <summary>A line of a word's height for table rows: the shape of a series, not its figures. Gaps are bridged by nothing.</summary>
public static class Sparkline
{
    private const double Wide = 100;
    private const double High = 24;

    /// <param name="description">Read out in place of the picture, e.g. "share by month, 2018-01 to 2019-03, from 0.2 to 4.1".</param>
    public static string Svg(IReadOnlyList<double?> values, string description)
    {
        var top = Math.Max(values.Max() ?? 0, double.Epsilon);
        var path = new StringBuilder();
        var pen = false;
        var last = (X: "", Y: "");
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
            {
                pen = false;
                continue;
            }
            var x = At(values.Count == 1 ? Wide / 2 : 2 + (Wide - 6) * i / (values.Count - 1));
            var y = At(High - 3 - (High - 6) * value / top);
            path.Append(pen ? 'L' : 'M').Append(x).Append(' ').Append(y);
            // A month between two gaps has no line: a step of no length with round caps shows as a dot.
            if (!pen)
                path.Append("h0");
            pen = true;
            last = (x, y);
        }
        var dot = last.X.Length > 0 ? $"<circle cx=\"{last.X}\" cy=\"{last.Y}\" r=\"2.2\"/>" : "";
        return $"<svg class=\"zc zc-spark\" viewBox=\"0 0 {At(Wide)} {At(High)}\" width=\"100\" height=\"24\" role=\"img\" aria-label=\"{Escape(description)}\" xmlns=\"http://www.w3.org/2000/svg\"><g class=\"zc-s0\"><path class=\"zc-line\" fill=\"none\" d=\"{path}\"/>{dot}</g></svg>";
    }
}
