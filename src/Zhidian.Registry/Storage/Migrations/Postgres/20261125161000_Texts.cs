using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhidian.Registry.Storage.Migrations.Postgres;

/// <inheritdoc />
public partial class Texts : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "text_checks",
            columns: table => new
            {
                id = table.Column<string>(type: "text", nullable: false),
                made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                file = table.Column<string>(type: "text", nullable: false),
                version = table.Column<string>(type: "text", nullable: false),
                errors = table.Column<int>(type: "integer", nullable: false),
                warnings = table.Column<int>(type: "integer", nullable: false),
                hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                report = table.Column<string>(type: "text", nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_text_checks", x => x.id);
            }
        );

        migrationBuilder.CreateTable(
            name: "text_imports",
            columns: table => new
            {
                number = table.Column<long>(type: "bigint", nullable: false),
                at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                who = table.Column<string>(type: "text", nullable: false),
                check_id = table.Column<string>(type: "text", nullable: true),
                undone = table.Column<long>(type: "bigint", nullable: true),
                file = table.Column<string>(type: "text", nullable: false),
                file_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                version = table.Column<string>(type: "text", nullable: false),
                source = table.Column<string>(type: "text", nullable: false),
                reason = table.Column<string>(type: "text", nullable: false),
                added = table.Column<int>(type: "integer", nullable: false),
                changed = table.Column<int>(type: "integer", nullable: false),
                before_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                after_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_text_imports", x => x.number);
            }
        );

        migrationBuilder.CreateTable(
            name: "texts",
            columns: table => new
            {
                entry_id = table.Column<string>(type: "text", nullable: false),
                version = table.Column<string>(type: "text", nullable: false),
                revision = table.Column<int>(type: "integer", nullable: false),
                import = table.Column<long>(type: "bigint", nullable: false),
                content = table.Column<string>(type: "text", nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey(
                    "PK_texts",
                    x => new
                    {
                        x.entry_id,
                        x.version,
                        x.revision,
                    }
                );
            }
        );

        migrationBuilder.CreateIndex(name: "text_imports_check", table: "text_imports", column: "check_id", unique: true);

        migrationBuilder.CreateIndex(name: "text_imports_undone", table: "text_imports", column: "undone", unique: true);

        migrationBuilder.CreateIndex(name: "texts_import", table: "texts", column: "import");
        AppendOnly(migrationBuilder);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "text_checks");

        migrationBuilder.DropTable(name: "text_imports");

        migrationBuilder.DropTable(name: "texts");
    }
}
