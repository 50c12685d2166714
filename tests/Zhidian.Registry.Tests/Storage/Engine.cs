using Microsoft.EntityFrameworkCore;
using Zhidian.Registry.Storage;

namespace Zhidian.Registry.Tests.Storage;

/// <summary>One kind of database the registry runs on; each test takes fresh places from it.</summary>
public abstract class Engine : IDisposable
{
    /// <summary>Where nothing is yet.</summary>
    public abstract string EmptyPlace();

    /// <summary>Where the registry's tables are, without rows.</summary>
    public abstract string PreparedPlace();

    /// <summary>Takes the guards off the audit, as an intruder with the database's password would.</summary>
    public abstract void DropGuards(RegistryContext context);

    public abstract void Dispose();

    /// <summary>Runs SQL outside EF Core's change tracking, as an intruder would.</summary>
    public static void Execute(RegistryDatabase registry, string sql, params object[] values)
    {
        using var context = registry.Context();
        context.Database.ExecuteSqlRaw(sql, values);
    }
}

public sealed class SqliteEngine : Engine
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhidian-registry-").FullName;
    private int _places;

    public override string EmptyPlace() => Path.Combine(_folder, $"{++_places}");

    public override string PreparedPlace() => EmptyPlace();

    public override void DropGuards(RegistryContext context) =>
        context.Database.ExecuteSqlRaw("DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_next;");

    public override void Dispose() => Directory.Delete(_folder, recursive: true);
}

public sealed class PostgresEngine(PostgresCluster cluster) : Engine
{
    public override string EmptyPlace() => cluster.NewEmptyDatabase();

    public override string PreparedPlace() => cluster.NewRegistry();

    public override void DropGuards(RegistryContext context) => context.Database.ExecuteSqlRaw("ALTER TABLE audit DISABLE TRIGGER USER");

    public override void Dispose() { }
}
