using System.Net;
using Zhidian.Classification;
using Zhidian.Classification.Lineage;

namespace Zhidian.Tests.Classification;

/// <summary>Pages of entries at any version, of what is gone, and the way between versions.</summary>
public sealed class EntryPagesTests(PortalHost host)
{
    [Fact]
    public async Task Entries_of_every_version_have_a_page_in_both_languages()
    {
        foreach (var version in Versions.All)
        foreach (var entry in version.Entries.Where((_, i) => i % 397 == 5))
        foreach (var language in (string[])["zh-Hans", "en"])
        {
            var (status, html) = await host.Html(ClassificationPages.Url(version.Name, entry.Code), language);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains(entry.Title, html, StringComparison.Ordinal);
            Assert.Contains(entry.Id, html, StringComparison.Ordinal);
            if (entry.English is not null)
                Assert.Contains(entry.English, html, StringComparison.Ordinal);
            // The same in every other version, or what that has in its place.
            foreach (var other in Versions.All)
                Assert.Contains($"href=\"{AtVersion.Of(AtVersion.Word(other), other, entry.Id)}\"", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_stands_below_the_navigation_is_there_and_says_where_one_is()
    {
        var (_, html) = await host.Html("/classification");
        var nav = html[html.IndexOf("<nav class=\"below\"", StringComparison.Ordinal)..];
        var links = nav[..nav.IndexOf("</nav>", StringComparison.Ordinal)]
            .Split("href=\"")
            .Skip(1)
            .Select(l => l[..l.IndexOf('"', StringComparison.Ordinal)]);
        foreach (var link in links)
        {
            var (status, page) = await host.Html(link);
            Assert.True((int)status < 400, link);
            if (status == HttpStatusCode.OK)
                Assert.Contains($"<li><a href=\"{link}\" aria-current=\"page\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_later_version_lacks_names_its_successors_with_shares()
    {
        var history = Versions.Current;
        var old = Versions.All[0];
        foreach (var entry in old.Occupations.Where(o => Versions.Latest.FindById(o.Id) is null).Where((_, i) => i % 151 == 0))
        {
            var (status, html) = await host.Html($"/classification/latest/at/{entry.Id}", "en");
            Assert.Equal(HttpStatusCode.Gone, status);
            foreach (var successor in history.Successors(entry.Id, Versions.Latest))
                Assert.Contains($"/classification/latest/{successor.Code.Text}", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Counterparts_of_a_retired_group_sum_to_no_more_than_all_of_it()
    {
        var old = Versions.All[0];
        foreach (var group in old.Entries.Where(e => e.Level == Level.Minor && Versions.Latest.FindById(e.Id) is null))
        {
            var kin = RetiredKin.Of(Versions.Current, Life.Of(Versions.Current, group.Id)!.Steps[^1], Versions.Latest);
            Assert.True(kin.Sum(k => k.Share) <= 1.000001m, group.Id);
            Assert.All(kin, k => Assert.Equal(Level.Minor, k.Code.Level));
        }
    }

    [Fact]
    public async Task The_life_line_tells_release_interim_code_and_recode()
    {
        var (_, html) = await host.Html("/classification/latest/2-02-38-01", "en");
        Assert.Contains("2019-04-01", html, StringComparison.Ordinal);
        Assert.Contains("2-02-10-09", html, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"zc zc-life\"", html, StringComparison.Ordinal);
        var (_, recoded) = await host.Html("/classification/latest/2-02-32-01", "en");
        Assert.Contains("2-02-32-00 → 2-02-32-01", recoded, StringComparison.Ordinal);
        Assert.Contains("a sibling was added", recoded, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/classification/2022/2-02-32-00", "earlier version", "2-02-32-01")]
    [InlineData("/classification/2015", "is reconstructed", "1,481")]
    [InlineData("/classification/1999", "Only a part", "1,838")]
    public async Task Anything_not_at_the_latest_says_so_and_shows_the_way(string path, string says, string also)
    {
        var (_, html) = await host.Html(path, "en");
        Assert.Contains(says, html, StringComparison.Ordinal);
        Assert.Contains(also, html, StringComparison.Ordinal);
        var (_, latest) = await host.Html("/classification/latest", "en");
        Assert.DoesNotContain(says, latest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_meant_something_else_before_says_what()
    {
        var (code, others) = Versions
            .Latest.Occupations.Select(o => (o.Code, Lookup: (CodeLookup.Found)CodeLookup.In(Versions.Latest, o.Code.Text)))
            .Where(l => l.Lookup.AlsoWas.Count > 1)
            .Select(l => (l.Code, l.Lookup.AlsoWas))
            .First();
        var (_, html) = await host.Html(ClassificationPages.Url("latest", code), "en");
        Assert.Contains("The same code also meant", html, StringComparison.Ordinal);
        foreach (var use in others)
            Assert.Contains(use.Title, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_put_the_readers_language_first()
    {
        var entry = Versions.Latest.Find(Code.Parse("2-02-10-03"))!;
        var (_, english) = await host.Html("/classification/latest/2-02-10", "en");
        Assert.True(english.IndexOf(entry.English!, StringComparison.Ordinal) < english.IndexOf(entry.Title, StringComparison.Ordinal));
        var (_, chinese) = await host.Html("/classification/latest/2-02-10");
        Assert.True(chinese.IndexOf(entry.Title, StringComparison.Ordinal) < chinese.IndexOf(entry.English!, StringComparison.Ordinal));
    }
}
