using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Data;

/// <summary>
/// Waits for a database that somebody else keeps busy, and says so: a person who starts a program cannot repeat it as
/// easily as a reader repeats a request.
/// </summary>
/// <param name="lasts">How long to wait in all.</param>
/// <param name="says">Where to say that it waits, once.</param>
public sealed class Patience(TimeSpan lasts, TextWriter says)
{
    private static readonly TimeSpan SaysAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>The patience of a start.</summary>
    public static Patience OfAStart() => new(TimeSpan.FromMinutes(2), Console.Error);

    /// <summary>Does something, and repeats it while the database is too busy.</summary>
    /// <param name="attempt">What is done; it leaves nothing behind where it fails.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="StartupException">It was busy for all that time.</exception>
    public async Task WhileBusyAsync(Func<Task> attempt, CancellationToken cancel = default)
    {
        var began = TimeProvider.System.GetTimestamp();
        var said = false;
        while (true)
        {
            try
            {
                await attempt();
                return;
            }
            catch (Exception e) when (StorageFaults.Of(e) is StorageFault.Busy)
            {
                var left = lasts - TimeProvider.System.GetElapsedTime(began);
                if (left <= TimeSpan.Zero)
                {
                    throw new StartupException($"The database has been busy for {Words(lasts)}: end the other program that holds it, and start again.", e);
                }

                if (!said && lasts - left >= SaysAfter)
                {
                    await says.WriteLineAsync($"PledgeTracker: another program holds the database; it is waited for, for {Words(left)} more at most.".AsMemory(), cancel);
                    said = true;
                }
            }

            await Task.Delay(Pause, cancel);
        }
    }

    private static string Words(TimeSpan span) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Math.Ceiling(span.TotalSeconds):0} seconds");
}
