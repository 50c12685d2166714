using System.Collections.Concurrent;
using Zhidian.Classification.Lineage;

namespace Zhidian.Classification;

/// <summary>A new occupation as it was released.</summary>
/// <param name="Id">Null where its place in the 2022 edition is unconfirmed.</param>
/// <param name="Code">Its code now.</param>
public sealed record NewOccupation(
    int Batch,
    DateOnly Published,
    string Title,
    string? CodeAtPublication,
    Code? Code,
    string? Id,
    string InVersion
);

/// <summary>A code that an occupation had outside the versions held here.</summary>
/// <param name="Scheme"><c>interim</c>: given by a release of 2019-2022; <c>2015</c>, <c>1999</c>: of an edition whose own entry is not here.</param>
/// <param name="Published">Day of the release, for interim codes.</param>
public sealed record OldCode(Code Code, string Scheme, string Id, string Title, DateOnly? Published, string Source);

/// <summary>
/// Versions of the Classification with the way from each to the next: what a register is asked about. Immutable and thread-safe; when a
/// release makes a new version, a new history takes the place of the old one.
/// </summary>
public sealed class History
{
    private readonly Dictionary<string, ClassificationVersion> _byName;
    private readonly Dictionary<VersionStep, StepLinks> _links = [];
    private readonly ConcurrentDictionary<(string, string), Correspondence> _correspondences = new();
    private readonly ConcurrentDictionary<(string, string), Comparison> _comparisons = new();
    private readonly ILookup<string, OldCode> _oldCodesById;
    private readonly ILookup<Code, OldCode> _oldCodes;

    /// <param name="steps">One for each neighbouring pair of versions, oldest first; at least a version without steps.</param>
    /// <exception cref="InvalidEditionException">The links of a step do not hold: see <see cref="StepLinks"/>.</exception>
    public History(
        IReadOnlyList<ClassificationVersion> versions,
        IReadOnlyList<VersionStep> steps,
        IReadOnlyList<Document>? documents = null,
        IReadOnlyList<OldCode>? oldCodes = null,
        IReadOnlyList<NewOccupation>? newOccupations = null
    )
    {
        if (versions.Count == 0 || steps.Count != versions.Count - 1)
            throw new ArgumentException("a history needs a version, and a step between each two neighbours.", nameof(steps));
        Versions = versions;
        Steps = steps;
        Documents = (documents ?? []).ToDictionary(d => d.Key);
        OldCodes = oldCodes ?? [];
        NewOccupations = newOccupations ?? [];
        _byName = versions.ToDictionary(v => v.Name);
        foreach (var step in steps)
            _links[step] = new StepLinks(step, $"{step.From.Name} to {step.To.Name}");
        _oldCodes = OldCodes.ToLookup(o => o.Code);
        _oldCodesById = OldCodes.ToLookup(o => o.Id);
    }

    /// <summary>The same history with other work types, which no content hash covers.</summary>
    public History WithWorkTypes(Func<ClassificationVersion, Entry, IReadOnlyList<string>> workTypes)
    {
        var made = Versions.ToDictionary(
            v => v,
            v => new ClassificationVersion(
                v.Name,
                v.Effective,
                v.Entries.Select(e =>
                    workTypes(v, e) is var other && ReferenceEquals(other, e.WorkTypes) ? e : e with { WorkTypes = other }
                ),
                v.Document,
                v.Standing,
                v.Official
            )
        );
        return new History(
            Versions.Select(v => made[v]).ToList(),
            Steps.Select(s => s with { From = made[s.From], To = made[s.To] }).ToList(),
            Documents.Values.ToList(),
            OldCodes,
            NewOccupations
        );
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ClassificationVersion> Versions { get; }

    public IReadOnlyList<VersionStep> Steps { get; }

    public IReadOnlyDictionary<string, Document> Documents { get; }

    public IReadOnlyList<OldCode> OldCodes { get; }

    /// <summary>The new occupations of the batches since 2019, in order of release.</summary>
    public IReadOnlyList<NewOccupation> NewOccupations { get; }

    public ClassificationVersion Latest => Versions[^1];

    /// <summary>Resolves a version's name or <c>latest</c>; null when unknown.</summary>
    public ClassificationVersion? Find(string name) =>
        name == Classification.Versions.LatestAlias ? Latest : _byName.GetValueOrDefault(name);

    /// <exception cref="KeyNotFoundException">Unknown version; the message lists the known ones.</exception>
    public ClassificationVersion Get(string name) =>
        Find(name)
        ?? throw new KeyNotFoundException(
            $"version '{name}' is unknown: use one of {string.Join(", ", Versions.Select(v => v.Name))} or {Classification.Versions.LatestAlias}."
        );

    /// <summary>The version before; null for the oldest.</summary>
    public ClassificationVersion? Before(ClassificationVersion version) => Steps.FirstOrDefault(s => s.To == version)?.From;

    /// <summary>Weighted correspondence of occupations between any two versions, in either direction.</summary>
    public Correspondence Correspondence(ClassificationVersion from, ClassificationVersion to) =>
        _correspondences.GetOrAdd((from.Name, to.Name), _ => Lineage.Correspondence.Between(from, to, Steps, step => _links[step]));

    /// <summary>Typed changes between two versions, told from the older to the newer one whichever is named first; in code order.</summary>
    public IReadOnlyList<Change> Changes(ClassificationVersion one, ClassificationVersion other)
    {
        var (older, newer) = IndexOf(one) <= IndexOf(other) ? (one, other) : (other, one);
        return older == newer ? [] : Compared(older, newer).All;
    }

    /// <summary>What made this version of the one before; empty for the oldest.</summary>
    public IReadOnlyList<Change> Changes(ClassificationVersion version) => Before(version) is { } before ? Changes(before, version) : [];

    /// <summary>What made one entry of a version of what it was in the one before, without a look at the others.</summary>
    public IReadOnlyList<Change> ChangesOf(ClassificationVersion version, string id) =>
        Before(version) is { } before ? Compared(before, version).Of(id) : [];

    /// <summary>Changes of others that brought them, or shares of them, into an entry of a version.</summary>
    public IReadOnlyList<Change> ChangesInto(ClassificationVersion version, string id) =>
        Before(version) is { } before ? Compared(before, version).Into(id) : [];

    private Comparison Compared(ClassificationVersion older, ClassificationVersion newer) =>
        _comparisons.GetOrAdd((older.Name, newer.Name), _ => new Comparison(this, older, newer));

    /// <summary>The steps between two versions of which the first is the older.</summary>
    public IEnumerable<VersionStep> Path(ClassificationVersion older, ClassificationVersion newer) =>
        Steps.Skip(IndexOf(older)).Take(IndexOf(newer) - IndexOf(older));

    public int IndexOf(ClassificationVersion version)
    {
        for (var i = 0; i < Versions.Count; i++)
            if (Versions[i] == version)
                return i;
        throw new ArgumentException($"version {version.Name} is not of this history.", nameof(version));
    }

    public IEnumerable<OldCode> OldCodesOf(string id) => _oldCodesById[id];

    public IEnumerable<OldCode> OldCodesLike(Code code) => _oldCodes[code];

    /// <summary>The newest version that knows the id, and the entry as it stood there; null for an id that was never given.</summary>
    public (ClassificationVersion Version, Entry Entry)? LastSeen(string id)
    {
        for (var i = Versions.Count - 1; i >= 0; i--)
            if (Versions[i].FindById(id) is { } entry)
                return (Versions[i], entry);
        return null;
    }

    /// <summary>Where a retired id is in <paramref name="version"/>, at its own level, largest share first; empty when nowhere.</summary>
    public IReadOnlyList<Related> Successors(string id, ClassificationVersion version) =>
        LastSeen(id) is var (last, entry) ? new Bridge(this, last, version).Counterparts(entry) : [];
}
