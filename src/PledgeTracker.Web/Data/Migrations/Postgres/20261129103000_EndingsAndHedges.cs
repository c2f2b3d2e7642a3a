using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class EndingsAndHedges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_verdicts_kind",
                table: "verdicts");

            migrationBuilder.DropCheckConstraint(
                name: "ck_targets_quantity_kind",
                table: "targets");

            migrationBuilder.DropCheckConstraint(
                name: "ck_pledge_summaries_verdict",
                table: "pledge_summaries");

            migrationBuilder.DropCheckConstraint(
                name: "ck_pledge_states_verdict",
                table: "pledge_states");

            migrationBuilder.DropCheckConstraint(
                name: "ck_incentives_amount_kind",
                table: "incentives");

            migrationBuilder.DropCheckConstraint(
                name: "ck_incentives_state",
                table: "incentives");

            migrationBuilder.DropCheckConstraint(
                name: "ck_figures_quantity_kind",
                table: "figures");

            migrationBuilder.AddColumn<string>(
                name: "lapsed_because",
                table: "verdicts",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "part_of",
                table: "targets",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "quantity_hedge_word",
                table: "targets",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true,
                comment: "The source's own word before the number, where its kind usually has another one.",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "counted_text",
                table: "pledge_summaries",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "jobs_metric",
                table: "pledge_summaries",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "counted_text",
                table: "pledge_states",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "amount_hedge_word",
                table: "incentives",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true,
                comment: "The source's own word before the number, where its kind usually has another one.",
                collation: "C");

            migrationBuilder.AddColumn<bool>(
                name: "at_the_time",
                table: "incentives",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "quantity_hedge_word",
                table: "figures",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true,
                comment: "The source's own word before the number, where its kind usually has another one.",
                collation: "C");

            migrationBuilder.AddColumn<bool>(
                name: "undated",
                table: "figures",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddCheckConstraint(
                name: "ck_verdicts_kind",
                table: "verdicts",
                sql: "\"kind\" in ('not-yet-rated', 'kept', 'partly-kept', 'in-progress', 'stalled', 'missed', 'withdrawn', 'disputed', 'lapsed')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_verdicts_lapsed",
                table: "verdicts",
                sql: "(kind = 'lapsed') = (lapsed_because is not null)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_verdicts_lapsed_because",
                table: "verdicts",
                sql: "\"lapsed_because\" in ('condition-not-met', 'insolvency', 'made-void')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_targets_quantity_kind",
                table: "targets",
                sql: "\"quantity_kind\" in ('exactly', 'about', 'at-least', 'more-than', 'up-to', 'between', 'nearly', 'fewer-than')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_pledge_summaries_verdict",
                table: "pledge_summaries",
                sql: "\"verdict\" in ('not-yet-rated', 'kept', 'partly-kept', 'in-progress', 'stalled', 'missed', 'withdrawn', 'disputed', 'lapsed')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_pledge_states_verdict",
                table: "pledge_states",
                sql: "\"verdict\" in ('not-yet-rated', 'kept', 'partly-kept', 'in-progress', 'stalled', 'missed', 'withdrawn', 'disputed', 'lapsed')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_incentives_amount_kind",
                table: "incentives",
                sql: "\"amount_kind\" in ('exactly', 'about', 'at-least', 'more-than', 'up-to', 'between', 'nearly', 'fewer-than')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_incentives_state",
                table: "incentives",
                sql: "\"state\" in ('offered', 'awarded', 'paid', 'clawed-back', 'cancelled', 'threatened')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_figures_quantity_kind",
                table: "figures",
                sql: "\"quantity_kind\" in ('exactly', 'about', 'at-least', 'more-than', 'up-to', 'between', 'nearly', 'fewer-than')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_verdicts_kind",
                table: "verdicts");

            migrationBuilder.DropCheckConstraint(
                name: "ck_verdicts_lapsed",
                table: "verdicts");

            migrationBuilder.DropCheckConstraint(
                name: "ck_verdicts_lapsed_because",
                table: "verdicts");

            migrationBuilder.DropCheckConstraint(
                name: "ck_targets_quantity_kind",
                table: "targets");

            migrationBuilder.DropCheckConstraint(
                name: "ck_pledge_summaries_verdict",
                table: "pledge_summaries");

            migrationBuilder.DropCheckConstraint(
                name: "ck_pledge_states_verdict",
                table: "pledge_states");

            migrationBuilder.DropCheckConstraint(
                name: "ck_incentives_amount_kind",
                table: "incentives");

            migrationBuilder.DropCheckConstraint(
                name: "ck_incentives_state",
                table: "incentives");

            migrationBuilder.DropCheckConstraint(
                name: "ck_figures_quantity_kind",
                table: "figures");

            migrationBuilder.DropColumn(
                name: "lapsed_because",
                table: "verdicts");

            migrationBuilder.DropColumn(
                name: "part_of",
                table: "targets");

            migrationBuilder.DropColumn(
                name: "quantity_hedge_word",
                table: "targets");

            migrationBuilder.DropColumn(
                name: "counted_text",
                table: "pledge_summaries");

            migrationBuilder.DropColumn(
                name: "jobs_metric",
                table: "pledge_summaries");

            migrationBuilder.DropColumn(
                name: "counted_text",
                table: "pledge_states");

            migrationBuilder.DropColumn(
                name: "amount_hedge_word",
                table: "incentives");

            migrationBuilder.DropColumn(
                name: "at_the_time",
                table: "incentives");

            migrationBuilder.DropColumn(
                name: "quantity_hedge_word",
                table: "figures");

            migrationBuilder.DropColumn(
                name: "undated",
                table: "figures");

            migrationBuilder.AddCheckConstraint(
                name: "ck_verdicts_kind",
                table: "verdicts",
                sql: "\"kind\" in ('not-yet-rated', 'kept', 'partly-kept', 'in-progress', 'stalled', 'missed', 'withdrawn')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_targets_quantity_kind",
                table: "targets",
                sql: "\"quantity_kind\" in ('exactly', 'about', 'at-least', 'more-than', 'up-to', 'between')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_pledge_summaries_verdict",
                table: "pledge_summaries",
                sql: "\"verdict\" in ('not-yet-rated', 'kept', 'partly-kept', 'in-progress', 'stalled', 'missed', 'withdrawn')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_pledge_states_verdict",
                table: "pledge_states",
                sql: "\"verdict\" in ('not-yet-rated', 'kept', 'partly-kept', 'in-progress', 'stalled', 'missed', 'withdrawn')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_incentives_amount_kind",
                table: "incentives",
                sql: "\"amount_kind\" in ('exactly', 'about', 'at-least', 'more-than', 'up-to', 'between')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_incentives_state",
                table: "incentives",
                sql: "\"state\" in ('offered', 'awarded', 'paid', 'clawed-back', 'cancelled')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_figures_quantity_kind",
                table: "figures",
                sql: "\"quantity_kind\" in ('exactly', 'about', 'at-least', 'more-than', 'up-to', 'between')");
        }
    }
}
