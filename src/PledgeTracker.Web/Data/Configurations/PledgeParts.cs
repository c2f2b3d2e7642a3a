using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Data.Configurations;

/// <summary>What the tables of a pledge's parts have in common.</summary>
public static class PledgeParts
{
    /// <summary>The name of the column that keeps the editors' order.</summary>
    public const string Position = "Position";

    /// <summary>The property that holds the numbers of a fact's sources.</summary>
    public const string Sources = "SourceNumbers";

    /// <summary>The property that holds the numbers of the sources for a pledge's announcement.</summary>
    public const string AnnouncementSources = "AnnouncementSourceNumbers";

    /// <summary>The property that holds the numbers of the sources for a pledge's checkability.</summary>
    public const string CheckabilitySources = "CheckabilitySourceNumbers";

    /// <summary>
    /// A table whose rows belong to a pledge and are deleted with it, in the editors' order unless they have another one.
    /// </summary>
    /// <param name="builder">The part.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="means">What a row is, for whoever opens the database: it stands in the tables' own definition.</param>
    /// <param name="ordered">Whether the order is the editors'.</param>
    public static void IsPartOfPledge<T>(this EntityTypeBuilder<T> builder, string table, string means, bool ordered = true)
        where T : class
    {
        builder.ToTable(table, t => t.HasComment(means));
        builder.Property<int>("Id").ValueGeneratedOnAdd();
        builder.HasKey("Id");
        builder.Property<int>("PledgeId");
        if (ordered)
        {
            builder.Property<int>(Position);
            builder.HasIndex("PledgeId", Position).IsUnique();
        }
    }

    /// <summary>The sources a fact rests on, by their numbers in one text, as the files of data have them.</summary>
    public static void SourcedBy<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> sources, string property = Sources)
        where T : class
    {
        builder.Ignore(sources);
        builder.Property<string?>(property).HasColumnName(property switch
        {
            AnnouncementSources => "announcement_sources",
            CheckabilitySources => "checkability_sources",
            _ => "sources",
        }).HasComment("Numbers of the sources it rests on, within its pledge, with spaces between them.");
    }

    /// <summary>A number as a source states it: its kind, its two ends, and the source's own word for the hedge.</summary>
    internal static void IsQuantity(ComplexPropertyBuilder<Quantity> quantity) =>
        quantity.Property(q => q.HedgeWord).HasMaxLength(Quantity.HedgeWordMaxLength).HasComment("The source's own word before the number, where its kind usually has another one.");

    /// <summary>The value of such a column: the numbers with spaces between them; null where there are none.</summary>
    public static string? NumbersOf(IEnumerable<Source> sources) =>
        string.Join(' ', sources.Select(s => s.Number).Order()) is { Length: > 0 } numbers ? numbers : null;
}
