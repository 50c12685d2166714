using Zhidian.Classification.Exchange.Rdf;

namespace Zhidian.Classification.Exchange;

/// <summary>The terms that no public vocabulary has, and the marks as a small concept scheme: said in words where they are used.</summary>
public static class OwnTerms
{
    private static readonly (string Name, string Type, string Chinese, string English)[] All =
    [
        ("Change", "rdfs:Class", "两个版本之间的一项变化", "One typed change between two versions"),
        ("changeKind", "rdf:Property", "变化的种类", "Kind of a change, a token"),
        ("concerns", "rdf:Property", "变化所涉条目的永久地址", "The permanent address of the entry that a change is about"),
        ("contentHash", "rdf:Property", "版本内容的 SHA-256", "SHA-256 over the entries of a version"),
        ("exact", "rdf:Property", "整体转入，未经判断或拆分", "Goes there whole, by identity or by record; nothing was judged or divided"),
        ("gbt6565", "rdf:Property", "GB/T 6565 的对应代码", "The parallel code of GB/T 6565"),
        ("mark", "rdf:Property", "数字职业或绿色职业标识", "A mark printed after the title"),
        ("newState", "rdf:Property", "变化之后的条目", "The entry after the change"),
        ("oldState", "rdf:Property", "变化之前的条目", "The entry before the change"),
        ("reason", "rdf:Property", "变化的原因，一个记号", "Why it is so, a token"),
        ("standing", "rdf:Property", "版本的可靠程度：complete、reconstructed 或 partial", "How far a version can be relied on"),
        (
            "weight",
            "rdf:Property",
            "原职业转入此处的份额，同一来源之和为 1",
            "Share of the source that is in the target; 1 over all of a source"
        ),
        ("workType", "rdf:Property", "新增或取消的工种", "The work type that came or went"),
    ];

    public static Graph Terms(Addresses addresses)
    {
        var graph = addresses.NewGraph();
        foreach (var (name, type, chinese, english) in All)
        {
            var term = addresses.Term(name);
            graph.IsA(term, type);
            graph.Add(term, "rdfs:label", new Literal(name));
            graph.Both(term, "rdfs:comment", chinese, english);
        }
        return graph;
    }

    public static Graph Marks(Addresses addresses)
    {
        var graph = addresses.NewGraph();
        AddMarks(graph, addresses);
        return graph;
    }

    public static Graph Documents(Addresses addresses, History history)
    {
        var graph = addresses.NewGraph();
        foreach (var key in history.Documents.Keys.Order(StringComparer.Ordinal))
            AddDocument(graph, addresses, history, key);
        return graph;
    }

    public static void AddMarks(Graph graph, Addresses addresses)
    {
        var scheme = addresses.Marks;
        graph.IsA(scheme, "skos:ConceptScheme");
        graph.Both(scheme, "dct:title", "职业标识", "Marks of occupations");
        foreach (var (token, chinese, english) in new[] { ("L", "绿色职业", "Green occupation"), ("S", "数字职业", "Digital occupation") })
        {
            var mark = addresses.Mark(token);
            graph.IsA(mark, "skos:Concept");
            graph.Add(mark, "skos:inScheme", scheme);
            graph.Add(mark, "skos:topConceptOf", scheme);
            graph.Add(mark, "skos:notation", token, language: null);
            graph.Both(mark, "skos:prefLabel", chinese, english);
            graph.Add(scheme, "skos:hasTopConcept", mark);
        }
    }

    /// <summary>The publication a fact comes from; an unknown key says nothing.</summary>
    public static void AddDocument(Graph graph, Addresses addresses, History history, string key)
    {
        if (!history.Documents.TryGetValue(key, out var document))
            return;
        var at = addresses.Document(key);
        graph.IsA(at, "dct:BibliographicResource");
        graph.Both(at, "dct:title", document.Chinese, document.English);
        if (document.Published is { } day)
            graph.Typed(at, "dct:issued", Tables.Table.Text(day), "xsd:date");
    }
}
