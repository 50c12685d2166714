using Microsoft.AspNetCore.Http.HttpResults;

namespace Zhidian.ApiGuide;

/// <summary>The page that shows people how to use the API.</summary>
public static class ApiGuidePages
{
    public static void Map(RouteGroupBuilder pages) => pages.MapGet("/api", () => new RazorComponentResult<ApiPage>());
}
