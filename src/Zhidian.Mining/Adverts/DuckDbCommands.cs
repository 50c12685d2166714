using DuckDB.NET.Data;

namespace Zhidian.Mining.Adverts;

/// <summary>Short forms for statements on a connection.</summary>
internal static class DuckDbCommands
{
    public static int Run(this DuckDBConnection connection, string sql, params object?[] values)
    {
        using var command = connection.Prepared(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Rolls back; where the engine has done so itself or given up, the failure before is the one to tell.</summary>
    public static void TryRollBack(this DuckDBConnection connection)
    {
        try
        {
            connection.Run("ROLLBACK");
        }
        catch (DuckDBException)
        {
            // See above.
        }
    }

    /// <param name="values">In the order of the question marks.</param>
    public static DuckDBCommand Prepared(this DuckDBConnection connection, string sql, params object?[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in values)
            command.Parameters.Add(new DuckDBParameter(value ?? DBNull.Value));
        return command;
    }

    /// <summary>First column of each row.</summary>
    public static List<T> Column<T>(this DuckDBConnection connection, string sql, params object?[] values) =>
        connection.Rows(sql, reader => reader.GetFieldValue<T>(0), values);

    public static List<T> Rows<T>(this DuckDBConnection connection, string sql, Func<DuckDBDataReader, T> read, params object?[] values)
    {
        using var command = connection.Prepared(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public static string? TextOrNull(this DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static double? NumberOrNull(this DuckDBDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetDouble(column);

    public static int? IntegerOrNull(this DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);
}
