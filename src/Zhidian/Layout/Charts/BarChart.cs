using System.Text;
using static Zhidian.Layout.Charts.ChartText;

namespace Zhidian.Layout.Charts;

/// <summary>Horizontal bars, one a row, names left and values right, as one SVG element. Bars start at zero.</summary>
public static class BarChart
{
    private const double Wide = 460;
    private const double Row = 24;
    private const double Right = 84;

    /// <param name="description">What a reader who cannot see the picture is told, in one sentence.</param>
    public static string Svg(IReadOnlyList<Bar> bars, string description)
    {
        var top = bars.Count == 0 ? 1 : Math.Max(bars.Max(b => b.Value), double.Epsilon);
        var left = Math.Clamp(bars.Select(b => Width(b.Name) * 14).DefaultIfEmpty(0).Max() + 8, 60, 190);
        var svg = new StringBuilder();
        svg.Append(
            $"<svg class=\"zc zc-bars\" viewBox=\"0 0 {At(Wide)} {At(bars.Count * Row + 4)}\" role=\"img\" aria-label=\"{Escape(description)}\" xmlns=\"http://www.w3.org/2000/svg\">"
        );
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            var y = i * Row + 2;
            var width = Math.Max(1, (Wide - left - Right) * bar.Value / top);
            var middle = At(y + Row / 2 - 1);
            svg.Append(
                $"<g><title>{Escape(bar.Name)} {Number(bar.Value)}{Escape(bar.Note is null ? "" : " " + bar.Note)}</title>"
                    + $"<text class=\"zc-name\" x=\"{At(left - 8)}\" y=\"{middle}\" dy=\"0.35em\" text-anchor=\"end\">{Escape(Cut(bar.Name, (left - 8) / 13.4))}</text>"
                    + $"<rect class=\"zc-bar\" x=\"{At(left)}\" y=\"{At(y + 3)}\" width=\"{At(width)}\" height=\"{At(Row - 8)}\" rx=\"1\"/>"
                    + $"<text class=\"zc-value\" x=\"{At(left + width + 6)}\" y=\"{middle}\" dy=\"0.35em\">{Number(bar.Value)}{Escape(bar.Note is null ? "" : " " + bar.Note)}</text></g>"
            );
        }
        return svg.Append("</svg>").ToString();
    }
}
