using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Data.Configurations;

internal sealed class SiteConfiguration : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.ToTable("site", t => t.HasCheckConstraint("ck_site_one_row", $"id = {Site.TheOne}"));
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.StarterVersion).HasMaxLength(StarterDecision.VersionMaxLength);
    }
}

internal sealed class StarterDecisionConfiguration : IEntityTypeConfiguration<StarterDecision>
{
    public void Configure(EntityTypeBuilder<StarterDecision> builder)
    {
        builder.ToTable("starter_decisions");
        builder.HasKey(d => new { d.Slug, d.Version });
        builder.Property(d => d.Slug).HasMaxLength(Slug.MaxLength);
        builder.Property(d => d.Version).HasMaxLength(StarterDecision.VersionMaxLength);
        builder.HasIndex(d => d.DocumentId);
        builder.HasOne<Document>().WithMany().HasForeignKey(d => d.DocumentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DocumentConfiguration : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.ToTable("documents", t =>
        {
            t.HasComment("A pledge, company, metric, tag, sector, claimant, list or check from its first draft on, published or not; published_revision_id is what readers see.");
            t.HasCheckConstraint("ck_documents_key", $"length(\"key\") between 1 and {Document.KeyMaxLength} and (kind in ('tag', 'sector') or \"key\" = lower(\"key\"))");
        });
        builder.Property(d => d.Kind).HasComment("pledge, company, metric, tag, sector, claimant, list or check.");
        builder.Property(d => d.Key).HasMaxLength(Document.KeyMaxLength)
            .HasComment("The address of a pledge, company, claimant, list or check, the code of a metric, the name of a tag or sector.");
        builder.HasIndex(d => new { d.Kind, d.Key }).IsUnique();

        // For the newsroom's lists: of one kind, of one kind and state, and of one state in every kind, each with its
        // tie-break.
        builder.HasIndex(d => new { d.Kind, d.SavedAt, d.Id });
        builder.HasIndex(d => new { d.Kind, d.State, d.SavedAt, d.Id });
        builder.HasIndex(d => new { d.State, d.SavedAt, d.Id });
        builder.HasIndex(d => d.ScheduledFor);
        builder.HasIndex(d => new { d.AssigneeId, d.DueOn });

        // The default is for rows that were there before the column; the program always says the state itself.
        builder.Property(d => d.State).HasDefaultValue(WorkState.Published).ValueGeneratedNever();
        builder.Property(d => d.ScheduledTerms).Metadata.SetMaxLength(null);
        builder.HasMany(d => d.Revisions).WithOne().HasForeignKey(r => r.DocumentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(d => d.PublishedRevision).WithOne().HasForeignKey<Document>(d => d.PublishedRevisionId).OnDelete(DeleteBehavior.Restrict);
        builder.OwnsMany(d => d.FormerSlugs, former =>
        {
            former.ToTable("former_slugs");
            former.HasKey(f => f.Slug);
            former.Property(f => f.Slug).HasMaxLength(Slug.MaxLength);
            former.WithOwner().HasForeignKey("DocumentId");
        });
    }
}

internal sealed class RevisionConfiguration : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> builder)
    {
        builder.ToTable("revisions", t => t.HasComment("Every saved state of a document as JSON, never changed; those with published_at were public."));
        builder.Property(r => r.Document).Metadata.SetMaxLength(null);
        builder.Property(r => r.Author).HasMaxLength(256);
        builder.Property(r => r.FigureNumbers).Metadata.SetMaxLength(null);
        builder.Property(r => r.Reviewer).HasMaxLength(256);
        builder.HasIndex(r => new { r.PublishedAt, r.Id });
        builder.HasIndex(r => new { r.DocumentId, r.Number }).IsUnique();
    }
}

internal sealed class PledgeSummaryConfiguration : IEntityTypeConfiguration<PledgeSummary>
{
    public void Configure(EntityTypeBuilder<PledgeSummary> builder)
    {
        builder.ToTable("pledge_summaries", t => t.HasComment("What lists and totals show of a published pledge, computed when it was published."));
        builder.HasKey(s => s.PledgeId);
        builder.Property(s => s.PledgeId).ValueGeneratedNever();
        builder.HasOne<Pledge>().WithOne().HasForeignKey<PledgeSummary>(s => s.PledgeId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(s => s.Slug).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(s => s.Slug).IsUnique();
        builder.Property(s => s.Title).HasMaxLength(Pledge.TitleMaxLength);
        builder.Property(s => s.CompanySlug).HasMaxLength(Slug.MaxLength);
        builder.Property(s => s.CompanyName).HasMaxLength(Company.NameMaxLength);
        builder.Property(s => s.Currency).HasMaxLength(3);
        builder.Property(s => s.MoneyCurrency).HasMaxLength(3);
        builder.Property(s => s.CountedBy).HasDefaultValue("");

        // Read from the verdicts for the few rows that a list shows.
        builder.Ignore(s => s.LapsedBecause);
        builder.Ignore(s => s.Undone);

        // One index for each order of a list, ending in the tie-break, so that no list sorts a whole table.
        builder.HasIndex(s => new { s.SizeOrder, s.PledgeId });
        builder.HasIndex(s => new { s.AnnouncedOn, s.PledgeId });
        builder.HasIndex(s => new { s.LastDay, s.PledgeId });

        // These cover all columns that the counts and sums of the home page and the deadlines need.
        builder.HasIndex(s => new { s.LastDay, s.Verdict });
        builder.HasIndex(s => new { s.JobsPledged, s.JobsCounted });
        builder.HasIndex(s => new { s.ShareOrder, s.PledgeId });
        builder.HasIndex(s => new { s.Title, s.PledgeId });
        builder.HasIndex(s => new { s.Verdict, s.SizeOrder, s.PledgeId });
        builder.HasIndex(s => new { s.CompanySlug, s.AnnouncedOn });
    }
}

internal sealed class PledgeStateConfiguration : IEntityTypeConfiguration<PledgeState>
{
    public void Configure(EntityTypeBuilder<PledgeState> builder)
    {
        builder.ToTable("pledge_states", t => t.HasComment("What was known of a published pledge from one day to another."));
        builder.HasKey(s => new { s.PledgeId, s.From });
        builder.HasOne<Pledge>().WithMany().HasForeignKey(s => s.PledgeId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(s => s.From).HasColumnName("from_day");
        builder.Property(s => s.Until).HasColumnName("until_day");
        builder.HasIndex(s => new { s.From, s.Until });
    }
}

internal sealed class ContentMoveConfiguration : IEntityTypeConfiguration<ContentMove>
{
    public void Configure(EntityTypeBuilder<ContentMove> builder)
    {
        builder.ToTable("content_moves", t => t.HasComment("By which document each content version came, so that nodes take in the one change."));
        builder.HasKey(m => m.Version);
        builder.Property(m => m.Version).ValueGeneratedNever();
        builder.HasOne<Document>().WithMany().HasForeignKey(m => m.DocumentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SearchVocabularyConfiguration : IEntityTypeConfiguration<SearchVocabularyWord>
{
    public void Configure(EntityTypeBuilder<SearchVocabularyWord> builder)
    {
        // The table pledge_search beside it differs between the databases: see the migrations and FullText.
        builder.ToTable("search_words");
        builder.HasKey(w => w.Word);
        builder.Property(w => w.Word).HasMaxLength(100);
    }
}
