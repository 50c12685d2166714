using Zhidian.Classification;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Coding;
using Zhidian.Mining.Discovery;
using Zhidian.Mining.Text;

namespace Zhidian.Mining.Tests.Discovery;

public sealed class DiscoverTests
{
    private static readonly Lazy<Coder> Latest = new(() => Coder.Build(Versions.Latest));
    private int _id;

    private List<(AdvertFact Fact, AdvertText Text)> Market()
    {
        var adverts = new List<(AdvertFact, AdvertText)>();
        for (var month = 0; month < 12; month++)
        for (var i = 0; i < 60; i++)
        {
            adverts.Add(Advert("Java开发工程师", $"软件公司{i}", month, "Java Spring MySQL 后端开发"));
            adverts.Add(Advert("会计", $"贸易公司{i}", month, "账务处理 纳税申报 用友"));
            if (i < 2 + month)
                adverts.Add(Advert(i % 2 == 0 ? "星链舱管师" : "高级星链舱管师", $"星际公司{i}", month, "航线规划 遥感 应急处置 卫星通信"));
        }
        // A board, a perk, an employer's own name and a burst of one employer.
        for (var i = 0; i < 40; i++)
        {
            adverts.Add(Advert("五险一金双休", $"公司{i}", i % 12, "Excel"));
            adverts.Add(Advert("BOSS直聘急聘", $"公司{i}", i % 12, "Excel"));
            adverts.Add(Advert("蓝鲸云仓专员", $"蓝鲸云仓{i}店", i % 12, "Excel"));
            adverts.Add(Advert("量子编织师", "独家公司", 3, "编织"));
        }
        return adverts;
    }

    private (AdvertFact, AdvertText) Advert(string title, string company, int month, string text)
    {
        var id = (UInt128)(++_id);
        var key = TitleNormaliser.Key(title);
        var province = $"{11 + _id % 20}";
        var fact = new AdvertFact(
            id,
            key,
            title,
            "test",
            "board",
            new Month(2025, 1).Plus(month),
            company,
            null,
            province,
            8000,
            12000,
            "本科",
            null,
            false,
            null,
            0
        );
        return (fact, new AdvertText(id, key, company, null, text));
    }

    private static DiscoveryRun Run(List<(AdvertFact Fact, AdvertText Text)> market, int top = 10) =>
        Discover.Run(
            () => market.Select(a => a.Fact),
            () => market.Select(a => a.Text),
            _ => Latest.Value,
            new DiscoveryOptions(Version: "2022.2", Top: top)
        );

    [Fact]
    public void What_nobody_knows_and_many_ask_for_comes_first()
    {
        var first = Run(Market()).Candidates[0];
        Assert.Equal("星链舱管师", first.Title);
        Assert.Equal(CandidateKind.NewOccupation, first.Kind);
        Assert.Equal(12, first.MonthsPresent);
        Assert.True(first.Growth > 1);
        Assert.Contains(first.Skills, s => s.Term == "航线规划");
        Assert.Equal(["mass", "stability", "distinct_skill", "sociality"], first.Tests.Select(t => t.Name));
    }

    [Fact]
    public void Perks_boards_employers_and_one_employers_burst_are_no_candidates()
    {
        var titles = Run(Market(), 100).Candidates.SelectMany(c => c.Titles).Select(t => t.Name).ToList();
        Assert.DoesNotContain(
            titles,
            t => t.Contains("五险", StringComparison.Ordinal) || t.Contains("直聘", StringComparison.Ordinal) || t == "boss"
        );
        Assert.DoesNotContain(
            titles,
            t => t.Contains("蓝鲸", StringComparison.Ordinal) || t.Contains("量子编织", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_same_adverts_in_the_same_order_give_the_same_run()
    {
        var market = Market();
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        RunCsv.Write(Run(market), first);
        RunCsv.Write(Run(market), second);
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Fact]
    public void A_run_survives_being_written_and_read()
    {
        var run = Run(Market());
        using var stream = new MemoryStream();
        RunJson.Write(run, stream);
        stream.Position = 0;
        var again = RunJson.Read(stream);
        Assert.Equal(run.Candidates[0].Trend, again.Candidates[0].Trend);
        Assert.Equal(run.Candidates.Select(c => c.Id), again.Candidates.Select(c => c.Id));
    }

    [Fact]
    public void Re_postings_count_once()
    {
        var market = Market();
        var doubled = market.Concat(market.Select(a => (a.Fact with { IsDuplicate = true }, a.Text))).ToList();
        Assert.Equal(Run(market).Candidates[0].Adverts, Run(doubled).Candidates[0].Adverts);
    }

    [Fact]
    public void Contradicting_options_are_refused_with_what_to_give()
    {
        Assert.Contains(
            "--as-of",
            Assert.Throws<DiscoveryOptionsException>(() => new DiscoveryOptions("2022", new Month(2024, 6)).Resolve()).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<DiscoveryOptionsException>(() => new DiscoveryOptions(From: new Month(2025, 1), To: new Month(2024, 1)).Resolve());
        Assert.Throws<DiscoveryOptionsException>(() => new DiscoveryOptions(Top: 0).Resolve());
        Assert.Throws<KeyNotFoundException>(() => new DiscoveryOptions("2015").Resolve());
    }
}
