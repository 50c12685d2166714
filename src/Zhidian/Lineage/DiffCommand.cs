using System.CommandLine;
using System.Text;
using System.Text.Json;
using Zhidian.Classification;
using Zhidian.Cli;
using Zhidian.Layout;
using Zhidian.Mining.Discovery;

namespace Zhidian.Lineage;

/// <summary><c>zhidian classification diff</c>: typed changes between any two versions, as a table, JSON or CSV.</summary>
public static class DiffCommand
{
    public static Command Build()
    {
        var one = new Argument<string>("FROM") { Description = "e.g. 2022" };
        var other = new Argument<string>("TO") { Description = "e.g. 2022.2" };
        var kinds = new Option<string[]>("--kind")
        {
            Description = $"Only this kind of change; may stand several times: {string.Join(", ", ChangeFilter.KindNames)}.",
            HelpName = "KIND",
            AllowMultipleArgumentsPerToken = true,
        };
        var level = new Option<string?>("--level") { Description = "Only major, sub-major, minor or occupation.", HelpName = "LEVEL" };
        var under = new Option<string?>("--under") { Description = "Only from or to this group, e.g. 2-02.", HelpName = "CODE" };
        var output = new Option<string?>("--output") { Description = "Write CSV to this file, - for standard output.", HelpName = "F.csv" };
        var command = new Command("diff", "List the typed changes between two versions, told from the older to the newer.")
        {
            one,
            other,
            kinds,
            level,
            under,
            output,
            CommandLine.Json,
        };
        command.SetAction(parsed =>
            Faults.Guard(() =>
            {
                var history = Versions.Current;
                var (from, to) = (history.Get(parsed.GetValue(one)!), history.Get(parsed.GetValue(other)!));
                if (
                    !ChangeFilter.TryRead(
                        parsed.GetValue(kinds),
                        parsed.GetValue(level),
                        parsed.GetValue(under),
                        out var filter,
                        out var fault
                    )
                )
                    throw new CommandException(fault(Language.English));
                if (parsed.GetValue(output) is not null && parsed.GetValue(CommandLine.Json))
                    throw new CommandException("give --output for CSV or --json, not both.");
                var (older, newer) = history.IndexOf(from) <= history.IndexOf(to) ? (from, to) : (to, from);
                if (older != from)
                    Console.Error.WriteLine($"{from.Name} is newer than {to.Name}: told from {older.Name} to {newer.Name}.");
                foreach (var version in new[] { older, newer }.Where(v => v.Standing != Standing.Complete).Distinct())
                    Console.Error.WriteLine(
                        $"version {version.Name} is {version.Standing.ToString().ToLowerInvariant()}: the list is as good as that version."
                    );
                var changes = history.Changes(older, newer).Where(filter.Takes).ToList();
                if (parsed.GetValue(output) is { } file)
                    return WriteCsv(file, history, older, newer, changes);
                if (parsed.GetValue(CommandLine.Json))
                    return WriteJson(history, older, newer, changes);
                if (changes.Count == 0)
                    Console.Error.WriteLine(older == newer ? "The same version twice: nothing changed." : "No change matches.");
                else
                    WriteTable(history, changes);
                return ExitCode.Done;
            })
        );
        return command;
    }

    private static void WriteTable(History history, IReadOnlyList<Change> changes) =>
        Terminal.WriteTable(
            ["version", "date", "change", "level", "old code", "code", "old title", "title", "related", "reason", "document"],
            changes.Select(c =>
                (IReadOnlyList<string>)
                    [
                        c.Version,
                        $"{c.Date:yyyy-MM-dd}",
                        JsonNamingPolicy.SnakeCaseLower.ConvertName(c.Kind.ToString()).Replace('_', ' '),
                        c.Level.Token(),
                        c.OldCode?.Text ?? "",
                        c.Code?.Text ?? "",
                        c.OldTitle ?? "",
                        c.Title ?? "",
                        c.Kind == ChangeKind.Marked
                            ? $"{Marked(c.OldMarks)} > {Marked(c.Marks)}"
                            : c.Text ?? string.Join("; ", c.Related.Select(r => $"{r.Code} {r.Title} {ChangeCsv.Share(r.Share)}")),
                        c.Evidence.Note.Length > 0 ? $"{c.Evidence.Reason}: {c.Evidence.Note}" : c.Evidence.Reason,
                        history.Documents.TryGetValue(c.Evidence.Document, out var document) ? document.English : c.Evidence.Document,
                    ]
            )
        );

    private static string Marked(Marks marks) => marks == Marks.None ? "none" : marks.Token();

    private static int WriteCsv(
        string path,
        History history,
        ClassificationVersion older,
        ClassificationVersion newer,
        List<Change> changes
    )
    {
        using var file = OutputFile.Open(path);
        using (var text = new StreamWriter(file.Stream, new UTF8Encoding(false), leaveOpen: true))
            ChangeCsv.Write(text, history, older, newer, changes);
        file.Keep();
        Console.Error.WriteLine($"{changes.Count} changes from {older.Name} to {newer.Name} written.");
        return ExitCode.Done;
    }

    private static int WriteJson(History history, ClassificationVersion older, ClassificationVersion newer, IReadOnlyList<Change> changes)
    {
        var told = changes.Select(c => new
        {
            c.Version,
            c.Date,
            c.Kind,
            Level = c.Level.Token(),
            c.Id,
            OldCode = c.OldCode?.Text,
            Code = c.Code?.Text,
            c.OldTitle,
            c.Title,
            English = (newer.FindById(c.Id) ?? older.FindById(c.Id))?.English,
            OldMarks = c.OldMarks.Token(),
            Marks = c.Marks.Token(),
            Related = c.Related.Select(r => new
            {
                r.Id,
                Code = r.Code.Text,
                r.Title,
                r.Share,
            }),
            WorkType = c.Text,
            c.Evidence,
            Document = history.Documents.GetValueOrDefault(c.Evidence.Document),
        });
        Console.WriteLine(JsonSerializer.Serialize(told, RunJson.Options));
        return ExitCode.Done;
    }
}
