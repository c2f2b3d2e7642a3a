using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EvidenceKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_evidence_kind",
                table: "evidence");

            migrationBuilder.AddCheckConstraint(
                name: "ck_evidence_kind",
                table: "evidence",
                sql: "\"kind\" in ('pdf', 'png', 'jpeg', 'html', 'text', 'heif', 'webp', 'eml', 'msg', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_evidence_kind",
                table: "evidence");

            migrationBuilder.AddCheckConstraint(
                name: "ck_evidence_kind",
                table: "evidence",
                sql: "\"kind\" in ('pdf', 'png', 'jpeg', 'html', 'text')");
        }
    }
}
