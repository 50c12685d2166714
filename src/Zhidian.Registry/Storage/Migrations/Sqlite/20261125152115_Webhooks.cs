using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhidian.Registry.Storage.Migrations.Sqlite;

/// <inheritdoc />
public partial class Webhooks : Migration
{
    private static readonly string[] Due = ["state", "due_at"];
    private static readonly string[] Of = ["subscription_id", "number"];

    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "webhooks",
            columns: table => new
            {
                id = table.Column<string>(type: "TEXT", nullable: false),
                url = table.Column<string>(type: "TEXT", nullable: false),
                description = table.Column<string>(type: "TEXT", nullable: false),
                events = table.Column<string>(type: "TEXT", nullable: false),
                under = table.Column<string>(type: "TEXT", nullable: false),
                kinds = table.Column<string>(type: "TEXT", nullable: false),
                state = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                sealed_secret = table.Column<string>(type: "TEXT", nullable: false),
                sealed_previous_secret = table.Column<string>(type: "TEXT", nullable: true),
                previous_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_webhooks", x => x.id);
            }
        );

        migrationBuilder.CreateTable(
            name: "webhook_deliveries",
            columns: table => new
            {
                number = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                id = table.Column<string>(type: "TEXT", nullable: false),
                subscription_id = table.Column<string>(type: "TEXT", nullable: false),
                @event = table.Column<string>(name: "event", type: "TEXT", nullable: false),
                subject = table.Column<string>(type: "TEXT", nullable: false),
                body = table.Column<string>(type: "TEXT", nullable: false),
                created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                state = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                attempts = table.Column<int>(type: "INTEGER", nullable: false),
                due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                leased_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                delivered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_webhook_deliveries", x => x.number);
                table.UniqueConstraint("AK_webhook_deliveries_id", x => x.id);
                table.ForeignKey(
                    name: "FK_webhook_deliveries_webhooks_subscription_id",
                    column: x => x.subscription_id,
                    principalTable: "webhooks",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Restrict
                );
            }
        );

        migrationBuilder.CreateTable(
            name: "webhook_attempts",
            columns: table => new
            {
                number = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                delivery_id = table.Column<string>(type: "TEXT", nullable: false),
                at = table.Column<DateTime>(type: "TEXT", nullable: false),
                milliseconds = table.Column<int>(type: "INTEGER", nullable: false),
                status = table.Column<int>(type: "INTEGER", nullable: true),
                error = table.Column<string>(type: "TEXT", nullable: true),
                answer = table.Column<string>(type: "TEXT", nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_webhook_attempts", x => x.number);
                table.ForeignKey(
                    name: "FK_webhook_attempts_webhook_deliveries_delivery_id",
                    column: x => x.delivery_id,
                    principalTable: "webhook_deliveries",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Restrict
                );
            }
        );

        migrationBuilder.CreateIndex(name: "webhook_attempts_of", table: "webhook_attempts", column: "delivery_id");

        migrationBuilder.CreateIndex(name: "webhook_deliveries_due", table: "webhook_deliveries", columns: Due);

        migrationBuilder.CreateIndex(name: "webhook_deliveries_of", table: "webhook_deliveries", columns: Of);
        AppendOnly(migrationBuilder);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "webhook_attempts");

        migrationBuilder.DropTable(name: "webhook_deliveries");

        migrationBuilder.DropTable(name: "webhooks");
    }
}
