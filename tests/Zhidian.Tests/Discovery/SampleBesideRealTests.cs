using System.Globalization;
using Zhidian.Mining.Adverts;
using Zhidian.Mining.Coding;
using Zhidian.Mining.Discovery;
using Zhidian.Sample;
using Zhidian.Tests.Cli;

namespace Zhidian.Tests.Discovery;

public sealed class SampleBesideRealTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-mixed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Discovery_reads_the_sample_only_as_long_as_there_is_nothing_real()
    {
        using var store = FactStore.Open(Path.Combine(_folder, "store"));
        var importer = new AdvertImporter(store, (_, _) => (null, 0), "none");
        var sample = Path.Combine(_folder, "sample.csv");
        using (var stream = File.Create(sample))
            SampleAdverts.WriteCsv(stream, count: 3000);
        importer.Import(sample, ImportOptions.Default);

        var alone = Run(store);
        Assert.Equal([SampleAdverts.Source], alone.Sources.Select(s => s.Name));
        Assert.Contains(alone.Candidates, c => SampleAdverts.Planted.Any(p => p.Name == c.Title));

        var real = Path.Combine(_folder, "real.csv");
        File.WriteAllLines(
            real,
            [
                "title,company,city,date,tags",
                .. Enumerable
                    .Range(0, 300)
                    .Select(i =>
                        string.Create(CultureInfo.InvariantCulture, $"碳账户管理师,企业{i},上海,2024-{i % 12 + 1:D2}-10,碳核算|碳交易")
                    ),
            ]
        );
        importer.Import(real, ImportOptions.Default);

        var both = Run(store);
        Assert.Equal(["real"], both.Sources.Select(s => s.Name));
        Assert.DoesNotContain(both.Candidates, c => SampleAdverts.Planted.Any(p => p.Name == c.Title));
        Assert.Equal(300, both.AdvertsRead);
    }

    private static DiscoveryRun Run(FactStore store) =>
        Discover.Run(store, version => Coder.Build(version, Executable.CoderFolder), new DiscoveryOptions());
}
