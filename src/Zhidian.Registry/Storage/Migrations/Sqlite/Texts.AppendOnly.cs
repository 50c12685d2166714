using Microsoft.EntityFrameworkCore.Migrations;

namespace Zhidian.Registry.Storage.Migrations.Sqlite;

public partial class Texts
{
    /// <summary>
    /// Texts and their imports are added, never changed or removed. As <c>INSERT OR REPLACE</c> removes rows without firing delete
    /// triggers, an added row must be the next one.
    /// </summary>
    private static void AppendOnly(MigrationBuilder migrationBuilder)
    {
        foreach (var table in new[] { "texts", "text_imports" })
        foreach (var change in new[] { "UPDATE", "DELETE" })
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER {table}_no_{change.ToLowerInvariant()} BEFORE {change} ON {table}
                BEGIN SELECT RAISE(ABORT, '{table} is append-only: {change} is not allowed'); END;
                """
            );
        migrationBuilder.Sql(
            """
            CREATE TRIGGER text_imports_next BEFORE INSERT ON text_imports
            WHEN NEW.number IS NOT (SELECT COALESCE(MAX(number), 0) + 1 FROM text_imports)
            BEGIN SELECT RAISE(ABORT, 'text_imports is append-only: the number is not the next'); END;
            """
        );
        migrationBuilder.Sql(
            """
            CREATE TRIGGER texts_next BEFORE INSERT ON texts
            WHEN NEW.revision IS NOT
              (SELECT COALESCE(MAX(revision), 0) + 1 FROM texts WHERE entry_id = NEW.entry_id AND version = NEW.version)
            BEGIN SELECT RAISE(ABORT, 'texts is append-only: the revision is not the next'); END;
            """
        );
    }
}
