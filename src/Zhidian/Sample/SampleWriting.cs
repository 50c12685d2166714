using System.Globalization;
using System.Text;

namespace Zhidian.Sample;

/// <summary>Writes the fields of an advert the way boards write them.</summary>
internal sealed class SampleWriting(SampleDraw draw, SampleData data)
{
    /// <summary>The last sentence of every description.</summary>
    public const string Notice = "本条为程序生成的示例招聘信息，不对应任何真实的岗位和单位。";

    private static readonly string[] EducationLevels = ["不限", "初中", "高中", "中专", "大专", "本科", "硕士"];
    private readonly SampleTerm[] _allTerms = data.Ordinary.SelectMany(j => j.Terms).Distinct().ToArray();

    /// <summary>The first title a little oftener than the others, decorations around every third.</summary>
    public string Title(SampleJob job, string board, SamplePlace place)
    {
        var title = job.Titles.Length == 1 || draw.Percent(30) ? job.Titles[0] : draw.From(job.Titles);
        return draw.Below(100) switch
        {
            < 12 => draw.From(data.Words("before")) + title,
            < 24 => title + draw.From(data.Words("after")),
            < 29 => title + "（" + place.City + "）",
            < 33 => string.Create(CultureInfo.InvariantCulture, $"{title} {job.PayLow / 1000}-{job.PayHigh / 1000}K"),
            < 36 => "【" + board + "】" + title,
            _ => title,
        };
    }

    /// <summary>Each board has its own way to write pay.</summary>
    public string Salary(SampleJob job, int board, SamplePlace place)
    {
        if (draw.Percent(3))
            return "";
        if (draw.Percent(3))
            return "面议";
        var low = Round(job.PayLow * place.PayPercent / 100 * draw.Between(88, 115) / 100);
        var high = Math.Max(low + 500, Round(job.PayHigh * place.PayPercent / 100 * draw.Between(88, 115) / 100));
        return (board, draw.Below(10)) switch
        {
            (0, < 7) => $"{Units(low, 1000)}-{Units(high, 1000)}K",
            (0, _) => $"{Units(low, 1000)}-{Units(high, 1000)}K·{draw.Between(13, 15)}薪",
            (1, _) => Thousands(low, high),
            (2, < 2) when job.PayHigh <= 7000 => $"{low / 22}-{high / 22}元/天",
            (2, _) => $"{low}-{high}元/月",
            (3, < 8) => $"{Units(low, 10000)}-{Units(high, 10000)}万/月",
            (3, _) => $"{Units(low * 12 / 1000 * 1000, 10000)}-{Units(high * 12 / 1000 * 1000, 10000)}万/年",
            _ => $"{low}-{high}",
        };
    }

    public string Education(SampleJob job)
    {
        var usual = Array.IndexOf(EducationLevels, job.Education);
        var level = draw.Below(20) switch
        {
            < 2 => Math.Max(0, usual - 1),
            < 4 when usual is > 0 and < 5 => usual + 1,
            < 6 when usual < 4 => 0,
            _ => usual,
        };
        return EducationLevels[level] + (level > 0 && draw.Percent(30) ? "及以上" : "");
    }

    public string Experience(SampleJob job) =>
        Math.Max(0, job.Years + draw.Between(-1, 1)) switch
        {
            0 => draw.Percent(60) ? "经验不限" : "无经验",
            1 => draw.Percent(50) ? "1年以上" : "1-3年",
            2 => draw.Percent(50) ? "2年以上" : "1-3年",
            3 or 4 => "3-5年",
            _ => "5-10年",
        };

    public string City(SamplePlace place) =>
        place.Districts.Length > 0 && draw.Percent(40) ? place.City + "-" + draw.From(place.Districts) : place.City;

    /// <summary>The terms one advert uses: half of its job's, at least two, and now and then one of another job.</summary>
    public List<SampleTerm> Terms(SampleJob job)
    {
        var terms = new List<SampleTerm>();
        for (var i = 0; i < job.Terms.Length; i++)
            if (draw.Percent(i == 0 ? 80 : 55))
                terms.Add(job.Terms[i]);
        for (var i = 0; terms.Count < 2; i++)
            if (!terms.Contains(job.Terms[i]))
                terms.Add(job.Terms[i]);
        if (draw.Percent(12) && draw.From(_allTerms) is var other && !terms.Contains(other))
            terms.Add(other);
        return terms;
    }

    public string Tags(IReadOnlyList<SampleTerm> terms)
    {
        var tags = terms.Take(draw.Between(1, 3)).Select(t => t.Text).ToList();
        for (var perks = draw.Between(1, 3); perks > 0; perks--)
            if (draw.From(data.Words("perk")) is var perk && !tags.Contains(perk))
                tags.Add(perk);
        return string.Join('|', tags);
    }

    public string Description(IReadOnlyList<SampleTerm> terms, string education)
    {
        var text = new StringBuilder("岗位职责：");
        List(text, terms.Where(t => t.Kind == "task").Select(Say).Concat(Several("common", draw.Between(1, 3))).ToList());
        text.Append("任职要求：");
        var wanted = terms.Where(t => t.Kind != "task").Select(Say).Concat(Several("person", draw.Between(1, 3))).ToList();
        if (!education.StartsWith("不限", StringComparison.Ordinal))
            wanted.Insert(0, "学历" + education.Replace("及以上", "", StringComparison.Ordinal) + "及以上");
        List(text, wanted);
        if (draw.Percent(70))
            text.Append("我们提供：").AppendJoin('，', Several("offer", draw.Between(1, 3))).Append('。');
        return text.Append(Notice).ToString();
    }

    private string Say(SampleTerm term) => draw.From(data.Words(term.Kind)).Replace("{0}", term.Text, StringComparison.Ordinal);

    private List<string> Several(string use, int count)
    {
        var words = data.Words(use).ToList();
        draw.Shuffle(words);
        return words.GetRange(0, Math.Min(count, words.Count));
    }

    private static void List(StringBuilder text, List<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}、{lines[i]}").Append(i < lines.Count - 1 ? '；' : '。');
    }

    private static string Thousands(int low, int high) =>
        high >= 10000 && low < 10000 ? $"{Units(low, 1000)}千-{Units(high, 10000)}万"
        : high < 10000 ? $"{Units(low, 1000)}-{Units(high, 1000)}千"
        : $"{Units(low, 10000)}-{Units(high, 10000)}万";

    private static int Round(int yuan) => (yuan + 250) / 500 * 500;

    private static string Units(int yuan, int unit) => ((decimal)yuan / unit).ToString("0.##", CultureInfo.InvariantCulture);
}
