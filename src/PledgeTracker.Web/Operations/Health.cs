using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Operations;

/// <summary>Two addresses for whoever watches over the server.</summary>
public static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        // Alive: answers without touching anything. Ready: can read the database.
        app.MapGet("/healthz/live", () => Results.Text("alive"));
        app.MapGet("/healthz/ready", async (PledgeTrackerDbContext context, CancellationToken cancel) =>
        {
            try
            {
                return await context.Site.AnyAsync(cancel) ? Results.Text("ready") : Results.Text("no site", statusCode: 503);
            }
            catch (System.Data.Common.DbException)
            {
                return Results.Text("database not readable", statusCode: 503);
            }
        });
    }
}
