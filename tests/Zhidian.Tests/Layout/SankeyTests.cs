using System.Xml.Linq;
using CsCheck;
using Zhidian.Layout.Charts;

namespace Zhidian.Tests.Layout;

public sealed class SankeyTests
{
    private static readonly Gen<List<SankeyFlow>> AnyFlows = Gen.Select(Gen.Int[0, 14], Gen.Int[0, 14], Gen.Double[0.01, 300])
        .Array[1, 60]
        .Select(rows =>
            rows.Select(r => new SankeyFlow($"L{r.Item1:D2}", $"R{r.Item2:D2}", r.Item3)).DistinctBy(f => (f.From, f.To)).ToList()
        );

    [Fact]
    public void Ribbons_conserve_width_at_both_ends_and_fill_their_entries_exactly() =>
        AnyFlows.Sample(flows =>
        {
            var layout = SankeyLayout.Of(flows);
            Assert.Equal(flows.Count, layout.Ribbons.Count);
            foreach (var node in layout.Left)
                Fills(node, layout.Ribbons.Where(r => r.Flow.From == node.Key).Select(r => (r.LeftTop, r.Width)));
            foreach (var node in layout.Right)
                Fills(node, layout.Ribbons.Where(r => r.Flow.To == node.Key).Select(r => (r.RightTop, r.Width)));
            Assert.Equal(layout.Left.Sum(n => n.High), layout.Right.Sum(n => n.High), 1e-6);
            var scale = layout.Ribbons[0].Width / layout.Ribbons[0].Flow.Weight;
            Assert.All(layout.Ribbons, r => Assert.Equal(r.Flow.Weight * scale, r.Width, 1e-6));
        });

    [Fact]
    public void No_entry_overlaps_another_or_leaves_the_picture() =>
        AnyFlows.Sample(flows =>
        {
            var layout = SankeyLayout.Of(flows);
            foreach (var side in new[] { layout.Left, layout.Right })
            {
                for (var i = 0; i < side.Count; i++)
                {
                    Assert.True(side[i].SlotTop >= -1e-9 && side[i].SlotTop + side[i].Slot <= layout.High + 1e-6);
                    Assert.True(
                        side[i].Top >= side[i].SlotTop - 1e-9 && side[i].Top + side[i].High <= side[i].SlotTop + side[i].Slot + 1e-6
                    );
                    Assert.True(i == 0 || side[i - 1].SlotTop + side[i - 1].Slot < side[i].SlotTop);
                }
            }
        });

    [Fact]
    public void The_same_flows_in_any_order_give_the_same_picture_with_no_more_crossings_than_before() =>
        Gen.Select(AnyFlows, Gen.Int)
            .Sample(
                (flows, seed) =>
                {
                    var shuffled = flows.ToArray();
                    new Random(seed).Shuffle(shuffled);
                    var (one, other) = (SankeyLayout.Of(flows), SankeyLayout.Of(shuffled));
                    Assert.Equal(one.Left.Select(n => n.Key), other.Left.Select(n => n.Key));
                    Assert.Equal(one.Right.Select(n => n.Key), other.Right.Select(n => n.Key));
                    Assert.Equal(one.CrossingsAfter, other.CrossingsAfter);
                    Assert.True(one.CrossingsAfter <= one.CrossingsBefore);
                    Assert.Equal(one.CrossingsAfter, Crossing(one));
                }
            );

    [Fact]
    public void A_permutation_is_untangled_whole()
    {
        var flows = Enumerable.Range(0, 20).Select(i => new SankeyFlow($"L{i:D2}", $"R{i * 7 % 20:D2}", 1)).ToList();
        var layout = SankeyLayout.Of(flows);
        Assert.True(layout.CrossingsBefore > 50);
        Assert.Equal(0, layout.CrossingsAfter);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_weight_that_is_none_is_refused(double weight) =>
        Assert.Throws<ArgumentException>(() => SankeyLayout.Of([new SankeyFlow("a", "b", weight)]));

    [Fact]
    public void Nothing_and_twice_the_same()
    {
        Assert.Empty(SankeyLayout.Of([]).Ribbons);
        Assert.Throws<ArgumentException>(() => SankeyLayout.Of([new SankeyFlow("a", "b", 1), new SankeyFlow("a", "b", 2)]));
    }

    [Fact]
    public void The_picture_is_well_formed_names_every_ribbon_and_needs_no_style()
    {
        var layout = SankeyLayout.Of([new("a", "x", 2), new("a", "y", 1), new("b", "x", 1)]);
        SankeyLabel Label(string key) => new(key, "<&> " + key, key == "b" ? null : "/to?a=1&b=" + key, "to " + key, 0);
        var text = SankeyChart.Svg(layout, "flows", "old", "new", Label, Label, f => $"{f.From} to {f.To}");
        Assert.DoesNotContain("style=", text, StringComparison.Ordinal);
        var svg = XElement.Parse(text);
        var ns = svg.Name.Namespace;
        Assert.Equal(
            ["a to x", "a to y", "b to x"],
            svg.Elements(ns + "path").Select(p => p.Element(ns + "title")!.Value).Order(StringComparer.Ordinal)
        );
        Assert.Equal(3, svg.Elements(ns + "a").Count());
        Assert.All(svg.Elements(ns + "a"), a => Assert.Equal("to " + a.Attribute("href")!.Value[^1], a.Element(ns + "title")!.Value));
    }

    private static void Fills(SankeyNode node, IEnumerable<(double Top, double Width)> bands)
    {
        var at = node.Top;
        foreach (var (top, width) in bands.OrderBy(b => b.Top))
        {
            Assert.Equal(at, top, 1e-6);
            at += width;
        }
        Assert.Equal(node.Top + node.High, at, 1e-6);
    }

    /// <summary>Counted from the picture: two ribbons cross when their ends lie in opposite orders; those that share an entry do not.</summary>
    private static int Crossing(SankeyLayout layout)
    {
        var ribbons = layout.Ribbons;
        var count = 0;
        for (var i = 0; i < ribbons.Count; i++)
        for (var j = i + 1; j < ribbons.Count; j++)
            if ((ribbons[i].LeftTop - ribbons[j].LeftTop) * (ribbons[i].RightTop - ribbons[j].RightTop) < 0)
                count++;
        return count;
    }
}
