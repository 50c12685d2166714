using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Zhidian.Registry.Storage.Migrations.Postgres;

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
                id = table.Column<string>(type: "text", nullable: false),
                url = table.Column<string>(type: "text", nullable: false),
                description = table.Column<string>(type: "text", nullable: false),
                events = table.Column<string>(type: "text", nullable: false),
                under = table.Column<string>(type: "text", nullable: false),
                kinds = table.Column<string>(type: "text", nullable: false),
                state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                sealed_secret = table.Column<string>(type: "text", nullable: false),
                sealed_previous_secret = table.Column<string>(type: "text", nullable: true),
                previous_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
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
                number = table
                    .Column<long>(type: "bigint", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                id = table.Column<string>(type: "text", nullable: false),
                subscription_id = table.Column<string>(type: "text", nullable: false),
                @event = table.Column<string>(name: "event", type: "text", nullable: false),
                subject = table.Column<string>(type: "text", nullable: false),
                body = table.Column<string>(type: "text", nullable: false),
                created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                attempts = table.Column<int>(type: "integer", nullable: false),
                due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                leased_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                delivered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
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
                number = table
                    .Column<long>(type: "bigint", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                delivery_id = table.Column<string>(type: "text", nullable: false),
                at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                milliseconds = table.Column<int>(type: "integer", nullable: false),
                status = table.Column<int>(type: "integer", nullable: true),
                error = table.Column<string>(type: "text", nullable: true),
                answer = table.Column<string>(type: "text", nullable: false),
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
