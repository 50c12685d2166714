using System.Globalization;
using CsvHelper;

namespace Zhidian.Mining.Discovery;

/// <summary>A discovery run as a table, one candidate a row. The columns are a promise to other programs: add, never rename.</summary>
public static class RunCsv
{
    public static readonly string[] Columns =
    [
        "rank",
        "candidate",
        "adverts",
        "employers",
        "first_month",
        "growth",
        "practitioners_low",
        "practitioners_high",
        "nearest_code",
        "nearest_title",
        "distance",
        "score",
        "mass",
        "stability",
        "distinct_skill",
        "sociality",
        "skills",
        "example_titles",
    ];

    /// <summary>
    /// UTF-8 without a byte order mark, lists separated by <c>|</c>, empty where there is no value. A title that a spreadsheet would
    /// run as a formula gets an apostrophe in front.
    /// </summary>
    public static void Write(DiscoveryRun run, Stream output)
    {
        using var csv = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n", Injection = CsvInjection.Escape }, leaveOpen: true);
        csv.WriteRecord(Columns);
        foreach (var candidate in run.Candidates)
            csv.WriteRecord(Row(candidate));
    }

    private static string[] Row(Candidate c)
    {
        var nearest = c.Nearest.Count > 0 ? c.Nearest[0] : null;
        string Test(string name) => Number(c.Tests.FirstOrDefault(t => t.Name == name)?.Score);
        return
        [
            c.Rank.ToString(CultureInfo.InvariantCulture),
            c.Title,
            c.Adverts.ToString(CultureInfo.InvariantCulture),
            c.Employers.ToString(CultureInfo.InvariantCulture),
            c.FirstMonth?.ToString() ?? "",
            Number(c.Growth),
            c.PractitionersLow?.ToString(CultureInfo.InvariantCulture) ?? "",
            c.PractitionersHigh?.ToString(CultureInfo.InvariantCulture) ?? "",
            nearest?.Code ?? "",
            nearest?.Title ?? "",
            Number(nearest?.Distance),
            Number(c.Score),
            Test("mass"),
            Test("stability"),
            Test("distinct_skill"),
            Test("sociality"),
            Joined(c.Skills.Select(s => s.Term)),
            Joined(c.Titles.Select(t => t.Name)),
        ];
    }

    private static string Joined(IEnumerable<string> items) => string.Join('|', items.Select(i => i.Replace('|', '/')));

    private static string Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
