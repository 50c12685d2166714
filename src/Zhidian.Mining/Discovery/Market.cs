using System.Runtime.InteropServices;
using Zhidian.Classification;
using Zhidian.Mining.Adverts;

namespace Zhidian.Mining.Discovery;

/// <summary>Second pass: what all adverts look like, and the groups' own figures against it.</summary>
internal sealed class Market
{
    private readonly Dictionary<(Month, string), int> _totals = [];
    private readonly Dictionary<Code, HashSet<int>> _employers = [];

    /// <summary>All adverts by month and board.</summary>
    public IReadOnlyDictionary<(Month Month, string Platform), int> Totals => _totals;

    /// <summary>Distinct employers whose adverts fit an occupation of the sub-major group.</summary>
    public IReadOnlyDictionary<Code, int> EmployersBySubMajor => _employers.ToDictionary(e => e.Key, e => e.Value.Count);

    public Dictionary<string, Group> GroupOf { get; } = [];

    public Month? First { get; private set; }

    public Month? Last { get; private set; }

    public static Market Read(IEnumerable<AdvertFact> facts, TitleTypes types, IReadOnlyList<Group> groups)
    {
        var market = new Market();
        foreach (var group in groups)
        foreach (var type in group.Types)
            market.GroupOf[type.Key] = group;
        foreach (var fact in facts)
        {
            if (fact.IsDuplicate || !types.ByKey.TryGetValue(fact.TitleKey, out var type))
                continue;
            var employer = types.Employer(fact);
            if (fact.Month is { } month)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(market._totals, (month, fact.Platform), out _)++;
                if (market.First is null || month < market.First)
                    market.First = month;
                if (market.Last is null || month > market.Last)
                    market.Last = month;
            }
            if (type.Nearest is { } nearest && type.Fit >= 0.5)
            {
                ref var employers = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    market._employers,
                    nearest.Code.At(Level.SubMajor),
                    out _
                );
                (employers ??= []).Add(employer);
            }
            if (market.GroupOf.TryGetValue(fact.TitleKey, out var group))
                group.Add(fact, employer);
        }
        return market;
    }
}
