using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Zhidian.Operator;
using Zhidian.Registry.Storage;
using Zhidian.Serve;

namespace Zhidian.Tests.Texts;

/// <summary>Texts over HTTP and in the portal, on a portal of its own with a registry. Only definitions: work types would reach every test.</summary>
public sealed class TextsWebTests : IAsyncLifetime
{
    private const string Page = "/classification/latest/2-02-10-03";
    private const string Good = "code,definition,tasks\n2-02-10-03,从事甲的人员。,1.做一;2.做<b>二\n2-02-10-04,乙。,1.做三\n";

    private readonly Workspace.Workspace _workspace = PortalHost.NewWorkspace();
    private RegistryDatabase _registry = null!;
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        _registry = ServeCommand.OpenRegistry(_workspace.Folder);
        _app = ServeCommand.BuildApp(
            _workspace,
            _registry,
            "http://127.0.0.1:0",
            "--Logging:LogLevel:Default=None",
            "--Texts:MaxBytes=100000"
        );
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _registry.Dispose();
        _workspace.Dispose();
        Directory.Delete(_workspace.Folder, recursive: true);
    }

    [Fact]
    public async Task A_program_checks_applies_and_takes_back_and_pages_follow_at_once()
    {
        using var program = Program();
        using var visitor = Visitor();
        using var first = await visitor.GetAsync(At(Page));
        Assert.DoesNotContain("从事甲的人员", await Text(first), StringComparison.Ordinal);

        var check = await Sent(program, Good, "version=latest&file=a.csv&source=" + Uri.EscapeDataString("文件一"));
        Assert.Equal((0, 2), (check.GetProperty("errors").GetInt32(), check.GetProperty("new").GetInt32()));
        var id = check.GetProperty("id").GetString()!;
        var hash = check.GetProperty("hash").GetString()!;
        await Problem(await Post(program, $"checks/{id}/apply", new { hash }), HttpStatusCode.BadRequest, "body-invalid");
        await Problem(
            await Post(program, $"checks/{id}/apply", new { hash = "0", reason = "x" }),
            HttpStatusCode.Conflict,
            "texts-refused"
        );
        await Problem(await Post(program, "checks/none/apply", new { hash, reason = "x" }), HttpStatusCode.NotFound, "text-check-unknown");
        using var applied = await Post(program, $"checks/{id}/apply", new { hash, reason = "first" });
        Assert.Equal(HttpStatusCode.OK, applied.StatusCode);
        await Problem(await Post(program, $"checks/{id}/apply", new { hash, reason = "x" }), HttpStatusCode.Conflict, "texts-refused");

        using var second = await visitor.GetAsync(At(Page));
        Assert.NotEqual(first.Headers.ETag, second.Headers.ETag);
        var html = await Text(second);
        Assert.Contains("从事甲的人员。", html, StringComparison.Ordinal);
        Assert.Contains("做&lt;b&gt;二", await (await visitor.GetAsync(At(Page))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("文件一", html, StringComparison.Ordinal);
        var text = await Json(visitor, "/api/v1/versions/latest/occupations/2-02-10-03/texts");
        Assert.Equal(2, text.GetProperty("tasks").GetArrayLength());
        Assert.Equal("2022.2", text.GetProperty("source").GetProperty("version").GetString());
        var older = await Json(visitor, "/api/v1/versions/2022/occupations/2-02-10-03/texts");
        Assert.False(older.TryGetProperty("source", out _));

        await Problem(await Post(program, "imports/7/undo", new { reason = "x" }), HttpStatusCode.NotFound, "text-check-unknown");
        using var undone = await Post(program, "imports/1/undo", new { reason = "a slip" });
        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        Assert.DoesNotContain("从事甲的人员", await Text(await visitor.GetAsync(At(Page))), StringComparison.Ordinal);
        Assert.Equal(2, (await Json(program, "/api/v1/texts/imports")).GetArrayLength());
        Assert.Equal(1, (await Json(program, "/api/v1/texts/checks")).GetArrayLength());
    }

    [Fact]
    public async Task A_definition_that_differs_between_versions_is_a_change_between_them()
    {
        using var program = Program();
        foreach (var (version, text) in new[] { ("2022.1", "从事甲的人员。"), ("2022.2", "从事乙的人员。") })
        {
            var check = await Sent(program, $"code,definition\n2-02-10-03,{text}\n", $"version={version}&file=a.csv");
            var hash = check.GetProperty("hash").GetString();
            using var applied = await Post(program, $"checks/{check.GetProperty("id").GetString()}/apply", new { hash, reason = "a text" });
            Assert.Equal(HttpStatusCode.OK, applied.StatusCode);
        }
        var changes = (await Json(program, "/api/v1/versions/2022.1/to/2022.2/changes?kind=redefined")).GetProperty("items");
        Assert.Equal("2-02-10-03", Assert.Single(changes.EnumerateArray()).GetProperty("code").GetString());
        using var visitor = Visitor();
        var page = await Text(await visitor.GetAsync(At("/changes/2022.1/2022.2?kind=redefined&lang=zh-Hans")));
        Assert.Contains("导入的定义或主要工作任务不同", page, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "redefined",
            await visitor.GetStringAsync(At("/api/v1/changes?since=2022.1&limit=500")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Findings_are_told_in_the_readers_language_and_bad_requests_by_their_kind()
    {
        using var program = Program();
        program.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-Hans");
        var check = await Sent(program, "code,definition\n2-02-99-99,甲。\n", "version=latest&file=a.csv");
        var finding = check.GetProperty("findings")[0];
        Assert.Equal(("T2001", 2), (finding.GetProperty("fault").GetString(), finding.GetProperty("row").GetInt32()));
        Assert.Contains("各版本都没有代码", finding.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("refused", check.GetProperty("effects")[0].GetProperty("kind").GetString());
        using var refused = await Post(
            program,
            $"checks/{check.GetProperty("id").GetString()}/apply",
            new { hash = check.GetProperty("hash").GetString(), reason = "x" }
        );
        await Problem(refused, HttpStatusCode.Conflict, "texts-refused");

        await Problem(await Upload(program, Good, "version=latest"), HttpStatusCode.BadRequest, "query-invalid");
        await Problem(await Upload(program, Good, "version=2031&file=a.csv"), HttpStatusCode.NotFound, "version-unknown");
        await Problem(
            await Upload(program, new string('x', 100_001), "version=latest&file=a.csv"),
            HttpStatusCode.RequestEntityTooLarge,
            "body-too-large"
        );
        using var visitor = Visitor();
        await Problem(await Upload(visitor, Good, "version=latest&file=a.csv"), HttpStatusCode.Unauthorized, "operator-only");
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(At("/api/v1/versions/latest/occupations/2-02/texts"))).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(At("/api/v1/versions/latest/occupations/2-02-32-00/texts"))).StatusCode);
    }

    [Fact]
    public async Task A_person_uploads_looks_and_applies_by_forms_that_need_their_token()
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = PortalHost.AddressOf(_app),
        };
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        Assert.Equal("/operator", (await browser.GetAsync(At("/texts"))).Headers.Location?.ToString());
        var ticket = _app.Services.GetRequiredService<SignInTickets>().Issue();
        using var signedIn = await Zhidian.Tests.Serve.Served.SignIn(
            browser,
            new Uri(PortalHost.AddressOf(_app), "/operator?ticket=" + ticket)
        );

        var form = await browser.GetStringAsync(At("/texts"));
        foreach (var path in new[] { "/texts", "/texts/checks/x/apply", "/texts/imports/1/undo" })
        {
            using var forged = await browser.PostAsync(At(path), new FormUrlEncodedContent([new("reason", "x")]));
            Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        }
        await Problem(await Upload(browser, Good, "version=latest&file=a.csv"), HttpStatusCode.BadRequest, "form-expired");
        await Problem(await Post(browser, "checks/x/apply", new { reason = "x" }), HttpStatusCode.BadRequest, "form-expired");
        using var body = new MultipartFormDataContent
        {
            { new StringContent(Token(form)), "form-token" },
            { new StringContent("2022.2"), "version" },
            { new StringContent("文件一"), "source" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(Good + "2-02-10-05,丙。,\n")), "file", "../a.csv" },
        };
        using var sent = await browser.PostAsync(At("/texts"), body);
        var check = sent.Headers.Location!.ToString();
        var page = await Text(await browser.GetAsync(At(check)));
        Assert.Contains("Check of a.csv", page, StringComparison.Ordinal);
        Assert.Contains("3 new, 0 changed", page, StringComparison.Ordinal);
        Assert.Contains("T2014", page, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "从事甲的人员",
            await Text(await browser.GetAsync(At(check + "?effect=Refused&fault=T2001"))),
            StringComparison.Ordinal
        );
        using var applied = await browser.PostAsync(
            At(check + "/apply"),
            new FormUrlEncodedContent([
                new("form-token", Token(page)),
                new("hash", Zhidian.Tests.Serve.Served.Field(page, "hash")),
                new("reason", "first"),
            ])
        );
        Assert.Equal(check, applied.Headers.Location?.ToString());
        Assert.Contains("Applied as import 1", await Text(await browser.GetAsync(At(check))), StringComparison.Ordinal);
        form = await Text(await browser.GetAsync(At("/texts")));
        Assert.Contains("import 1", form, StringComparison.Ordinal);
        using var undone = await browser.PostAsync(
            At("/texts/imports/1/undo"),
            new FormUrlEncodedContent([new("form-token", Token(form)), new("reason", "a slip")])
        );
        Assert.Equal("/texts", undone.Headers.Location?.ToString());
        Assert.Contains("takes back import 1", await Text(await browser.GetAsync(At("/texts"))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(At("/texts/checks/none"))).StatusCode);
    }

    private static string Token(string page) => Zhidian.Tests.Serve.Served.Field(page, "form-token");

    private static Uri At(string path) => new(path, UriKind.Relative);

    private HttpClient Visitor() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = PortalHost.AddressOf(_app) };

    private HttpClient Program()
    {
        var client = Visitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey.Read(_workspace.Data));
        return client;
    }

    private static async Task<JsonElement> Sent(HttpClient client, string file, string query)
    {
        using var answer = await Upload(client, file, query);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpResponseMessage> Upload(HttpClient client, string file, string query)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(file));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await client.PostAsync(At("/api/v1/texts/checks?" + query), body);
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string path, object body) =>
        client.PostAsJsonAsync(At("/api/v1/texts/" + path), body);

    private static async Task<JsonElement> Json(HttpClient client, string path) =>
        JsonDocument.Parse(await client.GetStringAsync(At(path))).RootElement;

    private static async Task<string> Text(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    private static async Task Problem(HttpResponseMessage answer, HttpStatusCode status, string type)
    {
        using (answer)
        {
            Assert.Equal(status, answer.StatusCode);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("/problems/" + type, problem.GetProperty("type").GetString());
        }
    }
}
