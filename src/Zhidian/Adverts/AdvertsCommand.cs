using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Zhidian.Cli;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Discovery;

namespace Zhidian.Adverts;

/// <summary><c>zhidian adverts import|status|rejects</c>.</summary>
public static class AdvertsCommand
{
    public static Command Build() => new("adverts", "Import job adverts and see what is there.") { Import(), Status(), Rejects() };

    private static Command Import()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files (CSV, TSV, JSONL, XLSX, Parquet, each also gzipped) or folders of them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var map = new Option<string[]>("--map")
        {
            Description = "Which column is which, where the header does not say: their column=our field, e.g. --map 岗位=title",
            HelpName = "source=target",
        };
        var command = new Command(
            "import",
            "Import adverts. An interrupted import goes on where it stopped; adverts already there are not added again."
        )
        {
            paths,
            map,
            CommandLine.Json,
        };
        command.SetAction(parsed =>
            Faults.Guard(() =>
            {
                var options = new ImportOptions(Map: ReadMap(parsed.GetValue(map) ?? []));
                using var workspace = new Workspace.Workspace(CommandLine.DataOf(parsed));
                var importer = workspace.Importer();
                var reports = parsed
                    .GetValue(paths)!
                    .Select(path => Terminal.WithProgress(say => importer.Import(path, options, new Bar(say))))
                    .ToList();
                var report = new ImportReport(
                    reports.SelectMany(r => r.Files).ToList(),
                    reports.SelectMany(r => r.Skipped).ToList(),
                    TimeSpan.FromTicks(reports.Sum(r => r.Elapsed.Ticks))
                );
                if (parsed.GetValue(CommandLine.Json))
                    Console.WriteLine(JsonSerializer.Serialize(report, RunJson.Options));
                else
                    ImportReportText.Write(report, Console.Out);
                return report.HasFaults ? ExitCode.InputHasErrors : ExitCode.Done;
            })
        );
        return command;
    }

    private static Command Status()
    {
        var command = new Command("status", "Show how many adverts there are, from which sources and months.") { CommandLine.Json };
        command.SetAction(parsed =>
            Faults.Guard(() =>
            {
                using var workspace = new Workspace.Workspace(CommandLine.DataOf(parsed));
                var status = workspace.Facts.Status();
                if (parsed.GetValue(CommandLine.Json))
                    Console.WriteLine(JsonSerializer.Serialize(status, RunJson.Options));
                else
                    WriteStatus(status);
                return ExitCode.Done;
            })
        );
        return command;
    }

    private static Command Rejects()
    {
        var command = new Command("rejects", "Show the rows that imports could not take, with file, line and reason.") { CommandLine.Json };
        command.SetAction(parsed =>
            Faults.Guard(() =>
            {
                using var workspace = new Workspace.Workspace(CommandLine.DataOf(parsed));
                var rejects = workspace.Facts.Rejects();
                if (parsed.GetValue(CommandLine.Json))
                    Console.WriteLine(JsonSerializer.Serialize(rejects, RunJson.Options));
                else
                    Terminal.WriteTable(
                        ["file", "line", "reason", "row"],
                        rejects.Select(r =>
                            (IReadOnlyList<string>)
                                [Path.GetFileName(r.File), Whole(r.Line), r.Reason, r.Raw.Length > 80 ? r.Raw[..80] + "…" : r.Raw]
                        )
                    );
                return ExitCode.Done;
            })
        );
        return command;
    }

    private static Dictionary<string, string> ReadMap(string[] pairs)
    {
        var map = new Dictionary<string, string>();
        foreach (var pair in pairs)
        {
            var parts = pair.Split('=', 2);
            if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0)
                throw new CommandException($"--map {pair}: expected column=field, e.g. --map 岗位=title");
            map[parts[0]] = parts[1];
        }
        return map;
    }

    private static void WriteStatus(StoreStatus status)
    {
        Console.WriteLine(
            $"{Whole(status.Adverts)} adverts, {Whole(status.Duplicates)} of them re-postings; {Whole(status.Employers)} employers; {status.FirstMonth?.ToString() ?? "-"} to {status.LastMonth?.ToString() ?? "-"}; {Whole(status.Coded)} coded ({string.Join(", ", status.CoderVersions)}); {Whole(status.Rejects)} rejected rows"
        );
        Terminal.WriteTable(
            ["source", "board", "adverts", "re-postings", "first month", "last month"],
            status.Sources.Select(s =>
                (IReadOnlyList<string>)
                    [
                        s.Source,
                        s.Platform,
                        Whole(s.Adverts),
                        Whole(s.Duplicates),
                        s.FirstMonth?.ToString() ?? "",
                        s.LastMonth?.ToString() ?? "",
                    ]
            )
        );
    }

    private static string Whole(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private sealed class Bar(Terminal.Say say) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            say(
                "import",
                value.BytesTotal == 0 ? 0 : value.BytesDone / (double)value.BytesTotal,
                $"{Whole(value.Records)} records, {Path.GetFileName(value.File)}"
            );
    }
}
