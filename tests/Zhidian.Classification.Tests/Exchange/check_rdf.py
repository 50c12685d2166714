"""Reads published RDF with rdflib and says what does not hold, one fault a line. Run by the tests; ends with 1 when there are faults.

usage: check_rdf.py same FILE.ttl FILE.jsonld FILE.nt     the three say the same
       check_rdf.py xkos FILE.ttl                         integrity of a version
       check_rdf.py changes FILE.ttl                      integrity of changes
       check_rdf.py texts FILE.ttl FILE.jsonld FILE.nt TEXTS.json   every literal is one of the texts and the other way round
"""
import json
import sys
from collections import Counter, defaultdict
from decimal import Decimal

from rdflib import BNode, Graph, Namespace, RDF, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, OWL, SKOS

XKOS = Namespace("http://rdf-vocabulary.ddialliance.org/xkos#")
FORMATS = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt"}
faults = []


def read(path):
    return Graph().parse(path, format=FORMATS[path.rsplit(".", 1)[1]])


def own(graph):
    """Our own terms: their namespace is at the base address, so it is known by its prefix."""
    return Namespace(dict(graph.namespaces())["zd"])


def expect(holds, text):
    if not holds:
        faults.append(text)


def one(graph, subject, predicate, what):
    values = list(graph.objects(subject, predicate))
    expect(len(values) == 1, f"{subject} has {len(values)} {what}")
    return values[0] if values else None


def lists_as_values(graph):
    """The statements with every list as one value. The only blank nodes are those of lists, so two graphs are isomorphic when these
    sets are equal; rdflib's own comparison takes minutes for a whole version."""
    heads = {o for s, p, o in graph if isinstance(o, BNode) and p != RDF.rest}
    expect(all(p in (RDF.first, RDF.rest) for s, p, o in graph if isinstance(s, BNode)), "a blank node that is no list")
    lists = {head: tuple(Collection(graph, head)) for head in heads}
    return {(s, p, lists.get(o, o)) for s, p, o in graph if not isinstance(s, BNode)}


def same(paths):
    graphs = [read(p) for p in paths]
    expect(len({len(g) for g in graphs}) == 1, f"triples: {[len(g) for g in graphs]}")
    said = [lists_as_values(g) for g in graphs]
    for i in range(1, len(graphs)):
        expect(said[0] == said[i], f"{paths[i]} says other things than {paths[0]}: {list(said[0] ^ said[i])[:2]}")
        if len(graphs[0]) < 2000:
            expect(isomorphic(graphs[0], graphs[i]), f"{paths[i]} is not isomorphic to {paths[0]}")
    print(len(graphs[0]))


def weights(graph):
    zd, sums = own(graph), defaultdict(Decimal)
    for association in graph.subjects(RDF.type, XKOS.ConceptAssociation):
        source = one(graph, association, XKOS.sourceConcept, "sources")
        weight = one(graph, association, zd.weight, "weights")
        targets = len(list(graph.objects(association, XKOS.targetConcept)))
        expect(targets <= 1, f"{association} has {targets} targets")
        expect(len(list(graph.subjects(XKOS.madeOf, association))) == 1, f"{association} is of no correspondence or several")
        expect(0 < Decimal(str(weight)) <= 1, f"{association} weighs {weight}")
        sums[source] += Decimal(str(weight))
    for source, total in sums.items():
        expect(total == 1, f"weights of {source} sum to {total}")
    return len(sums)


def xkos(graph):
    marks = {c for c in graph.subjects(RDF.type, SKOS.Concept) if "/id/marks#" in c}
    schemes = [s for s in graph.subjects(RDF.type, SKOS.ConceptScheme) if not s.endswith("/id/marks")]
    expect(len(schemes) == 1, f"schemes: {schemes}")
    scheme = schemes[0]
    levels = list(Collection(graph, one(graph, scheme, XKOS.levels, "lists of levels")))
    expect(len(levels) == int(one(graph, scheme, XKOS.numberOfLevels, "numbers of levels")), f"levels: {levels}")
    depth = {}
    for position, level in enumerate(levels, 1):
        expect((level, RDF.type, XKOS.ClassificationLevel) in graph, f"{level} is no level")
        expect(int(one(graph, level, XKOS.depth, "depths")) == position, f"{level} is not at depth {position}")
        for member in graph.objects(level, SKOS.member):
            expect(member not in depth, f"{member} is at two levels")
            depth[member] = position
    concepts = set(graph.subjects(SKOS.inScheme, scheme))
    expect(concepts == set(depth), f"{len(concepts ^ set(depth))} concepts are of the scheme without a level, or the other way round")
    tops = set(graph.objects(scheme, SKOS.hasTopConcept))
    notations = Counter()
    for concept in concepts:
        expect((concept, RDF.type, SKOS.Concept) in graph, f"{concept} is no concept")
        notations[one(graph, concept, SKOS.notation, "notations")] += 1
        labels = Counter(label.language for label in graph.objects(concept, SKOS.prefLabel))
        expect(labels["zh-hans"] + labels["zh-Hans"] == 1 and labels["en"] <= 1, f"{concept} has labels {labels}")
        kinds = [set(graph.objects(concept, p)) for p in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        expect(not (kinds[0] & kinds[1] or kinds[0] & kinds[2] or kinds[1] & kinds[2]), f"{concept} has a label of two kinds")
        one(graph, concept, DCTERMS.isVersionOf, "permanent addresses")
        broader = list(graph.objects(concept, SKOS.broader))
        expect(len(broader) == (0 if depth[concept] == 1 else 1), f"{concept} has {len(broader)} broader concepts")
        for above in broader:
            expect(depth.get(above) == depth[concept] - 1, f"{above} is not one level above {concept}")
            expect((above, SKOS.narrower, concept) in graph, f"{above} does not have {concept} below it")
        for below in graph.objects(concept, SKOS.narrower):
            expect((below, SKOS.broader, concept) in graph, f"{below} does not have {concept} above it")
        expect((depth[concept] == 1) == (concept in tops), f"{concept} and the top concepts")
        expect((concept in tops) == ((concept, SKOS.topConceptOf, scheme) in graph), f"{concept} is top on one side only")
        for mark in graph.objects(concept, own(graph).mark):
            expect(mark in marks, f"{concept} has the unknown mark {mark}")
    expect(all(n == 1 for n in notations.values()), "two concepts have one notation")
    lasting = {o for c in concepts for o in graph.objects(c, DCTERMS.isVersionOf)}
    deprecated = set(graph.subjects(OWL.deprecated, None))
    expect(not deprecated & lasting, "a concept of the version is deprecated")
    for gone in deprecated:
        successors = list(graph.objects(gone, DCTERMS.isReplacedBy))
        said = any("Nothing took its place" in str(n) for n in graph.objects(gone, SKOS.historyNote))
        expect(bool(successors) != said, f"{gone} is retired without a word on what took its place")
        for successor in successors:
            expect(successor in lasting, f"{gone} is replaced by {successor}, which the version does not have")
    expect(
        not graph.query(
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> ASK { ?a skos:broader ?b . ?b skos:broader+ ?a }"
        ).askAnswer,
        "a concept is above itself",
    )
    sources = weights(graph)
    follows = list(graph.objects(scheme, XKOS.follows))
    expect((sources > 0) == (len(follows) == 1), f"{sources} sources, {len(follows)} versions before")
    for predicate in (DCTERMS.issued, own(graph).standing):
        one(graph, scheme, predicate, str(predicate))
    expect(len(list(graph.objects(scheme, DCTERMS.rights))) == 2, "rights are not stated in two languages")
    print(json.dumps({"concepts": len(concepts), "deprecated": len(deprecated), "sources": sources, "levels": len(levels)}))


def changes(graph):
    zd = own(graph)
    found = set(graph.subjects(RDF.type, zd.Change))
    for change in found:
        kind = str(one(graph, change, zd.changeKind, "kinds"))
        one(graph, change, zd.concerns, "entries")
        one(graph, change, DCTERMS.date, "dates")
        old, new = (len(list(graph.objects(change, p))) for p in (zd.oldState, zd.newState))
        expect(old + new >= 1, f"{change} is about nothing")
        if kind in ("added", "promoted"):
            expect((old, new) == (0, 1), f"{change} {kind}: {old} before, {new} after")
    weights(graph)
    print(json.dumps({"changes": len(found)}))


def texts(paths, expected):
    with open(expected, encoding="utf-8") as file:
        wanted = Counter(json.load(file))
    for path in paths:
        found = Counter(str(o) for o in read(path).objects() if not isinstance(o, (URIRef, BNode)))
        expect(found == wanted, f"{path}: {list((found - wanted).items())[:3]} instead of {list((wanted - found).items())[:3]}")


def main(what, *paths):
    if what == "same":
        same(paths)
    elif what == "xkos":
        xkos(read(paths[0]))
    elif what == "changes":
        changes(read(paths[0]))
    elif what == "texts":
        texts(paths[:-1], paths[-1])
    else:
        sys.exit(__doc__)
    print("\n".join(faults[:20]), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
