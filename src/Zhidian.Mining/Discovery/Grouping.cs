namespace Zhidian.Mining.Discovery;

/// <summary>
/// From title types to groups: the same core and function is one group; a small group whose core contains the core of a
/// larger one with the same function is a variant of it (推荐算法工程师 of 算法工程师).
/// </summary>
internal static class Grouping
{
    /// <summary>A group this many times larger may take in a group whose core contains its own.</summary>
    private const int TakesIn = 4;

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
        var kept = new List<Group>();
        var byFunction = new Dictionary<string, List<(Group Group, int Employers)>>();
        foreach (var (group, employers) in groups)
        {
            var function = group.Parts.Function;
            if (!byFunction.TryGetValue(function, out var larger))
                byFunction[function] = larger = [];
            var host = larger.FirstOrDefault(l => l.Employers >= TakesIn * employers && IsVariant(group.Parts.Core, l.Group.Parts.Core));
            if (host.Group is not null)
                host.Group.Absorb(group);
            else if (employers >= minEmployers)
            {
                larger.Add((group, employers));
                kept.Add(group);
            }
        }
        return kept;
    }

    private static bool IsVariant(string core, string hostCore) =>
        hostCore.Length >= 2 && core.Length > hostCore.Length && core.Contains(hostCore, StringComparison.Ordinal);
}
