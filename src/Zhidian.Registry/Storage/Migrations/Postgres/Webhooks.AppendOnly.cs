using Microsoft.EntityFrameworkCore.Migrations;

namespace Zhidian.Registry.Storage.Migrations.Postgres;

public partial class Webhooks
{
    /// <summary>Attempts never change; of a message and a subscription only how they stand. Nothing is removed.</summary>
    private static void AppendOnly(MigrationBuilder migrationBuilder)
    {
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
                CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
                CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
                CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
                """
            );
    }
}
