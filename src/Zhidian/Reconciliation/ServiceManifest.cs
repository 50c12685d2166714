using System.Text.Json.Serialization;
using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Reconciliation;

public sealed record UrlTemplate(string Url);

public sealed record PreviewFrame(string Url, int Width, int Height);

public sealed record ServicePath(
    [property: JsonPropertyName("service_url")] string ServiceUrl,
    [property: JsonPropertyName("service_path")] string Path
);

public sealed record SuggestPaths(ServicePath Entity, ServicePath Type, ServicePath Property);

public sealed record ExtendPaths([property: JsonPropertyName("propose_properties")] ServicePath ProposeProperties);

/// <summary>A type of entity or a property, as the protocol names them.</summary>
public sealed record NamedId(string Id, string Name);

/// <summary>
/// What a client is told of the service: Reconciliation Service API 0.2 of the W3C Entity Reconciliation Community Group
/// (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/). Entities are named by permanent id, so what was
/// matched once stays matched whatever becomes of its code.
/// </summary>
public sealed record ServiceManifest(
    IReadOnlyList<string> Versions,
    string Name,
    string IdentifierSpace,
    string SchemaSpace,
    string Documentation,
    string ServiceVersion,
    int BatchSize,
    IReadOnlyList<NamedId> DefaultTypes,
    UrlTemplate View,
    PreviewFrame Preview,
    SuggestPaths Suggest,
    ExtendPaths Extend
)
{
    /// <param name="portal">Scheme, host and base path, without a slash at the end.</param>
    /// <param name="service">Address of the service for one version, without a slash at the end.</param>
    public static ServiceManifest Of(string portal, string service, ClassificationVersion version, Language l) =>
        new(
            ["0.2"],
            l[$"职业分类大典（{version.Name}）· 职典", $"Occupational Classification of China ({version.Name}) · Zhidian"],
            portal + "/id/occupation/",
            portal + "/reconcile/schema#",
            portal + "/reference",
            "1.0/" + version.Name,
            QueryBatch.Most,
            [EntityTypes.Of(Level.Occupation, l)],
            new UrlTemplate(portal + "/id/occupation/{{id}}"),
            new PreviewFrame(service + "/preview?id={{id}}", 430, 260),
            new SuggestPaths(
                new ServicePath(service, "/suggest/entity"),
                new ServicePath(service, "/suggest/type"),
                new ServicePath(service, "/suggest/property")
            ),
            new ExtendPaths(new ServicePath(service, "/properties"))
        );
}

/// <summary>The four levels, as types of entities; their ids are the tokens of the API.</summary>
public static class EntityTypes
{
    public static readonly IReadOnlyList<Level> All = [Level.Occupation, Level.Minor, Level.SubMajor, Level.Major];

    public static NamedId Of(Level level, Language l) =>
        new(
            level.Token(),
            level switch
            {
                Level.Major => l["大类", "Major group"],
                Level.SubMajor => l["中类", "Sub-major group"],
                Level.Minor => l["小类", "Minor group"],
                _ => l["职业", "Occupation"],
            }
        );
}
