using System.CommandLine;
using Zhidian.Cli;

namespace Zhidian.Sample;

/// <summary><c>zhidian demo</c>: writes the generated sample to a file, to look at, to change, or to import elsewhere.</summary>
public static class DemoCommand
{
    private static readonly Option<string> Output = new("--output")
    {
        Description = "CSV file to write; - for standard output.",
        HelpName = "F",
        Required = true,
    };
    private static readonly Option<int> Count = new("--count")
    {
        Description = "How many adverts, 1 to 1,000,000.",
        HelpName = "N",
        DefaultValueFactory = _ => SampleAdverts.DefaultCount,
    };
    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Another seed gives other adverts; the same seed the same.",
        HelpName = "N",
        DefaultValueFactory = _ => SampleAdverts.DefaultSeed,
    };

    public static Command Build()
    {
        var command = new Command("demo", "Write a sample of invented adverts, labelled as such, as CSV.") { Output, Count, Seed };
        command.SetAction(parsed => Faults.Guard(() => Write(parsed.GetValue(Output)!, parsed.GetValue(Count), parsed.GetValue(Seed))));
        return command;
    }

    private static int Write(string output, int count, int seed)
    {
        if (count is < 1 or > 1_000_000)
            throw new CommandException($"--count {count}: give a number from 1 to 1,000,000.");
        using var target = OutputFile.Open(output);
        SampleAdverts.WriteCsv(target.Stream, seed, count);
        target.Keep();
        if (output == "-")
            return ExitCode.Done;
        Console.Error.WriteLine(
            $"{count:N0} invented adverts written to {output}; their column 'source' says {SampleAdverts.Source}. Import them with: zhidian adverts import {output}"
        );
        return ExitCode.Done;
    }
}
