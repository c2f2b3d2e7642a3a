using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class HowFirmly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_evidence_kind",
                table: "evidence");

            migrationBuilder.DropCheckConstraint(
                name: "ck_targets_deadline_basis",
                table: "targets");

            migrationBuilder.AddColumn<string>(
                name: "firmness",
                table: "targets",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "date_order",
                table: "imports",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "decimal_mark",
                table: "imports",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true,
                collation: "C");

            migrationBuilder.AddCheckConstraint(
                name: "ck_evidence_kind",
                table: "evidence",
                sql: "\"kind\" in ('pdf', 'png', 'jpeg', 'html', 'text', 'heif', 'webp', 'eml', 'msg', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_targets_deadline_basis",
                table: "targets",
                sql: "\"deadline_basis\" in ('stated', 'computed', 'none-given', 'agreement', 'project')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_targets_firmness",
                table: "targets",
                sql: "\"firmness\" in ('expected', 'possible')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_imports_date_order",
                table: "imports",
                sql: "\"date_order\" in ('day-first', 'month-first')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_imports_decimal_mark",
                table: "imports",
                sql: "\"decimal_mark\" in ('point', 'comma')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_evidence_kind",
                table: "evidence");

            migrationBuilder.DropCheckConstraint(
                name: "ck_targets_deadline_basis",
                table: "targets");

            migrationBuilder.DropCheckConstraint(
                name: "ck_targets_firmness",
                table: "targets");

            migrationBuilder.DropCheckConstraint(
                name: "ck_imports_date_order",
                table: "imports");

            migrationBuilder.DropCheckConstraint(
                name: "ck_imports_decimal_mark",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "firmness",
                table: "targets");

            migrationBuilder.DropColumn(
                name: "date_order",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "decimal_mark",
                table: "imports");

            migrationBuilder.AddCheckConstraint(
                name: "ck_evidence_kind",
                table: "evidence",
                sql: "\"kind\" in ('pdf', 'png', 'jpeg', 'html', 'text')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_targets_deadline_basis",
                table: "targets",
                sql: "\"deadline_basis\" in ('stated', 'computed', 'none-given')");
        }
    }
}
