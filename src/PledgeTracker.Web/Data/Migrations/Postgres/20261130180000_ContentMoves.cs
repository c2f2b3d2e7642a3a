using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ContentMoves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "content_moves",
                columns: table => new
                {
                    version = table.Column<long>(type: "bigint", nullable: false),
                    document_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_content_moves", x => x.version);
                    table.ForeignKey(
                        name: "fk_content_moves_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "By which document each content version came, so that nodes take in the one change.");

            migrationBuilder.CreateIndex(
                name: "ix_content_moves_document_id",
                table: "content_moves",
                column: "document_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "content_moves");
        }
    }
}
