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

            migrationBuilder.AddCheckConstraint(
                name: "ck_targets_deadline_basis",
                table: "targets",
                sql: "\"deadline_basis\" in ('stated', 'computed', 'none-given', 'agreement', 'project')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_targets_firmness",
                table: "targets",
                sql: "\"firmness\" in ('expected', 'possible')");
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

            migrationBuilder.DropColumn(
                name: "firmness",
                table: "targets");

            migrationBuilder.AddCheckConstraint(
                name: "ck_targets_deadline_basis",
                table: "targets",
                sql: "\"deadline_basis\" in ('stated', 'computed', 'none-given')");
        }
    }
}
