namespace Zhidian.Classification;

/// <summary>Applies a release to a version, or takes it back: all of it or, with an exception that lists every fault, none.</summary>
public static class VersionBuilder
{
    /// <exception cref="InvalidEditionException">
    /// C1101 id unknown in the version before · C1102 id already in use · C1103 code already taken ·
    /// C1104 group of the new code missing · C1105 what the change calls old is not what the version says.
    /// </exception>
    public static ClassificationVersion Apply(ClassificationVersion before, Release release)
    {
        var entries = before.Entries.ToDictionary(e => e.Id);
        var findings = new List<Finding>();
        foreach (var (row, number) in release.Rows.Select((c, i) => (c, i + 2)))
        {
            void Fault(string code, string message) => findings.Add(new(code, release.Version, number, message));

            var known = entries.GetValueOrDefault(row.Id);
            if (row.Kind is ChangeKind.Added or ChangeKind.Promoted)
            {
                if (known is not null)
                    Fault("C1102", $"id {row.Id} is already in use for '{known.Title}'");
                else if (row is { Code: { } code, Title: { } title })
                    entries[row.Id] = new Entry(
                        row.Id,
                        code,
                        code.Level,
                        code.Parent,
                        title,
                        row.Marks,
                        null,
                        code.Level == Level.Occupation ? release.Published : null,
                        []
                    );
                else
                    Fault("C1105", "an added entry needs a code and a title");
                continue;
            }
            if (known is null)
            {
                Fault("C1101", $"id {row.Id} is not in version {before.Name}");
                continue;
            }
            if (row.OldCode is { } was && was != known.Code)
                Fault("C1105", $"{row.Id} has code {known.Code}, not {was}");
            if (row.OldTitle is { } called && called != known.Title)
                Fault("C1105", $"{row.Id} is titled '{known.Title}', not '{called}'");
            switch (row.Kind)
            {
                case ChangeKind.Removed:
                    entries.Remove(row.Id);
                    break;
                case ChangeKind.Redefined:
                    break;
                case ChangeKind.Renamed when row.Title is { } title:
                    entries[row.Id] = known with { Title = title };
                    break;
                case ChangeKind.Recoded or ChangeKind.Moved when row.Code is { } code && code.Level == known.Level:
                    entries[row.Id] = known with { Code = code, Parent = code.Parent };
                    break;
                default:
                    Fault("C1105", $"a change of kind {row.Kind} needs its new code or title at the same level");
                    break;
            }
        }
        CheckWhole(entries.Values, release.Version, findings);
        if (findings.Count > 0)
            throw new InvalidEditionException(findings);
        return new ClassificationVersion(release.Version, release.Published, entries.Values, release.Document);
    }

    /// <summary>
    /// The version before a release, rebuilt by taking the release back from the version after it. What the release does not
    /// say stays as it is after. Digital marks go: the 2022 edition was the first to give them.
    /// </summary>
    /// <param name="file">Named in findings.</param>
    /// <exception cref="InvalidEditionException">The faults of <see cref="Apply"/>, seen from the other side.</exception>
    public static IReadOnlyList<Entry> Undo(ClassificationVersion after, Release release, string file)
    {
        var entries = after.Entries.ToDictionary(e => e.Id, e => e with { Marks = e.Marks & ~Marks.Digital });
        var findings = new List<Finding>();
        foreach (var (row, number) in release.Rows.Select((c, i) => (c, i + 2)))
        {
            void Fault(string code, string message) => findings.Add(new(code, file, number, message));

            var known = entries.GetValueOrDefault(row.Id);
            if (row.Kind == ChangeKind.Removed)
            {
                if (known is not null)
                    Fault("C1102", $"id {row.Id} is in use for '{known.Title}'");
                else if (row is { OldCode: { } code, OldTitle: { } title })
                    entries[row.Id] = new Entry(row.Id, code, code.Level, code.Parent, title, row.Marks, null, null, []);
                else
                    Fault("C1105", "a removed entry needs its old code and title");
                continue;
            }
            if (known is null)
            {
                Fault("C1101", $"id {row.Id} is not in version {after.Name}");
                continue;
            }
            if (row.Code is { } now && row.Kind is not ChangeKind.Renamed && now != after.FindById(row.Id)!.Code)
                Fault("C1105", $"{row.Id} has code {after.FindById(row.Id)!.Code}, not {now}");
            switch (row.Kind)
            {
                case ChangeKind.Added or ChangeKind.Promoted:
                    entries.Remove(row.Id);
                    break;
                case ChangeKind.Redefined:
                    break;
                case ChangeKind.Renamed when row.OldTitle is { } title:
                    entries[row.Id] = known with { Title = title };
                    break;
                case ChangeKind.Recoded or ChangeKind.Moved when row.OldCode is { } code && code.Level == known.Level:
                    entries[row.Id] = known with { Code = code, Parent = code.Parent };
                    break;
                default:
                    Fault("C1105", $"a change of kind {row.Kind} needs its old code or title at the same level");
                    break;
            }
        }
        CheckWhole(entries.Values, file, findings);
        return findings.Count > 0 ? throw new InvalidEditionException(findings) : entries.Values.OrderBy(e => e.Code).ToList();
    }

    private static void CheckWhole(IEnumerable<Entry> entries, string file, List<Finding> findings)
    {
        var byCode = entries.ToLookup(e => e.Code);
        foreach (var same in byCode.Where(g => g.Count() > 1))
            findings.Add(new("C1103", file, 0, $"code {same.Key} is taken by {string.Join(" and ", same.Select(e => e.Title))}"));
        foreach (var entry in entries)
            if (entry.Parent is { } parent && !byCode.Contains(parent))
                findings.Add(new("C1104", file, 0, $"{entry.Code} {entry.Title} has no group {parent}"));
    }
}
