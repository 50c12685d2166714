using System.CommandLine;
using Zhidian.Classification;
using Zhidian.Classification.Exchange;
using Zhidian.Cli;

namespace Zhidian.Publication;

/// <summary><c>zhidian classification export</c>: one published file of a version, the same bytes as the portal serves.</summary>
public static class ExportCommand
{
    private static readonly string[] Formats = ["csv", "csvw", "xlsx", "parquet", "json", "ttl", "jsonld", "sdmx"];

    public static Command Build()
    {
        var version = new Option<string>("--version")
        {
            Description = "Version of the Classification.",
            HelpName = "V",
            DefaultValueFactory = _ => Versions.LatestAlias,
        };
        var format = new Option<string>("--format")
        {
            Description = $"One of {string.Join(", ", Formats)}.",
            HelpName = "FORMAT",
            Required = true,
        };
        var output = new Option<string>("--output")
        {
            Description = "File to write; - is standard output.",
            HelpName = "F",
            Required = true,
        };
        var changes = new Option<bool>("--changes") { Description = "Write the changes since the version before, not the version." };
        var baseAddress = new Option<string?>("--base")
        {
            Description = $"Address that permanent addresses begin with; else {PublicationOptions.Variable}, else {Addresses.Default}",
            HelpName = "U",
        };
        var command = new Command("export", "Write a version, or what changed with it, as a file.")
        {
            version,
            format,
            output,
            changes,
            baseAddress,
        };
        command.SetAction(parsed =>
            Faults.Guard(() =>
            {
                var asked = Versions.Get(parsed.GetValue(version)!);
                var source = PublicationOptions.FromEnvironment(parsed.GetValue(baseAddress)).SourceOf(Versions.Current, asked);
                var file = Choose(source, parsed.GetValue(format)!, parsed.GetValue(changes));
                using var target = OutputFile.Open(parsed.GetValue(output)!);
                file.Write(target.Stream);
                target.Keep();
                return ExitCode.Done;
            })
        );
        return command;
    }

    private static ExchangeFile Choose(ExchangeSource source, string format, bool changes)
    {
        if (!Formats.Contains(format, StringComparer.Ordinal))
            throw new CommandException($"format '{format}' is unknown: use one of {string.Join(", ", Formats)}.");
        if (changes && source.Before is null)
            throw new CommandException($"{source.Version.Name} is the oldest version: there is none before it that it could differ from.");
        return ExchangeFiles
                .Of(source)
                .FirstOrDefault(f => f.Content == (changes ? Content.Changes : Content.Classification) && f.Format == format)
            ?? throw new CommandException($"changes are not written as {format}: a codelist says what there is, not what became of it.");
    }
}
