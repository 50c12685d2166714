using Zhidian.Classification.Exchange.Rdf;
using Zhidian.Classification.Exchange.Tables;

namespace Zhidian.Classification.Exchange;

/// <summary>What a file tells of.</summary>
public enum Content
{
    Classification,
    Retired,
    Changes,
    Correspondence,
    Crosswalk,
}

/// <summary>A file of a version that can be written any number of times, each time with the same bytes.</summary>
/// <param name="Format">Token of the command line: csv, csvw, xlsx, parquet, json, ttl, jsonld, sdmx.</param>
/// <param name="ConformsTo">Address of the standard that it follows; null for a format of ours.</param>
public sealed record ExchangeFile(Content Content, string Format, string Name, string MediaType, string? ConformsTo, Action<Stream> Write);

/// <summary>Every file that a version has.</summary>
public static class ExchangeFiles
{
    private const string Csvw = "http://www.w3.org/ns/csvw";
    private const string Skos = "http://www.w3.org/TR/skos-reference/";
    private const string Xkos = "http://rdf-vocabulary.ddialliance.org/xkos";

    /// <summary>In a fixed order. Changes and correspondence only where there is a version before, the crosswalk only where there is one.</summary>
    public static IReadOnlyList<ExchangeFile> Of(ExchangeSource source)
    {
        var files = new List<ExchangeFile>();
        var entries = new Lazy<Table>(() => ClassificationTables.Entries(source));
        var retired = new Lazy<Table>(() => ClassificationTables.Retired(source));
        var graph = new Lazy<Graph>(() => ClassificationGraph.Of(source));
        Tabular(Content.Classification, entries);
        Workbook(Content.Classification, () => [entries.Value, retired.Value]);
        Json(Content.Classification, stream => JsonFiles.WriteClassification(source, stream));
        Linked(Content.Classification, graph, Xkos);
        Add(
            Content.Classification,
            "sdmx",
            "sdmx.json",
            "application/vnd.sdmx.structure+json",
            Sdmx,
            stream => SdmxCodelist.Write(source, stream)
        );
        if (source.Before is not null)
        {
            Tabular(Content.Retired, retired);
            var changes = new Lazy<Table>(() => ClassificationTables.Changes(source));
            var correspondence = new Lazy<Table>(() => ClassificationTables.Correspondence(source));
            Tabular(Content.Changes, changes);
            Workbook(Content.Changes, () => [changes.Value, correspondence.Value]);
            Json(Content.Changes, stream => JsonFiles.WriteChanges(source, stream));
            Linked(Content.Changes, new(() => CorrespondenceGraph.OfChanges(source)), Xkos);
            Tabular(Content.Correspondence, correspondence);
        }
        if (source.Matches.Count > 0)
        {
            var crosswalk = new Lazy<Table>(() => ClassificationTables.Crosswalk(source));
            Tabular(Content.Crosswalk, crosswalk);
            Workbook(Content.Crosswalk, () => [crosswalk.Value]);
            Json(Content.Crosswalk, stream => JsonFiles.WriteCrosswalk(source, stream));
            Linked(Content.Crosswalk, new(() => CorrespondenceGraph.OfCrosswalk(source)), Skos);
        }
        return files;

        void Tabular(Content content, Lazy<Table> table)
        {
            Add(content, "csv", "csv", "text/csv; charset=utf-8; header=present", Csvw, stream => CsvTable.Write(table.Value, stream));
            Add(
                content,
                "csvw",
                "csv" + CsvwMetadata.Suffix,
                "application/csvm+json",
                Csvw,
                stream => CsvwMetadata.Write(table.Value, NameOf(content, source.Version, "csv"), source, stream)
            );
            Add(content, "parquet", "parquet", "application/vnd.apache.parquet", null, stream => ParquetTable.Write(table.Value, stream));
        }

        void Workbook(Content content, Func<IReadOnlyList<Table>> tables) =>
            Add(
                content,
                "xlsx",
                "xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                null,
                stream => XlsxWorkbook.Write(tables(), stream)
            );

        void Json(Content content, Action<Stream> write) => Add(content, "json", "json", "application/json", null, write);

        void Linked(Content content, Lazy<Graph> statements, string standard)
        {
            Add(content, "ttl", "ttl", "text/turtle; charset=utf-8", standard, stream => Turtle.Write(statements.Value, stream));
            Add(content, "jsonld", "jsonld", "application/ld+json", standard, stream => JsonLd.Write(statements.Value, stream));
        }

        void Add(Content content, string format, string extension, string mediaType, string? standard, Action<Stream> write) =>
            files.Add(new ExchangeFile(content, format, NameOf(content, source.Version, extension), mediaType, standard, write));
    }

    private const string Sdmx = "https://github.com/sdmx-twg/sdmx-json";

    /// <summary>e.g. <c>classification-2022.2.csv</c>.</summary>
    public static string NameOf(Content content, ClassificationVersion version, string extension) =>
        $"{(content == Content.Crosswalk ? "crosswalk-isco08" : content.ToString().ToLowerInvariant())}-{version.Name}.{extension}";
}
