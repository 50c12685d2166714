using System.Diagnostics;
using System.Net;
using Zhidian.Tests.Cli;
using Zhidian.Workspace;

namespace Zhidian.Tests.Serve;

public sealed class FirstStartTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-first-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_empty_folder_leads_to_candidates_and_later_starts_are_quick()
    {
        var data = new DataFolder(Path.Combine(_folder, "new")); // not even a trained coder
        var watch = Stopwatch.StartNew();
        using (var served = Served.Start(data))
        {
            using var visitor = served.Public();
            var page = await visitor.GetStringAsync(new Uri("/emerging", UriKind.Relative));
            var first = watch.Elapsed;
            output.WriteLine($"first start to the page of candidates: {first.TotalSeconds:0.0} s");
            Assert.Contains("/emerging/c-", page, StringComparison.Ordinal);
            Assert.Contains("<svg", page, StringComparison.Ordinal);
            // A minute on two free cores; the machine that runs the tests may be busy with others.
            Assert.True(first < TimeSpan.FromMinutes(3), $"{first}");
            IsPrivate(data.OperatorKeyFile);
            IsPrivate(data.ServerFile);
            Executable.Run("serve", "--data", data.Path, "--urls", "http://127.0.0.1:0").IsRefusal(data.Path, $"{served.Id}", "--data");
            served.Stop().Ends(0);
        }
        Assert.False(File.Exists(data.ServerFile));
        watch.Restart();
        using (var again = Served.Start(data))
        {
            output.WriteLine($"later start: {watch.Elapsed.TotalSeconds:0.0} s");
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{watch.Elapsed}");
            using var visitor = again.Public();
            Assert.Contains("/emerging/c-", await visitor.GetStringAsync(new Uri("/emerging", UriKind.Relative)), StringComparison.Ordinal);
            again.Kill();
        }
        // What a killed server leaves behind keeps nobody out.
        Assert.True(File.Exists(data.ServerFile));
        Executable.Run("adverts", "status", "--data", data.Path).Ends(0, "9,000 adverts");
    }

    [Fact]
    public async Task Without_the_sample_it_starts_empty_and_says_how_to_import()
    {
        using var served = Served.Start(Executable.NewData(_folder), "--no-sample");
        Assert.Contains("zhidian adverts import", served.WaitFor("Import adverts"), StringComparison.Ordinal);
        using var visitor = served.Public();
        foreach (var path in new[] { "/", "/emerging", "/adverts" })
        {
            using var answer = await visitor.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        Assert.Contains(
            "zhidian adverts import",
            await visitor.GetStringAsync(new Uri("/emerging", UriKind.Relative)),
            StringComparison.Ordinal
        );
        // Another process on the folder that is no server is told apart from one.
        File.Delete(served.Data.ServerFile);
        Executable.Run("adverts", "status", "--data", served.Data.Path).IsRefusal(served.Data.Path);
    }

    private static void IsPrivate(string file)
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }
}
