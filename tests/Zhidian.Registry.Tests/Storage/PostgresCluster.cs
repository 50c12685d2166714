using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Zhidian.Registry.Storage;

[assembly: AssemblyFixture(typeof(Zhidian.Registry.Tests.Storage.PostgresCluster))]

namespace Zhidian.Registry.Tests.Storage;

/// <summary>
/// A PostgreSQL of its own for one run of the tests: made by initdb in a temporary folder, on a free loopback port, gone
/// afterwards. Started when the first test asks for it.
/// </summary>
public sealed class PostgresCluster : IDisposable
{
    public const string Password = "correct horse";

    private readonly Lock _starting = new();
    private string? _folder;
    private string _binaries = "";
    private int _port;
    private int _databases;

    /// <summary>An empty database without the registry's tables.</summary>
    public string NewEmptyDatabase() => NewDatabase("template0");

    /// <summary>A database in which the registry's tables are, copied from one made once.</summary>
    public string NewRegistry() => NewDatabase("registry_template");

    public string Connection(string database, string user = "postgres", string password = Password, int? port = null) =>
        $"Host=127.0.0.1;Port={port ?? _port};Database={database};Username={user};Password={password};Timeout=5";

    public static void Execute(string connection, string sql)
    {
        using var server = new NpgsqlConnection(connection);
        server.Open();
        using var command = new NpgsqlCommand(sql, server);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        if (_folder is null)
            return;
        NpgsqlConnection.ClearAllPools();
        Run("pg_ctl", "stop", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "-w");
        Directory.Delete(_folder, recursive: true);
    }

    private string NewDatabase(string template)
    {
        Start();
        lock (_starting)
        {
            var name = $"t{++_databases}";
            Execute(Connection("postgres"), $"CREATE DATABASE {name} TEMPLATE {template}");
            return Connection(name);
        }
    }

    private void Start()
    {
        lock (_starting)
        {
            if (_folder is not null)
                return;
            _binaries = FindBinaries();
            _port = FreePort();
            var folder = Directory.CreateTempSubdirectory("zhidian-postgres-").FullName;
            File.WriteAllText(Path.Combine(folder, "password"), Password);
            if (AsRoot)
                Check("chown", Process("chown", "-R", "postgres", folder));
            Check(
                "initdb",
                Run(
                    "initdb",
                    "-D",
                    Path.Combine(folder, "data"),
                    "-U",
                    "postgres",
                    "-A",
                    "scram-sha-256",
                    "--pwfile",
                    Path.Combine(folder, "password"),
                    "-E",
                    "UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync"
                )
            );
            _folder = folder;
            Check(
                "pg_ctl start",
                Run(
                    "pg_ctl",
                    "start",
                    "-D",
                    Path.Combine(folder, "data"),
                    "-l",
                    Path.Combine(folder, "log"),
                    "-w",
                    "-o",
                    $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c full_page_writes=off"
                )
            );
            Execute(Connection("postgres"), "CREATE DATABASE registry_template");
            using (RegistryDatabase.Open(Connection("registry_template"))) { }
        }
    }

    private static bool AsRoot => Environment.UserName == "root";

    /// <summary>Tools of the server, which will not run as root.</summary>
    private (int Exit, string Output) Run(string tool, params string[] arguments) =>
        AsRoot
            ? Process("runuser", ["-u", "postgres", "--", Path.Combine(_binaries, tool), .. arguments])
            : Process(Path.Combine(_binaries, tool), arguments);

    private static (int Exit, string Output) Process(string program, params string[] arguments)
    {
        // The server keeps what it is given as output for as long as it lives: pg_ctl gets none, its log says what went wrong.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        var log = Path.GetTempFileName();
        foreach (var word in new[] { "-c", "log=$1; shift; \"$@\" > \"$log\" 2>&1 < /dev/null", "sh", log, program }.Concat(arguments))
            start.ArgumentList.Add(word);
        using var process = System.Diagnostics.Process.Start(start)!;
        process.WaitForExit();
        var output = File.ReadAllText(log);
        File.Delete(log);
        return (process.ExitCode, output);
    }

    private static void Check(string step, (int Exit, string Output) outcome)
    {
        if (outcome.Exit != 0)
            throw new InvalidOperationException($"{step} ended with {outcome.Exit}: {outcome.Output}");
    }

    private static string FindBinaries()
    {
        const string debian = "/usr/lib/postgresql";
        var found = Directory.Exists(debian)
            ? Directory
                .GetDirectories(debian)
                .Select(d => Path.Combine(d, "bin"))
                .LastOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            : null;
        if (found is null && Environment.GetEnvironmentVariable("ZHIDIAN_REQUIRE_ALL") != "1")
            Assert.Skip("PostgreSQL is not installed: apt-get install postgresql (test.sh does it).");
        return found ?? throw new InvalidOperationException("PostgreSQL is not installed, and ZHIDIAN_REQUIRE_ALL=1 wants every test run.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
