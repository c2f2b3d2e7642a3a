using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Support;

/// <summary>
/// SQLite files as the program leaves them after its first start, made once by the program's own code and then copied. What a
/// first start does is for the tests of starts, which make their own.
/// </summary>
internal static class PreparedFiles
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("pledgetracker-prepared-").FullName;

    private static readonly Lazy<Task<string>> Migrated = Once("migrated", _ => Task.CompletedTask);
    private static readonly Lazy<Task<string>> Empty = Once("empty", context => LoadAsync(context, withPledges: false));
    private static readonly Lazy<Task<string>> Starter = Once("starter", context => LoadAsync(context, withPledges: true));

    static PreparedFiles() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);

    /// <summary>Puts the file of a tracker, with the starter pledges or without any, into a data folder where there is none yet.</summary>
    public static void PutInto(string dataDirectory, bool withPledges)
    {
        var file = Path.Combine(dataDirectory, DatabaseStartup.FileName);
        if (!File.Exists(file))
        {
            File.Copy((withPledges ? Starter : Empty).Value.GetAwaiter().GetResult(), file);
        }
    }

    /// <summary>Puts a file with all tables at a place: with no row, or as the first start fills it, with the starter pledges or without.</summary>
    public static async Task CopyAsync(string to, bool isFilled, bool withPledges) =>
        File.Copy(await (!isFilled ? Migrated : withPledges ? Starter : Empty).Value, to);

    // On a thread of its own: whoever waits for it may hold the last thread of those that run the tests.
    private static Lazy<Task<string>> Once(string name, Func<PledgeTrackerDbContext, Task> fill) => new(() => Task.Run(() => MakeAsync(name, fill)));

    private static async Task<string> MakeAsync(string name, Func<PledgeTrackerDbContext, Task> fill)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        using var startup = DatabaseStartup.Take(folder);
        startup.BringUpToDate();
        await using (var context = new PledgeTrackerDbContext(Databases.Sqlite(new DbContextOptionsBuilder<PledgeTrackerDbContext>(), startup.DatabaseFile, pooling: false).Options))
        {
            await fill(context);
        }

        // Closed by its last connection, which leaves nothing beside the file.
        File.Exists(startup.DatabaseFile + "-wal").Should().BeFalse();
        return startup.DatabaseFile;
    }

    private static Task<int> LoadAsync(PledgeTrackerDbContext context, bool withPledges) => StarterData.LoadAsync(context, withPledges, new StandingClock(TrackerApp.Now));
}
