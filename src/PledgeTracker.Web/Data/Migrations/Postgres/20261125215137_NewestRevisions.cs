using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class NewestRevisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_pledge_documents_state",
                table: "pledge_documents");

            migrationBuilder.AddColumn<int>(
                name: "newest_number",
                table: "pledge_documents",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "saved_at",
                table: "pledge_documents",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.Sql(
                """
                UPDATE pledge_documents SET
                    newest_number = (SELECT r.number FROM revisions r WHERE r.pledge_document_id = pledge_documents.id ORDER BY r.number DESC LIMIT 1),
                    saved_at = (SELECT r.saved_at FROM revisions r WHERE r.pledge_document_id = pledge_documents.id ORDER BY r.number DESC LIMIT 1)
                WHERE EXISTS (SELECT 1 FROM revisions r WHERE r.pledge_document_id = pledge_documents.id);
                """);

            migrationBuilder.CreateIndex(
                name: "ix_pledge_documents_saved_at_id",
                table: "pledge_documents",
                columns: new[] { "saved_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_documents_state_saved_at_id",
                table: "pledge_documents",
                columns: new[] { "state", "saved_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_pledge_documents_saved_at_id",
                table: "pledge_documents");

            migrationBuilder.DropIndex(
                name: "ix_pledge_documents_state_saved_at_id",
                table: "pledge_documents");

            migrationBuilder.DropColumn(
                name: "newest_number",
                table: "pledge_documents");

            migrationBuilder.DropColumn(
                name: "saved_at",
                table: "pledge_documents");

            migrationBuilder.CreateIndex(
                name: "ix_pledge_documents_state",
                table: "pledge_documents",
                column: "state");
        }
    }
}
