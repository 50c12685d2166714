using System.Globalization;
using System.Text;
using static Zhidian.Layout.Charts.ChartText;

namespace Zhidian.Layout.Charts;

/// <summary>How an entry of a flow picture is shown.</summary>
/// <param name="Code">Shown before the title; never cut.</param>
/// <param name="Url">Where it leads; null: nowhere.</param>
/// <param name="LinkText">What a reader who cannot see the picture hears of the link.</param>
/// <param name="Colour">0 to 7, of the chart palette.</param>
public sealed record SankeyLabel(string Code, string Title, string? Url, string LinkText, int Colour);

/// <summary>
/// Draws a <see cref="SankeyLayout"/> as one SVG element: entries are links in reading order, each ribbon has a title. Colour is never the
/// only sign: every entry carries its code.
/// </summary>
public static class SankeyChart
{
    private const double Wide = 1080;
    private const double Text = 350;
    private const double Bar = 12;
    private const double Head = 24;

    /// <param name="name">What a reader who cannot see the picture is told first.</param>
    /// <param name="ribbonTitle">The words of a ribbon.</param>
    public static string Svg(
        SankeyLayout layout,
        string name,
        string leftHead,
        string rightHead,
        Func<string, SankeyLabel> left,
        Func<string, SankeyLabel> right,
        Func<SankeyFlow, string> ribbonTitle
    )
    {
        var svg = new StringBuilder();
        svg.Append(
            $"<svg class=\"zc zc-sankey\" viewBox=\"0 0 {At(Wide)} {At(layout.High + Head + 6)}\" role=\"group\" aria-label=\"{Escape(name)}\" xmlns=\"http://www.w3.org/2000/svg\">"
        );
        svg.Append(
            $"<text class=\"zc-head\" x=\"{At(Text + Bar)}\" y=\"14\" text-anchor=\"end\">{Escape(leftHead)}</text><text class=\"zc-head\" x=\"{At(Wide - Text - Bar)}\" y=\"14\">{Escape(rightHead)}</text>"
        );
        foreach (var ribbon in layout.Ribbons.OrderByDescending(r => r.Width).ThenBy(r => r.LeftTop))
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path class=\"zc-ribbon zc-s{left(ribbon.Flow.From).Colour}\" d=\"{Path(ribbon)}\"><title>{Escape(ribbonTitle(ribbon.Flow))}</title></path>"
            );
        foreach (var node in layout.Left)
            AppendNode(svg, node, left(node.Key), atLeft: true);
        foreach (var node in layout.Right)
            AppendNode(svg, node, right(node.Key), atLeft: false);
        return svg.Append("</svg>").ToString();
    }

    private static string Path(SankeyRibbon r)
    {
        var (x1, x2) = (Text + Bar, Wide - Text - Bar);
        var middle = At((x1 + x2) / 2);
        var (a, b) = (r.LeftTop + Head, r.RightTop + Head);
        return $"M{At(x1)} {Fine(a)}C{middle} {Fine(a)} {middle} {Fine(b)} {At(x2)} {Fine(b)}V{Fine(b + r.Width)}C{middle} {Fine(b + r.Width)} {middle} {Fine(a + r.Width)} {At(x1)} {Fine(a + r.Width)}Z";
    }

    /// <summary>Widths of a hundredth: many thin ribbons side by side must not add up to another height than their entry's.</summary>
    private static string Fine(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static void AppendNode(StringBuilder svg, SankeyNode node, SankeyLabel label, bool atLeft)
    {
        var x = atLeft ? Text : Wide - Text - Bar;
        var y = At(node.SlotTop + node.Slot / 2 + Head);
        var anchor = atLeft ? $"x=\"{At(Text - 6)}\" text-anchor=\"end\"" : $"x=\"{At(Wide - Text + 6)}\"";
        var room = (Text - 12) / 13 - Width(label.Code) - 0.6;
        var inside =
            $"<rect class=\"zc-s{label.Colour.ToString(CultureInfo.InvariantCulture)}\" x=\"{At(x)}\" y=\"{Fine(node.Top + Head)}\" width=\"{At(Bar)}\" height=\"{Fine(Math.Max(1, node.High))}\"/>"
            + $"<text {anchor} y=\"{y}\" dy=\"0.35em\">{Escape(label.Code)} {Escape(Cut(label.Title, room))}</text>";
        var title = $"<title>{Escape(label.LinkText)}</title>";
        svg.Append(
            label.Url is { } url
                ? $"<a class=\"zc-node\" href=\"{Escape(url)}\">{title}{inside}</a>"
                : $"<g class=\"zc-node\">{title}{inside}</g>"
        );
    }
}
