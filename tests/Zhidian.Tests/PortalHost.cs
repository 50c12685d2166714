using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhidian.Layout;

[assembly: AssemblyFixture(typeof(Zhidian.Tests.PortalHost))]

namespace Zhidian.Tests;

/// <summary>The portal on a real server at a free port, as <c>zhidian serve</c> composes it.</summary>
public sealed class PortalHost : IAsyncLifetime
{
    private WebApplication? _app;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        _app = Compose([]);
        await _app.StartAsync();
        Address = AddressOf(_app);
    }

    public static WebApplication Compose(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddPortal();
        builder.Services.AddSingleton(new Workspace.Workspace(Directory.CreateTempSubdirectory("zhidian-web-").FullName, SampleRun.Make()));
        var app = builder.Build();
        app.MapPortal();
        return app;
    }

    public static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
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
