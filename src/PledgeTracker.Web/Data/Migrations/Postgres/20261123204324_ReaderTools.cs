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
            migrationBuilder.Sql("CREATE TABLE pledge_search (pledge_id integer PRIMARY KEY REFERENCES pledges (id) ON DELETE CASCADE, words tsvector NOT NULL)");
            migrationBuilder.Sql("CREATE INDEX ix_pledge_search_words ON pledge_search USING gin (words)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE pledge_search");
            migrationBuilder.DropTable(
                name: "search_words");

            migrationBuilder.DropColumn(
                name: "search_version",
                table: "site");

            migrationBuilder.DropColumn(
                name: "figure_numbers",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "money_currency",
                table: "pledge_summaries");

            migrationBuilder.DropColumn(
                name: "money_pledged",
                table: "pledge_summaries");
        }
    }
}
