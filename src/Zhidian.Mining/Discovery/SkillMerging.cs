namespace Zhidian.Mining.Discovery;

/// <summary>
/// Joins groups that are one job under two kinds of name. Two ways: their cores are related (one contains the other) and their adverts ask
/// for much the same skills; or their names differ and their adverts ask for nearly the same (自然语言处理, 机器学习). Larger groups
/// come first and take in smaller ones, so the result does not depend on chance.
/// </summary>
internal static class SkillMerging
{
    private const double SameSkills = 0.5;
    private const double NearlySame = 0.65;

    /// <summary>Below this many adverts with text the names alone decide.</summary>
    private const int LittleText = 5;

    /// <summary>Fewest adverts with text for a profile that two different names may be joined on.</summary>
    private const int EnoughText = 10;

    public static List<Group> Merge(List<Group> groups, Profiles profiles)
    {
        var kept = new List<(Group Group, Dictionary<int, double> Shares)>();
        foreach (var group in groups.OrderByDescending(g => g.Employers.Count).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var shares = profiles.Of(group).Shares();
            var host = kept.Where(h => MayJoin(h.Group, group))
                .Select(h => (h.Group, Alike: Alike(h.Group, h.Shares, group, shares, profiles)))
                .Where(h => h.Alike > 0)
                .OrderByDescending(h => h.Alike)
                .FirstOrDefault();
            if (host.Group is null)
            {
                kept.Add((group, shares));
                continue;
            }
            profiles.Join(host.Group, group);
            host.Group.TakeIn(group);
        }
        return kept.ConvertAll(k => k.Group);
    }

    /// <summary>
    /// A known head (销售, 客服) is a job of its own whatever it sells, and what is new does not disappear in what is known.
    /// </summary>
    private static bool MayJoin(Group host, Group guest) =>
        (host.Parts.Role == HeadRole.Known ? host.Parts.Function : "") == (guest.Parts.Role == HeadRole.Known ? guest.Parts.Function : "")
        && host.Novelty >= guest.Novelty - 0.3;

    /// <summary>How much two groups are one job, 0 when they are not to be joined.</summary>
    private static double Alike(
        Group host,
        Dictionary<int, double> hostShares,
        Group guest,
        Dictionary<int, double> guestShares,
        Profiles profiles
    )
    {
        var related = Related(host.Parts, guest.Parts);
        var least = Math.Min(profiles.Of(host).Adverts, profiles.Of(guest).Adverts);
        if (least < LittleText)
            return related && host.Parts.Function == guest.Parts.Function ? 0.01 : 0;
        var cosine = SkillProfile.Cosine(hostShares, guestShares, profiles.Weights);
        return cosine >= (related ? SameSkills : NearlySame) && (related || least >= EnoughText) ? cosine : 0;
    }

    private static bool Related(TitleParts a, TitleParts b) =>
        Math.Min(a.Core.Length, b.Core.Length) >= 2
        && !a.IsBroad
        && !b.IsBroad
        && (TitleParts.Contains(a.Core, b.Core) || TitleParts.Contains(b.Core, a.Core));
}
