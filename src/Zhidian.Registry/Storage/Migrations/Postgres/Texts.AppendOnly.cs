using Microsoft.EntityFrameworkCore.Migrations;

namespace Zhidian.Registry.Storage.Migrations.Postgres;

public partial class Texts
{
    /// <summary>Texts and their imports are added, never changed, removed or truncated.</summary>
    private static void AppendOnly(MigrationBuilder migrationBuilder)
    {
        foreach (var table in new[] { "texts", "text_imports" })
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
                CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
                """
            );
    }
}
