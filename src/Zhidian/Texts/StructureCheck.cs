using System.Globalization;
using System.Text;
using Zhidian.Classification;
using Zhidian.Classification.Lineage;
using Zhidian.Registry.Texts;

namespace Zhidian.Texts;

/// <summary>
/// Checks files that change the structure of the Classification by the validators that build it: an edition, releases, links between
/// versions (columns in data/README.md). Releases are applied one after the other, in the order given, and links may name the version
/// that a release before them would make, by the name of its file. Nothing is kept.
/// </summary>
public sealed class StructureCheck(History history, ClassificationVersion start, long maxBytes)
{
    private static readonly string[] LinkColumns = ["from_version", "to_version", "from_id", "to_id", "weight", "basis", "note"];

    private sealed record LinkRow(string File, int Line, string From, string To, Link Link);

    private readonly List<FileFinding> _findings = [];
    private readonly List<(ClassificationVersion Before, ClassificationVersion After, string File)> _made = [];
    private readonly List<LinkRow> _links = [];
    private readonly int _startsAt = history.IndexOf(history.Get(start.Name));
    private ClassificationVersion _last = start;

    /// <summary>Every finding, by file and row; empty when the files hold.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IReadOnlyList<FileFinding> Run(IEnumerable<string> paths)
    {
        foreach (var path in paths)
            ReadFile(path);
        CheckLinks();
        CheckCycles();
        return _findings
            .OrderBy(f => f.File, StringComparer.Ordinal)
            .ThenBy(f => f.Row)
            .ThenBy(f => f.Fault, StringComparer.Ordinal)
            .ToList();
    }

    private void ReadFile(string path)
    {
        var file = Path.GetFileName(path);
        var length = new FileInfo(path).Length;
        if (length > maxBytes)
        {
            Add(
                "T1002",
                file,
                0,
                string.Create(CultureInfo.InvariantCulture, $"the file has {length:N0} bytes, {maxBytes:N0} are allowed; it was not read.")
            );
            return;
        }
        var text = File.ReadAllText(path, Encoding.UTF8);
        try
        {
            var rows = EditionFile.Read(new StringReader(text), file);
            foreach (var row in rows)
                CheckCells(file, row);
            var header = text.AsSpan()[..Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal))]
                .Trim("\uFEFF\r\n ")
                .ToString()
                .Split(',');
            if (Release.Columns.Except(header).Take(1).Any() is false)
                ReadRelease(text, file, Path.GetFileNameWithoutExtension(path));
            else if (LinkColumns.Except(header).Take(1).Any() is false)
                ReadLinks(rows, file);
            else if (EditionBuilder.Columns.Except(header).Take(1).Any() is false)
                ReadEdition(rows, text, file);
            else
                Add(
                    "C1008",
                    file,
                    1,
                    $"the columns are those of no edition, release or links file; found {string.Join(", ", header.Select(TextRules.Shown).Take(20))}"
                );
        }
        catch (InvalidEditionException e)
        {
            Take(e, file);
        }
    }

    private void CheckCells(string file, FileRow row)
    {
        foreach (var (column, cell) in row.Fields)
        {
            if (TextRules.StartsLikeFormula(cell))
                Add("T2010", file, row.Line, $"begins like a formula: {TextRules.Shown(cell)}", column);
            if (TextRules.BadCharacter(cell) is { } bad)
                Add("T2009", file, row.Line, $"holds the character {bad}, which is no text.", column);
        }
    }

    private void ReadRelease(string text, string file, string name)
    {
        var release = Release.Read(new StringReader(text), file, name, _last.Effective, file);
        var line = 1;
        foreach (var row in release.Rows)
        {
            line++;
            if (
                row.Kind is ChangeKind.Added or ChangeKind.Promoted
                && _last.FindById(row.Id) is null
                && history.LastSeen(row.Id) is { } seen
                && history.IndexOf(seen.Version) < _startsAt
            )
                Add("C1102", file, line, $"id {row.Id} was given before, to '{seen.Entry.Title}', last in {seen.Version.Name}");
        }
        var after = VersionBuilder.Apply(_last, release);
        _made.Add((_last, after, file));
        _last = after;
    }

    private void ReadLinks(IReadOnlyList<FileRow> rows, string file)
    {
        foreach (var row in rows)
            if (decimal.TryParse(row["weight"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight))
                _links.Add(
                    new LinkRow(
                        file,
                        row.Line,
                        row["from_version"],
                        row["to_version"],
                        new Link(row["from_id"], row["to_id"] is { Length: > 0 } to ? to : null, weight, LinkBasis.Judged, row["note"])
                    )
                );
            else
                Add("C1205", file, row.Line, $"weight '{TextRules.Shown(row["weight"])}' is no number", "weight");
    }

    private void ReadEdition(IReadOnlyList<FileRow> rows, string text, string file)
    {
        var parents = rows.Where(r => r["parent"].Length > 0).GroupBy(r => r["code"]).ToDictionary(g => g.Key, g => g.First());
        foreach (var cycle in Cycles(parents.ToDictionary(p => p.Key, p => (IReadOnlyList<string>)[p.Value["parent"]])))
            Add("C1011", file, parents[cycle[0]].Line, $"a cycle: {string.Join(" is under ", cycle.Append(cycle[0]))}", "parent");
        EditionBuilder.Build(new StringReader(text), file);
    }

    /// <summary>Links of one pair of neighbours, both ways, are checked as one step; a release that nobody links as a step without links.</summary>
    private void CheckLinks()
    {
        var steps = new Dictionary<(string, string), (ClassificationVersion From, ClassificationVersion To, string File)>();
        foreach (var step in history.Steps)
            steps[(step.From.Name, step.To.Name)] = (step.From, step.To, "");
        foreach (var (before, after, file) in _made)
            steps[(before.Name, after.Name)] = (before, after, file);
        foreach (var row in _links.Where(l => !steps.ContainsKey((l.From, l.To)) && !steps.ContainsKey((l.To, l.From))))
            Add(
                "C1208",
                row.File,
                row.Line,
                $"{row.From} and {row.To} are not two neighbouring versions; there are {string.Join(", ", steps.Keys.Select(k => $"{k.Item1} and {k.Item2}"))}"
            );
        foreach (var ((from, to), step) in steps)
        {
            var forward = _links.Where(l => l.From == from && l.To == to).ToList();
            var backward = _links.Where(l => l.From == to && l.To == from).ToList();
            if (forward.Count + backward.Count == 0 && step.File.Length == 0)
                continue;
            try
            {
                _ = new StepLinks(
                    new VersionStep(step.From, step.To, forward.Select(l => l.Link).ToList(), backward.Select(l => l.Link).ToList(), []),
                    forward.Concat(backward).FirstOrDefault()?.File ?? step.File
                );
            }
            catch (InvalidEditionException e)
            {
                foreach (var finding in e.Findings)
                {
                    var row = forward.Concat(backward).FirstOrDefault(l => l.Link.FromId == finding.Id);
                    Add(finding.FaultCode, row?.File ?? finding.File, row?.Line ?? finding.Line, finding.Message);
                }
            }
        }
    }

    /// <summary>What was retired into another entry must not come back out of it, in one step or over several.</summary>
    private void CheckCycles()
    {
        var versions = history.Versions.Concat(_made.Select(m => m.After)).GroupBy(v => v.Name).ToDictionary(g => g.Key, g => g.Last());
        var order = versions.Keys.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i);
        var retired = _links
            .Where(l => order.TryGetValue(l.From, out var from) && order.TryGetValue(l.To, out var to) && from < to)
            .Where(l => l.Link.ToId is not null && l.Link.ToId != l.Link.FromId && versions[l.To].FindById(l.Link.FromId) is null)
            .ToList();
        var edges = retired
            .GroupBy(l => l.Link.FromId)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)g.Select(l => l.Link.ToId!).Distinct().ToList());
        foreach (var cycle in Cycles(edges))
        {
            var row = retired.First(l => l.Link.FromId == cycle[0]);
            Add("C1207", row.File, row.Line, $"a cycle: {string.Join(" goes into ", cycle.Append(cycle[0]))}");
        }
    }

    /// <summary>Each cycle once, by depth-first search without recursion: a file may hold a chain of any length.</summary>
    public static IEnumerable<IReadOnlyList<string>> Cycles(IReadOnlyDictionary<string, IReadOnlyList<string>> edges)
    {
        var done = new HashSet<string>();
        foreach (var start in edges.Keys.Order(StringComparer.Ordinal))
        {
            var path = new List<string>();
            var place = new Dictionary<string, int>();
            var stack = new Stack<(string Node, int Next)>();
            if (done.Contains(start))
                continue;
            Enter(start);
            while (stack.TryPop(out var top))
            {
                var next = edges.GetValueOrDefault(top.Node) ?? [];
                if (top.Next == next.Count)
                {
                    done.Add(top.Node);
                    place.Remove(top.Node);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }
                stack.Push((top.Node, top.Next + 1));
                var to = next[top.Next];
                if (place.TryGetValue(to, out var at))
                    yield return path[at..];
                else if (!done.Contains(to))
                    Enter(to);
            }

            void Enter(string node)
            {
                place[node] = path.Count;
                path.Add(node);
                stack.Push((node, 0));
            }
        }
    }

    private void Take(InvalidEditionException e, string file)
    {
        foreach (var finding in e.Findings)
            Add(finding.FaultCode, file, finding.Line, finding.Message);
    }

    private void Add(string fault, string file, int row, string message, string? column = null) =>
        _findings.Add(new FileFinding(fault, Severity.Error, file, null, row, column, message, message));
}
