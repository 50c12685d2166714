using Microsoft.EntityFrameworkCore.Migrations;

namespace Zhidian.Registry.Storage.Migrations.Sqlite;

public partial class Webhooks
{
    /// <summary>
    /// Attempts never change; of a message and a subscription only how they stand. Nothing is removed, also not by
    /// <c>INSERT OR REPLACE</c>, which fires no delete triggers: an added row must be new.
    /// </summary>
    private static void AppendOnly(MigrationBuilder migrationBuilder)
    {
        foreach (var (table, key) in new[] { ("webhooks", "id"), ("webhook_deliveries", "id"), ("webhook_attempts", "number") })
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
                BEGIN SELECT RAISE(ABORT, '{table} keeps every row: DELETE is not allowed'); END;
                CREATE TRIGGER {table}_new BEFORE INSERT ON {table}
                WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})
                BEGIN SELECT RAISE(ABORT, '{table} keeps every row: the {key} is taken'); END;
                """
            );
        foreach (
            var (table, columns) in new[]
            {
                ("webhooks", "id, url, events, under, kinds, created_at"),
                ("webhook_deliveries", "number, id, subscription_id, event, subject, body, created_at"),
                ("webhook_attempts", "number, delivery_id, at, milliseconds, status, error, answer"),
            }
        )
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {columns} ON {table}
                BEGIN SELECT RAISE(ABORT, '{table}: what was written does not change'); END;
                """
            );
    }
}
