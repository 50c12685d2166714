namespace Zhidian.Classification.Exchange.Rdf;

/// <summary>
/// Statements in the order in which they were made, a subject's own together; one made twice counts once. The same statements in the
/// same order give the same bytes in every syntax.
/// </summary>
/// <param name="baseAddress">Absolute, ends in a slash. Syntaxes shorten what lies below it.</param>
/// <param name="ownTerms">Namespace of the terms that no public vocabulary has; its prefix is <c>zd</c>.</param>
public sealed class Graph(string baseAddress, string ownTerms)
{
    private readonly List<string> _subjects = [];
    private readonly Dictionary<string, List<(string Predicate, Term Object)>> _statements = [];
    private readonly HashSet<(string, string, Term)> _said = [];

    public string BaseAddress => baseAddress;

    public IReadOnlyList<string> Subjects => _subjects;

    /// <summary>Statements; a list of n items counts once here and 2n + 1 times in a syntax.</summary>
    public int Count => _said.Count;

    /// <summary>Prefixes and their namespaces, in the order of the alphabet.</summary>
    public IReadOnlyList<(string Prefix, string Namespace)> Prefixes { get; } = [.. Vocabulary.Public, (Vocabulary.OwnPrefix, ownTerms)];

    public IReadOnlyList<(string Predicate, Term Object)> About(string subject) => _statements[subject];

    /// <param name="predicate">With a prefix, e.g. <c>skos:broader</c>.</param>
    public void Add(Iri subject, string predicate, Term value)
    {
        var full = Expand(predicate);
        if (!_said.Add((subject.Value, full, value)))
            return;
        if (!_statements.TryGetValue(subject.Value, out var list))
        {
            _statements[subject.Value] = list = [];
            _subjects.Add(subject.Value);
        }
        list.Add((full, value));
    }

    /// <summary>A text; nothing is said when it is null or empty.</summary>
    public void Add(Iri subject, string predicate, string? text, string? language = null)
    {
        if (!string.IsNullOrEmpty(text))
            Add(subject, predicate, new Literal(text, language));
    }

    /// <summary>A text in both languages.</summary>
    public void Both(Iri subject, string predicate, string chinese, string english)
    {
        Add(subject, predicate, new Literal(chinese, Vocabulary.Chinese));
        Add(subject, predicate, new Literal(english, Vocabulary.English));
    }

    public void IsA(Iri subject, string type) => Add(subject, "rdf:type", Named(type));

    /// <summary>A text of a datatype of XML Schema, e.g. <c>xsd:date</c>.</summary>
    public void Typed(Iri subject, string predicate, string text, string datatype) =>
        Add(subject, predicate, new Literal(text, null, Expand(datatype)));

    /// <summary>The IRI of a prefixed name.</summary>
    public Iri Named(string prefixed) => new(Expand(prefixed));

    private string Expand(string prefixed)
    {
        var colon = prefixed.IndexOf(':', StringComparison.Ordinal);
        foreach (var (prefix, space) in Prefixes)
            if (prefixed.AsSpan(0, colon).SequenceEqual(prefix))
                return string.Concat(space, prefixed.AsSpan(colon + 1));
        throw new ArgumentException($"'{prefixed}' has no known prefix.", nameof(prefixed));
    }
}
