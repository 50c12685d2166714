using Zhidian.Publication;

namespace Zhidian.Tests.Publication;

public sealed class OfferTests
{
    [Theory]
    [InlineData("", "html")]
    [InlineData("*/*", "html")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html")]
    [InlineData("text/turtle", "ttl")]
    [InlineData("application/ld+json", "jsonld")]
    [InlineData("application/json", "json")]
    [InlineData("application/n-triples", "nt")]
    [InlineData("text/turtle;q=0.5, application/ld+json;q=0.9", "jsonld")]
    [InlineData("text/turtle, application/ld+json", "jsonld")]
    [InlineData("text/*", "html")]
    [InlineData("application/*", "jsonld")]
    [InlineData("text/*;q=0.9, text/html;q=0.1", "ttl")]
    [InlineData("*/*, text/html;q=0", "jsonld")]
    [InlineData("*/*;q=0.1, text/turtle;q=0.2", "ttl")]
    [InlineData("TEXT/TURTLE", "ttl")]
    [InlineData("image/png", null)]
    [InlineData("text/html;q=0", null)]
    [InlineData("not a header", "html")]
    public void The_header_is_weighed_as_the_standard_says(string accept, string? format) =>
        Assert.Equal(format, Offer.Choose(Offer.All, accept)?.Format);
}
