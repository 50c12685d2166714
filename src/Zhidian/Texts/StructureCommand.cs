using System.CommandLine;
using System.Text.Json;
using Zhidian.Classification;
using Zhidian.Cli;
using Zhidian.Layout;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Discovery;

namespace Zhidian.Texts;

/// <summary><c>zhidian classification check FILE...</c>: exit 0 the files hold, 1 they have findings, 2 could not run.</summary>
public static class StructureCommand
{
    public static Command Build()
    {
        var paths = new Argument<string[]>("FILE")
        {
            Description = "Edition, release and links files (CSV, columns as in data/README.md); releases in their order.",
            Arity = ArgumentArity.OneOrMore,
        };
        var version = new Option<string>("--version")
        {
            Description = "Version that the first release is applied to.",
            HelpName = "V",
            DefaultValueFactory = _ => Versions.LatestAlias,
        };
        var command = new Command("check", "Check files that change the Classification, without changing anything.")
        {
            paths,
            version,
            CommandLine.Json,
        };
        command.SetAction(parsed =>
            Faults.Guard(() =>
            {
                var start = Versions.Get(parsed.GetValue(version)!);
                var files = parsed.GetValue(paths)!;
                foreach (var path in files)
                    if (!File.Exists(path))
                        throw new ImportException($"A1101 there is no file {Path.GetFullPath(path)}. Check the path.");
                var findings = new StructureCheck(Versions.Current, start, new TextLimits().MaxBytes)
                    .Run(files)
                    .Select(f => FindingView.Of(f, Language.English))
                    .ToList();
                if (parsed.GetValue(CommandLine.Json))
                    Console.WriteLine(JsonSerializer.Serialize(new { version = start.Name, findings }, RunJson.Options));
                else
                    Write(files.Length, start, findings);
                return findings.Count > 0 ? ExitCode.InputHasErrors : ExitCode.Done;
            })
        );
        return command;
    }

    private static void Write(int files, ClassificationVersion start, List<FindingView> findings)
    {
        if (findings.Count == 0)
        {
            Console.WriteLine($"{files} file{(files == 1 ? " holds" : "s hold")}, on version {start.Name}.");
            return;
        }
        Terminal.WriteTable(
            ["code", "file", "row", "column", "what", "to do"],
            findings.Select(f => (IReadOnlyList<string>)[f.Fault, f.File, f.Row == 0 ? "" : $"{f.Row}", f.Column ?? "", f.Message, f.Mend])
        );
        Console.WriteLine($"{findings.Count} findings, on version {start.Name}.");
    }
}
