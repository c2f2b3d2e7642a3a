using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Data.Configurations;

/// <summary>
/// A published pledge as rows. Every list keeps the editors' order in a <c>position</c> column, and every fact points at its
/// sources through a table of its own, named <c>…_sources</c>.
/// </summary>
internal sealed class PledgeConfiguration : IEntityTypeConfiguration<Pledge>
{
    public void Configure(EntityTypeBuilder<Pledge> builder)
    {
        builder.ToTable("pledges");

        // The id is the document's: a pledge keeps it through every publication.
        builder.Property<int>("Id").ValueGeneratedNever();
        builder.HasKey("Id");
        builder.HasOne<PledgeDocument>().WithOne().HasForeignKey<Pledge>("Id").OnDelete(DeleteBehavior.Restrict);
        builder.Property(p => p.Slug).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(p => p.Slug).IsUnique();
        builder.Property(p => p.Title).HasMaxLength(Pledge.TitleMaxLength);
        builder.Property(p => p.Summary).HasMaxLength(Pledge.SummaryMaxLength);
        builder.HasOne(p => p.Company).WithMany().HasForeignKey("CompanyId").OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(p => p.Headline);
        builder.Ignore(p => p.Verdict);
        builder.Ignore(p => p.VerdictKind);
        builder.Ignore(p => p.Tags);
        builder.SourcedBy(p => p.AnnouncementSources, "announcement_sources");
        builder.SourcedBy(p => p.CheckabilitySources, "checkability_sources");

        builder.HasMany(p => p.Sources).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Targets).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Figures).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Places).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Events).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Quotes).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Incentives).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Criteria).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Inquiries).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Notes).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Relations).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Verdicts).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany<PledgeTag>().WithOne().HasForeignKey(t => t.PledgeId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PledgeTagConfiguration : IEntityTypeConfiguration<PledgeTag>
{
    public void Configure(EntityTypeBuilder<PledgeTag> builder)
    {
        builder.ToTable("pledge_tags");
        builder.HasKey(t => new { t.PledgeId, t.Tag });
        builder.Property(t => t.Tag).HasMaxLength(50);
        builder.HasIndex(t => t.Tag);
    }
}

internal sealed class SourceConfiguration : IEntityTypeConfiguration<Source>
{
    public void Configure(EntityTypeBuilder<Source> builder)
    {
        builder.IsPartOfPledge("sources", ordered: false);
        builder.Property(s => s.Key).HasMaxLength(100);
        builder.HasIndex("PledgeId", nameof(Source.Number)).IsUnique();
        builder.HasIndex("PledgeId", nameof(Source.Url)).IsUnique();
        builder.HasIndex(s => s.Url);
        builder.PrimitiveCollection(s => s.Evidence);
    }
}

internal sealed class PlaceConfiguration : IEntityTypeConfiguration<Place>
{
    public void Configure(EntityTypeBuilder<Place> builder)
    {
        builder.IsPartOfPledge("pledge_places");
        builder.Property(p => p.Country).HasMaxLength(2);
        builder.Property(p => p.Subdivision).HasMaxLength(6);
        builder.HasIndex(p => new { p.Country, p.Subdivision });
    }
}

internal sealed class TargetConfiguration : IEntityTypeConfiguration<Target>
{
    public void Configure(EntityTypeBuilder<Target> builder)
    {
        builder.IsPartOfPledge("targets");
        builder.Property(t => t.Key).HasMaxLength(50);
        builder.HasIndex("PledgeId", nameof(Target.Key)).IsUnique();
        builder.Property(t => t.Currency).HasMaxLength(3);
        builder.ComplexProperty(t => t.Quantity);
        builder.HasOne(t => t.Metric).WithMany().IsRequired().HasForeignKey("MetricCode").OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(t => t.Revisions).WithOne().HasForeignKey("TargetId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.SourcedBy(t => t.Sources, "target_sources");
        builder.ToTable(t => t.HasCheckConstraint("ck_targets_quantity_positive", "quantity_low >= 0"));
        builder.ToTable(t => t.HasCheckConstraint("ck_targets_deadline_given", "(deadline is null) = (deadline_basis = 'none-given')"));
    }
}

internal sealed class TargetRevisionConfiguration : IEntityTypeConfiguration<TargetRevision>
{
    public void Configure(EntityTypeBuilder<TargetRevision> builder)
    {
        builder.ToTable("target_revisions");
        builder.Property<int>("Id").ValueGeneratedOnAdd();
        builder.HasKey("Id");
        builder.Property<int>("Position");
        builder.ComplexProperty(r => r.Quantity);
        builder.SourcedBy(r => r.Sources, "target_revision_sources");
    }
}

internal sealed class FigureConfiguration : IEntityTypeConfiguration<Figure>
{
    public void Configure(EntityTypeBuilder<Figure> builder)
    {
        builder.IsPartOfPledge("figures");
        builder.Property(f => f.Currency).HasMaxLength(3);
        builder.ComplexProperty(f => f.Quantity);
        builder.HasOne(f => f.Target).WithMany().HasForeignKey("TargetId").OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(f => f.Metric).WithMany().IsRequired().HasForeignKey("MetricCode").OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(f => f.KnownSince);
        builder.SourcedBy(f => f.Sources, "figure_sources");
        builder.ToTable(t => t.HasCheckConstraint("ck_figures_counted", "counting <> 'counted' or target_id is not null"));
        builder.ToTable(t => t.HasCheckConstraint("ck_figures_reason", "counting = 'counted' or reason is not null"));
        builder.ToTable(t => t.HasCheckConstraint("ck_figures_period", "(span = 'period') = (\"from\" is not null)"));
    }
}

internal sealed class PledgeEventConfiguration : IEntityTypeConfiguration<PledgeEvent>
{
    public void Configure(EntityTypeBuilder<PledgeEvent> builder)
    {
        builder.IsPartOfPledge("events");
        builder.HasIndex(e => e.Date);
        builder.SourcedBy(e => e.Sources, "event_sources");
    }
}

internal sealed class QuoteConfiguration : IEntityTypeConfiguration<Quote>
{
    public void Configure(EntityTypeBuilder<Quote> builder)
    {
        builder.IsPartOfPledge("quotes");
        builder.SourcedBy(q => q.Sources, "quote_sources");
    }
}

internal sealed class IncentiveConfiguration : IEntityTypeConfiguration<Incentive>
{
    public void Configure(EntityTypeBuilder<Incentive> builder)
    {
        builder.IsPartOfPledge("incentives");
        builder.Property(i => i.Currency).HasMaxLength(3);
        builder.ComplexProperty(i => i.Amount);
        builder.HasIndex(i => new { i.Currency, i.State });
        builder.SourcedBy(i => i.Sources, "incentive_sources");
        builder.ToTable(t => t.HasCheckConstraint("ck_incentives_currency_given", "(amount_low is null) = (currency is null)"));
        builder.ToTable(t => t.HasCheckConstraint("ck_incentives_amount_positive", "amount_low >= 0"));
    }
}

internal sealed class CriterionConfiguration : IEntityTypeConfiguration<Criterion>
{
    public void Configure(EntityTypeBuilder<Criterion> builder) => builder.IsPartOfPledge("criteria");
}

internal sealed class InquiryConfiguration : IEntityTypeConfiguration<Inquiry>
{
    public void Configure(EntityTypeBuilder<Inquiry> builder) => builder.IsPartOfPledge("inquiries");
}

internal sealed class EditorsNoteConfiguration : IEntityTypeConfiguration<EditorsNote>
{
    public void Configure(EntityTypeBuilder<EditorsNote> builder)
    {
        builder.IsPartOfPledge("notes");
        builder.SourcedBy(n => n.Sources, "note_sources");
    }
}

internal sealed class RelationConfiguration : IEntityTypeConfiguration<Relation>
{
    public void Configure(EntityTypeBuilder<Relation> builder)
    {
        builder.IsPartOfPledge("relations");
        builder.Property(r => r.OtherSlug).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(r => new { r.OtherSlug, r.Kind });
        builder.HasIndex(r => r.Kind);
    }
}

internal sealed class VerdictConfiguration : IEntityTypeConfiguration<Verdict>
{
    public void Configure(EntityTypeBuilder<Verdict> builder)
    {
        builder.IsPartOfPledge("verdicts");
        builder.SourcedBy(v => v.Sources, "verdict_sources");
    }
}
