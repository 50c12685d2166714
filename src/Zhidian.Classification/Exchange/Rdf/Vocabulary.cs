namespace Zhidian.Classification.Exchange.Rdf;

/// <summary>The public vocabularies used.</summary>
public static class Vocabulary
{
    public const string Chinese = "zh-Hans";
    public const string English = "en";

    public const string OwnPrefix = "zd";
    public const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    public const string Xsd = "http://www.w3.org/2001/XMLSchema#";

    public static readonly IReadOnlyList<(string Prefix, string Namespace)> Public =
    [
        ("dcat", "http://www.w3.org/ns/dcat#"),
        ("dct", "http://purl.org/dc/terms/"),
        ("owl", "http://www.w3.org/2002/07/owl#"),
        ("rdf", Rdf),
        ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
        ("skos", "http://www.w3.org/2004/02/skos/core#"),
        ("spdx", "http://spdx.org/rdf/terms#"),
        ("xkos", "http://rdf-vocabulary.ddialliance.org/xkos#"),
        ("xsd", Xsd),
    ];
}
