using Zhidian.Classification.Search;

namespace Zhidian.Classification.Tests.Search;

public sealed class ClassificationSearchTests
{
    private readonly ClassificationSearch _search = new(Versions.Latest);

    [Theory]
    [InlineData("4-13-01-10", "网络主播", MatchKind.Code)]
    [InlineData("４－１３－０１－１０", "网络主播", MatchKind.Code)]
    [InlineData("网络主播", "网络主播", MatchKind.Title)]
    [InlineData("计算机程序", "计算机程序设计员", MatchKind.TitleStart)]
    [InlineData("数控铣工", "铣工", MatchKind.WorkType)]
    [InlineData("军官(警官)", "军官（警官）", MatchKind.Title)]
    public void The_best_hit_comes_first(string text, string title, MatchKind kind)
    {
        var hit = _search.Find(text)[0];
        Assert.Equal(title, hit.Entry.Title);
        Assert.Equal(kind, hit.Kind);
    }

    [Fact]
    public void Residual_groups_come_last()
    {
        var hits = _search.Find("工程技术人员", 200);
        Assert.DoesNotContain(hits.SkipWhile(h => !h.Entry.Code.IsResidual), h => !h.Entry.Code.IsResidual);
    }

    [Fact]
    public void Nothing_is_found_for_nothing()
    {
        Assert.Empty(_search.Find("  "));
        Assert.Empty(_search.Find("没有这样的职业名"));
    }
}
