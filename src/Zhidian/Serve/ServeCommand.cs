using System.CommandLine;
using Zhidian.Cli;
using Zhidian.Layout;

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

    public static Command Build()
    {
        var command = new Command("serve", "Start the portal and the API.") { Urls };
        command.SetAction((parsed, cancel) => Run(parsed, cancel));
        return command;
    }

    public static Task<int> Run(ParseResult parsed, CancellationToken cancel) =>
        Faults.GuardAsync(async () =>
        {
            using var workspace = new Workspace.Workspace(CommandLine.DataOf(parsed));
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            builder.WebHost.UseUrls(parsed.GetValue(Urls) ?? DefaultUrls);
            builder.Services.AddSingleton(workspace);
            builder.Services.AddPortal();
            await using var app = builder.Build();
            app.MapPortal();
            await app.StartAsync(cancel);
            Console.WriteLine($"Zhidian is ready: {string.Join(" ", app.Urls)}");
            await app.WaitForShutdownAsync(cancel);
            return ExitCode.Done;
        });
}
