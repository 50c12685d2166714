using Microsoft.EntityFrameworkCore.Migrations;

namespace Zhidian.Registry.Storage.Migrations.Sqlite;

public partial class First
{
    /// <summary>
    /// Rows of the audit and of the recorded versions are added, never changed or removed. <c>INSERT OR REPLACE</c> removes
    /// rows without firing delete triggers, so an added row must also be new: the next of the chain, a name not yet taken.
    /// </summary>
    private static void AppendOnly(MigrationBuilder migrationBuilder)
    {
        foreach (var table in new[] { "audit", "versions" })
        foreach (var change in new[] { "UPDATE", "DELETE" })
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER {table}_no_{change.ToLowerInvariant()} BEFORE {change} ON {table}
                BEGIN SELECT RAISE(ABORT, '{table} is append-only: {change} is not allowed'); END;
                """
            );
        migrationBuilder.Sql(
            """
            CREATE TRIGGER audit_next BEFORE INSERT ON audit
            WHEN NEW.sequence IS NOT (SELECT COALESCE(MAX(sequence), 0) + 1 FROM audit)
              OR NEW.previous_hash IS NOT COALESCE((SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1), printf('%064d', 0))
            BEGIN SELECT RAISE(ABORT, 'audit is append-only: the entry does not continue the chain'); END;
            """
        );
        migrationBuilder.Sql(
            """
            CREATE TRIGGER versions_new BEFORE INSERT ON versions
            WHEN EXISTS (SELECT 1 FROM versions WHERE name = NEW.name)
            BEGIN SELECT RAISE(ABORT, 'versions is append-only: the name is taken'); END;
            """
        );
    }
}
