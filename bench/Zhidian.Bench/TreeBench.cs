using System.CommandLine;
using System.Diagnostics;
using Zhidian.Classification;

namespace Zhidian.Bench;

/// <summary>
/// What a page of the tree asks of a version, on the latest one and on a made-up one of 200,000 entries: the rows that are open, each
/// with its count. Without the writing of HTML, which depends on the rows alone.
/// </summary>
internal static class TreeBench
{
    public static Command Build()
    {
        var command = new Command("tree", "Time the tree of the Classification, also at 200,000 entries.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        Console.WriteLine("| version | entries | root | path open | a group | largest group whole | green only, root | rows |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var version in new[] { Versions.Latest, Large() })
        {
            var occupation = version.Occupations[version.Occupations.Count / 2].Code;
            var group = occupation.At(Level.SubMajor);
            var largest = version.Children(null).MaxBy(m => version.OccupationsIn(m.Code).Length)!.Code;
            var green = new TreeFilter(Marks.Green, null);
            var rows = 0;
            var times = new[]
            {
                Time(() => Rows(new Tree(version, "latest", TreeFilter.All), null)),
                Time(() => Rows(new Tree(version, "latest", TreeFilter.All, occupation), null)),
                Time(() => Rows(new Tree(version, "latest", TreeFilter.All, group), group)),
                Time(() => rows = Rows(new Tree(version, "latest", TreeFilter.All, whole: largest), null)),
                Time(() => Rows(new Tree(version, "latest", green), null)),
            };
            Console.WriteLine(
                $"| {version.Name} | {version.Entries.Count:N0} | {string.Join(" | ", times.Select(t => $"{t:0.000}"))} | {rows:N0} |"
            );
        }
        Console.WriteLine("milliseconds, median of 101; rows are those of the largest group whole");
        return 0;
    }

    private static int Rows(Tree tree, Code? parent)
    {
        var rows = 0;
        foreach (var entry in tree.Children(parent))
        {
            rows++;
            tree.Count(entry.Code);
            if (tree.IsOpen(entry))
                rows += Rows(tree, entry.Code);
        }
        return rows;
    }

    private static double Time(Action act)
    {
        act();
        return Enumerable
            .Range(0, 101)
            .Select(_ =>
            {
                var start = Stopwatch.GetTimestamp();
                act();
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            })
            .Order()
            .ElementAt(50);
    }

    /// <summary>8 major groups of 25 sub-major groups of 25 minor groups of 39 occupations; every 12th is green.</summary>
    private static ClassificationVersion Large()
    {
        var entries = new List<Entry>();
        void Add(string code, Level level, Marks marks = Marks.None)
        {
            var parsed = Code.Parse(code);
            entries.Add(new Entry($"Y{entries.Count:D6}", parsed, level, parsed.Parent, "名称" + code, marks, null, null, []));
        }
        for (var a = 1; a <= 8; a++)
        {
            Add($"{a}", Level.Major);
            for (var b = 1; b <= 25; b++)
            {
                Add($"{a}-{b:D2}", Level.SubMajor);
                for (var c = 1; c <= 25; c++)
                {
                    Add($"{a}-{b:D2}-{c:D2}", Level.Minor);
                    for (var d = 1; d <= 39; d++)
                        Add($"{a}-{b:D2}-{c:D2}-{d:D2}", Level.Occupation, d % 12 == 0 ? Marks.Green : Marks.None);
                }
            }
        }
        return new ClassificationVersion("made up", new DateOnly(2030, 1, 1), entries);
    }
}
