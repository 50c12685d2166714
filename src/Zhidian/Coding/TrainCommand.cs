using System.CommandLine;
using Zhidian.Classification;
using Zhidian.Cli;
using Zhidian.Mining.Coding;
using Zhidian.Workspace;

namespace Zhidian.Coding;

/// <summary><c>zhidian train</c>: adds titles coded by hand to the data folder's own knowledge.</summary>
public static class TrainCommand
{
    private const int FaultsShown = 20;

    public static Command Build()
    {
        var labels = new Option<string>("--labels")
        {
            Description = "CSV or TSV with a title column and a code column; - for standard input.",
            Required = true,
        };
        var title = new Option<string?>("--title-column")
        {
            Description = "Column with the titles; recognised by its name when not given.",
        };
        var code = new Option<string?>("--code-column")
        {
            Description = "Column with the occupations' codes; recognised by its name when not given.",
        };
        var version = new Option<string>("--version")
        {
            Description = "Version of the Classification that the codes are of.",
            DefaultValueFactory = _ => Versions.LatestAlias,
        };
        var command = new Command("train", "Add local knowledge to the coder: titles with the codes they shall have.")
        {
            labels,
            title,
            code,
            version,
        };
        command.SetAction(parsed =>
            Faults.Guard(
                () =>
                    Run(
                        parsed.GetValue(labels)!,
                        parsed.GetValue(title),
                        parsed.GetValue(code),
                        Versions.GetComplete(parsed.GetValue(version)!),
                        CommandLine.DataOf(parsed),
                        parsed.InvocationConfiguration.Output,
                        parsed.InvocationConfiguration.Error
                    ),
                parsed.InvocationConfiguration.Error
            )
        );
        return command;
    }

    private static int Run(
        string path,
        string? titleColumn,
        string? codeColumn,
        ClassificationVersion version,
        DataFolder data,
        TextWriter output,
        TextWriter messages
    )
    {
        using var input = CodeCommand.OpenInput(path);
        var (learnt, faults) = Read(input, path, titleColumn, codeColumn, version);
        if (faults.Count > 0)
        {
            foreach (var fault in faults.Take(FaultsShown))
                messages.WriteLine(fault);
            if (faults.Count > FaultsShown)
                messages.WriteLine($"... and {faults.Count - FaultsShown} more.");
            messages.WriteLine($"{faults.Count} faults; nothing was learnt. Mend the rows and run it again.");
            return ExitCode.InputHasErrors;
        }
        var known = LocalLabels.Add(data.Coder, learnt);
        var coder = CodeCommand.BuildCoder(version, data);
        output.WriteLine($"{learnt.Count} titles learnt; {known} local titles in {data.Path}. The coder is now {coder.Version}.");
        return ExitCode.Done;
    }

    private static (List<LocalLabel> Labels, List<string> Faults) Read(
        Stream input,
        string name,
        string? titleColumn,
        string? codeColumn,
        ClassificationVersion version
    )
    {
        var (reader, _) = TextInput.Open(input, name);
        using var closing = reader;
        var records = new RecordReader(reader, name, ',');
        if (records.Read() is not { } header)
            throw new CodeInputException($"{name} is empty: expected a header line with a title and a code column.");
        var separator = records.Separator = CodeFile.Separator(header.Text);
        var headers = DelimitedFields.Split(header.Text, separator.Value);
        var titleAt = TitleColumns.Title(headers, titleColumn, name);
        var codeAt = TitleColumns.Code(headers, codeColumn, name);
        var labels = new Dictionary<string, (LocalLabel Label, long Line)>(StringComparer.Ordinal);
        var faults = new List<string>();
        while (records.Read() is { } record)
        {
            if (record.Text.Length == 0)
                continue;
            var title = DelimitedFields.Get(record.Text, separator.Value, titleAt)?.Trim() ?? "";
            var code = DelimitedFields.Get(record.Text, separator.Value, codeAt)?.Trim() ?? "";
            if (Check(title, code, version, out var entry) is { } fault)
                faults.Add($"{name}:{record.Line}: {fault}");
            else if (labels.TryGetValue(title, out var before) && before.Label.OccupationId != entry!.Id)
                faults.Add($"{name}:{record.Line}: '{title}' has another code on line {before.Line}; keep one of them");
            else
                labels[title] = (new LocalLabel(title, entry!.Id), record.Line);
        }
        if (labels.Count == 0 && faults.Count == 0)
            throw new CodeInputException($"{name} has a header but no rows.");
        return ([.. labels.Values.Select(l => l.Label)], faults);
    }

    private static string? Check(string title, string code, ClassificationVersion version, out Entry? entry)
    {
        entry = null;
        if (title.Length == 0)
            return "the title is empty";
        if (!Code.TryParse(code, out var parsed))
            return $"'{code}' is not a code: expected d-dd-dd-dd, e.g. 2-02-10-03";
        entry = version.Find(parsed);
        if (entry is null)
            return $"code {code} is not in version {version.Name}";
        return entry.Level == Level.Occupation ? null : $"code {code} is a {entry.Level.Token()} group: name an occupation";
    }
}
