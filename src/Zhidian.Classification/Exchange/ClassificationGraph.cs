using System.Globalization;
using Zhidian.Classification.Exchange.Rdf;

namespace Zhidian.Classification.Exchange;

/// <summary>
/// A version as SKOS with XKOS, the extension for statistical classifications: a scheme with levels, a concept for each entry as this
/// version shows it, what was retired before, and the correspondence with the version before. A concept of a version is
/// another resource than the permanent one it is a version of, so the files of several versions can be read together.
/// </summary>
public static class ClassificationGraph
{
    private static readonly (Level Level, string Chinese, string English, string Pattern)[] Levels =
    [
        (Level.Major, "大类", "Major groups", "[1-8]"),
        (Level.SubMajor, "中类", "Sub-major groups", "[1-8]-\\d{2}"),
        (Level.Minor, "小类", "Minor groups", "[1-8]-\\d{2}-\\d{2}"),
        (Level.Occupation, "细类（职业）", "Occupations", "[1-8]-\\d{2}-\\d{2}-\\d{2}"),
    ];

    public static Graph Of(ExchangeSource source)
    {
        var graph = source.Addresses.NewGraph();
        AddScheme(graph, source);
        foreach (var entry in source.Version.Entries)
            AddConcept(graph, source, entry);
        foreach (var retired in source.Retired)
            AddRetired(graph, source, retired);
        OwnTerms.AddMarks(graph, source.Addresses);
        CorrespondenceGraph.Add(graph, source, _ => true);
        OwnTerms.AddDocument(graph, source.Addresses, source.History, source.Version.Document);
        return graph;
    }

    /// <summary>One entry as a version shows it, with its neighbours' names, and the permanent resource it is a version of.</summary>
    public static Graph OfEntry(ExchangeSource source, Entry entry)
    {
        var (graph, addresses, version) = (source.Addresses.NewGraph(), source.Addresses, source.Version);
        var lasting = addresses.Occupation(entry.Id);
        graph.Add(lasting, "dct:identifier", new Literal(entry.Id));
        graph.Add(lasting, "skos:prefLabel", entry.Title, Vocabulary.Chinese);
        graph.Add(lasting, "skos:prefLabel", entry.English, Vocabulary.English);
        foreach (var other in source.History.Versions.Where(v => v.FindById(entry.Id) is not null))
            graph.Add(lasting, "dct:hasVersion", addresses.Occupation(entry.Id, other));
        AddConcept(graph, source, entry);
        foreach (var near in version.Ancestors(entry).Concat(version.Children(entry.Code)))
        {
            var at = addresses.Occupation(near.Id, version);
            graph.Add(at, "skos:notation", new Literal(near.Code.Text));
            graph.Add(at, "skos:prefLabel", near.Title, Vocabulary.Chinese);
            graph.Add(at, "skos:prefLabel", near.English, Vocabulary.English);
        }
        return graph;
    }

    /// <summary>A retired id alone: what it was and what took its place.</summary>
    public static Graph OfRetired(ExchangeSource source, Retired retired)
    {
        var graph = source.Addresses.NewGraph();
        AddRetired(graph, source, retired);
        foreach (var version in source.History.Versions.Where(v => v.FindById(retired.Entry.Id) is not null))
            graph.Add(
                source.Addresses.Occupation(retired.Entry.Id),
                "dct:hasVersion",
                source.Addresses.Occupation(retired.Entry.Id, version)
            );
        return graph;
    }

    private static void AddScheme(Graph graph, ExchangeSource source)
    {
        var (addresses, version) = (source.Addresses, source.Version);
        var scheme = addresses.Version(version);
        graph.IsA(scheme, "skos:ConceptScheme");
        var (chinese, english) = Statements.Title(version);
        graph.Both(scheme, "dct:title", chinese, english);
        graph.Both(scheme, "skos:prefLabel", chinese, english);
        graph.Add(scheme, "dct:identifier", new Literal(version.Name));
        graph.Add(scheme, "owl:versionInfo", new Literal(version.Name));
        graph.Typed(scheme, "dct:issued", Tables.Table.Text(version.Effective), "xsd:date");
        if (source.History.Documents.ContainsKey(version.Document))
            graph.Add(scheme, "dct:source", addresses.Document(version.Document));
        graph.Both(scheme, "dct:rights", Statements.Rights.Chinese, Statements.Rights.English);
        graph.Add(scheme, "zd:standing", new Literal(Statements.Token(version.Standing)));
        var standing = Statements.Standing(version);
        graph.Both(scheme, "skos:note", standing.Chinese, standing.English);
        graph.Add(scheme, "zd:contentHash", new Literal(version.ContentHash));
        graph.Add(scheme, "xkos:belongsTo", addresses.Classification);
        if (source.Before is { } before)
        {
            graph.Add(scheme, "xkos:follows", addresses.Version(before));
            graph.Add(scheme, "xkos:supersedes", addresses.Version(before));
        }
        graph.Typed(scheme, "xkos:numberOfLevels", "4", "xsd:int");
        graph.Add(scheme, "xkos:levels", new Sequence(Levels.Select(l => addresses.Level(version, l.Level)).ToList()));
        foreach (var top in version.Children(null))
            graph.Add(scheme, "skos:hasTopConcept", addresses.Occupation(top.Id, version));
        foreach (var level in Levels)
        {
            var at = addresses.Level(version, level.Level);
            graph.IsA(at, "xkos:ClassificationLevel");
            graph.Both(at, "skos:prefLabel", level.Chinese, level.English);
            graph.Typed(at, "xkos:depth", ((int)level.Level).ToString(CultureInfo.InvariantCulture), "xsd:positiveInteger");
            graph.Add(at, "xkos:notationPattern", new Literal(level.Pattern));
            foreach (var entry in version.Entries.Where(e => e.Level == level.Level))
                graph.Add(at, "skos:member", addresses.Occupation(entry.Id, version));
        }
        graph.IsA(addresses.Classification, "skos:Concept");
        graph.Both(
            addresses.Classification,
            "skos:prefLabel",
            "中华人民共和国职业分类大典",
            "Occupational Classification of the People's Republic of China"
        );
    }

    private static void AddConcept(Graph graph, ExchangeSource source, Entry entry)
    {
        var (addresses, version) = (source.Addresses, source.Version);
        var concept = addresses.Occupation(entry.Id, version);
        var scheme = addresses.Version(version);
        graph.IsA(concept, "skos:Concept");
        graph.Add(concept, "skos:inScheme", scheme);
        graph.Add(concept, "dct:isVersionOf", addresses.Occupation(entry.Id));
        graph.Add(concept, "dct:identifier", new Literal(entry.Id));
        graph.Add(concept, "skos:notation", new Literal(entry.Code.Text));
        graph.Add(concept, "skos:prefLabel", entry.Title, Vocabulary.Chinese);
        graph.Add(concept, "skos:prefLabel", entry.English, Vocabulary.English);
        // A label of one kind must not be of another too (SKOS, integrity condition S13).
        foreach (var workType in entry.WorkTypes.Where(w => w != entry.Title))
            graph.Add(concept, "skos:altLabel", workType, Vocabulary.Chinese);
        foreach (var title in source.TitlesOf(entry))
            graph.Add(concept, "skos:hiddenLabel", title, Vocabulary.Chinese);
        if (entry.Parent is { } parent && version.Find(parent) is { } group)
            graph.Add(concept, "skos:broader", addresses.Occupation(group.Id, version));
        else
            graph.Add(concept, "skos:topConceptOf", scheme);
        foreach (var child in version.Children(entry.Code))
            graph.Add(concept, "skos:narrower", addresses.Occupation(child.Id, version));
        if (entry.Marks.HasFlag(Marks.Digital))
            graph.Add(concept, "zd:mark", addresses.Mark("S"));
        if (entry.Marks.HasFlag(Marks.Green))
            graph.Add(concept, "zd:mark", addresses.Mark("L"));
        graph.Add(concept, "zd:gbt6565", entry.GbtCode, language: null);
        if (entry.ReleasedOn is { } day)
            graph.Typed(concept, "dct:issued", Tables.Table.Text(day), "xsd:date");
        foreach (var old in source.History.OldCodesOf(entry.Id))
            graph.Both(
                concept,
                "skos:historyNote",
                $"曾用代码 {old.Code}，名称“{old.Title}”（{CodeLookup.When(old)}）。",
                $"Had the code {old.Code} and the title '{old.Title}' ({CodeLookup.When(old)})."
            );
    }

    /// <summary>
    /// Never forgotten: the permanent resource stays, deprecated, with what took its place. In no scheme and without a notation, since
    /// the version has neither.
    /// </summary>
    private static void AddRetired(Graph graph, ExchangeSource source, Retired retired)
    {
        var at = source.Addresses.Occupation(retired.Entry.Id);
        graph.IsA(at, "skos:Concept");
        graph.Add(at, "dct:identifier", new Literal(retired.Entry.Id));
        graph.Add(at, "skos:prefLabel", retired.Entry.Title, Vocabulary.Chinese);
        graph.Add(at, "skos:prefLabel", retired.Entry.English, Vocabulary.English);
        graph.Typed(at, "owl:deprecated", "true", "xsd:boolean");
        foreach (var successor in retired.Successors)
            graph.Add(at, "dct:isReplacedBy", source.Addresses.Occupation(successor.Id));
        var (last, code) = (retired.Last.Name, retired.Entry.Code);
        graph.Both(
            at,
            "skos:historyNote",
            $"最后见于版本 {last}，代码 {code}。{(retired.Successors.Count == 0 ? "没有接替的条目。" : "")}",
            $"Last in version {last} as {code}.{(retired.Successors.Count == 0 ? " Nothing took its place." : "")}"
        );
    }
}
