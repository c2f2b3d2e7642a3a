using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Support;

/// <summary>The program with people in its newsroom on a database of either kind.</summary>
public sealed class EitherApp : NewsroomApp
{
    private readonly TestDatabase? _postgres;
    private readonly bool _withPledges;

    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly Action<IServiceCollection>? _services;

    private EitherApp(TestDatabase? postgres, bool withPledges, IReadOnlyDictionary<string, string>? settings, Action<IServiceCollection>? services) =>
        (_postgres, _withPledges, _settings, _services) = (postgres, withPledges, settings ?? new Dictionary<string, string>(), services);

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings.Concat(_settings));

    protected override bool StarterData => _withPledges;

    protected override string? Postgres => _postgres?.ConnectionString;

    /// <summary>Begins on a database of its own.</summary>
    /// <param name="kind">"SQLite" or "PostgreSQL".</param>
    /// <param name="withPledges">Whether the starter pledges and claimed totals are in it.</param>
    /// <param name="settings">Settings beside those every test has.</param>
    /// <param name="services">Replaces services.</param>
    public static async Task<EitherApp> StartAsync(string kind, bool withPledges, IReadOnlyDictionary<string, string>? settings = null, Action<IServiceCollection>? services = null) =>
        new(kind == "SQLite" ? null : await TestDatabase.CreateFilledAsync(kind, withPledges), withPledges, settings, services);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => _services?.Invoke(services));
    }

    /// <summary>Publishes another revision of something that is on the site, a day later.</summary>
    public async Task PublishAsync<T>(DocumentKind kind, string key, Func<T, T> change, string note, PublicationKind what = PublicationKind.Update)
        where T : Draft
    {
        Clock.Advance(TimeSpan.FromDays(1));
        await WithDatabaseAsync(async context =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            var document = await context.Documents.Include(d => d.PublishedRevision).SingleAsync(d => d.Kind == kind && d.Key == key);
            var revision = document.Add(change((T)Subject.Of(kind).Read(document.PublishedRevision!)), Clock.GetUtcNow().UtcDateTime, "Ed Itor");
            await context.SaveChangesAsync();
            var terms = new PublicationTerms("Ed Itor", Clock.GetUtcNow().UtcDateTime, DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime), note) { Kind = what };
            (await new Publication(context).PublishAsync(document, revision, terms)).Should().BeEmpty();
            await transaction.CommitAsync();
        });

        // Which state of the site this is, is asked once a second.
        Clock.Advance(TimeSpan.FromSeconds(2));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
    }
}
