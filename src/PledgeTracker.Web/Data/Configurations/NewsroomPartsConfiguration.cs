using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Data.Configurations;

internal sealed class EvidenceFileConfiguration : IEntityTypeConfiguration<EvidenceFile>
{
    public void Configure(EntityTypeBuilder<EvidenceFile> builder)
    {
        builder.ToTable("evidence");
        builder.HasKey(e => e.Sha256);
        builder.Property(e => e.Sha256).HasMaxLength(64);
        builder.Property(e => e.Name).HasMaxLength(EvidenceFile.NameMaxLength);
        builder.Property(e => e.AddedBy).HasMaxLength(256);
        builder.HasIndex(e => e.AddedAt);
    }
}

internal sealed class PledgeEvidenceConfiguration : IEntityTypeConfiguration<PledgeEvidence>
{
    public void Configure(EntityTypeBuilder<PledgeEvidence> builder)
    {
        builder.ToTable("pledge_evidence");
        builder.HasKey(e => new { e.PledgeId, e.Sha256 });
        builder.Property(e => e.Sha256).HasMaxLength(64);
        builder.HasIndex(e => e.Sha256);
        builder.HasOne<Pledge>().WithMany().HasForeignKey(e => e.PledgeId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class TipConfiguration : IEntityTypeConfiguration<Tip>
{
    public void Configure(EntityTypeBuilder<Tip> builder)
    {
        builder.ToTable("tips");
        builder.Property(t => t.Text).HasMaxLength(Tip.TextMaxLength);
        builder.Property(t => t.Quantity).HasMaxLength(100);
        builder.Property(t => t.Contact).HasMaxLength(254);
        builder.Property(t => t.HandledBy).HasMaxLength(256);
        builder.HasIndex(t => new { t.State, t.Id });
        builder.HasOne<Document>().WithMany().HasForeignKey(t => t.PledgeDocumentId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class ImportRunConfiguration : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.ToTable("imports");
        builder.Property(i => i.FileName).HasMaxLength(EvidenceFile.NameMaxLength);
        builder.Property(i => i.UploadedBy).HasMaxLength(256);
        builder.Property(i => i.ConfirmedBy).HasMaxLength(256);
        builder.Property(i => i.Encoding).HasMaxLength(20);
        builder.Property(i => i.Delimiter).HasMaxLength(10);
        builder.Property(i => i.ReadAs).HasMaxLength(100);
        builder.Property(i => i.Sheet).HasMaxLength(ImportRun.SheetMaxLength);
        builder.Property(i => i.Matching).HasMaxLength(ImportRun.MatchingMaxLength);
        builder.Property(i => i.Said).HasMaxLength(ImportRun.SaidMaxLength);
        builder.Property(i => i.Faults).HasMaxLength(ImportRun.FaultsMaxLength);
        builder.Property(i => i.Digest).HasMaxLength(64);
        builder.HasIndex(i => i.State);
        builder.HasMany<ImportRow>().WithOne().HasForeignKey(r => r.ImportRunId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ImportRowConfiguration : IEntityTypeConfiguration<ImportRow>
{
    public void Configure(EntityTypeBuilder<ImportRow> builder)
    {
        builder.ToTable("import_rows");
        builder.Property(r => r.Column).HasMaxLength(200);
        builder.Property(r => r.Pledge).HasMaxLength(200);
        builder.Property(r => r.Text).HasMaxLength(1000);
        builder.HasIndex(r => new { r.ImportRunId, r.Outcome, r.Id });
    }
}

internal sealed class FormerCompanySlugConfiguration : IEntityTypeConfiguration<FormerCompanySlug>
{
    public void Configure(EntityTypeBuilder<FormerCompanySlug> builder)
    {
        builder.ToTable("former_company_slugs");
        builder.HasKey(f => f.Slug);
        builder.Property(f => f.Slug).HasMaxLength(Slug.MaxLength);
        builder.Property(f => f.Now).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(f => f.Now);
    }
}

internal sealed class LinkCheckConfiguration : IEntityTypeConfiguration<LinkCheck>
{
    public void Configure(EntityTypeBuilder<LinkCheck> builder)
    {
        builder.ToTable("link_checks");
        builder.HasKey(c => c.Url);
        builder.Property(c => c.Problem).HasMaxLength(200);
        builder.HasIndex(c => c.CheckedAt);
        builder.HasIndex(c => c.FailingSince);
    }
}

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("api_tokens");
        builder.Property(t => t.Name).HasMaxLength(ApiToken.NameMaxLength);
        builder.Property(t => t.Hint).HasMaxLength(10);
        builder.Property(t => t.Hash).HasMaxLength(64);
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasIndex(t => t.MemberId);
        builder.HasOne<Member>().WithMany().HasForeignKey(t => t.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ApiRequestConfiguration : IEntityTypeConfiguration<ApiRequest>
{
    public void Configure(EntityTypeBuilder<ApiRequest> builder)
    {
        builder.ToTable("api_requests");
        builder.HasKey(r => new { r.TokenId, r.Key });
        builder.Property(r => r.Key).HasMaxLength(ApiRequest.KeyMaxLength);
        builder.Property(r => r.Hash).HasMaxLength(64);
        builder.Property(r => r.Answer).HasMaxLength(1_000_000);
        builder.HasOne<ApiToken>().WithMany().HasForeignKey(r => r.TokenId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CommentConfiguration : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.ToTable("comments", t => t.HasComment("What members say to each other about a document; readers never see it."));
        builder.Property(c => c.Text).HasMaxLength(Comment.TextMaxLength);
        builder.Property(c => c.Path).HasMaxLength(Comment.PathMaxLength);
        builder.Property(c => c.Author).HasMaxLength(256);
        builder.Property(c => c.Resolver).HasMaxLength(256);
        builder.HasIndex(c => new { c.DocumentId, c.Id });
        builder.HasOne<Document>().WithMany().HasForeignKey(c => c.DocumentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Comment>().WithMany().HasForeignKey(c => c.ThreadId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notices");
        builder.Property(n => n.Key).HasMaxLength(Notice.KeyMaxLength);
        builder.Property(n => n.Text).HasMaxLength(Notice.TextMaxLength);
        builder.Property(n => n.Address).HasMaxLength(Notice.AddressMaxLength);
        builder.HasIndex(n => new { n.MemberId, n.Key }).IsUnique();
        builder.HasIndex(n => new { n.MemberId, n.ReadAt, n.Id });
        builder.HasIndex(n => n.MailAt);
        builder.HasOne<Member>().WithMany().HasForeignKey(n => n.MemberId).OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_notices_members_member_id");
        builder.HasOne<Document>().WithMany().HasForeignKey(n => n.DocumentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class NoticeChoiceConfiguration : IEntityTypeConfiguration<NoticeChoice>
{
    public void Configure(EntityTypeBuilder<NoticeChoice> builder)
    {
        builder.ToTable("notice_choices");
        builder.HasKey(c => new { c.MemberId, c.Kind });
        builder.HasOne<Member>().WithMany().HasForeignKey(c => c.MemberId).OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_notice_choices_members_member_id");
    }
}

internal sealed class NightlyCountConfiguration : IEntityTypeConfiguration<NightlyCount>
{
    public void Configure(EntityTypeBuilder<NightlyCount> builder)
    {
        builder.ToTable("nightly_counts", t => t.HasComment("How much there was each night, beside how much there had to be."));
        builder.HasKey(c => new { c.Day, c.Name });
        builder.Property(c => c.Name).HasMaxLength(NightlyCount.NameMaxLength);
    }
}
