using Zhidian.Classification.Search;

namespace Zhidian.Classification.Tests.Search;

public sealed class SearchIndexTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Everyday = new()
    {
        ["Z000324"] = ["算法工程师", "大模型工程师"],
        [IdOf("网络主播")] = ["带货主播", "livestreamer"],
        [IdOf("计算机程序设计员")] = ["Java开发工程师", "程序员", "software developer"],
        ["Z999999"] = ["没有这个职业"],
    };
    private static readonly SearchIndex Index = new(Versions.Latest, Everyday, new Origins(Versions.Current));

    private static string IdOf(string title) => Versions.Latest.Entries.Single(e => e.Title == title && e.Level == Level.Occupation).Id;

    [Theory]
    [InlineData("4-13-01-10", "网络主播", MatchKind.Code)]
    [InlineData("４－１３－０１－１０", "网络主播", MatchKind.Code)]
    [InlineData("4130110", "网络主播", MatchKind.Code)]
    [InlineData("4 13 01 10", "网络主播", MatchKind.Code)]
    [InlineData("网络主播", "网络主播", MatchKind.Title)]
    [InlineData("网 络 主 播", "网络主播", MatchKind.Title)]
    [InlineData("计算机程序", "计算机程序设计员", MatchKind.TitleStart)]
    [InlineData("数控铣工", "铣工", MatchKind.WorkType)]
    [InlineData("军官(警官)", "军官（警官）", MatchKind.Title)]
    [InlineData("带货主播", "网络主播", MatchKind.Alias)]
    [InlineData("JAVA开发", "计算机程序设计员", MatchKind.AliasStart)]
    [InlineData("livestreamers", "网络主播", MatchKind.Alias)]
    [InlineData("developer", "计算机程序设计员", MatchKind.AliasPart)]
    [InlineData("wangluozhubo", "网络主播", MatchKind.Pinyin)]
    [InlineData("wang luo zhu bo", "网络主播", MatchKind.Pinyin)]
    [InlineData("WangLuoZhuB", "网络主播", MatchKind.PinyinStart)]
    [InlineData("wlzb", "网络主播", MatchKind.Initials)]
    [InlineData("wlzhb", "网络主播", MatchKind.Initials)]
    [InlineData("jisuanjichengxusheji", "计算机程序设计员", MatchKind.PinyinStart)]
    [InlineData("chengxushejiyuan", "计算机程序设计员", MatchKind.PinyinPart)]
    [InlineData("网络住播", "网络主播", MatchKind.Typo)]
    [InlineData("网主络播", "网络主播", MatchKind.Typo)]
    [InlineData("网络的主播", "网络主播", MatchKind.Typo)]
    [InlineData("算法程师", "人工智能工程技术人员", MatchKind.Typo)]
    [InlineData("wangluozubo", "网络主播", MatchKind.Typo)]
    [InlineData("wangluozhbuo", "网络主播", MatchKind.Typo)]
    [InlineData("livestraemer", "网络主播", MatchKind.Typo)]
    [InlineData("急聘带货主播双休", "网络主播", MatchKind.Within)]
    public void The_best_hit_comes_first(string text, string title, MatchKind kind)
    {
        var hit = Index.Suggest(text)[0];
        Assert.Equal((title, kind), (hit.Entry.Title, hit.Kind));
    }

    [Theory]
    [InlineData("2-02-3", "2-02-3")]
    [InlineData("20238", "2-02-38")]
    [InlineData("2023", "2-02-3")]
    [InlineData("2-02-", "2-02")]
    public void A_beginning_of_a_code_finds_what_begins_so(string text, string start) =>
        Assert.All(Index.Suggest(text, 50), h => Assert.StartsWith(start, h.Entry.Code.Text, StringComparison.Ordinal));

    [Theory]
    [InlineData("38-01")]
    [InlineData("9903")]
    public void A_part_of_a_code_finds_what_has_it(string text) =>
        Assert.All(
            Index.Suggest(text, 50),
            h =>
            {
                Assert.Equal(MatchKind.CodePart, h.Kind);
                Assert.Contains(
                    text.Replace("-", "", StringComparison.Ordinal),
                    h.Entry.Code.Text.Replace("-", "", StringComparison.Ordinal),
                    StringComparison.Ordinal
                );
            }
        );

    [Fact]
    public void What_people_say_is_marked_as_such()
    {
        Assert.True(Index.Suggest("程序员")[0].Everyday);
        Assert.False(Index.Suggest("网络主播")[0].Everyday);
        Assert.DoesNotContain(Index.Find(new SearchRequest("没有这个职业")).Hits, h => h.Matched == "没有这个职业");
    }

    [Fact]
    public void Residual_groups_come_last_unless_they_are_named()
    {
        var hits = Index.Suggest("工程技术人员", 500);
        Assert.Contains(hits, h => h.Entry.Code.IsResidual);
        Assert.DoesNotContain(hits.SkipWhile(h => !h.Entry.Code.IsResidual), h => !h.Entry.Code.IsResidual);
        var residual = Versions.Latest.Entries.First(e => e.Code.IsResidual && e.Level == Level.Minor);
        Assert.Equal(residual, Index.Suggest(residual.Code.Text)[0].Entry);
    }

    [Fact]
    public void Equal_matches_are_ranked_by_demand()
    {
        var some = Index.Suggest("数据", 100).Where(h => h.Kind == MatchKind.TitleStart && !h.Entry.Code.IsResidual).ToList();
        var wanted = some[^1].Entry;
        Assert.NotEqual(wanted, some[0].Entry);
        Assert.Equal(wanted, Index.RankedBy(new Dictionary<string, int> { [wanted.Id] = 9 }).Suggest("数据")[0].Entry);
        Assert.Equal(some[0].Entry, Index.Suggest("数据")[0].Entry);
    }

    [Fact]
    public void Nothing_is_found_for_nothing()
    {
        Assert.Empty(Index.Suggest("  "));
        Assert.Empty(Index.Suggest("（）"));
        Assert.Empty(Index.Suggest("qqqqq"));
        Assert.Equal(0, Index.Find(new SearchRequest("龘龘龘")).Total);
    }

    [Fact]
    public void Pages_one_after_the_other_show_every_hit_once()
    {
        var all = Index.Find(new SearchRequest("工", 5000));
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = Index.Find(new SearchRequest("工", 97, after));
            Assert.Equal(all.Total, page.Total);
            seen.AddRange(page.Hits.Select(h => h.Entry.Id));
            after = page.More ? page.Hits[^1].Entry.Id : null;
        } while (after is not null);
        Assert.Equal(all.Hits.Select(h => h.Entry.Id), seen);
        Assert.Equal(all.Total, seen.Count);
        Assert.False(Index.Find(new SearchRequest("工", 97, IdOf("网络主播"))).AfterKnown);
    }

    [Fact]
    public void Facets_count_what_choosing_them_gives()
    {
        var all = Index.Find(new SearchRequest("工程", 1, Marks: Marks.Digital));
        Assert.Equal(all.Total, all.Facets.Majors.Sum(f => f.Count));
        Assert.Equal(all.Total, all.Facets.Births.Sum(f => f.Count));
        foreach (var major in all.Facets.Majors)
            Assert.Equal(major.Count, Index.Find(new SearchRequest("工程", 1, Marks: Marks.Digital, Under: Code.Parse(major.Value))).Total);
        foreach (var birth in all.Facets.Births)
            Assert.Equal(birth.Count, Index.Find(new SearchRequest("工程", 1, Marks: Marks.Digital, Born: birth.Value)).Total);
        foreach (var level in all.Facets.Levels)
            Assert.Equal(
                level.Count,
                Index.Find(new SearchRequest("工程", 1, Level: LevelNames.Parse(level.Value), Marks: Marks.Digital)).Total
            );
        foreach (var mark in all.Facets.Marks)
            Assert.Equal(mark.Count, Index.Find(new SearchRequest("工程", 1, Marks: MarkNames.Parse(mark.Value)!.Value)).Total);
    }
}
