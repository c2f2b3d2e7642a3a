using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PledgeTracker.Web.Data.Migrations.Sqlite
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
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    slug = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    sort_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, defaultValue: ""),
                    legal_name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    other_names = table.Column<string>(type: "TEXT", nullable: false),
                    headquarters_country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    sector = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    website = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    wikidata_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_companies", x => x.id);
                    table.CheckConstraint("ck_companies_slug", "slug = lower(slug) and length(slug) between 1 and 100");
                },
                comment: "A company that promises.");

            migrationBuilder.CreateTable(
                name: "evidence",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    added_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    added_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    member_id = table.Column<int>(type: "INTEGER", nullable: true)
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
                    slug = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    now = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
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
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: true),
                    encoding = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    delimiter = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    read_as = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    uploaded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    uploaded_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    member_id = table.Column<int>(type: "INTEGER", nullable: true),
                    publish = table.Column<bool>(type: "INTEGER", nullable: false),
                    confirmed_by_id = table.Column<int>(type: "INTEGER", nullable: true),
                    confirmed_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    note_to_readers = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    @new = table.Column<int>(name: "new", type: "INTEGER", nullable: false),
                    changed = table.Column<int>(type: "INTEGER", nullable: false),
                    same = table.Column<int>(type: "INTEGER", nullable: false),
                    wrong = table.Column<int>(type: "INTEGER", nullable: false),
                    pledges = table.Column<int>(type: "INTEGER", nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    failure = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    finished_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                    url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    checked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    problem = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    failing_since = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_link_checks", x => x.url);
                    table.CheckConstraint("ck_link_checks_url", "url like 'http%'");
                });

            migrationBuilder.CreateTable(
                name: "log_entries",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    member_id = table.Column<int>(type: "INTEGER", nullable: true),
                    who = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    pledge_document_id = table.Column<int>(type: "INTEGER", nullable: true),
                    details = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_entries", x => x.id);
                },
                comment: "What the newsroom did; triggers keep it append-only.");

            migrationBuilder.CreateTable(
                name: "members",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    is_disabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    last_totp_step = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members", x => x.id);
                    table.CheckConstraint("ck_members_role", "\"role\" in ('editor', 'reviewer', 'administrator')");
                });

            migrationBuilder.CreateTable(
                name: "metrics",
                columns: table => new
                {
                    code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    label = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    singular = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    plural = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    family = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    is_level = table.Column<bool>(type: "INTEGER", nullable: false),
                    definition = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metrics", x => x.code);
                    table.CheckConstraint("ck_metrics_family", "\"family\" in ('jobs', 'businesses', 'people', 'money')");
                },
                comment: "What targets and figures count, by code.");

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

            migrationBuilder.CreateTable(
                name: "site",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    content_version = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<Guid>(type: "TEXT", nullable: false),
                    search_version = table.Column<int>(type: "INTEGER", nullable: false),
                    starter_data_loaded_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    exchange = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ticker = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    company_id = table.Column<int>(type: "INTEGER", nullable: false)
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
                name: "import_rows",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    import_run_id = table.Column<int>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    column = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    pledge = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
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

            migrationBuilder.CreateTable(
                name: "account_links",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    token_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    member_id = table.Column<int>(type: "INTEGER", nullable: true),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    used_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_links", x => x.id);
                    table.CheckConstraint("ck_account_links_kind", "\"kind\" in ('setup', 'invitation', 'reset')");
                    table.CheckConstraint("ck_account_links_role", "\"role\" in ('editor', 'reviewer', 'administrator')");
                    table.ForeignKey(
                        name: "fk_account_links_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "api_tokens",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    member_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    hint = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    may_draft = table.Column<bool>(type: "INTEGER", nullable: false),
                    may_report_figures = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_used_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_api_tokens_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "member_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<int>(type: "INTEGER", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_member_claims_members_user_id",
                        column: x => x.user_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "member_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "BLOB", maxLength: 1024, nullable: false),
                    user_id = table.Column<int>(type: "INTEGER", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_member_passkeys_members_user_id",
                        column: x => x.user_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "member_tokens",
                columns: table => new
                {
                    user_id = table.Column<int>(type: "INTEGER", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    value = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_member_tokens_members_user_id",
                        column: x => x.user_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    member_id = table.Column<int>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id_hash);
                    table.ForeignKey(
                        name: "fk_sessions_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "api_requests",
                columns: table => new
                {
                    token_id = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: false),
                    location = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_requests", x => new { x.token_id, x.key });
                    table.ForeignKey(
                        name: "fk_api_requests_api_tokens_token_id",
                        column: x => x.token_id,
                        principalTable: "api_tokens",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    date = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    pledge_id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    sources = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true, comment: "Numbers of the sources it rests on, within its pledge, with spaces between them.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_events", x => x.id);
                    table.CheckConstraint("ck_events_date", "length(\"date\") in (4, 7, 10)");
                    table.CheckConstraint("ck_events_kind", "\"kind\" in ('announced', 'progress', 'revised', 'disputed', 'verified', 'withdrawn', 'cancelled', 'deadline-passed')");
                },
                comment: "Something that happened to a pledge.");

            migrationBuilder.CreateTable(
                name: "figures",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    target_id = table.Column<int>(type: "INTEGER", nullable: true),
                    metric_code = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    span = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    from = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    as_of = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    published = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    basis = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    reported_by = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    counting = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    shows = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    derived = table.Column<bool>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    pledge_id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    sources = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true, comment: "Numbers of the sources it rests on, within its pledge, with spaces between them."),
                    quantity_high = table.Column<long>(type: "INTEGER", nullable: false),
                    quantity_kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    quantity_low = table.Column<long>(type: "INTEGER", nullable: false)
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
                },
                comment: "One number that somebody reported: whether it counts toward its target, and why not.");

            migrationBuilder.CreateTable(
                name: "former_slugs",
                columns: table => new
                {
                    slug = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    pledge_document_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_slugs", x => x.slug);
                    table.CheckConstraint("ck_former_slugs_slug", "slug = lower(slug) and length(slug) between 1 and 100");
                });

            migrationBuilder.CreateTable(
                name: "incentives",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    grantor = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    date = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    pledge_id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    sources = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true, comment: "Numbers of the sources it rests on, within its pledge, with spaces between them."),
                    amount_high = table.Column<long>(type: "INTEGER", nullable: true),
                    amount_kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    amount_low = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incentives", x => x.id);
                    table.CheckConstraint("ck_incentives_amount", "amount_low <= amount_high and ((amount_kind is null) = (amount_low is null))");
                    table.CheckConstraint("ck_incentives_amount_kind", "\"amount_kind\" in ('exactly', 'about', 'at-least', 'more-than', 'up-to', 'between')");
                    table.CheckConstraint("ck_incentives_amount_positive", "amount_low >= 0");
                    table.CheckConstraint("ck_incentives_currency", "length(currency) = 3 and currency = upper(currency)");
                    table.CheckConstraint("ck_incentives_currency_given", "(amount_low is null) = (currency is null)");
                    table.CheckConstraint("ck_incentives_date", "length(\"date\") in (4, 7, 10)");
                    table.CheckConstraint("ck_incentives_kind", "\"kind\" in ('grant', 'tax-relief', 'loan', 'infrastructure', 'land', 'training', 'equity', 'package', 'other')");
                    table.CheckConstraint("ck_incentives_state", "\"state\" in ('offered', 'awarded', 'paid', 'clawed-back', 'cancelled')");
                },
                comment: "Public money or another advantage that was offered or given for a pledge.");

            migrationBuilder.CreateTable(
                name: "pledge_documents",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    slug = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    published_revision_id = table.Column<int>(type: "INTEGER", nullable: true),
                    unpublished_reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    unpublished_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false, defaultValue: "published"),
                    review_comment = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    scheduled_for = table.Column<DateTime>(type: "TEXT", nullable: true),
                    scheduled_terms = table.Column<string>(type: "TEXT", nullable: true),
                    work_since = table.Column<int>(type: "INTEGER", nullable: false),
                    writes = table.Column<int>(type: "INTEGER", nullable: false),
                    newest_number = table.Column<int>(type: "INTEGER", nullable: false),
                    saved_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pledge_documents", x => x.id);
                    table.CheckConstraint("ck_pledge_documents_slug", "slug = lower(slug) and length(slug) between 1 and 100");
                    table.CheckConstraint("ck_pledge_documents_state", "\"state\" in ('draft', 'in-review', 'returned', 'scheduled', 'published', 'discarded')");
                },
                comment: "A pledge from its first draft on, published or not; published_revision_id is what readers see.");

            migrationBuilder.CreateTable(
                name: "pledges",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    slug = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    company_id = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 140, nullable: false),
                    summary = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    announced_on = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    announced_by = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    announced_by_role = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    announced_to = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    occasion = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    conditions = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    checkability = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    checkability_reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    last_checked = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    announcement_sources = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true, comment: "Numbers of the sources it rests on, within its pledge, with spaces between them."),
                    checkability_sources = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true, comment: "Numbers of the sources it rests on, within its pledge, with spaces between them.")
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
                },
                comment: "A published pledge: who promised what, when and to whom. Its id is that of its row in pledge_documents, which has every revision.");

            migrationBuilder.CreateTable(
                name: "revisions",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    pledge_document_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    document_version = table.Column<int>(type: "INTEGER", nullable: false),
                    saved_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    author = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    member_id = table.Column<int>(type: "INTEGER", nullable: true),
                    base_number = table.Column<int>(type: "INTEGER", nullable: true),
                    is_autosave = table.Column<bool>(type: "INTEGER", nullable: false),
                    published_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    note_to_readers = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    reviewer = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    despite = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    figure_numbers = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_revisions", x => x.id);
                    table.CheckConstraint("ck_revisions_kind", "\"kind\" in ('update', 'correction', 'clarification', 'revised-by-the-company')");
                    table.ForeignKey(
                        name: "fk_revisions_documents_pledge_document_id",
                        column: x => x.pledge_document_id,
                        principalTable: "pledge_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Every saved state of a pledge as one JSON document, never changed; those with published_at were public.");

            migrationBuilder.CreateTable(
                name: "tips",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    pledge_document_id = table.Column<int>(type: "INTEGER", nullable: true),
                    text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    quantity = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    link = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    contact = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    handled_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    handled_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                name: "pledge_evidence",
                columns: table => new
                {
                    pledge_id = table.Column<int>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
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
                name: "pledge_places",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    subdivision = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    locality = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    pledge_id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false)
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
                },
                comment: "A place that a pledge names, as ISO 3166.");

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
                },
                comment: "What was known of a published pledge from one day to another.");

            migrationBuilder.CreateTable(
                name: "pledge_summaries",
                columns: table => new
                {
                    pledge_id = table.Column<int>(type: "INTEGER", nullable: false),
                    slug = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 140, nullable: false),
                    company_slug = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    company_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    announced_on = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    deadline = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    verdict = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    verdict_date = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    checkability = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    metric = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    family = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    target_text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    target = table.Column<long>(type: "INTEGER", nullable: true),
                    target_deadline = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    counted = table.Column<long>(type: "INTEGER", nullable: true),
                    counted_high = table.Column<long>(type: "INTEGER", nullable: true),
                    share = table.Column<double>(type: "REAL", nullable: true),
                    has_uncounted_figures = table.Column<bool>(type: "INTEGER", nullable: false),
                    counted_as_of = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    jobs_pledged = table.Column<long>(type: "INTEGER", nullable: true),
                    jobs_counted = table.Column<long>(type: "INTEGER", nullable: true),
                    money_pledged = table.Column<long>(type: "INTEGER", nullable: true),
                    money_currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    size_order = table.Column<long>(type: "INTEGER", nullable: false),
                    last_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    share_order = table.Column<double>(type: "REAL", nullable: false),
                    last_checked = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    published_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    latest_news = table.Column<DateOnly>(type: "TEXT", nullable: true)
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
                },
                comment: "What lists and totals show of a published pledge, computed when it was published.");

            migrationBuilder.CreateTable(
                name: "pledge_tags",
                columns: table => new
                {
                    pledge_id = table.Column<int>(type: "INTEGER", nullable: false),
                    tag = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false)
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
                },
                comment: "A tag of a pledge.");

            migrationBuilder.CreateTable(
                name: "relations",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    other_slug = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    pledge_id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false)
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
                },
                comment: "How a pledge stands to another one. What is part of another is in no total of both.");

            migrationBuilder.CreateTable(
                name: "sources",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    publisher = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    published = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    accessed = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    archive_url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    excerpt = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    section = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    evidence = table.Column<string>(type: "TEXT", nullable: false),
                    pledge_id = table.Column<int>(type: "INTEGER", nullable: false)
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
                },
                comment: "Where the facts of a pledge come from. Other tables name them by number within their pledge.");

            migrationBuilder.CreateTable(
                name: "targets",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    metric_code = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    baseline = table.Column<long>(type: "INTEGER", nullable: true),
                    deadline = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    deadline_basis = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    scope = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    qualifiers = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    pledge_id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    sources = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true, comment: "Numbers of the sources it rests on, within its pledge, with spaces between them."),
                    quantity_high = table.Column<long>(type: "INTEGER", nullable: true),
                    quantity_kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    quantity_low = table.Column<long>(type: "INTEGER", nullable: true)
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
                    table.CheckConstraint("ck_targets_quantity_positive", "quantity_low >= 0");
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
                },
                comment: "One number that was promised by one date; position 0 is the headline. Later changes of it stand in the document.");

            migrationBuilder.CreateTable(
                name: "verdicts",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    date = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    despite_figures = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    pledge_id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    sources = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true, comment: "Numbers of the sources it rests on, within its pledge, with spaces between them.")
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
                },
                comment: "Every verdict ever given on a pledge; the one with the highest position holds.");

            migrationBuilder.CreateIndex(
                name: "ix_account_links_member_id",
                table: "account_links",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_links_token_hash",
                table: "account_links",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_hash",
                table: "api_tokens",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_member_id",
                table: "api_tokens",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_companies_slug",
                table: "companies",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_companies_sort_name_slug",
                table: "companies",
                columns: new[] { "sort_name", "slug" });

            migrationBuilder.CreateIndex(
                name: "ix_company_listings_company_id_exchange_ticker",
                table: "company_listings",
                columns: new[] { "company_id", "exchange", "ticker" },
                unique: true);

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
                name: "ix_evidence_added_at",
                table: "evidence",
                column: "added_at");

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
                name: "ix_former_company_slugs_now",
                table: "former_company_slugs",
                column: "now");

            migrationBuilder.CreateIndex(
                name: "ix_former_slugs_pledge_document_id",
                table: "former_slugs",
                column: "pledge_document_id");

            migrationBuilder.CreateIndex(
                name: "ix_import_rows_import_run_id_outcome_id",
                table: "import_rows",
                columns: new[] { "import_run_id", "outcome", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_imports_state",
                table: "imports",
                column: "state");

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
                name: "ix_link_checks_checked_at",
                table: "link_checks",
                column: "checked_at");

            migrationBuilder.CreateIndex(
                name: "ix_link_checks_failing_since",
                table: "link_checks",
                column: "failing_since");

            migrationBuilder.CreateIndex(
                name: "ix_log_entries_member_id_id",
                table: "log_entries",
                columns: new[] { "member_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_log_entries_pledge_document_id_id",
                table: "log_entries",
                columns: new[] { "pledge_document_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_member_claims_user_id",
                table: "member_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_member_passkeys_user_id",
                table: "member_passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_members_normalized_email",
                table: "members",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_members_normalized_user_name",
                table: "members",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_metrics_label",
                table: "metrics",
                column: "label",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pledge_documents_published_revision_id",
                table: "pledge_documents",
                column: "published_revision_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pledge_documents_saved_at_id",
                table: "pledge_documents",
                columns: new[] { "saved_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_documents_scheduled_for",
                table: "pledge_documents",
                column: "scheduled_for");

            migrationBuilder.CreateIndex(
                name: "ix_pledge_documents_slug",
                table: "pledge_documents",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pledge_documents_state_saved_at_id",
                table: "pledge_documents",
                columns: new[] { "state", "saved_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_evidence_sha256",
                table: "pledge_evidence",
                column: "sha256");

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
                name: "ix_pledge_states_from_day_until_day",
                table: "pledge_states",
                columns: new[] { "from_day", "until_day" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_announced_on_pledge_id",
                table: "pledge_summaries",
                columns: new[] { "announced_on", "pledge_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_company_slug_announced_on",
                table: "pledge_summaries",
                columns: new[] { "company_slug", "announced_on" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_jobs_pledged_jobs_counted",
                table: "pledge_summaries",
                columns: new[] { "jobs_pledged", "jobs_counted" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_last_day_pledge_id",
                table: "pledge_summaries",
                columns: new[] { "last_day", "pledge_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pledge_summaries_last_day_verdict",
                table: "pledge_summaries",
                columns: new[] { "last_day", "verdict" });

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
                name: "ix_relations_kind",
                table: "relations",
                column: "kind");

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
                name: "ix_revisions_published_at_id",
                table: "revisions",
                columns: new[] { "published_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sessions_ends_at",
                table: "sessions",
                column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_member_id",
                table: "sessions",
                column: "member_id");

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
                name: "ix_tips_pledge_document_id",
                table: "tips",
                column: "pledge_document_id");

            migrationBuilder.CreateIndex(
                name: "ix_tips_state_id",
                table: "tips",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_verdicts_pledge_id_position",
                table: "verdicts",
                columns: new[] { "pledge_id", "position" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_events_pledges_pledge_id",
                table: "events",
                column: "pledge_id",
                principalTable: "pledges",
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
                name: "fk_incentives_pledges_pledge_id",
                table: "incentives",
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

            // The log is append-only, whoever writes into the file.
            foreach (var change in new[] { "UPDATE", "DELETE" })
            {
                migrationBuilder.Sql($"""
                    CREATE TRIGGER log_entries_no_{change.ToLowerInvariant()} BEFORE {change} ON log_entries
                    BEGIN SELECT RAISE(ABORT, 'log_entries is append-only'); END;
                    """);
            }

            // What a search reads; SQLite has it in a table of its own kind.
            migrationBuilder.Sql("CREATE VIRTUAL TABLE pledge_search USING fts5(name, people, story, proof, content='', contentless_delete=1, prefix='2 3', tokenize=\"unicode61 remove_diacritics 0\");");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE pledge_search;");

            migrationBuilder.DropForeignKey(
                name: "fk_revisions_documents_pledge_document_id",
                table: "revisions");

            migrationBuilder.DropTable(
                name: "account_links");

            migrationBuilder.DropTable(
                name: "api_requests");

            migrationBuilder.DropTable(
                name: "company_listings");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "evidence");

            migrationBuilder.DropTable(
                name: "figures");

            migrationBuilder.DropTable(
                name: "former_company_slugs");

            migrationBuilder.DropTable(
                name: "former_slugs");

            migrationBuilder.DropTable(
                name: "import_rows");

            migrationBuilder.DropTable(
                name: "incentives");

            migrationBuilder.DropTable(
                name: "link_checks");

            migrationBuilder.DropTable(
                name: "log_entries");

            migrationBuilder.DropTable(
                name: "member_claims");

            migrationBuilder.DropTable(
                name: "member_passkeys");

            migrationBuilder.DropTable(
                name: "member_tokens");

            migrationBuilder.DropTable(
                name: "pledge_evidence");

            migrationBuilder.DropTable(
                name: "pledge_places");

            migrationBuilder.DropTable(
                name: "pledge_states");

            migrationBuilder.DropTable(
                name: "pledge_summaries");

            migrationBuilder.DropTable(
                name: "pledge_tags");

            migrationBuilder.DropTable(
                name: "relations");

            migrationBuilder.DropTable(
                name: "search_words");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "site");

            migrationBuilder.DropTable(
                name: "sources");

            migrationBuilder.DropTable(
                name: "tips");

            migrationBuilder.DropTable(
                name: "verdicts");

            migrationBuilder.DropTable(
                name: "api_tokens");

            migrationBuilder.DropTable(
                name: "targets");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropTable(
                name: "members");

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
