using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Zhidian.Classification.Exchange;
using Zhidian.Classification.Exchange.Rdf;

namespace Zhidian.Classification.Tests.Exchange;

/// <summary>Whatever a text holds, every syntax gives it back: by our own reading of the grammar, then by rdflib and rapper.</summary>
public sealed class RdfSyntaxTests
{
    private static readonly char[] Hard =
    [
        '"',
        '\\',
        '\n',
        '\r',
        '\t',
        '\b',
        '\f',
        '\'',
        '{',
        '}',
        '<',
        '>',
        '@',
        '^',
        '\u007F',
        '\u0085',
        '\u2028',
    ];

    /// <summary>Characters of every kind, the hard ones often; halves of surrogate pairs too.</summary>
    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.Int[0, Hard.Length - 1].Select(i => Hard[i]),
            Gen.Char,
            Gen.Char['\u4E00', '\u9FFF'],
            Gen.Char['a', 'z']
        )
        .Array[0, 20]
        .Select(c => new string(c));

    [Fact]
    public void A_quoted_text_is_read_back_as_it_was_and_holds_nothing_that_ends_it_early() =>
        Texts.Sample(
            text =>
            {
                var literal = new Literal(text);
                var quoted = LineSyntax.Quoted(literal.Text);
                return Unquoted(quoted) == literal.Text && quoted[1..^1].All(c => !char.IsControl(c) && c is not ('\u2028' or '\u2029'));
            },
            iter: 5000
        );

    [Fact]
    public void A_text_of_JSON_LD_is_read_back_as_it_was() =>
        Texts.Sample(
            text =>
            {
                var graph = NewGraph();
                graph.Add(Thing(0), "rdfs:label", new Literal(text));
                using var json = JsonDocument.Parse(Shelf.Bytes(s => JsonLd.Write(graph, s)));
                return json.RootElement.GetProperty("@graph")[0].GetProperty("rdfs:label")[0].GetProperty("@value").GetString()
                    == new Literal(text).Text;
            },
            iter: 2000
        );

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_the_replacement_character()
    {
        Assert.Equal("a\uFFFDb", new Literal("a\uD83Db").Text);
        Assert.Equal("\uFFFD", new Literal("\uDE00").Text);
        Assert.Equal("😀", new Literal("😀").Text);
    }

    [Theory]
    [InlineData("https://x.org/a b")]
    [InlineData("https://x.org/<b>")]
    [InlineData("https://x.org/\"")]
    [InlineData("https://x.org/\n")]
    [InlineData("https://x.org/\\u0020")]
    [InlineData("relative/path")]
    public void What_is_no_IRI_is_refused(string text) => Assert.Throws<ArgumentException>(() => new Iri(text));

    [Theory]
    [InlineData("https://a.org", "https://a.org/")]
    [InlineData("http://a.org/x", "http://a.org/x/")]
    [InlineData("http://a.org/x/", "http://a.org/x/")]
    public void A_base_address_ends_in_a_slash(string given, string expected) => Assert.Equal(expected, new Addresses(given).Base);

    [Theory]
    [InlineData("")]
    [InlineData("a.org")]
    [InlineData("ftp://a.org/")]
    [InlineData("https://a.org/?q=1")]
    [InlineData("https://me:secret@a.org/")]
    public void What_is_no_base_address_is_refused(string given) => Assert.Throws<FormatException>(() => new Addresses(given));

    /// <summary>Turtle, JSON-LD and N-Triples of hard texts, read by rdflib, which must find exactly these; rapper finds as many statements.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Other_tools_read_the_same_texts(bool withBackslashes)
    {
        using var shelf = new Shelf();
        // NUL is left out: Turtle can say it, but rapper, written in C, cannot hold it.
        var texts = Enumerable
            .Range(1, 0x2FF)
            .Select(i => $"x{(char)i}y")
            .Concat(["", "'", "\"\"\"", "\\u0041", "\\", "\\n", "x\\", "a\r\nb", "😀", "职业\u3000名称", "{@id}"])
            .Where(t => withBackslashes || !t.Contains('\\'))
            .ToList();
        var graph = NewGraph();
        foreach (var (text, i) in texts.Select((t, i) => (t, i)))
            graph.Add(
                Thing(i),
                "rdfs:label",
                new Literal(
                    text,
                    (i % 3) switch
                    {
                        0 => "zh-Hans",
                        1 => "en",
                        _ => null,
                    }
                )
            );
        graph.Typed(Thing(9999), "rdfs:comment", "0.25", "xsd:decimal");
        texts.Add("0.25");
        graph.Add(Thing(9999), "rdfs:seeAlso", new Sequence([Thing(1), Thing(2), Thing(3)]));
        var (turtle, jsonLd, triples) = shelf.Put("texts", graph);
        var expected = shelf.Put("texts.json", s => JsonSerializer.Serialize(s, texts));
        // Of a list of three, 7 statements: the list itself, first and rest of each node.
        var count = $"{texts.Count + 7}";
        Assert.Contains($"returned {count} triples", Tool.Rapper("-i", "turtle", "-c", turtle), StringComparison.Ordinal);
        Assert.Contains($"returned {count} triples", Tool.Rapper("-i", "ntriples", "-c", triples), StringComparison.Ordinal);
        // rdflib 6 undoes the escapes of N-Triples one kind after the other, and so reads a backslash before a letter wrongly.
        string[] files = withBackslashes ? [turtle, jsonLd] : [turtle, jsonLd, triples];
        Assert.Equal(count, Tool.Check("check_rdf.py", ["same", .. files]).Trim());
        Tool.Check("check_rdf.py", ["texts", .. files, expected]);
    }

    [Fact]
    public void A_statement_made_twice_counts_once()
    {
        var graph = NewGraph();
        graph.Add(Thing(1), "rdfs:label", "a", "en");
        graph.Add(Thing(1), "rdfs:label", "a", "en");
        graph.Add(Thing(1), "rdfs:label", "a", "zh-Hans");
        graph.Add(Thing(1), "rdfs:label", "", "en");
        Assert.Equal(2, graph.Count);
    }

    private static Graph NewGraph() => new Addresses("https://zhidian.example.org/").NewGraph();

    private static Iri Thing(int number) => new($"https://zhidian.example.org/thing/{number}");

    /// <summary>ECHAR and UCHAR of the N-Triples grammar.</summary>
    private static string Unquoted(string quoted)
    {
        Assert.True(quoted.Length >= 2 && quoted[0] == '"' && quoted[^1] == '"');
        var text = new StringBuilder();
        for (var i = 1; i < quoted.Length - 1; i++)
        {
            Assert.NotEqual('"', quoted[i]);
            if (quoted[i] != '\\')
            {
                text.Append(quoted[i]);
                continue;
            }
            i++;
            Assert.True(i < quoted.Length - 1);
            if (quoted[i] == 'u')
            {
                text.Append((char)int.Parse(quoted.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
                continue;
            }
            text.Append(
                "tbnrf\"'\\"["tbnrf\"'\\".IndexOf(quoted[i], StringComparison.Ordinal)] switch
                {
                    't' => '\t',
                    'b' => '\b',
                    'n' => '\n',
                    'r' => '\r',
                    'f' => '\f',
                    var same => same,
                }
            );
        }
        return text.ToString();
    }
}
