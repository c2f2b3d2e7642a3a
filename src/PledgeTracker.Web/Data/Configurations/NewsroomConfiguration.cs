using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PledgeTracker.Web.Data.Configurations;

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("members");
        builder.Property(m => m.Name).HasMaxLength(Member.NameMaxLength);

        // Only Accounts.MemberStore.TakeTotpStepAsync writes this: saving a member that was read earlier must not restore
        // an old value.
        builder.Property(m => m.LastTotpStep).Metadata.SetAfterSaveBehavior(Microsoft.EntityFrameworkCore.Metadata.PropertySaveBehavior.Ignore);
        builder.HasIndex(m => m.NormalizedUserName).IsUnique().HasDatabaseName("ix_members_normalized_user_name");
        builder.HasIndex(m => m.NormalizedEmail).IsUnique().HasDatabaseName("ix_members_normalized_email");
    }
}

internal sealed class AccountLinkConfiguration : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> builder)
    {
        builder.ToTable("account_links");
        builder.Property(l => l.TokenHash).HasMaxLength(64);
        builder.HasIndex(l => l.TokenHash).IsUnique();
        builder.Property(l => l.Email).HasMaxLength(256);
        builder.Property(l => l.Name).HasMaxLength(Member.NameMaxLength);
        builder.HasOne<Member>().WithMany().HasForeignKey(l => l.MemberId).OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_account_links_members_member_id");
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(s => s.IdHash);
        builder.Property(s => s.IdHash).HasMaxLength(64);
        builder.HasIndex(s => s.EndsAt);
        builder.HasOne<Member>().WithMany().HasForeignKey(s => s.MemberId).OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_sessions_members_member_id");
    }
}

internal sealed class LogEntryConfiguration : IEntityTypeConfiguration<LogEntry>
{
    public void Configure(EntityTypeBuilder<LogEntry> builder)
    {
        builder.ToTable("log_entries", t => t.HasComment("What the newsroom did; triggers keep it append-only."));
        builder.Property(l => l.Who).HasMaxLength(256);
        builder.Property(l => l.Details).HasMaxLength(500);
        builder.Property(l => l.Address).HasMaxLength(64);
        builder.HasIndex(l => new { l.DocumentId, l.Id });
        builder.HasIndex(l => new { l.MemberId, l.Id });
    }
}

/// <summary>Identity's other tables, under names like ours.</summary>
internal static class IdentityTables
{
    public static void Name(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Member>().ToTable("members");
        modelBuilder.Entity<IdentityUserClaim<int>>().ToTable("member_claims");

        // Nobody signs in with an account of another site.
        modelBuilder.Ignore<IdentityUserLogin<int>>();
        modelBuilder.Entity<IdentityUserToken<int>>().ToTable("member_tokens");
        modelBuilder.Entity<IdentityUserPasskey<int>>(passkey =>
        {
            passkey.ToTable("member_passkeys");
            passkey.HasKey(p => p.CredentialId);
            passkey.Property(p => p.CredentialId).HasMaxLength(1024);
            passkey.OwnsOne(p => p.Data).ToJson();
            passkey.HasOne<Member>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
        });

        foreach (var key in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys()).Where(k => k.PrincipalEntityType.ClrType == typeof(Member)))
        {
            key.SetConstraintName($"fk_{key.DeclaringEntityType.GetTableName()}_members_user_id");
        }
    }
}
