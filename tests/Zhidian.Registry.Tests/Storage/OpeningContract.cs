using Microsoft.EntityFrameworkCore;
using Zhidian.Registry.Audit;
using Zhidian.Registry.Storage;

namespace Zhidian.Registry.Tests.Storage;

public sealed class OpeningOnSqlite() : OpeningContract(new SqliteEngine());

public sealed class OpeningOnPostgres(PostgresCluster cluster) : OpeningContract(new PostgresEngine(cluster));

public abstract class OpeningContract(Engine engine) : IDisposable
{
    private static readonly AuditAct Act = new("li", "a", "s/1", "why");

    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void First_opening_makes_the_tables_and_later_ones_keep_what_is_there()
    {
        var place = engine.EmptyPlace();
        using (var first = RegistryDatabase.Open(place))
            new AuditLog(first).Append(Act);
        using var again = RegistryDatabase.Open(place);
        Assert.Equal(1, new AuditLog(again).Verify().Entries);
        using var context = again.Context();
        Assert.False(context.Database.HasPendingModelChanges(), "the model changed without a migration: dotnet ef migrations add");
    }

    [Fact]
    public void Four_servers_may_start_at_once_on_an_empty_place()
    {
        var place = engine.EmptyPlace();
        Parallel.For(
            0,
            4,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            _ =>
            {
                using var registry = RegistryDatabase.Open(place);
                new AuditLog(registry).Append(Act);
            }
        );
        using var after = RegistryDatabase.Open(place);
        Assert.Equal(4, new AuditLog(after).Verify().Entries);
    }

    [Fact]
    public void A_newer_schema_is_left_alone()
    {
        var place = engine.PreparedPlace();
        using (var registry = RegistryDatabase.Open(place))
            Engine.Execute(registry, "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29991231000000_Later', '99.0')");
        var refused = Refused(() => RegistryDatabase.Open(place));
        Assert.Equal(RegistryFault.NewerSchema, refused.Fault);
        Assert.Contains("29991231000000_Later", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Opening_to_read_creates_and_changes_nothing()
    {
        var empty = engine.EmptyPlace();
        Assert.Contains(
            Refused(() => RegistryDatabase.Open(empty, readOnly: true)).Fault,
            new[] { RegistryFault.Missing, RegistryFault.OlderSchema }
        );
        Assert.False(Directory.Exists(empty));
        var place = engine.PreparedPlace();
        using (var registry = RegistryDatabase.Open(place))
            new AuditLog(registry).Append(Act);
        using var reading = RegistryDatabase.Open(place, readOnly: true);
        Assert.Equal(1, new AuditLog(reading).Verify().Entries);
    }

    private protected static RegistryException Refused(Action open) => Assert.Throws<RegistryException>(open);
}

/// <summary>What only one engine can get wrong.</summary>
public sealed class BadPlaces(PostgresCluster cluster) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-places-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_wrong_password_is_named_but_never_shown()
    {
        var database = cluster.NewRegistry();
        var refused = Refused(database.Replace(PostgresCluster.Password, "battery staple", StringComparison.Ordinal));
        Assert.Equal(RegistryFault.Refused, refused.Fault);
        Assert.Contains("127.0.0.1", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Check Username and Password", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("battery", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_does_not_answer_is_named()
    {
        var refused = Refused("Host=127.0.0.1;Port=1;Database=x;Username=y;Password=secret;Timeout=2");
        Assert.Equal(RegistryFault.Unreachable, refused.Fault);
        Assert.Contains("127.0.0.1:1/x", refused.Message, StringComparison.Ordinal);
        Assert.Equal(RegistryFault.Unreachable, Refused("Host=no-such-host.invalid;Username=y;Timeout=2").Fault);
    }

    [Fact]
    public void A_missing_database_is_not_created_behind_the_operators_back()
    {
        cluster.NewEmptyDatabase();
        Assert.Equal(RegistryFault.Missing, Refused(cluster.Connection("nosuch")).Fault);
    }

    [Fact]
    public void A_user_without_rights_is_told_which()
    {
        var database = cluster.NewEmptyDatabase();
        PostgresCluster.Execute(database, "CREATE ROLE guest LOGIN PASSWORD 'g'");
        var guest = new Npgsql.NpgsqlConnectionStringBuilder(database) { Username = "guest", Password = "g" };
        Assert.Equal(RegistryFault.Forbidden, Refused(guest.ConnectionString).Fault);
    }

    [Fact]
    public void A_read_only_server_is_refused_at_the_start()
    {
        var prepared = cluster.NewRegistry();
        PostgresCluster.Execute(
            prepared,
            $"ALTER DATABASE {new Npgsql.NpgsqlConnectionStringBuilder(prepared).Database} SET default_transaction_read_only = on"
        );
        Npgsql.NpgsqlConnection.ClearAllPools();
        Assert.Equal(RegistryFault.ReadOnly, Refused(prepared).Fault);
        RegistryDatabase.Open(prepared, readOnly: true).Dispose();
    }

    [Fact]
    public void A_read_only_file_is_refused_at_the_start()
    {
        RegistryDatabase.Open(_folder).Dispose();
        Assert.Equal(RegistryFault.ReadOnly, Refused($"Data Source={Path.Combine(_folder, "registry.db")};Mode=ReadOnly").Fault);
        Assert.Equal(RegistryFault.ReadOnly, Refused("/proc/zhidian").Fault);
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Assert.Equal(RegistryFault.ReadOnly, Refused(file).Fault);
    }

    [Fact]
    public void A_file_that_is_no_database_is_left_as_it_is()
    {
        var file = Path.Combine(_folder, "registry.db");
        var text = string.Concat(Enumerable.Repeat("not a database ", 100));
        File.WriteAllText(file, text);
        Assert.Equal(RegistryFault.Damaged, Refused(_folder).Fault);
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public void A_lock_left_by_a_killed_migration_does_not_stop_the_next_start()
    {
        var file = Path.Combine(_folder, "registry.db");
        using (var killed = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=false"))
        {
            killed.Open();
            using var command = killed.CreateCommand();
            command.CommandText =
                "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL);"
                + "INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')";
            command.ExecuteNonQuery();
        }
        using var registry = RegistryDatabase.Open(_folder);
        Assert.True(new AuditLog(registry).Verify().Whole);
    }

    [Theory]
    [InlineData("")]
    [InlineData("postgres://u:secret@host/db")]
    [InlineData("Host=x;Nonsense=1;Password=secret")]
    [InlineData("Password=secret")]
    public void A_connection_string_that_makes_no_sense_is_refused_without_repeating_it(string connection)
    {
        var refused = Refused(connection);
        Assert.Equal(RegistryFault.BadConnection, refused.Fault);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    private static RegistryException Refused(string place) => Assert.Throws<RegistryException>(() => RegistryDatabase.Open(place));
}
