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
    /// <param name="AlsoWas">Other entries that had this code at other times.</param>
    public sealed record Gone(string Id, string Title, string LastIn, IReadOnlyList<Related> Successors, IReadOnlyList<Use> AlsoWas)
        : CodeLookup;

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
        // The newest use before this version is what a code found in a paper of today most likely means.
        if (EarlierUses(history, at, code).FirstOrDefault() is { } use)
            return new Gone(use.Id, use.Title, use.When, Now(history, version, use.Id), OtherUses(history, code, use.Id));
        for (var i = at + 1; i < history.Versions.Count; i++)
            if (history.Versions[i].Find(code) is { } later)
                return new Later(later, history.Versions[i].Name);
        return new Unknown();
    }

    /// <summary>
    /// The same for a permanent id. An id is never reused, so what it stood for is certain; gone means retired, with its successors.
    /// </summary>
    public static CodeLookup OfId(ClassificationVersion version, string id) => OfId(Versions.Current, version, id);

    public static CodeLookup OfId(History history, ClassificationVersion version, string id)
    {
        if (!IsId(id))
            return new Malformed();
        if (version.FindById(id) is { } entry)
            return new Found(entry, []);
        if (history.LastSeen(id) is not var (last, was))
            return new Unknown();
        var at = history.IndexOf(history.Find(version.Name) ?? history.Latest);
        if (history.IndexOf(last) < at)
            return new Gone(id, was.Title, last.Name, Now(history, version, id), []);
        var first = history.Versions.First(v => v.FindById(id) is not null);
        return new Later(first.FindById(id)!, first.Name);
    }

    /// <summary>Z and six digits: the form of a permanent id.</summary>
    public static bool IsId(string text) => text is { Length: 7 } && text[0] == 'Z' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Day of the release for an interim code, else the edition.</summary>
    public static string When(OldCode old) => old.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? old.Scheme;

    /// <summary>Versions before the one asked for, and codes given between the editions, newest first.</summary>
    private static IEnumerable<Use> EarlierUses(History history, int at, Code code)
    {
        var uses = new List<(DateOnly Day, Use Use)>();
        foreach (var version in history.Versions.Take(at))
            if (version.Find(code) is { } entry)
                uses.Add((version.Effective, new Use(entry.Id, entry.Title, version.Name)));
        foreach (var old in history.OldCodesLike(code))
            uses.Add((old.Published ?? EditionDay(history, old.Scheme), new Use(old.Id, old.Title, When(old))));
        return uses.Where(u => u.Day < history.Versions[at].Effective).OrderByDescending(u => u.Day).Select(u => u.Use);
    }

    private static DateOnly EditionDay(History history, string scheme) => history.Find(scheme)?.Effective ?? DateOnly.MinValue;

    private static IReadOnlyList<Related> Now(History history, ClassificationVersion version, string id)
    {
        if (version.FindById(id) is { } same)
            return [new Related(same.Id, same.Code, same.Title, 1m)];
        return history.Successors(id, version);
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
