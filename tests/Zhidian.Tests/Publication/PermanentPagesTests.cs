using System.Net;
using System.Text.Json;
using Zhidian.Classification;
using Zhidian.Classification.Tests.Exchange;

namespace Zhidian.Tests.Publication;

/// <summary>What permanent addresses answer, in each form.</summary>
public sealed class PermanentPagesTests(PortalHost host)
{
    /// <summary>A group that only the edition of 1999 had.</summary>
    private const string Retired = "Z003008";

    private async Task<(HttpResponseMessage Answer, string Body)> Ask(string path, string accept, string language = "zh-Hans")
    {
        using var client = host.Visitor(language);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        var answer = await client.SendAsync(request);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("text/turtle", "skos:notation \"2-02-32-01\"")]
    [InlineData("application/ld+json", "\"2-02-32-01\"")]
    [InlineData("application/n-triples", "core#notation> \"2-02-32-01\"")]
    [InlineData("application/json", "\"code\":\"2-02-32-01\"")]
    public async Task An_occupation_is_answered_in_the_form_asked_for(string accept, string words)
    {
        var (answer, body) = await Ask("/id/occupation/Z000304", accept);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(accept, answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept", answer.Headers.Vary);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains(words, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_can_be_pinned_and_shows_what_it_said()
    {
        var (_, body) = await Ask("/id/occupation/Z000304/2022", "text/turtle");
        Assert.Contains("skos:notation \"2-02-32-00\"", body, StringComparison.Ordinal);
        var (page, _) = await Ask("/id/occupation/Z000304/2022", "text/html");
        Assert.Equal(HttpStatusCode.SeeOther, page.StatusCode);
        Assert.Equal("/classification/2022/2-02-32-00", page.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("text/html", "Z000002", "text/html", false)]
    [InlineData("text/turtle", "dct:isReplacedBy", "text/turtle", true)]
    [InlineData("application/ld+json", "owl:deprecated", "application/ld+json", true)]
    [InlineData("application/json", "successors", "application/problem+json", true)]
    public async Task A_retired_id_is_gone_and_names_its_successors_in_every_form(string accept, string words, string type, bool inBody)
    {
        var (answer, body) = await Ask($"/id/occupation/{Retired}", accept, "en");
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        var successor = Versions.Latest.FindById("Z000002")!;
        Assert.Contains(inBody ? words : successor.Code.Text, body, StringComparison.Ordinal);
        // At its own version it is there.
        var (then, _) = await Ask($"/id/occupation/{Retired}/1999", accept, "en");
        Assert.Equal(accept == "text/html" ? HttpStatusCode.SeeOther : HttpStatusCode.OK, then.StatusCode);
    }

    [Fact]
    public async Task What_was_never_given_or_comes_later_or_cannot_be_had_so_is_told_apart()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Ask("/id/occupation/Z999999", "text/turtle")).Answer.StatusCode);
        var later = Versions.Latest.Occupations.First(o => Versions.Get("2022").FindById(o.Id) is null);
        var (answer, body) = await Ask($"/id/occupation/{later.Id}/2022", "application/json", "en");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("yet", JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Ask("/id/occupation/Z000304/1776", "text/turtle")).Answer.StatusCode);
        var (refused, list) = await Ask("/id/occupation/Z000304", "image/png");
        Assert.Equal(HttpStatusCode.NotAcceptable, refused.StatusCode);
        Assert.Contains("text/turtle", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/id/marks")]
    [InlineData("/id/terms")]
    [InlineData("/id/documents")]
    [InlineData("/id/catalog")]
    [InlineData("/id/occupation/Z000304")]
    public async Task Every_form_says_the_same(string path)
    {
        var folder = Directory.CreateTempSubdirectory("zhidian-id-").FullName;
        try
        {
            var files = new List<string>();
            foreach (
                var (type, extension) in new[]
                {
                    ("text/turtle", "ttl"),
                    ("application/ld+json", "jsonld"),
                    ("application/n-triples", "nt"),
                }
            )
            {
                var (answer, body) = await Ask(path, type);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                files.Add(Path.Combine(folder, "x." + extension));
                await File.WriteAllTextAsync(files[^1], body);
            }
            Assert.True(int.Parse(Tool.Check("check_rdf.py", ["same", .. files]), System.Globalization.CultureInfo.InvariantCulture) > 5);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("text/turtle", "/files/2022.2/classification-2022.2.ttl")]
    [InlineData("application/json", "/files/2022.2/classification-2022.2.json")]
    [InlineData("text/html", "/classification/2022.2")]
    public async Task A_version_leads_to_its_file_or_page(string accept, string to)
    {
        var (answer, _) = await Ask("/id/version/2022.2", accept);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(to, answer.Headers.Location!.ToString());
    }
}
