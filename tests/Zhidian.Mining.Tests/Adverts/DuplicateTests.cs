using Zhidian.Mining.Adverts;

namespace Zhidian.Mining.Tests.Adverts;

public sealed class DuplicateTests
{
    private const string Text =
        "负责门店日常陈列与盘点，核对每日收银记录，按周汇总缺货清单并联系供应商补货；能适应早晚轮班，会用电子表格，做事仔细，有零售行业工作一年以上的经历者优先考虑录用；每周参加一次例会，反馈顾客意见，协助店长调整货架位置与促销标识，节假日客流较大时支援收银台；公司提供岗前讲解与带教，转正后按季度评定等级，表现好的同事可以转为副店长培养对象，请附上近期照片与可到岗时间";
    private const string Other =
        "参与嵌入式设备的驱动编写与调试，阅读英文芯片手册，与硬件同事一起定位电路问题；要求熟悉常见总线协议，了解实时操作系统的调度机制，能独立完成模块测试并写清楚说明文档；配合测试人员复现缺陷并记录波形，整理版本发布清单，参与评审原理图与物料替换方案，定期总结现场故障原因，能接受每月一到两次短途出差，计算机、电子、自动化等相关专业优先";

    private static readonly string[] First = ["51JOB", "2024-03-01", "门店理货员", "甲公司", "杭州", "5-7千", Text];

    /// <summary>Whether the second advert is taken for a repetition of the first, imported in one batch and in two.</summary>
    private static bool IsDuplicate(string[] first, string[] second)
    {
        var together = Marks([first, second]);
        var apart = Marks([first], [second]);
        Assert.Equal(together, apart);
        Assert.False(together[0]);
        return together[1];
    }

    private static List<bool> Marks(params string[][][] files)
    {
        using var scratch = new Scratch();
        using var store = FactStore.Open(scratch["store"]);
        var number = 0;
        foreach (var rows in files)
            Files.Import(
                store,
                scratch.Text(
                    $"{number++}.csv",
                    "platform,date,title,company,city,salary,description\n"
                        + string.Concat(rows.Select(row => string.Join(',', row) + "\n"))
                )
            );
        Assert.Equal(files.Sum(rows => rows.Length), store.Status().Adverts);
        return [.. store.Facts().Select(fact => fact.IsDuplicate)];
    }

    private static string[] With(params (int Column, string Value)[] changes)
    {
        var row = (string[])First.Clone();
        foreach (var (column, value) in changes)
            row[column] = value;
        return row;
    }

    private const int Platform = 0,
        Date = 1,
        Title = 2,
        Company = 3,
        City = 4,
        Salary = 5,
        Description = 6;

    [Fact]
    public void Posted_again_at_another_day() => Assert.True(IsDuplicate(First, With((Date, "2024-04-20"))));

    [Fact]
    public void Posted_again_with_a_few_words_changed() =>
        Assert.True(
            IsDuplicate(First, With((Date, "2024-04-20"), (Description, Text.Replace("一年以上", "两年以上", StringComparison.Ordinal))))
        );

    [Fact]
    public void Posted_again_where_the_board_gives_no_text() =>
        Assert.True(IsDuplicate(With((Description, "")), With((Description, ""), (Date, "2024-04-20"))));

    [Fact]
    public void The_same_text_at_another_board_under_another_name_of_the_employer() =>
        Assert.True(IsDuplicate(First, With((Platform, "ZHILIAN"), (Company, "甲公司华东分部"), (Salary, "6-8千"))));

    [Fact]
    public void Nearly_the_same_text_at_a_board_that_hides_the_employer() =>
        Assert.True(IsDuplicate(First, With((Platform, "BOSS"), (Company, ""), (Description, Text + "。"))));

    [Fact]
    public void Not_for_another_city() => Assert.False(IsDuplicate(First, With((City, "宁波"))));

    [Fact]
    public void Not_for_another_title() => Assert.False(IsDuplicate(First, With((Title, "收银员"))));

    [Fact]
    public void Not_with_another_text() => Assert.False(IsDuplicate(First, With((Date, "2024-04-20"), (Description, Other))));

    [Fact]
    public void Not_half_a_year_later() =>
        Assert.False(IsDuplicate(With((Description, "")), With((Description, ""), (Date, "2024-12-01"))));

    [Fact]
    public void Not_another_employer_without_a_text_to_compare() =>
        Assert.False(IsDuplicate(With((Description, "")), With((Description, ""), (Company, "乙公司"))));

    [Fact]
    public void Not_two_vacancies_of_one_day_at_different_pay() =>
        Assert.False(IsDuplicate(With((Description, "")), With((Description, ""), (Salary, "8-9千"))));

    [Fact]
    public void All_repetitions_point_to_the_first() =>
        Assert.Equal(
            [false, true, true, true],
            Marks([First], [With((Date, "2024-03-09")), With((Date, "2024-03-20"))], [With((Date, "2024-05-20"))])
        );
}
