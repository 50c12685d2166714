using System.Net;

namespace Zhidian.Tests.Classification;

public sealed class ClassificationPagesTests(PortalHost host)
{
    [Theory]
    [InlineData("/", "1,675", "1,675")]
    [InlineData("/classification", "大类", "sub-major")]
    [InlineData("/classification/2022", "1,639 个职业", "1,639 occupations")]
    [InlineData("/classification?marks=S&version=2022", "97 个职业", "97 occupations")]
    [InlineData("/classification/latest/2-02-38-01", "数字职业", "digital")]
    [InlineData("/classification/2022/2-02", "GB/T 6565", "Groups below")]
    [InlineData("/problems", "code-gone", "code-gone")]
    public async Task Pages_answer_in_both_languages(string path, string chinese, string english)
    {
        var (status, zh) = await host.Html(path);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<html lang=\"zh-Hans\"", zh, StringComparison.Ordinal);
        Assert.Contains(chinese, zh, StringComparison.Ordinal);
        var (_, en) = await host.Html(path, "en");
        Assert.Contains("<html lang=\"en\"", en, StringComparison.Ordinal);
        Assert.Contains(english, en, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/classification/2022.1/2-02-32-00", 410, "2-02-32-01")]
    [InlineData("/classification/2022/2-02-32-02", 404, "2022.1")]
    [InlineData("/classification/latest/2-02-10-98", 404, "2-02-10")]
    [InlineData("/classification/latest/abc", 400, "2-02-10-03")]
    [InlineData("/classification/1066", 404, "/classification")]
    [InlineData("/nowhere", 404, "/search")]
    [InlineData("/classification?marks=Q", 400, "/classification")]
    public async Task A_failure_is_a_page_that_helps_on(string path, int status, string help)
    {
        foreach (var language in (string[])["zh-Hans", "en"])
        {
            var (code, html) = await host.Html(path, language);
            Assert.Equal(status, (int)code);
            Assert.Contains(help, html, StringComparison.Ordinal);
            Assert.Contains("</html>", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_permanent_id_leads_to_where_it_stands_now()
    {
        using var client = host.Visitor();
        using var answer = await client.GetAsync(new Uri("/id/occupation/Z000304", UriKind.Relative));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/classification/latest/2-02-32-01", answer.Headers.Location!.ToString());
    }
}
