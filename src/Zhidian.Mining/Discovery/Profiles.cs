using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Zhidian.Classification;
using Zhidian.Mining.Adverts;

namespace Zhidian.Mining.Discovery;

/// <summary>Third pass: skill profiles of the groups and of the occupations around them, and how telling each term is.</summary>
internal sealed class Profiles
{
    /// <summary>A known job with fewer adverts with text has no profile to compare with.</summary>
    private const int FewestAdverts = 20;

    /// <summary>Only titles that the version knows as they stand make a known job; a near miss may be the very thing that is new.</summary>
    public const double SurelyKnown = 0.95;

    private readonly Dictionary<Group, SkillProfile> _groups = [];

    /// <summary>
    /// Known jobs: an occupation, and one kind of title in it. An occupation of many trades (software) has many profiles, and a group
    /// is compared with the nearest of them, not with their average.
    /// </summary>
    private readonly Dictionary<(string EntryId, string Parts), (Entry Entry, SkillProfile Profile)> _known = [];
    private List<(Entry Entry, string Parts, Dictionary<int, double> Shares)> _near = [];

    /// <summary>Inverse document frequency of each term over all adverts with text; 0 for terms never seen.</summary>
    public double[] Weights { get; private set; } = [];

    public static Profiles Read(
        IEnumerable<AdvertText> texts,
        TitleTypes types,
        IReadOnlyList<Group> groups,
        Market market,
        Action<double> progress
    )
    {
        var profiles = new Profiles();
        var dictionary = SkillTerms.Instance;
        var seen = new int[dictionary.Terms.Count];
        var adverts = 0;
        foreach (var group in groups)
            profiles._groups[group] = new SkillProfile();
        foreach (var (text, terms) in FindTerms(texts.Where(t => types.ByKey.ContainsKey(t.TitleKey)), dictionary))
        {
            if (terms.Count == 0)
                continue;
            adverts++;
            if (adverts % 10_000 == 0)
                progress(Math.Min(1, adverts / (double)types.Used));
            foreach (var term in terms)
                seen[term]++;
            var secondHalf = (XxHash3.HashToUInt64(MemoryMarshal.AsBytes((text.Company ?? "").AsSpan())) & 1) == 1;
            if (market.GroupOf.TryGetValue(text.TitleKey, out var group))
                profiles._groups[group].Add(terms, secondHalf);
            if (
                types.ByKey[text.TitleKey] is { Nearest: { } nearest, Fit: >= SurelyKnown } type
                && !type.Key.Contains('/', StringComparison.Ordinal)
            )
                profiles.Known(nearest, type.Parts).Add(terms, secondHalf);
        }
        profiles.Weights = seen.Select(n => n == 0 ? 0 : Math.Log(adverts / (double)n)).ToArray();
        profiles._near = profiles
            ._known.Where(k => k.Value.Profile.Adverts >= FewestAdverts)
            .OrderBy(k => k.Value.Entry.Code)
            .ThenBy(k => k.Key.Parts, StringComparer.Ordinal)
            .Select(k => (k.Value.Entry, k.Key.Parts, k.Value.Profile.Shares()))
            .ToList();
        return profiles;
    }

    public SkillProfile Of(Group group) => _groups[group];

    public void Join(Group host, Group guest) => _groups[host].Absorb(_groups[guest]);

    /// <summary>Occupations with a profile, nearest first; empty when the group has too little text.</summary>
    public IReadOnlyList<(Entry Entry, double Distance, Dictionary<int, double> Shares)> Nearest(Group group, int count)
    {
        if (_groups[group].Adverts < 5)
            return [];
        var shares = _groups[group].Shares();
        var cores = group.Types.Select(t => t.Parts.Core).Where(c => c.Length > 1).ToHashSet();
        return _near
            .Where(o => !cores.Contains(o.Parts[..o.Parts.LastIndexOf('/')]))
            .Select(o => (o.Entry, Distance: 1 - SkillProfile.Cosine(shares, o.Shares, Weights), o.Shares))
            .OrderBy(o => o.Distance)
            .DistinctBy(o => o.Entry.Id)
            .Take(count)
            .ToList();
    }

    private SkillProfile Known(Entry entry, TitleParts parts)
    {
        if (!_known.TryGetValue((entry.Id, parts.Group), out var known))
            _known[(entry.Id, parts.Group)] = known = (entry, new SkillProfile());
        return known.Profile;
    }

    private static IEnumerable<(AdvertText Text, HashSet<int> Terms)> FindTerms(IEnumerable<AdvertText> texts, SkillTerms dictionary) =>
        texts
            .Chunk(4096)
            .SelectMany(chunk =>
                chunk
                    .AsParallel()
                    .AsOrdered()
                    .Select(text =>
                    {
                        var terms = new HashSet<int>();
                        FindInTags(text.Tags, dictionary, terms);
                        dictionary.Find(text.Description, terms);
                        return (text, terms);
                    })
                    .ToArray()
            );

    /// <summary>Boards mix perks into tags: 员工旅游 is not tourism, 餐饮补贴 not catering, 定期体检 not medicine.</summary>
    private static void FindInTags(string? tags, SkillTerms dictionary, HashSet<int> found)
    {
        if (string.IsNullOrEmpty(tags))
            return;
        foreach (var range in tags.AsSpan().SplitAny('|', ',', '，', '、', ';', ' ', '\'', '[', ']'))
        {
            var tag = tags.AsSpan(range);
            if (tag.Length > 1 && tag.IndexOfAny(PerkWords) < 0)
                dictionary.Find(tag, found);
        }
    }

    private static readonly SearchValues<string> PerkWords = SearchValues.Create(
        [
            "补贴",
            "补助",
            "津贴",
            "旅游",
            "体检",
            "险",
            "公积金",
            "假",
            "奖金",
            "年终",
            "福利",
            "团建",
            "期权",
            "股票",
            "弹性",
            "班车",
            "晋升",
            "专业培训",
            "岗位培训",
            "食宿",
            "包吃",
            "包住",
            "餐",
            "双休",
            "下午茶",
            "出国",
            "分红",
        ],
        StringComparison.Ordinal
    );
}
