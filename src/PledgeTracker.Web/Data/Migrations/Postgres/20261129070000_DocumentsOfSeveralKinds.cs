using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DocumentsOfSeveralKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_former_slugs_pledge_documents_pledge_document_id",
                table: "former_slugs");

            migrationBuilder.DropForeignKey(
                name: "fk_pledges_documents_id",
                table: "pledges");

            migrationBuilder.DropForeignKey(
                name: "fk_revisions_documents_pledge_document_id",
                table: "revisions");

            migrationBuilder.DropForeignKey(
                name: "fk_tips_pledge_documents_pledge_document_id",
                table: "tips");

            migrationBuilder.DropForeignKey(
                name: "fk_pledge_documents_revisions_published_revision_id",
                table: "pledge_documents");

            migrationBuilder.DropCheckConstraint(
                name: "ck_pledge_documents_slug",
                table: "pledge_documents");

            migrationBuilder.DropCheckConstraint(
                name: "ck_pledge_documents_state",
                table: "pledge_documents");

            migrationBuilder.DropPrimaryKey(
                name: "pk_pledge_documents",
                table: "pledge_documents");

            migrationBuilder.DropIndex(
                name: "ix_pledge_documents_slug",
                table: "pledge_documents");

            migrationBuilder.DropIndex(
                name: "ix_pledge_documents_saved_at_id",
                table: "pledge_documents");

            migrationBuilder.RenameTable(
                name: "pledge_documents",
                newName: "documents");

            migrationBuilder.RenameIndex(
                name: "ix_pledge_documents_published_revision_id",
                table: "documents",
                newName: "ix_documents_published_revision_id");

            migrationBuilder.RenameIndex(
                name: "ix_pledge_documents_scheduled_for",
                table: "documents",
                newName: "ix_documents_scheduled_for");

            migrationBuilder.RenameIndex(
                name: "ix_pledge_documents_state_saved_at_id",
                table: "documents",
                newName: "ix_documents_state_saved_at_id");

            migrationBuilder.RenameColumn(
                name: "slug",
                table: "documents",
                newName: "key");

            // Whatever is here yet is a pledge; whoever adds a row from now on says of which kind it is.
            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "documents",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "pledge", collation: "C",
                comment: "pledge, company, metric, tag or sector.");

            migrationBuilder.AlterColumn<string>(
                name: "kind",
                table: "documents",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false, collation: "C",
                comment: "pledge, company, metric, tag or sector.",
                oldClrType: typeof(string),
                oldType: "character varying(30)",
                oldMaxLength: 30,
                oldDefaultValue: "pledge", oldCollation: "C",
                oldComment: "pledge, company, metric, tag or sector.");

            migrationBuilder.AlterColumn<string>(
                name: "key",
                table: "documents",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false, collation: "C",
                comment: "The address of a pledge or company, the code of a metric, the name of a tag or sector.",
                oldClrType: typeof(string),
                oldType: "character varying(100)",
                oldMaxLength: 100, oldCollation: "C");

            migrationBuilder.RenameColumn(
                name: "pledge_document_id",
                table: "revisions",
                newName: "document_id");

            migrationBuilder.RenameIndex(
                name: "ix_revisions_pledge_document_id_number",
                table: "revisions",
                newName: "ix_revisions_document_id_number");

            migrationBuilder.RenameColumn(
                name: "pledge_document_id",
                table: "log_entries",
                newName: "document_id");

            migrationBuilder.RenameIndex(
                name: "ix_log_entries_pledge_document_id_id",
                table: "log_entries",
                newName: "ix_log_entries_document_id_id");

            migrationBuilder.RenameColumn(
                name: "pledge_document_id",
                table: "former_slugs",
                newName: "document_id");

            migrationBuilder.RenameIndex(
                name: "ix_former_slugs_pledge_document_id",
                table: "former_slugs",
                newName: "ix_former_slugs_document_id");

            migrationBuilder.AlterTable(
                name: "revisions",
                comment: "Every saved state of a document as JSON, never changed; those with published_at were public.",
                oldComment: "Every saved state of a pledge as one JSON document, never changed; those with published_at were public.");

            migrationBuilder.AlterTable(
                name: "pledges",
                comment: "A published pledge: who promised what, when and to whom. Its id is that of its row in documents, which has every revision.",
                oldComment: "A published pledge: who promised what, when and to whom. Its id is that of its row in pledge_documents, which has every revision.");

            migrationBuilder.AlterTable(
                name: "documents",
                comment: "A pledge, company, metric, tag or sector from its first draft on, published or not; published_revision_id is what readers see.",
                oldComment: "A pledge from its first draft on, published or not; published_revision_id is what readers see.");

            migrationBuilder.AddPrimaryKey(
                name: "pk_documents",
                table: "documents",
                column: "id");

            migrationBuilder.AddCheckConstraint(
                name: "ck_documents_key",
                table: "documents",
                sql: "length(\"key\") between 1 and 100 and (kind in ('tag', 'sector') or \"key\" = lower(\"key\"))");

            migrationBuilder.AddCheckConstraint(
                name: "ck_documents_kind",
                table: "documents",
                sql: "\"kind\" in ('pledge', 'company', 'metric', 'tag', 'sector')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_documents_state",
                table: "documents",
                sql: "\"state\" in ('draft', 'in-review', 'returned', 'scheduled', 'published', 'discarded')");

            migrationBuilder.CreateIndex(
                name: "ix_documents_kind_key",
                table: "documents",
                columns: new[] { "kind", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_kind_saved_at_id",
                table: "documents",
                columns: new[] { "kind", "saved_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_documents_kind_state_saved_at_id",
                table: "documents",
                columns: new[] { "kind", "state", "saved_at", "id" });

            migrationBuilder.AddForeignKey(
                name: "fk_documents_revisions_published_revision_id",
                table: "documents",
                column: "published_revision_id",
                principalTable: "revisions",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_former_slugs_documents_document_id",
                table: "former_slugs",
                column: "document_id",
                principalTable: "documents",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_pledges_documents_id",
                table: "pledges",
                column: "id",
                principalTable: "documents",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_revisions_documents_document_id",
                table: "revisions",
                column: "document_id",
                principalTable: "documents",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_tips_documents_pledge_document_id",
                table: "tips",
                column: "pledge_document_id",
                principalTable: "documents",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("What companies, metrics, tags and sectors have by now has no place in the tables before.");
    }
}
