using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Zhidian.Registry.Audit;
using Zhidian.Registry.Versions;

namespace Zhidian.Registry.Storage;

/// <summary>
/// The registry's tables. Each engine has a context type of its own, because EF Core ties a set of migrations to a context
/// type; everything else says <see cref="RegistryContext"/>. Each capability maps its own entities, beside them.
/// </summary>
public abstract class RegistryContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<RecordedVersion> Versions => Set<RecordedVersion>();

    /// <summary>Waits until no other writer is at the end of the audit chain; held until the transaction ends.</summary>
    internal abstract void LockAudit();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(RegistryContext).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();

    /// <summary>SQLite forgets that a time is UTC; PostgreSQL takes no other.</summary>
    private sealed class UtcConverter()
        : ValueConverter<DateTime, DateTime>(written => written, read => DateTime.SpecifyKind(read, DateTimeKind.Utc));
}

public sealed class SqliteRegistryContext(DbContextOptions<SqliteRegistryContext> options) : RegistryContext(options)
{
    /// <summary>Nothing to do: a transaction here begins by taking the file's only write lock.</summary>
    internal override void LockAudit() { }
}

public sealed class PostgresRegistryContext(DbContextOptions<PostgresRegistryContext> options) : RegistryContext(options)
{
    /// <summary>An arbitrary number that stands for the audit chain; advisory locks are counted per database.</summary>
    private const long AuditChain = 0x7A68_6964_6961_6E01;

    internal override void LockAudit() => Database.ExecuteSql($"SELECT pg_advisory_xact_lock({AuditChain})");
}

/// <summary>Lets <c>dotnet ef migrations add</c> make a context without a database.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteRegistryContext>
{
    public SqliteRegistryContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteRegistryContext>().UseSqlite("Data Source=:memory:").Options);
}

/// <inheritdoc cref="SqliteDesign"/>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresRegistryContext>
{
    public PostgresRegistryContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresRegistryContext>().UseNpgsql("Host=nowhere").Options);
}
