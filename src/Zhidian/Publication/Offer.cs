using Microsoft.Net.Http.Headers;

namespace Zhidian.Publication;

/// <summary>A form in which a thing can be answered.</summary>
public sealed record Offer(string MediaType, string Format)
{
    public static readonly Offer Html = new("text/html", "html");
    public static readonly Offer JsonLd = new("application/ld+json", "jsonld");
    public static readonly Offer Turtle = new("text/turtle", "ttl");
    public static readonly Offer Json = new("application/json", "json");
    public static readonly Offer NTriples = new("application/n-triples", "nt");

    /// <summary>All forms, the one preferred among equals first.</summary>
    public static readonly IReadOnlyList<Offer> All = [Html, JsonLd, Turtle, Json, NTriples];

    /// <summary>
    /// The form that an Accept header wants most (RFC 9110, 12.5.1): each form has the quality of the most specific range that
    /// it falls in; of equals the first offered. Without a header the first; null where nothing offered is acceptable.
    /// </summary>
    public static Offer? Choose(IReadOnlyList<Offer> offers, string accept)
    {
        if (string.IsNullOrWhiteSpace(accept) || !MediaTypeHeaderValue.TryParseList([accept], out var ranges))
            return offers[0];
        return offers
            .Select(o => (Offer: o, Quality: QualityOf(o.MediaType, ranges)))
            .Where(o => o.Quality > 0)
            .OrderByDescending(o => o.Quality)
            .Select(o => o.Offer)
            .FirstOrDefault();
    }

    private static double QualityOf(string type, IList<MediaTypeHeaderValue> ranges)
    {
        var asked = MediaTypeHeaderValue.Parse(type);
        return ranges
            .Select(r => (Range: r, Fit: FitOf(asked, r)))
            .Where(r => r.Fit > 0)
            .OrderByDescending(r => r.Fit)
            .Select(r => r.Range.Quality ?? 1)
            .FirstOrDefault(0);
    }

    /// <summary>3 the very type, 2 any of its kind, 1 anything, 0 not at all.</summary>
    private static int FitOf(MediaTypeHeaderValue type, MediaTypeHeaderValue range) =>
        range.MatchesAllTypes ? 1
        : !range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase) ? 0
        : range.MatchesAllSubTypes ? 2
        : range.SubType.Equals(type.SubType, StringComparison.OrdinalIgnoreCase) ? 3
        : 0;
}
