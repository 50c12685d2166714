using System.Net;

namespace Zhidian.Tests.Adverts;

/// <summary>What adverts there are and what they say of an occupation.</summary>
public sealed class AdvertWebTests(PortalHost host)
{
    [Fact]
    public async Task Status_counts_what_was_imported_and_tells_no_path_of_the_server()
    {
        var (status, body, answer) = await host.Json("/api/v1/adverts/status");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(120, body.GetProperty("adverts").GetInt64());
        Assert.Equal("2022-01", body.GetProperty("firstMonth").GetString());
        Assert.Equal("adverts.csv", body.GetProperty("imports")[0].GetProperty("file").GetString());
        Assert.NotNull(answer.Headers.ETag);
        Assert.Contains("generated sample", (await host.Html("/adverts")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_occupation_shows_what_adverts_say_of_it()
    {
        var (_, html) = await host.Html("/classification/latest/2-02-38-01");
        foreach (var said in (string[])["人工智能工程师", "机器学习", "广东", "每万条广告", "2022-01 至 2023-12"])
            Assert.Contains(said, html, StringComparison.Ordinal);
        var (_, csv) = await host.Html("/classification/2022.2/2-02-38-01/adverts.csv");
        Assert.Contains("title,人工智能工程师,", csv, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Html("/classification/2022.2/2-02/adverts.csv")).Status);
    }
}
