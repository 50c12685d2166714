using System.Globalization;
using CsCheck;
using Zhidian.Mining.Adverts;

namespace Zhidian.Mining.Tests.Adverts;

public sealed class ParserTests
{
    [Theory]
    [InlineData("2024-06-03", "2024-06-03")]
    [InlineData("2024/6/3", "2024-06-03")]
    [InlineData("2024.6.3", "2024-06-03")]
    [InlineData("2024年6月3日", "2024-06-03")]
    [InlineData("２０２４－０６－０３", "2024-06-03")]
    [InlineData("2024-06-03 10:30:00", "2024-06-03")]
    [InlineData("2024-06-03T10:30:00+08:00", "2024-06-03")]
    [InlineData("20240603", "2024-06-03")]
    [InlineData("2024-06", "2024-06-01")]
    [InlineData("2024年6月", "2024-06-01")]
    [InlineData("202406", "2024-06-01")]
    [InlineData("1717372800", "2024-06-03")]
    [InlineData("1717372800000", "2024-06-03")]
    [InlineData("1717344000", "2024-06-03")] // midnight in Beijing
    [InlineData("45446", "2024-06-03")] // Excel
    [InlineData("06-03发布", "2023-06-03")]
    [InlineData("6月3日", "2023-06-03")]
    [InlineData("2017-20", null)]
    [InlineData("2023-02-29", null)]
    [InlineData("1024-01-01", null)]
    [InlineData("03/06/2024", null)]
    [InlineData("10:30", null)]
    [InlineData("今天", null)]
    [InlineData("", null)]
    public void Dates_are_read_as_written(string text, string? day) =>
        Assert.Equal(day, DateText.Parse(text, 2023)?.ToString("O", CultureInfo.InvariantCulture));

    [Fact]
    public void A_date_without_a_year_is_unknown_unless_the_year_is_given() => Assert.Null(DateText.Parse("06-03"));

    private static readonly string[] DateForms =
    [
        "yyyy-MM-dd",
        "yyyy/M/d",
        "yyyy.MM.dd",
        "yyyy年M月d日",
        "yyyyMMdd",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-ddTHH:mm:ssZ",
    ];

    [Fact]
    public void A_day_is_read_back_from_every_form() =>
        Gen.Select(Gen.Int[0, 109 * 365], Files.Any(DateForms))
            .Sample(
                (offset, form) =>
                {
                    var day = new DateOnly(1990, 1, 1).AddDays(offset);
                    return DateText.Parse(day.ToDateTime(new TimeOnly(23, 59)).ToString(form, CultureInfo.InvariantCulture)) == day;
                }
            );

    [Fact]
    public void Random_text_is_no_reason_to_fail() =>
        Gen.Select(Gen.String, Gen.String[Gen.Char["0123456789-–/.年月日天时千万kKnaN元·薪*以上下 +"], 0, 20])
            .Sample(
                (a, b) =>
                {
                    foreach (var text in (string[])[a, b])
                    {
                        _ = DateText.Parse(text, 2024);
                        _ = CityText.Parse(text);
                        _ = EducationText.Education(text);
                        _ = EducationText.Experience(text);
                        if (SalaryText.Read(text, null, out var salary) == SalaryReading.Understood)
                            Assert.True((salary.Low ?? salary.High) is >= 100 && !(salary.Low > salary.High));
                    }
                }
            );

    [Theory]
    [InlineData("1.5-2万/月", 15000d, 20000d, null)]
    [InlineData("15-20K·14薪", 15000d, 20000d, 14d)]
    [InlineData("15k-30k", 15000d, 30000d, null)]
    [InlineData("8千-1.6万", 8000d, 16000d, null)]
    [InlineData("8千-1.6万·13薪", 8000d, 16000d, 13d)]
    [InlineData("1万-1.8万", 10000d, 18000d, null)]
    [InlineData("8000-1.5万", 8000d, 15000d, null)]
    [InlineData("5-9千", 5000d, 9000d, null)]
    [InlineData("20-30万/年", 16666.67, 25000d, null)]
    [InlineData("200元/天", 4350d, 4350d, null)]
    [InlineData("100-200/天", 2175d, 4350d, null)]
    [InlineData("25元/时", 4350d, 4350d, null)]
    [InlineData("8000.0-15000.0", 8000d, 15000d, null)]
    [InlineData("10001-15000/月", 10001d, 15000d, null)]
    [InlineData("25000-50000元/月\u00A0", 25000d, 50000d, null)]
    [InlineData("29.0", 29000d, 29000d, null)]
    [InlineData("13.0-14.0", 13000d, 14000d, null)]
    [InlineData("nan-6000.0", null, 6000d, null)]
    [InlineData("1.5千以下/月", null, 1500d, null)]
    [InlineData("3千及以下", null, 3000d, null)]
    [InlineData("20k以上", 20000d, null, null)]
    [InlineData("20000+ /月", 20000d, null, null)]
    [InlineData("100万以上/年", 83333.33, null, null)]
    [InlineData("25000-99999999", 25000d, null, null)]
    [InlineData("12-18万\n     72小时反馈", 10000d, 15000d, null)]
    [InlineData("10-20万", 8333.33, 16666.67, null)]
    [InlineData("１５－２０Ｋ", 15000d, 20000d, null)]
    [InlineData("¥8,000-12,000", 8000d, 12000d, null)]
    public void Salaries_become_yuan_a_month(string text, double? low, double? high, double? months)
    {
        Assert.Equal(SalaryReading.Understood, SalaryText.Read(text, "BOSS", out var salary));
        Assert.Equal(new Salary(low, high, months), salary);
    }

    [Fact]
    public void Bare_ranges_of_liepin_are_ten_thousands_a_year()
    {
        SalaryText.Read("12-18", "LIEPIN", out var salary);
        Assert.Equal(new Salary(10000, 15000, null), salary);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("面议")]
    [InlineData("面议-nan")]
    [InlineData("nan-nan")]
    [InlineData("面议\n   24小时反馈")]
    [InlineData("薪资面议")]
    [InlineData("Null")]
    public void Negotiable_is_not_given(string? text) => Assert.Equal(SalaryReading.NotGiven, SalaryText.Read(text, null, out _));

    [Theory]
    [InlineData("薪资")]
    [InlineData("0-1")]
    [InlineData("500-1000元/次")]
    [InlineData("1-2-3")]
    public void What_is_not_understood_is_not_guessed(string text) =>
        Assert.Equal(SalaryReading.NotUnderstood, SalaryText.Read(text, null, out _));

    [Fact]
    public void A_range_says_the_same_in_yuan_thousands_and_ten_thousands() =>
        Gen.Select(Gen.Int[20, 400], Gen.Int[0, 400])
            .Sample(
                (low, more) =>
                {
                    var (from, to) = (low * 100.0, (low + more) * 100.0);
                    string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
                    string[] forms =
                    [
                        $"{from}-{to}元/月",
                        $"{from}-{to}",
                        $"{Text(from / 1000)}-{Text(to / 1000)}K",
                        $"{Text(from / 1000)}千-{Text(to / 1000)}千/月",
                        $"{Text(from / 10000)}-{Text(to / 10000)}万/月",
                        $"{Text(from * 12 / 10000)}-{Text(to * 12 / 10000)}万/年",
                        $"{from} - {to} 元/月·13薪",
                    ];
                    return forms.All(form =>
                        SalaryText.Read(form, null, out var salary) == SalaryReading.Understood
                        && Math.Abs(salary.Low!.Value - from) < 1
                        && Math.Abs(salary.High!.Value - to) < 1
                    );
                }
            );

    [Theory]
    [InlineData("北京-海淀区", "北京", "11")]
    [InlineData("福州·台江区", "福州", "35")]
    [InlineData("湖北省武汉洪山区", "武汉", "42")]
    [InlineData("上海上海浦东新区", "上海", "31")]
    [InlineData("深圳深圳南山区", "深圳", "44")]
    [InlineData("广西南宁", "南宁", "45")]
    [InlineData("内蒙古呼和浩特", "呼和浩特", "15")]
    [InlineData("新疆维吾尔自治区乌鲁木齐市", "乌鲁木齐", "65")]
    [InlineData("昆山", "苏州", "32")]
    [InlineData("江苏省昆山", "苏州", "32")]
    [InlineData("上海市 徐汇区", "上海", "31")]
    [InlineData("吉林", "吉林", "22")]
    [InlineData("吉林省长春", "长春", "22")]
    [InlineData("吉林省", null, "22")]
    [InlineData("海南省海口", "海口", "46")]
    [InlineData("广东省", null, "44")]
    [InlineData("辽宁省大连中山区", "大连", "21")]
    [InlineData("香港特别行政区", "香港", "81")]
    [InlineData("Xi'an", "西安", "61")]
    [InlineData("['北京', '上海']", "北京", "11")]
    public void Places_give_city_and_province(string text, string? city, string province) =>
        Assert.Equal(new Place(city, province), CityText.Parse(text));

    [Theory]
    [InlineData("异地招聘")]
    [InlineData("无")]
    [InlineData("朝阳区")]
    [InlineData("日本")]
    public void Places_not_in_the_table_are_not_guessed(string text) => Assert.Null(CityText.Parse(text));

    [Fact]
    public void Every_city_of_the_table_is_found_with_its_province_and_district() =>
        Assert.All(CityText.Provinces, province => Assert.Equal(province.Code, CityText.Parse(province.FullName)?.Province));

    [Theory]
    [InlineData("3-5年本科", null, "本科", "3-5年")]
    [InlineData("经验不限学历不限", null, "不限", "不限")]
    [InlineData("大专及以上", "3-4年工作经验", "大专", "3-4年")]
    [InlineData("统招本科", "5年以上", "本科", "5年以上")]
    [InlineData("本科\u00A0\u00A0", "1年以下", "本科", "1年以内")]
    [InlineData("", "本科", "本科", null)]
    [InlineData("中专/中技", "在校生/应届生", "中专", "应届生")]
    [InlineData("4天/周3个月本科", null, "本科", null)]
    [InlineData(null, "3", null, "3年以上")]
    [InlineData(null, "0年", null, "不限")]
    [InlineData("Null", "Null", null, null)]
    public void Education_and_experience_are_told_apart(string? education, string? experience, string? level, string? years) =>
        Assert.Equal((level, years), (EducationText.Education(education, experience), EducationText.Experience(experience, education)));
}
