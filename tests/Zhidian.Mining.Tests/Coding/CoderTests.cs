using CsCheck;
using Zhidian.Classification;
using Zhidian.Mining.Coding;

namespace Zhidian.Mining.Tests.Coding;

public sealed class CoderTests : IDisposable
{
    private static readonly Coder Latest = Coder.Build(Versions.Latest);
    private static readonly string[] Pieces =
    [
        "销售",
        "java",
        "工程师",
        "护士",
        "高级",
        "司机",
        "（",
        "）",
        "+",
        "测试",
        "abc",
        "运营",
        "经理",
    ];
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-coder-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("计算机软件工程技术人员", "2-02-10-03")]
    [InlineData("急聘高级Java开发工程师（双休）", "2-02-10-03")]
    [InlineData("美团外卖骑手 日结", "4-10-08-01")]
    [InlineData("出纳", "2-06-03-00")]
    public void Known_titles_get_their_occupation(string title, string code)
    {
        var answer = Latest.Code(title);
        Assert.Equal(code, answer.Entry?.Code.Text);
        Assert.False(answer.Abstained);
    }

    [Theory]
    [InlineData("")]
    [InlineData("！！！")]
    [InlineData("高级")]
    [InlineData("北京")]
    [InlineData("五险一金 双休 包吃住")]
    [InlineData("8000-12000元/月")]
    public void A_title_that_names_no_job_gets_no_code(string title)
    {
        var answer = Latest.Code(title);
        Assert.True(answer.Abstained);
        Assert.Null(answer.Entry);
        Assert.Equal(0, answer.Fit);
    }

    [Fact]
    public void Official_titles_are_coded_to_themselves()
    {
        var wrong = Versions
            .Latest.Occupations.Where(o => Latest.Code(o.Title).Alternatives is not [var best, ..] || best.Entry.Id != o.Id)
            .Select(o => o.Title)
            .ToList();
        Assert.True(wrong.Count <= 8, string.Join(", ", wrong));
    }

    [Fact]
    public void An_unknown_trade_with_a_known_head_fits_badly()
    {
        var known = Latest.Code("软件测试工程师").Fit;
        var unknown = Latest.Code("魑魅魍魉工程师").Fit;
        Assert.True(known > 0.9, $"{known}");
        Assert.True(unknown < 0.4, $"{unknown}");
    }

    [Fact]
    public void Answers_are_in_order_within_bounds_and_the_same_each_time() =>
        Gen.Select(
                Gen.Int[0, Pieces.Length - 1].Array[0, 6].Select(pieces => string.Concat(pieces.Select(i => Pieces[i]))),
                Gen.Double[0.01, 1]
            )
            .Sample(
                (title, wanted) =>
                {
                    var answer = Latest.Code(title, null, wanted);
                    var confidences = answer.Alternatives.Select(a => a.Confidence).ToList();
                    return confidences.SequenceEqual(confidences.OrderDescending())
                        && confidences.All(c => c is >= 0 and <= 1)
                        && answer.Fit is >= 0 and <= 1
                        && answer.Alternatives.Count <= 5
                        && answer.Abstained == answer.Entry is null
                        && (answer.Abstained || answer.Confidence >= wanted)
                        && Equals(Latest.Code(title, "", wanted).Entry, answer.Entry);
                }
            );

    [Fact]
    public void A_higher_demand_gives_a_shallower_answer_never_a_deeper_one()
    {
        foreach (var title in new[] { "钢结构深化技术主管", "市场运营", "设备操作员", "课程顾问", "电池研发工程师" })
        {
            var depth = 5;
            foreach (var wanted in new[] { 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 0.999 })
            {
                var level = Latest.Code(title, null, wanted).Entry is { } entry ? (int)entry.Level : 0;
                Assert.True(level <= depth);
                depth = level;
            }
        }
    }

    [Fact]
    public void A_kept_model_answers_as_a_new_one_and_a_damaged_one_is_made_again()
    {
        string[] titles = ["管道非开挖施工员", "直播间场控", "宠物殡葬师", "光伏电站运维"];
        Coder.Build(Versions.Latest, _folder);
        var file = Directory.GetFiles(_folder, "model-*").Single();
        var whole = File.ReadAllBytes(file);
        var kept = Coder.Build(Versions.Latest, _folder);
        File.WriteAllBytes(file, whole[..1000]);
        var again = Coder.Build(Versions.Latest, _folder);
        Assert.Equal(whole, File.ReadAllBytes(file));
        Assert.Equal(Latest.Version, kept.Version);
        foreach (var title in titles)
        {
            Assert.Equal(Latest.Code(title).Alternatives, kept.Code(title).Alternatives);
            Assert.Equal(Latest.Code(title).Alternatives, again.Code(title).Alternatives);
        }
    }

    [Fact]
    public void A_coder_as_of_a_month_knows_nothing_of_what_came_later()
    {
        var version = Versions.AsOf(Month.Parse("2019-03"));
        var then = Coder.Build(version);
        var later = Versions.Latest.Occupations.Where(o => version.FindById(o.Id) is null).ToList();
        Assert.NotEmpty(later);
        foreach (var occupation in later)
            Assert.All(then.Code(occupation.Title).Alternatives, a => Assert.NotNull(version.FindById(a.Entry.Id)));
        Assert.True(later.Average(o => then.Code(o.Title).Fit) < later.Average(o => Latest.Code(o.Title).Fit) - 0.2);
    }

    [Fact]
    public void Many_threads_get_the_same_answers()
    {
        var titles = Enumerable
            .Range(0, 2_000)
            .Select(i => $"{(char)('a' + i % 26)}{i % 7}销售{(i % 2 == 0 ? "工程师" : "护士")}")
            .ToArray();
        var alone = titles.Select(t => Latest.Code(t, "x").Alternatives[0]).ToArray();
        var together = new Alternative[titles.Length];
        Parallel.For(0, titles.Length, i => together[i] = Latest.Code(titles[i], "x").Alternatives[0]);
        Assert.Equal(alone, together);
    }
}
