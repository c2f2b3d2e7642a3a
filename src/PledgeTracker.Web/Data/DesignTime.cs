using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PledgeTracker.Web.Data;

/// <summary>Lets <c>dotnet ef</c> make migrations without a database of either kind.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<PledgeTrackerDbContext>
{
    public PledgeTrackerDbContext CreateDbContext(string[] args) =>
        new(Databases.Sqlite(new DbContextOptionsBuilder<PledgeTrackerDbContext>(), "design.db").Options);
}

/// <inheritdoc cref="SqliteDesignTime"/>
public sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresPledgeTrackerDbContext>
{
    public PostgresPledgeTrackerDbContext CreateDbContext(string[] args) =>
        new(Databases.Postgres(new DbContextOptionsBuilder<PostgresPledgeTrackerDbContext>(), "Host=design").Options);
}
