using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Web.Data.Configurations;

/// <summary>What the tables of a pledge's parts have in common.</summary>
public static class PledgeParts
{
    /// <summary>The name of the column that keeps the editors' order.</summary>
    public const string Position = "Position";

    /// <summary>A table whose rows belong to a pledge and go with it, in the editors' order unless numbered otherwise.</summary>
    public static void IsPartOfPledge<T>(this EntityTypeBuilder<T> builder, string table, bool ordered = true)
        where T : class
    {
        builder.ToTable(table);
        builder.Property<int>("Id").ValueGeneratedOnAdd();
        builder.HasKey("Id");
        builder.Property<int>("PledgeId");
        if (ordered)
        {
            builder.Property<int>(Position);
            builder.HasIndex("PledgeId", Position).IsUnique();
        }
    }

    /// <summary>The sources a fact rests on, in a table of their own.</summary>
    public static void SourcedBy<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, IEnumerable<Source>?>> sources, string table)
        where T : class
        => builder.HasMany(sources).WithMany().UsingEntity<Dictionary<string, object>>(
            table,
            right => right.HasOne<Source>().WithMany().HasForeignKey("SourceId").OnDelete(DeleteBehavior.Cascade),
            left => left.HasOne<T>().WithMany().HasForeignKey("FactId").OnDelete(DeleteBehavior.Cascade),
            join =>
            {
                join.ToTable(table);
                join.HasKey("FactId", "SourceId");
                join.Property<int>("FactId").HasColumnName(table[..^"sources".Length] + "id");
            });
}
