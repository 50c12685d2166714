using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Zhidian.Registry.Storage;

/// <summary>Brings the tables of a registry to those of this build, or says why that cannot be.</summary>
internal static class Schema
{
    /// <summary>An arbitrary number; keeps two servers from migrating one PostgreSQL database at once.</summary>
    private const long MigrationLock = 0x7A68_6964_6961_6E02;

    public static void Prepare(RegistryAddress address, bool readOnly)
    {
        if (address.File is { } file)
        {
            if (readOnly && !File.Exists(file))
                throw new RegistryException(
                    RegistryFault.Missing,
                    file,
                    "is not there",
                    "Check --data, or run `zhidian serve` there once, which creates it."
                );
            if (!readOnly)
                CreateFolder(file);
        }
        using var context = address.Context();
        var pending = Pending(context, address);
        if (pending is not null && readOnly)
            throw new RegistryException(
                RegistryFault.OlderSchema,
                address.Where,
                $"has the tables of an older build (without {pending})",
                "Run `zhidian serve` of this build on it once, which brings them up to date."
            );
        if (pending is not null && address.File is { } own)
            MigrateFile(context, address, own);
        else if (pending is not null)
            MigrateServer(context, address);
        if (!readOnly)
            CheckWritable(context, address);
    }

    /// <summary>The first migration still to be run; null when there is none.</summary>
    private static string? Pending(RegistryContext context, RegistryAddress address)
    {
        var known = context.Database.GetMigrations().ToList();
        // Asking a SQLite file that is not there for its migrations would create it, and a server's missing database
        // would look like an empty one: connect first.
        if (address.File is { } file ? !File.Exists(file) : !Connect(context))
            return known[0];
        var applied = context.Database.GetAppliedMigrations().ToList();
        if (applied.Except(known).FirstOrDefault() is { } unknown)
            throw new RegistryException(
                RegistryFault.NewerSchema,
                address.Where,
                $"was changed by a newer build of zhidian ({unknown})",
                "Start that build or a later one, or restore a backup made before the update."
            );
        return known.Except(applied).FirstOrDefault();
    }

    private static bool Connect(RegistryContext context)
    {
        context.Database.OpenConnection();
        context.Database.CloseConnection();
        return true;
    }

    /// <summary>
    /// EF Core keeps its migration lock of SQLite as a row, which stays for ever when the process is killed while it
    /// migrates, and then every start waits without end. So a lock of the operating system, which dies with the process,
    /// goes around it, and a row found inside is a dead one.
    /// </summary>
    private static void MigrateFile(RegistryContext context, RegistryAddress address, string file)
    {
        using var turn = WaitForTurn(file + ".lock", address);
        if (Pending(context, address) is null)
            return;
        if (context.GetService<IRelationalDatabaseCreator>().Exists())
            context.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        context.Database.Migrate();
    }

    private static FileStream WaitForTurn(string lockFile, RegistryAddress address)
    {
        for (var waited = 0; ; waited++)
            try
            {
                return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException e)
            {
                throw RegistryException.ReadOnly(address.Where, e);
            }
            catch (IOException e)
            {
                if (!File.Exists(lockFile))
                    throw RegistryException.ReadOnly(address.Where, e);
                if (waited == 600)
                    throw new RegistryException(
                        RegistryFault.Busy,
                        address.Where,
                        "is being migrated by another process",
                        "Try again when it is done.",
                        e
                    );
                Thread.Sleep(100);
            }
    }

    private static void MigrateServer(RegistryContext context, RegistryAddress address)
    {
        context.Database.OpenConnection();
        try
        {
            context.Database.ExecuteSql($"SELECT pg_advisory_lock({MigrationLock})");
            if (Pending(context, address) is not null)
                context.Database.Migrate();
            context.Database.ExecuteSql($"SELECT pg_advisory_unlock({MigrationLock})");
        }
        finally
        {
            context.Database.CloseConnection();
        }
    }

    /// <summary>Says at the start, and not at the first decision, that nothing can be kept here.</summary>
    private static void CheckWritable(RegistryContext context, RegistryAddress address)
    {
        if (address.File is null)
        {
            if (context.Database.SqlQuery<string>($"SELECT current_setting('transaction_read_only') AS \"Value\"").Single() == "on")
                throw RegistryException.ReadOnly(address.Where);
            return;
        }
        using var transaction = context.Database.BeginTransaction();
        context.Database.ExecuteSqlRaw("PRAGMA user_version = 0");
        transaction.Rollback();
    }

    private static void CreateFolder(string file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RegistryException(
                RegistryFault.ReadOnly,
                file,
                $"cannot be created ({e.Message.TrimEnd('.')})",
                "Choose a folder this user may write with --data.",
                e
            );
        }
    }
}
