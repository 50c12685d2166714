using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Zhidian.Workspace;

namespace Zhidian.Tests.Cli;

/// <summary>A server holds the data folder: the command line works through it, and a second server says so.</summary>
public sealed class RunningServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-serve-").FullName;
    private readonly DataFolder _data;

    public RunningServerTests() => _data = Executable.NewData(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Adverts_are_imported_through_it()
    {
        File.WriteAllText(In("good.csv"), "岗位,company,city,date\n会计,甲公司,北京,2024-03-01\n护士,乙公司,上海,2024-04-01\n");
        File.WriteAllText(In("quote.csv"), "title,company\n出纳,丙公司\n\"司机,丁公司\n");
        using var server = Serve(out _);

        Zhidian("adverts", "import", "good.csv", "--map", "岗位=title").Ends(0, "2 added");
        Zhidian("adverts", "import", "good.csv", "--map", "岗位=title").Ends(0, "0 added");
        Zhidian("adverts", "import", "quote.csv").Ends(1, "1 added", "1 rejected");
        Zhidian("adverts", "import", "nowhere.csv").IsRefusal(In("nowhere.csv"), "Check the path");

        // The same answers with and without the server.
        var through = Adverts();
        server.Stop().Ends(0);
        Assert.False(File.Exists(_data.ServerFile));
        Assert.Equal(3, through);
        Assert.Equal(3, Adverts());
    }

    [Fact]
    public void A_second_one_on_the_same_folder_names_the_first()
    {
        using var server = Serve(out var url);
        Zhidian("serve", "--urls", "http://127.0.0.1:0").IsRefusal(url, $"process {server.Id}", "--data");
        Assert.False(server.HasEnded);
    }

    [Fact]
    public void What_a_killed_one_left_behind_is_no_hindrance()
    {
        using (var server = Serve(out _))
            server.Kill();
        Assert.True(File.Exists(_data.ServerFile));
        Zhidian("adverts", "status").Ends(0);
        using var next = Serve(out _);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private Executable Serve(out string url)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }
        var server = Executable.Start(_folder, "serve", "--no-sample", "--urls", url, "--data", _data.Path);
        server.WaitFor("Zhidian is ready");
        return server;
    }

    private Outcome Zhidian(params string[] arguments) => Executable.RunIn(_folder, [.. arguments, "--data", _data.Path]);

    private long Adverts()
    {
        var status = Zhidian("adverts", "status", "--json");
        status.Ends(0);
        return JsonDocument.Parse(status.Output).RootElement.GetProperty("adverts").GetInt64();
    }
}
