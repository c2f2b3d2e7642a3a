using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Data;

/// <summary>The index in memory takes in each change alone, and is then as if it had been read anew.</summary>
public sealed class IndexFollowTests
{
    private const string Foxconn = "foxconn-wisconsin-13000-2017", Apple = "apple-20000-jobs-2018";

    private static readonly DateOnly Then = new(2019, 6, 30);

    private static readonly LogActor Rae = new(1, "Rae Viewer", null);

    [Theory, OnSqlite, OnPostgres]
    public async Task After_each_change_it_is_as_if_it_were_read_anew(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        (string What, Func<Task> Change)[] changes =
        [
            ("another title, tag and place", () => app.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Foxconn, d => d with { Title = "A factory in Wisconsin", Tags = [.. d.Tags, "glass"], Places = [.. d.Places, new PlaceDraft { Country = "IS" }] }, "Words.")),
            ("the same without them", () => app.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Foxconn, d => d with { Tags = [.. d.Tags.Where(t => t != "glass")], Places = [.. d.Places.Where(p => p.Country != "IS")] }, "Words.")),
            ("a pledge that has parts is taken off", () => TakeOffAsync(app, Apple)),
            ("it is published again", () => PublishAgainAsync(app, Apple)),
            ("another address", () => app.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Apple, d => d with { Slug = "apple-elsewhere" }, "Another address.")),
            ("a new pledge of a company that has others", () => AddAsync(app, Foxconn, "foxconn-again", "Again in Wisconsin", d => d.Company!)),
            ("it is another company’s", () => app.PublishAsync<PledgeDraft>(DocumentKind.Pledge, "foxconn-again", d => d with { Company = "tesla" }, "Of another company.")),
            ("it is taken off", () => TakeOffAsync(app, "foxconn-again")),
            ("a company has another name, sector and ticker", () => RenameAsync(app, "tesla", d => d with { Name = "Tessla Motors", Sector = "Retail", Listings = [] })),
            ("a list without its first entries", () => app.PublishAsync<ClaimListDraft>(DocumentKind.List, "us-white-house-2025", d => d with { Items = [.. d.Items.Skip(40)] }, "Entries stood on it twice.", PublicationKind.Correction)),
            ("a claimant’s words", () => app.PublishAsync<ClaimantDraft>(DocumentKind.Claimant, "joe-biden", d => d with { Summary = "A summary that was written anew." }, "A new summary.")),
        ];
        var (now, then, companies) = await FollowedAsync(app);
        foreach (var (what, change) in changes)
        {
            // What is made when it is first asked for is made, so that it too has to be followed.
            await SameAsync(app, now, then, companies, "before " + what);
            await change();
            app.Clock.Advance(TimeSpan.FromSeconds(2));

            var before = now;
            (now, then, companies) = await FollowedAsync(app);

            now.Version.Should().BeGreaterThan(before.Version);
            now.CompaniesChangedSince(before).Should().NotBeNull($"after {what} all was read anew").And.HaveCountLessThan(60);
            await SameAsync(app, now, then, companies, "after " + what);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_it_is_not_known_what_changed_all_is_read_anew(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        var (before, _, _) = await FollowedAsync(app);
        await app.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Foxconn, d => d with { Title = "A factory in Wisconsin" }, "Words.");

        // An older program that still runs beside this one raises the version and names no document.
        await app.WithDatabaseAsync(context => context.ContentMoves.ExecuteDeleteAsync());
        var (now, then, companies) = await FollowedAsync(app);

        now.CompaniesChangedSince(before).Should().BeNull();
        await SameAsync(app, now, then, companies, "after a version without a move");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_known_of_a_pledge_on_any_day_is_what_the_database_says_of_that_day(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        var indexes = app.Services.GetRequiredService<PledgeIndexes>();
        await app.WithDatabaseAsync(async context =>
        {
            var states = await context.States.AsNoTracking().ToListAsync();
            var past = await (await indexes.GetAsync(default)).PastAsync(context, default);
            var ids = await context.Summaries.OrderBy(s => s.PledgeId).Select(s => s.PledgeId).ToListAsync();
            DateOnly[] days = [.. states.Select(s => s.From).Concat(states.Select(s => s.From.AddDays(-1))).Distinct().Order().Where((_, i) => i % 5 == 0)];
            days.Should().HaveCountGreaterThan(100);
            foreach (var (place, id) in ids.Index())
            {
                foreach (var day in days)
                {
                    var stored = states.SingleOrDefault(s => s.PledgeId == id && s.From <= day && s.Until > day);
                    past.TryFind(place, day, out var known).Should().Be(stored is not null, $"pledge {id} on {day}");
                    known.Should().Be(stored is null ? default : new PastState(stored.Verdict, stored.Counted, stored.Share, stored.CountedAsOf, stored.JobsCounted), $"pledge {id} on {day}");
                }
            }
        });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_migration_writes_what_counts_as_a_publication_does(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        await app.WithDatabaseAsync(async context =>
        {
            var published = await context.Summaries.AsNoTracking().ToDictionaryAsync(s => s.Slug, s => s.CountedBy);
            published.Values.Where(text => text.Contains(' ')).Should().HaveCountGreaterThan(10, "several kinds of figures count for many pledges");
            await context.Summaries.ExecuteUpdateAsync(set => set.SetProperty(s => s.CountedBy, ""));

            Migration migration = context.Database.IsSqlite() ? new Web.Data.Migrations.Sqlite.CountedKinds() : new Web.Data.Migrations.Postgres.CountedKinds();
            await context.Database.ExecuteSqlRawAsync(migration.UpOperations.OfType<SqlOperation>().Single().Sql);

            (await context.Summaries.AsNoTracking().ToDictionaryAsync(s => s.Slug, s => s.CountedBy)).Should().Equal(published);
        });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_index_says_of_public_money_what_was_known_on_each_day(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        await app.WithDatabaseAsync(async context =>
        {
            await context.Database.OpenConnectionAsync();
            var currencies = new PledgeIndex.Terms();
            var money = await MoneyInTime.ReadAsync(context, only: null, currencies, default);
            await foreach (var pledge in app.Services.CreateScope().ServiceProvider.GetRequiredService<PublishedPledges>().ReadAsync([.. money.Keys], default))
            {
                foreach (var day in Enumerable.Range(2009, 18).SelectMany(year => (DateOnly[])[new(year, 1, 1), new(year, 6, 30), new(year, 12, 31)]))
                {
                    var incentives = PledgeTracker.Domain.Progress.AsKnownOn.Of(pledge.Pledge, day).Incentives;
                    var expected = incentives.Count == 0 ? null : PledgeMoney.Of(incentives, pledge.Pledge.Targets, currencies);
                    var known = money[pledge.Id].On(day);
                    (known?.Currency, known?.Sum, known?.PerJob, known is not null, string.Join(' ', known?.States ?? [])).Should()
                        .Be((expected?.Currency, expected?.Sum, expected?.PerJob, expected is not null, string.Join(' ', expected?.States ?? [])), $"{pledge.Pledge.Slug} on {day}");
                }
            }

            money.Should().HaveCountGreaterThan(20);
        });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Sums_of_public_money_on_a_past_day_hold_what_was_known_of_it_then(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        var indexes = app.Services.GetRequiredService<PledgeIndexes>();
        var ids = await app.WithAsync<PledgeTrackerDbContext, List<int>>(context => context.Summaries.Select(s => s.PledgeId).ToListAsync());
        var pledges = new List<PledgeTracker.Domain.Pledges.Pledge>();
        await foreach (var pledge in app.Services.CreateScope().ServiceProvider.GetRequiredService<PublishedPledges>().ReadAsync(ids, default))
        {
            pledges.Add(pledge.Pledge);
        }

        foreach (var day in (DateOnly[])[new(2010, 1, 1), new(2014, 6, 30), new(2018, 1, 1), new(2020, 6, 30), new(2024, 12, 31)])
        {
            var known = pledges.Where(p => PledgeTracker.Domain.Progress.AsKnownOn.WasMade(p, day)).SelectMany(p => PledgeTracker.Domain.Progress.AsKnownOn.Of(p, day).Incentives)
                .Where(i => i.Amount is not null && i.Currency is not null);
            (await indexes.GetAsync(day, default)).MoneyBy(null, day).Select(t => t.ToString()).Should().Equal(
                IncentiveTotal.Of(known.Select(i => new Web.Reading.IncentivePart(i.Currency!, i.State, i.Amount!.Kind, i.Amount.Low, i.Amount.High))).Select(t => t.ToString()), $"on {day}");
        }
    }

    private static async Task<(PledgeIndex Now, PledgeIndex Then, CompanyIndex Companies)> FollowedAsync(EitherApp app)
    {
        var indexes = app.Services.GetRequiredService<PledgeIndexes>();
        return (await indexes.GetAsync(default), await indexes.GetAsync(Then, default), await app.Services.GetRequiredService<CompanyIndexes>().GetAsync(default));
    }

    private static async Task SameAsync(EitherApp app, PledgeIndex now, PledgeIndex then, CompanyIndex companies, string when)
    {
        var calendar = app.Services.GetRequiredService<NewsroomCalendar>();
        await app.WithDatabaseAsync(async context =>
        {
            var anew = await PledgeIndex.ReadAsync(context, default, calendar);
            Told(now, calendar.Today).Should().Equal(Told(anew, calendar.Today), when);
            Told(then, Then).Should().Equal(Told(await anew.AsKnownOnAsync(context, Then, default), Then), $"{when}, looking back");
            Told(companies, calendar.Today).Should().Equal(Told(await CompanyIndex.ReadAsync(context, anew, calendar.Today, default), calendar.Today), when);
        });
    }

    // All that an index answers, line by line.
    private static List<string> Told(PledgeIndex index, DateOnly today)
    {
        PledgeFilter[] filters = [new(), new PledgeFilter().With(Facet.Place, ["US"]).With(Facet.Verdict, ["missed", "kept"]), new PledgeFilter { Jobs = new NumberRange(1000, null) }.With(Facet.Company, ["apple", "tesla", "foxconn"])];
        List<string> told = [];
        foreach (var filter in filters)
        {
            foreach (var sort in Enum.GetValues<PledgeSort>().Where(s => s != PledgeSort.Relevance))
            {
                foreach (var isReversed in (bool[])[false, true])
                {
                    told.Add($"{filter.ToQuery()} {sort} {isReversed}: {string.Join(' ', index.Select(filter with { Sort = sort, IsReversed = isReversed }, null, today).Ids)}");
                }
            }

            var selection = index.Select(filter, null, today);
            told.AddRange(selection.Facets.Select(f => $"{filter.ToQuery()} {f.Key.Key}: {f.Value.Total} {string.Join(' ', f.Value.Select(c => $"{c.Code}={c.Count}"))}"));
            told.Add(string.Join(' ', index.Matching(filter, null, today).Order()));
            told.Add(JsonSerializer.Serialize(index.Totals(selection.Ids, today).Kinds));
        }

        told.AddRange(index.Places(null).Concat(index.Places("US")).Select(p => p.ToString()));
        told.AddRange(index.CompanyNames.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value} {string.Join('/', index.NamesOfCompanies[c.Key])} {string.Join(' ', index.IdsOf(c.Key))} {index.HasPledgesOf(c.Key)}"));
        told.AddRange(index.CompaniesWithPledges.Select(c => c.Key).Order(StringComparer.Ordinal));
        told.AddRange(index.Tickers.Select(t => t.ToString()).Order(StringComparer.Ordinal));
        told.AddRange(index.ListTitles.Select(t => t.ToString()).Order(StringComparer.Ordinal));
        told.AddRange(index.People);
        told.Add(string.Join(" ", Enum.GetValues<PledgeSort>().Where(s => s != PledgeSort.Relevance).Select(s => string.Join(",", index.First(s, 9)))));
        told.AddRange(index.OpenByDeadline(today, passed: true, 500).Concat(index.OpenByDeadline(today, passed: false, 500)).Select(id => $"{id} {index.SizeOf(id)}"));
        string[] searches = ["glass jobs iceland", "tessla", "tesla", "nasdaq tsla", "retail kept 2017", "terry gou wisconsin"];
        told.AddRange(searches.Select(s => $"{s}: {index.Words.Read(s, today).Words} {index.Words.Read(s, today).Filter.ToQuery()}"));
        told.Add($"{index.Count} {index.On} {index.MainKindLabel} {JsonSerializer.Serialize(index.Totals(null, today).Kinds)}");
        return told;
    }

    private static List<string> Told(CompanyIndex index, DateOnly today) =>
    [
        .. Enum.GetValues<CompanySort>().SelectMany(sort => index.Select(new CompanyFilter { Sort = sort }, today).Rows)
            .Select(row => $"{row.Slug} {row.Name} {row.Sector} {string.Join(' ', row.Pledges.Order())} {row.Totals.Pledges} {string.Join(' ', row.Sums.Select(s => $"{s.Label} {s.Sum.Promised} {s.Sum.Counted}"))} {string.Join(' ', row.Money)}"),
    ];

    private static async Task TakeOffAsync(EitherApp app, string key)
    {
        var id = await IdAsync(app, key);
        (await app.WithAsync<Review, ReviewOutcome>(r => r.UnpublishAsync(id, "Entered twice.", Rae))).Done.Should().BeTrue();
    }

    private static Task PublishAgainAsync(EitherApp app, string key) => app.WithDatabaseAsync(async context =>
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        var document = await context.Documents.Include(d => d.Revisions).Include(d => d.FormerSlugs).SingleAsync(d => d.Kind == DocumentKind.Pledge && d.Key == key);
        (await new Publication(context).PublishAsync(document, document.Revisions.MaxBy(r => r.Number)!, Terms(app))).Should().BeEmpty();
        await transaction.CommitAsync();
    });

    private static Task AddAsync(EitherApp app, string like, string slug, string title, Func<PledgeDraft, string> company) => app.WithDatabaseAsync(async context =>
    {
        var known = (PledgeDraft)Subject.Of(DocumentKind.Pledge).Read(await context.Documents.Where(d => d.Key == like).Select(d => d.PublishedRevision!).SingleAsync());
        (await new Publication(context).PublishAsync(known with { Slug = slug, Title = title, Company = company(known), Relations = [] }, Terms(app))).Should().BeEmpty();
    });

    // A company gets a document when somebody first changes it: its first revision is what readers saw until then.
    private static Task RenameAsync(EitherApp app, string slug, Func<CompanyDraft, CompanyDraft> change) => app.WithDatabaseAsync(async context =>
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        var standing = (await Subject.Of(DocumentKind.Company).StandingAsync(context, slug))!;
        var document = new Document { Kind = DocumentKind.Company, Key = slug };
        context.Documents.Add(document);
        document.Add(standing.Draft, app.Clock.GetUtcNow().UtcDateTime, "Ed Itor");
        var revision = document.Add(change((CompanyDraft)standing.Draft), app.Clock.GetUtcNow().UtcDateTime, "Ed Itor");
        await context.SaveChangesAsync();
        (await new Publication(context).PublishAsync(document, revision, Terms(app) with { NoteToReaders = "Another name." })).Should().BeEmpty();
        await transaction.CommitAsync();
    });

    private static async Task<int> IdAsync(EitherApp app, string key)
    {
        var id = 0;
        await app.WithDatabaseAsync(async context => id = await context.Documents.Where(d => d.Kind == DocumentKind.Pledge && d.Key == key).Select(d => d.Id).SingleAsync());
        return id;
    }

    private static PublicationTerms Terms(EitherApp app) => new("Ed Itor", app.Clock.GetUtcNow().UtcDateTime, DateOnly.FromDateTime(app.Clock.GetUtcNow().UtcDateTime), "Again.");
}
