using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "companies",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    legal_name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    other_names = table.Column<List<string>>(type: "text[]", nullable: false),
                    headquarters_country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    sector = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    website = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    wikidata_id = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_companies", x => x.id);
                    table.CheckConstraint("ck_companies_slug", "slug = lower(slug) and length(slug) between 1 and 100");
                });

            migrationBuilder.CreateTable(
                name: "metrics",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    label = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    singular = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    plural = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    family = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    is_level = table.Column<bool>(type: "boolean", nullable: false),
                    definition = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metrics", x => x.code);
                    table.CheckConstraint("ck_metrics_family", "\"family\" in ('jobs', 'businesses', 'people', 'money')");
                });

            migrationBuilder.CreateTable(
                name: "site",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    content_version = table.Column<long>(type: "bigint", nullable: false),
                    starter_data_loaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_site", x => x.id);
                    table.CheckConstraint("ck_site_one_row", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "company_listings",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    exchange = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    ticker = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    company_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_company_listings", x => x.id);
                    table.ForeignKey(
                        name: "fk_company_listings_companies_company_id",
                        column: x => x.company_id,
                        principalTable: "companies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "announcement_sources",
                columns: table => new
                {
                    announcement_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_announcement_sources", x => new { x.announcement_id, x.source_id });
                });

            migrationBuilder.CreateTable(
                name: "checkability_sources",
                columns: table => new
                {
                    checkability_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checkability_sources", x => new { x.checkability_id, x.source_id });
                });

            migrationBuilder.CreateTable(
                name: "criteria",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    outcome = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    written = table.Column<DateOnly>(type: "date", nullable: false),
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_criteria", x => x.id);
                    table.CheckConstraint("ck_criteria_outcome", "\"outcome\" in ('not-yet-rated', 'kept', 'partly-kept', 'in-progress', 'stalled', 'missed', 'withdrawn')");
                });

            migrationBuilder.CreateTable(
                name: "event_sources",
                columns: table => new
                {
                    event_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_sources", x => new { x.event_id, x.source_id });
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    date = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_events", x => x.id);
                    table.CheckConstraint("ck_events_date", "length(\"date\") in (4, 7, 10)");
                    table.CheckConstraint("ck_events_kind", "\"kind\" in ('announced', 'progress', 'revised', 'disputed', 'verified', 'withdrawn', 'cancelled', 'deadline-passed')");
                });

            migrationBuilder.CreateTable(
                name: "figure_sources",
                columns: table => new
                {
                    figure_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figure_sources", x => new { x.figure_id, x.source_id });
                });

            migrationBuilder.CreateTable(
                name: "figures",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    target_id = table.Column<int>(type: "integer", nullable: true),
                    metric_code = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    span = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    from = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    as_of = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    published = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    basis = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    reported_by = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    counting = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    shows = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    derived = table.Column<bool>(type: "boolean", nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    quantity_high = table.Column<long>(type: "bigint", nullable: false),
                    quantity_kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    quantity_low = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figures", x => x.id);
                    table.CheckConstraint("ck_figures_as_of", "length(\"as_of\") in (4, 7, 10)");
                    table.CheckConstraint("ck_figures_basis", "\"basis\" in ('company-statement', 'commissioned-study', 'company-filing', 'government-record', 'independent-research', 'media-count')");
                    table.CheckConstraint("ck_figures_counted", "counting <> 'counted' or target_id is not null");
                    table.CheckConstraint("ck_figures_counting", "\"counting\" in ('counted', 'context', 'disputed')");
                    table.CheckConstraint("ck_figures_currency", "length(currency) = 3 and currency = upper(currency)");
                    table.CheckConstraint("ck_figures_from", "length(\"from\") in (4, 7, 10)");
                    table.CheckConstraint("ck_figures_period", "(span = 'period') = (\"from\" is not null)");
                    table.CheckConstraint("ck_figures_published", "length(\"published\") in (4, 7, 10)");
                    table.CheckConstraint("ck_figures_quantity", "quantity_low <= quantity_high and ((quantity_kind is null) = (quantity_low is null))");
                    table.CheckConstraint("ck_figures_quantity_kind", "\"quantity_kind\" in ('exactly', 'about', 'at-least', 'more-than', 'up-to', 'between')");
                    table.CheckConstraint("ck_figures_reason", "counting = 'counted' or reason is not null");
                    table.CheckConstraint("ck_figures_shows", "\"shows\" in ('reported', 'verified', 'new', 'attributable')");
                    table.CheckConstraint("ck_figures_span", "\"span\" in ('total', 'level', 'period')");
                    table.ForeignKey(
                        name: "fk_figures_metrics_metric_code",
                        column: x => x.metric_code,
                        principalTable: "metrics",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "former_slugs",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    pledge_document_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_slugs", x => x.slug);
                    table.CheckConstraint("ck_former_slugs_slug", "slug = lower(slug) and length(slug) between 1 and 100");
                });

            migrationBuilder.CreateTable(
                name: "incentive_sources",
                columns: table => new
                {
                    incentive_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incentive_sources", x => new { x.incentive_id, x.source_id });
                });

            migrationBuilder.CreateTable(
                name: "incentives",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    grantor = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    date = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    amount_high = table.Column<long>(type: "bigint", nullable: true),
                    amount_kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    amount_low = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incentives", x => x.id);
                    table.CheckConstraint("ck_incentives_amount", "amount_low <= amount_high and ((amount_kind is null) = (amount_low is null))");
                    table.CheckConstraint("ck_incentives_amount_kind", "\"amount_kind\" in ('exactly', 'about', 'at-least', 'more-than', 'up-to', 'between')");
                    table.CheckConstraint("ck_incentives_currency", "length(currency) = 3 and currency = upper(currency)");
                    table.CheckConstraint("ck_incentives_currency_given", "(amount_low is null) = (currency is null)");
                    table.CheckConstraint("ck_incentives_date", "length(\"date\") in (4, 7, 10)");
                    table.CheckConstraint("ck_incentives_kind", "\"kind\" in ('grant', 'tax-relief', 'loan', 'infrastructure', 'land', 'training', 'equity', 'package', 'other')");
                    table.CheckConstraint("ck_incentives_state", "\"state\" in ('offered', 'awarded', 'paid', 'clawed-back', 'cancelled')");
                });

            migrationBuilder.CreateTable(
                name: "inquiries",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    asked = table.Column<DateOnly>(type: "date", nullable: false),
                    question = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    outcome = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    answered = table.Column<DateOnly>(type: "date", nullable: true),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inquiries", x => x.id);
                    table.CheckConstraint("ck_inquiries_outcome", "\"outcome\" in ('open', 'answered', 'declined', 'silent')");
                });

            migrationBuilder.CreateTable(
                name: "note_sources",
                columns: table => new
                {
                    note_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_note_sources", x => new { x.note_id, x.source_id });
                });

            migrationBuilder.CreateTable(
                name: "notes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notes", x => x.id);
                    table.CheckConstraint("ck_notes_kind", "\"kind\" in ('conflict', 'background')");
                });

            migrationBuilder.CreateTable(
                name: "pledge_documents",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    published_revision_id = table.Column<int>(type: "integer", nullable: true),
                    unpublished_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    unpublished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pledge_documents", x => x.id);
                    table.CheckConstraint("ck_pledge_documents_slug", "slug = lower(slug) and length(slug) between 1 and 100");
                });

            migrationBuilder.CreateTable(
                name: "pledges",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    company_id = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    summary = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    announced_on = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    announced_by = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    announced_by_role = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    announced_to = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    occasion = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    conditions = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    checkability = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    checkability_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    last_checked = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pledges", x => x.id);
                    table.CheckConstraint("ck_pledges_announced_on", "length(\"announced_on\") in (4, 7, 10)");
                    table.CheckConstraint("ck_pledges_checkability", "\"checkability\" in ('measurable', 'partly-measurable', 'hardly-measurable')");
                    table.CheckConstraint("ck_pledges_slug", "slug = lower(slug) and length(slug) between 1 and 100");
                    table.ForeignKey(
                        name: "fk_pledges_companies_company_id",
                        column: x => x.company_id,
                        principalTable: "companies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_pledges_documents_id",
                        column: x => x.id,
                        principalTable: "pledge_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "revisions",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    pledge_document_id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    document_version = table.Column<int>(type: "integer", nullable: false),
                    saved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    author = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    note_to_readers = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_revisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_revisions_documents_pledge_document_id",
                        column: x => x.pledge_document_id,
                        principalTable: "pledge_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pledge_places",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    subdivision = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: true),
                    locality = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pledge_places", x => x.id);
                    table.CheckConstraint("ck_pledge_places_country", "length(country) = 2 and country = upper(country)");
                    table.ForeignKey(
                        name: "fk_pledge_places_pledges_pledge_id",
                        column: x => x.pledge_id,
                        principalTable: "pledges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pledge_summaries",
                columns: table => new
                {
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    title = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    company_slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    company_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    announced_on = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    deadline = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    verdict = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    verdict_date = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    checkability = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    metric = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    family = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    target_text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    target = table.Column<long>(type: "bigint", nullable: true),
                    target_deadline = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    counted = table.Column<long>(type: "bigint", nullable: true),
                    counted_high = table.Column<long>(type: "bigint", nullable: true),
                    share = table.Column<double>(type: "double precision", nullable: true),
                    has_uncounted_figures = table.Column<bool>(type: "boolean", nullable: false),
                    counted_as_of = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    jobs_pledged = table.Column<long>(type: "bigint", nullable: true),
                    jobs_counted = table.Column<long>(type: "bigint", nullable: true),
                    size_order = table.Column<long>(type: "bigint", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    share_order = table.Column<double>(type: "double precision", nullable: false),
                    last_checked = table.Column<DateOnly>(type: "date", nullable: true),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pledge_summaries", x => x.pledge_id);
                    table.CheckConstraint("ck_pledge_summaries_announced_on", "length(\"announced_on\") in (4, 7, 10)");
                    table.CheckConstraint("ck_pledge_summaries_checkability", "\"checkability\" in ('measurable', 'partly-measurable', 'hardly-measurable')");
                    table.CheckConstraint("ck_pledge_summaries_company_slug", "company_slug = lower(company_slug) and length(company_slug) between 1 and 100");
                    table.CheckConstraint("ck_pledge_summaries_counted_as_of", "length(\"counted_as_of\") in (4, 7, 10)");
                    table.CheckConstraint("ck_pledge_summaries_currency", "length(currency) = 3 and currency = upper(currency)");
                    table.CheckConstraint("ck_pledge_summaries_deadline", "length(\"deadline\") in (4, 7, 10)");
                    table.CheckConstraint("ck_pledge_summaries_family", "\"family\" in ('jobs', 'businesses', 'people', 'money')");
                    table.CheckConstraint("ck_pledge_summaries_slug", "slug = lower(slug) and length(slug) between 1 and 100");
                    table.CheckConstraint("ck_pledge_summaries_target_deadline", "length(\"target_deadline\") in (4, 7, 10)");
                    table.CheckConstraint("ck_pledge_summaries_verdict", "\"verdict\" in ('not-yet-rated', 'kept', 'partly-kept', 'in-progress', 'stalled', 'missed', 'withdrawn')");
                    table.CheckConstraint("ck_pledge_summaries_verdict_date", "length(\"verdict_date\") in (4, 7, 10)");
                    table.ForeignKey(
                        name: "fk_pledge_summaries_pledges_pledge_id",
                        column: x => x.pledge_id,
                        principalTable: "pledges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pledge_tags",
                columns: table => new
                {
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    tag = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pledge_tags", x => new { x.pledge_id, x.tag });
                    table.ForeignKey(
                        name: "fk_pledge_tags_pledges_pledge_id",
                        column: x => x.pledge_id,
                        principalTable: "pledges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "quotes",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    speaker = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    role = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    date = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quotes", x => x.id);
                    table.CheckConstraint("ck_quotes_date", "length(\"date\") in (4, 7, 10)");
                    table.ForeignKey(
                        name: "fk_quotes_pledges_pledge_id",
                        column: x => x.pledge_id,
                        principalTable: "pledges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "relations",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    other_slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_relations", x => x.id);
                    table.CheckConstraint("ck_relations_kind", "\"kind\" in ('part-of', 'replaces', 'follows', 'related')");
                    table.CheckConstraint("ck_relations_other_slug", "other_slug = lower(other_slug) and length(other_slug) between 1 and 100");
                    table.ForeignKey(
                        name: "fk_relations_pledges_pledge_id",
                        column: x => x.pledge_id,
                        principalTable: "pledges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sources",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    role = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    publisher = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    title = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    published = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    accessed = table.Column<DateOnly>(type: "date", nullable: true),
                    archive_url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    excerpt = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    section = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    pledge_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources", x => x.id);
                    table.CheckConstraint("ck_sources_archive_url", "archive_url like 'http%'");
                    table.CheckConstraint("ck_sources_kind", "\"kind\" in ('news-report', 'company-statement', 'company-filing', 'government-record', 'research', 'other')");
                    table.CheckConstraint("ck_sources_published", "length(\"published\") in (4, 7, 10)");
                    table.CheckConstraint("ck_sources_role", "\"role\" in ('promise', 'proof')");
                    table.CheckConstraint("ck_sources_url", "url like 'http%'");
                    table.ForeignKey(
                        name: "fk_sources_pledges_pledge_id",
                        column: x => x.pledge_id,
                        principalTable: "pledges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "targets",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    metric_code = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    baseline = table.Column<long>(type: "bigint", nullable: true),
                    deadline = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    deadline_basis = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    scope = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    qualifiers = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    quantity_high = table.Column<long>(type: "bigint", nullable: true),
                    quantity_kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    quantity_low = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_targets", x => x.id);
                    table.CheckConstraint("ck_targets_currency", "length(currency) = 3 and currency = upper(currency)");
                    table.CheckConstraint("ck_targets_deadline", "length(\"deadline\") in (4, 7, 10)");
                    table.CheckConstraint("ck_targets_deadline_basis", "\"deadline_basis\" in ('stated', 'computed', 'none-given')");
                    table.CheckConstraint("ck_targets_deadline_given", "(deadline is null) = (deadline_basis = 'none-given')");
                    table.CheckConstraint("ck_targets_quantity", "quantity_low <= quantity_high and ((quantity_kind is null) = (quantity_low is null))");
                    table.CheckConstraint("ck_targets_quantity_kind", "\"quantity_kind\" in ('exactly', 'about', 'at-least', 'more-than', 'up-to', 'between')");
                    table.ForeignKey(
                        name: "fk_targets_metrics_metric_code",
                        column: x => x.metric_code,
                        principalTable: "metrics",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_targets_pledges_pledge_id",
                        column: x => x.pledge_id,
                        principalTable: "pledges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "verdicts",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    date = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    despite_figures = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    pledge_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_verdicts", x => x.id);
                    table.CheckConstraint("ck_verdicts_date", "length(\"date\") in (4, 7, 10)");
                    table.CheckConstraint("ck_verdicts_kind", "\"kind\" in ('not-yet-rated', 'kept', 'partly-kept', 'in-progress', 'stalled', 'missed', 'withdrawn')");
                    table.ForeignKey(
                        name: "fk_verdicts_pledges_pledge_id",
                        column: x => x.pledge_id,
                        principalTable: "pledges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "quote_sources",
                columns: table => new
                {
                    quote_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quote_sources", x => new { x.quote_id, x.source_id });
                    table.ForeignKey(
                        name: "fk_quote_sources_quotes_fact_id",
                        column: x => x.quote_id,
                        principalTable: "quotes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_quote_sources_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "target_revisions",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    date = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    deadline = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    target_id = table.Column<int>(type: "integer", nullable: false),
                    quantity_high = table.Column<long>(type: "bigint", nullable: true),
                    quantity_kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    quantity_low = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_target_revisions", x => x.id);
                    table.CheckConstraint("ck_target_revisions_date", "length(\"date\") in (4, 7, 10)");
                    table.CheckConstraint("ck_target_revisions_deadline", "length(\"deadline\") in (4, 7, 10)");
                    table.CheckConstraint("ck_target_revisions_quantity", "quantity_low <= quantity_high and ((quantity_kind is null) = (quantity_low is null))");
                    table.CheckConstraint("ck_target_revisions_quantity_kind", "\"quantity_kind\" in ('exactly', 'about', 'at-least', 'more-than', 'up-to', 'between')");
                    table.ForeignKey(
                        name: "fk_target_revisions_targets_target_id",
                        column: x => x.target_id,
                        principalTable: "targets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "target_sources",
                columns: table => new
                {
                    target_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_target_sources", x => new { x.target_id, x.source_id });
                    table.ForeignKey(
                        name: "fk_target_sources_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_target_sources_targets_fact_id",
                        column: x => x.target_id,
                        principalTable: "targets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "verdict_sources",
                columns: table => new
                {
                    verdict_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_verdict_sources", x => new { x.verdict_id, x.source_id });
                    table.ForeignKey(
                        name: "fk_verdict_sources_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_verdict_sources_verdicts_fact_id",
                        column: x => x.verdict_id,
                        principalTable: "verdicts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "target_revision_sources",
                columns: table => new
                {
                    target_revision_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_target_revision_sources", x => new { x.target_revision_id, x.source_id });
                    table.ForeignKey(
                        name: "fk_target_revision_sources_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_target_revision_sources_target_revisions_fact_id",
                        column: x => x.target_revision_id,
                        principalTable: "target_revisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_announcement_sources_source_id",
                table: "announcement_sources",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_checkability_sources_source_id",
                table: "checkability_sources",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_companies_name",
                table: "companies",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_companies_slug",
                table: "companies",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_company_listings_company_id_exchange_ticker",
                table: "company_listings",
                columns: new[] { "company_id", "exchange", "ticker" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_criteria_pledge_id_position",
                table: "criteria",
                columns: new[] { "pledge_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_event_sources_source_id",
                table: "event_sources",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_events_date",
                table: "events",
                column: "date");

            migrationBuilder.CreateIndex(
                name: "ix_events_pledge_id_position",
                table: "events",
                columns: new[] { "pledge_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_figure_sources_source_id",
                table: "figure_sources",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_figures_metric_code",
                table: "figures",
                column: "metric_code");

            migrationBuilder.CreateIndex(
                name: "ix_figures_pledge_id_position",
                table: "figures",
                columns: new[] { "pledge_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_figures_target_id",
                table: "figures",
                column: "target_id");

            migrationBuilder.CreateIndex(
                name: "ix_former_slugs_pledge_document_id",
                table: "former_slugs",
                column: "pledge_document_id");

            migrationBuilder.CreateIndex(
                name: "ix_incentive_sources_source_id",
                table: "incentive_sources",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_incentives_currency_state",
                table: "incentives",
                columns: new[] { "currency", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_incentives_pledge_id_position",
                table: "incentives",
                columns: new[] { "pledge_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inquiries_pledge_id_position",
                table: "inquiries",
                columns: new[] { "pledge_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_metrics_label",
                table: "metrics",
                column: "label",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_note_sources_source_id",
                table: "note_sources",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_notes_pledge_id_position",
                table: "notes",
                columns: new[] { "pledge_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pledge_documents_published_revision_id",
                table: "pledge_documents",
                column: "published_revision_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pledge_documents_slug",
                table: "pledge_documents",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pledge_places_country_subdivision",
                table: "pledge_places",
                columns: new[] { "country", "subdivision" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_places_pledge_id_position",
                table: "pledge_places",
                columns: new[] { "pledge_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_announced_on_pledge_id",
                table: "pledge_summaries",
                columns: new[] { "announced_on", "pledge_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_company_slug_announced_on",
                table: "pledge_summaries",
                columns: new[] { "company_slug", "announced_on" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_last_day_pledge_id",
                table: "pledge_summaries",
                columns: new[] { "last_day", "pledge_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_share_order_pledge_id",
                table: "pledge_summaries",
                columns: new[] { "share_order", "pledge_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_size_order_pledge_id",
                table: "pledge_summaries",
                columns: new[] { "size_order", "pledge_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_slug",
                table: "pledge_summaries",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_title_pledge_id",
                table: "pledge_summaries",
                columns: new[] { "title", "pledge_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_verdict_size_order_pledge_id",
                table: "pledge_summaries",
                columns: new[] { "verdict", "size_order", "pledge_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_tags_tag",
                table: "pledge_tags",
                column: "tag");

            migrationBuilder.CreateIndex(
                name: "ix_pledges_company_id",
                table: "pledges",
                column: "company_id");

            migrationBuilder.CreateIndex(
                name: "ix_pledges_slug",
                table: "pledges",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_quote_sources_source_id",
                table: "quote_sources",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_pledge_id_position",
                table: "quotes",
                columns: new[] { "pledge_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_relations_other_slug_kind",
                table: "relations",
                columns: new[] { "other_slug", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_relations_pledge_id_position",
                table: "relations",
                columns: new[] { "pledge_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_revisions_pledge_document_id_number",
                table: "revisions",
                columns: new[] { "pledge_document_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sources_pledge_id_number",
                table: "sources",
                columns: new[] { "pledge_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sources_pledge_id_url",
                table: "sources",
                columns: new[] { "pledge_id", "url" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sources_url",
                table: "sources",
                column: "url");

            migrationBuilder.CreateIndex(
                name: "ix_target_revision_sources_source_id",
                table: "target_revision_sources",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_target_revisions_target_id",
                table: "target_revisions",
                column: "target_id");

            migrationBuilder.CreateIndex(
                name: "ix_target_sources_source_id",
                table: "target_sources",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_targets_metric_code",
                table: "targets",
                column: "metric_code");

            migrationBuilder.CreateIndex(
                name: "ix_targets_pledge_id_key",
                table: "targets",
                columns: new[] { "pledge_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_targets_pledge_id_position",
                table: "targets",
                columns: new[] { "pledge_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_verdict_sources_source_id",
                table: "verdict_sources",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_verdicts_pledge_id_position",
                table: "verdicts",
                columns: new[] { "pledge_id", "position" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_announcement_sources_pledges_fact_id",
                table: "announcement_sources",
                column: "announcement_id",
                principalTable: "pledges",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_announcement_sources_sources_source_id",
                table: "announcement_sources",
                column: "source_id",
                principalTable: "sources",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_checkability_sources_pledges_fact_id",
                table: "checkability_sources",
                column: "checkability_id",
                principalTable: "pledges",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_checkability_sources_sources_source_id",
                table: "checkability_sources",
                column: "source_id",
                principalTable: "sources",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_criteria_pledges_pledge_id",
                table: "criteria",
                column: "pledge_id",
                principalTable: "pledges",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_event_sources_events_fact_id",
                table: "event_sources",
                column: "event_id",
                principalTable: "events",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_event_sources_sources_source_id",
                table: "event_sources",
                column: "source_id",
                principalTable: "sources",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_events_pledges_pledge_id",
                table: "events",
                column: "pledge_id",
                principalTable: "pledges",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_figure_sources_figures_fact_id",
                table: "figure_sources",
                column: "figure_id",
                principalTable: "figures",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_figure_sources_sources_source_id",
                table: "figure_sources",
                column: "source_id",
                principalTable: "sources",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_figures_pledges_pledge_id",
                table: "figures",
                column: "pledge_id",
                principalTable: "pledges",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_figures_targets_target_id",
                table: "figures",
                column: "target_id",
                principalTable: "targets",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_former_slugs_pledge_documents_pledge_document_id",
                table: "former_slugs",
                column: "pledge_document_id",
                principalTable: "pledge_documents",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_incentive_sources_incentives_fact_id",
                table: "incentive_sources",
                column: "incentive_id",
                principalTable: "incentives",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_incentive_sources_sources_source_id",
                table: "incentive_sources",
                column: "source_id",
                principalTable: "sources",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_incentives_pledges_pledge_id",
                table: "incentives",
                column: "pledge_id",
                principalTable: "pledges",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_inquiries_pledges_pledge_id",
                table: "inquiries",
                column: "pledge_id",
                principalTable: "pledges",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_note_sources_notes_fact_id",
                table: "note_sources",
                column: "note_id",
                principalTable: "notes",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_note_sources_sources_source_id",
                table: "note_sources",
                column: "source_id",
                principalTable: "sources",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_notes_pledges_pledge_id",
                table: "notes",
                column: "pledge_id",
                principalTable: "pledges",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_pledge_documents_revisions_published_revision_id",
                table: "pledge_documents",
                column: "published_revision_id",
                principalTable: "revisions",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_revisions_documents_pledge_document_id",
                table: "revisions");

            migrationBuilder.DropTable(
                name: "announcement_sources");

            migrationBuilder.DropTable(
                name: "checkability_sources");

            migrationBuilder.DropTable(
                name: "company_listings");

            migrationBuilder.DropTable(
                name: "criteria");

            migrationBuilder.DropTable(
                name: "event_sources");

            migrationBuilder.DropTable(
                name: "figure_sources");

            migrationBuilder.DropTable(
                name: "former_slugs");

            migrationBuilder.DropTable(
                name: "incentive_sources");

            migrationBuilder.DropTable(
                name: "inquiries");

            migrationBuilder.DropTable(
                name: "note_sources");

            migrationBuilder.DropTable(
                name: "pledge_places");

            migrationBuilder.DropTable(
                name: "pledge_summaries");

            migrationBuilder.DropTable(
                name: "pledge_tags");

            migrationBuilder.DropTable(
                name: "quote_sources");

            migrationBuilder.DropTable(
                name: "relations");

            migrationBuilder.DropTable(
                name: "site");

            migrationBuilder.DropTable(
                name: "target_revision_sources");

            migrationBuilder.DropTable(
                name: "target_sources");

            migrationBuilder.DropTable(
                name: "verdict_sources");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "figures");

            migrationBuilder.DropTable(
                name: "incentives");

            migrationBuilder.DropTable(
                name: "notes");

            migrationBuilder.DropTable(
                name: "quotes");

            migrationBuilder.DropTable(
                name: "target_revisions");

            migrationBuilder.DropTable(
                name: "sources");

            migrationBuilder.DropTable(
                name: "verdicts");

            migrationBuilder.DropTable(
                name: "targets");

            migrationBuilder.DropTable(
                name: "metrics");

            migrationBuilder.DropTable(
                name: "pledges");

            migrationBuilder.DropTable(
                name: "companies");

            migrationBuilder.DropTable(
                name: "pledge_documents");

            migrationBuilder.DropTable(
                name: "revisions");
        }
    }
}
