using Microsoft.AspNetCore.Http.HttpResults;

namespace Zhidian.Adverts;

/// <summary>The state of the adverts for people.</summary>
public static class AdvertPages
{
    public static void Map(WebApplication app, RouteGroupBuilder pages)
    {
        _ = app;
        pages.MapGet(
            "/adverts",
            (Workspace.Workspace workspace) =>
                new RazorComponentResult<AdvertsPage>(new { Status = AdvertStatusView.Of(workspace.Facts.Status()) })
        );
    }
}
