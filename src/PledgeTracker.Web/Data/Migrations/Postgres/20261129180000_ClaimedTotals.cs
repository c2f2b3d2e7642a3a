using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ClaimedTotals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_documents_kind",
                table: "documents");

            migrationBuilder.AlterTable(
                name: "documents",
                comment: "A pledge, company, metric, tag, sector, claimant, list or check from its first draft on, published or not; published_revision_id is what readers see.",
                oldComment: "A pledge, company, metric, tag or sector from its first draft on, published or not; published_revision_id is what readers see.");

            migrationBuilder.AddColumn<string>(
                name: "promised_as",
                table: "pledges",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true,
                collation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "kind",
                table: "documents",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                comment: "pledge, company, metric, tag, sector, claimant, list or check.",
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(30)",
                oldMaxLength: 30,
                oldComment: "pledge, company, metric, tag or sector.",
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "key",
                table: "documents",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                comment: "The address of a pledge, company, claimant, list or check, the code of a metric, the name of a tag or sector.",
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(100)",
                oldMaxLength: 100,
                oldComment: "The address of a pledge or company, the code of a metric, the name of a tag or sector.",
                oldCollation: "C");

            migrationBuilder.AddCheckConstraint(
                name: "ck_documents_kind",
                table: "documents",
                sql: "\"kind\" in ('pledge', 'company', 'metric', 'tag', 'sector', 'claimant', 'list', 'check')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_documents_kind",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "promised_as",
                table: "pledges");

            migrationBuilder.AlterTable(
                name: "documents",
                comment: "A pledge, company, metric, tag or sector from its first draft on, published or not; published_revision_id is what readers see.",
                oldComment: "A pledge, company, metric, tag, sector, claimant, list or check from its first draft on, published or not; published_revision_id is what readers see.");

            migrationBuilder.AlterColumn<string>(
                name: "kind",
                table: "documents",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                comment: "pledge, company, metric, tag or sector.",
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(30)",
                oldMaxLength: 30,
                oldComment: "pledge, company, metric, tag, sector, claimant, list or check.",
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "key",
                table: "documents",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                comment: "The address of a pledge or company, the code of a metric, the name of a tag or sector.",
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(100)",
                oldMaxLength: 100,
                oldComment: "The address of a pledge, company, claimant, list or check, the code of a metric, the name of a tag or sector.",
                oldCollation: "C");

            migrationBuilder.AddCheckConstraint(
                name: "ck_documents_kind",
                table: "documents",
                sql: "\"kind\" in ('pledge', 'company', 'metric', 'tag', 'sector')");
        }
    }
}
