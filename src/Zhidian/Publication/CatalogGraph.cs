using System.Globalization;
using Zhidian.Classification;
using Zhidian.Classification.Exchange;
using Zhidian.Classification.Exchange.Rdf;

namespace Zhidian.Publication;

/// <summary>What is published, as DCAT 3: a catalogue, a series, a dataset for each version, a distribution for each file with size and hash.</summary>
public static class CatalogGraph
{
    private const string MediaTypes = "https://www.iana.org/assignments/media-types/";

    public static Graph Of(History history, PublishedSets sets)
    {
        var (graph, addresses) = (sets.Addresses.NewGraph(), sets.Addresses);
        var catalog = addresses.At("id/catalog");
        var series = addresses.At("id/catalog#series");
        graph.IsA(catalog, "dcat:Catalog");
        graph.Both(catalog, "dct:title", "职典：职业分类数据目录", "Zhidian: catalogue of the occupational classification");
        graph.Both(catalog, "dct:rights", Statements.Rights.Chinese, Statements.Rights.English);
        graph.Add(catalog, "dcat:dataset", series);
        foreach (var version in history.Versions)
            graph.Add(catalog, "dcat:dataset", DatasetOf(addresses, version));
        graph.IsA(series, "dcat:DatasetSeries");
        graph.Both(
            series,
            "dct:title",
            "中华人民共和国职业分类大典，全部版本",
            "Occupational Classification of the People's Republic of China, all versions"
        );
        graph.Add(series, "dcat:first", DatasetOf(addresses, history.Versions[0]));
        graph.Add(series, "dcat:last", DatasetOf(addresses, history.Latest));
        foreach (var version in history.Versions)
            Add(graph, history, sets.Of(version), addresses, series);
        foreach (var version in history.Versions)
            OwnTerms.AddDocument(graph, addresses, history, version.Document);
        return graph;
    }

    private static Iri DatasetOf(Addresses addresses, ClassificationVersion version) =>
        addresses.At($"id/catalog#dataset-{Uri.EscapeDataString(version.Name)}");

    private static void Add(Graph graph, History history, PublishedSet set, Addresses addresses, Iri series)
    {
        var version = set.Version;
        var dataset = DatasetOf(addresses, version);
        graph.IsA(dataset, "dcat:Dataset");
        var (chinese, english) = Statements.Title(version);
        graph.Both(dataset, "dct:title", chinese, english);
        var standing = Statements.Standing(version);
        graph.Both(dataset, "dct:description", standing.Chinese, standing.English);
        graph.Both(dataset, "dcat:keyword", "职业分类", "occupational classification");
        graph.Add(dataset, "dct:identifier", new Literal(version.Name));
        graph.Add(dataset, "dcat:version", new Literal(version.Name));
        graph.Typed(dataset, "dct:issued", version.Effective.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "xsd:date");
        graph.Add(dataset, "dcat:inSeries", series);
        if (history.Before(version) is { } before)
            graph.Add(dataset, "dcat:prev", DatasetOf(addresses, before));
        if (history.Documents.ContainsKey(version.Document))
            graph.Add(dataset, "dct:source", addresses.Document(version.Document));
        graph.Both(dataset, "dct:rights", Statements.Rights.Chinese, Statements.Rights.English);
        graph.Add(dataset, "dcat:landingPage", addresses.At($"downloads?version={Uri.EscapeDataString(version.Name)}"));
        foreach (var file in set.Manifest.Files)
        {
            var at = addresses.At($"id/catalog#{Uri.EscapeDataString(file.Name)}");
            graph.Add(dataset, "dcat:distribution", at);
            graph.IsA(at, "dcat:Distribution");
            graph.Add(at, "dct:title", new Literal(file.Name));
            graph.Add(at, "dcat:accessURL", addresses.File(version, file.Name));
            graph.Add(at, "dcat:downloadURL", addresses.File(version, file.Name));
            graph.Add(at, "dcat:mediaType", new Iri(MediaTypes + file.MediaType.Split(';')[0]));
            if (file.ConformsTo is { } standard)
                graph.Add(at, "dct:conformsTo", new Iri(standard));
            graph.Typed(at, "dcat:byteSize", file.Bytes.ToString(CultureInfo.InvariantCulture), "xsd:nonNegativeInteger");
            var checksum = addresses.At($"id/catalog#{Uri.EscapeDataString(file.Name)}-sha256");
            graph.Add(at, "spdx:checksum", checksum);
            graph.IsA(checksum, "spdx:Checksum");
            graph.Add(checksum, "spdx:algorithm", graph.Named("spdx:checksumAlgorithm_sha256"));
            graph.Typed(checksum, "spdx:checksumValue", file.Sha256, "xsd:hexBinary");
        }
    }
}
