using Zhidian.Classification.Crosswalks;

namespace Zhidian.Classification.Tests.Crosswalks;

public sealed class IscoCrosswalkTests
{
    private static readonly ClassificationVersion Edition = Versions.Get("2022");

    [Fact]
    public void Isco_has_its_10_major_43_sub_major_130_minor_and_436_unit_groups() =>
        Assert.Equal([10, 43, 130, 436], IscoCrosswalk.Groups.Keys.GroupBy(c => c.Length).OrderBy(g => g.Key).Select(g => g.Count()));

    [Fact]
    public void Every_minor_group_is_matched_and_nothing_else() =>
        Assert.Equal(
            Edition.Entries.Where(e => e.Level == Level.Minor).Select(e => e.Id).Order(),
            IscoCrosswalk.All.Select(m => m.MinorGroupId).Distinct().Order()
        );

    [Fact]
    public void An_exact_match_stands_alone_and_no_isco_group_twice() =>
        Assert.All(
            IscoCrosswalk.All.GroupBy(m => m.MinorGroupId),
            matches =>
            {
                Assert.Equal(matches.Count(), matches.Select(m => m.Isco.Code).Distinct().Count());
                if (matches.Any(m => m.Relation == IscoRelation.Exact))
                    Assert.Single(matches);
            }
        );

    [Fact]
    public void An_isco_group_is_the_exact_match_of_at_most_one_minor_group() =>
        Assert.Empty(
            IscoCrosswalk
                .All.Where(m => m.Relation == IscoRelation.Exact)
                .GroupBy(m => m.Isco.Code)
                .Where(g => g.Count() > 1)
                .Select(g => g.Key)
        );

    [Fact]
    public void A_reason_stands_in_both_languages_or_in_neither() =>
        Assert.All(IscoCrosswalk.All, m => Assert.Equal(m.Reason.Chinese.Length == 0, m.Reason.English.Length == 0));

    [Fact]
    public void A_match_coarser_than_a_minor_group_of_isco_says_why() =>
        Assert.All(IscoCrosswalk.All.Where(m => m.Isco.Code.Length < 3), m => Assert.NotEmpty(m.Reason.English));

    [Fact]
    public void An_occupation_has_the_matches_of_its_minor_group()
    {
        var occupation = Edition.Find(Code.Parse("2-02-10-03"))!;
        var group = Edition.Find(Code.Parse("2-02-10"))!;
        Assert.NotEmpty(IscoCrosswalk.Of(Edition, occupation));
        Assert.Equal(IscoCrosswalk.Of(Edition, group), IscoCrosswalk.Of(Edition, occupation));
    }
}
