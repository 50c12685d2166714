using System.Runtime.InteropServices;
using Zhidian.Classification;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Coding;

namespace Zhidian.Mining.Discovery;

/// <summary>All adverts of one title key, as far as grouping needs them.</summary>
internal sealed class TitleType(string key)
{
    public string Key { get; } = key;
    public TitleParts Parts { get; } = TitleParts.Of(key);
    public int Adverts { get; set; }
    public HashSet<int> Employers { get; } = [];

    /// <summary>Adverts in which the core stands in the employer's own name: then it is a brand, not work.</summary>
    public int Branded { get; set; }

    /// <summary>Most adverts by any one title as written, for display.</summary>
    public string Example { get; set; } = "";

    /// <summary>Nearest occupation by title; null where the coder knows nothing near.</summary>
    public Entry? Nearest { get; set; }

    /// <summary>How well the title is known to the version, 0 to 1.</summary>
    public double Fit { get; set; }
}

/// <summary>First pass: adverts counted by title type. Memory grows with distinct titles and employers, not with adverts.</summary>
internal sealed class TitleTypes
{
    private readonly Dictionary<string, TitleType> _byKey = [];
    private readonly Dictionary<string, int> _employers = [];
    private readonly Dictionary<string, int> _sources = [];

    public IReadOnlyDictionary<string, TitleType> ByKey => _byKey;

    public long Read { get; private set; }

    public long Used { get; private set; }

    public int EmployerCount => _employers.Count;

    public IReadOnlyList<NamedCount> Sources =>
        _sources.OrderByDescending(s => s.Value).Select(s => new NamedCount(s.Key, s.Value)).ToList();

    /// <summary>Re-postings count once: of adverts marked as duplicates only the first is used.</summary>
    public static TitleTypes Count(IEnumerable<AdvertFact> facts)
    {
        var types = new TitleTypes();
        foreach (var fact in facts)
        {
            types.Read++;
            if (fact.IsDuplicate || fact.TitleKey.Length == 0)
                continue;
            types.Used++;
            CollectionsMarshal.GetValueRefOrAddDefault(types._sources, fact.Source, out _)++;
            ref var type = ref CollectionsMarshal.GetValueRefOrAddDefault(types._byKey, fact.TitleKey, out _);
            type ??= new TitleType(fact.TitleKey) { Example = fact.Title };
            type.Adverts++;
            type.Employers.Add(types.Employer(fact));
            if (type.Parts.Core.Length > 1 && fact.Company?.Contains(type.Parts.Core, StringComparison.OrdinalIgnoreCase) == true)
                type.Branded++;
        }
        return types;
    }

    /// <summary>Number of an advert's employer. Adverts that name none count as one employer per source.</summary>
    public int Employer(in AdvertFact fact)
    {
        var name = string.IsNullOrEmpty(fact.Company) ? "\0" + fact.Source : fact.Company;
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_employers, name, out var known);
        if (!known)
            number = _employers.Count;
        return number;
    }

    public void Code(Coder coder, Action<double> progress)
    {
        var done = 0;
        Parallel.ForEach(
            _byKey.Values,
            type =>
            {
                var nearest = coder.Nearest(type.Key, 1);
                if (nearest.Count > 0)
                {
                    type.Nearest = nearest[0].Occupation;
                    type.Fit = nearest[0].Score;
                }
                if (Interlocked.Increment(ref done) % 5000 == 0)
                    progress(done / (double)_byKey.Count);
            }
        );
    }
}
