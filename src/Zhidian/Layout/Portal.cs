using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.ResponseCompression;
using Zhidian.Adverts;
using Zhidian.Classification;
using Zhidian.Discovery;
using Zhidian.Feeds;
using Zhidian.Lineage;
using Zhidian.Mcp;
using Zhidian.Operator;
using Zhidian.Publication;
using Zhidian.Reconciliation;
using Zhidian.Search;
using Zhidian.Webhooks;

namespace Zhidian.Layout;

/// <summary>The portal and the REST API as one piece: what they need, and where they answer.</summary>
public static class Portal
{
    public static void AddPortal(this IServiceCollection services)
    {
        // A line for each request would be most of the work of a cached page.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning));
        services.AddRazorComponents();
        // Chinese as it is, not as numbered entities: pages are a third of the size. Markup characters are escaped all the same.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "zhidian-form";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.FormFieldName = "form-token";
        });
        services.AddOutputCache(Reads.Configure);
        services.AddResponseCompression(options =>
            options.MimeTypes = ResponseCompressionDefaults.MimeTypes.Concat([AtomFeed.MediaType, JsonFeed.MediaType])
        );
        services.AddSingleton(provider =>
        {
            var options = new ThrottleOptions();
            provider.GetRequiredService<IConfiguration>().GetSection("Throttle").Bind(options);
            return options;
        });
        services.AddSingleton(provider => new Throttle(provider.GetRequiredService<ThrottleOptions>(), TimeProvider.System));
        services.AddCors(CrossOrigin.Configure);
        McpEndpoint.Add(services);
        services.AddPublication();
        services.AddSingleton<Coding.CodedLists>();
        services.AddSingleton<SearchIndexes>();
        services.AddSingleton(provider =>
        {
            var limits = new Texts.TextLimits();
            provider.GetRequiredService<IConfiguration>().GetSection("Texts").Bind(limits);
            return limits;
        });
        services.AddSingleton<Texts.TextDesk>();
        services.AddSingleton(provider =>
        {
            var workspace = provider.GetRequiredService<Workspace.Workspace>();
            var texts = provider.GetRequiredService<Texts.TextDesk>();
            return new DataStamp(() =>
                $"{workspace.Facts.Revision}.{workspace.Emerging?.MadeAt.UtcTicks:x}.{HistoryMark.Value}.{texts.Stamp}"
            );
        });
        services.ConfigureHttpJsonOptions(options =>
        {
            // Chinese stays readable in answers; what could break out of markup is still escaped.
            options.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            // A number is a number: without this the API's document says that every number may be a string too.
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        services.AddOpenApi("v1", OpenApiText.Configure);
    }

    public static void MapPortal(this WebApplication app)
    {
        SecurityHeaders.UseSecurityHeaders(app);
        Language.UseLanguage(app);
        HeadRequests.Use(app);
        Errors.UseErrorAnswers(app);
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        Throttle.Use(app);
        app.UseOutputCache();
        app.UseResponseCompression();

        AssetFiles.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json").OpenToAll().ExcludeFromDescription();
        Reference.Map(app);
        var pages = app.MapGroup("").AsReads().ExcludeFromDescription();
        pages.MapGet("/", Home);
        pages.MapGet("/problems", () => new RazorComponentResult<ProblemsPage>());
        pages.MapGet("/problems/{name}", (string name) => Results.Redirect("/problems#" + Uri.EscapeDataString(name)));
        ClassificationPages.Map(pages);
        SearchPages.Map(pages);
        Lineage.LineagePages.Map(pages);
        Lineage.ReleasePages.Map(pages);
        ApiGuide.ApiGuidePages.Map(pages);
        PublicationRoutes.Map(app, pages);
        DiscoveryPages.Map(pages);
        FeedRoutes.Map(pages.MapGroup("").OpenToAll());
        AdvertPages.Map(app, pages);
        Coding.CodingPages.Map(app);

        OperatorPages.Map(app);
        ImportPages.Map(app);
        ImportsApi.Map(app);
        DiscoveryRunsApi.Map(app);
        WebhooksApi.Map(app);
        WebhookPages.Map(app);
        Texts.TextsApi.Map(app);
        Texts.TextPages.Map(app);
        app.MapGet("/health", () => "ok").ExcludeFromDescription();

        var reads = app.MapGroup("/api/v1").AsReads().OpenToAll();
        ClassificationApi.Map(reads);
        SearchApi.Map(reads);
        LineageApi.Map(reads);
        DiscoveryApi.Map(reads);
        AdvertStatusApi.Map(reads);
        Texts.TextsApi.MapReads(reads);
        ChangesApi.Map(reads);
        var posts = app.MapGroup("/api/v1").OpenToAll();
        LookupApi.Map(posts);
        Coding.CodingApi.Map(posts);
        ReconciliationApi.Map(app);
        McpEndpoint.Map(app);
    }

    private static RazorComponentResult<Home.HomePage> Home(Workspace.Workspace workspace) =>
        new(new { Status = workspace.Facts.Status(), Run = workspace.Emerging });
}
