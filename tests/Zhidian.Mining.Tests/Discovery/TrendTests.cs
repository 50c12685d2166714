using CsCheck;
using Zhidian.Classification;
using Zhidian.Mining.Discovery;

namespace Zhidian.Mining.Tests.Discovery;

public sealed class TrendTests
{
    private static (Dictionary<(Month, string), int> Mine, Dictionary<(Month, string), int> All) Series(
        double yearly,
        double level,
        int months,
        int all
    )
    {
        var mine = new Dictionary<(Month, string), int>();
        var totals = new Dictionary<(Month, string), int>();
        for (var i = 0; i < months; i++)
        {
            // The crawl doubles every other month: counts follow it, shares must not.
            var crawled = i % 2 == 0 ? all : 2 * all;
            totals[(new Month(2020, 1).Plus(i), "board")] = crawled;
            mine[(new Month(2020, 1).Plus(i), "board")] = (int)Math.Round(crawled * level * Math.Pow(yearly, i / 12.0));
        }
        return (mine, totals);
    }

    [Fact]
    public void Growth_is_that_of_the_share_not_of_the_crawl() =>
        Gen.Double[0.6, 2.5]
            .Sample(
                yearly =>
                {
                    var (mine, all) = Series(yearly, 0.01, 24, 50_000);
                    var growth = Trend.Growth(mine, all)!.Value;
                    return Math.Abs(growth.Ratio / yearly - 1) < 0.1 && growth.Low < growth.Ratio && growth.Ratio < growth.High;
                },
                iter: 40
            );

    [Fact]
    public void A_thin_series_stays_near_no_change_with_a_wide_interval()
    {
        var (mine, all) = Series(4, 0.0005, 6, 1_000);
        var growth = Trend.Growth(mine, all)!.Value;
        Assert.InRange(growth.Ratio, 0.7, 3);
        Assert.True(growth.High / growth.Low > 2);
    }

    [Fact]
    public void One_month_or_one_season_says_nothing_about_growth()
    {
        var (mine, all) = Series(2, 0.01, 2, 10_000);
        Assert.Null(Trend.Growth(mine, all));
    }

    [Fact]
    public void Boards_with_different_levels_do_not_make_a_trend()
    {
        // Board a is seen in 2020, board b, where the job is ten times commoner, in 2021: no board tells of change.
        var all = new Dictionary<(Month, string), int>();
        var mine = new Dictionary<(Month, string), int>();
        for (var i = 0; i < 12; i++)
        {
            all[(new Month(2020, 1).Plus(i), "a")] = all[(new Month(2021, 1).Plus(i), "b")] = 10_000;
            mine[(new Month(2020, 1).Plus(i), "a")] = 10;
            mine[(new Month(2021, 1).Plus(i), "b")] = 100;
        }
        Assert.InRange(Trend.Growth(mine, all)!.Value.Ratio, 0.9, 1.1);
    }

    [Theory]
    [InlineData(0, 50)]
    [InlineData(5, 50)]
    [InlineData(50, 50)]
    public void The_interval_of_a_share_holds_the_share(int successes, int trials)
    {
        var (low, high) = Practitioners.Wilson(successes, trials);
        Assert.InRange(successes / (double)trials, low - 1e-12, high + 1e-12);
        Assert.True(low < high);
    }
}
