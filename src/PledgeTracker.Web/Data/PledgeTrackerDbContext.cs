using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data.Configurations;

namespace PledgeTracker.Web.Data;

/// <summary>
/// The tracker's tables. This type is the SQLite one; <see cref="PostgresPledgeTrackerDbContext"/> is the same model on
/// PostgreSQL. Both have their own migrations; see <c>Data/README.md</c> for the two commands.
/// </summary>
public class PledgeTrackerDbContext(DbContextOptions options) : IdentityUserContext<Member, int>(options)
{
    public DbSet<Site> Site => Set<Site>();

    public DbSet<Company> Companies => Set<Company>();

    public DbSet<Metric> Metrics => Set<Metric>();

    /// <summary>Documents of every kind: a query by key must name the kind.</summary>
    public DbSet<Document> Documents => Set<Document>();

    public DbSet<Revision> Revisions => Set<Revision>();

    public DbSet<Pledge> Pledges => Set<Pledge>();

    public DbSet<PledgeSummary> Summaries => Set<PledgeSummary>();

    public DbSet<PledgeState> States => Set<PledgeState>();

    public DbSet<PledgeTag> Tags => Set<PledgeTag>();

    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<LogEntry> Log => Set<LogEntry>();

    public DbSet<EvidenceFile> Evidence => Set<EvidenceFile>();

    public DbSet<PledgeEvidence> PledgeEvidence => Set<PledgeEvidence>();

    public DbSet<Tip> Tips => Set<Tip>();

    public DbSet<ImportRun> Imports => Set<ImportRun>();

    public DbSet<ImportRow> ImportRows => Set<ImportRow>();

    public DbSet<FormerCompanySlug> FormerCompanySlugs => Set<FormerCompanySlug>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<ApiRequest> ApiRequests => Set<ApiRequest>();

    public DbSet<LinkCheck> LinkChecks => Set<LinkCheck>();

    public DbSet<SearchVocabularyWord> SearchVocabulary => Set<SearchVocabularyWord>();

    public DbSet<StarterDecision> StarterDecisions => Set<StarterDecision>();

    public DbSet<Comment> Comments => Set<Comment>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<NoticeChoice> NoticeChoices => Set<NoticeChoice>();

    public DbSet<NightlyCount> NightlyCounts => Set<NightlyCount>();

    public DbSet<ContentMove> ContentMoves => Set<ContentMove>();

    public DbSet<NewsItem> News => Set<NewsItem>();

    public DbSet<Follower> Followers => Set<Follower>();

    public DbSet<Follow> Follows => Set<Follow>();

    public DbSet<FollowedNews> FollowedNews => Set<FollowedNews>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    /// <summary>How this database searches texts.</summary>
    public virtual FullText FullText => OnSqlite;

    private static readonly FullText OnSqlite = new SqliteFullText();

    /// <summary>The schema with passkeys, even where the context is made without the application's services.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<string>().HaveMaxLength(2000);
        configurationBuilder.Properties<PartialDate>().HaveConversion<PartialDateConverter>().HaveMaxLength(10);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        WriteWords<VerdictKind>();
        WriteWords<LapseReason>();
        WriteWords<Checkability>();
        WriteWords<MetricFamily>();
        WriteWords<DeadlineBasis>();
        WriteWords<Firmness>();
        WriteWords<DateOrder>();
        WriteWords<DecimalMark>();
        WriteWords<Span>();
        WriteWords<Basis>();
        WriteWords<Counting>();
        WriteWords<FunnelStep>();
        WriteWords<EventKind>();
        WriteWords<IncentiveState>();
        WriteWords<IncentiveKind>();
        WriteWords<RelationKind>();
        WriteWords<SourceRole>();
        WriteWords<SourceKind>();
        WriteWords<QuantityKind>();
        WriteWords<MemberRole>();
        WriteWords<AccountLinkKind>();
        WriteWords<LogAction>();
        WriteWords<DocumentKind>();
        WriteWords<WorkState>();
        WriteWords<PublicationKind>();
        WriteWords<EvidenceKind>();
        WriteWords<TipKind>();
        WriteWords<TipState>();
        WriteWords<ImportState>();
        WriteWords<ImportOutcome>();
        WriteWords<NoticeKind>();
        WriteWords<NoticeWay>();
        WriteWords<FollowKind>();
        WriteWords<FollowPace>();
        WriteWords<DeliveryKind>();
        WriteWords<WebhookFormat>();

        void WriteWords<T>()
            where T : struct, Enum
            => configurationBuilder.Properties<T>().HaveConversion<CodeConverter<T>>().HaveMaxLength(30);
    }

    /// <summary>
    /// Holds a name until the transaction ends: whoever asks for the same one meanwhile waits. SQLite has one writer at a time, and needs
    /// nothing for it.
    /// </summary>
    /// <param name="name">What is held, like the address of a pledge that is about to be begun.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public virtual Task HoldAsync(string name, CancellationToken cancel = default) => Task.CompletedTask;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        IdentityTables.Name(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PledgeTrackerDbContext).Assembly);
        ColumnRules.Apply(builder);
    }
}

/// <summary>
/// The same tables on PostgreSQL. A type of its own only because migrations belong to a type.
/// </summary>
public sealed class PostgresPledgeTrackerDbContext(DbContextOptions<PostgresPledgeTrackerDbContext> options)
    : PledgeTrackerDbContext(options)
{
    private static readonly FullText OnPostgres = new PostgresFullText();

    public override FullText FullText => OnPostgres;

    /// <inheritdoc/>
    public override Task HoldAsync(string name, CancellationToken cancel = default) => Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", cancel);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // Byte order, as SQLite has it: addresses and EDTF dates sort the same on both, whatever the server's locale.
        foreach (var property in builder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()).SelectMany(ColumnRules.AllProperties))
        {
            if ((property.GetValueConverter()?.ProviderClrType ?? property.ClrType) == typeof(string))
            {
                property.SetCollation("C");
            }
        }
    }
}
