using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Data;

/// <summary>Lists and totals as known on a day, on both databases.</summary>
public sealed class LookingBackTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TrackerApp.Now.UtcDateTime);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_list_of_a_day_says_of_every_pledge_what_its_page_of_that_day_says(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var published = new PublishedPledges(context, new PledgeQueries());
        var pledges = new List<PublishedPledge>();
        await foreach (var pledge in published.ReadAsync(await context.Summaries.Select(s => s.PledgeId).ToListAsync(), default))
        {
            pledges.Add(pledge);
        }

        foreach (var day in (DateOnly[])[new(2008, 1, 1), new(2017, 1, 9), new(2017, 12, 31), new(2018, 9, 18), new(2020, 2, 29), new(2024, 6, 1), Today])
        {
            var listing = database.Listing(context);
            var (selection, _) = await listing.SelectAsync(new PledgeFilter { On = day }, Today, default);
            var rows = (await listing.RowsAsync(selection.Ids, day, default)).ToDictionary(r => r.PledgeId);

            rows.Keys.Should().BeEquivalentTo(pledges.Where(p => AsKnownOn.WasMade(p.Pledge, day)).Select(p => p.Id), $"on {day:O}");
            foreach (var pledge in pledges.Where(p => rows.ContainsKey(p.Id)))
            {
                var known = AsKnownOn.Of(pledge.Pledge, day);
                var progress = TargetProgress.Of(known, known.Headline, day);
                var row = rows[pledge.Id];
                (row.Verdict, row.VerdictDate, row.Counted, row.CountedHigh, row.Share, row.CountedAsOf, row.HasUncountedFigures).Should().Be(
                    (known.VerdictKind, known.Verdict?.Date, progress.Counted, progress.CountedHigh, progress.Share, progress.Latest is { Undated: false } latest ? latest.AsOf : null, known.Figures.Exists(f => f.Counting != Counting.Counted)),
                    $"{pledge.Pledge.Slug} on {day:O}");
            }
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Totals_of_a_day_are_those_of_its_list_and_a_day_after_everything_is_like_today(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var listing = database.Listing(context);

        var now = await listing.TotalsAsync(Today, null, default);
        var later = new DateOnly(2027, 12, 31);
        (await listing.TotalsAsync(later, later, default)).Should().BeEquivalentTo(await listing.TotalsAsync(later, null, default), "all that the pledges hold is known then, dates of a year and a month too");

        var then = await listing.TotalsAsync(Today, new DateOnly(2018, 9, 18), default);
        var rows = await listing.RowsAsync((await listing.SelectAsync(new PledgeFilter { On = new DateOnly(2018, 9, 18) }, Today, default)).Selection.Ids, new DateOnly(2018, 9, 18), default);
        then.Pledges.Should().Be(rows.Count).And.BeLessThan(now.Pledges);
        then.Verdicts.Should().BeEquivalentTo(rows.GroupBy(r => r.Verdict).ToDictionary(g => g.Key, g => g.Count()));
        then.Kinds[0].Counted.Should().BeLessThan(now.Kinds[0].Counted);
        (await listing.TotalsAsync(Today, new DateOnly(1990, 1, 1), default)).Pledges.Should().Be(0);
        var (before, today) = (await listing.IncentivesAsync(new DateOnly(1990, 1, 1), new DateOnly(1990, 1, 1), default), await listing.IncentivesAsync(Today, null, default));
        before.Where(i => i.Currency == "USD").Sum(i => i.Awarded?.Low ?? 0).Should().BeLessThan(today.Single(i => i.Currency == "USD").Awarded!.Low);
        today.Single(i => i.Currency == "USD").Ceilings!.ToString().Should().StartWith("at most ", "a ceiling is not an award");
        today.Should().OnlyContain(i => i.Awarded == null || !i.Awarded.ToString().StartsWith("at most", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Since_a_day_finds_what_the_world_learnt_and_what_was_published_after_it(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        await StarterData.LoadAsync(context, withPledges: true, new StandingClock(TrackerApp.Now.AddYears(1)));
        var listing = database.Listing(context);
        await context.Summaries.ExecuteUpdateAsync(s => s.SetProperty(x => x.PublishedAt, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)));
        var published = new PublishedPledges(context, new PledgeQueries());

        var (selection, _) = await listing.SelectAsync(new PledgeFilter { Since = new DateOnly(2024, 6, 1) }, Today, default);

        selection.Ids.Should().NotBeEmpty();
        await foreach (var pledge in published.ReadAsync(await context.Summaries.Select(s => s.PledgeId).ToListAsync(), default))
        {
            (ChronicleWords.Since(pledge.Pledge, new DateOnly(2024, 6, 1)).Length > 0).Should().Be(selection.Ids.Contains(pledge.Id), pledge.Pledge.Slug);
        }

        (await listing.SelectAsync(new PledgeFilter { Since = new DateOnly(2019, 12, 31) }, Today, default)).Selection.Ids.Should().HaveCount(Repository.Starters, "all were published after it");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task In_a_place_only_pledges_for_it_alone_are_added_up(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var index = await database.Indexes().GetAsync(default);
        var places = (await context.Set<Place>().Select(p => new { Id = EF.Property<int>(p, "PledgeId"), p.Country, p.Subdivision }).ToListAsync()).ToLookup(p => p.Id);
        var parts = await context.Set<Relation>().Where(r => r.Kind == RelationKind.PartOf && context.Summaries.Any(s => s.Slug == r.OtherSlug)).Select(r => EF.Property<int>(r, "PledgeId")).ToListAsync();
        var rows = await context.Summaries.ToListAsync();
        index.MainKindLabel.Should().Be("jobs created", "most pledges promise that");

        foreach (var total in index.Places("US"))
        {
            var alone = rows.Where(r => r.JobsMetric == "jobs-created" && !parts.Contains(r.PledgeId) && places[r.PledgeId].All(p => p.Subdivision == total.Code) && places[r.PledgeId].Any()).ToList();
            total.JobsPledged.Should().Be(alone.Sum(r => r.JobsPledged!.Value), total.Code);
            total.JobsCounted.Should().Be(alone.Sum(r => r.JobsCounted ?? 0), total.Code);
            total.Pledges.Should().Be(rows.Count(r => places[r.PledgeId].Any(p => p.Subdivision == total.Code)));
        }

        foreach (var total in index.Places(null))
        {
            var alone = rows.Where(r => r.JobsMetric == "jobs-created" && !parts.Contains(r.PledgeId) && places[r.PledgeId].Any() && places[r.PledgeId].All(p => p.Country == total.Code)).ToList();
            total.JobsPledged.Should().Be(alone.Sum(r => r.JobsPledged!.Value), total.Code);
        }

        index.Places("US").Sum(t => t.JobsPledged).Should().BeLessThan(index.Places(null).Single(t => t.Code == "US").JobsPledged);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_an_earlier_program_published_is_indexed_numbered_and_dated_by_this_one(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var before = await StateAsync(context);
        await context.States.ExecuteDeleteAsync();
        await context.Revisions.ExecuteUpdateAsync(s => s.SetProperty(r => r.FigureNumbers, (string?)null));
        await context.Summaries.ExecuteUpdateAsync(s => s.SetProperty(x => x.MoneyPledged, (long?)null).SetProperty(x => x.LatestNews, (DateOnly?)null));
        foreach (var id in await context.Summaries.Select(s => s.PledgeId).ToListAsync())
        {
            await context.FullText.RemoveAsync(context, id, default);
        }

        await new Web.Reading.SearchIndexer(context, new PublishedPledges(context, new PledgeQueries())).PutAsync(await context.Summaries.Select(s => s.PledgeId).ToListAsync(), default);

        context.ChangeTracker.Clear();
        (await StateAsync(context)).Should().Be(before);
        (await context.FullText.FindAsync(context, Web.Search.SearchQuery.Parse("foxconn"), Web.Search.SearchField.Proof, false, default)).Should().NotBeEmpty();
    }

    private static async Task<string> StateAsync(PledgeTrackerDbContext context) => System.Text.Json.JsonSerializer.Serialize(new
    {
        States = await context.States.AsNoTracking().OrderBy(s => s.PledgeId).ThenBy(s => s.From).Select(s => new { s.PledgeId, s.From, s.Until, s.Verdict, s.Counted, s.Share, s.JobsCounted }).ToListAsync(),
        Numbers = await context.Revisions.AsNoTracking().OrderBy(r => r.Id).Select(r => r.FigureNumbers).ToListAsync(),
        Summaries = await context.Summaries.AsNoTracking().OrderBy(s => s.PledgeId).Select(s => new { s.MoneyPledged, s.MoneyCurrency, s.LatestNews }).ToListAsync(),
    });
}
