using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Zhidian.Mining.Adverts;
using Zhidian.Sample;
using Zhidian.Tests.Cli;

namespace Zhidian.Tests.Serve;

public sealed class UploadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-upload-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_person_signs_in_once_uploads_by_form_and_sees_new_candidates()
    {
        using var served = Served.Start(Executable.NewData(_folder), "--no-sample");
        var (browser, cookies) = served.Browser();
        using (browser)
        {
            using var signedIn = await Served.SignIn(browser, served.SignInLink);
            Assert.Equal("/adverts/import", signedIn.Headers.Location?.ToString());
            var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("zhidian-operator=", StringComparison.Ordinal));
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);

            // The link is used up, for this browser and for any other.
            var (other, _) = served.Browser();
            using (other)
            {
                var used = await other.GetStringAsync(served.SignInLink);
                Assert.DoesNotContain("name=\"ticket\"", used, StringComparison.Ordinal);
                using var forged = await other.PostAsync(
                    new Uri("/operator/sign-in", UriKind.Relative),
                    new FormUrlEncodedContent([
                        new("form-token", Served.Field(await served.Public().GetStringAsync(served.SignInLink), "form-token")),
                        new("ticket", served.SignInLink.Query.Split('=')[^1]),
                    ])
                );
                Assert.False(
                    forged.Headers.Contains("Set-Cookie")
                        && string.Join(' ', forged.Headers.GetValues("Set-Cookie")).Contains("zhidian-operator")
                );
                using var refused = await other.GetAsync(new Uri("/adverts/import", UriKind.Relative));
                Assert.Equal("/operator", refused.Headers.Location?.ToString());
            }

            await A_cookie_alone_may_read_but_not_write(browser);

            var form = await browser.GetStringAsync(new Uri("/adverts/import", UriKind.Relative));
            var action = WebUtility.HtmlDecode(
                Regex.Match(form, "action=\"(?<to>/adverts/import[^\"]*)\"", RegexOptions.NonBacktracking).Groups["to"].Value
            );
            using var body = new MultipartFormDataContent
            {
                { new StringContent("岗"), "title-column" },
                { new ByteArrayContent(Real()), "files", "../../招聘.csv" },
            };
            using var sent = await browser.PostAsync(new Uri(action, UriKind.Relative), body);
            Assert.Equal("/adverts/import", sent.Headers.Location?.ToString());
            var jobs = JsonDocument.Parse(await browser.GetStringAsync(new Uri("/api/v1/adverts/imports", UriKind.Relative))).RootElement;
            var job = await served.JobEnds(jobs[0].GetProperty("id").GetString()!);
            Assert.Equal("招聘.csv", job.GetProperty("file").GetString());
            Assert.Equal(("done", 200), (job.GetProperty("state").GetString(), job.GetProperty("records").GetInt32()));
            Assert.Contains(
                "招聘.csv",
                await browser.GetStringAsync(new Uri("/adverts/import", UriKind.Relative)),
                StringComparison.Ordinal
            );
            await Emerges(served, "碳账户管理师");
            // 3 versions, the sign-in, the import, the discovery.
            Executable.Run("audit", "verify", "--data", served.Data.Path).Ends(0, "is whole: 6 entries");

            using var signedOut = await browser.PostAsync(
                new Uri("/operator/sign-out", UriKind.Relative),
                new FormUrlEncodedContent([
                    new("form-token", Served.Field(await browser.GetStringAsync(new Uri("/operator", UriKind.Relative)), "form-token")),
                ])
            );
            using var after = await browser.GetAsync(new Uri("/adverts/import", UriKind.Relative));
            Assert.Equal("/operator", after.Headers.Location?.ToString());
            Assert.DoesNotContain(cookies.GetCookies(served.Address), c => c.Name == "zhidian-operator");
        }
    }

    [Fact]
    public async Task An_upload_that_a_killed_server_was_importing_goes_on_at_its_next_start()
    {
        var data = Executable.NewData(_folder);
        using var file = new MemoryStream();
        SampleAdverts.WriteCsv(file, count: 60_000);
        string id;
        using (var served = Served.Start(data, "--no-sample"))
        using (var program = served.Operator())
        {
            using var sent = await program.PostAsync(
                new Uri("/api/v1/adverts/imports?file=many.csv", UriKind.Relative),
                new ByteArrayContent(file.ToArray())
            );
            Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
            id = JsonDocument.Parse(await sent.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
            JsonElement job;
            do job = await Served.Job(program, id);
            while (job.GetProperty("records").GetInt64() == 0 && job.GetProperty("state").GetString() is "queued" or "running");
            served.Kill();
        }
        // Half an upload of a killed server: no job was made of it.
        Directory.CreateDirectory(Path.Combine(data.Spool, "20200101000000000-00000000"));
        using (var served = Served.Start(data, "--no-sample"))
        {
            var job = await served.JobEnds(id);
            Assert.Equal("done", job.GetProperty("state").GetString());
            Assert.Equal(60_000, job.GetProperty("report").GetProperty("files")[0].GetProperty("records").GetInt64());
            served.Stop().Ends(0);
        }
        using var store = FactStore.Open(data.Path);
        Assert.Equal(60_000, store.Status().Adverts);
        Assert.Equal([id], Directory.GetDirectories(data.Spool).Select(Path.GetFileName));
    }

    private static async Task A_cookie_alone_may_read_but_not_write(HttpClient browser)
    {
        using var read = await browser.GetAsync(new Uri("/api/v1/adverts/store", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        foreach (
            var path in new[] { "/api/v1/adverts/imports?file=x.csv", "/api/v1/discovery/runs", "/adverts/import", "/operator/sign-out" }
        )
        {
            using var content = new StringContent("{}", Encoding.UTF8, "application/json");
            using var write = await browser.PostAsync(new Uri(path, UriKind.Relative), content);
            Assert.True((int)write.StatusCode is >= 400 and < 500, $"{path} answers a post without a form token {write.StatusCode}");
        }
        Assert.Equal("[]", await browser.GetStringAsync(new Uri("/api/v1/adverts/imports", UriKind.Relative)));
    }

    private static async Task Emerges(Served served, string title)
    {
        using var visitor = served.Public();
        var page = "";
        for (var i = 0; i < 600 && !page.Contains(title, StringComparison.Ordinal); i++)
        {
            await Task.Delay(200);
            page = WebUtility.HtmlDecode(await visitor.GetStringAsync(new Uri("/emerging", UriKind.Relative)));
        }
        Assert.Contains(title, page, StringComparison.Ordinal);
    }

    private static byte[] Real() =>
        Encoding.UTF8.GetBytes(
            string.Join(
                '\n',
                ["岗,company,city,date", .. Enumerable.Range(0, 200).Select(i => $"碳账户管理师,企业{i},上海,2024-{i % 12 + 1:D2}-10")]
            )
        );
}
