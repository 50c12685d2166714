using System.CommandLine;
using System.Text.Json;
using Zhidian.Cli;
using Zhidian.Mining.Discovery;
using Zhidian.Search;

namespace Zhidian.Classification;

/// <summary><c>zhidian classification show|search|diff|export|import|undo-import|check</c>: the Classification on the command line, at any version.</summary>
public static class ClassificationCommand
{
    private static readonly Option<string> Version = new("--version")
    {
        Description = "Version of the Classification.",
        HelpName = "V",
        DefaultValueFactory = _ => Versions.LatestAlias,
    };

    public static Command Build() =>
        new("classification", "Look into the Classification.")
        {
            Show(),
            Search(),
            Zhidian.Lineage.DiffCommand.Build(),
            Publication.ExportCommand.Build(),
            Texts.ImportTextsCommand.Import(),
            Texts.ImportTextsCommand.Undo(),
            Texts.StructureCommand.Build(),
        };

    private static Command Show()
    {
        var code = new Argument<string>("CODE") { Description = "e.g. 2-02-10-03" };
        var command = new Command("show", "Show a group or an occupation.") { code, Version, CommandLine.Json };
        command.SetAction(parsed =>
            Faults.Guard(() =>
            {
                var version = Versions.Get(parsed.GetValue(Version)!);
                var entry = Lookup(version, parsed.GetValue(code)!);
                if (parsed.GetValue(CommandLine.Json))
                    return WriteJson(Describe(entry, version));
                Console.WriteLine($"{entry.Code} {entry.Title} {entry.Marks.Token()}".TrimEnd());
                Console.WriteLine($"{entry.Level.Token()}, id {entry.Id}, version {version.Name}");
                foreach (var above in version.Ancestors(entry))
                    Console.WriteLine($"  in {above.Code} {above.Title}");
                if (entry.WorkTypes.Count > 0)
                    Console.WriteLine($"  work types: {string.Join("、", entry.WorkTypes)}");
                foreach (var child in version.Children(entry.Code))
                    Console.WriteLine($"  {child.Code} {child.Title} {child.Marks.Token()}".TrimEnd());
                return ExitCode.Done;
            })
        );
        return command;
    }

    private static Command Search()
    {
        var text = new Argument<string>("TEXT")
        {
            Description = "A code, a title, what people call it, pinyin, initials or English; a part is enough.",
        };
        var command = new Command("search", "Search by code, title, everyday title, pinyin or English.")
        {
            text,
            Version,
            CommandLine.Json,
        };
        command.SetAction(parsed =>
            Faults.Guard(() =>
            {
                var version = Versions.Get(parsed.GetValue(Version)!);
                var hits = SearchIndexes.Build(Versions.Current, version).Suggest(parsed.GetValue(text)!, 50);
                if (parsed.GetValue(CommandLine.Json))
                    return WriteJson(
                        hits.Select(h => new
                        {
                            Match = HitView.Token(h.Kind),
                            h.Matched,
                            h.Everyday,
                            Entry = Describe(h.Entry, version),
                        })
                    );
                if (hits.Count == 0)
                    Console.Error.WriteLine(
                        $"Nothing in version {version.Name} matches '{parsed.GetValue(text)}'. Try a part of the title, or another --version."
                    );
                Terminal.WriteTable(
                    ["code", "title", "level", "match", "matched"],
                    hits.Select(h =>
                        (IReadOnlyList<string>)[h.Entry.Code.Text, h.Entry.Title, h.Entry.Level.Token(), HitView.Token(h.Kind), h.Matched]
                    )
                );
                return ExitCode.Done;
            })
        );
        return command;
    }

    /// <summary>The entry, or an error that tells a mistyped code from one that was given up, with its successor.</summary>
    private static Entry Lookup(ClassificationVersion version, string text)
    {
        var code = Code.Parse(text);
        if (version.Find(code) is { } entry)
            return entry;
        foreach (var other in Versions.All)
            if (other.Find(code) is { } elsewhere)
                throw new CommandException(
                    version.FindById(elsewhere.Id) is { } now
                        ? $"{code} {elsewhere.Title} is {now.Code} {now.Title} in version {version.Name}."
                        : $"{code} {elsewhere.Title} is not in version {version.Name}, but in {other.Name}: add --version {other.Name}."
                );
        throw new CommandException($"{code} is not in any version. Look for a title with: zhidian classification search TEXT");
    }

    private static object Describe(Entry entry, ClassificationVersion version) =>
        new
        {
            Version = version.Name,
            entry.Id,
            Code = entry.Code.Text,
            Level = entry.Level.Token(),
            entry.Title,
            Marks = entry.Marks.Token(),
            entry.GbtCode,
            entry.ReleasedOn,
            Path = version.Ancestors(entry).Select(a => new { Code = a.Code.Text, a.Title }),
            entry.WorkTypes,
        };

    private static int WriteJson<T>(T value)
    {
        Console.WriteLine(JsonSerializer.Serialize(value, RunJson.Options));
        return ExitCode.Done;
    }
}
