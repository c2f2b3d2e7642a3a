using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PledgeTracker.Web.Data.Configurations;

internal sealed class NewsItemConfiguration : IEntityTypeConfiguration<NewsItem>
{
    public void Configure(EntityTypeBuilder<NewsItem> builder)
    {
        builder.ToTable("news", t => t.HasComment("What was published or taken off, for those who follow the tracker; kept for a month."));
        builder.HasIndex(n => new { n.PassedOnAt, n.Id });
        builder.HasOne<Document>().WithMany().HasForeignKey(n => n.DocumentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FollowerConfiguration : IEntityTypeConfiguration<Follower>
{
    public void Configure(EntityTypeBuilder<Follower> builder)
    {
        builder.ToTable("followers", t => t.HasComment("Readers who are told of news by e-mail; their addresses are encrypted."));
        builder.Property(f => f.AddressHash).HasMaxLength(64);
        builder.Property(f => f.SecretHash).HasMaxLength(64);
        builder.Property(f => f.Sealed).HasMaxLength(Follower.SealedMaxLength);
        builder.Property(f => f.Language).HasMaxLength(10);
        builder.HasIndex(f => f.AddressHash).IsUnique();
        builder.HasIndex(f => f.SecretHash).IsUnique();
        builder.HasIndex(f => f.SeenAt);
    }
}

internal sealed class FollowConfiguration : IEntityTypeConfiguration<Follow>
{
    public void Configure(EntityTypeBuilder<Follow> builder)
    {
        builder.ToTable("follows");
        builder.Property(f => f.Query).HasMaxLength(Follow.QueryMaxLength);
        builder.Property(f => f.Name).HasMaxLength(Follow.NameMaxLength);
        builder.Property(f => f.Page).HasMaxLength(Follow.QueryMaxLength + 100);
        builder.Property(f => f.Proof).HasMaxLength(Follow.ProofMaxLength);

        // Whoever asks twice has one follow; and those of a document, and the different queries, are found without reading all.
        builder.HasIndex(f => new { f.FollowerId, f.Page }).IsUnique();
        builder.HasIndex(f => new { f.DocumentId, f.Id });
        builder.HasIndex(f => new { f.Kind, f.Query, f.Id });
        builder.HasIndex(f => new { f.ConfirmedAt, f.RequestedAt });
        builder.HasOne<Follower>().WithMany().HasForeignKey(f => f.FollowerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Document>().WithMany().HasForeignKey(f => f.DocumentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FollowedNewsConfiguration : IEntityTypeConfiguration<FollowedNews>
{
    public void Configure(EntityTypeBuilder<FollowedNews> builder)
    {
        builder.ToTable("followed_news", t => t.HasComment("News that waits to be sent to readers."));
        builder.HasKey(n => new { n.FollowId, n.NewsId });
        builder.HasIndex(n => n.NewsId);
        builder.HasIndex(n => new { n.DueAt, n.FollowerId });
        builder.HasIndex(n => new { n.FollowerId, n.DueAt });
        builder.HasIndex(n => n.DeliveryId);
        builder.HasOne<Follow>().WithMany().HasForeignKey(n => n.FollowId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<NewsItem>().WithMany().HasForeignKey(n => n.NewsId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Follower>().WithMany().HasForeignKey(n => n.FollowerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Delivery>().WithMany().HasForeignKey(n => n.DeliveryId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries", t => t.HasComment("E-mails and calls of webhooks that are to be made, and what came of the last ones."));
        builder.Property(d => d.Answer).HasMaxLength(Delivery.AnswerMaxLength);
        builder.HasIndex(d => new { d.DueAt, d.Id });
        builder.HasIndex(d => d.FollowerId);
        builder.HasIndex(d => d.FollowId);
        builder.HasIndex(d => new { d.WebhookId, d.Id });
        builder.HasIndex(d => d.NewsId);
        builder.HasOne<Follower>().WithMany().HasForeignKey(d => d.FollowerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Follow>().WithMany().HasForeignKey(d => d.FollowId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Webhook>().WithMany().HasForeignKey(d => d.WebhookId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<NewsItem>().WithMany().HasForeignKey(d => d.NewsId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("webhooks", t => t.HasComment("Addresses of other programs that are told of news; they are encrypted."));
        builder.Property(w => w.Name).HasMaxLength(Webhook.NameMaxLength);
        builder.Property(w => w.Host).HasMaxLength(255);
        builder.Property(w => w.Sealed).HasMaxLength(Webhook.SealedMaxLength);
        builder.Property(w => w.Query).HasMaxLength(Follow.QueryMaxLength);
        builder.Property(w => w.AddedBy).HasMaxLength(256);
    }
}
