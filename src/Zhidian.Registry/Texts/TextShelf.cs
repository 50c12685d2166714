using System.Security.Cryptography;
using System.Text;
using Zhidian.Classification;

namespace Zhidian.Registry.Texts;

/// <summary>A text in force and where it is from.</summary>
/// <param name="Version">The version it was imported for: the one asked for, or an older one.</param>
public sealed record ShelvedText(TextContent Content, string Version, int Revision, TextImport Import);

/// <summary>
/// All texts in force at one moment, in memory (about 4 MB for 1,676 occupations). Immutable. A text is shown for its version and the
/// later ones, until another takes its place.
/// </summary>
public sealed class TextShelf
{
    public static readonly TextShelf Empty = new([], []);

    private readonly Dictionary<(string Id, string Version), ShelvedText> _texts = [];
    private readonly HashSet<string> _withText = [];

    internal TextShelf(IEnumerable<TextRevision> heads, IReadOnlyList<TextImport> imports)
    {
        Imports = imports;
        var byNumber = imports.ToDictionary(i => i.Number);
        var all = heads.ToList();
        foreach (var head in all)
        {
            if (head.Read() is not { } content)
                continue;
            _texts[(head.EntryId, head.Version)] = new ShelvedText(content, head.Version, head.Revision, byNumber[head.Import]);
            _withText.Add(head.EntryId);
            HasWorkTypes |= content.WorkTypes is not null;
        }
        Hash = HashOf(all);
    }

    internal static string HashOf(IEnumerable<TextRevision> heads)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var head in heads.OrderBy(h => h.EntryId, StringComparer.Ordinal).ThenBy(h => h.Version, StringComparer.Ordinal))
            if (head.Read() is { } content)
                sha.AppendData(Encoding.UTF8.GetBytes($"{head.EntryId}\t{head.Version}\t{content.Hash}\n"));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<TextImport> Imports { get; }

    /// <summary>Number of the last import; 0 for none.</summary>
    public long Number => Imports.Count == 0 ? 0 : Imports[^1].Number;

    public int Count => _texts.Count;

    /// <summary>Lower-case hexadecimal SHA-256 over id, version and content hash of every text in force, ordered by id and version.</summary>
    public string Hash { get; }

    /// <summary>Whether some text brings work types, which then replace the embedded ones.</summary>
    public bool HasWorkTypes { get; }

    /// <summary>What is shown for an entry at a version; null when nobody imported a text for it or an older one.</summary>
    public ShelvedText? InForce(History history, string id, ClassificationVersion version) => Latest(history, id, version, _ => true);

    /// <summary>Work types an operator imported for an entry, for this version or an older one; null where the embedded ones stand.</summary>
    public IReadOnlyList<string>? WorkTypesOf(History history, string id, ClassificationVersion version) =>
        Latest(history, id, version, t => t.Content.WorkTypes is not null)?.Content.WorkTypes;

    /// <summary>
    /// The entries of both versions whose definition or main tasks differ between them, as typed changes in code order. Work types are
    /// compared elsewhere. An entry without a text at either version gives none: nothing is known of it.
    /// </summary>
    public IReadOnlyList<Change> Redefined(History history, ClassificationVersion one, ClassificationVersion other)
    {
        var (older, newer) = history.IndexOf(one) <= history.IndexOf(other) ? (one, other) : (other, one);
        var changes = new List<Change>();
        foreach (var id in _withText)
        {
            if (older.FindById(id) is not { } was || newer.FindById(id) is not { } now)
                continue;
            if (InForce(history, id, older) is not { } before || InForce(history, id, newer) is not { } after)
                continue;
            if (before.Content.DefinesAs(after.Content))
                continue;
            var since = history.Get(after.Version);
            changes.Add(
                new Change(
                    ChangeKind.Redefined,
                    id,
                    now.Level,
                    was.Code,
                    now.Code,
                    was.Title,
                    now.Title,
                    was.Marks,
                    now.Marks,
                    [],
                    null,
                    since.Name,
                    since.Effective,
                    new Evidence(since.Document, "text-differs", after.Import.Source)
                )
            );
        }
        return changes.OrderBy(c => c.Code!.Value).ToList();
    }

    /// <summary>The history with the imported work types in the place of the embedded ones; the same history when none were imported.</summary>
    public History Over(History history) =>
        HasWorkTypes ? history.WithWorkTypes((version, entry) => WorkTypesOf(history, entry.Id, version) ?? entry.WorkTypes) : history;

    private ShelvedText? Latest(History history, string id, ClassificationVersion version, Func<ShelvedText, bool> wanted)
    {
        if (!_withText.Contains(id) || history.Find(version.Name) is not { } known)
            return null;
        for (var i = history.IndexOf(known); i >= 0; i--)
            if (_texts.TryGetValue((id, history.Versions[i].Name), out var text) && wanted(text))
                return text;
        return null;
    }
}
