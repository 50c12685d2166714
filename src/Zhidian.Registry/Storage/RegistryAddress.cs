using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Zhidian.Registry.Storage;

/// <summary>Where a registry is: a SQLite file, or a database of a PostgreSQL server.</summary>
internal sealed class RegistryAddress
{
    public const string FileName = "registry.db";

    private readonly Func<RegistryContext> _context;

    private RegistryAddress(string where, string? file, Func<RegistryContext> context)
    {
        Where = where;
        File = file;
        _context = context;
    }

    /// <summary>For messages; without the password.</summary>
    public string Where { get; }

    /// <summary>The SQLite file; null for a server.</summary>
    public string? File { get; }

    public RegistryContext Context() => _context();

    /// <param name="connectionOrFolder"><c>Host=...</c>, <c>Data Source=...</c>, or a folder for <c>registry.db</c>.</param>
    public static RegistryAddress Parse(string connectionOrFolder, bool readOnly)
    {
        if (string.IsNullOrWhiteSpace(connectionOrFolder))
            throw Bad("is not named", "Give a data folder, or a connection string that begins with Host=.");
        if (connectionOrFolder.Contains("://", StringComparison.Ordinal))
            throw Bad("is named by a URL", "Write it as a connection string: Host=...;Port=5432;Database=...;Username=...;Password=....");
        if (!connectionOrFolder.Contains('=', StringComparison.Ordinal))
            return Sqlite(new SqliteConnectionStringBuilder { DataSource = Path.Combine(connectionOrFolder, FileName) }, readOnly);
        try
        {
            var keys = new DbConnectionStringBuilder { ConnectionString = connectionOrFolder };
            if (keys.ContainsKey("Host") || keys.ContainsKey("Server"))
                return Postgres(new NpgsqlConnectionStringBuilder(connectionOrFolder));
            if (keys.ContainsKey("Data Source") || keys.ContainsKey("DataSource") || keys.ContainsKey("Filename"))
                return Sqlite(new SqliteConnectionStringBuilder(connectionOrFolder), readOnly);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // The message of an ill-formed connection string may repeat it, password and all: it is not passed on.
            throw Bad("is named by a connection string that cannot be read", "Check its keys, quotes and semicolons.");
        }
        if (Directory.Exists(connectionOrFolder))
            return Sqlite(new SqliteConnectionStringBuilder { DataSource = Path.Combine(connectionOrFolder, FileName) }, readOnly);
        throw Bad("is named by a connection string without Host or Data Source", "Begin it with Host= for PostgreSQL.");
    }

    private static RegistryAddress Sqlite(SqliteConnectionStringBuilder connection, bool readOnly)
    {
        if (readOnly)
            connection.Mode = SqliteOpenMode.ReadOnly;
        // Seconds a writer waits for its turn.
        connection.DefaultTimeout = 30;
        var options = new DbContextOptionsBuilder<SqliteRegistryContext>().UseSqlite(connection.ConnectionString).Options;
        var file = Path.GetFullPath(connection.DataSource);
        return new RegistryAddress(file, file, () => new SqliteRegistryContext(options));
    }

    private static RegistryAddress Postgres(NpgsqlConnectionStringBuilder connection)
    {
        connection.ApplicationName ??= "zhidian";
        var options = new DbContextOptionsBuilder<PostgresRegistryContext>().UseNpgsql(connection.ConnectionString).Options;
        var database = connection.Database ?? connection.Username;
        return new RegistryAddress($"{connection.Host}:{connection.Port}/{database}", null, () => new PostgresRegistryContext(options));
    }

    private static RegistryException Bad(string what, string advice) => new(RegistryFault.BadConnection, "the place given", what, advice);
}
