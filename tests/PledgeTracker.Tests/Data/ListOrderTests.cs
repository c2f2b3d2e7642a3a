using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Data;

/// <summary>Walking a list by its places, bulk reading, and the tokens of requests, on both databases.</summary>
public sealed class ListOrderTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task From_any_place_of_any_order_the_rest_follows_without_a_gap_or_a_repetition(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var index = await database.Indexes().GetAsync(default);
        foreach (var sort in Enum.GetValues<PledgeSort>())
        {
            foreach (var reversed in (bool[])[false, true])
            {
                var filter = new PledgeFilter { Sort = sort, IsReversed = reversed };
                var selection = index.Select(filter, null, DateOnly.FromDateTime(TrackerApp.Now.UtcDateTime));
                selection.Ids.Should().HaveCount(Repository.Starters).And.OnlyHaveUniqueItems();
                for (var at = 0; at < selection.Ids.Count; at += 7)
                {
                    selection.PositionOf(selection.PlaceOf(selection.Ids[at])).Should().Be(at, $"{sort}, {reversed}");
                    selection.StartOf(filter with { After = selection.TokenOf(at) }, 25).Should().Be(at + 1);
                }
            }
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Pledges_read_in_bulk_are_those_of_their_pages(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var published = new PublishedPledges(context, new PledgeQueries());
        var ids = await context.Summaries.OrderByDescending(s => s.PledgeId).Select(s => s.PledgeId).ToListAsync();

        var read = new List<PublishedPledge>();
        await foreach (var pledge in published.ReadAsync([.. ids, 100_000], default))
        {
            read.Add(pledge);
        }

        read.Select(p => p.Id).Should().Equal(ids, "in the order asked for, and what is not there is left out");
        foreach (var pledge in read.Take(10))
        {
            var alone = ((PledgeAddress.Found)await published.FindAsync(pledge.Pledge.Slug, default)).Pledge;
            foreach (var table in Tables.OfPledges)
            {
                table.RowsOf(new PledgeRecord(pledge.Id, pledge, "")).Select(Text).Should().Equal(table.RowsOf(new PledgeRecord(alone.Id, alone, "")).Select(Text));
            }
        }

        static string Text(object?[] row) => string.Join('|', row.Select(DataText.Of));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_tracker_has_a_name_of_its_own_that_no_other_has(string kind)
    {
        await using var one = await TestDatabase.CreateAsync(kind);
        await using var two = await TestDatabase.CreateAsync(kind);
        var keys = new List<Guid>();
        foreach (var database in (TestDatabase[])[one, two])
        {
            await using var context = database.Open();
            await StarterData.LoadAsync(context, withPledges: false, new StandingClock(TrackerApp.Now));
            context.ChangeTracker.Clear();
            keys.Add((await context.Site.SingleAsync()).Key);
        }

        keys.Should().OnlyHaveUniqueItems().And.NotContain(Guid.Empty);
        Feeds.IdOf(keys[0], "pledge/1/revision/1").Should().Be(Feeds.IdOf(keys[0], "pledge/1/revision/1")).And.NotBe(Feeds.IdOf(keys[1], "pledge/1/revision/1"));
        Feeds.IdOf(keys[0], "pledge/1").Should().MatchRegex("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", "a UUID of version 8");
    }
}
