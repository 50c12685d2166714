using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Zhidian.Classification;

namespace Zhidian.Registry.Webhooks;

/// <summary>Bodies of messages: <c>type</c>, <c>timestamp</c> of the event, <c>data</c>. Addresses in them are paths on this server.</summary>
internal static class WebhookMessages
{
    /// <summary>Keeps a body near the 20 kB that the specification advises.</summary>
    private const int ChangesInPart = 50;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string VersionPublished(
        ClassificationVersion version,
        ClassificationVersion? before,
        IReadOnlyList<Change> changes,
        DateTime at
    ) =>
        Body(
            WebhookEvents.VersionPublished,
            at,
            new
            {
                Version = new
                {
                    version.Name,
                    version.Effective,
                    version.ContentHash,
                    version.Document,
                    Entries = version.Entries.Count,
                    Occupations = version.Occupations.Count,
                },
                Previous = before?.Name,
                Counts = changes.GroupBy(c => c.Kind).OrderBy(g => g.Key).ToDictionary(g => Token(g.Key), g => g.Count()),
                Links = Links(version, before),
            }
        );

    /// <summary>As many bodies as are needed; none for no changes.</summary>
    /// <param name="wanted">What is left of the version's changes by the subscription's filter.</param>
    /// <param name="all">How many the version has.</param>
    public static IEnumerable<string> Changes(
        ClassificationVersion version,
        ClassificationVersion before,
        IReadOnlyList<Change> wanted,
        int all,
        DateTime at
    )
    {
        var parts = wanted.Chunk(ChangesInPart).ToList();
        return parts.Select(
            (part, i) =>
                Body(
                    WebhookEvents.Changes,
                    at,
                    new
                    {
                        Version = version.Name,
                        version.Effective,
                        Previous = before.Name,
                        Part = i + 1,
                        Parts = parts.Count,
                        Wanted = wanted.Count,
                        All = all,
                        Changes = part.Select(View),
                        Links = Links(version, before),
                    }
                )
        );
    }

    public static string Test(string subscriptionId, DateTime at) =>
        Body(WebhookEvents.Test, at, new { Webhook = subscriptionId, Message = "This is a test. Nothing has changed." });

    private static object View(Change c) =>
        new
        {
            Kind = Token(c.Kind),
            c.Id,
            Level = c.Level.Token(),
            OldCode = c.OldCode?.Text,
            Code = c.Code?.Text,
            c.OldTitle,
            c.Title,
            OldMarks = c.OldMarks.Token(),
            Marks = c.Marks.Token(),
            c.Text,
            Related = c.Related.Select(r => new
            {
                r.Id,
                Code = r.Code.Text,
                r.Title,
                r.Share,
            }),
            c.Evidence.Reason,
            c.Evidence.Document,
        };

    private static object Links(ClassificationVersion version, ClassificationVersion? before) =>
        new
        {
            Version = $"/api/v1/versions/{version.Name}",
            Page = before is null ? $"/classification/{version.Name}" : $"/changes/{before.Name}/{version.Name}",
            Changes = $"/api/v1/changes?until={version.Name}" + (before is null ? "" : $"&since={before.Name}"),
        };

    private static string Body(string type, DateTime at, object data) =>
        JsonSerializer.Serialize(
            new
            {
                Type = type,
                Timestamp = at.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
                Data = data,
            },
            Json
        );

    public static string Token(ChangeKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
