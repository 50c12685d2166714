using System.Globalization;
using System.Xml.Linq;
using CsCheck;
using Zhidian.Layout.Charts;

namespace Zhidian.Tests.Layout;

public sealed class ChartTests
{
    private static readonly ChartWords Words = new("How many <adverts>?", "Source & version", "Data", "CSV", "/x?a=1&b=2");

    private static readonly Gen<double?> Value = Gen.OneOf(
        Gen.Const((double?)null),
        Gen.Double[0, 1e9].Select(v => (double?)v),
        Gen.Const((double?)0)
    );

    [Fact]
    public void Any_series_gives_well_formed_markup_with_every_figure_in_the_table() =>
        Gen.Select(Value.Array[0, 90], Gen.String)
            .Sample(
                (values, name) =>
                {
                    var clean = string.Concat(name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c < '\uFFFE'));
                    var labels = values.Select((_, i) => $"{2018 + i / 12}-{i % 12 + 1:D2}").ToList();
                    var data = new LineData(labels, [new(clean, values)], "description", [new("2019-04", clean)]);
                    var html = XElement.Parse(ChartFigure.Lines(data, Words, "Month"));
                    Assert.Equal(values.Length, html.Descendants("tbody").Single().Elements().Count());
                    Assert.Equal("How many <adverts>?", html.Descendants("h3").Single().Value);
                }
            );

    [Fact]
    public void A_gap_breaks_the_line_and_zero_does_not()
    {
        string Path(params double?[] values) =>
            XElement
                .Parse(LineChart.Svg(new([.. values.Select((_, i) => $"{i}")], [new("a", values)], "d")))
                .Descendants()
                .Single(e => e.Name.LocalName == "path")
                .Attribute("d")!
                .Value;
        Assert.Equal(1, Path(1, 0, 2).Count(c => c == 'M'));
        Assert.Equal(2, Path(1, null, 2).Count(c => c == 'M'));
        Assert.Equal("", Path());
    }

    [Fact]
    public void The_longest_bar_fills_the_room_and_names_are_cut_to_fit()
    {
        var svg = XElement.Parse(BarChart.Svg([new("一个非常非常非常非常非常长的职业名称", 10), new("b", 5), new("c", 0)], "d"));
        var widths = svg.Descendants()
            .Where(e => e.Name.LocalName == "rect")
            .Select(e => double.Parse(e.Attribute("width")!.Value, CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(widths[0] / 2, widths[1], 0.1);
        Assert.Equal(1, widths[2]);
        Assert.Contains("…", svg.Descendants().First(e => e.Name.LocalName == "text").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_need_no_inline_style_or_script()
    {
        var html =
            ChartFigure.Lines(new(["2019-01"], [new("a", [1.0])], "d"), Words, "Month")
            + BarChart.Svg([new("a", 1)], "d")
            + Sparkline.Svg([1, null, 3], "d");
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains(".zc-line", ChartStyle.Css, StringComparison.Ordinal);
    }

    [Fact]
    public void Axis_steps_are_round_and_reach_the_top() =>
        Gen.Double[1e-6, 1e12].Sample(top => ChartText.Step(top, 4) * 4 >= top * 0.999999 && ChartText.Step(top, 4) <= top * 2.51);
}
