using DuckDB.NET.Data;

namespace Zhidian.Mining.Adverts;

/// <summary>
/// Connections, and recovery of the engine: after a failed write (a full disk) it refuses everything until it is opened anew, which must
/// not need a restart of the program.
/// </summary>
public sealed partial class FactStore
{
    private readonly Lock reopening = new();
    private volatile bool broken;

    /// <summary>A connection for one caller; dispose of it after use.</summary>
    /// <exception cref="StoreException">The store cannot be opened again after a failure.</exception>
    internal DuckDBConnection Connect()
    {
        if (broken)
            Reopen();
        try
        {
            // Connections with one connection string share one instance of the engine within the process.
            var connection = new DuckDBConnection(root.ConnectionString);
            connection.Open();
            return connection;
        }
        catch (DuckDBException e)
        {
            throw Failed(e);
        }
    }

    /// <summary>The failure in the user's terms; if the engine gave up on it, the next call opens it anew.</summary>
    internal StoreException Failed(Exception e)
    {
        if (
            e is DuckDBException
            && (
                e.Message.Contains("FATAL", StringComparison.Ordinal)
                || e.Message.Contains("invalidated", StringComparison.Ordinal)
                || e.Message.Contains("commit", StringComparison.OrdinalIgnoreCase)
                || e.Message.Contains("No space", StringComparison.Ordinal)
            )
        )
            broken = true;
        return Explain(e, File);
    }

    private T Guard<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (DuckDBException e)
        {
            throw Failed(e);
        }
    }

    private T Ask<T>(Func<DuckDBConnection, T> ask)
    {
        T Once()
        {
            using var connection = Connect();
            return Guard(() => ask(connection));
        }
        try
        {
            return Once();
        }
        catch (StoreException) when (broken)
        {
            return Once();
        }
    }

    /// <summary>The engine goes only when its last connection does, so readers that stream are waited for a while.</summary>
    private void Reopen()
    {
        lock (reopening)
        {
            if (!broken)
                return;
            var text = root.ConnectionString;
            root.Dispose();
            for (var attempt = 1; ; attempt++)
            {
                var fresh = new DuckDBConnection(text);
                try
                {
                    fresh.Open();
                    fresh.Run("SELECT 1 FROM schema_version");
                    root = fresh;
                    broken = false;
                    return;
                }
                catch (DuckDBException e)
                {
                    fresh.Dispose();
                    if (attempt == 20)
                        throw Explain(e, File);
                    Thread.Sleep(100);
                }
            }
        }
    }
}
