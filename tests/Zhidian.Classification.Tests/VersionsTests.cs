namespace Zhidian.Classification.Tests;

public sealed class VersionsTests
{
    [Theory]
    [InlineData("2022", 8, 79, 450, 1639)]
    [InlineData("2022.1", 8, 79, 450, 1658)]
    [InlineData("2022.2", 8, 79, 450, 1675)]
    public void A_version_has_the_official_number_of_entries_at_each_level(string name, int major, int subMajor, int minor, int occupations)
    {
        var version = Versions.Get(name);
        Assert.Equal(major, version.Count(Level.Major));
        Assert.Equal(subMajor, version.Count(Level.SubMajor));
        Assert.Equal(minor, version.Count(Level.Minor));
        Assert.Equal(occupations, version.Count(Level.Occupation));
    }

    [Fact]
    public void The_2022_edition_has_the_official_number_of_marks()
    {
        var occupations = Versions.Get("2022").Occupations;
        Assert.Equal(97, occupations.Count(e => e.Marks.HasFlag(Marks.Digital)));
        Assert.Equal(134, occupations.Count(e => e.Marks.HasFlag(Marks.Green)));
        Assert.Equal(23, occupations.Count(e => e.Marks == (Marks.Digital | Marks.Green)));
    }

    [Fact]
    public void A_recode_keeps_the_identity_and_frees_the_code()
    {
        var before = Versions.Get("2022").Find(Code.Parse("2-02-32-00"))!;
        var after = Versions.Get("2022.1");
        Assert.Null(after.Find(Code.Parse("2-02-32-00")));
        Assert.Equal("2-02-32-01", after.FindById(before.Id)!.Code.Text);
        Assert.Equal("生物工程技术人员", after.Find(Code.Parse("2-02-32-02"))!.Title);
    }

    [Fact]
    public void Applying_a_release_leaves_the_version_before_as_it_was()
    {
        var hash = Versions.Get("2022").ContentHash;
        _ = Versions.Latest;
        Assert.Equal(hash, Versions.Get("2022").ContentHash);
        Assert.Equal(Versions.All.Count, Versions.All.Select(v => v.ContentHash).Distinct().Count());
    }

    [Theory]
    [InlineData("2022", "dfa36df6a849c005")]
    [InlineData("2022.1", "e3f80fc3fae83bd5")]
    [InlineData("2022.2", "65d346d9069d2d0b")]
    public void The_content_hash_of_a_published_version_never_changes(string name, string hash) =>
        // A failure means that an immutable snapshot was edited: make a new version instead.
        Assert.StartsWith(hash, Versions.Get(name).ContentHash, StringComparison.Ordinal);

    [Fact]
    public void An_id_that_went_never_comes_back() =>
        Assert.All(
            Versions.All.SelectMany(v => v.Entries).Select(e => e.Id).Distinct(),
            id =>
            {
                var known = Versions.All.Select(v => v.FindById(id) is not null).ToList();
                Assert.DoesNotContain(true, known.Skip(known.IndexOf(true)).SkipWhile(k => k));
            }
        );

    [Theory]
    [InlineData("2019-03", "2022~2019-03", 73)]
    [InlineData("2020-06", "2022~2020-06", 45)]
    [InlineData("2024-06", "2022~2024-06", 0)]
    public void As_of_a_month_hides_what_was_released_later(string month, string name, int hidden)
    {
        var view = Versions.AsOf(Month.Parse(month));
        Assert.Equal(name, view.Name);
        Assert.DoesNotContain(view.Entries, e => e.ReleasedOn > Month.Parse(month).LastDay);
        Assert.Equal(1639 - hidden, view.Occupations.Count);
    }

    [Fact]
    public void As_of_now_is_the_latest_version() =>
        Assert.Equal(Versions.Latest.ContentHash, Versions.AsOf(new Month(2026, 1)).ContentHash);

    [Fact]
    public void All_110_released_occupations_are_there_and_109_have_a_place_now()
    {
        Assert.Equal(110, Versions.NewOccupations.Count);
        Assert.Equal([13, 16, 9, 18, 18, 19, 17], Versions.NewOccupations.GroupBy(n => n.Batch).OrderBy(g => g.Key).Select(g => g.Count()));
        foreach (var released in Versions.NewOccupations.Where(n => n.Id is not null))
            Assert.Equal(released.Code, Versions.Latest.FindById(released.Id!)!.Code);
    }

    [Fact]
    public void An_unknown_version_is_an_error_that_lists_the_known_ones()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => Versions.Get("2016"));
        Assert.Contains("2022, 2022.1, 2022.2 or latest", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_occupation_but_not_every_group_lies_in_a_chain_up_to_a_major_group()
    {
        foreach (var version in Versions.All)
            Assert.All(
                version.Occupations,
                e => Assert.Equal([Level.Major, Level.SubMajor, Level.Minor], version.Ancestors(e).Select(a => a.Level))
            );
    }
}
