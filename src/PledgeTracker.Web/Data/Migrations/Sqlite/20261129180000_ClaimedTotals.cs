using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "kind",
                table: "documents",
                type: "TEXT",
                maxLength: 30,
                nullable: false,
                comment: "pledge, company, metric, tag, sector, claimant, list or check.",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 30,
                oldComment: "pledge, company, metric, tag or sector.");

            migrationBuilder.AlterColumn<string>(
                name: "key",
                table: "documents",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                comment: "The address of a pledge, company, claimant, list or check, the code of a metric, the name of a tag or sector.",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 100,
                oldComment: "The address of a pledge or company, the code of a metric, the name of a tag or sector.");

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
                type: "TEXT",
                maxLength: 30,
                nullable: false,
                comment: "pledge, company, metric, tag or sector.",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 30,
                oldComment: "pledge, company, metric, tag, sector, claimant, list or check.");

            migrationBuilder.AlterColumn<string>(
                name: "key",
                table: "documents",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                comment: "The address of a pledge or company, the code of a metric, the name of a tag or sector.",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 100,
                oldComment: "The address of a pledge, company, claimant, list or check, the code of a metric, the name of a tag or sector.");

            migrationBuilder.AddCheckConstraint(
                name: "ck_documents_kind",
                table: "documents",
                sql: "\"kind\" in ('pledge', 'company', 'metric', 'tag', 'sector')");
        }
    }
}
