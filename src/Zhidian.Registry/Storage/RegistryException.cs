using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Zhidian.Registry.Storage;

/// <summary>Why the registry could not be opened, read or written; the number is the code in the message.</summary>
public enum RegistryFault
{
    /// <summary>None of the others; the database's own message is passed on.</summary>
    Other = 1000,

    /// <summary>No server answers at that address.</summary>
    Unreachable = 1001,

    /// <summary>The server does not accept the user or the password.</summary>
    Refused = 1002,

    /// <summary>The server has no such database, or the folder no registry.</summary>
    Missing = 1003,

    /// <summary>The file, folder or server cannot be written.</summary>
    ReadOnly = 1004,

    /// <summary>A newer build of the program has changed the tables.</summary>
    NewerSchema = 1005,

    /// <summary>The tables are of an older build and this opening may not change them.</summary>
    OlderSchema = 1006,

    /// <summary>The file is not a database, or is damaged.</summary>
    Damaged = 1007,

    /// <summary>Another process holds the database for too long.</summary>
    Busy = 1008,

    /// <summary>The disk is full.</summary>
    Full = 1009,

    /// <summary>The connection string cannot be understood.</summary>
    BadConnection = 1010,

    /// <summary>The user may not do this in the database.</summary>
    Forbidden = 1011,
}

/// <summary>The registry could not be opened, read or written. The message says what, where and what to do.</summary>
public sealed class RegistryException : Exception
{
    /// <param name="where">File, or server and database; never a password.</param>
    public RegistryException(RegistryFault fault, string where, string what, string advice, Exception? inner = null)
        : base($"R{(int)fault} the registry at {where} {what}. {advice}", inner)
    {
        Fault = fault;
        Where = where;
    }

    public RegistryFault Fault { get; }

    public string Where { get; }

    /// <summary>Puts what a database said into words; the innermost database error decides.</summary>
    internal static RegistryException From(Exception error, string where)
    {
        RegistryException Of(RegistryFault fault, string what, string advice) => new(fault, where, what, advice, error);

        for (Exception? e = error; e is not null; e = e.InnerException)
            switch (e)
            {
                case PostgresException { SqlState: "28P01" or "28000" } refused:
                    return Of(RegistryFault.Refused, $"refused the login ({refused.MessageText})", "Check Username and Password.");
                case PostgresException { SqlState: "3D000" }:
                    return Of(
                        RegistryFault.Missing,
                        "is not there: the server has no such database",
                        "Create it with createdb, or check Database."
                    );
                case PostgresException { SqlState: "25006" }:
                    return ReadOnly(where, error);
                case PostgresException { SqlState: "42501" } forbidden:
                    return Of(
                        RegistryFault.Forbidden,
                        $"does not let this user do that ({forbidden.MessageText})",
                        "Make the user owner of the database, or grant it create and usage on its schema."
                    );
                case PostgresException { SqlState: "53100" }:
                    return Of(
                        RegistryFault.Full,
                        "could not be written: the server's disk is full",
                        "Make room there and try again; nothing was half written."
                    );
                case PostgresException { SqlState: "53300" or "57P03" }:
                    return Of(RegistryFault.Busy, "takes no more connections now", "Try again in a moment, or raise max_connections.");
                case PostgresException other:
                    return Of(
                        RegistryFault.Other,
                        $"answered with an error ({other.SqlState} {other.MessageText})",
                        "See the server's log."
                    );
                case SqliteException { SqliteErrorCode: 8 }:
                    return ReadOnly(where, error);
                case SqliteException { SqliteErrorCode: 14 }:
                    return Of(
                        RegistryFault.ReadOnly,
                        "cannot be opened or created",
                        "Check that the folder exists and that this user may write in it."
                    );
                case SqliteException { SqliteErrorCode: 11 or 26 }:
                    return Of(RegistryFault.Damaged, "is not a database or is damaged", "Move the file away and restore a backup.");
                case SqliteException { SqliteErrorCode: 5 or 6 }:
                    return Of(RegistryFault.Busy, "is held by another process", "Try again when its work is done.");
                case SqliteException { SqliteErrorCode: 13 }:
                    return Of(
                        RegistryFault.Full,
                        "could not be written: the disk is full",
                        "Make room and try again; nothing was half written."
                    );
                case SqliteException other:
                    return Of(
                        RegistryFault.Other,
                        $"answered with an error ({other.Message.TrimEnd('.')})",
                        "Check the disk and the file."
                    );
                case SocketException or TimeoutException when error is DbException or InvalidOperationException:
                    return Of(
                        RegistryFault.Unreachable,
                        $"cannot be reached ({e.Message.TrimEnd('.')})",
                        "Check Host and Port, and that PostgreSQL is running and listens there."
                    );
            }
        return Of(RegistryFault.Other, $"answered with an error ({error.Message.TrimEnd('.')})", "See the log.");
    }

    internal static RegistryException ReadOnly(string where, Exception? inner = null) =>
        new(
            RegistryFault.ReadOnly,
            where,
            "cannot be written: it is read-only",
            "Give this user the right to write there, or choose another place with --data or --db.",
            inner
        );
}
