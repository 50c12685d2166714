using Microsoft.Extensions.DependencyInjection;
using Zhidian.Classification;
using Zhidian.Publication;
using Zhidian.Tests.Cli;

namespace Zhidian.Tests.Publication;

/// <summary><c>zhidian classification export</c> as a user runs it.</summary>
public sealed class ExportCommandTests(PortalHost host)
{
    [Theory]
    [InlineData("csv", "2022.2", false, "classification-2022.2.csv")]
    [InlineData("xlsx", "2022.2", false, "classification-2022.2.xlsx")]
    [InlineData("ttl", "1999", false, "classification-1999.ttl")]
    [InlineData("parquet", "2015", true, "changes-2015.parquet")]
    public void Another_process_writes_the_bytes_that_the_portal_serves(string format, string version, bool changes, string name)
    {
        var output = Path.Combine(Directory.CreateTempSubdirectory("zhidian-export-").FullName, "out." + format);
        string[] arguments = ["classification", "export", "--version", version, "--format", format, "--output", output];
        Executable.Run(changes ? [.. arguments, "--changes"] : arguments).Ends(0);
        var set = host.Services.GetRequiredService<PublishedSets>().Of(Versions.Get(version));
        Assert.Equal(File.ReadAllBytes(set.PathOf(name)), File.ReadAllBytes(output));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(output)!));
    }

    [Fact]
    public void Writes_to_standard_output_with_the_base_address_given()
    {
        var outcome = Executable.Run(
            "classification",
            "export",
            "--format",
            "ttl",
            "--output",
            "-",
            "--base",
            "https://zhidian.example.org"
        );
        outcome.Ends(0, "@base <https://zhidian.example.org/> .", "skos:notation \"2-02-38-01\"");
        Assert.Empty(outcome.Messages);
    }

    [Fact]
    public void Says_what_cannot_be_written_and_writes_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("zhidian-export-").FullName;
        var output = Path.Combine(folder, "x");
        Executable.Run("classification", "export", "--format", "pdf", "--output", output).IsRefusal("pdf", "csv", "sdmx");
        Executable.Run("classification", "export", "--format", "sdmx", "--changes", "--output", output).IsRefusal("sdmx");
        Executable.Run("classification", "export", "--format", "csv", "--version", "1776", "--output", output).IsRefusal("1776", "2022.2");
        Executable
            .Run("classification", "export", "--format", "csv", "--version", "1999", "--changes", "--output", output)
            .IsRefusal("1999", "oldest");
        Executable
            .Run("classification", "export", "--format", "csv", "--output", Path.Combine(folder, "no", "x"))
            .IsRefusal("does not exist");
        Executable.Run("classification", "export", "--format", "csv", "--base", "ftp://x", "--output", output).IsRefusal("ftp://x", "http");
        Executable.Run("classification", "export", "--output", output).IsRefusal("--format");
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }
}
