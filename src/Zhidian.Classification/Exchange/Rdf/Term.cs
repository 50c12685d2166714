using System.Buffers;

namespace Zhidian.Classification.Exchange.Rdf;

/// <summary>What stands at the end of a statement. There are no blank nodes of our own: everything said has an address.</summary>
public abstract record Term;

/// <summary>An absolute IRI.</summary>
public sealed record Iri : Term
{
    /// <summary>What an IRI between &lt; and &gt; may not hold (Turtle 1.1, IRIREF), the controls apart.</summary>
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>\"{}|^`\\ ");

    /// <exception cref="ArgumentException">It holds a character that an IRI may not hold, or names no scheme.</exception>
    public Iri(string value)
    {
        if (value.AsSpan().ContainsAny(Forbidden) || value.AsSpan().ContainsAnyInRange('\0', '\u0020') || !value.Contains(':'))
            throw new ArgumentException($"'{value}' is not an absolute IRI.", nameof(value));
        Value = value;
    }

    public string Value { get; }
}

/// <summary>A text, with a BCP 47 language or the IRI of a datatype, or plain.</summary>
public sealed record Literal : Term
{
    /// <param name="text">Half of a surrogate pair becomes U+FFFD, as it would in UTF-8.</param>
    public Literal(string text, string? language = null, string? datatype = null)
    {
        Text = WellFormed(text);
        Language = language;
        Datatype = datatype;
    }

    public string Text { get; }

    public string? Language { get; }

    public string? Datatype { get; }

    private static string WellFormed(string text)
    {
        var halves = false;
        for (var i = 0; i < text.Length && !halves; i++)
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else
                halves = char.IsSurrogate(text[i]);
        return halves ? string.Concat(text.EnumerateRunes().Select(r => r.ToString())) : text;
    }
}

/// <summary>An ordered rdf:List.</summary>
public sealed record Sequence(IReadOnlyList<Iri> Items) : Term
{
    public bool Equals(Sequence? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Aggregate(17, HashCode.Combine);
}
