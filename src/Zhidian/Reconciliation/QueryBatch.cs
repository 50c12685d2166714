using System.Text.Json;
using Zhidian.Classification;
using Zhidian.Coding;
using Zhidian.Layout;

namespace Zhidian.Reconciliation;

/// <summary>A constraint of a query: what a column beside the titles says.</summary>
/// <param name="Values">Any of them may hold.</param>
public sealed record PropertyValue(string Property, IReadOnlyList<string> Values);

/// <summary>One value to match.</summary>
/// <param name="Types">Levels wanted; empty for all.</param>
/// <param name="TypesMayDiffer"><c>type_strict</c> is should: other levels are answered too, with less score.</param>
public sealed record ReconciliationQuery(
    string Text,
    IReadOnlyList<Level> Types,
    bool TypesMayDiffer,
    int Limit,
    IReadOnlyList<PropertyValue> Properties
);

/// <summary>A client sent something that the protocol does not allow.</summary>
/// <param name="tooMany">More queries than the manifest's batch size.</param>
public sealed class ReconciliationException(string chinese, string english, bool tooMany = false) : Exception(english)
{
    public bool TooMany => tooMany;

    public string In(Language language) => language[chinese, Message];
}

/// <summary>Reads batches of queries and of extensions, checking each member as the protocol's rules say.</summary>
public static class QueryBatch
{
    /// <summary>Queries in one request.</summary>
    public const int Most = 50;

    /// <summary>Ids in one extension.</summary>
    public const int MostIds = 1_000;

    private const int MostCandidates = 50;
    private const int Candidates = 5;

    /// <exception cref="ReconciliationException">Not a batch; the message says which member.</exception>
    public static IReadOnlyDictionary<string, ReconciliationQuery> Read(string json)
    {
        using var document = Parse(json, "queries");
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw Wrong("queries", "须是以查询名为键的 JSON 对象", "must be a JSON object of queries by name");
        var queries = new Dictionary<string, ReconciliationQuery>();
        foreach (var query in document.RootElement.EnumerateObject())
        {
            if (queries.Count >= Most)
                throw new ReconciliationException(
                    $"一批至多 {Most} 个查询，请分批。",
                    $"A batch has at most {Most} queries; send it in parts.",
                    true
                );
            queries[query.Name] = Query(query.Value, "queries." + query.Name);
        }
        return queries;
    }

    /// <summary>One query: an object as in a batch, or the text alone.</summary>
    public static ReconciliationQuery One(string text)
    {
        if (!text.TrimStart().StartsWith('{'))
            return new ReconciliationQuery(Text(text, "query"), [], false, Candidates, []);
        using var document = Parse(text, "query");
        return Query(document.RootElement, "query");
    }

    /// <exception cref="ReconciliationException">Not an extension; the message says which member.</exception>
    public static (IReadOnlyList<string> Ids, IReadOnlyList<string> Properties) Extension(string json)
    {
        using var document = Parse(json, "extend");
        var root = document.RootElement;
        if (
            root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("ids", out var ids)
            || ids.ValueKind != JsonValueKind.Array
            || ids.EnumerateArray().Any(i => i.ValueKind != JsonValueKind.String)
        )
            throw Wrong("extend.ids", "须是标识的数组", "must be an array of ids");
        if (ids.GetArrayLength() > MostIds)
            throw new ReconciliationException($"至多 {MostIds} 个标识，请分批。", $"At most {MostIds} ids; send them in parts.", true);
        if (
            !root.TryGetProperty("properties", out var properties)
            || properties.ValueKind != JsonValueKind.Array
            || properties.EnumerateArray().Any(p => p.ValueKind != JsonValueKind.Object || Member(p, "id") is null)
        )
            throw Wrong("extend.properties", "须是带 id 的对象的数组", "must be an array of objects with an id");
        var names = properties.EnumerateArray().Select(p => Member(p, "id")!).Distinct().ToList();
        if (names.FirstOrDefault(n => EntityProperty.Find(n) is null) is { } unknown)
            throw Wrong(
                "extend.properties",
                $"没有属性 {unknown}，可用：{EntityProperty.Names}",
                $"there is no property {unknown}: use {EntityProperty.Names}"
            );
        return (ids.EnumerateArray().Select(i => i.GetString()!).Distinct().ToList(), names);
    }

    private static ReconciliationQuery Query(JsonElement query, string where)
    {
        if (query.ValueKind != JsonValueKind.Object)
            throw Wrong(where, "须是对象", "must be an object");
        var properties = query.TryGetProperty("properties", out var given) ? Properties(given, where + ".properties") : [];
        var text = query.TryGetProperty("query", out var q)
            ? Text(q.ValueKind == JsonValueKind.String ? q.GetString()! : "", where + ".query")
            : "";
        if (text.Length == 0 && properties.Count == 0)
            throw Wrong(where, "须有 query 或 properties", "must have a query or properties");
        var limit = Candidates;
        if (
            query.TryGetProperty("limit", out var most)
            && !(most.ValueKind == JsonValueKind.Number && most.TryGetInt32(out limit) && limit > 0)
        )
            throw Wrong(where + ".limit", "须是正整数", "must be a positive integer");
        var strict = query.TryGetProperty("type_strict", out var strictness) ? strictness.ToString() : "any";
        if (strict is not ("any" or "should" or "all"))
            throw Wrong(where + ".type_strict", "须是 any、should 或 all", "must be any, should or all");
        return new ReconciliationQuery(
            text,
            query.TryGetProperty("type", out var types) ? Types(types, where + ".type") : [],
            strict == "should",
            Math.Min(limit, MostCandidates),
            properties
        );
    }

    private static string Text(string text, string where) =>
        text.Trim() is { Length: > 0 and <= CodingApi.MaxTitle } trimmed
            ? trimmed
            : throw Wrong(where, $"须有 1 至 {CodingApi.MaxTitle} 个字符", $"must be a string of 1 to {CodingApi.MaxTitle} characters");

    private static List<Level> Types(JsonElement types, string where)
    {
        var names = types.ValueKind switch
        {
            JsonValueKind.Array => types.EnumerateArray(),
            _ => Enumerable.Repeat(types, 1),
        };
        var levels = new List<Level>();
        foreach (var type in names)
        {
            // A type may be given by its id, or as the object that this service suggested.
            var name =
                type.ValueKind == JsonValueKind.Object ? Member(type, "id")
                : type.ValueKind == JsonValueKind.String ? type.GetString()
                : null;
            if (name is null || LevelNames.Parse(name) is not { } level)
                throw Wrong(
                    where,
                    $"没有类型 {name}，可用：{string.Join("、", EntityTypes.All.Select(t => t.Token()))}",
                    $"there is no type {name}: use {string.Join(", ", EntityTypes.All.Select(t => t.Token()))}"
                );
            levels.Add(level);
        }
        return levels;
    }

    private static List<PropertyValue> Properties(JsonElement properties, string where)
    {
        if (properties.ValueKind != JsonValueKind.Array)
            throw Wrong(where, "须是数组", "must be an array");
        var values = new List<PropertyValue>();
        foreach (var property in properties.EnumerateArray())
        {
            if (
                property.ValueKind != JsonValueKind.Object
                || Member(property, "pid") is not { } pid
                || !property.TryGetProperty("v", out var v)
            )
                throw Wrong(where, "每项须有 pid 和 v", "each needs a pid and a v");
            if (EntityProperty.Find(pid) is null)
                throw Wrong(
                    where,
                    $"没有属性 {pid}，可用：{EntityProperty.Names}",
                    $"there is no property {pid}: use {EntityProperty.Names}"
                );
            var given = (v.ValueKind == JsonValueKind.Array ? v.EnumerateArray() : Enumerable.Repeat(v, 1))
                .Select(one => one.ValueKind == JsonValueKind.Object ? Member(one, "id") ?? "" : one.ToString())
                .Where(one => one.Length > 0)
                .ToList();
            if (given.Count > 0)
                values.Add(new PropertyValue(pid, given));
        }
        return values;
    }

    private static string? Member(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonDocument Parse(string json, string name)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            throw Wrong(name, "不是 JSON", "is not JSON");
        }
    }

    private static ReconciliationException Wrong(string where, string chinese, string english) =>
        new($"{where}：{chinese}。", $"{where} {english}.");
}
