using DuckDB.NET.Data;
using Zhidian.Classification;

namespace Zhidian.Mining.Adverts;

/// <summary>Reads the adverts of one occupation once and counts what a page shows of them.</summary>
internal static class OccupationReader
{
    /// <summary>Tags that promise perks or describe the employer say nothing of the work.</summary>
    private static readonly string[] PerkWords =
    [
        "险",
        "金",
        "补",
        "假",
        "福利",
        "体检",
        "旅游",
        "奖",
        "双休",
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
        "休息",
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
    ];

    public static OccupationFacts Read(DuckDBConnection connection, string entryId, int top, IReadOnlyDictionary<Month, int> allAdverts)
    {
        var months = new Dictionary<Month, int>();
        var provinces = new Dictionary<string, int>();
        var education = new Dictionary<string, int>();
        var tags = new Dictionary<string, int>();
        var titles = new Dictionary<string, Dictionary<string, int>>();
        var employers = new HashSet<string>();
        var salaries = new List<double>();
        var adverts = 0;
        using var command = connection.Prepared(
            """
            SELECT month, province, title_key, title, company, salary_low, salary_high, education, tags
            FROM advert WHERE entry_id = ? AND duplicate_high IS NULL
            """,
            entryId
        );
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            adverts++;
            if (row.IntegerOrNull(0) is { } month)
                Count(months, new Month(month));
            if (row.TextOrNull(1) is { } province)
                Count(provinces, province);
            var key = row.GetString(2);
            if (!titles.TryGetValue(key, out var spellings))
                titles[key] = spellings = [];
            Count(spellings, row.GetString(3));
            if (row.TextOrNull(4) is { } company)
                employers.Add(company);
            var (low, high) = (row.NumberOrNull(5), row.NumberOrNull(6));
            if ((low ?? high) is { } one)
                salaries.Add(((low ?? one) + (high ?? one)) / 2);
            if (row.TextOrNull(7) is { } level)
                Count(education, level);
            if (row.TextOrNull(8) is { } list)
                foreach (var tag in list.Split('|'))
                    if (tag.Length is > 1 and <= 20 && !PerkWords.Any(word => tag.Contains(word, StringComparison.Ordinal)))
                        Count(tags, tag);
        }
        var coder = connection.Column<string>(
            "SELECT version FROM coder WHERE id = (SELECT max(coder) FROM advert WHERE entry_id = ?)",
            entryId
        );
        return new OccupationFacts(
            entryId,
            adverts,
            employers.Count,
            [
                .. months
                    .OrderBy(pair => pair.Key)
                    .Select(pair => new MonthTally(pair.Key, pair.Value, allAdverts.GetValueOrDefault(pair.Key, pair.Value))),
            ],
            Commonest(provinces, int.MaxValue),
            [
                .. titles
                    .Values.Select(spellings => new Tally(Commonest(spellings, 1)[0].Name, spellings.Values.Sum()))
                    .OrderByDescending(tally => tally.Count)
                    .ThenBy(tally => tally.Name, StringComparer.Ordinal)
                    .Take(top),
            ],
            Quartiles(salaries),
            Commonest(education, int.MaxValue),
            Commonest(tags, top),
            coder.SingleOrDefault()
        );
    }

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

    private static SalaryQuartiles? Quartiles(List<double> salaries)
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
