using System.CommandLine;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Startup;

/// <summary><c>prepare</c>: what <c>dotnet publish</c> runs to make the database that the published program brings along.</summary>
public static class PrepareCommand
{
    /// <summary>The command. Operators need it for nothing, so that the help leaves it out.</summary>
    public static Command Define()
    {
        var file = new Argument<string>("file") { Description = "Where the prepared database is written." };
        var prepare = new Command("prepare", "Makes the database that a published program brings along.") { file };
        prepare.Hidden = true;
        prepare.SetAction((words, cancel) => RunAsync(words.GetRequiredValue(file), cancel));
        return prepare;
    }

    /// <summary>Makes the file in a folder of its own by what a first start does, and puts it at its place.</summary>
    public static async Task<int> RunAsync(string file, CancellationToken cancel = default)
    {
        var folder = Directory.CreateTempSubdirectory("pledgetracker-prepare-");
        try
        {
            using var startup = DatabaseStartup.Take(folder.FullName);
            startup.BringUpToDate(cancel);
            await using (var context = startup.Open())
            {
                await StarterData.LoadAsync(context, withPledges: true, new Unstarted(), cancel);
            }

            PreparedDatabase.Write(startup.DatabaseFile, Path.GetFullPath(file));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class Unstarted : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => PreparedDatabase.Unstarted;
    }
}
