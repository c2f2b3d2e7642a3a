using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Startup;

/// <summary>Tells the person who started a tracker without an administrator where to make the first one.</summary>
internal static class FirstAccount
{
    /// <summary>
    /// Makes the address and prints it on the console, not in the log, which is kept. Writes nothing where there is an
    /// administrator.
    /// </summary>
    /// <param name="app">The program, serving.</param>
    /// <param name="address">Its address, without a slash at the end.</param>
    public static async Task SayAsync(WebApplication app, string address)
    {
        string? token = null;
        try
        {
            await Patience.OfAStart().WhileBusyAsync(
                async () =>
                {
                    await using var scope = app.Services.CreateAsyncScope();
                    token = await scope.ServiceProvider.GetRequiredService<Members>().NewSetupTokenAsync();
                },
                app.Lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (e is StartupException || StorageFaults.Of(e) is not null)
        {
            // The program already serves, and readers need no account.
            await Console.Error.WriteLineAsync($"PledgeTracker: there is no account yet, and the address for making the first cannot be stored ({e.GetBaseException().Message.TrimEnd('.')}): start again when the database can be written.");
        }

        if (token is not null)
        {
            Console.WriteLine($"No account yet. Make the first administrator within an hour: {address}/setup/{token}");
        }
    }
}
