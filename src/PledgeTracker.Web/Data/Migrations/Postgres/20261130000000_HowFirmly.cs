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

            migrationBuilder.AddCheckConstraint(
                name: "ck_targets_deadline_basis",
                table: "targets",
                sql: "\"deadline_basis\" in ('stated', 'computed', 'none-given')");
        }
    }
}
