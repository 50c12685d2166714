using System.CommandLine;
using Zhidian.Workspace;

namespace Zhidian.Cli;

/// <summary>The command line: one command a capability, each built in the capability's own folder.</summary>
public static class CommandLine
{
    /// <summary>Given anywhere on the line, to every command.</summary>
    public static Option<string> Data { get; } =
        new("--data")
        {
            Description = "Folder with all stores of the embedded default.",
            HelpName = "DIR",
            Recursive = true,
            DefaultValueFactory = _ => DataFolder.Default,
        };

    /// <summary>For the commands that reach the registry; without it the registry is a file in the data folder.</summary>
    public static Option<string?> Database { get; } =
        new("--db") { Description = "Registry on PostgreSQL: Host=...;Database=...;Username=....", HelpName = "CONNECTION" };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of a table." };

    public static RootCommand Build()
    {
        var root = new RootCommand("Zhidian 职典: the occupational classification of China, kept up with the labour market.")
        {
            Data,
            Serve.ServeCommand.Build(),
            Classification.ClassificationCommand.Build(),
            Lineage.BridgeCommand.Build(),
            Coding.CodeCommand.Build(),
            Coding.TrainCommand.Build(),
            Adverts.AdvertsCommand.Build(),
            Discovery.DiscoverCommand.Build(),
            Audit.AuditCommand.Build(),
            Sample.DemoCommand.Build(),
        };
        // Without a command the portal starts: that is what a newcomer wants to see.
        root.SetAction((parsed, cancel) => Serve.ServeCommand.Run(parsed, cancel));
        return root;
    }

    public static DataFolder DataOf(ParseResult parsed) => new(parsed.GetValue(Data) ?? DataFolder.Default);

    /// <summary>Where the registry is, as RegistryDatabase.Open takes it.</summary>
    public static string RegistryOf(ParseResult parsed) => parsed.GetValue(Database) ?? DataOf(parsed).Path;

    public static int Invoke(string[] arguments)
    {
        var parsed = Build().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                Console.Error.WriteLine("zhidian: " + error.Message);
            Console.Error.WriteLine("Run the command with --help to see what it takes.");
            return ExitCode.CouldNotRun;
        }
        // A server told to stop finishes what it answers and its batch; on a busy machine that takes longer than the library's 2 s.
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
        };
        return parsed.InvokeAsync(configuration).GetAwaiter().GetResult();
    }
}
