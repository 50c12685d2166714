using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MiniExcelLibs;

namespace Zhidian.Tests.Coding;

/// <summary>Titles to codes over REST and by the form.</summary>
public sealed partial class CodingWebTests(PortalHost host)
{
    private static readonly Uri Api = new("/api/v1/code", UriKind.Relative);
    private static readonly Uri Page = new("/code", UriKind.Relative);

    [Fact]
    public async Task One_title_and_a_list_get_the_same_answer_with_version_and_coder()
    {
        var (status, one, answer) = await host.Json("/api/v1/code?title=Java开发工程师");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("2-02-10-03", one.GetProperty("item").GetProperty("code").GetString());
        Assert.StartsWith("coder-", one.GetProperty("coder").GetString(), StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("RateLimit-Remaining"));
        using var client = host.Visitor();
        using var many = await client.PostAsJsonAsync(Api, new { titles = new[] { "外卖骑手", "Java开发工程师" }, version = "2022" });
        var list = JsonDocument.Parse(await many.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("2022", list.GetProperty("version").GetProperty("name").GetString());
        Assert.Equal(
            ["外卖骑手", "Java开发工程师"],
            list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("title").GetString()!)
        );
        Assert.Equal("2-02-10-03", list.GetProperty("items")[1].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("{\"titles\":[]}", 400, "body-invalid")]
    [InlineData("{}", 400, "body-invalid")]
    [InlineData("{\"titles\":[\"a\"],\"items\":[]}", 400, "body-invalid")]
    [InlineData("{\"titles\":[\"\"]}", 400, "body-invalid")]
    [InlineData("{\"titles\":[null]}", 400, "body-invalid")]
    [InlineData("{\"items\":[null]}", 400, "body-invalid")]
    [InlineData("{\"titles\":[\"a\"],\"minConfidence\":2}", 400, "body-invalid")]
    [InlineData("{\"titles\":[\"a\"],\"version\":\"1066\"}", 404, "version-unknown")]
    [InlineData("{\"titles\":", 400, "bad-request")]
    [InlineData("", 400, "bad-request")]
    public async Task A_bad_list_is_refused_with_a_reason(string json, int status, string type)
    {
        using var client = host.Visitor("en");
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(Api, body);
        Assert.Equal(status, (int)answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("/problems/" + type, problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Too_many_titles_too_large_a_body_and_the_wrong_type_are_refused()
    {
        using var client = host.Visitor();
        using var many = await client.PostAsJsonAsync(Api, new { titles = Enumerable.Repeat("电工", 5001) });
        Assert.Equal(HttpStatusCode.BadRequest, many.StatusCode);
        using var big = await client.PostAsJsonAsync(Api, new { titles = new[] { new string('x', 5 << 20) } });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, big.StatusCode);
        using var body = new StringContent("title=a", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var wrong = await client.PostAsync(Api, body);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, wrong.StatusCode);
        Assert.Equal("application/problem+json", wrong.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Json("/api/v1/code")).Status);
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back()
    {
        using var workspace = PortalHost.NewWorkspace();
        await using var app = PortalHost.Compose(workspace, "--Throttle:CodingPerMinute=2");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = PortalHost.AddressOf(app) };
        var path = new Uri("/api/v1/code", UriKind.Relative);
        // The bucket fills again while a busy machine is slow: ask until it is empty.
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 30 && refused is null; i++)
        {
            var answer = await client.GetAsync(path);
            refused = answer.StatusCode == HttpStatusCode.TooManyRequests ? answer : null;
        }
        Assert.NotNull(refused);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("0", refused.Headers.GetValues("RateLimit-Remaining").Single());
        using var read = await client.GetAsync(new Uri("/api/v1/versions", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    public static TheoryData<string, byte[], string?> Files()
    {
        var sheet = new MemoryStream();
        sheet.SaveAs(new[] { new { 编号 = 1, 岗位名称 = "电工" }, new { 编号 = 2, 岗位名称 = "护士" } });
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return new TheoryData<string, byte[], string?>
        {
            { "list.txt", Encoding.UTF8.GetBytes("电工\r\n\r\n护士\r\n"), null },
            { "list.csv", Encoding.UTF8.GetBytes("\uFEFFid,职位名称\n1,电工\n2,\"护士\"\n"), null },
            { "list.csv", Encoding.GetEncoding("GB18030").GetBytes("编号,岗位名称\n1,电工\n2,护士\n"), null },
            { "list.tsv", Encoding.UTF8.GetBytes("a\tb\n电工\tx\n护士\ty\n"), "A" },
            { "list.xlsx", sheet.ToArray(), null },
        };
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_is_coded_and_the_result_can_be_downloaded(string name, byte[] content, string? column)
    {
        using var answer = await Post(name, content, column);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var place = answer.Headers.Location!.ToString();
        using var client = host.Visitor();
        var csv = await client.GetStringAsync(new Uri(place + ".csv", UriKind.Relative));
        Assert.Equal(["电工", "护士"], csv.Trim().Split("\r\n").Skip(1).Select(l => l.Split(',')[0]));
        var (status, html) = await host.Html(place + "?only=occupation", "en");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("2 job titles, coded", html, StringComparison.Ordinal);
    }

    /// <summary>It says of itself that it is small, and unfolds to 300 MB.</summary>
    [Fact]
    public async Task A_workbook_that_unfolds_without_end_is_refused()
    {
        var parts = Texts.Workbooks.Parts("Sheet1");
        parts["xl/worksheets/sheet1.xml"] = new string(' ', 300 << 20);
        var bomb = Texts.Workbooks.Claiming(Texts.Workbooks.Zip(parts), "xl/worksheets/sheet1.xml", 1000);
        using var answer = await Post("list.xlsx", bomb, null);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("xl/worksheets/sheet1.xml", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list.pdf", "x", null, ".csv")]
    [InlineData("list.csv", "a,b\n1,2\n", null, "a、b")]
    [InlineData("list.csv", "title,b\n\"1,2\n", null, "CSV")]
    [InlineData("list.csv", "title\n1\n", "nope", "nope")]
    [InlineData("list.xlsx", "not a zip", null, ".xlsx")]
    [InlineData("list.txt", "bin\0ary", null, "binary")]
    [InlineData("list.txt", "\n\n", null, "no job titles")]
    public async Task A_file_that_cannot_be_read_is_refused_with_a_reason(string name, string content, string? column, string reason)
    {
        using var answer = await Post(name, Encoding.UTF8.GetBytes(content), column);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_thousand_lines_and_one_is_one_too_many()
    {
        using var answer = await Post("list.txt", Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat("电工", 20_001))), null);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("zhidian code", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var huge = await Post("list.txt", new byte[7 << 20], null);
        Assert.Contains("5 MB", await huge.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_and_an_old_list_is_gone()
    {
        using var client = host.Visitor();
        using var form = new FormUrlEncodedContent([new("titles", "电工")]);
        using var answer = await client.PostAsync(Page, form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Html("/code/lists/0123")).Status);
    }

    [Fact]
    public async Task Cells_that_a_spreadsheet_would_run_are_made_text()
    {
        using var answer = await Post("list.txt", Encoding.UTF8.GetBytes("=1+1\n电工,\"高级\""), null);
        using var client = host.Visitor();
        var csv = await client.GetStringAsync(new Uri(answer.Headers.Location + ".csv", UriKind.Relative));
        Assert.Contains("\n'=1+1,", csv, StringComparison.Ordinal);
        Assert.Contains("\n\"电工,\"\"高级\"\"\",", csv, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> Post(string name, byte[] content, string? column)
    {
        using var client = host.Visitor("en");
        using var page = await client.GetAsync(Page);
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups["token"].Value;
        client.DefaultRequestHeaders.Add("Cookie", page.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "form-token" },
            { new ByteArrayContent(content), "file", name },
        };
        if (column is not null)
            form.Add(new StringContent(column), "column");
        return await client.PostAsync(Page, form);
    }

    [GeneratedRegex("name=\"form-token\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
