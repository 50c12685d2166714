using System.CommandLine;
using System.Globalization;
using System.Text;
using Zhidian.Classification;
using Zhidian.Classification.Lineage;
using Zhidian.Cli;
using Zhidian.Coding;

namespace Zhidian.Lineage;

/// <summary>
/// <c>zhidian bridge</c>: carries counts by code from one version to another, and says what share of them is exact, split and
/// unresolved. Method: docs/methods/correspondence.md.
/// </summary>
public static class BridgeCommand
{
    public static Command Build()
    {
        var from = new Option<string>("--from")
        {
            Description = "Version that the codes are of.",
            HelpName = "V",
            Required = true,
        };
        var to = new Option<string>("--to")
        {
            Description = "Version to carry the counts to.",
            HelpName = "V",
            Required = true,
        };
        var input = new Option<string>("--input")
        {
            Description = "CSV or TSV with a code column, count columns and any others; - for standard input.",
            HelpName = "F",
            Required = true,
        };
        var output = new Option<string>("--output")
        {
            Description = "CSV to write; - for standard output.",
            HelpName = "F",
            Required = true,
        };
        var code = new Option<string?>("--code-column") { Description = "Column with the codes; recognised by its name when not given." };
        var counts = new Option<string[]>("--count-column")
        {
            Description = "Column with counts, may be given several times; recognised by name when not given.",
        };
        var command = new Command("bridge", "Carry counts by code from one version of the Classification to another.")
        {
            from,
            to,
            input,
            output,
            code,
            counts,
        };
        command.SetAction(parsed =>
            Faults.Guard(
                () =>
                    Run(
                        Versions.Get(parsed.GetValue(from)!),
                        Versions.Get(parsed.GetValue(to)!),
                        parsed.GetValue(input)!,
                        parsed.GetValue(output)!,
                        parsed.GetValue(code),
                        parsed.GetValue(counts) ?? [],
                        parsed.InvocationConfiguration.Error
                    ),
                parsed.InvocationConfiguration.Error
            )
        );
        return command;
    }

    private static int Run(
        ClassificationVersion from,
        ClassificationVersion to,
        string input,
        string output,
        string? codeColumn,
        IReadOnlyList<string> countColumns,
        TextWriter messages
    )
    {
        CountTable table;
        using (var stream = CodeCommand.OpenInput(input))
            table = CountTable.Read(stream, input, from, codeColumn, countColumns);
        var carried = new CarriedTable(table, new Bridge(Versions.Current, from, to));
        using (var file = OutputFile.Open(output))
        {
            using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(false), leaveOpen: true))
                carried.Write(writer);
            file.Keep();
        }
        Summarise(table, carried, from, to, messages);
        return table.Rejects.Count == 0 ? ExitCode.Done : Reject(table, output, messages);
    }

    private static void Summarise(
        CountTable table,
        CarriedTable carried,
        ClassificationVersion from,
        ClassificationVersion to,
        TextWriter messages
    )
    {
        messages.WriteLine($"{table.Rows.Count} rows carried from {from.Name} to {to.Name}.");
        for (var column = 0; column < table.CountColumns.Count; column++)
            messages.WriteLine(
                $"{table.CountColumns[column]}: {CarriedTable.Number(carried.Total(column))} in all; "
                    + $"exact {Share(carried, column, Carried.Exact)}, split {Share(carried, column, Carried.Split)}, "
                    + $"unresolved {Share(carried, column, Carried.Unresolved)}"
            );
        foreach (var version in new[] { from, to }.Where(v => v.Standing != Standing.Complete))
            messages.WriteLine(
                $"Version {version.Name} is {version.Standing.ToString().ToLowerInvariant()}: see docs/methods/correspondence.md."
            );
        var levels = table.Rows.Select(r => r.Entry.Level).Distinct().Order().ToList();
        if (levels.Count > 1)
            messages.WriteLine(
                $"The file counts at several levels ({string.Join(", ", levels.Select(l => l.Token()))}): add up one level only, or people count twice."
            );
    }

    private static string Share(CarriedTable carried, int column, Carried kind)
    {
        var total = carried.Total(column);
        return total == 0 ? "-" : (carried.Totals[column, (int)kind] / total * 100m).ToString("0.0", CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>Rows that could not be carried are kept beside the output, with their line and why.</summary>
    private static int Reject(CountTable table, string output, TextWriter messages)
    {
        var place = output == "-" ? "bridge.rejects.csv" : output + ".rejects.csv";
        using (var file = OutputFile.Open(place))
        {
            using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(false), leaveOpen: true))
            {
                writer.Write("line,reason,row\n");
                var line = new StringBuilder();
                foreach (var reject in table.Rejects)
                {
                    line.Clear().Append(reject.Line).Append(',');
                    DelimitedFields.Append(line, reject.Reason, ',');
                    line.Append(',');
                    DelimitedFields.Append(line, reject.Text, ',');
                    writer.Write(line.Append('\n'));
                }
            }
            file.Keep();
        }
        foreach (var reject in table.Rejects.Take(5))
            messages.WriteLine($"line {reject.Line}: {reject.Reason}");
        messages.WriteLine($"{table.Rejects.Count} rows could not be carried and are not in the sums: {place}");
        return ExitCode.InputHasErrors;
    }
}
