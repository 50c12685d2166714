using System.Reflection;
using Zhidian.Classification;
using Zhidian.Mining.Adverts;

namespace Zhidian.Layout;

/// <summary>Names of provinces and levels of education in both languages.</summary>
public static class Names
{
    private static readonly Lazy<Dictionary<string, (string Chinese, string English)>> Provinces = new(() =>
    {
        using var stream = typeof(FactStore).Assembly.GetManifestResourceStream("geography/provinces.csv");
        if (stream is null)
            return [];
        using var reader = new StreamReader(stream);
        return EditionFile
            .Read(reader, "geography/provinces.csv", "code", "name", "english")
            .ToDictionary(r => r["code"], r => (r["name"], r["english"]));
    });

    /// <param name="code">Two digits of GB/T 2260; another text is its own name.</param>
    public static string Province(Language l, string code) =>
        Provinces.Value.TryGetValue(code, out var name) ? l[name.Chinese, name.English] : code;

    /// <param name="level">One of <see cref="EducationText.Levels"/>; another text is its own name.</param>
    public static string Education(Language l, string level) =>
        level switch
        {
            "不限" => l["不限", "Any"],
            "初中及以下" => l["初中及以下", "Lower secondary or less"],
            "高中" => l["高中", "Upper secondary"],
            "中专" => l["中专", "Secondary vocational"],
            "大专" => l["大专", "Junior college"],
            "本科" => l["本科", "Bachelor's degree"],
            "硕士" => l["硕士", "Master's degree"],
            "博士" => l["博士", "Doctorate"],
            _ => level,
        };

    /// <summary>Months on which new occupations were released, for the trend charts.</summary>
    public static IReadOnlyList<Charts.ChartMark> Releases(Language l) =>
        Versions
            .NewOccupations.Select(n => Month.Of(n.Published))
            .Distinct()
            .Order()
            .Select(m => new Charts.ChartMark(m.ToString(), l["发布", "release"]))
            .ToList();

    /// <summary>Every month from the first to the last, so that a month without data is a gap and not a shortcut.</summary>
    public static IReadOnlyList<Month> Span(IEnumerable<Month> months)
    {
        var all = months.ToList();
        return all.Count == 0 ? [] : Enumerable.Range(all.Min().Index, all.Max() - all.Min() + 1).Select(i => new Month(i)).ToList();
    }
}
