using Microsoft.EntityFrameworkCore.Migrations;

namespace Zhidian.Registry.Storage.Migrations.Postgres;

public partial class First
{
    /// <summary>Rows of the audit and of the recorded versions are added, never changed, removed or truncated.</summary>
    private static void AppendOnly(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION '% is append-only: % is not allowed', TG_TABLE_NAME, TG_OP;
            END $$;
            """
        );
        foreach (var table in new[] { "audit", "versions" })
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
                CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
                """
            );
        migrationBuilder.Sql(
            """
            CREATE FUNCTION continue_chain() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF NEW.sequence IS DISTINCT FROM (SELECT COALESCE(MAX(sequence), 0) + 1 FROM audit)
                OR NEW.previous_hash IS DISTINCT FROM
                  COALESCE((SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1), repeat('0', 64))
              THEN
                RAISE EXCEPTION 'audit is append-only: the entry does not continue the chain';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER audit_next BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION continue_chain();
            """
        );
    }
}
