using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Zhidian.Mining.Adverts;
using Zhidian.Registry.Storage;
using Zhidian.Serve;
using Zhidian.Workspace;

[assembly: AssemblyFixture(typeof(Zhidian.Tests.PortalHost))]

namespace Zhidian.Tests;

/// <summary>The portal on a real server at a free port, as <c>zhidian serve</c> composes it.</summary>
public sealed class PortalHost : IAsyncLifetime
{
    private WebApplication? _app;
    private Workspace.Workspace? _workspace;
    private RegistryDatabase? _registry;

    public Uri Address { get; private set; } = null!;

    /// <summary>What a program of the operator sends in <c>Authorization: Bearer</c>.</summary>
    public string OperatorKey => global::Zhidian.Operator.OperatorKey.Read(_workspace!.Data);

    public IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        _workspace = NewWorkspace();
        Fill(_workspace);
        _registry = ServeCommand.OpenRegistry(_workspace.Folder);
        _app = Compose(_workspace, _registry);
        await _app.StartAsync();
        Address = AddressOf(_app);
    }

    public static Workspace.Workspace NewWorkspace() => new(new DataFolder(Directory.CreateTempSubdirectory("zhidian-web-").FullName));

    public static WebApplication Compose(Workspace.Workspace workspace, params string[] settings) => Compose(workspace, null, settings);

    public static WebApplication Compose(Workspace.Workspace workspace, RegistryDatabase? registry, params string[] settings) =>
        ServeCommand.BuildApp(workspace, registry, "http://127.0.0.1:0", ["--Logging:LogLevel:Default=None", .. settings]);

    /// <summary>A run made by hand and a few adverts of two occupations.</summary>
    private static void Fill(Workspace.Workspace workspace)
    {
        workspace.Keep(SampleRun.Make());
        var file = Path.Combine(workspace.Folder, "adverts.csv");
        var csv = new StringBuilder("title,company,city,date,salary,education,tags\n");
        for (var i = 0; i < 120; i++)
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{(i % 3 == 0 ? "人工智能工程师" : "Java开发工程师")},公司{i % 40},{(i % 2 == 0 ? "北京" : "深圳")},{2022 + i / 60}-{i % 12 + 1:D2}-15,{10 + i % 9}-{20 + i % 9}K,本科,机器学习|Python\n"
            );
        File.WriteAllText(file, csv.ToString());
        workspace.Importer().Import(file, new ImportOptions(Source: "generated sample", Platform: "board"));
    }

    public static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _registry?.Dispose();
        _workspace?.Dispose();
        if (_workspace is not null)
            Directory.Delete(_workspace.Folder, recursive: true);
    }

    /// <summary>A visitor without cookies of the language named; redirects are not followed.</summary>
    public HttpClient Visitor(string language = "zh-Hans")
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        return client;
    }

    public async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Answer)> Json(string path, string language = "zh-Hans")
    {
        using var client = Visitor(language);
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, JsonDocument.Parse(text.Length == 0 ? "null" : text).RootElement, answer);
    }

    public async Task<(HttpStatusCode Status, string Body)> Html(string path, string language = "zh-Hans")
    {
        using var client = Visitor(language);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }
}
