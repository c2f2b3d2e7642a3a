using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Data.Configurations;

/// <summary>
/// A published pledge as rows: only the parts that the program queries and that a newsroom looks for in the file.
/// Everything else is in the pledge's document alone. Every list keeps the editors' order in a <c>position</c> column.
/// </summary>
internal sealed class PledgeConfiguration : IEntityTypeConfiguration<Pledge>
{
    public void Configure(EntityTypeBuilder<Pledge> builder)
    {
        builder.ToTable("pledges", t => t.HasComment("A published pledge: who promised what, when and to whom. Its id is that of its row in documents, which has every revision."));

        // The id is that of its document: a pledge keeps it through every publication.
        builder.Property<int>("Id").ValueGeneratedNever();
        builder.HasKey("Id");
        builder.HasOne<Document>().WithOne().HasForeignKey<Pledge>("Id").OnDelete(DeleteBehavior.Restrict);
        builder.Property(p => p.Slug).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(p => p.Slug).IsUnique();
        builder.Property(p => p.Title).HasMaxLength(Pledge.TitleMaxLength);
        builder.Property(p => p.Summary).HasMaxLength(Pledge.SummaryMaxLength);
        builder.HasOne(p => p.Company).WithMany().HasForeignKey("CompanyId").OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(p => p.Headline);
        builder.Ignore(p => p.Verdict);
        builder.Ignore(p => p.VerdictKind);
        builder.Ignore(p => p.Undone);
        builder.Ignore(p => p.Tags);
        builder.SourcedBy(p => p.AnnouncementSources, PledgeParts.AnnouncementSources);
        builder.SourcedBy(p => p.CheckabilitySources, PledgeParts.CheckabilitySources);

        // These are read from the document and never queried across pledges.
        builder.Ignore(p => p.Quotes);
        builder.Ignore(p => p.Criteria);
        builder.Ignore(p => p.Lookups);
        builder.Ignore(p => p.Inquiries);
        builder.Ignore(p => p.Notes);

        builder.HasMany(p => p.Sources).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Targets).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Figures).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Places).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Events).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Incentives).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Relations).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Verdicts).WithOne().HasForeignKey("PledgeId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        builder.HasMany<PledgeTag>().WithOne().HasForeignKey(t => t.PledgeId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PledgeTagConfiguration : IEntityTypeConfiguration<PledgeTag>
{
    public void Configure(EntityTypeBuilder<PledgeTag> builder)
    {
        builder.ToTable("pledge_tags", t => t.HasComment("A tag of a pledge."));
        builder.HasKey(t => new { t.PledgeId, t.Tag });
        builder.Property(t => t.Tag).HasMaxLength(50);
        builder.HasIndex(t => t.Tag);
    }
}

internal sealed class SourceConfiguration : IEntityTypeConfiguration<Source>
{
    public void Configure(EntityTypeBuilder<Source> builder)
    {
        builder.IsPartOfPledge("sources", "Where the facts of a pledge come from. Other tables name them by number within their pledge.", ordered: false);
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
        builder.IsPartOfPledge("pledge_places", "A place that a pledge names, as ISO 3166.");
        builder.Property(p => p.Country).HasMaxLength(2);
        builder.Property(p => p.Subdivision).HasMaxLength(6);
        builder.HasIndex(p => new { p.Country, p.Subdivision });
    }
}

internal sealed class TargetConfiguration : IEntityTypeConfiguration<Target>
{
    public void Configure(EntityTypeBuilder<Target> builder)
    {
        builder.IsPartOfPledge("targets", "One number that was promised by one date; position 0 is the headline. Later changes of it stand in the document.");
        builder.Property(t => t.Key).HasMaxLength(50);
        builder.Property(t => t.PartOf).HasMaxLength(50);
        builder.Property(t => t.BaselineHedge).HasMaxLength(Quantity.HedgeWordMaxLength);
        builder.Ignore(t => t.Start);
        builder.HasIndex("PledgeId", nameof(Target.Key)).IsUnique();
        builder.Property(t => t.Currency).HasMaxLength(3);
        builder.ComplexProperty(t => t.Quantity, PledgeParts.IsQuantity);
        builder.HasOne(t => t.Metric).WithMany().IsRequired().HasForeignKey("MetricCode").OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(t => t.Revisions);
        builder.SourcedBy(t => t.Sources);
        builder.ToTable(t => t.HasCheckConstraint("ck_targets_quantity_positive", "quantity_low >= 0"));
        builder.ToTable(t => t.HasCheckConstraint("ck_targets_deadline_given", "(deadline is null) = (deadline_basis = 'none-given')"));
    }
}

internal sealed class FigureConfiguration : IEntityTypeConfiguration<Figure>
{
    public void Configure(EntityTypeBuilder<Figure> builder)
    {
        builder.IsPartOfPledge("figures", "One number that somebody reported: whether it counts toward its target, and why not.");
        builder.Property(f => f.Currency).HasMaxLength(3);
        builder.ComplexProperty(f => f.Quantity, PledgeParts.IsQuantity);
        builder.HasOne(f => f.Target).WithMany().HasForeignKey("TargetId").OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(f => f.Metric).WithMany().IsRequired().HasForeignKey("MetricCode").OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(f => f.KnownSince);
        builder.SourcedBy(f => f.Sources);
        builder.ToTable(t => t.HasCheckConstraint("ck_figures_counted", "counting <> 'counted' or target_id is not null"));
        builder.ToTable(t => t.HasCheckConstraint("ck_figures_reason", "counting = 'counted' or reason is not null"));
        builder.ToTable(t => t.HasCheckConstraint("ck_figures_period", "(span = 'period') = (\"from\" is not null)"));
    }
}

internal sealed class PledgeEventConfiguration : IEntityTypeConfiguration<PledgeEvent>
{
    public void Configure(EntityTypeBuilder<PledgeEvent> builder)
    {
        builder.IsPartOfPledge("events", "Something that happened to a pledge.");
        builder.HasIndex(e => e.Date);
        builder.SourcedBy(e => e.Sources);
    }
}

internal sealed class IncentiveConfiguration : IEntityTypeConfiguration<Incentive>
{
    public void Configure(EntityTypeBuilder<Incentive> builder)
    {
        builder.IsPartOfPledge("incentives", "Public money or another advantage that was offered or given for a pledge.");
        builder.Property(i => i.Currency).HasMaxLength(3);
        builder.ComplexProperty(i => i.Amount, PledgeParts.IsQuantity);
        builder.HasIndex(i => new { i.Currency, i.State });
        builder.SourcedBy(i => i.Sources);
        builder.ToTable(t => t.HasCheckConstraint("ck_incentives_currency_given", "(amount_low is null) = (currency is null)"));
        builder.ToTable(t => t.HasCheckConstraint("ck_incentives_amount_positive", "amount_low >= 0"));
    }
}

internal sealed class RelationConfiguration : IEntityTypeConfiguration<Relation>
{
    public void Configure(EntityTypeBuilder<Relation> builder)
    {
        builder.IsPartOfPledge("relations", "How a pledge stands to another one. What is part of another is in no total of both.");
        builder.Property(r => r.OtherSlug).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(r => new { r.OtherSlug, r.Kind });
        builder.HasIndex(r => r.Kind);
    }
}

internal sealed class VerdictConfiguration : IEntityTypeConfiguration<Verdict>
{
    public void Configure(EntityTypeBuilder<Verdict> builder)
    {
        builder.IsPartOfPledge("verdicts", "Every verdict ever given on a pledge; the one with the highest position holds.");
        builder.Ignore(v => v.NotAsked);
        builder.ToTable(t => t.HasCheckConstraint("ck_verdicts_lapsed", "(kind = 'lapsed') = (lapsed_because is not null)"));
        builder.SourcedBy(v => v.Sources);
    }
}
