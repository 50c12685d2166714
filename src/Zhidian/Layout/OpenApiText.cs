using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Zhidian.Layout;

/// <summary>What the OpenAPI document says beside what the routes themselves say: its head, parameters of many routes, failures.</summary>
public static class OpenApiText
{
    /// <summary>Parameters that mean the same wherever they stand. A route that means something else says so with a description of its own.</summary>
    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["version"] = "Name of a version, e.g. 2022.2, or latest. Pin a name where the answer must not change later.",
        ["from"] = "Name of a version, or latest.",
        ["to"] = "Name of a version, or latest; it may be the older of the two.",
        ["code"] = "A code: 2, 2-02, 2-02-10 or 2-02-10-03.",
        ["id"] = "Its id. Ids of groups and occupations are permanent and look like Z000324.",
        ["after"] = "The next of the page before; leave it out for the first page. Link: rel=next has the whole address.",
        ["limit"] = "Most items in an answer.",
        ["under"] = "Only what lies in this group: its code.",
        ["marks"] = "Only entries with these marks: S digital, L green, LS both.",
        ["q"] = "What to look for: a code, a title or a part of one; at most 100 characters.",
        ["level"] = "Only this level: major, sub-major, minor or occupation.",
        ["kind"] = "Only this kind.",
        ["since"] = "The next of the answer before, a day (that day included), or a version (after it); the beginning without it.",
        ["until"] = "A version: nothing after it.",
        ["title"] = "A job title as people write it; at most 500 characters.",
        ["text"] = "Tags, description or employer, where the title alone may not decide; at most 20,000 characters.",
        ["minConfidence"] = "0 to 1: the confidence an answer must reach, else a group above it or none; 0 for the coder's own.",
        ["born"] = "Only entries that came with this version, or with the release of this day: 2022.1, 2019-04-01.",
        ["retired"] = "true: search what the version no longer has instead, with successors.",
        ["deleted"] = "true: the deleted ones too.",
        ["reason"] = "Why, in words; it goes on record.",
        ["state"] = "Only deliveries in this state.",
        ["before"] = "The next of the page before; leave it out for the newest.",
        ["delivery"] = "Number of the delivery.",
        ["sheet"] = "Sheet of a workbook; all that have the columns without it.",
        ["source"] = "The document that the content is from.",
        ["file"] = "Name of the file; its ending helps to tell the format.",
        ["map"] = "A column of the file as column=field; may stand several times.",
    };

    private static readonly Dictionary<int, string> Failures = new()
    {
        [400] = "A parameter or the body is wrong; the detail says which and what it should be.",
        [401] = "For the operator alone.",
        [404] = "No such version, code or id; of an unknown version the known ones are listed.",
        [410] = "It was there and is no more; successors lists what took its place, with shares.",
        [413] = "The body is too large.",
        [415] = "The content type is not accepted.",
        [429] = "Too many requests; Retry-After gives the seconds to wait.",
    };

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info.Title = "Zhidian API";
                document.Info.Version = "v1";
                document.Info.Description =
                    "The occupational classification in all its versions, coding of job titles, and candidates for new occupations. "
                    + "Errors are RFC 9457 problem details in the language of Accept-Language (zh-Hans or en); their types are explained at /problems. "
                    + "Reads carry an ETag and answer If-None-Match; scripts of any origin may read. Lists come in pages: Link: rel=next. "
                    + "`latest` is an alias: every answer says which version it resolved to. A member without a value is left out.";
                // The address is whatever the reader came by; a fixed one would be wrong for everybody else.
                document.Servers = [];
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
                    parameter.Description ??= Parameters.GetValueOrDefault(parameter.Name ?? "");
                operation.Responses ??= [];
                foreach (var status in FailuresOf(operation, context))
                    operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
                    {
                        Description = Failures[status],
                        Content = new Dictionary<string, OpenApiMediaType>
                        {
                            ["application/problem+json"] = new()
                            {
                                Schema = new OpenApiSchemaReference(nameof(ProblemView), context.Document),
                            },
                        },
                    };
                return Task.CompletedTask;
            }
        );
        options.AddSchemaTransformer(
            (schema, _, _) =>
            {
                // Named values are texts; a generator of clients that is not told so writes numbers.
                if (schema.Enum is { Count: > 0 })
                    schema.Type ??= JsonSchemaType.String;
                // Null is left out of answers, and may be left out of requests.
                foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
                    if (
                        property.Type?.HasFlag(JsonSchemaType.Null) == true
                        || property.OneOf?.Any(o => o.Type == JsonSchemaType.Null) == true
                    )
                        schema.Required?.Remove(name);
                return Task.CompletedTask;
            }
        );
    }

    private static IEnumerable<int> FailuresOf(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var path = context.Description.RelativePath ?? "";
        if (operation.Parameters is { Count: > 0 } || operation.RequestBody is not null)
            yield return 400;
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
            yield return 401;
        if (path.Contains('{', StringComparison.Ordinal))
            yield return 404;
        if (path.Contains("{code}", StringComparison.Ordinal) || path.Contains("{version}/ids/{id}", StringComparison.Ordinal))
            yield return 410;
        if (operation.RequestBody is not null)
        {
            yield return 413;
            yield return 415;
        }
        yield return 429;
    }
}
