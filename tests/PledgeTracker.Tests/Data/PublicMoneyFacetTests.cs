using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Data;

/// <summary>What lists say of public money and of who counted is what the pages of the pledges say, today and on a day gone by.</summary>
public sealed class PublicMoneyFacetTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TrackerApp.Now.UtcDateTime);

    [Theory, OnSqlite, OnPostgres]
    public async Task Public_money_in_a_list_is_that_of_the_page(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        foreach (var on in (DateOnly?[])[null, new DateOnly(2018, 6, 1), new DateOnly(2023, 1, 15)])
        {
            var day = on ?? Today;
            var index = await database.Indexes().GetAsync(on, default);
            var pledges = new Dictionary<int, Pledge>();
            await foreach (var published in new PublishedPledges(context, new PledgeQueries()).ReadAsync([.. index.Matching(new PledgeFilter(), null, day)], default))
            {
                pledges.Add(published.Id, on is null ? published.Pledge : AsKnownOn.Of(published.Pledge, day));
            }

            pledges.Should().NotBeEmpty();
            Check(Facet.PublicMoney, pledge => [Code.Of(pledge.Incentives.Count == 0 ? MoneyBand.None : First(pledge) is { } cost ? MoneyWords.BandOf((cost.Offered?.Sum ?? cost.Paid!.Sum).High, cost.Currency) : MoneyBand.WithoutSum)]);
            Check(Facet.PerJob, pledge => [Code.Of(First(pledge) is { Offered.PerJob: { } each } cost ? MoneyWords.PerJobBandOf(each.High, cost.Currency) : PerJobBand.None)]);
            Check(Facet.MoneyState, pledge => pledge.Incentives.Select(i => Code.Of(i.State)).Distinct());
            Check(Facet.Counted, pledge => pledge.FiguresOf(pledge.Headline).Where(f => f.Counting == Counting.Counted).Select(f => Code.Of(f.Basis)).Distinct());
            Check(Facet.Lapsed, pledge => pledge.Verdict is { Kind: VerdictKind.Lapsed, LapsedBecause: { } reason } ? [Code.Of(reason)] : []);

            void Check(Facet facet, Func<Pledge, IEnumerable<string>> of)
            {
                foreach (var code in facet.Codes!)
                {
                    index.Matching(new PledgeFilter { On = on }.With(facet, [code]), null, day).Select(id => pledges[id].Slug)
                        .Should().BeEquivalentTo(pledges.Values.Where(p => of(p).Contains(code)).Select(p => p.Slug), $"{facet} {code} on {day}");
                }
            }

            // The order of the page: the largest offer, then the most paid.
            CostPerJob? First(Pledge pledge) => CostPerJob.Of(pledge, day).FirstOrDefault(c => c.Offered is not null || c.Paid is not null);
        }
    }

    [Theory]
    [InlineData("2017-01-19", "obama-2009")]
    [InlineData("2017-01-20", "trump-2017")]
    [InlineData("2021-01-19", "trump-2017")]
    [InlineData("2021-01-20", "biden-2021")]
    [InlineData("2017-01", null)]
    [InlineData("2014", "obama-2009")]
    [InlineData("2026-02-03", "trump-2025")]
    public void A_pledge_is_of_the_presidency_that_certainly_holds_its_date(string announced, string? code) =>
        (Presidency.At(PartialDate.Parse(announced)) is >= 0 and var at ? Presidency.All[at].Code : null).Should().Be(code);

    [Fact]
    public void Presidencies_follow_each_other_without_a_day_between() =>
        Presidency.All.Zip(Presidency.All.Skip(1)).Should().OnlyContain(pair => pair.First.Until == pair.Second.From);
}
