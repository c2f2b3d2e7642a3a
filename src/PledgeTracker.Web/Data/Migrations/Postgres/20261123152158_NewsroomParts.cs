using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class NewsroomParts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_pledge_documents_state",
                table: "pledge_documents");

            migrationBuilder.AddColumn<string[]>(
                name: "evidence",
                table: "sources",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<int>(
                name: "work_since",
                table: "pledge_documents",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "evidence",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    added_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    member_id = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence", x => x.sha256);
                    table.CheckConstraint("ck_evidence_kind", "\"kind\" in ('pdf', 'png', 'jpeg', 'html', 'text')");
                });

            migrationBuilder.CreateTable(
                name: "former_company_slugs",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    now = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_company_slugs", x => x.slug);
                    table.CheckConstraint("ck_former_company_slugs_slug", "slug = lower(slug) and length(slug) between 1 and 100");
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    encoding = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    delimiter = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    read_as = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    uploaded_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    member_id = table.Column<int>(type: "integer", nullable: true),
                    publish = table.Column<bool>(type: "boolean", nullable: false),
                    confirmed_by_id = table.Column<int>(type: "integer", nullable: true),
                    confirmed_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    note_to_readers = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    @new = table.Column<int>(name: "new", type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    same = table.Column<int>(type: "integer", nullable: false),
                    wrong = table.Column<int>(type: "integer", nullable: false),
                    pledges = table.Column<int>(type: "integer", nullable: false),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    failure = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imports", x => x.id);
                    table.CheckConstraint("ck_imports_state", "\"state\" in ('waiting', 'ready', 'confirmed', 'done', 'failed', 'dropped')");
                });

            migrationBuilder.CreateTable(
                name: "link_checks",
                columns: table => new
                {
                    url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    problem = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    failing_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_link_checks", x => x.url);
                    table.CheckConstraint("ck_link_checks_url", "url like 'http%'");
                });

            migrationBuilder.CreateTable(
                name: "pledge_evidence",
                columns: table => new
                {
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pledge_evidence", x => new { x.pledge_id, x.sha256 });
                    table.ForeignKey(
                        name: "fk_pledge_evidence_pledges_pledge_id",
                        column: x => x.pledge_id,
                        principalTable: "pledges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tips",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    pledge_document_id = table.Column<int>(type: "integer", nullable: true),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    quantity = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    link = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    contact = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    handled_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    handled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tips", x => x.id);
                    table.CheckConstraint("ck_tips_kind", "\"kind\" in ('figure', 'source', 'correction', 'other')");
                    table.CheckConstraint("ck_tips_state", "\"state\" in ('open', 'used', 'dismissed')");
                    table.ForeignKey(
                        name: "fk_tips_pledge_documents_pledge_document_id",
                        column: x => x.pledge_document_id,
                        principalTable: "pledge_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "import_rows",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    import_run_id = table.Column<int>(type: "integer", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    column = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    outcome = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    pledge = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_rows", x => x.id);
                    table.CheckConstraint("ck_import_rows_outcome", "\"outcome\" in ('new', 'changed', 'same', 'wrong')");
                    table.ForeignKey(
                        name: "fk_import_rows_imports_import_run_id",
                        column: x => x.import_run_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_pledge_documents_state",
                table: "pledge_documents",
                sql: "\"state\" in ('draft', 'in-review', 'returned', 'scheduled', 'published', 'discarded')");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_added_at",
                table: "evidence",
                column: "added_at");

            migrationBuilder.CreateIndex(
                name: "ix_former_company_slugs_now",
                table: "former_company_slugs",
                column: "now");

            migrationBuilder.CreateIndex(
                name: "ix_import_rows_import_run_id_outcome_id",
                table: "import_rows",
                columns: new[] { "import_run_id", "outcome", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_imports_state",
                table: "imports",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_link_checks_checked_at",
                table: "link_checks",
                column: "checked_at");

            migrationBuilder.CreateIndex(
                name: "ix_link_checks_failing_since",
                table: "link_checks",
                column: "failing_since");

            migrationBuilder.CreateIndex(
                name: "ix_pledge_evidence_sha256",
                table: "pledge_evidence",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "ix_tips_pledge_document_id",
                table: "tips",
                column: "pledge_document_id");

            migrationBuilder.CreateIndex(
                name: "ix_tips_state_id",
                table: "tips",
                columns: new[] { "state", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "evidence");

            migrationBuilder.DropTable(
                name: "former_company_slugs");

            migrationBuilder.DropTable(
                name: "import_rows");

            migrationBuilder.DropTable(
                name: "link_checks");

            migrationBuilder.DropTable(
                name: "pledge_evidence");

            migrationBuilder.DropTable(
                name: "tips");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropCheckConstraint(
                name: "ck_pledge_documents_state",
                table: "pledge_documents");

            migrationBuilder.DropColumn(
                name: "evidence",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "work_since",
                table: "pledge_documents");

            migrationBuilder.AddCheckConstraint(
                name: "ck_pledge_documents_state",
                table: "pledge_documents",
                sql: "\"state\" in ('draft', 'in-review', 'returned', 'scheduled', 'published')");
        }
    }
}
