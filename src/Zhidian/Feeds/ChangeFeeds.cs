using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Zhidian.Classification;
using Zhidian.Classification.Lineage;
using Zhidian.Layout;

namespace Zhidian.Feeds;

/// <summary>
/// What the feeds say, newest first. Times are the beginning of the day in China on which a version takes effect: they are facts of the
/// Classification, so two servers with the same versions say the same.
/// </summary>
/// <param name="authority">Name in the tag URIs; see <see cref="FeedRoutes.Authority"/>.</param>
/// <param name="site">Scheme and host of the request, without a slash at the end.</param>
public sealed class ChangeFeeds(History history, Language language, string authority, string site)
{
    /// <summary>Changes that an entry on a whole version lists; the page has them all.</summary>
    private const int Listed = 100;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static DateTimeOffset InForce(DateOnly day) => new(day, TimeOnly.MinValue, China);

    public string Tag(string what) => $"tag:{authority},2026:{what}";

    /// <summary>An entry for each version that changed something below <paramref name="under"/>, or for each version.</summary>
    public IEnumerable<FeedEntry> Versions(Code? under)
    {
        foreach (var version in history.Versions.Reverse())
            if (history.Before(version) is not { } before)
            {
                if (under is null)
                    yield return Oldest(version);
            }
            else if (Below(history.Changes(version), under) is { Count: > 0 } changes || under is null)
                yield return OfVersion(before, version, Below(history.Changes(version), under), under);
    }

    /// <summary>An entry for each change, those of one version in code order.</summary>
    public IEnumerable<FeedEntry> Changes(Code? under) =>
        history.Versions.Reverse().SelectMany(v => Below(history.Changes(v), under)).Select(OfChange);

    /// <summary>The life of an id, newest first; null for one that was never given.</summary>
    public IReadOnlyList<FeedEntry>? LifeOf(string id)
    {
        if (Life.Of(history, id) is not { } life)
            return null;
        var first = life.Steps[0];
        var changes = life.Steps.SelectMany(s => s.Changes).ToList();
        if (life.Retirement is { } retired)
            changes.Add(retired);
        var entries = changes.Select(OfChange).Reverse().ToList();
        if (first.Changes.Count == 0)
            entries.Add(
                Entry(
                    $"changes/{first.Version.Name}/stated/{id}",
                    language[
                        $"{first.Entry.Code} {first.Entry.Title}：见于 {first.Version.Name}",
                        $"{first.Entry.Code} {first.Entry.Title}: in {first.Version.Name}"
                    ],
                    first.Version,
                    ClassificationPages.Url(first.Version.Name, first.Entry.Code),
                    null,
                    English(first.Entry),
                    [first.Version.Name]
                )
            );
        return entries;
    }

    private FeedEntry Oldest(ClassificationVersion version)
    {
        var counts = language[
            $"{version.Count(Level.Major)} 个大类、{version.Count(Level.SubMajor)} 个中类、{version.Count(Level.Minor)} 个小类、{version.Occupations.Count} 个职业",
            $"{version.Count(Level.Major)} major, {version.Count(Level.SubMajor)} sub-major, {version.Count(Level.Minor)} minor groups, {version.Occupations.Count} occupations"
        ];
        return Entry(
            $"versions/{version.Name}",
            language[$"职业分类 {version.Name}", $"Occupational Classification {version.Name}"],
            version,
            $"/classification/{version.Name}",
            $"/api/v1/versions/{version.Name}",
            [counts],
            [version.Name]
        );
    }

    private FeedEntry OfVersion(ClassificationVersion before, ClassificationVersion version, IReadOnlyList<Change> changes, Code? under)
    {
        var counts = changes.Count == 0 ? language["没有变化", "nothing changed"] : ChangeWords.Counts(language, changes);
        var lines = new List<string> { counts };
        lines.AddRange(changes.Take(Listed).Select(c => ChangeWords.Line(language, c, EntryOf(c)?.English)));
        if (changes.Count > Listed)
            lines.Add(language[$"另有 {changes.Count - Listed} 项，见页面。", $"{changes.Count - Listed} more: see the page."]);
        var what = under is { } group ? $" · {group}" : "";
        return Entry(
            $"versions/{version.Name}" + (under is { } code ? "/under/" + code : ""),
            language[$"职业分类 {version.Name}{what}：{counts}", $"Occupational Classification {version.Name}{what}: {counts}"],
            version,
            $"/changes/{before.Name}/{version.Name}",
            $"/api/v1/changes?since={before.Name}&until={version.Name}",
            lines,
            [version.Name, .. changes.Select(c => Token(c.Kind)).Distinct(StringComparer.Ordinal)]
        );
    }

    private FeedEntry OfChange(Change change)
    {
        var version = history.Get(change.Version);
        var before = history.Before(version);
        var entry = EntryOf(change);
        var lines = new List<string> { ChangeWords.Line(language, change, entry?.English) };
        if (entry is not null)
            lines.AddRange(English(entry));
        if (history.Documents.GetValueOrDefault(change.Evidence.Document) is { } document)
            lines.Add(language["依据：", "Source: "] + language[document.Chinese, document.English]);
        // A work type is told by its title only; its hash keeps the id short and plain.
        var text = change.Text is null ? "" : "/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(change.Text)))[..8];
        return Entry(
            $"changes/{change.Version}/{Token(change.Kind)}/{change.Id}{text}",
            lines[0],
            version,
            change.Code is { } code
                ? ClassificationPages.Url(version.Name, code)
                : ClassificationPages.Url(before!.Name, change.OldCode!.Value),
            null,
            lines.Skip(lines.Count > 1 ? 1 : 0),
            [change.Version, Token(change.Kind), (change.Code ?? change.OldCode)!.Value.At(Level.Major).Text]
        );
    }

    private FeedEntry Entry(
        string id,
        string title,
        ClassificationVersion version,
        string page,
        string? data,
        IEnumerable<string> lines,
        IReadOnlyList<string> categories
    )
    {
        var all = lines.ToList();
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<p>{WebUtility.HtmlEncode(all.FirstOrDefault() ?? title)}</p>");
        if (all.Count > 1)
            html.Append("<ul>").AppendJoin("", all.Skip(1).Select(line => $"<li>{WebUtility.HtmlEncode(line)}</li>")).Append("</ul>");
        return new FeedEntry(
            Tag(id),
            title,
            InForce(version.Effective),
            site + page,
            data is null ? null : site + data,
            all.FirstOrDefault() ?? title,
            html.ToString(),
            categories
        );
    }

    private IEnumerable<string> English(Entry entry) =>
        entry.English is { } english ? [language[$"英文名（非官方）：{english}", $"English (unofficial): {english}"]] : [];

    /// <summary>The entry as it is after the change, or was before it was retired.</summary>
    private Entry? EntryOf(Change change)
    {
        var version = history.Get(change.Version);
        return version.FindById(change.Id) ?? history.Before(version)?.FindById(change.Id);
    }

    private static IReadOnlyList<Change> Below(IReadOnlyList<Change> changes, Code? under) =>
        under is { } group
            ? changes.Where(c => (c.Code is { } now && group.Contains(now)) || (c.OldCode is { } old && group.Contains(old))).ToList()
            : changes;

    public static string Token(ChangeKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
