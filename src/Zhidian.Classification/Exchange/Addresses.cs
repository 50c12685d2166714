namespace Zhidian.Classification.Exchange;

using Zhidian.Classification.Exchange.Rdf;

/// <summary>
/// The permanent addresses of what is published. They are absolute and depend on the base address alone, so that the same version
/// gives the same bytes on every machine: docs/decisions/0004-addresses-and-published-files.md.
/// </summary>
public sealed class Addresses
{
    /// <summary>Where a portal answers that nobody gave an address of its own.</summary>
    public const string Default = "http://127.0.0.1:5080/";

    /// <param name="baseAddress">http or https; a slash is added at its end where there is none.</param>
    /// <exception cref="FormatException">It is no absolute http address, or has a query or fragment.</exception>
    public Addresses(string baseAddress = Default)
    {
        var text = baseAddress.Trim();
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.Query.Length + uri.Fragment.Length + uri.UserInfo.Length > 0
        )
            throw new FormatException($"'{baseAddress}' is not a base address: expected http or https, e.g. https://zhidian.example.org/");
        Base = uri.AbsoluteUri.EndsWith('/') ? uri.AbsoluteUri : uri.AbsoluteUri + "/";
        Terms = Base + "id/terms#";
    }

    /// <summary>Ends in a slash.</summary>
    public string Base { get; }

    /// <summary>Namespace of our own terms.</summary>
    public string Terms { get; }

    /// <summary>A group or occupation for ever, whatever the version says of it.</summary>
    public Iri Occupation(string id) => new($"{Base}id/occupation/{Part(id)}");

    /// <summary>A group or occupation as one version shows it.</summary>
    public Iri Occupation(string id, ClassificationVersion version) => new($"{Base}id/occupation/{Part(id)}/{Part(version.Name)}");

    public Iri Classification => new(Base + "id/classification");

    public Iri Version(ClassificationVersion version, string fragment = "") =>
        new($"{Base}id/version/{Part(version.Name)}{(fragment.Length > 0 ? "#" : "")}{fragment}");

    public Iri Level(ClassificationVersion version, Level level) => Version(version, $"level-{(int)level}");

    public Iri Marks => new(Base + "id/marks");

    public Iri Mark(string token) => new($"{Base}id/marks#{token}");

    public Iri Document(string key) => new($"{Base}id/documents#{Part(key)}");

    public Iri Term(string name) => new(Terms + name);

    public Iri File(ClassificationVersion version, string name) => new($"{Base}files/{Part(version.Name)}/{Part(name)}");

    public Iri At(string path) => new(Base + path);

    public Graph NewGraph() => new(Base, Terms);

    /// <summary>An address below the base without the base; any other one as it is.</summary>
    public static string Relative(string baseAddress, string iri) =>
        iri.Length > baseAddress.Length && iri.StartsWith(baseAddress, StringComparison.Ordinal) ? iri[baseAddress.Length..] : iri;

    private static string Part(string text) => Uri.EscapeDataString(text);
}
