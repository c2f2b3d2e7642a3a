using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Newsroom : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "base_number",
                table: "revisions",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "despite",
                table: "revisions",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_autosave",
                table: "revisions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "revisions",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "member_id",
                table: "revisions",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reviewer",
                table: "revisions",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "review_comment",
                table: "pledge_documents",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "scheduled_for",
                table: "pledge_documents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scheduled_terms",
                table: "pledge_documents",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "pledge_documents",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "published");

            migrationBuilder.AddColumn<int>(
                name: "writes",
                table: "pledge_documents",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "log_entries",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    member_id = table.Column<int>(type: "integer", nullable: true),
                    who = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    action = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    pledge_document_id = table.Column<int>(type: "integer", nullable: true),
                    details = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "members",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    role = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    is_disabled = table.Column<bool>(type: "boolean", nullable: false),
                    last_totp_step = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    security_stamp = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    phone_number = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members", x => x.id);
                    table.CheckConstraint("ck_members_role", "\"role\" in ('editor', 'reviewer', 'administrator')");
                });

            migrationBuilder.CreateTable(
                name: "account_links",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    role = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    member_id = table.Column<int>(type: "integer", nullable: true),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_links", x => x.id);
                    table.CheckConstraint("ck_account_links_kind", "\"kind\" in ('setup', 'invitation', 'reset')");
                    table.CheckConstraint("ck_account_links_role", "\"role\" in ('editor', 'reviewer', 'administrator')");
                    table.ForeignKey(
                        name: "fk_account_links_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "member_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    claim_type = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    claim_value = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_member_claims_members_user_id",
                        column: x => x.user_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "member_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    provider_key = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    provider_display_name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    user_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_member_logins_members_user_id",
                        column: x => x.user_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "member_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_member_passkeys_members_user_id",
                        column: x => x.user_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "member_tokens",
                columns: table => new
                {
                    user_id = table.Column<int>(type: "integer", nullable: false),
                    login_provider = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    value = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_member_tokens_members_user_id",
                        column: x => x.user_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_revisions_published_at_id",
                table: "revisions",
                columns: new[] { "published_at", "id" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_revisions_kind",
                table: "revisions",
                sql: "\"kind\" in ('update', 'correction', 'clarification', 'revised-by-the-company')");

            migrationBuilder.CreateIndex(
                name: "ix_pledge_documents_scheduled_for",
                table: "pledge_documents",
                column: "scheduled_for");

            migrationBuilder.CreateIndex(
                name: "ix_pledge_documents_state",
                table: "pledge_documents",
                column: "state");

            migrationBuilder.AddCheckConstraint(
                name: "ck_pledge_documents_state",
                table: "pledge_documents",
                sql: "\"state\" in ('draft', 'in-review', 'returned', 'scheduled', 'published')");

            migrationBuilder.CreateIndex(
                name: "ix_account_links_member_id",
                table: "account_links",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_links_token_hash",
                table: "account_links",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_log_entries_member_id_id",
                table: "log_entries",
                columns: new[] { "member_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_log_entries_pledge_document_id_id",
                table: "log_entries",
                columns: new[] { "pledge_document_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_member_claims_user_id",
                table: "member_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_member_logins_user_id",
                table: "member_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_member_passkeys_user_id",
                table: "member_passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_members_normalized_email",
                table: "members",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_members_normalized_user_name",
                table: "members",
                column: "normalized_user_name",
                unique: true);

            // The log is added to and never changed, whoever writes: the program, or somebody with another tool.
            migrationBuilder.Sql("""
                CREATE FUNCTION log_entries_append_only() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'log_entries is append-only'; END; $$;
                CREATE TRIGGER log_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_entries
                FOR EACH STATEMENT EXECUTE FUNCTION log_entries_append_only();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_links");

            migrationBuilder.DropTable(
                name: "log_entries");

            migrationBuilder.Sql("DROP FUNCTION log_entries_append_only();");

            migrationBuilder.DropTable(
                name: "member_claims");

            migrationBuilder.DropTable(
                name: "member_logins");

            migrationBuilder.DropTable(
                name: "member_passkeys");

            migrationBuilder.DropTable(
                name: "member_tokens");

            migrationBuilder.DropTable(
                name: "members");

            migrationBuilder.DropIndex(
                name: "ix_revisions_published_at_id",
                table: "revisions");

            migrationBuilder.DropCheckConstraint(
                name: "ck_revisions_kind",
                table: "revisions");

            migrationBuilder.DropIndex(
                name: "ix_pledge_documents_scheduled_for",
                table: "pledge_documents");

            migrationBuilder.DropIndex(
                name: "ix_pledge_documents_state",
                table: "pledge_documents");

            migrationBuilder.DropCheckConstraint(
                name: "ck_pledge_documents_state",
                table: "pledge_documents");

            migrationBuilder.DropColumn(
                name: "base_number",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "despite",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "is_autosave",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "member_id",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "reviewer",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "review_comment",
                table: "pledge_documents");

            migrationBuilder.DropColumn(
                name: "scheduled_for",
                table: "pledge_documents");

            migrationBuilder.DropColumn(
                name: "scheduled_terms",
                table: "pledge_documents");

            migrationBuilder.DropColumn(
                name: "state",
                table: "pledge_documents");

            migrationBuilder.DropColumn(
                name: "writes",
                table: "pledge_documents");
        }
    }
}
