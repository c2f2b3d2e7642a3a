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
            migrationBuilder.Sql("CREATE VIRTUAL TABLE pledge_search USING fts5(name, people, story, proof, content='', contentless_delete=1, prefix='2 3', tokenize=\"unicode61 remove_diacritics 0\")");
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
