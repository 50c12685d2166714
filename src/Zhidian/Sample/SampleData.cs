using System.Globalization;
using Zhidian.Classification;
using Zhidian.Mining.Discovery;

namespace Zhidian.Sample;

/// <summary>A job as the sample advertises it.</summary>
/// <param name="Weight">How often, against the other jobs; of a planted group the number of adverts.</param>
/// <param name="PayLow">Yuan per month in an average city.</param>
/// <param name="Years">Years of experience usually asked for.</param>
internal sealed record SampleJob(
    string[] Titles,
    string[] Industries,
    int Weight,
    int PayLow,
    int PayHigh,
    string Education,
    int Years,
    SampleTerm[] Terms
);

/// <param name="Kind">task, tool, method or credential: which phrases the term fits.</param>
internal sealed record SampleTerm(string Text, string Kind);

/// <param name="PayPercent">Pay level, 100 for the average.</param>
internal sealed record SamplePlace(string City, int Weight, int PayPercent, string[] Districts);

internal sealed record SampleIndustry(string Name, int Employers, string[] Fields, string[] Forms);

/// <summary>The tables of <c>data/sample</c>: our own words, from which adverts are put together.</summary>
internal sealed class SampleData
{
    private static readonly Lazy<SampleData> Read = new(() => new SampleData());
    private readonly Dictionary<string, string[]> _words;

    private SampleData()
    {
        Ordinary = Jobs("occupations.csv", "weight");
        Planted = Jobs("emerging.csv", "adverts");
        Places = Rows("places.csv", "city", "weight", "pay", "districts")
            .Select(r => new SamplePlace(r["city"], Number(r["weight"]), (int)(Decimal(r["pay"]) * 100), List(r["districts"])))
            .ToArray();
        Industries = Rows("industries.csv", "industry", "employers", "fields", "forms")
            .Select(r => new SampleIndustry(r["industry"], Number(r["employers"]), List(r["fields"]), List(r["forms"])))
            .ToArray();
        _words = Rows("words.csv", "use", "word").GroupBy(r => r["use"], r => r["word"]).ToDictionary(g => g.Key, g => g.ToArray());
    }

    public static SampleData Instance => Read.Value;

    public SampleJob[] Ordinary { get; }

    public SampleJob[] Planted { get; }

    public SamplePlace[] Places { get; }

    public SampleIndustry[] Industries { get; }

    /// <param name="use">First column of <c>words.csv</c>.</param>
    public string[] Words(string use) => _words[use];

    private static SampleJob[] Jobs(string file, string weight) =>
        Rows(file, "titles", "industries", weight, "pay", "education", "experience", "terms")
            .Select(r =>
            {
                var pay = r["pay"].Split('-');
                return new SampleJob(
                    List(r["titles"]),
                    List(r["industries"]),
                    Number(r[weight]),
                    (int)(Decimal(pay[0]) * 1000),
                    (int)(Decimal(pay[1]) * 1000),
                    r["education"],
                    Number(r["experience"]),
                    List(r["terms"]).Select(t => new SampleTerm(t, KindOf(t))).ToArray()
                );
            })
            .ToArray();

    private static string KindOf(string term) =>
        SkillTerms.Instance.KindOf(term.ToLowerInvariant()) switch
        {
            "task" => "task",
            "tool" or "skill" => "tool",
            "credential" => "credential",
            _ => "method",
        };

    private static IReadOnlyList<FileRow> Rows(string file, params string[] columns)
    {
        using var stream =
            typeof(SampleData).Assembly.GetManifestResourceStream("sample/" + file)
            ?? throw new InvalidOperationException($"embedded data 'sample/{file}' is missing from this build.");
        using var reader = new StreamReader(stream);
        return EditionFile.Read(reader, "data/sample/" + file, columns);
    }

    private static string[] List(string text) => text.Split('|', StringSplitOptions.RemoveEmptyEntries);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
