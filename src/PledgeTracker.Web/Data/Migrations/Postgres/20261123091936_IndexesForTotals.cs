using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class IndexesForTotals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_relations_kind",
                table: "relations",
                column: "kind");

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_jobs_pledged_jobs_counted",
                table: "pledge_summaries",
                columns: new[] { "jobs_pledged", "jobs_counted" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_last_day_verdict",
                table: "pledge_summaries",
                columns: new[] { "last_day", "verdict" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_relations_kind",
                table: "relations");

            migrationBuilder.DropIndex(
                name: "ix_pledge_summaries_jobs_pledged_jobs_counted",
                table: "pledge_summaries");

            migrationBuilder.DropIndex(
                name: "ix_pledge_summaries_last_day_verdict",
                table: "pledge_summaries");
        }
    }
}
