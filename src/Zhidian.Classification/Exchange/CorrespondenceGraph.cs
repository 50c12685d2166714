using Zhidian.Classification.Exchange.Rdf;

namespace Zhidian.Classification.Exchange;

/// <summary>
/// Versions beside each other as XKOS: a correspondence made of associations, each with the share of its source that is in its target.
/// XKOS has no weights, so that term is ours. A share without a counterpart is an association without a target: the shares of
/// a source always sum to 1.
/// </summary>
public static class CorrespondenceGraph
{
    /// <summary>The changes that made the version, and the associations of the occupations they touch.</summary>
    public static Graph OfChanges(ExchangeSource source)
    {
        var (graph, addresses) = (source.Addresses.NewGraph(), source.Addresses);
        if (source.Before is not { } before)
            return graph;
        var changes = source.History.Changes(source.Version);
        var touched = changes.Where(c => c.Level == Level.Occupation).Select(c => c.Id).ToHashSet();
        Add(graph, source, t => touched.Contains(t.FromId) || (t.ToId is not null && touched.Contains(t.ToId)));
        for (var i = 0; i < changes.Count; i++)
        {
            var change = changes[i];
            var at = addresses.Version(source.Version, $"change-{i + 1}");
            graph.IsA(at, "zd:Change");
            var (chinese, english) = Statements.Kind(change.Kind);
            graph.Both(at, "rdfs:label", chinese, english);
            graph.Add(at, "zd:changeKind", new Literal(Statements.Token(change.Kind)));
            graph.Add(at, "zd:concerns", addresses.Occupation(change.Id));
            if (before.FindById(change.Id) is not null)
                graph.Add(at, "zd:oldState", addresses.Occupation(change.Id, before));
            if (source.Version.FindById(change.Id) is not null)
                graph.Add(at, "zd:newState", addresses.Occupation(change.Id, source.Version));
            graph.Add(at, "zd:workType", change.Text, Vocabulary.Chinese);
            graph.Typed(at, "dct:date", Tables.Table.Text(change.Date), "xsd:date");
            if (source.History.Documents.ContainsKey(change.Evidence.Document))
                graph.Add(at, "dct:source", addresses.Document(change.Evidence.Document));
            graph.Add(at, "zd:reason", change.Evidence.Reason, language: null);
            graph.Add(at, "rdfs:comment", change.Evidence.Note, Vocabulary.English);
        }
        foreach (var id in touched.Order(StringComparer.Ordinal))
        foreach (var version in new[] { before, source.Version })
            if (version.FindById(id) is { } entry)
            {
                var concept = addresses.Occupation(id, version);
                graph.Add(concept, "skos:inScheme", addresses.Version(version));
                graph.Add(concept, "skos:notation", new Literal(entry.Code.Text));
                graph.Add(concept, "skos:prefLabel", entry.Title, Vocabulary.Chinese);
                graph.Add(concept, "skos:prefLabel", entry.English, Vocabulary.English);
            }
        foreach (var key in changes.Select(c => c.Evidence.Document).Distinct().Order(StringComparer.Ordinal))
            OwnTerms.AddDocument(graph, addresses, source.History, key);
        return graph;
    }

    /// <summary>The counterparts in ISCO-08, by the addresses that ESCO gives its groups.</summary>
    public static Graph OfCrosswalk(ExchangeSource source)
    {
        var (graph, addresses) = (source.Addresses.NewGraph(), source.Addresses);
        foreach (var (entry, match) in source.Matches)
        {
            var concept = addresses.Occupation(entry.Id, source.Version);
            graph.Add(concept, "skos:notation", new Literal(entry.Code.Text));
            graph.Add(concept, "skos:prefLabel", entry.Title, Vocabulary.Chinese);
            graph.Add(concept, "skos:prefLabel", entry.English, Vocabulary.English);
            var there = Isco(match.Isco.Code);
            graph.Add(concept, $"skos:{ClassificationTables.Relation(match)}Match", there);
            if (match.Reason.Chinese.Length > 0)
                graph.Add(concept, "skos:editorialNote", $"ISCO-08 {match.Isco.Code}：{match.Reason.Chinese}", Vocabulary.Chinese);
            if (match.Reason.English.Length > 0)
                graph.Add(concept, "skos:editorialNote", $"ISCO-08 {match.Isco.Code}: {match.Reason.English}", Vocabulary.English);
            graph.Add(there, "skos:notation", new Literal(match.Isco.Code));
            graph.Add(there, "skos:prefLabel", match.Isco.Title, Vocabulary.English);
        }
        return graph;
    }

    /// <summary>ILO gives ISCO-08 no addresses; ESCO's are the ones in use.</summary>
    public static Iri Isco(string code) => new("http://data.europa.eu/esco/isco/C" + code);

    internal static void Add(Graph graph, ExchangeSource source, Func<(string FromId, string? ToId), bool> which)
    {
        if (source.Before is not { } before)
            return;
        var (addresses, version) = (source.Addresses, source.Version);
        var correspondence = addresses.Version(version, $"from-{Uri.EscapeDataString(before.Name)}");
        graph.IsA(correspondence, "xkos:Correspondence");
        graph.Both(
            correspondence,
            "skos:prefLabel",
            $"版本 {before.Name} 与 {version.Name} 的职业对应",
            $"Correspondence of occupations from version {before.Name} to {version.Name}"
        );
        graph.Add(correspondence, "xkos:compares", addresses.Version(before));
        graph.Add(correspondence, "xkos:compares", addresses.Version(version));
        var links = source.History.Correspondence(before, version);
        foreach (var old in before.Occupations)
        {
            var targets = links.Of(old.Id);
            // All of a source or none: its shares have to sum to 1.
            if (!targets.Any(t => which((old.Id, t.ToId))))
                continue;
            foreach (var target in targets)
            {
                var at = addresses.Version(version, $"from-{Uri.EscapeDataString(before.Name)}-{old.Id}-{target.ToId ?? "none"}");
                graph.IsA(at, "xkos:ConceptAssociation");
                graph.Add(correspondence, "xkos:madeOf", at);
                graph.Add(at, "xkos:sourceConcept", addresses.Occupation(old.Id, before));
                if (target.ToId is { } id)
                    graph.Add(at, "xkos:targetConcept", addresses.Occupation(id, version));
                graph.Typed(at, "zd:weight", Tables.Table.Number(target.Weight), "xsd:decimal");
                graph.Typed(at, "zd:exact", target.Exact ? "true" : "false", "xsd:boolean");
            }
        }
    }
}
