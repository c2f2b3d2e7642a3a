using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CountedKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "counted_by",
                table: "pledge_summaries",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: false,
                defaultValue: "",
                collation: "C");

            // As CountedKinds.Of writes it. A date of a month or a year counts from its last day, so that it sorts behind each day in it.
            migrationBuilder.Sql("""
                UPDATE pledge_summaries SET counted_by = COALESCE((
                    SELECT string_agg(k.basis || ':' || replace(replace(k.since, '-99-99', ''), '-99', ''), ' ' ORDER BY k.basis)
                    FROM (
                        SELECT f.basis, MIN(COALESCE(f.published, f.as_of) || substr('-99-99', length(COALESCE(f.published, f.as_of)) - 3)) AS since
                        FROM figures f JOIN targets t ON t.id = f.target_id
                        WHERE f.pledge_id = pledge_summaries.pledge_id AND t.position = 0 AND f.counting = 'counted'
                        GROUP BY f.basis ORDER BY f.basis) k), '');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "counted_by",
                table: "pledge_summaries");
        }
    }
}
