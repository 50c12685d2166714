using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;
using Zhidian.Classification;

namespace Zhidian.Tests.Feeds;

/// <summary>Feeds as a feed reader meets them.</summary>
public sealed class FeedTests(PortalHost host)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Theory]
    [InlineData("/feeds/changes.atom", "en")]
    [InlineData("/feeds/changes.atom", "zh-Hans")]
    [InlineData("/feeds/changes.atom?each=change", "en")]
    [InlineData("/feeds/changes.atom?under=2-02", "zh-Hans")]
    [InlineData("/feeds/occupation/Z000324.atom", "en")]
    public async Task An_Atom_feed_has_what_RFC_4287_asks_for(string path, string language)
    {
        var (feed, answer) = await Read(path, language);
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Atom + "feed", feed.Name);
        Assert.Equal(language, feed.Attribute(XNamespace.Xml + "lang")!.Value);
        Assert.NotEmpty(feed.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        Assert.Equal(host.Address + path[1..], Link(feed, "self"));
        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.NotEmpty(entries);
        var ids = entries.Select(e => e.Element(Atom + "id")!.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        foreach (var part in entries.Append(feed))
        {
            Assert.Single(part.Elements(Atom + "id"));
            Assert.StartsWith("tag:zhidian.invalid,2026:", part.Element(Atom + "id")!.Value, StringComparison.Ordinal);
            Assert.NotEmpty(Assert.Single(part.Elements(Atom + "title")).Value);
            Assert.Equal(TimeSpan.FromHours(8), Time(part).Offset);
        }
        foreach (var entry in entries)
        {
            Assert.StartsWith(host.Address.ToString(), Link(entry, "alternate"), StringComparison.Ordinal);
            Assert.Equal("html", entry.Element(Atom + "content")!.Attribute("type")!.Value);
        }
        Assert.Equal(entries.Max(Time), Time(feed));
        Assert.Equal(entries.Select(Time).OrderDescending(), entries.Select(Time));
    }

    [Fact]
    public async Task There_is_an_entry_for_each_version_with_its_counts_and_links()
    {
        var (feed, _) = await Read("/feeds/changes.atom", "en");
        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.Equal(
            Versions.All.Reverse().Select(v => "tag:zhidian.invalid,2026:versions/" + v.Name),
            entries.Select(e => e.Element(Atom + "id")!.Value)
        );
        var first = entries[0];
        var changes = Versions.Current.Changes(Versions.Latest);
        Assert.Contains(
            $"{changes.Count(c => c.Kind == ChangeKind.Added)} added",
            first.Element(Atom + "title")!.Value,
            StringComparison.Ordinal
        );
        Assert.Equal(new DateTimeOffset(Versions.Latest.Effective, default, TimeSpan.FromHours(8)), Time(first));
        var before = Versions.Current.Before(Versions.Latest)!.Name;
        Assert.Equal($"{host.Address}changes/{before}/{Versions.Latest.Name}", Link(first, "alternate"));
        var data = first.Elements(Atom + "link").Single(l => l.Attribute("type")!.Value == "application/json").Attribute("href")!.Value;
        var (status, body, _) = await host.Json(new Uri(data).PathAndQuery + "&limit=1000");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(changes.Count, body.GetProperty("items").EnumerateArray().Count(i => i.TryGetProperty("change", out _)));
    }

    [Fact]
    public async Task Pages_of_the_feed_of_changes_hold_each_change_once_newest_first()
    {
        var (ids, next, pages) = (new List<string>(), (string?)"/feeds/changes.atom?each=change", 0);
        while (next is not null)
        {
            var (feed, _) = await Read(next, "zh-Hans");
            ids.AddRange(feed.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value));
            next = Link(feed, "next") is { } address ? new Uri(address).PathAndQuery : null;
            Assert.Equal(pages++ == 0, Link(feed, "previous") is null);
        }
        Assert.Equal(Versions.All.Sum(v => Versions.Current.Changes(v).Count), ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.StartsWith($"tag:zhidian.invalid,2026:changes/{Versions.Latest.Name}/", ids[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_of_a_group_holds_what_is_in_it_or_was()
    {
        var (feed, _) = await Read("/feeds/changes.atom?each=change&under=2-02-32", "en");
        var titles = feed.Elements(Atom + "entry").Select(e => e.Element(Atom + "title")!.Value).ToList();
        Assert.Contains(titles, t => t.StartsWith("2-02-32-00 → 2-02-32-01 ", StringComparison.Ordinal));
        Assert.All(titles, t => Assert.Contains("2-02-32", t, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Both_languages_and_both_formats_tell_the_same_entries()
    {
        var (chinese, _) = await Read("/feeds/changes.atom?each=change", "zh-Hans");
        var (english, _) = await Read("/feeds/changes.atom?each=change&lang=en", "zh-Hans");
        var (status, json, answer) = await host.Json("/feeds/changes.json?each=change", "en");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("application/feed+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("https://jsonfeed.org/version/1.1", json.GetProperty("version").GetString());
        Assert.Equal("en", json.GetProperty("language").GetString());
        var items = json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(Ids(chinese), Ids(english));
        Assert.Equal(Ids(chinese), items.Select(i => i.GetProperty("id").GetString()!));
        Assert.Equal(
            english.Elements(Atom + "entry").Select(e => (e.Element(Atom + "title")!.Value, e.Element(Atom + "content")!.Value)),
            items.Select(i => (i.GetProperty("title").GetString()!, i.GetProperty("content_html").GetString()!))
        );
        Assert.NotEqual(Titles(chinese), Titles(english));
        Assert.Equal(Link(english, "self"), host.Address + "feeds/changes.atom?each=change&lang=en");
    }

    [Theory]
    [InlineData("/feeds/changes.atom?each=day", HttpStatusCode.BadRequest)]
    [InlineData("/feeds/changes.atom?under=x", HttpStatusCode.BadRequest)]
    [InlineData("/feeds/changes.json?page=0", HttpStatusCode.BadRequest)]
    [InlineData("/feeds/changes.json?page=999", HttpStatusCode.BadRequest)]
    [InlineData("/feeds/occupation/none.json", HttpStatusCode.NotFound)]
    public async Task A_wrong_question_is_a_problem(string path, HttpStatusCode expected)
    {
        var (status, body, _) = await host.Json(path, "en");
        Assert.Equal(expected, status);
        Assert.NotEmpty(body.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task Feed_readers_find_the_feeds_on_every_page_and_are_answered_304()
    {
        var (_, home) = await host.Html("/", "en");
        Assert.Contains("type=\"application/atom+xml\"", home, StringComparison.Ordinal);
        Assert.Contains("href=\"/feeds/changes.json\"", home, StringComparison.Ordinal);
        var entry = Versions.Latest.Find(Code.Parse("2-02-38-01"))!;
        var (_, page) = await host.Html("/classification/latest/2-02-38-01", "en");
        Assert.Contains($"href=\"/feeds/occupation/{entry.Id}.atom\"", page, StringComparison.Ordinal);
        using var client = host.Visitor();
        using var first = await client.GetAsync(new Uri("/feeds/changes.atom", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/feeds/changes.atom");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    private static IEnumerable<string> Ids(XElement feed) => feed.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value);

    private static IEnumerable<string> Titles(XElement feed) => feed.Elements(Atom + "entry").Select(e => e.Element(Atom + "title")!.Value);

    private static DateTimeOffset Time(XElement part) =>
        DateTimeOffset.Parse(part.Element(Atom + "updated")!.Value, System.Globalization.CultureInfo.InvariantCulture);

    private static string? Link(XElement part, string relation) =>
        part.Elements(Atom + "link").FirstOrDefault(l => l.Attribute("rel")!.Value == relation)?.Attribute("href")!.Value;

    private async Task<(XElement Feed, HttpResponseMessage Answer)> Read(string path, string language)
    {
        using var client = host.Visitor(language);
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (XElement.Parse(await answer.Content.ReadAsStringAsync()), answer);
    }
}
