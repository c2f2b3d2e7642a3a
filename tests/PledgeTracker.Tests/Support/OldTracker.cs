using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Support;

/// <summary>
/// A tracker as the last program from before the first release left it, on both databases: three published pledges, one of them
/// published twice and under a second address, two drafts, two members, a session, a token, a stored copy, a tip, an import, a merged
/// company and the log of all that.
/// </summary>
internal static class OldTracker
{
    /// <summary>How many pledges it has published.</summary>
    public const int Pledges = 3;

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "PledgeTracker.Tests", "Data", "BeforeFirstRelease");

    /// <summary>Puts its SQLite file somewhere.</summary>
    public static void PutAt(string file)
    {
        using var packed = Unpack("pledgetracker.db.gz");
        using var to = File.Create(file);
        packed.CopyTo(to);
    }

    /// <summary>Loads its tables into an empty PostgreSQL database.</summary>
    public static async Task LoadAsync(TestDatabase database)
    {
        using var reader = new StreamReader(Unpack("pledgetracker.sql.gz"));
        await using var context = database.Open();
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = await reader.ReadToEndAsync();
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Takes its last migration from its history, as if an earlier program had left it.</summary>
    public static Task MakeEarlierAsync(PledgeTrackerDbContext context) =>
        context.Database.ExecuteSqlAsync($"delete from \"__EFMigrationsHistory\" where migration_id like '%_Sessions'");

    /// <summary>A context of an SQLite file, to look at it without the program.</summary>
    public static PledgeTrackerDbContext Open(string file)
    {
        SqliteConnection.ClearAllPools();
        return new(Databases.Sqlite(new DbContextOptionsBuilder<PledgeTrackerDbContext>(), file, pooling: false).Options);
    }

    private static GZipStream Unpack(string name) => new(File.OpenRead(Path.Combine(Folder, name)), CompressionMode.Decompress);
}
