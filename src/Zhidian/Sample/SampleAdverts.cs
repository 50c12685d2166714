using CsvHelper;
using Zhidian.Mining.Adverts;

namespace Zhidian.Sample;

/// <summary>
/// Generated Chinese job adverts, to try and to test the product with: no real employer, board or advert is in them. 24 months to
/// December 2025 at five invented boards, some 150 ordinary occupations, six emerging groups, and the noise of real boards. The same
/// seed and count give the same bytes on every machine. What they cannot show: how well discovery does on real adverts.
/// </summary>
public static class SampleAdverts
{
    public const string Source = GeneratedAdverts.Source;
    public const int DefaultSeed = 20260101;
    public const int DefaultCount = 9000;

    private static readonly string[] Columns =
    [
        "source",
        "platform",
        "date",
        "date_kind",
        "title",
        "company",
        "city",
        "salary",
        "education",
        "experience",
        "tags",
        "description",
        "id",
    ];

    /// <summary>The emerging groups in the sample; their titles are not in the Classification 2022.2.</summary>
    public static IReadOnlyList<PlantedGroup> Planted { get; } =
        SampleData
            .Instance.Planted.Select(j => new PlantedGroup(j.Titles[0], j.Titles, j.Weight, j.Terms.Select(t => t.Text).ToArray()))
            .ToArray();

    /// <summary>Adverts in the order of their days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count below 1 or above 1,000,000.</exception>
    public static IEnumerable<SampleAdvert> Rows(int seed = DefaultSeed, int count = DefaultCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1_000_000);
        return new SampleRun(seed, count).Make();
    }

    /// <summary>The same as CSV in UTF-8 with a header, as <c>zhidian adverts import</c> reads it. The stream stays open.</summary>
    public static void WriteCsv(Stream output, int seed = DefaultSeed, int count = DefaultCount)
    {
        var rows = Rows(seed, count);
        using var csv = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord(Columns);
        foreach (var a in rows)
            csv.WriteRecord([
                a.Source,
                a.Platform,
                a.Date,
                a.DateKind,
                a.Title,
                a.Company,
                a.City,
                a.Salary,
                a.Education,
                a.Experience,
                a.Tags,
                a.Description,
                a.Id,
            ]);
    }
}
