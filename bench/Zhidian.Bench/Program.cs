using System.CommandLine;
using Zhidian.Bench;

// Each command prints one kind of measurement; a command whose corpora are absent says so and exits 0.
var root = new RootCommand("Measurements of Zhidian: how good and how fast, on corpora outside the repository.")
{
    CodingBench.Build(),
    CalibrateBench.Build(),
    ImportBench.Build(),
    DiscoveryBench.Build(),
    PagesBench.Build(),
    SearchBench.Build(),
    ScaleBench.Build(),
    PaintBench.Build(),
    TreeBench.Build(),
    ExportBench.Build(),
    ApiBench.Build(),
};
return root.Parse(args).Invoke();
