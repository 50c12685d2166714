using Zhidian.Classification.Crosswalks;
using Zhidian.Classification.Exchange;
using Zhidian.Classification.Exchange.Rdf;

namespace Zhidian.Classification.Tests.Exchange;

/// <summary>A folder of its own for the files of a test.</summary>
public sealed class Shelf : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("zhidian-exchange-").FullName;

    /// <summary>As the program publishes it, at an address that is no default.</summary>
    public static ExchangeSource SourceOf(ClassificationVersion version, History? history = null) =>
        new(history ?? Versions.Current, version, new Addresses("https://zhidian.example.org/portal"), null, IscoCrosswalk.All.ToList());

    public static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    public string Put(string name, Action<Stream> write)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, Bytes(write));
        return path;
    }

    /// <summary>A graph in the three syntaxes.</summary>
    public (string Turtle, string JsonLd, string NTriples) Put(string name, Graph graph) =>
        (
            Put(name + ".ttl", s => Turtle.Write(graph, s)),
            Put(name + ".jsonld", s => JsonLd.Write(graph, s)),
            Put(name + ".nt", s => LineSyntax.WriteNTriples(graph, s))
        );

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
