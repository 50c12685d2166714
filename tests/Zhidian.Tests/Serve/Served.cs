using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Zhidian.Tests.Cli;
using Zhidian.Workspace;

namespace Zhidian.Tests.Serve;

/// <summary><c>zhidian serve</c> as a process of its own, at a free port.</summary>
public sealed class Served : IDisposable
{
    private readonly Executable _program;

    private Served(Executable program, DataFolder data)
    {
        (_program, Data) = (program, data);
        Address = new Uri(program.WaitFor("Zhidian is ready: ")["Zhidian is ready: ".Length..]);
        SignInLink = new Uri(program.WaitFor("Operator sign-in").Split(' ')[^1]);
    }

    public DataFolder Data { get; }

    public Uri Address { get; }

    /// <summary>As printed on the console.</summary>
    public Uri SignInLink { get; }

    public int Id => _program.Id;

    public static Served Start(DataFolder data, params string[] more) => StartWith(new Dictionary<string, string>(), data, more);

    /// <param name="settings">As environment variables.</param>
    public static Served StartWith(IReadOnlyDictionary<string, string> settings, DataFolder data, params string[] more)
    {
        var program = Executable.StartWith(
            settings,
            Path.GetTempPath(),
            ["serve", "--data", data.Path, "--urls", "http://127.0.0.1:0", .. more]
        );
        try
        {
            return new Served(program, data);
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    public Outcome Stop() => _program.Stop();

    public void Kill() => _program.Kill();

    public string WaitFor(string text) => _program.WaitFor(text);

    /// <summary>Without cookies; redirects are not followed.</summary>
    public HttpClient Public() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromMinutes(3),
        };

    /// <summary>A program that has read the key of the data folder.</summary>
    public HttpClient Operator()
    {
        var client = Public();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(Data.OperatorKeyFile));
        return client;
    }

    /// <summary>A browser: keeps cookies; redirects are not followed.</summary>
    public (HttpClient Client, CookieContainer Cookies) Browser()
    {
        var cookies = new CookieContainer();
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies };
        return (new HttpClient(handler) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(3) }, cookies);
    }

    /// <summary>Follows a sign-in link as a person does: opens it and presses the button.</summary>
    public static async Task<HttpResponseMessage> SignIn(HttpClient browser, Uri link)
    {
        var page = await browser.GetStringAsync(link);
        return await browser.PostAsync(
            new Uri("/operator/sign-in", UriKind.Relative),
            new FormUrlEncodedContent([new("form-token", Field(page, "form-token")), new("ticket", Field(page, "ticket"))])
        );
    }

    public static string Field(string page, string name) =>
        WebUtility.HtmlDecode(
            Regex.Match(page, $"name=\"{name}\" value=\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking).Groups["value"].Value
        );

    /// <summary>Waits for an import to end and gives its job.</summary>
    public async Task<JsonElement> JobEnds(string id)
    {
        using var client = Operator();
        for (var i = 0; i < 1200; i++)
        {
            var job = await Job(client, id);
            if (job.GetProperty("state").GetString() is "done" or "failed")
                return job;
            await Task.Delay(200);
        }
        throw new TimeoutException($"import {id} did not end");
    }

    public static async Task<JsonElement> Job(HttpClient client, string id) =>
        JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/v1/adverts/imports/" + id, UriKind.Relative))).RootElement;

    public void Dispose() => _program.Dispose();
}
