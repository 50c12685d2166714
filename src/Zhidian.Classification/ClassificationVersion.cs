using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Zhidian.Classification;

/// <summary>
/// An immutable snapshot of the Classification: every group and occupation in code order, with a SHA-256 over them.
/// Two versions with the same <see cref="ContentHash"/> say the same. Its look-up tables are made at their first use, so that many
/// versions can be held cheaply. Thread-safe.
/// </summary>
public sealed class ClassificationVersion
{
    private readonly Lazy<Dictionary<Code, Entry>> _byCode;
    private readonly Lazy<Dictionary<string, Entry>> _byId;
    private readonly Lazy<IReadOnlyList<Entry>> _majors;
    private readonly Lazy<string> _hash;
    private readonly int[] _counts = new int[5];
    private int _asked;

    /// <param name="name">e.g. <c>2022.1</c>, or <c>2022~2019-03</c> for a view as of a month.</param>
    /// <param name="effective">First day on which it is in force.</param>
    /// <param name="document">Key of the document that published it.</param>
    public ClassificationVersion(
        string name,
        DateOnly effective,
        IEnumerable<Entry> entries,
        string document = "",
        Standing standing = Standing.Complete,
        OfficialCounts? official = null
    )
    {
        Name = name;
        Effective = effective;
        Document = document;
        Standing = standing;
        Official = official;
        Entries = entries.OrderBy(e => e.Code).ToArray();
        Occupations = Entries.Where(e => e.Level == Level.Occupation).ToArray();
        Groups = Entries.Where(e => e.Level != Level.Occupation).ToArray();
        foreach (var entry in Entries)
            _counts[(int)entry.Level]++;
        _byCode = new(() => Entries.ToDictionary(e => e.Code));
        _byId = new(() => Entries.ToDictionary(e => e.Id));
        _majors = new(() => Entries.Where(e => e.Level == Level.Major).ToArray());
        _hash = new(() => Hash(Entries));
    }

    public string Name { get; }

    public DateOnly Effective { get; }

    /// <summary>Key of the <see cref="Classification.Document"/> that published it; empty for a view as of a month.</summary>
    public string Document { get; }

    public Standing Standing { get; }

    /// <summary>Counts by the publication itself, where it states them.</summary>
    public OfficialCounts? Official { get; }

    /// <summary>
    /// Lower-case hexadecimal SHA-256 of the entries in code order. Work types are left out: their source shows them as of
    /// 2026 and does not date them, so they are not part of any one version's snapshot. English titles are ours and left out too.
    /// </summary>
    public string ContentHash => _hash.Value;

    public IReadOnlyList<Entry> Entries { get; }

    public IReadOnlyList<Entry> Occupations { get; }

    /// <summary>Major, sub-major and minor groups.</summary>
    public IReadOnlyList<Entry> Groups { get; }

    /// <summary>
    /// By binary search at first and by a table once it was asked often enough to pay for one: of many versions most are asked rarely.
    /// </summary>
    public Entry? Find(Code code)
    {
        if (_byCode.IsValueCreated || Interlocked.Increment(ref _asked) > Entries.Count / 4)
            return _byCode.Value.GetValueOrDefault(code);
        var at = FirstFrom((Entry[])Entries, code.Text);
        return at < Entries.Count && Entries[at].Code == code ? Entries[at] : null;
    }

    public Entry? FindById(string id) => _byId.Value.GetValueOrDefault(id);

    /// <summary>Entries directly below <paramref name="parent"/>, in code order; the major groups for null.</summary>
    public IEnumerable<Entry> Children(Code? parent) => parent is { } code ? Below(code) : _majors.Value;

    /// <summary>The groups above an entry, from the major group down, without the entry itself.</summary>
    public IReadOnlyList<Entry> Ancestors(Entry entry)
    {
        var above = new List<Entry>(3);
        for (var parent = entry.Parent; parent is { } code; parent = code.Parent)
            if (Find(code) is { } group)
                above.Insert(0, group);
        return above;
    }

    /// <summary>The occupations in a group, or the occupation itself, in code order.</summary>
    public ReadOnlySpan<Entry> OccupationsIn(Code code) => Within((Entry[])Occupations, code);

    /// <summary>A group with everything below it, in code order.</summary>
    public ReadOnlySpan<Entry> EntriesIn(Code code) => Within((Entry[])Entries, code);

    /// <summary>The part of some entries that is at or below a code, by binary search.</summary>
    /// <param name="inCodeOrder">Entries of one version in code order.</param>
    public static ReadOnlySpan<Entry> Within(ReadOnlySpan<Entry> inCodeOrder, Code code)
    {
        var start = FirstFrom(inCodeOrder, code.Text);
        // ':' is the character after '9', so no code that starts with this one and '-' lies beyond.
        var end = FirstFrom(inCodeOrder, code.Text + (code.Level == Level.Occupation ? "\0" : "-:"));
        return inCodeOrder[start..end];
    }

    public int Count(Level level) => _counts[(int)level];

    /// <summary>From child to child, leaping over what lies below each.</summary>
    private IEnumerable<Entry> Below(Code parent)
    {
        var all = (Entry[])Entries;
        for (var at = FirstFrom(all, parent.Text + "-"); at < all.Length && parent.Contains(all[at].Code); )
        {
            var child = all[at];
            if (child.Parent == parent)
                yield return child;
            at = child.Parent == parent && child.Level < Level.Occupation ? FirstFrom(all, child.Code.Text + "-:") : at + 1;
        }
    }

    private static int FirstFrom(ReadOnlySpan<Entry> all, string text)
    {
        var (low, high) = (0, all.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(all[middle].Code.Text, text) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

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
