using Scalar.AspNetCore;

namespace Zhidian.Layout;

/// <summary>
/// The reference page of the API: Scalar's viewer from the package, started by our own small script. The viewer writes its own
/// styles, so this path alone allows inline styles; inline scripts stay forbidden and nothing is loaded from elsewhere.
/// </summary>
public static class Reference
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static void Map(WebApplication app)
    {
        app.MapGet(
                "/reference",
                (HttpContext context) =>
                {
                    context.Response.Headers.ContentSecurityPolicy = Policy;
                    var html = $"""
                        <!DOCTYPE html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <title>API · Zhidian</title>
                        <link rel="icon" type="image/svg+xml" href="{AssetFiles.Url("icon.svg")}">
                        </head>
                        <body>
                        <noscript><p>This page needs a script to draw the document: <a href="/openapi/v1.json">/openapi/v1.json</a></p></noscript>
                        <div id="app"></div>
                        <script src="/reference/scalar.js"></script>
                        <script src="{AssetFiles.Url("reference.js")}"></script>
                        </body>
                        </html>
                        """;
                    return Results.Content(html, "text/html; charset=utf-8");
                }
            )
            .ExcludeFromDescription();
        // Only for scalar.js below it: the page itself is the literal route above.
        app.MapScalarApiReference("/reference");
    }
}
