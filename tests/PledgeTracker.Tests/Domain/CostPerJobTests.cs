using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;

namespace PledgeTracker.Tests.Domain;

public class CostPerJobTests
{
    [Fact]
    public void Only_what_was_awarded_or_paid_is_a_cost()
    {
        var incentives = Enum.GetValues<IncentiveState>().Select((state, i) => Given.Incentive($"{1_000 * (i + 1)}", state));

        var cost = Cost(Given.Target(), incentives: incentives);

        cost.Should().ContainSingle().Which.Total.Should().Be(2_000 + 3_000);
    }

    [Theory]
    [InlineData("up to 1,000", IncentiveState.Awarded, UncertainCost.Ceiling)]
    [InlineData("up to 1,000", IncentiveState.Paid, UncertainCost.Ceiling)]
    [InlineData("1,000", IncentiveState.Offered, UncertainCost.Offer)]
    [InlineData("up to 1,000", IncentiveState.Offered, UncertainCost.Offer)]
    [InlineData("1,000", IncentiveState.Cancelled, UncertainCost.TakenBack)]
    [InlineData("1,000", IncentiveState.ClawedBack, UncertainCost.TakenBack)]
    [InlineData("1,000", IncentiveState.Awarded, UncertainCost.None)]
    [InlineData("1,000 to 2,000", IncentiveState.Paid, UncertainCost.None)]
    [InlineData("about 1,000", IncentiveState.Paid, UncertainCost.None)]
    public void With_a_ceiling_an_offer_or_a_part_that_was_taken_back_no_job_has_a_cost_and_it_is_said_why(string amount, IncentiveState state, UncertainCost why)
    {
        var target = Given.Target("1,000");

        var cost = Cost(target, [Given.Figure(target, "250")], [Given.Incentive("5,000"), Given.Incentive(amount, state)]).Single();

        cost.Withheld.Should().Be(why);
        (cost.PerJobPledged is null, cost.PerJobCounted is null).Should().Be((why != UncertainCost.None, why != UncertainCost.None));
    }

    [Fact]
    public void What_is_uncertain_in_one_currency_leaves_the_others_as_they_are()
    {
        var cost = Cost(Given.Target("1,000"), incentives: [Given.Incentive("5,000"), Given.Incentive("3,000", currency: "CAD"), Given.Incentive("up to 1,000", IncentiveState.Offered, "CAD")]);

        cost.Select(c => (c.Currency, c.Withheld, c.PerJobPledged)).Should().Equal(("USD", UncertainCost.None, 5), ("CAD", UncertainCost.Offer, null));
    }

    [Fact]
    public void All_that_is_uncertain_is_named()
    {
        var cost = Cost(Given.Target(), incentives: [Given.Incentive("up to 5,000"), .. Enum.GetValues<IncentiveState>().Select(state => Given.Incentive("1", state))]);

        cost.Single().Withheld.Should().Be(UncertainCost.Ceiling | UncertainCost.Offer | UncertainCost.TakenBack);
    }

    [Fact]
    public void Currencies_are_never_added_and_the_largest_comes_first()
    {
        var cost = Cost(Given.Target(), incentives:
            [Given.Incentive("1,000", currency: "CAD"), Given.Incentive("5,000"), Given.Incentive("2,000", currency: "CAD"), Given.Incentive("3,000", currency: "EUR")]);

        cost.Select(c => (c.Currency, c.Total)).Should().Equal(("USD", 5_000), ("CAD", 3_000), ("EUR", 3_000));
    }

    [Fact]
    public void The_cost_stands_over_the_jobs_pledged_and_over_the_jobs_counted()
    {
        var target = Given.Target("1,000");

        var cost = Cost(target, [Given.Figure(target, "250")], [Given.Incentive("1 million")]);

        cost.Should().Equal(new CostPerJob("USD", 1_000_000, 1_000, 4_000));
    }

    [Theory]
    [InlineData("1,499", 1)]
    [InlineData("1,500", 2)]
    [InlineData("2,500", 3)]
    [InlineData("2,501", 3)]
    public void The_cost_of_a_job_is_rounded_half_up(string amount, long perJob)
    {
        var cost = Cost(Given.Target("1,000"), incentives: [Given.Incentive(amount)]);

        cost.Single().PerJobPledged.Should().Be(perJob);
    }

    [Theory]
    [InlineData("up to 500")]
    [InlineData("0")]
    [InlineData("-20")]
    public void Over_no_certain_job_there_is_no_cost_of_a_job(string counted)
    {
        var target = Given.Target();

        var cost = Cost(target, [Given.Figure(target, counted)], [Given.Incentive("5,000")]);

        cost.Single().PerJobCounted.Should().BeNull();
    }

    [Fact]
    public void Where_no_jobs_were_promised_the_public_money_still_shows()
    {
        var target = Given.Target("10 billion", metric: "investment");

        var cost = Cost(target, [Given.Figure(target, "1 billion")], [Given.Incentive("5,000")]);

        cost.Should().Equal(new CostPerJob("USD", 5_000, null, null));
    }

    [Fact]
    public void The_first_target_in_jobs_with_a_number_is_the_measure()
    {
        var investment = Given.Target("10 billion", metric: "investment", key: "investment");
        var numberless = Given.Target(quantity: null, key: "more");
        var pledge = Given.Pledge(investment, incentives: [Given.Incentive("5,000")], furtherTargets: [numberless, Given.Target("500"), Given.Target("1")]);

        var cost = CostPerJob.Of(pledge, Given.Today);

        cost.Single().PerJobPledged.Should().Be(10);
    }

    [Fact]
    public void Of_a_promised_level_the_jobs_above_the_baseline_are_paid_for()
    {
        var target = Given.Target("10,000", metric: "headcount", baseline: 9_000);

        var cost = Cost(target, incentives: [Given.Incentive("5,000")]);

        cost.Single().PerJobPledged.Should().Be(5);
    }

    [Fact]
    public void An_award_of_up_to_an_amount_is_added_whole_and_of_a_range_the_lower_end()
    {
        var cost = Cost(Given.Target(), incentives: [Given.Incentive("up to 5,000"), Given.Incentive("1,000 to 2,000")]);

        cost.Single().Total.Should().Be(6_000);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "USD")]
    [InlineData("5,000", null)]
    public void An_award_of_no_stated_amount_or_in_no_stated_currency_adds_nothing(string? amount, string? currency)
    {
        Cost(Given.Target(), incentives: [Given.Incentive(amount, currency: currency)]).Should().BeEmpty();
    }

    [Fact]
    public void Awards_beyond_64_bits_stop_at_the_end_and_do_not_wrap()
    {
        var cost = Cost(Given.Target("1"), incentives: [Given.Incentive("9223372036854775807"), Given.Incentive("9223372036854775807")]);

        cost.Should().Equal(new CostPerJob("USD", long.MaxValue, long.MaxValue, null));
    }

    private static IReadOnlyList<CostPerJob> Cost(Target target, IEnumerable<Figure>? figures = null, IEnumerable<Incentive>? incentives = null) =>
        CostPerJob.Of(Given.Pledge(target, figures, incentives: incentives), Given.Today);
}
