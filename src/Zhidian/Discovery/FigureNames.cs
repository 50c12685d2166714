using System.Globalization;
using Zhidian.Layout;
using Zhidian.Mining.Discovery;

namespace Zhidian.Discovery;

/// <summary>Names of the tests, verdicts and figures of a candidate in both languages.</summary>
public static class FigureNames
{
    public static string Test(string name, Language l) =>
        name switch
        {
            "mass" => l["群体性", "Mass"],
            "stability" => l["稳定性", "Stability"],
            "distinct_skill" => l["独特技术性", "Distinct skill"],
            "sociality" => l["社会性", "Sociality"],
            _ => name,
        };

    /// <summary>The question that the test asks.</summary>
    public static string Question(string name, Language l) =>
        name switch
        {
            "mass" => l["是否有足够多的人从事？", "Do enough people work in it?"],
            "stability" => l["是否持续存在？", "Does it last?"],
            "distinct_skill" => l["技能是否独立于现有职业？", "Are its skills independent of existing occupations?"],
            "sociality" => l["是否为社会上许多用人单位所需要？", "Do many employers of society need it?"],
            _ => "",
        };

    public static string Of(Verdict verdict, Language l) =>
        verdict switch
        {
            Verdict.Passes => l["支持", "speaks for"],
            Verdict.Fails => l["不支持", "speaks against"],
            _ => l["不能判定", "undecided"],
        };

    public static string Of(CandidateKind kind, Language l) =>
        kind == CandidateKind.NewOccupation
            ? l["现有职业之外", "outside all occupations"]
            : l["某一职业中的独特部分", "a distinct part of one occupation"];

    public static string Figure(string key, Language l) =>
        key switch
        {
            "employers" => l["用人单位数", "employers"],
            "adverts" => l["广告数（去重）", "adverts, without re-postings"],
            "practitioners_low" => l["估计从业人数下限", "estimated practitioners, low"],
            "practitioners_high" => l["估计从业人数上限", "estimated practitioners, high"],
            "months_present" => l["出现的月数", "months with adverts"],
            "months_observable" => l["可观测的月数", "months observed"],
            "span_months" => l["首末相隔月数", "months from first to last"],
            "growth" => l["份额年增长倍数", "yearly ratio of its share"],
            "growth_low" => l["增长倍数 90% 区间下限", "ratio, 90% interval low"],
            "growth_high" => l["增长倍数 90% 区间上限", "ratio, 90% interval high"],
            "title_novelty" => l["名称新颖度（0–1）", "novelty of its titles (0-1)"],
            "title_cohesion" => l["前三个名称所占份额（0–1）", "share of its three commonest titles (0-1)"],
            "skill_distance" => l["与最近职业的技能距离（0–1）", "skill distance to the nearest occupation (0-1)"],
            "split_half" => l["两半用人单位间的一致性（0–1）", "agreement between two halves of the employers (0-1)"],
            "top_employer_share" => l["最大用人单位占比", "share of the largest employer"],
            "provinces" => l["省份数", "provinces"],
            "sources" => l["数据来源数", "sources"],
            _ => key,
        };

    /// <summary>A figure with as many digits as it can bear.</summary>
    public static string Value(Figure figure) =>
        figure.Key
            is "title_novelty"
                or "skill_distance"
                or "split_half"
                or "top_employer_share"
                or "growth"
                or "growth_low"
                or "growth_high"
            ? figure.Value.ToString("0.00", CultureInfo.InvariantCulture)
            : figure.Value.ToString("#,0", CultureInfo.InvariantCulture);
}
