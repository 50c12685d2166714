using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Zhidian.Classification;

/// <summary>
/// An immutable snapshot of the Classification: every group and occupation in code order, with a SHA-256 over them.
/// Two versions with the same <see cref="ContentHash"/> say the same.
/// </summary>
public sealed class ClassificationVersion
{
    private readonly FrozenDictionary<Code, Entry> _byCode;
    private readonly FrozenDictionary<string, Entry> _byId;
    private readonly ILookup<Code, Entry> _children;

    /// <param name="name">e.g. <c>2022.1</c>, or <c>2022~2019-03</c> for a view as of a month.</param>
    /// <param name="effective">First day on which it is in force.</param>
    /// <param name="changes">What the release behind it changed; empty for an edition or a view.</param>
    public ClassificationVersion(string name, DateOnly effective, IEnumerable<Entry> entries, IReadOnlyList<Change> changes)
    {
        Name = name;
        Effective = effective;
        Changes = changes;
        Entries = entries.OrderBy(e => e.Code).ToList();
        _byCode = Entries.ToFrozenDictionary(e => e.Code);
        _byId = Entries.ToFrozenDictionary(e => e.Id);
        _children = Entries.Where(e => e.Parent is not null).ToLookup(e => e.Parent!.Value);
        Occupations = Entries.Where(e => e.Level == Level.Occupation).ToList();
        ContentHash = Hash(Entries);
    }

    public string Name { get; }

    public DateOnly Effective { get; }

    public IReadOnlyList<Change> Changes { get; }

    /// <summary>
    /// Lower-case hexadecimal SHA-256 of the entries in code order. Work types are left out: their source shows them as of
    /// 2026 and does not date them, so they are not part of any one version's snapshot.
    /// </summary>
    public string ContentHash { get; }

    public IReadOnlyList<Entry> Entries { get; }

    public IReadOnlyList<Entry> Occupations { get; }

    public Entry? Find(Code code) => _byCode.GetValueOrDefault(code);

    public Entry? FindById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Entries directly below <paramref name="parent"/>, in code order; the major groups for null.</summary>
    public IEnumerable<Entry> Children(Code? parent) => parent is { } code ? _children[code] : Entries.Where(e => e.Level == Level.Major);

    /// <summary>The groups above an entry, from the major group down, without the entry itself.</summary>
    public IReadOnlyList<Entry> Ancestors(Entry entry)
    {
        var above = new List<Entry>(3);
        for (var parent = entry.Parent; parent is { } code; parent = code.Parent)
            if (Find(code) is { } group)
                above.Insert(0, group);
        return above;
    }

    public int Count(Level level) => Entries.Count(e => e.Level == level);

    private static string Hash(IReadOnlyList<Entry> entries)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var e in entries)
        {
            var line = string.Join(
                '\t',
                e.Id,
                e.Code.Text,
                e.Level.Token(),
                e.Title,
                e.Marks.Token(),
                e.GbtCode ?? "",
                e.ReleasedOn?.ToString("O", CultureInfo.InvariantCulture) ?? ""
            );
            sha.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        }
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
