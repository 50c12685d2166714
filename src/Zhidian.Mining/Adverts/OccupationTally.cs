using DuckDB.NET.Data;
using Zhidian.Classification;

namespace Zhidian.Mining.Adverts;

/// <summary>Counts what a page shows of one occupation's adverts, row by row.</summary>
internal sealed class OccupationTally(PerkTags perks)
{
    /// <summary>Columns that <see cref="Add"/> reads, after <c>entry_id</c>.</summary>
    public const string Columns = "month, province, title_key, title, company, salary_low, salary_high, education, tags, coder";

    private readonly Dictionary<int, int> months = [];
    private readonly Dictionary<string, int> provinces = [];
    private readonly Dictionary<string, int> education = [];
    private readonly Dictionary<string, int> tags = [];
    private readonly Dictionary<string, Dictionary<string, int>> titles = [];
    private readonly HashSet<string> employers = [];
    private readonly List<double> salaries = [];
    private int adverts;
    private int coder;

    public void Add(DuckDBDataReader row)
    {
        adverts++;
        if (row.IntegerOrNull(1) is { } month)
            Count(months, month);
        if (row.TextOrNull(2) is { } province)
            Count(provinces, province);
        var key = row.GetString(3);
        if (!titles.TryGetValue(key, out var spellings))
            titles[key] = spellings = [];
        Count(spellings, row.GetString(4));
        if (row.TextOrNull(5) is { } company)
            employers.Add(company);
        var (low, high) = (row.NumberOrNull(6), row.NumberOrNull(7));
        if ((low ?? high) is { } one)
            salaries.Add(((low ?? one) + (high ?? one)) / 2);
        if (row.TextOrNull(8) is { } level)
            Count(education, level);
        if (row.TextOrNull(9) is { } list)
            CountTags(list);
        coder = Math.Max(coder, row.GetInt32(10));
    }

    private void CountTags(string list)
    {
        var counts = tags.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in list.AsSpan().Split('|'))
        {
            var tag = list.AsSpan(range);
            if (tag.Length is > 1 and <= 20 && !perks.Contains(tag))
                counts[tag] = counts.TryGetValue(tag, out var before) ? before + 1 : 1;
        }
    }

    /// <param name="coders">Version of each coder by its number in the store.</param>
    public OccupationFacts Facts(string entryId, int top, IReadOnlyDictionary<int, string> coders) =>
        new(
            entryId,
            adverts,
            employers.Count,
            [.. months.OrderBy(pair => pair.Key).Select(pair => new MonthTally(new Month(pair.Key), pair.Value, pair.Value))],
            Commonest(provinces, int.MaxValue),
            [
                .. titles
                    .Values.Select(spellings => new Tally(Commonest(spellings, 1)[0].Name, spellings.Values.Sum()))
                    .OrderByDescending(tally => tally.Count)
                    .ThenBy(tally => tally.Name, StringComparer.Ordinal)
                    .Take(top),
            ],
            Quartiles(),
            Commonest(education, int.MaxValue),
            Commonest(tags, top),
            coders.GetValueOrDefault(coder)
        );

    private static void Count<T>(Dictionary<T, int> counts, T key)
        where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;

    private static List<Tally> Commonest(Dictionary<string, int> counts, int top) =>
        [
            .. counts
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Take(top)
                .Select(pair => new Tally(pair.Key, pair.Value)),
        ];

    private SalaryQuartiles? Quartiles()
    {
        if (salaries.Count == 0)
            return null;
        salaries.Sort();
        double At(double share)
        {
            var place = share * (salaries.Count - 1);
            var below = (int)place;
            var above = Math.Min(below + 1, salaries.Count - 1);
            return salaries[below] + (salaries[above] - salaries[below]) * (place - below);
        }
        return new SalaryQuartiles(salaries.Count, At(0.25), At(0.5), At(0.75));
    }
}

/// <summary>Tags that promise perks or describe the employer: they say nothing of the work.</summary>
internal sealed class PerkTags
{
    private static readonly string[] Words =
    [
        "险",
        "金",
        "补",
        "津贴",
        "假",
        "福利",
        "体检",
        "旅游",
        "奖",
        "休",
        "包吃",
        "包住",
        "食宿",
        "班车",
        "餐",
        "下午茶",
        "团建",
        "弹性",
        "礼物",
        "晋升",
        "股票",
        "期权",
        "年终",
        "提成",
        "加班",
        "扁平",
        "领导",
        "年底",
        "双薪",
        "发展空间",
        "培训",
        "出国",
        "民营",
        "国企",
        "外资",
        "合资",
        "事业单位",
        "上市",
        "融资",
        "人",
        "不限",
        "本科",
        "大专",
        "硕士",
        "年",
        "应届",
        "经验",
        "社保",
        "宿舍",
        "免费",
        "氛围",
        "团队",
        "聚餐",
        "管理规范",
        "周末",
        "朝九晚",
        "公司规模",
        "零食",
        "健身",
        "双休",
        "全勤",
    ];

    private readonly Dictionary<string, bool> known = [];

    public bool Contains(ReadOnlySpan<char> tag)
    {
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(tag, out var perk))
            return perk;
        var text = tag.ToString();
        perk = Words.Any(word => text.Contains(word, StringComparison.Ordinal));
        if (known.Count < 100_000)
            known[text] = perk;
        return perk;
    }
}
