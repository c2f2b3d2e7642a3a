using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Data;

/// <summary>Narrowing a list: what is chosen, what is counted, and what the address says.</summary>
public sealed class FacetTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TrackerApp.Now.UtcDateTime);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_count_is_what_the_list_has_with_that_choice_alone_in_its_facet(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var index = await database.Indexes().GetAsync(default);
        PledgeFilter[] filters =
        [
            new(),
            new PledgeFilter().With(Facet.Verdict, ["missed"]),
            new PledgeFilter().With(Facet.Verdict, ["missed", "kept"]).With(Facet.Place, ["US"]),
            new PledgeFilter().With(Facet.Year, ["2017"]).With(Facet.Checkability, ["measurable"]),
            new PledgeFilter { Jobs = new NumberRange(1000, 20_000) }.With(Facet.Pace, ["overdue", "reached"]),
            new PledgeFilter { Years = new NumberRange(2018, null), Money = new NumberRange(1, null) },
            new PledgeFilter { WithDeadline = true }.With(Facet.Company, ["foxconn", "tesla", "gm"]),
        ];

        foreach (var filter in filters)
        {
            var selection = index.Select(filter, null, Today);
            foreach (var (facet, choices) in selection.Facets)
            {
                foreach (var choice in choices)
                {
                    index.Select(filter.With(facet, [choice.Code]), null, Today).Ids.Should().HaveCount(choice.Count, $"{facet} {choice.Code} of {filter.ToQuery()}");
                }

                // Whoever chooses all alternatives sees what he saw with none chosen, less what has no value.
                if (new[] { Facet.Verdict, Facet.Pace, Facet.Year, Facet.Metric, Facet.Company, Facet.Checkability }.Contains(facet) && filter.Choices(facet).Count == 0)
                {
                    choices.Sum(c => c.Count).Should().Be(selection.Ids.Count);
                }
            }
        }
    }

    [Fact]
    public void The_cache_tells_lists_apart_by_every_facet() => new PublicListAttribute().QueryKeys.Should().Contain(Facet.All.Select(f => f.Key)).And.OnlyHaveUniqueItems();

    [Theory, OnSqlite, OnPostgres]
    public async Task The_pace_in_a_list_is_that_of_the_page(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var index = await database.Indexes().GetAsync(default);
        var published = new PublishedPledges(context, new PledgeQueries());

        var paces = new Dictionary<int, string>();
        foreach (var pace in Code.Codes<Pace>())
        {
            foreach (var id in index.Select(new PledgeFilter().With(Facet.Pace, [pace]), null, Today).Ids)
            {
                paces.Add(id, pace);
            }
        }

        paces.Should().HaveCount(Repository.Starters);
        await foreach (var pledge in published.ReadAsync([.. paces.Keys], default))
        {
            Code.Of(TargetProgress.Of(pledge.Pledge, pledge.Pledge.Headline, Today).Pace).Should().Be(paces[pledge.Id], pledge.Pledge.Slug);
        }
    }

    [Fact]
    public void Equal_choices_have_one_address_and_the_address_reads_back()
    {
        var filter = new PledgeFilter { Search = "a b", Jobs = new NumberRange(10, null), Years = new NumberRange(null, 2020), Money = new NumberRange(5, 6), Currency = "EUR", Sort = PledgeSort.Due, SortIsAsked = true, IsReversed = true }
            .With(Facet.Verdict, ["missed", "kept", "missed"]).With(Facet.Place, ["US-WI"]).Toggle(Facet.Tag, "chips").Toggle(Facet.Tag, "cars").Toggle(Facet.Tag, "chips");

        filter.ToQuery().Should().Be("?q=a%20b&verdict=kept&verdict=missed&place=US-WI&tag=cars&jobs_from=10&money_from=5&money_to=6&currency=EUR&year_to=2020&sort=due&reverse=1");
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(filter.ToQuery());
        PledgeFilter.TryRead(new Microsoft.AspNetCore.Http.QueryCollection(query), out var read, out var problem).Should().BeTrue(problem);
        read.Should().Be(filter);
    }

    [Fact]
    public async Task A_next_page_goes_on_where_the_page_ended_though_pledges_were_published_or_taken_off_before_it()
    {
        await using var database = await TestDatabase.CreateFilledAsync("SQLite", withPledges: true);
        await using var context = database.Open();
        var filter = new PledgeFilter { Sort = PledgeSort.Title };
        var first = (await database.Listing(context).PageAsync(filter, Today, default));
        var after = first.Selection.TokenOf(24);
        var expected = (await database.Listing(context).PageAsync(filter with { PageNumber = 2 }, Today, default)).Rows.Select(r => r.Slug).ToList();

        // One more at the very beginning, and the last of the page is gone.
        var (_, draft) = StarterData.Pledges().First();
        await new Publication(context).PublishAsync(draft with { Slug = "aaa-first", Title = "AAA first" }, new PublicationTerms("Ada", TrackerApp.Now.UtcDateTime, Today));
        var gone = first.Rows[^1].PledgeId;
        await context.Pledges.Where(p => EF.Property<int>(p, "Id") == gone).ExecuteDeleteAsync();

        var second = (await database.Listing(context).PageAsync(filter with { After = after }, Today, default));
        second.Rows.Select(r => r.Slug).Should().Equal(expected);
    }
}
