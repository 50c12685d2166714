using System.Globalization;
using System.Text;

namespace Zhidian.Classification.Exchange.Rdf;

/// <summary>Escapes that Turtle and N-Triples share, and N-Triples itself (RDF 1.1).</summary>
public static class LineSyntax
{
    /// <summary>A literal's text between quotes: what the grammar forbids there and every control character are escaped, all else stays as it is.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                // The last two are no controls, but readers of lines take them for the end of one.
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => quoted.Append(c),
            };
        return quoted.Append('"').ToString();
    }

    /// <summary>One statement a line, sorted, so that two graphs that say the same give the same bytes.</summary>
    public static void WriteNTriples(Graph graph, Stream to)
    {
        var lines = new List<string>(graph.Count);
        var blanks = 0;
        foreach (var subject in graph.Subjects)
        foreach (var (predicate, value) in graph.About(subject))
            if (value is Sequence list)
                AddList(subject, predicate, list);
            else
                lines.Add($"<{subject}> <{predicate}> {Full(value)} .");
        lines.Sort(StringComparer.Ordinal);
        using var writer = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        foreach (var line in lines)
            writer.WriteLine(line);

        void AddList(string subject, string predicate, Sequence list)
        {
            var at = $"<{subject}> <{predicate}>";
            foreach (var item in list.Items)
            {
                var node = string.Create(CultureInfo.InvariantCulture, $"_:b{++blanks}");
                lines.Add($"{at} {node} .");
                lines.Add($"{node} <{Vocabulary.Rdf}first> <{item.Value}> .");
                at = $"{node} <{Vocabulary.Rdf}rest>";
            }
            lines.Add($"{at} <{Vocabulary.Rdf}nil> .");
        }
    }

    private static string Full(Term value) =>
        value switch
        {
            Iri iri => $"<{iri.Value}>",
            Literal { Language: { } language } text => $"{Quoted(text.Text)}@{language}",
            Literal { Datatype: { } type } text => $"{Quoted(text.Text)}^^<{type}>",
            Literal text => Quoted(text.Text),
            _ => throw new ArgumentException("a list is no single term.", nameof(value)),
        };
}
