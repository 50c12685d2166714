using CsCheck;
using Zhidian.Mining.Text;

namespace Zhidian.Mining.Tests.Text;

public sealed class TitleNormaliserTests
{
    [Theory]
    [InlineData("急聘！【五险一金】高级Ｊａｖａ开发工程师（北京）15-20K", "java开发工程师")]
    [InlineData("Java高级开发工程师", "java开发工程师")]
    [InlineData("C/C++ 中级工程师", "c/c++工程师")]
    [InlineData(".NET 软件工程师", ".net软件工程师")]
    [InlineData("C# 开发", "c#开发")]
    [InlineData("C#", "c#")]
    [InlineData("C++", "c++")]
    [InlineData("前端开发工程师 (J12409)", "前端开发工程师")]
    [InlineData("会计（周末双休）", "会计")]
    [InlineData("湖南振泰实业有限公司招聘焊工", "焊工")]
    [InlineData("招聘专员", "招聘专员")]
    [InlineData("招聘高级数据分析师", "数据分析师")]
    [InlineData("深圳-普工-包吃住-日结", "普工")]
    [InlineData("002外贸业务员", "外贸业务员")]
    [InlineData("3D建模师", "3d建模师")]
    [InlineData("月嫂12000元/月", "月嫂")]
    [InlineData("Senior Software Engineer", "software engineer")]
    [InlineData("大理石护理工", "大理石护理工")]
    public void The_key_is_the_job(string title, string key) => Assert.Equal(key, TitleNormaliser.Key(title));

    [Theory]
    [InlineData("高级")]
    [InlineData("北京 上海")]
    [InlineData("五险一金+双休")]
    [InlineData("月薪8000-12000元")]
    [InlineData("【急聘】")]
    public void Nothing_but_noise_names_no_job(string title) => Assert.False(TitleNormaliser.NamesAJob(title));

    private static readonly string[] Pieces =
    [
        "java",
        "开发",
        "工程师",
        "高级",
        "（",
        "）",
        "【急聘】",
        "五险一金",
        "+",
        "-",
        "/",
        " ",
        "深圳",
        "15-20K",
        "月入过万",
        "招聘",
        "有限公司",
        "c++",
        ".net",
        "3D",
        "主管",
        "岗",
        "实习生",
        "销售",
        "、",
        "，",
        "1000",
        "元",
        "护士",
        "C#",
        "!",
        "ａ",
        "人",
        "市",
        "招",
    ];

    private static readonly Gen<string> Mixed = Gen.Int[0, Pieces.Length - 1]
        .Array[0, 9]
        .Select(pieces => string.Concat(pieces.Select(i => Pieces[i])));

    private static readonly Gen<string> Titles = Gen.OneOf(Mixed, Gen.String);

    [Fact]
    public void A_key_of_a_key_is_itself() => Titles.Sample(t => TitleNormaliser.Key(TitleNormaliser.Key(t)) == TitleNormaliser.Key(t));

    [Fact]
    public void Never_empty_when_there_is_a_letter() =>
        Titles.Sample(t =>
            TitleNormaliser.Key(t).Length > 0 || !t.Take(200).Any(c => char.IsAsciiLetter(c) || c is >= '\u4e00' and <= '\u9fff')
        );

    [Fact]
    public void Width_case_and_outer_space_do_not_matter() =>
        Mixed.Sample(t =>
        {
            var wide = string.Concat(
                t.Select(c =>
                    c is > ' ' and <= '~' ? (char)(c + 0xfee0)
                    : c == ' ' ? '\u3000'
                    : c
                )
            );
            return TitleNormaliser.Key(wide) == TitleNormaliser.Key(t)
                && TitleNormaliser.Key(t.ToUpperInvariant()) == TitleNormaliser.Key(t)
                && TitleNormaliser.Key($"  {t.Replace(" ", "  ", StringComparison.Ordinal)} ") == TitleNormaliser.Key(t);
        });
}
