using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class EvidenceKindsAndTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "sheet",
                table: "imports",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "matching",
                table: "imports",
                type: "character varying(20000)",
                maxLength: 20000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "said",
                table: "imports",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "faults",
                table: "imports",
                type: "character varying(8000)",
                maxLength: 8000,
                nullable: true,
                collation: "C");

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
            migrationBuilder.DropColumn(
                name: "sheet",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "matching",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "said",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "faults",
                table: "imports");

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
