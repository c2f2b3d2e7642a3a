using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Support;

/// <summary>The real program on a data folder of its own, with the starter pledges unless told otherwise.</summary>
public class TrackerApp : WebApplicationFactory<PledgeTrackerOptions>
{
    /// <summary>The day the tests live in; they do not turn with the machine's clock.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

    private readonly Lock _starting = new();

    public StandingClock Clock { get; } = new(Now);

    protected virtual bool StarterData => true;

    /// <summary>Whether its file is as the first start left it; otherwise this start is the first.</summary>
    protected virtual bool IsPrepared => true;

    /// <summary>The PostgreSQL database it is on; null where it has a file of its own.</summary>
    protected virtual string? Postgres => null;

    /// <summary>Settings beside those every test has.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        if (IsPrepared && Postgres is null)
        {
            PreparedFiles.PutInto(DataDirectory, StarterData);
        }

        builder.UseEnvironment("Production");

        // As after publishing: the style sheets and fonts of the project, wherever the tests run.
        builder.UseStaticWebAssets();
        builder.UseSetting("PledgeTracker:DataDirectory", DataDirectory);
        builder.UseSetting("PledgeTracker:StarterData", StarterData ? "true" : "false");
        builder.UseSetting("PledgeTracker:DataRequestsByAddress", "100000");
        builder.UseSetting("PledgeTracker:DataSetsKept", "0");
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting("PledgeTracker:" + name, value);
        }

        if (Postgres is { } connection)
        {
            builder.UseSetting("ConnectionStrings:PledgeTracker", connection);
        }

        builder.UseSetting("Serilog:MinimumLevel:Default", "Fatal");
        builder.UseSetting("Serilog:MinimumLevel:Override:Microsoft", "Fatal");
        builder.ConfigureServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));

            // Nobody steals these passwords: a hash that takes a tenth of a second to make would be made hundreds of times.
            services.PostConfigure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
        });
    }

    /// <summary>A browser without cookies that does not follow redirects.</summary>
    public HttpClient Visitor()
    {
        // The factory starts the program at its first client, and would start it twice for two that come together.
        lock (_starting)
        {
            return CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        }
    }

    /// <summary>Fetches a page and reads it.</summary>
    public async Task<(HttpResponseMessage Answer, IDocument Page)> GetAsync(string address)
    {
        var answer = await Visitor().GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        var page = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(text).Address("http://localhost" + address));
        return (answer, page);
    }

    /// <summary>Works on the database beside the program, as an editor's change would.</summary>
    public async Task WithDatabaseAsync(Func<PledgeTrackerDbContext, Task> work)
    {
        _ = Services;
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(DataDirectory, recursive: true);
        GC.SuppressFinalize(this);
    }
}

/// <summary>The same without any pledge.</summary>
public sealed class EmptyTrackerApp : TrackerApp
{
    protected override bool StarterData => false;
}

/// <summary>A clock that stands until a test moves it.</summary>
public sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;
    private long _ticks;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _ticks;

    public void Advance(TimeSpan by)
    {
        _now += by;
        _ticks += (long)(by.TotalSeconds * TimestampFrequency);
    }
}
