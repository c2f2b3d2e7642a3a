using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests.Domain;

public class FunnelTests
{
    [Fact]
    public void Each_figure_stands_at_the_narrowest_step_it_shows()
    {
        var target = Given.Target("2.4 million");

        var funnel = Of(target,
            Given.Figure(target, "206,000", shows: FunnelStep.Reported),
            Given.Figure(target, "150,000", shows: FunnelStep.Verified),
            Given.Figure(target, "136,000", shows: FunnelStep.New),
            Given.Figure(target, "63,000", shows: FunnelStep.Attributable));

        funnel.Promised.Should().Be(Quantity.Exactly(2_400_000));
        Counts(funnel).Should().Equal((206_000, false), (150_000, false), (136_000, false), (63_000, false));
    }

    [Fact]
    public void A_wider_step_without_a_figure_holds_at_least_what_the_narrower_one_holds()
    {
        var target = Given.Target();
        var attributable = Given.Figure(target, "63", shows: FunnelStep.New);

        var funnel = Of(target, attributable);

        Counts(funnel).Should().Equal((63, true), (63, true), (63, false), (null, false));
        funnel.Steps[0].Figure.Should().BeSameAs(attributable);
    }

    [Fact]
    public void A_wider_step_never_holds_less_than_the_narrower_one()
    {
        var target = Given.Target();

        var funnel = Of(target, Given.Figure(target, "100", shows: FunnelStep.Reported), Given.Figure(target, "120", shows: FunnelStep.Verified));

        Counts(funnel).Should().Equal((120, true), (120, false), (null, false), (null, false));
    }

    [Fact]
    public void A_wider_step_that_holds_as_much_as_the_narrower_one_rests_on_its_own_figure()
    {
        var target = Given.Target();
        var reported = Given.Figure(target, "100", shows: FunnelStep.Reported);

        var funnel = Of(target, reported, Given.Figure(target, "100", shows: FunnelStep.Verified));

        funnel.Steps[0].Should().Be(new FunnelCount(FunnelStep.Reported, Quantity.Exactly(100), reported, false));
    }

    [Fact]
    public void A_step_that_nobody_has_counted_is_empty_and_not_zero()
    {
        var target = Given.Target();

        var funnel = Of(target, Given.Figure(target, "100"));

        Counts(funnel).Should().Equal((100, false), (null, false), (null, false), (null, false));
        funnel.IsFed.Should().BeTrue();
    }

    [Fact]
    public void A_funnel_that_nobody_feeds_says_so()
    {
        var target = Given.Target();

        var funnel = Of(target, Given.Figure(target, "100", counting: Counting.Context), Given.Figure(target, "50", counting: Counting.Disputed));

        funnel.IsFed.Should().BeFalse();
        Counts(funnel).Should().AllBeEquivalentTo(((long?)null, false));
    }

    [Fact]
    public void Of_several_figures_at_one_step_the_latest_holds()
    {
        var target = Given.Target();

        var funnel = Of(target, Given.Figure(target, "100", "2019-12-31"), Given.Figure(target, "300", "2018-12-31"));

        funnel.Steps[0].Count.Should().Be(100);
    }

    [Fact]
    public void Periods_at_one_step_add_up()
    {
        var target = Given.Target();

        var funnel = Of(target,
            Given.Period(target, "40", "2018", "2018", shows: FunnelStep.Verified), Given.Period(target, "50", "2019", "2019", shows: FunnelStep.Verified));

        Counts(funnel).Should().Equal((90, true), (90, false), (null, false), (null, false));
    }

    [Fact]
    public void A_period_at_a_narrow_step_adds_nothing_that_was_shown_only_at_a_wider_one()
    {
        var target = Given.Target();

        var funnel = Of(target,
            Given.Figure(target, "900", "2018-12-31", shows: FunnelStep.Reported), Given.Period(target, "50", "2019", "2019", shows: FunnelStep.Verified));

        Counts(funnel)[1].Should().Be((50, false));
    }

    [Theory]
    [InlineData("2018", "2019")]
    [InlineData("2019", "2018")]
    public void What_a_narrow_period_shows_is_part_of_the_wider_sum(string narrow, string wide)
    {
        var target = Given.Target();

        var funnel = Of(target,
            Given.Period(target, "40", narrow, narrow, shows: FunnelStep.New), Given.Period(target, "50", wide, wide, shows: FunnelStep.Verified));

        Counts(funnel).Should().Equal((90, true), (90, false), (40, false), (null, false));
    }

    [Fact]
    public void A_later_total_at_a_narrower_step_leaves_the_wider_figure_as_it_is()
    {
        var target = Given.Target();

        var funnel = Of(target,
            Given.Figure(target, "1,000", "2018-12-31", shows: FunnelStep.Reported), Given.Figure(target, "600", "2019-12-31", shows: FunnelStep.Verified));

        Counts(funnel).Should().Equal((1_000, false), (600, false), (null, false), (null, false));
    }

    [Fact]
    public void The_funnel_of_a_direction_without_a_number_has_no_pledged_step()
    {
        var target = Given.Target(quantity: null);

        Of(target, Given.Figure(target, "100")).Promised.Should().BeNull();
    }

    [Fact]
    public void A_level_enters_the_funnel_less_its_baseline()
    {
        var target = Given.Target("10,000", metric: "headcount", baseline: 9_000);

        var funnel = Of(target, Given.Figure(target, "9,400", span: Span.Level));

        (funnel.Promised, funnel.Steps[0].Count).Should().Be((Quantity.Exactly(1_000), 400L));
    }

    [Fact]
    public void Counts_of_different_days_are_said_to_be_so()
    {
        var target = Given.Target();
        var reported = Given.Figure(target, "900", asOf: "2018-12-31", shows: FunnelStep.Reported);

        Of(target, reported, Given.Figure(target, "700", asOf: "2017-12-31", shows: FunnelStep.Verified)).IsOfSeveralDays.Should().BeTrue();
        Of(target, reported, Given.Figure(target, "700", asOf: "2018-12-31", shows: FunnelStep.Verified)).IsOfSeveralDays.Should().BeFalse();
        Of(target, reported).IsOfSeveralDays.Should().BeFalse();
    }

    private static Funnel Of(Target target, params Figure[] figures) => Funnel.Of(Given.Pledge(target, figures), target, Given.Today);

    private static List<(long?, bool)> Counts(Funnel funnel) => [.. funnel.Steps.Select(s => (s.Count, s.FromNarrower))];
}
