namespace Zhidian.ApiGuide;

/// <summary>A request that the page shows, runs in place, and that a test sends to the server.</summary>
/// <param name="Id">Anchor on the page; unique.</param>
/// <param name="Chinese">What it does, likewise in English.</param>
/// <param name="Path">With its query, as a person would type it; sent encoded.</param>
/// <param name="Status">What the server answers.</param>
/// <param name="Says">A text that the answer contains: what the example is there to show.</param>
public sealed record ApiExample(string Id, string Chinese, string English, string Path, int Status = 200, string Says = "")
{
    /// <summary>Null: a GET.</summary>
    public string? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public string? Accept { get; init; }

    /// <summary>Asked twice, the second time with the tag of the first: answered 304 without a body.</summary>
    public bool Conditional { get; init; }

    public string Method => Body is null ? "GET" : "POST";

    /// <summary>The path as it goes over the wire.</summary>
    public string Sent =>
        Uri.EscapeDataString(Path)
            .Replace("%2F", "/", StringComparison.Ordinal)
            .Replace("%3F", "?", StringComparison.Ordinal)
            .Replace("%3D", "=", StringComparison.Ordinal)
            .Replace("%26", "&", StringComparison.Ordinal);

    /// <summary>A command for a shell, whole: the address of this portal in front.</summary>
    /// <param name="portal">e.g. <c>https://example.org</c>, without a slash at the end.</param>
    public string Curl(string portal)
    {
        var url = $"'{portal}{Sent}'";
        if (Conditional)
            return $"curl -s --etag-save tag.txt {url} -o answer.json\ncurl -s --etag-compare tag.txt {url} -o answer.json -w '%{{http_code}}\\n'";
        var shows = Status >= 400 || Id.StartsWith("page", StringComparison.Ordinal) ? " -i" : "";
        if (Body is null)
            return $"curl -s{shows} {url}";
        var accept = Accept is null ? "" : $" -H 'Accept: {Accept}'";
        return $"curl -s{shows} {url} -H 'Content-Type: {ContentType}'{accept} \\\n  -d '{Body.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}

/// <param name="Id">Anchor on the page.</param>
/// <param name="ChineseText">One or two sentences before the examples.</param>
public sealed record ApiSection(
    string Id,
    string Chinese,
    string English,
    string ChineseText,
    string EnglishText,
    IReadOnlyList<ApiExample> Examples
);
