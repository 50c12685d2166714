namespace Zhidian.Mining.Discovery;

/// <summary>
/// From title types to groups: the same core and function is one group; a small group whose core contains the core of a
/// larger one with the same function is a variant of it (推荐算法工程师 of 算法工程师).
/// </summary>
internal static class Grouping
{
    /// <summary>A group this many times larger may take in a group whose core contains its own.</summary>
    private const int TakesIn = 4;

    /// <summary>A title known as it stands, with this share of its group's adverts, makes the whole group known: 少儿舞蹈老师 beside 舞蹈老师.</summary>
    private const double AnchorShare = 0.1;

    /// <summary>How well the other spellings of a known job are taken to be known.</summary>
    private const double SpellingFit = 0.8;

    /// <summary>The same for variants that add to the core of a known job, unless their own titles are quite unknown.</summary>
    private const double VariantFit = 0.6;
    private const double QuiteUnknown = 0.3;

    public static List<Group> Make(IEnumerable<TitleType> types, int minEmployers)
    {
        var groups = types
            .Where(t => t.Parts.NamesWork)
            .GroupBy(t => t.Parts.Group)
            .Select(g => new Group(g.Key, [.. g.OrderByDescending(t => t.Adverts).ThenBy(t => t.Key, StringComparer.Ordinal)]))
            .Select(g => (Group: g, Employers: g.EmployersByTitle))
            .OrderByDescending(g => g.Employers)
            .ThenBy(g => g.Group.Key, StringComparer.Ordinal)
            .ToList();
        var known = groups.Select(g => g.Group).Where(KnownBySpelling).ToHashSet();
        var kept = new List<Group>();
        var byFunction = new Dictionary<string, List<(Group Group, int Employers)>>();
        foreach (var (group, employers) in groups)
        {
            var function = group.Parts.Function;
            if (!byFunction.TryGetValue(function, out var larger))
                byFunction[function] = larger = [];
            var host = larger.FirstOrDefault(l => l.Employers >= TakesIn * employers && IsVariant(group.Parts.Core, l.Group.Parts));
            if (host.Group is not null)
            {
                if (known.Contains(host.Group))
                    Raise(group, VariantFit, QuiteUnknown);
                host.Group.Absorb(group);
            }
            else if (employers >= minEmployers)
            {
                larger.Add((group, employers));
                kept.Add(group);
            }
        }
        return kept;
    }

    /// <summary>Raises the fit of all spellings of a group when one of them is known as it stands and not rare.</summary>
    private static bool KnownBySpelling(Group group)
    {
        var adverts = group.Types.Sum(t => t.Adverts);
        if (group.Types.Where(t => t.Fit >= Profiles.SurelyKnown).Sum(t => t.Adverts) < AnchorShare * adverts)
            return false;
        Raise(group, SpellingFit, 0);
        return true;
    }

    private static void Raise(Group group, double fit, double least)
    {
        foreach (var type in group.Types)
            if (type.Fit >= least && type.Fit < fit)
                type.Fit = fit;
    }

    private static bool IsVariant(string core, TitleParts host) =>
        host.Core.Length >= 2 && !host.IsBroad && core.Length > host.Core.Length && TitleParts.Contains(core, host.Core);
}
