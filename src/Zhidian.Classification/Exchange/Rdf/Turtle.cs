using System.Text;

namespace Zhidian.Classification.Exchange.Rdf;

/// <summary>RDF 1.1 Turtle: subjects in the graph's order, predicates of one kind together.</summary>
public static class Turtle
{
    public static void Write(Graph graph, Stream to)
    {
        using var writer = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine($"@base <{graph.BaseAddress}> .");
        foreach (var (prefix, space) in graph.Prefixes)
            writer.WriteLine($"@prefix {prefix}: <{space}> .");
        foreach (var subject in graph.Subjects)
        {
            writer.WriteLine();
            writer.Write(Name(graph, subject));
            var groups = graph.About(subject).GroupBy(s => s.Predicate).ToList();
            for (var i = 0; i < groups.Count; i++)
            {
                writer.Write(i == 0 ? " " : "  ");
                writer.Write(groups[i].Key == Vocabulary.Rdf + "type" ? "a" : Name(graph, groups[i].Key));
                writer.Write(' ');
                writer.Write(string.Join(" ,\n    ", groups[i].Select(s => Text(graph, s.Object))));
                writer.WriteLine(i < groups.Count - 1 ? " ;" : " .");
            }
        }
    }

    private static string Text(Graph graph, Term value) =>
        value switch
        {
            Iri iri => Name(graph, iri.Value),
            Literal { Language: { } language } text => $"{LineSyntax.Quoted(text.Text)}@{language}",
            Literal { Datatype: { } type } text => $"{LineSyntax.Quoted(text.Text)}^^{Name(graph, type)}",
            Literal text => LineSyntax.Quoted(text.Text),
            Sequence list => $"( {string.Join(' ', list.Items.Select(i => Name(graph, i.Value)))} )",
            _ => throw new ArgumentException("an unknown kind of term.", nameof(value)),
        };

    private static string Name(Graph graph, string iri)
    {
        foreach (var (prefix, space) in graph.Prefixes)
            if (iri.StartsWith(space, StringComparison.Ordinal) && IsPlain(iri.AsSpan(space.Length)))
                return $"{prefix}:{iri[space.Length..]}";
        return $"<{Addresses.Relative(graph.BaseAddress, iri)}>";
    }

    /// <summary>Letters, digits, - and _, beginning with a letter: a local name that needs no escape in any version of the grammar.</summary>
    private static bool IsPlain(ReadOnlySpan<char> local)
    {
        if (local.Length == 0 || !char.IsAsciiLetter(local[0]))
            return false;
        foreach (var c in local)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return false;
        return true;
    }
}
