using System.Runtime.CompilerServices;
using Zhidian.Classification;
using Zhidian.Classification.Search;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Coding;

namespace Zhidian.Search;

/// <summary>
/// An index for each version that was searched, built at its first use and kept by name and content hash, with the everyday titles
/// of its ids, ranked by the adverts of the store. The longest unused ones go when many entries are held. Thread-safe.
/// </summary>
public sealed class SearchIndexes(Workspace.Workspace workspace)
{
    /// <summary>About 400 bytes each, all that finds an entry included.</summary>
    private const int MostEntries = 600_000;

    private static readonly ConditionalWeakTable<History, Context> Contexts = [];

    private readonly Lock _lock = new();
    private readonly LinkedList<Held> _held = [];

    /// <summary>What the version has.</summary>
    public SearchIndex Of(ClassificationVersion version) => Ranked(Versions.Current, version, retired: false);

    /// <summary>What the version no longer has.</summary>
    public SearchIndex RetiredOf(ClassificationVersion version) => Ranked(Versions.Current, version, retired: true);

    public static Origins OriginsOf(History history) => Contexts.GetOrAdd(history, h => new Context(h)).Origins.Value;

    /// <summary>An index without demand, for where there is no store of adverts.</summary>
    public static SearchIndex Build(History history, ClassificationVersion version) => Build(history, version, retired: false);

    private static SearchIndex Build(History history, ClassificationVersion version, bool retired) =>
        new(
            retired ? Retired.Before(history, version) : version.Entries,
            Contexts.GetOrAdd(history, h => new Context(h)).Everyday.Value,
            OriginsOf(history)
        );

    /// <summary>Everyday titles of all ids that any version has.</summary>
    private static Dictionary<string, IReadOnlyList<string>> EverydayOf(History history)
    {
        var titles = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var occupation in history.Versions.Where(v => v.Standing == Standing.Complete).SelectMany(v => v.Occupations))
            if (!titles.ContainsKey(occupation.Id) && EverydayTitle.Of(occupation.Id) is { Count: > 0 } everyday)
                titles[occupation.Id] = [.. everyday.Select(t => t.Title)];
        return titles;
    }

    private SearchIndex Ranked(History history, ClassificationVersion version, bool retired)
    {
        var key = $"{version.Name}/{version.ContentHash}/{retired}";
        Held? held;
        lock (_lock)
        {
            held = _held.FirstOrDefault(h => h.Key == key && h.History.TryGetTarget(out var of) && of == history);
            if (held is null)
                held = new Held(key, new(history), new(() => Build(history, version, retired)));
            else
                _held.Remove(held);
            _held.AddFirst(held);
            while (_held.Count > 1 && _held.Sum(h => h.Index.IsValueCreated ? h.Index.Value.Entries.Count : 0) > MostEntries)
                _held.RemoveLast();
        }
        return held.RankedBy(workspace.Facts);
    }

    private sealed class Context(History history)
    {
        public Lazy<Origins> Origins { get; } = new(() => new Origins(history));

        public Lazy<Dictionary<string, IReadOnlyList<string>>> Everyday { get; } = new(() => EverydayOf(history));
    }

    private sealed record Held(string Key, WeakReference<History> History, Lazy<SearchIndex> Index)
    {
        private (long Revision, SearchIndex Index)? _ranked;

        /// <summary>One question to the store for all entries, asked again when something was imported.</summary>
        public SearchIndex RankedBy(FactStore facts)
        {
            lock (Index)
            {
                var now = facts.Revision;
                if (_ranked is not { } ranked || ranked.Revision != now)
                    _ranked = ranked = (now, Index.Value.RankedBy(facts.AdvertsByEntry()));
                return ranked.Index;
            }
        }
    }
}
