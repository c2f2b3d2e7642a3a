using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Following : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "follower_key",
                table: "site",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "followers",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    address_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    @sealed = table.Column<string>(name: "sealed", type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    secret_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    mailed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    unanswered = table.Column<int>(type: "integer", nullable: false),
                    refusals = table.Column<int>(type: "integer", nullable: false),
                    never_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_followers", x => x.id);
                },
                comment: "Readers who are told of news by e-mail; their addresses are encrypted.");

            migrationBuilder.CreateTable(
                name: "news",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    document_id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    passed_on_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_news", x => x.id);
                    table.ForeignKey(
                        name: "fk_news_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "What was published or taken off, for those who follow the tracker; kept for a month.");

            migrationBuilder.CreateTable(
                name: "webhooks",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    host = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    @sealed = table.Column<string>(name: "sealed", type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    format = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false, collation: "C"),
                    query = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    added_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    paused_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    paused_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhooks", x => x.id);
                    table.CheckConstraint("ck_webhooks_format", "\"format\" in ('json', 'slack', 'teams', 'mattermost')");
                },
                comment: "Addresses of other programs that are told of news; they are encrypted.");

            migrationBuilder.CreateTable(
                name: "follows",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    follower_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false, collation: "C"),
                    document_id = table.Column<int>(type: "integer", nullable: true),
                    query = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    page = table.Column<string>(type: "character varying(1100)", maxLength: 1100, nullable: false, collation: "C"),
                    pace = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false, collation: "C"),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    proof = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_follows", x => x.id);
                    table.CheckConstraint("ck_follows_kind", "\"kind\" in ('everything', 'document', 'pledges')");
                    table.CheckConstraint("ck_follows_pace", "\"pace\" in ('at-once', 'daily', 'weekly')");
                    table.ForeignKey(
                        name: "fk_follows_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_follows_followers_follower_id",
                        column: x => x.follower_id,
                        principalTable: "followers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false, collation: "C"),
                    follower_id = table.Column<int>(type: "integer", nullable: true),
                    follow_id = table.Column<int>(type: "integer", nullable: true),
                    webhook_id = table.Column<int>(type: "integer", nullable: true),
                    news_id = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    answer = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    is_taken = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => x.id);
                    table.CheckConstraint("ck_deliveries_kind", "\"kind\" in ('confirmation', 'news', 'still-wanted', 'webhook', 'webhook-test')");
                    table.ForeignKey(
                        name: "fk_deliveries_followers_follower_id",
                        column: x => x.follower_id,
                        principalTable: "followers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_deliveries_follows_follow_id",
                        column: x => x.follow_id,
                        principalTable: "follows",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_deliveries_news_news_id",
                        column: x => x.news_id,
                        principalTable: "news",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_deliveries_webhooks_webhook_id",
                        column: x => x.webhook_id,
                        principalTable: "webhooks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "E-mails and calls of webhooks that are to be made, and what came of the last ones.");

            migrationBuilder.CreateTable(
                name: "followed_news",
                columns: table => new
                {
                    follow_id = table.Column<int>(type: "integer", nullable: false),
                    news_id = table.Column<int>(type: "integer", nullable: false),
                    follower_id = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    delivery_id = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_followed_news", x => new { x.follow_id, x.news_id });
                    table.ForeignKey(
                        name: "fk_followed_news_deliveries_delivery_id",
                        column: x => x.delivery_id,
                        principalTable: "deliveries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_followed_news_followers_follower_id",
                        column: x => x.follower_id,
                        principalTable: "followers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_followed_news_follows_follow_id",
                        column: x => x.follow_id,
                        principalTable: "follows",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_followed_news_news_news_id",
                        column: x => x.news_id,
                        principalTable: "news",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "News that waits to be sent to readers.");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_due_at_id",
                table: "deliveries",
                columns: new[] { "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_follow_id",
                table: "deliveries",
                column: "follow_id");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_follower_id",
                table: "deliveries",
                column: "follower_id");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_news_id",
                table: "deliveries",
                column: "news_id");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_webhook_id_id",
                table: "deliveries",
                columns: new[] { "webhook_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_followed_news_delivery_id",
                table: "followed_news",
                column: "delivery_id");

            migrationBuilder.CreateIndex(
                name: "ix_followed_news_due_at_follower_id",
                table: "followed_news",
                columns: new[] { "due_at", "follower_id" });

            migrationBuilder.CreateIndex(
                name: "ix_followed_news_follower_id_due_at",
                table: "followed_news",
                columns: new[] { "follower_id", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_followed_news_news_id",
                table: "followed_news",
                column: "news_id");

            migrationBuilder.CreateIndex(
                name: "ix_followers_address_hash",
                table: "followers",
                column: "address_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_followers_secret_hash",
                table: "followers",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_followers_seen_at",
                table: "followers",
                column: "seen_at");

            migrationBuilder.CreateIndex(
                name: "ix_follows_confirmed_at_requested_at",
                table: "follows",
                columns: new[] { "confirmed_at", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_follows_document_id_id",
                table: "follows",
                columns: new[] { "document_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_follows_follower_id_page",
                table: "follows",
                columns: new[] { "follower_id", "page" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_follows_kind_query_id",
                table: "follows",
                columns: new[] { "kind", "query", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_news_document_id",
                table: "news",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_news_passed_on_at_id",
                table: "news",
                columns: new[] { "passed_on_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "followed_news");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "follows");

            migrationBuilder.DropTable(
                name: "news");

            migrationBuilder.DropTable(
                name: "webhooks");

            migrationBuilder.DropTable(
                name: "followers");

            migrationBuilder.DropColumn(
                name: "follower_key",
                table: "site");
        }
    }
}
