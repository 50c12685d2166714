using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Zhidian.Classification;
using Zhidian.Cli;
using Zhidian.Layout;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Discovery;
using Zhidian.Registry.Texts;
using Zhidian.Serve;
using Zhidian.Workspace;

namespace Zhidian.Texts;

/// <summary><c>zhidian classification import</c> and <c>undo-import</c>: official texts from a file, dry run first.</summary>
public static class ImportTextsCommand
{
    private const int FindingsShown = 200;

    private static readonly Option<string?> Reason = new("--reason") { Description = "Why, for the record; needed to apply." };

    /// <summary>Exit 0 checked or applied, 1 the file has errors and nothing was applied, 2 could not run.</summary>
    public static Command Import()
    {
        var path = new Argument<string>("FILE")
        {
            Description = "CSV (UTF-8 or GB18030) or XLSX with code and definition, tasks or work types.",
        };
        var version = new Option<string>("--version")
        {
            Description = "Version the texts are for.",
            HelpName = "V",
            Required = true,
        };
        var sheet = new Option<string?>("--sheet") { Description = "Sheet of a workbook; all sheets when not given.", HelpName = "S" };
        var source = new Option<string?>("--source") { Description = "Document the texts are from, shown beside them." };
        var dry = new Option<bool>("--dry-run") { Description = "Only list what would be done; the default." };
        var apply = new Option<bool>("--apply") { Description = "Apply it when there are no errors; all of it or nothing." };
        var command = new Command("import", "Import official definitions, main tasks and work types.")
        {
            path,
            version,
            sheet,
            source,
            dry,
            apply,
            Reason,
            CommandLine.Database,
            CommandLine.Json,
        };
        command.SetAction(parsed =>
            Faults.Guard(() =>
            {
                var wanted = parsed.GetValue(apply);
                var why = parsed.GetValue(Reason);
                if (wanted && parsed.GetValue(dry))
                    throw new CommandException("--dry-run and --apply exclude each other.");
                if (wanted && string.IsNullOrWhiteSpace(why))
                    throw new CommandException("--apply needs --reason TEXT: why these texts are imported, for the record.");
                var file = new FileInfo(parsed.GetValue(path)!);
                if (!file.Exists)
                    throw new ImportException($"A1101 there is no file {file.FullName}. Check the path.");
                var of = parsed.GetValue(source) ?? "";
                var at = parsed.GetValue(version)!;
                var (check, import) = HandOver.Do(
                    CommandLine.DataOf(parsed),
                    _ => Here(CommandLine.RegistryOf(parsed), file, Versions.Get(at), parsed.GetValue(sheet), of, wanted ? why : null),
                    there => There(new TextsClient(there), file, at, parsed.GetValue(sheet), of, wanted ? why : null)
                );
                if (parsed.GetValue(CommandLine.Json))
                    Console.WriteLine(JsonSerializer.Serialize(new { check, import }, RunJson.Options));
                else
                    Write(check, import, wanted);
                return check.Errors > 0 ? ExitCode.InputHasErrors : ExitCode.Done;
            })
        );
        return command;
    }

    public static Command Undo()
    {
        var number = new Argument<long>("NUMBER") { Description = "Number of the import." };
        var command = new Command("undo-import", "Take an import of texts back: what stood before it is in force again.")
        {
            number,
            Reason,
            CommandLine.Database,
            CommandLine.Json,
        };
        command.SetAction(parsed =>
            Faults.Guard(() =>
            {
                var wanted = parsed.GetValue(number);
                var why = parsed.GetValue(Reason);
                if (string.IsNullOrWhiteSpace(why))
                    throw new CommandException("--reason TEXT is needed: why the import is taken back, for the record.");
                var import = HandOver.Do(
                    CommandLine.DataOf(parsed),
                    _ => On(CommandLine.RegistryOf(parsed), register => register.Undo(wanted, "operator", why)),
                    there => new TextsClient(there).Undo(wanted, why)
                );
                Console.WriteLine(
                    parsed.GetValue(CommandLine.Json)
                        ? JsonSerializer.Serialize(import, RunJson.Options)
                        : $"Import {wanted} is taken back by import {import.Number}: {Whole(import.Added + import.Changed)} texts."
                );
                return ExitCode.Done;
            })
        );
        return command;
    }

    private static (CheckView, TextImport?) Here(
        string place,
        FileInfo file,
        ClassificationVersion version,
        string? sheet,
        string source,
        string? reason
    )
    {
        var limits = new TextLimits();
        new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection("Texts").Bind(limits);
        var table = TextFile.Read(file.FullName, file.Name, sheet, limits);
        return On(
            place,
            register =>
            {
                var kept = register.Check(Versions.Current, version, table, "operator", source);
                var view = CheckView.Of(kept, Language.English);
                return (view, IsDue(view, reason) ? register.Apply(Versions.Current, kept.Check.Id, kept.Hash, "operator", reason!) : null);
            }
        );
    }

    private static (CheckView, TextImport?) There(
        TextsClient server,
        FileInfo file,
        string version,
        string? sheet,
        string source,
        string? reason
    )
    {
        var view = server.Check(file, version, sheet, source);
        return (view, IsDue(view, reason) ? server.Apply(view.Id!, view.Hash!, reason!) : null);
    }

    private static bool IsDue(CheckView view, string? reason) => reason is not null && view.Errors == 0 && view.New + view.Changed > 0;

    private static T On<T>(string place, Func<TextRegister, T> work)
    {
        using var registry = ServeCommand.OpenRegistry(place);
        try
        {
            return work(new TextRegister(registry));
        }
        catch (TextRefusedException e)
        {
            throw new CommandException(e.Message);
        }
    }

    private static void Write(CheckView check, TextImport? import, bool wanted)
    {
        Terminal.WriteTable(
            ["effect", "sheet", "row", "code", "title", "before", "after"],
            check.Effects.Select(e =>
                (IReadOnlyList<string>)
                    [
                        JsonNamingPolicy.CamelCase.ConvertName(e.Kind.ToString()),
                        e.Sheet ?? "",
                        $"{e.Row}",
                        e.Code,
                        e.Title ?? "",
                        Cut(e.Before),
                        e.Kind == EffectKind.Same ? "" : Cut(e.After),
                    ]
            )
        );
        if (check.Findings.Count > 0)
            Terminal.WriteTable(
                ["severity", "code", "sheet", "row", "column", "what", "to do"],
                check
                    .Findings.OrderByDescending(f => f.Severity)
                    .Take(FindingsShown)
                    .Select(f =>
                        (IReadOnlyList<string>)
                            [
                                f.Severity.ToString().ToLowerInvariant(),
                                f.Fault,
                                f.Sheet ?? "",
                                f.Row == 0 ? "" : $"{f.Row}",
                                f.Column ?? "",
                                f.Message,
                                f.Mend,
                            ]
                    )
            );
        if (check.Findings.Count > FindingsShown)
            Console.WriteLine($"... and {Whole(check.Findings.Count - FindingsShown)} more findings: --json lists all.");
        Console.WriteLine(
            $"{check.File} for version {check.Version}: {Whole(check.New)} new, {Whole(check.Changed)} changed, {Whole(check.Same)} the same, {Whole(check.Refused)} refused; {Whole(check.Errors)} errors, {Whole(check.Warnings)} warnings."
        );
        Console.WriteLine(
            import is not null
                ? $"Applied as import {import.Number}. To take it back: zhidian classification undo-import {import.Number} --reason TEXT"
            : check.Errors > 0 ? "Nothing was applied: mend the errors and run the command again."
            : check.New + check.Changed == 0 ? "Every row says what is there already; there is nothing to apply."
            : wanted ? "Nothing was applied."
            : "Nothing was applied: this was a dry run. Run it again with --apply --reason TEXT."
        );
    }

    private static string Cut(TextContent? content) =>
        content is null ? ""
        : $"{content.Definition} ({content.Tasks.Count} tasks{(content.WorkTypes is { } types ? $", {types.Count} work types" : "")})"
            is var all
        && content.Definition?.Length > 24
            ? string.Concat(content.Definition.AsSpan(0, 24), "…", all.AsSpan(content.Definition.Length))
        : all;

    private static string Whole(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
