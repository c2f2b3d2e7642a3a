using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PromisersAndStarts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "baseline_hedge",
                table: "targets",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "starter_version",
                table: "site",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "promised_with",
                table: "pledges",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "deadline_is_computed",
                table: "pledge_summaries",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "promise",
                table: "metrics",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "offered",
                table: "incentives",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "starter_decisions",
                columns: table => new
                {
                    slug = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    document_id = table.Column<int>(type: "INTEGER", nullable: true),
                    revision = table.Column<int>(type: "INTEGER", nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_starter_decisions", x => new { x.slug, x.version });
                    table.CheckConstraint("ck_starter_decisions_slug", "slug = lower(slug) and length(slug) between 1 and 100");
                    table.ForeignKey(
                        name: "fk_starter_decisions_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_incentives_offered",
                table: "incentives",
                sql: "length(\"offered\") in (4, 7, 10)");

            migrationBuilder.CreateIndex(
                name: "ix_starter_decisions_document_id",
                table: "starter_decisions",
                column: "document_id");

            // The metrics that every tracker begins with, where the newsroom has not given them other names.
            foreach (var (code, label, promise) in new[]
            {
                ("jobs-created", "jobs created", "create {0} jobs"),
                ("jobs-retained", "jobs retained", "keep {0} jobs"),
                ("people-hired", "people hired", "hire {0} people"),
                ("jobs-supported", "jobs supported", "support {0} jobs"),
                ("headcount", "headcount", "employ {0} people"),
                ("small-businesses-supported", "small businesses supported", "support {0} small businesses"),
                ("hires-and-promotions", "hires and promotions", "make {0} hires and promotions"),
                ("people-trained", "people trained", "train {0} people"),
                ("investment", "investment", "invest {0}"),
                ("sales", "sales", "reach sales of {0}"),
            })
            {
                migrationBuilder.Sql($"update metrics set promise = '{promise}' where code = '{code}' and label = '{label}';");
            }

            // Their definitions in plainer words, where the newsroom has not written its own.
            foreach (var (code, before, now) in new[]
            {
                ("jobs-supported", "An estimate that includes indirect and induced jobs, usually sales or spending times a multiplier. The jobs may have existed before; supported is not created.", "An estimate that includes indirect and induced jobs, usually sales or spending times a multiplier. The jobs may have existed before: supported is not created."),
                ("people-trained", "People who took part in training, an apprenticeship or a skills programme. Training is not a job.", "People who took part in training, an apprenticeship or a skills program. Training is not a job."),
                ("sales", "Goods or services sold, in whole units of one currency. Shown as context; sales are not jobs.", "Goods or services sold, in whole units of one currency. They are shown as context: sales are not jobs."),
            })
            {
                migrationBuilder.Sql($"update metrics set definition = '{now}' where code = '{code}' and definition = '{before}';");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "starter_decisions");

            migrationBuilder.DropCheckConstraint(
                name: "ck_incentives_offered",
                table: "incentives");

            migrationBuilder.DropColumn(
                name: "baseline_hedge",
                table: "targets");

            migrationBuilder.DropColumn(
                name: "starter_version",
                table: "site");

            migrationBuilder.DropColumn(
                name: "promised_with",
                table: "pledges");

            migrationBuilder.DropColumn(
                name: "deadline_is_computed",
                table: "pledge_summaries");

            migrationBuilder.DropColumn(
                name: "promise",
                table: "metrics");

            migrationBuilder.DropColumn(
                name: "offered",
                table: "incentives");
        }
    }
}
