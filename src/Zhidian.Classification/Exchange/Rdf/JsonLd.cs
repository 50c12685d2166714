using System.Text.Json;

namespace Zhidian.Classification.Exchange.Rdf;

/// <summary>JSON-LD 1.1 with its context inside: nothing has to be fetched to read it.</summary>
public static class JsonLd
{
    public static void Write(Graph graph, Stream to)
    {
        using var json = new Utf8JsonWriter(to, JsonText.Options);
        json.WriteStartObject();
        json.WriteStartObject("@context");
        json.WriteString("@base", graph.BaseAddress);
        foreach (var (prefix, space) in graph.Prefixes)
            json.WriteString(prefix, space);
        json.WriteEndObject();
        json.WriteStartArray("@graph");
        foreach (var subject in graph.Subjects)
        {
            json.WriteStartObject();
            json.WriteString("@id", Addresses.Relative(graph.BaseAddress, subject));
            foreach (var group in graph.About(subject).GroupBy(s => s.Predicate))
            {
                var isType = group.Key == Vocabulary.Rdf + "type";
                json.WriteStartArray(isType ? "@type" : Compact(graph, group.Key));
                foreach (var (_, value) in group)
                    if (isType)
                        json.WriteStringValue(Compact(graph, ((Iri)value).Value));
                    else
                        Write(graph, json, value);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        to.WriteByte((byte)'\n');
    }

    private static void Write(Graph graph, Utf8JsonWriter json, Term value)
    {
        json.WriteStartObject();
        switch (value)
        {
            case Iri iri:
                json.WriteString("@id", Addresses.Relative(graph.BaseAddress, iri.Value));
                break;
            case Sequence list:
                json.WriteStartArray("@list");
                foreach (var item in list.Items)
                    Write(graph, json, item);
                json.WriteEndArray();
                break;
            case Literal text:
                json.WriteString("@value", text.Text);
                if (text.Language is not null)
                    json.WriteString("@language", text.Language);
                else if (text.Datatype is not null)
                    json.WriteString("@type", Compact(graph, text.Datatype));
                break;
        }
        json.WriteEndObject();
    }

    private static string Compact(Graph graph, string iri)
    {
        foreach (var (prefix, space) in graph.Prefixes)
            if (iri.StartsWith(space, StringComparison.Ordinal))
                return $"{prefix}:{iri[space.Length..]}";
        return iri;
    }
}
