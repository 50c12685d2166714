using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Zhidian.Classification.Feeds;

/// <summary>What a follower does with an item.</summary>
public enum SequenceAct
{
    /// <summary>Put the entry in the place of whatever has its id.</summary>
    Put,

    /// <summary>Take out what has the id.</summary>
    Remove,

    /// <summary>Nothing: all of the version has been told, and the copy is that version.</summary>
    Version,
}

/// <summary>One item of the sequence of changes.</summary>
/// <param name="Version">The version with which it takes effect.</param>
/// <param name="Id">Permanent id of the entry; null at the end of a version.</param>
/// <param name="Entry">The entry as the version shows it, whatever of it changed; null where nothing is put.</param>
/// <param name="Change">
/// What happened. Null for entries of the oldest version, which are only stated, at the end of a version, and where nothing changed
/// that counts as a change (a code of GB/T 6565, a day of release).
/// </param>
public sealed record SequenceItem(SequenceAct Act, ClassificationVersion Version, string? Id, Entry? Entry, Change? Change);

/// <summary>A place between two items: before item <paramref name="Offset"/> of a version.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SequencePlace(int Version, int Offset);

/// <param name="Next">Where to go on, now or when a new version has come.</param>
/// <param name="More">Whether there is an item after it now.</param>
public sealed record SequencePage(IReadOnlyList<SequenceItem> Items, SequencePlace Next, bool More);

/// <summary>
/// Everything that ever changed in a history, in order of taking effect, so that a copy can be kept by following it: who starts with
/// nothing and does what each item says has, at each <see cref="SequenceAct.Version"/>, exactly that version. New versions only add to
/// the end. Codes are unique at the end of a version, not between its items, as two entries may swap theirs. Within a version come first
/// the entries taken out, the lower levels before those above, then the others in code order. Thread-safe; a version's items are made
/// when they are first asked for.
/// </summary>
public sealed class ChangeSequence
{
    private static readonly ConditionalWeakTable<History, ChangeSequence> Known = [];

    private readonly ConcurrentDictionary<int, IReadOnlyList<SequenceItem>> _items = new();

    private ChangeSequence(History history) => History = history;

    public History History { get; }

    public static ChangeSequence Of(History history) => Known.GetValue(history, h => new ChangeSequence(h));

    /// <summary>The place after everything that a version brought.</summary>
    public SequencePlace After(ClassificationVersion version)
    {
        var index = History.IndexOf(version);
        return new SequencePlace(index, Items(index).Count);
    }

    /// <summary>The place before everything that takes effect on <paramref name="day"/> or later.</summary>
    public SequencePlace From(DateOnly day)
    {
        var before = History.Versions.Count(v => v.Effective < day);
        return before == 0 ? default : After(History.Versions[before - 1]);
    }

    /// <param name="limit">Most items, at least 1.</param>
    /// <param name="until">Stop at the end of this version; null for no stop.</param>
    public SequencePage Read(SequencePlace from, int limit, ClassificationVersion? until = null)
    {
        var last = until is null ? History.Versions.Count - 1 : History.IndexOf(until);
        var read = new List<SequenceItem>();
        var at = from;
        while (at.Version <= last)
        {
            var items = Items(at.Version);
            var taken = Math.Min(limit - read.Count, items.Count - at.Offset);
            read.AddRange(items.Skip(at.Offset).Take(taken));
            at = at with { Offset = at.Offset + taken };
            if (at.Offset < items.Count)
                return new SequencePage(read, at, More: true);
            if (at.Version >= last)
                break;
            if (read.Count == limit)
                return new SequencePage(read, at, More: true);
            at = new SequencePlace(at.Version + 1, 0);
        }
        return new SequencePage(read, at, More: false);
    }

    /// <summary>The items of one version; the last one is its end.</summary>
    public IReadOnlyList<SequenceItem> Items(int version) => _items.GetOrAdd(version, Make);

    private List<SequenceItem> Make(int index)
    {
        var version = History.Versions[index];
        var items = new List<SequenceItem>();
        if (index == 0)
            items.AddRange(version.Entries.Select(e => new SequenceItem(SequenceAct.Put, version, e.Id, e, null)));
        else
            items.AddRange(Between(History.Versions[index - 1], version));
        items.Add(new SequenceItem(SequenceAct.Version, version, null, null, null));
        return items;
    }

    private IEnumerable<SequenceItem> Between(ClassificationVersion before, ClassificationVersion version)
    {
        var told = History.Changes(before, version).ToLookup(c => c.Id);
        var removed =
            from old in before.Entries.Reverse()
            where version.FindById(old.Id) is null
            from change in told[old.Id].DefaultIfEmpty()
            select new SequenceItem(SequenceAct.Remove, version, old.Id, null, change);
        var put =
            from entry in version.Entries
            where told.Contains(entry.Id) || !SameRecord(before.FindById(entry.Id), entry)
            from change in told[entry.Id].DefaultIfEmpty()
            select new SequenceItem(SequenceAct.Put, version, entry.Id, entry, change);
        return removed.Concat(put);
    }

    /// <summary>Whether a copy of the one is a copy of the other: all that <see cref="ClassificationVersion.ContentHash"/> covers.</summary>
    private static bool SameRecord(Entry? old, Entry now) =>
        old is not null
        && old.Code == now.Code
        && old.Level == now.Level
        && old.Title == now.Title
        && old.Marks == now.Marks
        && old.GbtCode == now.GbtCode
        && old.ReleasedOn == now.ReleasedOn;
}
