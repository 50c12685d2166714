using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Zhidian.Registry.Storage;

/// <summary>An opened registry whose tables are those of this build. Thread-safe: every call has a context of its own.</summary>
public sealed class RegistryDatabase : IDisposable
{
    private readonly RegistryAddress _address;

    private RegistryDatabase(RegistryAddress address) => _address = address;

    /// <summary>Opens the registry, creating or migrating its tables where needed.</summary>
    /// <param name="connectionOrFolder">
    /// A PostgreSQL connection string (<c>Host=...</c>), a SQLite one (<c>Data Source=...</c>), or a data folder in which
    /// <c>registry.db</c> is or will be.
    /// </param>
    /// <param name="readOnly">Changes nothing, and creates nothing: the registry must be there, with this build's tables.</param>
    /// <exception cref="RegistryException">It cannot be opened; says why and what to do.</exception>
    public static RegistryDatabase Open(string connectionOrFolder, bool readOnly = false)
    {
        var address = RegistryAddress.Parse(connectionOrFolder, readOnly);
        var database = new RegistryDatabase(address);
        try
        {
            database.Guard(() => Schema.Prepare(address, readOnly));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The file, or server and database, for people to read; never a password.</summary>
    public string Where => _address.Where;

    /// <summary>A context for one unit of work; the caller disposes it.</summary>
    public RegistryContext Context() => _address.Context();

    /// <summary>Runs <paramref name="work"/> in one transaction: all of it is kept, or after an exception none.</summary>
    /// <exception cref="RegistryException">The database could not do it.</exception>
    public T InTransaction<T>(Func<RegistryContext, T> work) =>
        Guard(() =>
        {
            using var context = Context();
            using var transaction = context.Database.BeginTransaction();
            var result = work(context);
            transaction.Commit();
            return result;
        });

    /// <exception cref="RegistryException">The database could not be read.</exception>
    public T Read<T>(Func<RegistryContext, T> question) =>
        Guard(() =>
        {
            using var context = Context();
            return question(context);
        });

    /// <summary>Lets go of the file or of the server's connections.</summary>
    public void Dispose()
    {
        using var context = Context();
        if (context.Database.GetDbConnection() is SqliteConnection file)
            SqliteConnection.ClearPool(file);
        else if (context.Database.GetDbConnection() is Npgsql.NpgsqlConnection server)
            Npgsql.NpgsqlConnection.ClearPool(server);
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (IsOfTheDatabase(e))
        {
            throw RegistryException.From(e, Where);
        }
    }

    private void Guard(Action work) =>
        Guard(() =>
        {
            work();
            return true;
        });

    /// <summary>EF Core wraps a lost connection in an <see cref="InvalidOperationException"/> of its own.</summary>
    private static bool IsOfTheDatabase(Exception e) =>
        e is DbException or DbUpdateException or TimeoutException || e is InvalidOperationException { InnerException: DbException };
}
