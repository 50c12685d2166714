namespace Zhidian.Classification.Tests;

/// <summary>The editions before 2022, as far as they could be had.</summary>
public sealed class EarlierEditionsTests
{
    [Fact]
    public void The_edition_of_1999_is_partial_and_says_how_much_of_it_is_here()
    {
        var version = Versions.Get("1999");
        Assert.Equal(Standing.Partial, version.Standing);
        Assert.Equal(new OfficialCounts(8, 66, 413, 1838), version.Official);
        Assert.Equal((8, 66), (version.Count(Level.Major), version.Count(Level.SubMajor)));
        Assert.InRange(version.Count(Level.Minor), 393, 413);
        Assert.InRange(version.Occupations.Count, 1761, 1838);
    }

    [Fact]
    public void The_edition_of_2015_is_rebuilt_with_all_official_groups_and_a_few_occupations_too_many()
    {
        var version = Versions.Get("2015");
        Assert.Equal(Standing.Reconstructed, version.Standing);
        Assert.Equal((8, 75, 434), (version.Count(Level.Major), version.Count(Level.SubMajor), version.Count(Level.Minor)));
        Assert.Equal(1481, version.Official!.Occupations);
        Assert.InRange(version.Occupations.Count, 1481, 1481 + 20);
        Assert.DoesNotContain(version.Entries, e => e.Marks.HasFlag(Marks.Digital));
    }

    [Fact]
    public void None_of_the_occupations_released_since_2019_is_in_the_edition_of_2015() =>
        Assert.DoesNotContain(Versions.Get("2015").Occupations, o => Versions.NewOccupations.Any(n => n.Id == o.Id));

    [Theory]
    // Code at publication, title, code in the 2022 edition.
    [InlineData("2-02-10-09", "人工智能工程技术人员", "2-02-38-01")]
    [InlineData("4-13-99-01", "电子竞技员", "4-14-05-07")]
    [InlineData("4-99-00-00", "无人机驾驶员", "4-02-04-06")]
    [InlineData("4-02-07-10", "网约配送员", "4-10-08-01")]
    public void A_code_given_between_the_editions_leads_to_the_place_of_2022(string interim, string title, string code)
    {
        var version = Versions.Get("2022");
        switch (CodeLookup.In(version, interim))
        {
            case CodeLookup.Gone gone:
                Assert.Contains(gone.Successors, s => s.Code.Text == code && s.Title == title);
                break;
            case CodeLookup.Found found:
                Assert.Contains(found.AlsoWas, u => u.Title == title);
                break;
            default:
                Assert.Fail($"{interim} leads nowhere");
                break;
        }
    }

    [Fact]
    public void Every_retired_occupation_has_successors_or_an_explicit_none()
    {
        var history = Versions.Current;
        foreach (var version in history.Versions.SkipLast(1))
        foreach (var occupation in version.Occupations)
        {
            var targets = history.Correspondence(version, history.Latest).Of(occupation.Id);
            Assert.NotEmpty(targets);
            Assert.All(targets, t => Assert.True(t.ToId is null || history.Latest.FindById(t.ToId) is not null));
        }
    }

    [Fact]
    public void Every_version_and_every_change_names_a_document_of_the_list()
    {
        var history = Versions.Current;
        foreach (var version in history.Versions)
        {
            Assert.Contains(version.Document, history.Documents.Keys);
            Assert.All(history.Changes(version), c => Assert.Contains(c.Evidence.Document, history.Documents.Keys));
        }
    }

    [Fact]
    public void Changes_are_told_forward_whichever_version_is_named_first()
    {
        var (older, newer) = (Versions.Get("2015"), Versions.Latest);
        Assert.Same(Versions.Current.Changes(older, newer), Versions.Current.Changes(newer, older));
    }

    [Fact]
    public void A_retired_group_is_told_with_the_groups_that_took_over_its_occupations()
    {
        var history = Versions.Current;
        var changes = history.Changes(history.Get("2015"), history.Get("2022"));
        var schools = Assert.Single(changes, c => c.OldCode?.Text == "2-08-02" && c.Code is null);
        Assert.Equal((ChangeKind.Merged, "2-08-02"), (schools.Kind, Assert.Single(schools.Related).Code.Text));
        Assert.Contains(changes, c => c.OldCode?.Text == "7-00" && c.Kind == ChangeKind.Split && c.Related.Count == 4);
    }
}
