namespace Zhidian.Publication;

/// <summary>Published files and permanent addresses as a part of the portal.</summary>
public static class PublicationRoutes
{
    public static void AddPublication(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var options = new PublicationOptions();
            provider.GetRequiredService<IConfiguration>().GetSection("Portal").Bind(options);
            return options;
        });
        services.AddSingleton(provider => new PublishedSets(
            provider.GetRequiredService<Workspace.Workspace>().Data,
            provider.GetRequiredService<PublicationOptions>()
        ));
    }

    /// <param name="pages">Reads that are kept rendered; what depends on Accept is not among them.</param>
    /// <exception cref="FormatException">Portal:BaseAddress is no address: better told at the start than with the first file.</exception>
    public static void Map(WebApplication app, RouteGroupBuilder pages)
    {
        _ = app.Services.GetRequiredService<PublishedSets>().Addresses;
        DownloadsPages.Map(pages);
        PublishedFilesApi.Map(app);
        PermanentPages.Map(app);
    }
}
