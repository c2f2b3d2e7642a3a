using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CompanySortNamesAndPositiveAmounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_companies_name",
                table: "companies");

            migrationBuilder.AddColumn<string>(
                name: "sort_name",
                table: "companies",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            // Near enough until a company is saved again: accents go then.
            migrationBuilder.Sql("update companies set sort_name = lower(name);");

            migrationBuilder.AddCheckConstraint(
                name: "ck_targets_quantity_positive",
                table: "targets",
                sql: "quantity_low >= 0");

            migrationBuilder.AddCheckConstraint(
                name: "ck_incentives_amount_positive",
                table: "incentives",
                sql: "amount_low >= 0");

            migrationBuilder.CreateIndex(
                name: "ix_companies_sort_name_slug",
                table: "companies",
                columns: new[] { "sort_name", "slug" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_targets_quantity_positive",
                table: "targets");

            migrationBuilder.DropCheckConstraint(
                name: "ck_incentives_amount_positive",
                table: "incentives");

            migrationBuilder.DropIndex(
                name: "ix_companies_sort_name_slug",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "sort_name",
                table: "companies");

            migrationBuilder.CreateIndex(
                name: "ix_companies_name",
                table: "companies",
                column: "name");
        }
    }
}
