using System.Text.Json;

namespace Zhidian.Tests.Reconciliation;

/// <summary>
/// The rules of the Reconciliation Service API 0.2 on what a service answers, written as checks: which members there must be, of which
/// type, and what their values look like. Each throws with the path of what breaks a rule.
/// </summary>
internal static class SpecificationRules
{
    public static void Manifest(JsonElement manifest)
    {
        Assert.Contains("0.2", Array(manifest, "versions").Select(v => v.GetString()));
        Text(manifest, "name");
        foreach (var space in new[] { "identifierSpace", "schemaSpace" })
            Assert.True(Uri.TryCreate(Text(manifest, space), UriKind.Absolute, out _), space);
        foreach (var address in new[] { "documentation", "logo", "serviceVersion" })
            if (manifest.TryGetProperty(address, out _))
                Text(manifest, address);
        foreach (var type in Optional(manifest, "defaultTypes"))
            Type(type);
        foreach (var template in new[] { "view", "feature_view", "preview" })
            if (manifest.TryGetProperty(template, out var view))
                Assert.Contains("{{id}}", Text(view, "url"), StringComparison.Ordinal);
        if (manifest.TryGetProperty("preview", out var preview))
            Assert.True(preview.GetProperty("width").GetInt32() > 0 && preview.GetProperty("height").GetInt32() > 0);
        if (manifest.TryGetProperty("suggest", out var suggest))
            foreach (var service in suggest.EnumerateObject())
            {
                Assert.Contains(service.Name, new[] { "entity", "property", "type" });
                Path(service.Value);
                if (service.Value.TryGetProperty("flyout_service_path", out var flyout))
                    Assert.Contains("${id}", flyout.GetString(), StringComparison.Ordinal);
            }
        if (manifest.TryGetProperty("extend", out var extend) && extend.TryGetProperty("propose_properties", out var propose))
            Path(propose);
        if (manifest.TryGetProperty("batchSize", out var batch))
            Assert.True(batch.GetInt32() > 0);
    }

    public static void ResultBatch(JsonElement batch)
    {
        Assert.Equal(JsonValueKind.Object, batch.ValueKind);
        foreach (var result in batch.EnumerateObject())
            Result(result.Value);
    }

    public static void Result(JsonElement result)
    {
        var before = double.MaxValue;
        foreach (var candidate in Array(result, "result"))
        {
            Text(candidate, "id");
            Text(candidate, "name");
            Assert.Equal(JsonValueKind.Number, candidate.GetProperty("score").ValueKind);
            Assert.True(candidate.GetProperty("score").GetDouble() <= before, "candidates are sorted by decreasing score");
            before = candidate.GetProperty("score").GetDouble();
            if (candidate.TryGetProperty("match", out var match))
                Assert.Contains(match.ValueKind, new[] { JsonValueKind.True, JsonValueKind.False });
            if (candidate.TryGetProperty("description", out _))
                Text(candidate, "description");
            foreach (var type in Optional(candidate, "type"))
                Type(type);
            var features = Optional(candidate, "features").ToList();
            Assert.Equal(features.Count, features.Select(f => Text(f, "id")).Distinct().Count());
            foreach (var feature in features)
                Assert.Contains(
                    feature.GetProperty("value").ValueKind,
                    new[] { JsonValueKind.Number, JsonValueKind.True, JsonValueKind.False }
                );
        }
    }

    public static void Suggestions(JsonElement answer)
    {
        foreach (var item in Array(answer, "result"))
        {
            Text(item, "id");
            Text(item, "name");
            if (item.TryGetProperty("description", out _))
                Text(item, "description");
            foreach (var type in Optional(item, "notable"))
                Type(type);
        }
    }

    public static void Proposal(JsonElement answer)
    {
        foreach (var property in Array(answer, "properties"))
        {
            Text(property, "id");
            Text(property, "name");
        }
    }

    public static void Extension(JsonElement answer, IReadOnlyCollection<string> ids, IReadOnlyCollection<string> properties)
    {
        Assert.Equal(properties, Array(answer, "meta").Select(m => Text(m, "id")));
        foreach (var meta in Array(answer, "meta"))
        {
            Text(meta, "name");
            if (meta.TryGetProperty("type", out var type))
                Type(type);
        }
        var rows = answer.GetProperty("rows");
        Assert.Equal(ids.Order(), rows.EnumerateObject().Select(r => r.Name).Order());
        foreach (var row in rows.EnumerateObject())
        {
            Assert.Equal(properties.Order(), row.Value.EnumerateObject().Select(p => p.Name).Order());
            foreach (var cell in row.Value.EnumerateObject().SelectMany(p => p.Value.EnumerateArray()))
            {
                var members = cell.EnumerateObject().Select(m => m.Name).Order().ToArray();
                Assert.True(
                    members is [] or ["str"] or ["float"] or ["int"] or ["date"] or ["id", "name"] or ["description", "id", "name"],
                    cell.GetRawText()
                );
                foreach (var member in cell.EnumerateObject().Where(m => m.Name is "str" or "id" or "name"))
                    Assert.Equal(JsonValueKind.String, member.Value.ValueKind);
            }
        }
    }

    private static void Path(JsonElement service)
    {
        Text(service, "service_url");
        Text(service, "service_path");
    }

    private static void Type(JsonElement type)
    {
        if (type.ValueKind == JsonValueKind.String)
            return;
        Text(type, "id");
        Text(type, "name");
    }

    private static string Text(JsonElement of, string name)
    {
        Assert.True(of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String, $"{name} in {of.GetRawText()}");
        return value.GetString()!;
    }

    private static List<JsonElement> Array(JsonElement of, string name)
    {
        Assert.True(of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array, $"{name} in {of.GetRawText()}");
        return [.. value.EnumerateArray()];
    }

    private static List<JsonElement> Optional(JsonElement of, string name) => of.TryGetProperty(name, out _) ? Array(of, name) : [];
}
