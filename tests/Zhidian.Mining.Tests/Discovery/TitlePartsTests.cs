using CsCheck;
using Zhidian.Mining.Discovery;
using Zhidian.Mining.Text;

namespace Zhidian.Mining.Tests.Discovery;

public sealed class TitlePartsTests
{
    [Theory]
    [InlineData("大数据开发工程师", "大数据", "engineer")]
    [InlineData("大数据架构师", "大数据", "engineer")]
    [InlineData("大数据研发", "大数据", "engineer")]
    [InlineData("新媒体运营专员", "新媒体", "operate")]
    [InlineData("新媒体运营经理", "新媒体", "operate")]
    [InlineData("急聘区块链工程师", "区块链", "engineer")]
    [InlineData("k8s运维工程师", "kubernetes", "maintain")]
    public void Spellings_of_one_job_have_one_core_and_function(string title, string core, string function)
    {
        var parts = TitleParts.Of(title);
        Assert.Equal((core, function), (parts.Core, parts.Function));
        Assert.True(parts.NamesWork);
    }

    [Theory]
    [InlineData("主播")]
    [InlineData("骑手")]
    [InlineData("算法工程师")]
    public void A_head_that_names_an_occupation_stands_alone(string title) => Assert.True(TitleParts.Of(title).NamesWork);

    [Theory]
    [InlineData("工程师")]
    [InlineData("高级")]
    [InlineData("双休")]
    [InlineData("五险一金")]
    [InlineData("急聘")]
    [InlineData("平台架构师")]
    [InlineData("boss直聘")]
    [InlineData("有限公司")]
    [InlineData("se")]
    [InlineData("客服/文员/流程/市场助理")]
    [InlineData("")]
    public void Levels_perks_boards_employers_and_lists_name_no_work(string title) => Assert.False(TitleParts.Of(title).NamesWork);

    [Theory]
    [InlineData("数据中心销售经理")]
    [InlineData("教育产品经理")]
    [InlineData("客服工程师")]
    public void A_well_known_job_is_known_whatever_stands_beside_it(string title) =>
        Assert.Equal(HeadRole.Known, TitleParts.Of(title).Role);

    [Fact]
    public void Any_text_is_taken_and_a_level_word_changes_nothing() =>
        AnyOf("大数据", "无人机", "新能源", "数字孪生", "碳资产")
            .Select(AnyOf("工程师", "运营", "分析师", "讲师"), AnyOf("高级", "资深", "急聘", "实习"))
            .Sample((core, head, level) => TitleParts.Of(core + head).Equals(TitleParts.Of(level + core + head)));

    [Theory]
    [InlineData("大数据平台", "大数据", true)]
    [InlineData("bim", "im", false)]
    [InlineData("智能ai芯片", "ai", true)]
    [InlineData("云", "云计算", false)]
    public void One_core_contains_another_at_word_boundaries(string core, string part, bool contains) =>
        Assert.Equal(contains, TitleParts.Contains(core, part));

    [Fact]
    public void No_text_breaks_it() => Gen.String.Sample(text => TitleParts.Of(TitleNormaliser.Key(text)) is not null);

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
