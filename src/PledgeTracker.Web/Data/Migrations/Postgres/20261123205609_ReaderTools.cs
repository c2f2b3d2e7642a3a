using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ReaderTools : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "search_version",
                table: "site",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "figure_numbers",
                table: "revisions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "latest_news",
                table: "pledge_summaries",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "money_currency",
                table: "pledge_summaries",
                type: "character varying(3)",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "money_pledged",
                table: "pledge_summaries",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "pledge_states",
                columns: table => new
                {
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    from_day = table.Column<DateOnly>(type: "date", nullable: false),
                    until_day = table.Column<DateOnly>(type: "date", nullable: false),
                    verdict = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    verdict_date = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    counted = table.Column<long>(type: "bigint", nullable: true),
                    counted_high = table.Column<long>(type: "bigint", nullable: true),
                    share = table.Column<double>(type: "double precision", nullable: true),
                    counted_as_of = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    has_uncounted_figures = table.Column<bool>(type: "boolean", nullable: false),
                    jobs_counted = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pledge_states", x => new { x.pledge_id, x.from_day });
                    table.CheckConstraint("ck_pledge_states_counted_as_of", "length(\"counted_as_of\") in (4, 7, 10)");
                    table.CheckConstraint("ck_pledge_states_verdict", "\"verdict\" in ('not-yet-rated', 'kept', 'partly-kept', 'in-progress', 'stalled', 'missed', 'withdrawn')");
                    table.CheckConstraint("ck_pledge_states_verdict_date", "length(\"verdict_date\") in (4, 7, 10)");
                    table.ForeignKey(
                        name: "fk_pledge_states_pledges_pledge_id",
                        column: x => x.pledge_id,
                        principalTable: "pledges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "search_words",
                columns: table => new
                {
                    word = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_words", x => x.word);
                });

            // The program writes the words itself, so no parser or dictionary of the server is asked.
            migrationBuilder.Sql("CREATE TABLE pledge_search (pledge_id integer PRIMARY KEY REFERENCES pledges (id) ON DELETE CASCADE, words tsvector NOT NULL);");
            migrationBuilder.Sql("CREATE INDEX ix_pledge_search_words ON pledge_search USING gin (words);");

            migrationBuilder.CreateIndex(
                name: "ix_pledge_states_from_day_until_day",
                table: "pledge_states",
                columns: new[] { "from_day", "until_day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pledge_states");

            migrationBuilder.Sql("DROP TABLE pledge_search;");
            migrationBuilder.DropTable(
                name: "search_words");

            migrationBuilder.DropColumn(
                name: "search_version",
                table: "site");

            migrationBuilder.DropColumn(
                name: "figure_numbers",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "latest_news",
                table: "pledge_summaries");

            migrationBuilder.DropColumn(
                name: "money_currency",
                table: "pledge_summaries");

            migrationBuilder.DropColumn(
                name: "money_pledged",
                table: "pledge_summaries");
        }
    }
}
