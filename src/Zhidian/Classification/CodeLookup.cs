namespace Zhidian.Classification;

/// <summary>What became of a code that was asked for in a version.</summary>
public abstract record CodeLookup
{
    public sealed record Found(Entry Entry) : CodeLookup;

    /// <summary>The code was used before and is not any more.</summary>
    /// <param name="Title">What it stood for.</param>
    /// <param name="LastIn">The version, or the day of release, that last used it.</param>
    /// <param name="Successors">Where that is now; empty when it was removed.</param>
    public sealed record Gone(string Title, string LastIn, IReadOnlyList<Entry> Successors) : CodeLookup;

    /// <summary>The code comes only in a later version.</summary>
    public sealed record Later(Entry Entry, string FirstIn) : CodeLookup;

    public sealed record Unknown : CodeLookup;

    public sealed record Malformed : CodeLookup;

    /// <summary>Never a guess: a code of another version is answered with what took its place, by permanent id.</summary>
    public static CodeLookup In(ClassificationVersion version, string text)
    {
        if (!Code.TryParse(text, out var code))
            return new Malformed();
        if (version.Find(code) is { } entry)
            return new Found(entry);
        foreach (var before in Versions.All.Where(v => v.Effective < version.Effective).Reverse())
            if (before.Find(code) is { } was)
                return new Gone(was.Title, before.Name, version.FindById(was.Id) is { } now ? [now] : []);
        // Codes of the releases 2019-2022 as they were published, before the 2022 edition placed them anew.
        if (Versions.NewOccupations.LastOrDefault(n => n.CodeAtPublication == text && n.Id is not null) is { } released)
            if (version.FindById(released.Id!) is { } placed)
                return new Gone(released.Title, $"{released.Published:yyyy-MM-dd}", [placed]);
        foreach (var after in Versions.All.Where(v => v.Effective > version.Effective))
            if (after.Find(code) is { } later)
                return new Later(later, after.Name);
        return new Unknown();
    }
}

/// <summary>How one version shows a group or occupation.</summary>
/// <param name="Change">What the release that made the version did to it; null when nothing.</param>
public sealed record HistoryStep(ClassificationVersion Version, Entry Entry, ChangeKind? Change)
{
    /// <summary>The versions that know the id, oldest first.</summary>
    public static IReadOnlyList<HistoryStep> Of(string id) =>
        Versions
            .All.Where(v => v.FindById(id) is not null)
            .Select(v => new HistoryStep(v, v.FindById(id)!, v.Changes.FirstOrDefault(c => c.Id == id)?.Kind))
            .ToList();
}
