using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Zhidian.Cli;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Discovery;
using Zhidian.Workspace;

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
                var columns = ReadMap(parsed.GetValue(map) ?? []);
                var wanted = parsed.GetValue(paths)!;
                // Before anything is made or trained: a slip of the pen should be answered at once.
                foreach (var path in wanted)
                    if (!Path.Exists(path))
                        throw new ImportException($"A1101 there is no file or folder {Path.GetFullPath(path)}. Check the path.");
                var report = HandOver.Do(
                    CommandLine.DataOf(parsed),
                    here =>
                    {
                        var importer = here.Importer();
                        return ImportsClient.Sum(
                            wanted
                                .Select(path =>
                                    Terminal.WithProgress(say => importer.Import(path, new ImportOptions(Map: columns), new Bar(say)))
                                )
                                .ToList()
                        );
                    },
                    there => Terminal.WithProgress(say => new ImportsClient(there).Import(wanted, columns, say))
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
                var status = HandOver.Do(
                    CommandLine.DataOf(parsed),
                    here => here.Facts.Status(),
                    there => new ImportsClient(there).Status()
                );
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
                var rejects = HandOver.Do(
                    CommandLine.DataOf(parsed),
                    here => here.Facts.Rejects(),
                    there => new ImportsClient(there).Rejects()
                );
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
