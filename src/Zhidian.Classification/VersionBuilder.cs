namespace Zhidian.Classification;

/// <summary>Applies a release to a version: all of it or, with an exception that lists every fault, none.</summary>
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
        foreach (var (change, number) in release.Changes.Select((c, i) => (c, i + 2)))
        {
            void Fault(string code, string message) => findings.Add(new(code, release.Version, number, message));

            var known = entries.GetValueOrDefault(change.Id);
            if (change.Kind == ChangeKind.Added)
            {
                if (known is not null)
                    Fault("C1102", $"id {change.Id} is already in use for '{known.Title}'");
                else if (change is { Code: { } code, Title: { } title })
                    entries[change.Id] = new Entry(
                        change.Id,
                        code,
                        code.Level,
                        code.Parent,
                        title,
                        change.Marks,
                        null,
                        release.Published,
                        []
                    );
                else
                    Fault("C1105", "an added entry needs a code and a title");
                continue;
            }
            if (known is null)
            {
                Fault("C1101", $"id {change.Id} is not in version {before.Name}");
                continue;
            }
            if (change.OldCode is { } was && was != known.Code)
                Fault("C1105", $"{change.Id} has code {known.Code}, not {was}");
            if (change.OldTitle is { } called && called != known.Title)
                Fault("C1105", $"{change.Id} is titled '{known.Title}', not '{called}'");
            switch (change.Kind)
            {
                case ChangeKind.Removed:
                    entries.Remove(change.Id);
                    break;
                case ChangeKind.Renamed when change.Title is { } title:
                    entries[change.Id] = known with { Title = title };
                    break;
                case ChangeKind.Recoded when change.Code is { } code && code.Level == known.Level:
                    entries[change.Id] = known with { Code = code, Parent = code.Parent };
                    break;
                default:
                    Fault("C1105", $"a change of kind {change.Kind} needs its new code or title at the same level");
                    break;
            }
        }
        CheckWhole(entries.Values, release.Version, findings);
        if (findings.Count > 0)
            throw new InvalidEditionException(findings);
        return new ClassificationVersion(release.Version, release.Published, entries.Values, release.Changes);
    }

    private static void CheckWhole(IEnumerable<Entry> entries, string version, List<Finding> findings)
    {
        var byCode = entries.ToLookup(e => e.Code);
        foreach (var same in byCode.Where(g => g.Count() > 1))
            findings.Add(new("C1103", version, 0, $"code {same.Key} is taken by {string.Join(" and ", same.Select(e => e.Title))}"));
        foreach (var entry in entries)
            if (entry.Parent is { } parent && !byCode.Contains(parent))
                findings.Add(new("C1104", version, 0, $"{entry.Code} {entry.Title} has no group {parent}"));
    }
}
