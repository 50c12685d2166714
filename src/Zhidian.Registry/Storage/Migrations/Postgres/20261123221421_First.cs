using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhidian.Registry.Storage.Migrations.Postgres;

/// <inheritdoc />
public partial class First : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "audit",
            columns: table => new
            {
                sequence = table.Column<long>(type: "bigint", nullable: false),
                at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                who = table.Column<string>(type: "text", nullable: false),
                action = table.Column<string>(type: "text", nullable: false),
                subject = table.Column<string>(type: "text", nullable: false),
                reason = table.Column<string>(type: "text", nullable: false),
                before = table.Column<string>(type: "text", nullable: true),
                after = table.Column<string>(type: "text", nullable: true),
                previous_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_audit", x => x.sequence);
            }
        );

        migrationBuilder.CreateTable(
            name: "versions",
            columns: table => new
            {
                name = table.Column<string>(type: "text", nullable: false),
                content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                effective = table.Column<DateOnly>(type: "date", nullable: false),
                recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_versions", x => x.name);
            }
        );

        migrationBuilder.CreateIndex(name: "audit_subject", table: "audit", column: "subject");
        AppendOnly(migrationBuilder);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "audit");

        migrationBuilder.DropTable(name: "versions");

        migrationBuilder.Sql("DROP FUNCTION refuse_change(); DROP FUNCTION continue_chain();");
    }
}
