using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Data.Configurations;

internal sealed class CompanyConfiguration : IEntityTypeConfiguration<Company>
{
    public void Configure(EntityTypeBuilder<Company> builder)
    {
        builder.ToTable("companies", t => t.HasComment("A company that promises."));
        builder.Property<int>("Id").ValueGeneratedOnAdd();
        builder.HasKey("Id");
        builder.Property(c => c.Slug).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(c => c.Slug).IsUnique();
        builder.Property(c => c.Name).HasMaxLength(Company.NameMaxLength);
        builder.Property(c => c.SortName).HasMaxLength(Company.NameMaxLength).UsePropertyAccessMode(PropertyAccessMode.Property).HasDefaultValue("");
        builder.HasIndex(c => new { c.SortName, c.Slug });
        builder.Property(c => c.HeadquartersCountry).HasMaxLength(2);
        builder.Property(c => c.WikidataId).HasMaxLength(20);
        builder.OwnsMany(c => c.Listings, listing =>
        {
            listing.ToTable("company_listings");
            listing.Property<int>("Id").ValueGeneratedOnAdd();
            listing.HasKey("Id");
            listing.WithOwner().HasForeignKey("CompanyId");
            listing.Property(l => l.Exchange).HasMaxLength(50);
            listing.Property(l => l.Ticker).HasMaxLength(20);
            listing.HasIndex("CompanyId", nameof(Listing.Exchange), nameof(Listing.Ticker)).IsUnique();
        });

        // Names it had before or took later; a list of texts is read with its company and never queried.
        builder.PrimitiveCollection(c => c.OtherNames);
    }
}

internal sealed class MetricConfiguration : IEntityTypeConfiguration<Metric>
{
    public void Configure(EntityTypeBuilder<Metric> builder)
    {
        builder.ToTable("metrics", t => t.HasComment("What targets and figures count, by code."));
        builder.HasKey(m => m.Code);
        builder.Property(m => m.Code).HasMaxLength(50);
        builder.Property(m => m.Label).HasMaxLength(100);
        builder.HasIndex(m => m.Label).IsUnique();
        builder.Property(m => m.Singular).HasMaxLength(50);
        builder.Property(m => m.Plural).HasMaxLength(50);
        builder.Property(m => m.Promise).HasMaxLength(100);
    }
}
