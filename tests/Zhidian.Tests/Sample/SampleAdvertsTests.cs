using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Zhidian.Classification;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Discovery;
using Zhidian.Mining.Text;
using Zhidian.Sample;

namespace Zhidian.Tests.Sample;

public sealed class SampleAdvertsTests
{
    private static readonly List<SampleAdvert> Full = SampleAdverts.Rows().ToList();

    [Fact]
    public void The_same_seed_gives_the_same_bytes_here_and_on_every_machine()
    {
        var bytes = Csv(SampleAdverts.DefaultSeed, 2000);
        Assert.Equal(bytes, Csv(SampleAdverts.DefaultSeed, 2000));
        Assert.NotEqual(bytes, Csv(7, 2000));
        // Changes with the tables of data/sample and the kinds of their terms in data/terms/skills.csv, and with nothing else.
        Assert.Equal("5768ff67862f7712", Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(2500)]
    [InlineData(9000)]
    [InlineData(20000)]
    public void As_many_adverts_as_asked_for_in_the_order_of_their_months(int count)
    {
        var rows = SampleAdverts.Rows(3, count).ToList();
        Assert.Equal(count, rows.Count);
        Assert.Equal(count, rows.Select(r => r.Id).Distinct().Count());
        Assert.Equal(rows.Select(r => r.Date[..7]).Order(StringComparer.Ordinal), rows.Select(r => r.Date[..7]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(1_000_001)]
    public void A_count_that_makes_no_sense_is_refused(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleAdverts.Rows(1, count));

    [Fact]
    public void The_market_is_24_months_of_five_boards_900_employers_and_every_province()
    {
        Assert.Equal(24, Full.Select(r => r.Date[..7]).Distinct().Count());
        Assert.Equal("2025-12", Full[^1].Date[..7]);
        Assert.Equal(5, Full.Select(r => r.Platform).Distinct().Count());
        Assert.InRange(Full.Select(r => r.Company).Distinct().Count(), 800, 900);
        Assert.Equal(34, Full.Select(ProvinceOf).Distinct().Count());
        Assert.InRange(Full.Count(r => r.Salary.Length == 0), 100, 600);
    }

    [Fact]
    public void Every_field_is_understood_by_the_importer_and_says_that_it_is_generated()
    {
        foreach (var row in Full)
        {
            Assert.Equal(SampleAdverts.Source, row.Source);
            Assert.EndsWith("本条为程序生成的示例招聘信息，不对应任何真实的岗位和单位。", row.Description, StringComparison.Ordinal);
            Assert.NotEmpty(TitleNormaliser.Key(row.Title));
            Assert.NotNull(ProvinceOf(row));
            Assert.NotNull(DateText.Parse(row.Date, null));
            Assert.NotEqual(SalaryReading.NotUnderstood, SalaryText.Read(row.Salary, row.Platform, out _));
            Assert.NotNull(EducationText.Education(row.Education, row.Experience));
            Assert.NotNull(EducationText.Experience(row.Experience, row.Education));
        }
    }

    [Fact]
    public void Decorated_titles_fall_back_to_the_titles_they_were_made_from()
    {
        var planted = SampleAdverts.Planted.SelectMany(p => p.Variants).ToList();
        var keys = planted.Select(TitleNormaliser.Key).ToHashSet();
        var decorated = Full.Where(r => planted.Exists(v => r.Title.Contains(v, StringComparison.Ordinal))).ToList();
        Assert.Contains(decorated, r => !planted.Contains(r.Title));
        Assert.All(decorated, r => Assert.Contains(TitleNormaliser.Key(r.Title), keys));
    }

    [Fact]
    public void Planted_titles_are_not_in_the_Classification_and_their_terms_are_in_the_dictionary()
    {
        Assert.Equal(6, SampleAdverts.Planted.Count);
        var version = Versions.Get("2022.2");
        var known = version.Occupations.SelectMany(o => o.WorkTypes.Prepend(o.Title)).ToHashSet();
        var terms = SkillTerms.Instance.Terms.ToHashSet();
        foreach (var group in SampleAdverts.Planted)
        {
            Assert.InRange(group.Variants.Count, 3, 5);
            Assert.InRange(group.Adverts, 60, 200);
            Assert.DoesNotContain(group.Variants, known.Contains);
            Assert.All(group.Terms, t => Assert.Contains(t, terms));
        }
    }

    [Theory]
    [InlineData(SampleAdverts.DefaultSeed)]
    [InlineData(1)]
    [InlineData(77)]
    public void Planted_groups_grow_and_spread(int seed)
    {
        var rows = SampleAdverts.Rows(seed).ToList();
        foreach (var group in SampleAdverts.Planted)
        {
            var keys = group.Variants.Select(TitleNormaliser.Key).ToHashSet();
            var mine = rows.Where(r => keys.Contains(TitleNormaliser.Key(r.Title))).ToList();
            Assert.True(mine.Count >= group.Adverts, $"{group.Name}: {mine.Count}");
            Assert.True(mine.Select(r => r.Company).Distinct().Count() >= 25, group.Name);
            Assert.True(mine.Select(ProvinceOf).Distinct().Count() >= 8, group.Name);
            double Share(string year) =>
                mine.Count(r => r.Date.StartsWith(year, StringComparison.Ordinal))
                / (double)rows.Count(r => r.Date.StartsWith(year, StringComparison.Ordinal));
            Assert.True(Share("2025") > 1.5 * Share("2024"), group.Name);
        }
    }

    [Fact]
    public void Bursts_come_from_one_employer_each()
    {
        var bursts = Full.GroupBy(r => TitleNormaliser.Key(r.Title))
            .Where(g => g.Count() >= 25 && g.Select(r => r.Company).Distinct().Count() == 1);
        Assert.Equal(3, bursts.Count());
    }

    private static string? ProvinceOf(SampleAdvert row) => CityText.Parse(row.City)?.Province;

    private static byte[] Csv(int seed, int count)
    {
        using var stream = new MemoryStream();
        SampleAdverts.WriteCsv(stream, seed, count);
        return stream.ToArray();
    }
}
