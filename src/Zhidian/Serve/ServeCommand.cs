using System.CommandLine;
using System.Net;
using Zhidian.Adverts;
using Zhidian.Audit;
using Zhidian.Classification;
using Zhidian.Cli;
using Zhidian.Discovery;
using Zhidian.Layout;
using Zhidian.Mining.Adverts;
using Zhidian.Operator;
using Zhidian.Registry.Storage;
using Zhidian.Registry.Versions;
using Zhidian.Search;
using Zhidian.Webhooks;
using Zhidian.Workspace;

namespace Zhidian.Serve;

/// <summary><c>zhidian serve</c>: portal and API. The first start on an empty data folder sets everything up.</summary>
public static class ServeCommand
{
    private const string DefaultUrls = "http://127.0.0.1:5080";

    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Addresses to listen on, separated by ;",
        HelpName = "U",
        DefaultValueFactory = _ => DefaultUrls,
    };
    private static readonly Option<bool> NoSample = new("--no-sample") { Description = "Start empty instead of with a generated sample." };

    public static Command Build()
    {
        var command = new Command("serve", "Start the portal and the API.") { Urls, CommandLine.Database, NoSample };
        command.SetAction((parsed, cancel) => Run(parsed, cancel));
        return command;
    }

    public static Task<int> Run(ParseResult parsed, CancellationToken cancel) =>
        Faults.GuardAsync(async () =>
        {
            var folder = CommandLine.DataOf(parsed);
            var urls = parsed.GetValue(Urls) ?? DefaultUrls;
            using var workspace = Open(folder);
            using var registry = OpenRegistry(CommandLine.RegistryOf(parsed));
            await using var app = BuildApp(workspace, registry, urls);
            WarnWhenOpen(urls);
            try
            {
                await app.StartAsync(cancel);
            }
            catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
            {
                throw new CommandException(
                    $"{urls} is already in use by another program. Give another address, e.g. --urls http://127.0.0.1:5081"
                );
            }
            catch (Exception e) when (e is FormatException or System.Net.Sockets.SocketException or InvalidOperationException)
            {
                throw new CommandException(
                    $"cannot listen on {urls} ({e.Message}). Give another address, e.g. --urls http://127.0.0.1:5081"
                );
            }
            var url = app.Urls.First();
            RunningServer.Announce(folder, url);
            try
            {
                Console.WriteLine($"Data folder: {folder.Path}");
                Console.WriteLine($"Registry: {registry.Where}");
                await Task.Run(
                    () =>
                        FirstStart.SetUp(
                            workspace,
                            app.Services.GetRequiredService<DiscoveryRuns>(),
                            app.Services.GetRequiredService<ImportJobs>(),
                            withSample: !parsed.GetValue(NoSample),
                            cancel
                        ),
                    cancel
                );
                Console.WriteLine($"Zhidian is ready: {url}");
                Console.WriteLine(
                    $"Operator sign-in (once, within 15 minutes): {url}/operator?ticket={app.Services.GetRequiredService<SignInTickets>().Issue()}"
                );
                _ = FirstStart.WarmUp(workspace, app.Services.GetRequiredService<SearchIndexes>());
                await app.WaitForShutdownAsync(cancel);
            }
            finally
            {
                RunningServer.Forget(folder);
                await app.StopAsync(CancellationToken.None);
            }
            return ExitCode.Done;
        });

    /// <summary>The whole application on a workspace; not started.</summary>
    /// <param name="registry">Where acts are recorded; null to record none.</param>
    /// <param name="settings">As <c>--Name:Of:Setting=value</c>; they win over the environment.</param>
    public static WebApplication BuildApp(Workspace.Workspace workspace, RegistryDatabase? registry, string urls, params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // The address in use is reported once, by us, in words.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        builder.Services.AddSingleton(workspace);
        if (registry is not null)
            builder.Services.AddSingleton(registry);
        builder.Services.AddSingleton<Journal>();
        builder.Services.AddSingleton<DiscoveryRuns>();
        builder.Services.AddSingleton<ImportJobs>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ImportJobs>());
        builder.Services.AddOperator(workspace.Data);
        builder.Services.AddWebhooks(registry);
        builder.Services.AddPortal();
        var app = builder.Build();
        app.MapPortal();
        return app;
    }

    /// <summary>Opens the registry, making it where there is none, and holds this build to the versions on record there.</summary>
    /// <exception cref="RegistryException">It cannot be opened or written.</exception>
    /// <exception cref="ImmutableVersionException">This build says something else under the name of a version on record.</exception>
    public static RegistryDatabase OpenRegistry(string place)
    {
        var registry = RegistryDatabase.Open(place);
        try
        {
            new VersionLedger(registry).Record(Versions.Complete);
            return registry;
        }
        catch
        {
            registry.Dispose();
            throw;
        }
    }

    private static Workspace.Workspace Open(DataFolder folder)
    {
        try
        {
            return new Workspace.Workspace(folder);
        }
        catch (StoreLockedException) when (RunningServer.Find(folder) is { } server)
        {
            throw new CommandException(
                $"a server already runs on {folder.Path}: {server.Url} (process {server.ProcessId}). Open that address, stop that process, or give another folder with --data."
            );
        }
    }

    /// <summary>The operator's key and cookie would travel in clear text.</summary>
    private static void WarnWhenOpen(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
                continue;
            var host = url["http://".Length..].Split('/')[0];
            host = host.StartsWith('[') ? host[..(host.IndexOf(']') + 1)] : host.Split(':')[0];
            if (host is not "localhost" && !(IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)))
                Console.Error.WriteLine(
                    $"zhidian: {url} can be reached from outside without encryption. Put a proxy with HTTPS in front of it, or listen on 127.0.0.1."
                );
        }
    }
}
