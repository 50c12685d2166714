using Microsoft.AspNetCore.Http.HttpResults;
using Zhidian.Classification;
using Zhidian.Layout;

namespace Zhidian.Publication;

/// <summary>The page of all files.</summary>
public static class DownloadsPages
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/downloads", Show);

    private static RazorComponentResult Show(PublishedSets sets, string? version)
    {
        var asked = string.IsNullOrEmpty(version) ? Versions.LatestAlias : version;
        return Versions.Find(asked) is { } v
            ? new RazorComponentResult<DownloadsPage>(
                new
                {
                    Asked = asked,
                    Set = sets.Of(v),
                    KeyId = sets.Key.Id,
                    sets.Addresses,
                    sets.HasOwnAddress,
                }
            )
            : Errors.Page(Problems.VersionUnknown);
    }
}
