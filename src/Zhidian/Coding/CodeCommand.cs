using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Zhidian.Classification;
using Zhidian.Cli;
using Zhidian.Mining.Coding;
using Zhidian.Workspace;

namespace Zhidian.Coding;

/// <summary><c>zhidian code</c>: codes a file of titles.</summary>
public static class CodeCommand
{
    public static Command Build()
    {
        var input = new Option<string>("--input")
        {
            Description = "CSV, TSV or JSONL, also gzipped; UTF-8 or GB18030; - for standard input.",
            Required = true,
        };
        var output = new Option<string>("--output")
        {
            Description = "Where to write the rows with their codes (UTF-8; gzipped when it ends in .gz); - for standard output.",
            Required = true,
        };
        var title = new Option<string?>("--title-column")
        {
            Description = "Column with the titles; recognised by its name when not given.",
        };
        var text = new Option<string?>("--text-column")
        {
            Description = "Column with the advert's text, which decides where the title alone does not.",
        };
        var version = new Option<string>("--version")
        {
            Description = "Version of the Classification.",
            DefaultValueFactory = _ => Versions.LatestAlias,
        };
        var confidence = new Option<double>("--min-confidence")
        {
            Description = "Calibrated confidence that an answer needs; below it the answer is a group, or none.",
            DefaultValueFactory = _ => Coder.DefaultConfidence,
        };
        var command = new Command(
            "code",
            "Code titles to the Classification: keeps rows and columns, adds code, title_zh, level, confidence, abstained, alternatives."
        )
        {
            input,
            output,
            title,
            text,
            version,
            confidence,
        };
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    Faults.Guard(
                        () =>
                            Run(
                                parsed.GetValue(input)!,
                                parsed.GetValue(output)!,
                                new CodeFileOptions(parsed.GetValue(title), parsed.GetValue(text), parsed.GetValue(confidence)),
                                Versions.GetComplete(parsed.GetValue(version)!),
                                CommandLine.DataOf(parsed),
                                parsed.InvocationConfiguration.Error,
                                cancel
                            ),
                        parsed.InvocationConfiguration.Error
                    )
                )
        );
        return command;
    }

    private static int Run(
        string input,
        string output,
        CodeFileOptions options,
        ClassificationVersion version,
        DataFolder data,
        TextWriter messages,
        CancellationToken cancel
    )
    {
        try
        {
            if (options.MinConfidence is not (>= 0 and <= 1))
                throw new CommandException("--min-confidence must be between 0 and 1.");
            using var source = OpenInput(input);
            var clock = Stopwatch.StartNew();
            var coder = BuildCoder(version, data);
            using var target = OutputFile.Open(output);
            var summary = new CodeFile(coder, options).Run(
                source,
                input == "-" ? "standard input" : input,
                target.Stream,
                new RowProgress(messages),
                cancel
            );
            target.Keep();
            Report(summary, coder, clock.Elapsed, messages);
            return summary.Uneven > 0 ? ExitCode.InputHasErrors : ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            throw new CommandException(output == "-" ? "stopped before the end of the input." : "stopped; nothing was written.");
        }
    }

    /// <summary>The coder of a version with the data folder's own labels.</summary>
    internal static Coder BuildCoder(ClassificationVersion version, DataFolder data)
    {
        try
        {
            return Coder.Build(version, data.Coder);
        }
        catch (InvalidEditionException e)
        {
            throw new CommandException($"local labels cannot be read; mend or delete the file. {e.Message}");
        }
    }

    internal static Stream OpenInput(string input)
    {
        if (input == "-")
            return Console.OpenStandardInput();
        if (Directory.Exists(input))
            throw new CommandException($"{input} is a folder: give a file.");
        if (!File.Exists(input))
            throw new CommandException($"{input} does not exist: check the path.");
        return new FileStream(input, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
    }

    private static void Report(CodeSummary summary, Coder coder, TimeSpan elapsed, TextWriter messages)
    {
        foreach (var note in summary.Notes)
            messages.WriteLine("note: " + note);
        if (summary.Uneven > 0)
            messages.WriteLine(
                $"{summary.Uneven} rows have more or fewer fields than the header, the first on line {summary.FirstUneven}: kept and coded, but check their columns."
            );
        messages.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{summary.Rows:N0} rows coded in {elapsed.TotalSeconds:F1} s with {coder.Version}: {summary.Occupations:N0} to occupations, {summary.Groups:N0} to groups, {summary.Abstained:N0} abstained."
            )
        );
    }

    /// <summary>One line every five seconds.</summary>
    private sealed class RowProgress(TextWriter messages) : IProgress<long>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private long _next = 5;

        public void Report(long value)
        {
            if (_clock.Elapsed.TotalSeconds < _next)
                return;
            _next += 5;
            messages.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value:N0} rows"));
        }
    }
}
