using System.Globalization;

namespace Zhidian.Classification;

/// <summary>What became of a code that was asked for in a version.</summary>
public abstract record CodeLookup
{
    /// <param name="AlsoWas">Other entries that had this code at other times, newest first: a code is no identity.</param>
    public sealed record Found(Entry Entry, IReadOnlyList<Use> AlsoWas) : CodeLookup;

    /// <summary>The code was used before and is not any more.</summary>
    /// <param name="Title">What it stood for.</param>
    /// <param name="LastIn">The version, or the day of release, that last used it.</param>
    /// <param name="Successors">Where that is now, with shares; empty when it was removed.</param>
    public sealed record Gone(string Id, string Title, string LastIn, IReadOnlyList<Related> Successors) : CodeLookup;

    /// <summary>The code comes only in a later version.</summary>
    public sealed record Later(Entry Entry, string FirstIn) : CodeLookup;

    public sealed record Unknown : CodeLookup;

    public sealed record Malformed : CodeLookup;

    /// <summary>A time at which a code stood for an entry.</summary>
    /// <param name="When">A version, the day of a release, or the edition of an old code.</param>
    public sealed record Use(string Id, string Title, string When);

    public static CodeLookup In(ClassificationVersion version, string text) => In(Versions.Current, version, text);

    /// <summary>Never a guess: a code of another version is answered with what took its place, by permanent id.</summary>
    public static CodeLookup In(History history, ClassificationVersion version, string text)
    {
        if (!Code.TryParse(text, out var code))
            return new Malformed();
        var at = history.IndexOf(history.Find(version.Name) ?? history.Latest);
        if (version.Find(code) is { } entry)
            return new Found(entry, OtherUses(history, code, entry.Id));
        for (var i = at - 1; i >= 0; i--)
            if (history.Versions[i].Find(code) is { } was)
                return new Gone(was.Id, was.Title, history.Versions[i].Name, Now(history, version, was));
        // Codes of releases and editions that were placed anew before the oldest complete version.
        foreach (var old in history.OldCodesLike(code).OrderByDescending(o => o.Published))
            if (version.FindById(old.Id) is { } placed)
                return new Gone(old.Id, old.Title, When(old), [new Related(placed.Id, placed.Code, placed.Title, 1m)]);
        for (var i = at + 1; i < history.Versions.Count; i++)
            if (history.Versions[i].Find(code) is { } later)
                return new Later(later, history.Versions[i].Name);
        return new Unknown();
    }

    /// <summary>Day of the release for an interim code, else the edition.</summary>
    public static string When(OldCode old) => old.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? old.Scheme;

    private static IReadOnlyList<Related> Now(History history, ClassificationVersion version, Entry was)
    {
        if (version.FindById(was.Id) is { } same)
            return [new Related(same.Id, same.Code, same.Title, 1m)];
        if (was.Level == Level.Occupation)
            return history.Successors(was.Id, version);
        return [];
    }

    private static List<Use> OtherUses(History history, Code code, string id) =>
        history
            .Versions.Reverse()
            .Select(v => v.Find(code) is { } e && e.Id != id ? new Use(e.Id, e.Title, v.Name) : null)
            .OfType<Use>()
            .Concat(history.OldCodesLike(code).Where(o => o.Id != id).Select(o => new Use(o.Id, o.Title, When(o))))
            .DistinctBy(u => u.Id)
            .ToList();
}
