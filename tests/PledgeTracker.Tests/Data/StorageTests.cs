using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Data;

/// <summary>The same rules on a real SQLite file and a real PostgreSQL server.</summary>
public sealed class StorageTests
{
    private static readonly PublicationTerms Terms = new("editor@example.org", TrackerApp.Now.UtcDateTime, DateOnly.FromDateTime(TrackerApp.Now.UtcDateTime));

    [Theory, OnSqlite, OnPostgres]
    public async Task All_starter_pledges_are_stored_once_and_a_second_start_changes_nothing(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        var clock = new StandingClock(TrackerApp.Now);

        var loaded = await StarterData.LoadAsync(context, withPledges: true, clock);
        var version = (await context.Site.SingleAsync()).ContentVersion;
        context.ChangeTracker.Clear();
        var again = await StarterData.LoadAsync(context, withPledges: true, clock);

        loaded.Should().Be(Repository.Starters);
        again.Should().Be(0);
        (await context.Pledges.CountAsync()).Should().Be(Repository.Starters);
        (await context.Revisions.CountAsync()).Should().Be(Repository.StarterDocuments);
        (await context.Summaries.CountAsync()).Should().Be(Repository.Starters);
        context.ChangeTracker.Clear();
        (await context.Site.SingleAsync()).ContentVersion.Should().Be(version);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_starter_data_never_overwrites_an_editors_change(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        var clock = new StandingClock(TrackerApp.Now);
        await StarterData.LoadAsync(context, withPledges: true, clock);
        var (_, draft) = StarterData.Pledges().First();
        var problems = await new Publication(context).PublishAsync(draft with { Title = "An editor's title" }, Terms);

        await StarterData.LoadAsync(context, withPledges: true, clock);

        problems.Should().BeEmpty();
        (await context.Summaries.Where(s => s.Slug == draft.Slug).Select(s => s.Title).SingleAsync()).Should().Be("An editor's title");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_empty_start_stays_empty_and_knows_the_metrics(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();

        await StarterData.LoadAsync(context, withPledges: false, new StandingClock(TrackerApp.Now));

        (await context.Pledges.CountAsync()).Should().Be(0);
        (await context.Metrics.CountAsync()).Should().Be(StarterData.Metrics().Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whole_numbers_and_partial_dates_sort_by_value(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();

        var announced = await context.Pledges.OrderBy(p => p.AnnouncedOn).Select(p => p.AnnouncedOn).ToListAsync();
        var quantities = await context.Set<Figure>().OrderBy(f => f.Quantity.Low).Select(f => f.Quantity.Low).ToListAsync();

        announced.Should().BeInAscendingOrder().And.HaveCount(Repository.Starters);
        quantities.Should().BeInAscendingOrder().And.Contain(q => q > int.MaxValue, "money goes beyond 32 bit");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Publishing_again_replaces_the_rows_and_keeps_the_id_and_every_revision(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var draft = StarterData.Pledges().Select(p => p.Draft).First(d => d.Figures.Count > 1);
        var id = await context.Summaries.Where(s => s.Slug == draft.Slug).Select(s => s.PledgeId).SingleAsync();
        var version = (await context.Site.AsNoTracking().SingleAsync()).ContentVersion;

        var problems = await new Publication(context).PublishAsync(draft with { Figures = [draft.Figures[0]], Verdicts = [draft.Verdicts[^1] with { Verdict = "not-yet-rated" }] }, Terms);

        problems.Should().BeEmpty();
        (await context.Summaries.Where(s => s.Slug == draft.Slug).Select(s => s.PledgeId).SingleAsync()).Should().Be(id);
        (await context.Set<Figure>().CountAsync(f => EF.Property<int>(f, "PledgeId") == id)).Should().Be(1);
        (await context.Revisions.Where(r => r.DocumentId == id).Select(r => r.Number).OrderBy(n => n).ToListAsync()).Should().Equal(1, 2);
        (await context.Site.AsNoTracking().SingleAsync()).ContentVersion.Should().Be(version + 1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_draft_with_problems_leaves_the_published_pledge_as_it_was(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var (_, draft) = StarterData.Pledges().First();

        var problems = await new Publication(context).PublishAsync(draft with { Targets = [] }, Terms);

        problems.Should().NotBeEmpty();
        (await context.Revisions.CountAsync()).Should().Be(Repository.StarterDocuments);
        (await context.Set<Target>().CountAsync(t => EF.Property<int>(t, "PledgeId") == 1)).Should().BePositive();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_database_itself_refuses_two_pledges_with_one_address(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        context.Documents.Add(new Document { Kind = DocumentKind.Pledge, Key = "twice" });
        context.Documents.Add(new Document { Kind = DocumentKind.Pledge, Key = "twice" });

        var saving = () => context.SaveChangesAsync();

        await saving.Should().ThrowAsync<DbUpdateException>();
    }

    [Theory]
    [InlineData("insert into verdicts (pledge_id, position, kind, date, reason) values (1, 99, 'splendid', '2020', 'x')", "a word that is no verdict")]
    [InlineData("insert into verdicts (pledge_id, position, kind, date, reason) values (1, 99, 'kept', '20-1-', 'x')", "a date in no EDTF form")]
    [InlineData("insert into verdicts (pledge_id, position, kind, date, reason) values (999999, 99, 'kept', '2020', 'x')", "a verdict of no pledge")]
    [InlineData("update pledges set slug = 'UPPER' where id = 1", "capitals in an address")]
    [InlineData("update figures set counting = 'context', reason = null where id = (select min(id) from figures)", "a figure that does not count, without the reason")]
    [InlineData("update figures set quantity_low = 5, quantity_high = 4 where id = (select min(id) from figures)", "a range the wrong way round")]
    [InlineData("insert into site (id, content_version) values (2, 1)", "a second site")]
    public async Task The_file_itself_refuses_what_another_tool_writes_wrong(string sql, string what)
    {
        await using var database = await TestDatabase.CreateFilledAsync("SQLite", withPledges: true);
        await using var context = database.Open();

        var writing = () => context.Database.ExecuteSqlRawAsync(sql);

        await writing.Should().ThrowAsync<SqliteException>(what);
    }

    [Fact]
    public async Task Every_opening_of_the_file_sets_what_must_hold()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        for (var opening = 0; opening < 3; opening++)
        {
            await using var context = database.Open();
            await context.Database.OpenConnectionAsync();
            (await PragmaAsync(context, "journal_mode")).Should().Be("wal");
            (await PragmaAsync(context, "synchronous")).Should().Be("2");
            (await PragmaAsync(context, "foreign_keys")).Should().Be("1");
            (await PragmaAsync(context, "busy_timeout")).Should().Be("30000");

            // What one user of a pooled connection changes, the next must not meet.
            await context.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 0;");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_part_of_another_published_pledge_is_in_no_total_and_kinds_of_jobs_are_summed_apart(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var everything = await context.Summaries.Where(s => s.JobsMetric != null).ToListAsync();
        var parts = await (
            from relation in context.Set<Relation>()
            join part in context.Summaries on EF.Property<int>(relation, "PledgeId") equals part.PledgeId
            where relation.Kind == RelationKind.PartOf && context.Summaries.Any(s => s.Slug == relation.OtherSlug)
            select part.PledgeId).Distinct().ToListAsync();

        var totals = await database.Listing(context).TotalsAsync(DateOnly.FromDateTime(TrackerApp.Now.UtcDateTime), null, default);

        parts.Should().NotBeEmpty();
        var labels = await context.Metrics.ToDictionaryAsync(m => m.Code, m => m.Label);
        totals.Kinds.Select(k => (k.Label, k.Pledges, k.Pledged)).Should().BeEquivalentTo(
            everything.Where(s => !parts.Contains(s.PledgeId)).GroupBy(s => s.JobsMetric!).Select(g => (labels[g.Key], g.Count(), g.Sum(s => s.JobsPledged!.Value))),
            "jobs created, retained and supported are never added up");
        totals.Kinds.Should().HaveCountGreaterThan(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deadline_of_a_month_or_a_year_lies_ahead_until_its_last_day_and_decided_pledges_stand_apart(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var listing = database.Listing(context);

        foreach (var day in (DateOnly[])[new(2020, 12, 30), new(2020, 12, 31), new(2021, 1, 1), new(2025, 6, 30), new(2026, 11, 23)])
        {
            var ahead = await listing.DeadlinesAheadAsync(day, 1000, default);
            var passed = await listing.DeadlinesPassedAsync(day, 1000, default);
            var decided = await listing.DecidedAsync(1000, default);

            ahead.Should().OnlyContain(s => !s.Deadline!.Value.HasPassed(day)).And.NotContain(s => s.Verdict == VerdictKind.Withdrawn || s.Verdict == VerdictKind.Kept);
            passed.Should().OnlyContain(s => s.Deadline!.Value.HasPassed(day)).And.NotContain(s => s.Verdict == VerdictKind.Missed || s.Verdict == VerdictKind.PartlyKept);
            decided.Should().Contain(s => s.Deadline!.Value.HasPassed(day)).And.Contain(s => !s.Deadline!.Value.HasPassed(day));
            ahead.Select(s => s.LastDay).Should().BeInAscendingOrder();
            decided.Select(s => s.LastDay).Should().BeInDescendingOrder();
            new[] { ahead.Count, passed.Count, decided.Count }.Should().Equal(
                await listing.DeadlinesAheadCountAsync(day, default), await listing.DeadlinesPassedCountAsync(day, default), await listing.DecidedCountAsync(default));
            (ahead.Count + passed.Count + decided.Count + await listing.WithoutDeadlineCountAsync(default)).Should().Be(Repository.Starters);
        }
    }

    private static async Task<string> PragmaAsync(PledgeTrackerDbContext context, string name)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + name;
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)!;
    }
}
