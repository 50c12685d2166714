using Zhidian.Classification;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Coding;
using Zhidian.Mining.Discovery;
using Zhidian.Sample;

namespace Zhidian.Tests.Sample;

public sealed class SampleDiscoveryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-sample-").FullName;

    [Fact]
    public void The_sample_is_imported_one_to_one_and_discovery_ranks_all_planted_groups_at_the_top()
    {
        var file = Path.Combine(_folder, "sample.csv");
        using (var output = File.Create(file))
            SampleAdverts.WriteCsv(output);
        using var store = FactStore.Open(Path.Combine(_folder, "store"));

        var report = new AdvertImporter(store, (_, _) => (null, 0), "none").Import(file, ImportOptions.Default);

        Assert.False(report.HasFaults);
        Assert.Equal(SampleAdverts.DefaultCount, report.Added);
        Assert.InRange(report.Duplicates, 450, 800);
        var read = Assert.Single(report.Files);
        Assert.Equal(0, read.UnknownDates + read.UnknownSalaries + read.UnknownCities);
        // All columns but date_kind, which no field of an advert takes.
        Assert.Equal(12, read.Columns.Count);

        var run = Discover.Run(store, v => Coder.Build(v), new DiscoveryOptions("2022.2", Top: 40));

        foreach (var group in SampleAdverts.Planted)
        {
            var found = run.Candidates.FirstOrDefault(c =>
                c.Titles.Any(t => group.Variants.Contains(t.Name, StringComparer.OrdinalIgnoreCase))
            );
            Assert.True(found is { Rank: <= 15 }, $"{group.Name}: {found?.Rank}; first are {Names(run)}");
        }
        Assert.DoesNotContain(run.Candidates.Take(6), c => c.Employers < 20);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Names(DiscoveryRun run) => string.Join('、', run.Candidates.Take(20).Select(c => $"{c.Rank} {c.Title}"));
}
