using System.Text.Json;
using Zhidian.Classification.Exchange;
using Zhidian.Classification.Exchange.Tables;

namespace Zhidian.Classification.Tests.Exchange;

/// <summary>The files of every version there is, read by tools not ours.</summary>
public sealed class VersionFilesTests
{
    public static TheoryData<string> All() => [.. Versions.All.Select(v => v.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void The_concepts_levels_correspondence_and_retirements_hold_together(string name)
    {
        using var shelf = new Shelf();
        var version = Versions.Get(name);
        var source = Shelf.SourceOf(version);
        var (turtle, jsonLd, triples) = shelf.Put("version", ClassificationGraph.Of(source));
        var found = JsonDocument.Parse(Tool.Check("check_rdf.py", "xkos", turtle)).RootElement;
        Assert.Equal(version.Entries.Count, found.GetProperty("concepts").GetInt32());
        Assert.Equal(source.Retired.Count, found.GetProperty("deprecated").GetInt32());
        Assert.Equal(source.Before?.Occupations.Count ?? 0, found.GetProperty("sources").GetInt32());
        var lines = File.ReadLines(triples).Count();
        Assert.Contains($"returned {lines} triples", Tool.Rapper("-i", "turtle", "-c", turtle), StringComparison.Ordinal);
        // Of the newest version, and of the oldest, which is not whole: each takes rdflib some seconds.
        if (version == Versions.Latest || version == Versions.All[0])
            Assert.Equal($"{lines}", Tool.Check("check_rdf.py", "same", turtle, jsonLd, triples).Trim());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_changes_hold_together(string name)
    {
        using var shelf = new Shelf();
        var source = Shelf.SourceOf(Versions.Get(name));
        var files = ExchangeFiles.Of(source);
        if (source.Before is null)
        {
            Assert.DoesNotContain(files, f => f.Content is Content.Changes or Content.Correspondence or Content.Retired);
            return;
        }
        var (turtle, jsonLd, triples) = shelf.Put("changes", CorrespondenceGraph.OfChanges(source));
        var found = JsonDocument.Parse(Tool.Check("check_rdf.py", "changes", turtle)).RootElement;
        Assert.Equal(source.History.Changes(source.Version).Count, found.GetProperty("changes").GetInt32());
        Tool.Check("check_rdf.py", "same", turtle, jsonLd, triples);
    }

    [Fact]
    public void The_crosswalk_is_read_by_other_tools()
    {
        using var shelf = new Shelf();
        var source = Shelf.SourceOf(Versions.Latest);
        Assert.NotEmpty(source.Matches);
        var (turtle, jsonLd, triples) = shelf.Put("crosswalk", CorrespondenceGraph.OfCrosswalk(source));
        Tool.Check("check_rdf.py", "same", turtle, jsonLd, triples);
        var text = File.ReadAllText(triples);
        Assert.Equal(
            source.Matches.Count,
            text.Split('\n').Count(l => l.Contains("Match> <http://data.europa.eu/esco/isco/C", StringComparison.Ordinal))
        );
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_version_gives_the_same_bytes(string name)
    {
        var first = ExchangeFiles.Of(Shelf.SourceOf(Versions.Get(name)));
        var second = ExchangeFiles.Of(Shelf.SourceOf(Versions.Get(name)));
        Assert.Equal(first.Select(f => f.Name), second.Select(f => f.Name));
        Assert.Equal(first.Count, first.Select(f => f.Name).Distinct().Count());
        foreach (var (a, b) in first.Zip(second))
            Assert.True(Shelf.Bytes(a.Write).AsSpan().SequenceEqual(Shelf.Bytes(b.Write)), a.Name);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Workbooks_say_what_the_tables_say(string name)
    {
        using var shelf = new Shelf();
        var source = Shelf.SourceOf(Versions.Get(name));
        var file = ExchangeFiles.Of(source).Single(f => f is { Content: Content.Classification, Format: "xlsx" });
        var sheets = JsonDocument.Parse(Tool.Check("check_tables.py", "xlsx", shelf.Put(file.Name, file.Write))).RootElement;
        foreach (var table in new[] { ClassificationTables.Entries(source), ClassificationTables.Retired(source) })
        {
            var rows = sheets
                .GetProperty(table.Name)
                .EnumerateArray()
                .Select(r => r.EnumerateArray().Select(c => c.GetString()!).ToArray());
            Assert.Equal(table.Rows.Select(r => r.Select(Table.Text).ToArray()).Prepend([.. table.Columns.Select(c => c.Name)]), rows);
        }
    }

    [Theory]
    [InlineData("csvw")]
    [InlineData("sdmx")]
    public void Metadata_and_codelists_have_the_shape_that_the_standards_ask_for(string format)
    {
        using var shelf = new Shelf();
        var schema = Path.Combine(AppContext.BaseDirectory, "Exchange", format + ".schema.json");
        foreach (var version in Versions.All)
        foreach (var file in ExchangeFiles.Of(Shelf.SourceOf(version)).Where(f => f.Format == format))
            Tool.Check("check_tables.py", "schema", schema, shelf.Put(file.Name, file.Write));
    }

    [Fact]
    public void Every_column_of_a_CSV_file_is_described_beside_it_in_the_same_order()
    {
        var files = ExchangeFiles.Of(Shelf.SourceOf(Versions.Latest));
        foreach (var metadata in files.Where(f => f.Format == "csvw"))
        {
            using var json = JsonDocument.Parse(Shelf.Bytes(metadata.Write));
            var csv = files.Single(f => f.Name == json.RootElement.GetProperty("url").GetString());
            Assert.Equal(csv.Name + CsvwMetadata.Suffix, metadata.Name);
            using var reader = new StreamReader(new MemoryStream(Shelf.Bytes(csv.Write)));
            Assert.Equal(
                reader.ReadLine()!.Split(','),
                json.RootElement.GetProperty("tableSchema")
                    .GetProperty("columns")
                    .EnumerateArray()
                    .Select(c => c.GetProperty("name").GetString())
            );
        }
    }

    [Fact]
    public void Versions_that_are_not_whole_say_so_in_every_format_that_has_words()
    {
        foreach (var version in Versions.All)
        {
            var token = Statements.Token(version.Standing);
            foreach (
                var file in ExchangeFiles
                    .Of(Shelf.SourceOf(version))
                    .Where(f => f is { Content: Content.Classification, Format: "json" or "ttl" or "jsonld" })
            )
                Assert.Contains($"\"{token}\"", System.Text.Encoding.UTF8.GetString(Shelf.Bytes(file.Write)), StringComparison.Ordinal);
        }
    }
}
