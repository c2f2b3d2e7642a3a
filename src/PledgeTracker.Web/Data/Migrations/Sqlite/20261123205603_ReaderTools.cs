using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "figure_numbers",
                table: "revisions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "latest_news",
                table: "pledge_summaries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "money_currency",
                table: "pledge_summaries",
                type: "TEXT",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "money_pledged",
                table: "pledge_summaries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "pledge_states",
                columns: table => new
                {
                    pledge_id = table.Column<int>(type: "INTEGER", nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    verdict = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    verdict_date = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    counted = table.Column<long>(type: "INTEGER", nullable: true),
                    counted_high = table.Column<long>(type: "INTEGER", nullable: true),
                    share = table.Column<double>(type: "REAL", nullable: true),
                    counted_as_of = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    has_uncounted_figures = table.Column<bool>(type: "INTEGER", nullable: false),
                    jobs_counted = table.Column<long>(type: "INTEGER", nullable: true)
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
                    word = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_words", x => x.word);
                });

            // Full text, without the texts: they stand in the documents. No index of the model's, so it is made here.
            migrationBuilder.Sql("CREATE VIRTUAL TABLE pledge_search USING fts5(name, people, story, proof, content='', contentless_delete=1, prefix='2 3', tokenize=\"unicode61 remove_diacritics 0\");");

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
