namespace Zhidian.Classification;

/// <summary>
/// The history in force in this process: the embedded editions and releases, unless another one was put in its place.
/// <c>latest</c> is an alias; whoever resolves it should show <see cref="ClassificationVersion.Name"/>. Thread-safe.
/// </summary>
public static class Versions
{
    public const string LatestAlias = "latest";

    private static readonly Lazy<History> Embedded = new(EmbeddedHistory.Read);
    private static volatile History? _current;

    public static History Current => _current ?? Embedded.Value;

    /// <summary>Oldest first, those that are only partly here among them.</summary>
    public static IReadOnlyList<ClassificationVersion> All => Current.Versions;

    /// <summary>The versions that are here whole, oldest first: those that can be coded to and whose content is fixed.</summary>
    public static IReadOnlyList<ClassificationVersion> Complete => All.Where(v => v.Standing == Standing.Complete).ToList();

    public static ClassificationVersion Latest => Current.Latest;

    /// <summary>The 110 new occupations of the batches 2019-2025, in order of release.</summary>
    public static IReadOnlyList<NewOccupation> NewOccupations => Current.NewOccupations;

    /// <summary>Puts another history in force, for everything that asks from now on: a new release, or data of another size in a bench.</summary>
    public static void Use(History history) => _current = history;

    /// <summary>Resolves <c>2022</c>, <c>2022.1</c>, ... or <c>latest</c>; null when unknown.</summary>
    public static ClassificationVersion? Find(string name) => Current.Find(name);

    /// <exception cref="KeyNotFoundException">Unknown version; the message lists the known ones.</exception>
    public static ClassificationVersion Get(string name) => Current.Get(name);

    /// <summary>As <see cref="Find"/>, for what needs every occupation, as coding does: null for a partial or reconstructed version too.</summary>
    public static ClassificationVersion? FindComplete(string name) =>
        Find(name) is { Standing: Standing.Complete } version ? version : null;

    /// <exception cref="KeyNotFoundException">Unknown, or not complete; the message lists the complete ones.</exception>
    public static ClassificationVersion GetComplete(string name) =>
        FindComplete(name)
        ?? throw new KeyNotFoundException(
            Find(name) is { } here
                ? $"version {here.Name} is {here.Standing.ToString().ToLowerInvariant()}: this needs a complete one, {CompleteNames} or {LatestAlias}."
                : $"version '{name}' is unknown: use one of {CompleteNames} or {LatestAlias}."
        );

    private static string CompleteNames => string.Join(", ", Complete.Select(v => v.Name));

    /// <summary>
    /// The Classification as it can be reconstructed for the end of <paramref name="month"/>: the complete version then in force
    /// (the 2022 edition for anything earlier) without the occupations released after that month. Other changes made
    /// between 2015 and 2022 are not known one by one and stay in.
    /// </summary>
    public static ClassificationVersion AsOf(Month month)
    {
        var end = month.LastDay;
        var complete = Complete;
        var inForce = complete.LastOrDefault(v => v.Effective <= end) ?? complete[0];
        return new ClassificationVersion($"{inForce.Name}~{month}", end, inForce.Entries.Where(e => !(e.ReleasedOn > end)));
    }
}
