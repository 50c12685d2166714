using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhidian.Registry.Storage.Migrations.Sqlite;

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
                sequence = table.Column<long>(type: "INTEGER", nullable: false),
                at = table.Column<DateTime>(type: "TEXT", nullable: false),
                who = table.Column<string>(type: "TEXT", nullable: false),
                action = table.Column<string>(type: "TEXT", nullable: false),
                subject = table.Column<string>(type: "TEXT", nullable: false),
                reason = table.Column<string>(type: "TEXT", nullable: false),
                before = table.Column<string>(type: "TEXT", nullable: true),
                after = table.Column<string>(type: "TEXT", nullable: true),
                previous_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
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
                name = table.Column<string>(type: "TEXT", nullable: false),
                content_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                effective = table.Column<DateOnly>(type: "TEXT", nullable: false),
                recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
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
    }
}
