using Microsoft.AspNetCore.OpenApi;

namespace Zhidian.Layout;

/// <summary>The head of the OpenAPI document.</summary>
public static class OpenApiText
{
    public static void Configure(OpenApiOptions options) =>
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info.Title = "Zhidian API";
                document.Info.Version = "v1";
                document.Info.Description =
                    "The occupational classification, coding of job titles, and candidates for new occupations. "
                    + "Errors are RFC 9457 problem details in the language of Accept-Language (zh-Hans or en); their types are explained at /problems. "
                    + "Reads carry an ETag and answer If-None-Match. `latest` is an alias: every answer says which version it resolved to.";
                // The address is whatever the reader came by; a fixed one would be wrong for everybody else.
                document.Servers = [];
                return Task.CompletedTask;
            }
        );
}
