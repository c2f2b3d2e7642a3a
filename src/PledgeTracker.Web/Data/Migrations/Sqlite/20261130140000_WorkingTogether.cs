using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WorkingTogether : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "change",
                table: "link_checks",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "changed_since",
                table: "link_checks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "compared_at",
                table: "link_checks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "assignee_id",
                table: "documents",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "due_on",
                table: "documents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "proposed_kind",
                table: "documents",
                type: "TEXT",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "proposed_note",
                table: "documents",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "comments",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    document_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    path = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    thread_id = table.Column<int>(type: "INTEGER", nullable: true),
                    text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    author = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    member_id = table.Column<int>(type: "INTEGER", nullable: true),
                    resolved_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    resolver = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comments", x => x.id);
                    table.ForeignKey(
                        name: "fk_comments_comments_thread_id",
                        column: x => x.thread_id,
                        principalTable: "comments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_comments_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "What members say to each other about a document; readers never see it.");

            migrationBuilder.CreateTable(
                name: "nightly_counts",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    count = table.Column<long>(type: "INTEGER", nullable: false),
                    expected = table.Column<long>(type: "INTEGER", nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nightly_counts", x => new { x.day, x.name });
                },
                comment: "How much there was each night, beside how much there had to be.");

            migrationBuilder.CreateTable(
                name: "notice_choices",
                columns: table => new
                {
                    member_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    way = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_choices", x => new { x.member_id, x.kind });
                    table.CheckConstraint("ck_notice_choices_way", "\"way\" in ('never', 'newsroom', 'mail')");
                    table.ForeignKey(
                        name: "fk_notice_choices_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    member_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    document_id = table.Column<int>(type: "INTEGER", nullable: true),
                    text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    read_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    mail_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    mail_failures = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notices", x => x.id);
                    table.ForeignKey(
                        name: "fk_notices_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_notices_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_documents_assignee_id_due_on",
                table: "documents",
                columns: new[] { "assignee_id", "due_on" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_documents_proposed_kind",
                table: "documents",
                sql: "\"proposed_kind\" in ('update', 'correction', 'clarification', 'revised-by-the-company')");

            migrationBuilder.CreateIndex(
                name: "ix_comments_document_id_id",
                table: "comments",
                columns: new[] { "document_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_comments_thread_id",
                table: "comments",
                column: "thread_id");

            migrationBuilder.CreateIndex(
                name: "ix_notices_document_id",
                table: "notices",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_notices_mail_at",
                table: "notices",
                column: "mail_at");

            migrationBuilder.CreateIndex(
                name: "ix_notices_member_id_key",
                table: "notices",
                columns: new[] { "member_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notices_member_id_read_at_id",
                table: "notices",
                columns: new[] { "member_id", "read_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "comments");

            migrationBuilder.DropTable(
                name: "nightly_counts");

            migrationBuilder.DropTable(
                name: "notice_choices");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropIndex(
                name: "ix_documents_assignee_id_due_on",
                table: "documents");

            migrationBuilder.DropCheckConstraint(
                name: "ck_documents_proposed_kind",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "change",
                table: "link_checks");

            migrationBuilder.DropColumn(
                name: "changed_since",
                table: "link_checks");

            migrationBuilder.DropColumn(
                name: "compared_at",
                table: "link_checks");

            migrationBuilder.DropColumn(
                name: "assignee_id",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "due_on",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "proposed_kind",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "proposed_note",
                table: "documents");
        }
    }
}
