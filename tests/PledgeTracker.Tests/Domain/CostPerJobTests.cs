using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests.Domain;

/// <summary>Money for a job is two numbers: offered at the time over pledged, and paid so far over counted.</summary>
public class CostPerJobTests
{
    [Theory]
    [InlineData(IncentiveState.Offered)]
    [InlineData(IncentiveState.Awarded)]
    [InlineData(IncentiveState.Paid)]
    [InlineData(IncentiveState.ClawedBack)]
    [InlineData(IncentiveState.Cancelled)]
    [InlineData(IncentiveState.Threatened)]
    public void What_was_on_offer_at_the_time_is_offered_whatever_became_of_it(IncentiveState state)
    {
        var cost = Cost(Given.Target("1,000"), incentives: [Offer("3 million", state), Offer("2 million", IncentiveState.Cancelled), Given.Incentive("7 million")]);

        cost.Single().Offered!.Sum.Should().Be(Quantity.Exactly(5_000_000));
        cost.Single().Offered!.PerJob.Should().Be(Quantity.Exactly(5_000));
        cost.Single().Offered!.Parts.Select(p => p.State).Should().Equal(state, IncentiveState.Cancelled);
    }

    [Theory]
    [InlineData(IncentiveState.Offered)]
    [InlineData(IncentiveState.Awarded)]
    [InlineData(IncentiveState.Cancelled)]
    [InlineData(IncentiveState.Threatened)]
    public void What_is_not_marked_as_on_offer_is_never_guessed_to_have_been(IncentiveState state) =>
        Cost(Given.Target(), incentives: [Given.Incentive("3 million", state, date: Given.Announced)]).Should().BeEmpty();

    [Fact]
    public void Only_what_was_paid_stands_over_the_jobs_counted()
    {
        var target = Given.Target("1,000");

        var cost = Cost(target, [Given.Figure(target, "250")], Enum.GetValues<IncentiveState>().Select(state => Given.Incentive("1 million", state))).Single();

        cost.Paid!.Sum.Should().Be(Quantity.Exactly(1_000_000));
        cost.Paid.PerJob.Should().Be(Quantity.Exactly(4_000));
        cost.Paid.Parts.Should().OnlyContain(p => p.State == IncentiveState.Paid);
        cost.PaidBack.Should().Be(Quantity.Exactly(1_000_000));
        cost.Offered.Should().BeNull();
    }

    [Fact]
    public void A_ceiling_is_a_ceiling_in_the_sum_and_for_each_job()
    {
        var offered = Cost(Given.Target("1,000"), incentives: [Offer("up to 3 million"), Offer("2 million")]).Single().Offered!;

        (offered.Sum.Kind, offered.Sum.ToString(), offered.PerJob!.ToString()).Should().Be((QuantityKind.UpTo, "at most 5,000,000", "at most 5,000"));
    }

    [Theory]
    [InlineData("about 3 million", "2 million", "about 5,000,000", "about 5,000")]
    [InlineData("nearly 3 million", "2 million", "nearly 5,000,000", "nearly 5,000")]
    [InlineData("more than 3 million", "2 million", "more than 5,000,000", "more than 5,000")]
    [InlineData("at least 3 million", "about 2 million", "at least 5,000,000", "at least 5,000")]
    [InlineData("2 million to 3 million", "2 million", "4,000,000 to 5,000,000", "4,000 to 5,000")]
    [InlineData("fewer than 3 million", "2 million", "at most 5,000,000", "at most 5,000")]
    [InlineData("up to 3 million", "more than 2 million", "at least 2,000,000", "at least 2,000")]
    public void Hedges_survive_in_the_sum_and_for_each_job(string one, string other, string sum, string perJob)
    {
        var offered = Cost(Given.Target("1,000"), incentives: [Offer(one), Offer(other)]).Single().Offered!;

        Usual(offered.Sum).Should().Be(Usual(Quantity.Parse(sum)));
        Usual(offered.PerJob!).Should().Be(Usual(Quantity.Parse(perJob)));

        static (QuantityKind, long, long) Usual(Quantity quantity) => (quantity.Kind == QuantityKind.MoreThan ? QuantityKind.AtLeast : quantity.Kind, quantity.Low, quantity.High);
    }

    [Theory]
    [InlineData("1,000", "250", "4,000")]
    [InlineData("1,000", "more than 250", "at most 4,000")]
    [InlineData("1,000", "250 to 500", "at most 4,000")]
    [InlineData("1,000", "about 250", "about 4,000")]
    public void Over_more_jobs_than_are_certain_what_was_paid_is_at_most_so_much_for_each(string promised, string counted, string perJob)
    {
        var target = Given.Target(promised);

        Cost(target, [Given.Figure(target, counted)], [Given.Incentive("1 million", IncentiveState.Paid)]).Single().Paid!.PerJob!.ToString().Should().Be(perJob);
    }

    [Fact]
    public void What_is_open_upwards_over_jobs_that_are_so_too_has_no_number_for_each()
    {
        var target = Given.Target();

        Cost(target, [Given.Figure(target, "more than 250")], [Given.Incentive("more than 1 million", IncentiveState.Paid)]).Single().Paid!.PerJob.Should().BeNull();
    }

    [Theory]
    [InlineData("up to 500")]
    [InlineData("0")]
    [InlineData("-20")]
    public void Over_no_certain_job_there_is_no_number_for_each(string counted)
    {
        var target = Given.Target();

        Cost(target, [Given.Figure(target, counted)], [Given.Incentive("5,000", IncentiveState.Paid)]).Single().Paid!.PerJob.Should().BeNull();
    }

    [Fact]
    public void Currencies_never_mix_and_the_largest_offer_comes_first()
    {
        var cost = Cost(Given.Target("1,000"), incentives: [Offer("3,000", currency: "CAD"), Offer("5,000"), Given.Incentive("9,000", IncentiveState.Paid, "EUR"), Offer("2,000", currency: "CAD")]);

        cost.Select(c => (c.Currency, c.Offered?.Sum.Low, c.Paid?.Sum.Low)).Should().Equal(("CAD", 5_000, null), ("USD", 5_000, null), ("EUR", null, 9_000));
    }

    [Theory]
    [InlineData("1,499", 1)]
    [InlineData("1,500", 2)]
    [InlineData("2,500", 3)]
    [InlineData("2,501", 3)]
    public void The_money_for_a_job_is_rounded_half_up(string amount, long perJob) =>
        Cost(Given.Target("1,000"), incentives: [Offer(amount)]).Single().Offered!.PerJob.Should().Be(Quantity.Exactly(perJob));

    [Fact]
    public void Where_no_jobs_were_promised_the_public_money_still_shows()
    {
        var target = Given.Target("10 billion", metric: "investment");

        var cost = Cost(target, [Given.Figure(target, "1 billion")], [Offer("5,000")]).Single();

        (cost.Offered!.Sum, cost.Offered.PerJob).Should().Be((Quantity.Exactly(5_000), null));
    }

    [Fact]
    public void The_only_target_in_jobs_with_a_number_is_the_measure()
    {
        var investment = Given.Target("10 billion", metric: "investment", key: "investment");
        var numberless = Given.Target(quantity: null, key: "more");
        var supported = Given.Target("9,000", metric: "jobs-supported", key: "supported");
        var pledge = Given.Pledge(investment, incentives: [Offer("5,000")], furtherTargets: [numberless, Given.Target("500"), supported]);

        CostPerJob.Of(pledge, Given.Today).Single().Offered!.PerJob.Should().Be(Quantity.Exactly(10));
    }

    [Fact]
    public void The_money_of_a_target_with_parts_is_divided_by_the_whole_even_where_a_part_is_the_headline()
    {
        var part = Given.Target("400", key: "buffalo", partOf: "statewide", deadline: null);
        var whole = Given.Target("1,000", key: "statewide", deadline: null);
        var pledge = Given.Pledge(part, [Given.Figure(part, "500"), Given.Figure(whole, "800")], furtherTargets: [whole], incentives: [Given.Incentive("8,000", IncentiveState.Paid, atTheTime: true)]);

        var cost = CostPerJob.Of(pledge, Given.Today).Single();

        CostPerJob.JobsOf(pledge).Should().BeSameAs(whole);
        cost.Offered!.PerJob.Should().Be(Quantity.Exactly(8), "8,000 over the 1,000 of the whole");
        cost.Paid!.PerJob.Should().Be(Quantity.Exactly(10), "8,000 over the 800 counted of the whole");
    }

    [Fact]
    public void With_several_targets_in_jobs_apart_nothing_says_for_which_the_money_was_and_none_is_divided()
    {
        var hires = Given.Target("10,000", key: "hires", deadline: null);
        var indiana = Given.Target("2,000", key: "indiana", deadline: null);
        var pledge = Given.Pledge(hires, [Given.Figure(hires, "500")], furtherTargets: [indiana], incentives: [Given.Incentive("8,000", IncentiveState.Paid, atTheTime: true)]);

        var cost = CostPerJob.Of(pledge, Given.Today).Single();

        (cost.Offered!.PerJob, cost.Paid!.PerJob).Should().Be(((Quantity?)null, (Quantity?)null));
        (cost.Offered.Sum, cost.Paid.Sum).Should().Be((Quantity.Exactly(8_000), Quantity.Exactly(8_000)));
        CostPerJob.HasSeveralTargets(pledge).Should().BeTrue();
    }

    [Fact]
    public void Of_a_promised_level_the_jobs_above_the_baseline_are_paid_for() =>
        Cost(Given.Target("10,000", metric: "headcount", baseline: 9_000), incentives: [Offer("5,000")]).Single().Offered!.PerJob.Should().Be(Quantity.Exactly(5));

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "USD")]
    [InlineData("5,000", null)]
    public void What_has_no_stated_amount_or_no_stated_currency_adds_nothing(string? amount, string? currency) =>
        Cost(Given.Target(), incentives: [Given.Incentive(amount, IncentiveState.Paid, currency, atTheTime: true)]).Should().BeEmpty();

    [Fact]
    public void Sums_beyond_64_bits_stop_at_the_end_and_do_not_wrap()
    {
        var offered = Cost(Given.Target("1"), incentives: [Offer("up to 9223372036854775807"), Offer("9223372036854775807")]).Single().Offered!;

        (offered.Sum.High, offered.PerJob!.High).Should().Be((long.MaxValue, long.MaxValue));
    }

    private static Incentive Offer(string amount, IncentiveState state = IncentiveState.Awarded, string currency = "USD") => Given.Incentive(amount, state, currency, atTheTime: true);

    private static IReadOnlyList<CostPerJob> Cost(Target target, IEnumerable<Figure>? figures = null, IEnumerable<Incentive>? incentives = null) =>
        CostPerJob.Of(Given.Pledge(target, figures, incentives: incentives), Given.Today);
}
