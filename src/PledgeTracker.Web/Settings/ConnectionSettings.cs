namespace PledgeTracker.Web.Settings;

/// <summary>Which database the tracker is told to use.</summary>
public static class ConnectionSettings
{
    /// <summary>The PostgreSQL connection string; null where the tracker keeps its own SQLite file.</summary>
    public static string? PostgresOf(IConfiguration configuration) =>
        configuration.GetConnectionString("PledgeTracker") is { Length: > 0 } connection ? connection : null;
}
