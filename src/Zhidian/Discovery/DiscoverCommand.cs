using System.CommandLine;
using Zhidian.Adverts;
using Zhidian.Classification;
using Zhidian.Cli;
using Zhidian.Layout;
using Zhidian.Mining.Discovery;
using Zhidian.Workspace;

namespace Zhidian.Discovery;

/// <summary><c>zhidian discover</c>: candidates for new occupations from the imported adverts, as CSV, JSON or one HTML file.</summary>
public static class DiscoverCommand
{
    private static readonly Option<string?> Version = new("--version")
    {
        Description = "Version of the Classification to find gaps in (default: latest).",
        HelpName = "V",
    };
    private static readonly Option<string?> AsOf = new("--as-of")
    {
        Description = "Adverts up to that month, and the Classification without what was released later.",
        HelpName = "YYYY-MM",
    };
    private static readonly Option<string?> From = new("--from") { Description = "First month of adverts.", HelpName = "YYYY-MM" };
    private static readonly Option<string?> To = new("--to") { Description = "Last month of adverts.", HelpName = "YYYY-MM" };
    private static readonly Option<int> Top = new("--top")
    {
        Description = "How many candidates.",
        HelpName = "N",
        DefaultValueFactory = _ => 100,
    };
    private static readonly Option<string?> Output = new("--output")
    {
        Description = "File ending in .csv, .json or .html; - for CSV on standard output, JSON with --json. A table when not given.",
        HelpName = "F",
    };
    private static readonly Option<string> Language = new("--lang")
    {
        Description = "Language of the HTML report: zh or en.",
        HelpName = "L",
        DefaultValueFactory = _ => "zh",
    };

    public static Command Build()
    {
        var command = new Command("discover", "Find candidates for new occupations in the imported adverts.")
        {
            Version,
            AsOf,
            From,
            To,
            Top,
            Output,
            Language,
            CommandLine.Json,
        };
        command.SetAction(parsed => Faults.Guard(() => Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var options = new DiscoveryOptions(
            parsed.GetValue(Version),
            Month(parsed, AsOf),
            Month(parsed, From),
            Month(parsed, To),
            parsed.GetValue(Top)
        );
        options.Resolve();
        var output = parsed.GetValue(Output);
        var write = WriterFor(output, LanguageOf(parsed), parsed.GetValue(CommandLine.Json));
        using var target = write is null ? null : OutputFile.Open(output ?? "-");
        var run = Find(CommandLine.DataOf(parsed), options);
        if (run.AdvertsRead == 0)
            throw NoAdverts(options, CommandLine.DataOf(parsed));
        if (target is null)
            WriteTable(run);
        else
        {
            write!(run, target.Stream);
            target.Keep();
        }
        Console.Error.WriteLine(
            $"{run.Candidates.Count} candidates, version {run.Version}, adverts {run.From} to {run.To}: {run.AdvertsUsed:N0} used of {run.AdvertsRead:N0} ({run.Method}, {run.Coder})"
        );
        return ExitCode.Done;
    }

    private static DiscoveryRun Find(DataFolder folder, DiscoveryOptions options) =>
        HandOver.Do(
            folder,
            here =>
                here.Facts.Status().Adverts == 0
                    ? throw NoAdverts(options, folder)
                    : Terminal.WithProgress(say =>
                        Discover.Run(here.Facts, here.Coder, options, new Synchronous(p => say(p.Stage, p.Done)))
                    ),
            there =>
                Terminal.WithProgress(say =>
                {
                    say("discovery by the running server", 0);
                    using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/discovery/runs")
                    {
                        Content = JsonContent.Create(options, options: RunJson.Options),
                    };
                    return ImportsClient.Answer<DiscoveryRun>(there.Send(request));
                })
        );

    private static CommandException NoAdverts(DiscoveryOptions options, DataFolder folder) =>
        new(
            $"no adverts between {options.From?.ToString() ?? "the beginning"} and {options.End?.ToString() ?? "the end"} in {folder.Path}. Import some with: zhidian adverts import FILE"
        );

    private static Language LanguageOf(ParseResult parsed) =>
        Layout.Language.Parse(parsed.GetValue(Language))
        ?? throw new CommandException($"--lang {parsed.GetValue(Language)}: the report is written in zh or en.");

    /// <summary>Null when a table is to be printed.</summary>
    private static Action<DiscoveryRun, Stream>? WriterFor(string? output, Language language, bool json) =>
        output is null ? (json ? RunJson.Write : null)
        : output == "-" ? (json ? RunJson.Write : RunCsv.Write)
        : Path.GetExtension(output).ToLowerInvariant() switch
        {
            ".csv" => RunCsv.Write,
            ".json" => RunJson.Write,
            ".html" or ".htm" => (run, stream) => HtmlReport.Write(run, language, stream),
            var other => throw new CommandException(
                $"--output {output}: '{other}' is not a format of this command. Name a file that ends in .csv, .json or .html."
            ),
        };

    private static Month? Month(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } text
            ? Classification.Month.TryParse(text, out var month)
                ? month
                : throw new CommandException($"{option.Name} {text}: not a month. Give it as YYYY-MM, e.g. 2024-06.")
            : null;

    private static void WriteTable(DiscoveryRun run) =>
        Terminal.WriteTable(
            ["#", "candidate", "score", "employers", "adverts", "growth", "nearest occupation", "distance"],
            run.Candidates.Select(c =>
                (IReadOnlyList<string>)
                    [
                        $"{c.Rank}",
                        c.Title,
                        $"{c.Score:0.000}",
                        $"{c.Employers}",
                        $"{c.Adverts}",
                        c.Growth is { } growth ? $"{growth:0.00}" : "",
                        c.Nearest.Count > 0 ? $"{c.Nearest[0].Code} {c.Nearest[0].Title}" : "",
                        c.Nearest.Count > 0 ? $"{c.Nearest[0].Distance:0.00}" : "",
                    ]
            )
        );

    private sealed class Synchronous(Action<DiscoveryProgress> report) : IProgress<DiscoveryProgress>
    {
        public void Report(DiscoveryProgress value) => report(value);
    }
}
