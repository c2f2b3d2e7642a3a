using System.Globalization;
using FsCheck.Xunit;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.Domain;

[Properties(Arbitrary = [typeof(Arbitraries)])]
public class ProgressTests
{
    private static readonly DateOnly Later = new(2026, 1, 15);

    [Fact]
    public void The_latest_counted_figure_wins()
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, "700", "2019-12-31"), Given.Figure(target, "300", "2018-12-31"));

        (progress.Counted, progress.Share, progress.Latest!.AsOf.ToString()).Should().Be((700L, 0.7, "2019-12-31"));
    }

    [Theory]
    [InlineData("about 400", 400L, 400L)]
    [InlineData("at least 400", 400L, null)]
    [InlineData("more than 400", 400L, null)]
    [InlineData("400 to 600", 400L, 600L)]
    public void The_lowest_reading_counts_and_the_highest_is_shown(string quantity, long counted, long? high)
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, quantity));

        (progress.Counted, progress.CountedHigh, progress.Share).Should().Be((counted, high, 0.4));
    }

    [Fact]
    public void Up_to_counts_as_nothing_certain()
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, "up to 5,000"));

        (progress.Counted, progress.CountedHigh, progress.Share, progress.Pace).Should().Be((0L, 5_000L, 0.0, Pace.Overdue));
    }

    [Theory]
    [InlineData("up to 1,000")]
    [InlineData("more than 1,000")]
    [InlineData("1,000 to 2,000")]
    public void A_promise_is_held_to_its_number_and_of_a_range_to_the_lower_end(string promised)
    {
        var target = Given.Target(promised);

        var progress = Progress(target, Later, Given.Figure(target, "1,000"));

        (progress.Share, progress.Pace).Should().Be((1.0, Pace.Reached));
    }

    [Fact]
    public void Of_a_level_only_what_exceeds_the_baseline_counts()
    {
        var target = Given.Target(baseline: 7_000);

        var progress = Progress(target, Later, Given.Figure(target, "7,250", span: Span.Level));

        (progress.Counted, progress.Share).Should().Be((250L, 0.25));
    }

    [Fact]
    public void Of_a_promised_level_the_way_from_the_baseline_is_the_whole()
    {
        var target = Given.Target("10,000", metric: "headcount", baseline: 8_000);

        var progress = Progress(target, Later, Given.Figure(target, "8,500", span: Span.Level));

        (progress.Counted, progress.Share).Should().Be((500L, 0.25));
        progress.Stated.Should().Be(Quantity.Exactly(8_500), "a reader is told the level that the source states");
    }

    [Fact]
    public void A_promised_level_that_is_reported_as_a_range_is_told_at_both_ends_as_the_level_it_is()
    {
        var target = Given.Target("10,000", metric: "headcount", baseline: 8_000);

        var progress = Progress(target, Later, Given.Figure(target, "8,500 to 8,700", span: Span.Level));

        progress.Stated.Should().Be(Quantity.Between(8_500, 8_700));
    }

    [Fact]
    public void A_level_reported_of_a_promised_increase_is_told_as_the_increase_beside_it()
    {
        var target = Given.Target("1,000", baseline: 7_000);

        var progress = Progress(target, Later, Given.Figure(target, "7,250 to 7,300", span: Span.Level));

        progress.Stated.Should().Be(Quantity.Between(250, 300));
    }

    [Fact]
    public void A_baseline_of_zero_leaves_the_level_as_it_is()
    {
        var target = Given.Target(baseline: 0);

        var progress = Progress(target, Later, Given.Figure(target, "450", span: Span.Level));

        (progress.Counted, progress.Share).Should().Be((450L, 0.45));
    }

    [Fact]
    public void A_baseline_does_not_touch_a_total()
    {
        var target = Given.Target(baseline: 7_000);

        var progress = Progress(target, Later, Given.Figure(target, "450"));

        progress.Counted.Should().Be(450);
    }

    [Fact]
    public void A_level_under_its_baseline_is_a_negative_share()
    {
        var target = Given.Target(baseline: 7_000);

        var progress = Progress(target, Given.Day("2019-01-01"), Given.Figure(target, "6,500", span: Span.Level));

        (progress.Counted, progress.Share, progress.Pace).Should().Be((-500L, -0.5, Pace.Behind));
    }

    [Theory]
    [InlineData("950", 1.0, Pace.Reached)]
    [InlineData("900", 1.0, Pace.Reached)]
    [InlineData("899", 0.0, Pace.Overdue)]
    public void A_level_promised_below_its_baseline_is_met_by_whatever_is_not_below_it(string level, double share, Pace pace)
    {
        var target = Given.Target("900", metric: "headcount", baseline: 1_000);

        var progress = Progress(target, Later, Given.Figure(target, level, span: Span.Level));

        (progress.Share, progress.Pace).Should().Be((share, pace));
    }

    [Fact]
    public void A_negative_change_counts_as_what_it_is()
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, "-23,328"));

        (progress.Counted, progress.Share, progress.Pace).Should().Be((-23_328L, -23.328, Pace.Overdue));
    }

    [Fact]
    public void A_figure_that_falls_takes_the_progress_down_with_it()
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, "1,000", "2018-12-31"), Given.Figure(target, "0", "2019-12-31"));

        (progress.Counted, progress.Share, progress.Pace).Should().Be((0L, 0.0, Pace.Overdue));
    }

    [Fact]
    public void A_figure_from_before_the_announcement_counts_where_the_editors_say_so()
    {
        var target = Given.Target();

        var progress = Progress(target, Given.Announced, Given.Period(target, "600", "2013", "2016"));

        (progress.Counted, progress.Share, progress.ExpectedShare, progress.Pace).Should().Be((600L, 0.6, null, Pace.NoCountSince));
    }

    [Theory]
    [InlineData("2017-01-01", "2016-12-31", null)]
    [InlineData("2017-01-01", "2017-01-01", null)]
    [InlineData("2017-01-01", "2017-01-02", Pace.Ahead)]
    [InlineData("2017-03-22", "2017", Pace.Ahead)]
    [InlineData("2017", "2017-06-30", null)]
    [InlineData("2017", "2017", null)]
    [InlineData("2017", "2018-01-01", Pace.Ahead)]
    public void A_pace_needs_a_count_that_is_certainly_from_after_the_announcement(string announced, string asOf, Pace? pace)
    {
        var target = Given.Target();
        var pledge = Given.Pledge(target, [Given.Figure(target, "300", "2015"), Given.Figure(target, "600", asOf)], announced);
        var on = Given.Day("2018-06-01");

        var progress = TargetProgress.Of(pledge, target, on);

        progress.Pace.Should().Be(pace ?? Pace.NoCountSince);
        (progress.ExpectedShare is null, progress.ExpectedDay is null, progress.Days is null, progress.Projection is null).Should().Be((pace is null, pace is null, pace is null, pace is null));
        TargetProgress.PaceOn(0.6, 600, 1_000, true, pledge.AnnouncedOn, target.Deadline, PartialDate.Parse(asOf), on).Should().Be(progress.Pace, "lists say the same");
        Wording.Pace(progress).Should().StartWith(pace is null ? "No count is known to be from after the announcement" : "Ahead: on a steady path");
        ProgressBar.Render(progress).Contains("steady path", StringComparison.Ordinal).Should().Be(pace is not null);
    }

    [Fact]
    public void A_share_may_exceed_the_whole()
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, "2,500"));

        (progress.Share, progress.Pace).Should().Be((2.5, Pace.Reached));
    }

    [Theory]
    [InlineData("0", 1.0, Pace.Reached)]
    [InlineData("-1", 0.0, Pace.Overdue)]
    public void A_promise_of_nothing_is_met_by_anything_not_below_it(string counted, double share, Pace pace)
    {
        var target = Given.Target("0");

        var progress = Progress(target, Later, Given.Figure(target, counted));

        (progress.Share, progress.Pace).Should().Be((share, pace));
    }

    [Fact]
    public void Of_two_figures_as_of_one_day_the_one_published_later_holds()
    {
        var target = Given.Target();

        var progress = Progress(target, Later,
            Given.Figure(target, "600", published: "2019-03-01"), Given.Figure(target, "500", published: "2019-02-01"));

        progress.Counted.Should().Be(600);
    }

    [Fact]
    public void Of_two_figures_as_of_and_published_on_one_day_the_one_listed_later_holds()
    {
        var target = Given.Target();

        var progress = Progress(target, Later,
            Given.Figure(target, "600", published: "2019-02-01"), Given.Figure(target, "500", published: "2019-02-01"));

        progress.Counted.Should().Be(500);
    }

    [Fact]
    public void Where_the_publication_is_unknown_the_as_of_date_stands_in_for_it()
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, "600", published: "2019-02-01"), Given.Figure(target, "500"));

        progress.Counted.Should().Be(600);
    }

    [Fact]
    public void Within_the_same_stretch_of_time_the_more_exact_date_leads()
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, "800", "2018"), Given.Figure(target, "400", "2018-11"), Given.Figure(target, "410", "2018-11-05"));

        progress.Counted.Should().Be(410);
    }

    [Theory]
    [InlineData(Basis.GovernmentRecord, Basis.CompanyFiling)]
    [InlineData(Basis.CompanyFiling, Basis.IndependentResearch)]
    [InlineData(Basis.IndependentResearch, Basis.MediaCount)]
    [InlineData(Basis.MediaCount, Basis.CompanyStatement)]
    [InlineData(Basis.CompanyStatement, Basis.CommissionedStudy)]
    public void Within_the_same_stretch_of_time_the_stronger_basis_leads_whatever_its_date_and_its_place_in_the_list(Basis stronger, Basis weaker)
    {
        var target = Given.Target();
        Figure[] figures = [Given.Figure(target, "281", "2019", basis: stronger), Given.Figure(target, "550", "2019-12-31", "2020-02-01", basis: weaker)];

        Progress(target, Later, figures).Counted.Should().Be(281);
        Progress(target, Later, [.. figures.Reverse()]).Counted.Should().Be(281);
        CountedFigures.ByStrength.Should().ContainInOrder(stronger, weaker);
    }

    [Fact]
    public void The_latest_state_leads_over_a_stronger_basis_of_an_earlier_time_which_is_named_beside_it()
    {
        var target = Given.Target();
        var record = Given.Figure(target, "281", "2019-12-31", basis: Basis.GovernmentRecord);

        var progress = Progress(target, Later, record, Given.Figure(target, "900", "2020-06"));

        (progress.Counted, progress.Stronger, progress.StrongerShare).Should().Be((900L, record, 0.281));
    }

    [Fact]
    public void A_figure_that_was_outranked_is_known_as_that_and_moves_no_line()
    {
        var target = Given.Target();
        var (record, claim) = (Given.Figure(target, "281", "2019", basis: Basis.GovernmentRecord), Given.Figure(target, "900", "2019-06"));
        var pledge = Given.Pledge(target, [record, claim]);

        CountedFigures.Of(pledge, target, Later).Should().ContainSingle().Which.Figure.Should().Be(record);
        (CountedFigures.IsOutranked(pledge, claim, Later), CountedFigures.IsOutranked(pledge, record, Later)).Should().Be((true, false));
    }

    [Property]
    public void Which_figure_leads_does_not_depend_on_the_order_in_which_they_are_listed(PartialDate[] dates, byte shuffle)
    {
        var target = Given.Target();
        var bases = Enum.GetValues<Basis>();
        var figures = dates.Distinct().Take(12).Select((date, i) => Given.Figure(target, Text(100 + i), date.ToString(), basis: bases[(i + shuffle) % bases.Length])).ToList();

        var leads = TargetProgress.Of(Given.Pledge(target, figures), target, DateOnly.MaxValue).Latest;
        var backwards = TargetProgress.Of(Given.Pledge(target, Enumerable.Reverse(figures)), target, DateOnly.MaxValue).Latest;

        backwards.Should().Be(leads);
        (leads is null).Should().Be(figures.Count == 0, "something always leads where something counts");
    }

    [Fact]
    public void A_level_that_came_undone_falls_and_its_height_is_kept()
    {
        var target = Given.Target("2,500", baseline: 0);
        var height = Given.Figure(target, "1,514", "2025-12", span: Span.Level);

        var progress = Progress(target, Given.Day("2026-03-01"), height, Given.Figure(target, "0", "2026-02-14", span: Span.Level));

        (progress.Counted, progress.Share, progress.Height!.Figure, progress.Height.Low).Should().Be((0L, 0.0, height, 1_514L));
    }

    [Fact]
    public void A_level_that_was_always_below_its_start_has_no_height()
    {
        var target = Given.Target(null, metric: "headcount", baseline: 80_000);

        var progress = Progress(target, Later, Given.Figure(target, "75,000", "2021-12-31", span: Span.Level), Given.Figure(target, "71,000", "2022-12-31", span: Span.Level));

        (progress.Height, progress.Stated, progress.Counted).Should().Be((null, Quantity.Exactly(71_000), -9_000L));
    }

    [Fact]
    public void A_count_that_never_fell_has_no_height_beside_it()
    {
        var target = Given.Target();

        Progress(target, Later, Given.Figure(target, "100", "2018"), Given.Figure(target, "100", "2019")).Height.Should().BeNull();
    }

    [Fact]
    public void What_counts_in_the_parts_counts_in_the_whole_at_least_and_a_part_is_never_called_uncounted_beside_a_counted_whole()
    {
        var whole = Given.Target("13,000", key: "all");
        var (first, second) = (Given.Target("3,000", key: "first", partOf: "all"), Given.Target("1,000", key: "second", partOf: "all"));
        var pledge = Given.Pledge(whole, [Given.Figure(first, "281", "2019-12-31")], furtherTargets: [first, second]);

        var progress = TargetProgress.Of(pledge, whole, Later);

        (progress.Reading, progress.FromParts.Single()).Should().Be((Quantity.AtLeast(281), first));
        TargetProgress.Of(pledge, second, Later).Whole!.Target.Should().Be(whole);
        TargetProgress.Of(pledge, second, Later).Counted.Should().BeNull();
    }

    [Fact]
    public void A_whole_with_a_figure_of_its_own_is_not_added_up_from_its_parts()
    {
        var whole = Given.Target("13,000", key: "all");
        var part = Given.Target("3,000", key: "first", partOf: "all");

        var progress = TargetProgress.Of(Given.Pledge(whole, [Given.Figure(whole, "550", "2019"), Given.Figure(part, "281", "2020")], furtherTargets: [part]), whole, Later);

        (progress.Counted, progress.FromParts.Count).Should().Be((550L, 0));
    }

    [Fact]
    public void An_undated_figure_counts_where_nothing_dated_does_has_no_age_and_no_pace()
    {
        var target = Given.Target(deadline: "2030");

        var progress = Progress(target, Given.Day("2026-11-25"), Given.Figure(target, "600", "2026-11-25", undated: true));

        (progress.Counted, progress.AgeInDays, progress.Pace, progress.ExpectedShare, progress.ExpectedDay).Should().Be((600L, null, Pace.Undated, null, null));
    }

    [Fact]
    public void A_dated_figure_leads_over_an_undated_one_however_late_that_became_known()
    {
        var target = Given.Target(deadline: "2030");

        Progress(target, Given.Day("2026-11-25"), Given.Figure(target, "400", "2019"), Given.Figure(target, "600", "2026-11-25", undated: true, basis: Basis.GovernmentRecord)).Counted.Should().Be(400);
    }

    [Fact]
    public void A_level_without_a_known_start_says_nothing_of_what_was_added()
    {
        var target = Given.Target("1,000");
        var level = Given.Figure(target, "9,000", "2019-12-31", span: Span.Level);

        var progress = Progress(target, Later, level);

        (progress.Counted, progress.Share, progress.LevelWithoutStart).Should().Be((null, null, level));
    }

    [Theory]
    [InlineData("nearly 1,000", 0.99, 1, false)]
    [InlineData("almost 1,000", 0.99, 1, false)]
    [InlineData("nearly 1,001", 1, 1.01, true)]
    [InlineData("about 1,000", 1, 1, true)]
    [InlineData("1,000", 1, 1, true)]
    [InlineData("fewer than 1,000", 0, 0, false)]
    [InlineData("more than 1,000", 1, 1, true)]
    public void What_is_nearly_all_of_it_is_not_all_of_it(string quantity, double atLeast, double atMost, bool isReached)
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, quantity, "2020-06"));

        progress.Share.Should().BeInRange(atLeast, atMost);
        (progress.Pace == Pace.Reached, progress.Share >= 1).Should().Be((isReached, isReached));
    }

    [Property]
    public void The_hedge_of_the_leading_figure_stays_with_what_counts(Quantity quantity)
    {
        var target = Given.Target("1,000,000");

        var progress = Progress(target, Later, Given.Figure(target, quantity.ToString(), "2020-06"));

        (progress.Reading, progress.Stated).Should().Be((quantity, quantity));
    }

    [Fact]
    public void What_is_expected_is_of_the_day_that_the_figure_describes()
    {
        var target = Given.Target(deadline: "2036-12-31");

        var progress = Progress(target, Given.Day("2026-12-31"), Given.Figure(target, "120", "2018-12-31"));

        progress.ExpectedDay.Should().Be(Given.Day("2018-12-31"));
        progress.ExpectedShare.Should().BeApproximately(0.1, 0.001);
        progress.Pace.Should().Be(Pace.Ahead, "12% were counted on a day on which 10% were to be expected");
    }

    [Fact]
    public void Periods_add_up()
    {
        var target = Given.Target();

        var progress = Progress(target, Later,
            Given.Period(target, "200", "2018", "2018"), Given.Period(target, "100", "2017", "2017"), Given.Period(target, "50", "2019-01", "2019-06"));

        (progress.Counted, progress.Latest!.AsOf.ToString()).Should().Be((350L, "2019-06"));
    }

    [Fact]
    public void A_gap_between_periods_adds_nothing_and_takes_nothing()
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Period(target, "100", "2017", "2017"), Given.Period(target, "200", "2019", "2019"));

        progress.Counted.Should().Be(300);
    }

    [Theory]
    [InlineData("2018", "2019")]
    [InlineData("2018-12-31", "2019-12-31")]
    public void An_overlap_of_periods_does_not_add(string from, string to)
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Period(target, "100", "2017", "2018"), Given.Period(target, "200", from, to));

        progress.Counted.Should().Be(100);
    }

    [Fact]
    public void A_period_adds_to_a_total_that_ended_before_it_began()
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, "300", "2018-12-31"), Given.Period(target, "50", "2019-01-01", "2019-03-31"));

        progress.Counted.Should().Be(350);
    }

    [Fact]
    public void A_period_beside_a_total_that_may_contain_it_adds_nothing_certain()
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, "300", "2018-12-31"), Given.Period(target, "50", "2018-12", "2019-03"));

        progress.Counted.Should().Be(300);
    }

    [Fact]
    public void A_total_replaces_the_periods_before_it()
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Period(target, "400", "2017", "2017"), Given.Figure(target, "300", "2018-12-31"));

        progress.Counted.Should().Be(300);
    }

    [Fact]
    public void A_sum_with_one_open_period_is_open_upwards()
    {
        var target = Given.Target();

        var progress = Progress(target, Later,
            Given.Period(target, "100", "2017", "2017"), Given.Period(target, "more than 50", "2018", "2018"), Given.Period(target, "10 to 20", "2019", "2019"));

        (progress.Counted, progress.CountedHigh).Should().Be((160L, null));
    }

    [Fact]
    public void A_sum_with_several_open_periods_is_open_upwards()
    {
        var target = Given.Target();

        var progress = Progress(target, Later,
            Given.Period(target, "more than 100", "2017", "2017"), Given.Period(target, "more than 50", "2018", "2018"));

        (progress.Counted, progress.CountedHigh).Should().Be((150L, null));
    }

    [Fact]
    public void The_ranges_of_periods_add_up_at_both_ends()
    {
        var target = Given.Target();

        var progress = Progress(target, Later,
            Given.Period(target, "100 to 150", "2017", "2017"), Given.Period(target, "up to 50", "2018", "2018"));

        (progress.Counted, progress.CountedHigh).Should().Be((100L, 200L));
    }

    [Theory]
    [InlineData(Counting.Context)]
    [InlineData(Counting.Disputed)]
    public void Only_figures_that_do_not_count_are_nothing_counted_and_not_zero(Counting counting)
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, "900", counting: counting));

        (progress.Counted, progress.Share, progress.AgeInDays, progress.Latest, progress.Pace)
            .Should().Be(((long?)null, (double?)null, (int?)null, (Figure?)null, Pace.NothingCounted));
    }

    [Property]
    public void Context_and_disputed_figures_never_move_anything(Quantity quantity, PartialDate asOf, DateOnly on, bool disputed)
    {
        var target = Given.Target();
        Figure[] counted = [Given.Figure(target, "300", "2017-12-31"), Given.Figure(target, "450", "2018-12-31")];
        var context = Given.Figure(target, quantity.ToString(), asOf.ToString(), counting: disputed ? Counting.Disputed : Counting.Context);

        var with = Progress(target, on, [context, .. counted, context]);

        with.Should().Be(Progress(target, on, counted));
    }

    [Fact]
    public void A_figure_of_another_target_moves_nothing()
    {
        var (target, other) = (Given.Target(), Given.Target(key: "other"));
        var pledge = Given.Pledge(target, [Given.Figure(other, "900"), Given.Figure(null, "900")], furtherTargets: [other]);

        var progress = TargetProgress.Of(pledge, target, Later);

        progress.Pace.Should().Be(Pace.NothingCounted);
    }

    [Fact]
    public void Figures_as_of_a_later_day_are_ignored()
    {
        var target = Given.Target();

        var progress = Progress(target, "2018-12-30", Given.Figure(target, "300", "2017-12-31"), Given.Figure(target, "900", "2018-12-31"));

        progress.Counted.Should().Be(300);
    }

    [Fact]
    public void Nothing_counted_after_the_deadline_is_still_nothing_counted()
    {
        var progress = Progress(Given.Target(), Later);

        (progress.Pace, progress.DeadlineHasPassed, progress.ExpectedShare).Should().Be((Pace.NothingCounted, true, 1.0));
    }

    [Fact]
    public void A_direction_without_a_number_has_no_share_and_no_pace()
    {
        var target = Given.Target(quantity: null, metric: "headcount", baseline: 80_000);

        var progress = Progress(target, Later, Given.Figure(target, "71,000", span: Span.Level));

        (progress.Counted, progress.Share, progress.Projection, progress.Pace)
            .Should().Be((-9_000L, (double?)null, (Projection?)null, Pace.NoNumber));
    }

    [Fact]
    public void A_direction_without_a_number_stays_so_when_nothing_counts()
    {
        Progress(Given.Target(quantity: null), Later).Pace.Should().Be(Pace.NoNumber);
    }

    [Fact]
    public void Without_a_deadline_nothing_is_expected_and_nothing_is_overdue()
    {
        var target = Given.Target(deadline: null);

        var progress = Progress(target, Later, Given.Figure(target, "500"));

        (progress.ExpectedShare, progress.DeadlineHasPassed, progress.Pace).Should().Be((null, false, Pace.NoDeadline));
    }

    [Fact]
    public void A_target_without_a_deadline_can_be_reached()
    {
        var target = Given.Target(deadline: null);

        Progress(target, Later, Given.Figure(target, "1,000")).Pace.Should().Be(Pace.Reached);
    }

    [Theory]
    [InlineData("2020-12-31", Pace.Behind)]
    [InlineData("2021-01-01", Pace.Overdue)]
    public void A_target_is_overdue_from_the_day_after_its_deadline(string on, Pace pace)
    {
        var target = Given.Target(deadline: "2020");

        Progress(target, on, Given.Figure(target, "500", "2020-12-30")).Pace.Should().Be(pace);
    }

    [Fact]
    public void Reached_beats_overdue()
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, "1,000", "2024-12-31"));

        (progress.Pace, progress.DeadlineHasPassed).Should().Be((Pace.Reached, true));
    }

    [Theory]
    [InlineData(299, Pace.Behind)]
    [InlineData(450, Pace.OnPace)]
    [InlineData(449, Pace.Behind)]
    [InlineData(500, Pace.OnPace)]
    [InlineData(501, Pace.Ahead)]
    [InlineData(999, Pace.Ahead)]
    [InlineData(1_000, Pace.Reached)]
    public void Half_way_through_90_percent_of_the_line_is_on_pace_and_more_than_the_line_is_ahead(int counted, Pace pace)
    {
        var target = Given.Target(deadline: "2017-01-21");

        var progress = Progress(target, "2017-01-11", Given.Figure(target, Text(counted), "2017-01-11"));

        progress.Pace.Should().Be(pace);
    }

    [Property]
    public void Exactly_90_percent_of_the_line_is_on_pace_and_one_less_is_behind(byte elapsed, byte more)
    {
        var (passed, whole) = (elapsed + 1, elapsed + 1 + more + 1);
        var target = Given.Target(Text(whole * 10), Text(new DateOnly(2017, 1, 1).AddDays(whole)));
        var on = new DateOnly(2017, 1, 1).AddDays(passed);

        var exactly = Progress(target, on, Given.Figure(target, Text(passed * 9), Text(on)));
        var less = Progress(target, on, Given.Figure(target, Text((passed * 9) - 1), Text(on)));

        (exactly.Pace, less.Pace).Should().Be((Pace.OnPace, Pace.Behind));
    }

    [Fact]
    public void On_the_day_of_the_announcement_nothing_is_expected_and_no_pace_is_said()
    {
        var target = Given.Target();

        var progress = Progress(target, Given.Announced, Given.Figure(target, "0", Given.Announced));

        (progress.ExpectedShare, progress.Pace).Should().Be((null, Pace.NoCountSince));
    }

    [Property]
    public void Nothing_is_expected_up_to_the_announcement_and_everything_from_the_deadline_on(PartialDate announced, PartialDate deadline, ushort days)
    {
        if (deadline.Latest <= announced.Earliest)
        {
            return;
        }

        var before = Shift(announced.Earliest, -days);
        var after = Shift(deadline.Latest, days);

        TargetProgress.ExpectedOn(announced, deadline, before).Should().Be(0);
        TargetProgress.ExpectedOn(announced, deadline, after).Should().Be(1);
    }

    [Property]
    public void The_expected_share_is_bounded_and_never_falls_with_the_date(PartialDate announced, PartialDate deadline, DateOnly a, DateOnly b)
    {
        var (early, late) = a <= b ? (a, b) : (b, a);

        var (first, second) = (TargetProgress.ExpectedOn(announced, deadline, early), TargetProgress.ExpectedOn(announced, deadline, late));

        first.Should().BeInRange(0, 1);
        second.Should().BeInRange(0, 1).And.BeGreaterThanOrEqualTo(first!.Value);
    }

    [Fact]
    public void The_line_runs_from_the_first_day_of_the_announcement_to_the_last_day_of_the_deadline()
    {
        var expected = TargetProgress.ExpectedOn(PartialDate.Parse("2017"), PartialDate.Parse("2018"), Given.Day("2018-01-01"));

        expected.Should().Be(365 / 729.0);
    }

    [Fact]
    public void A_deadline_not_after_the_announcement_expects_everything_at_once()
    {
        var (announced, deadline) = (PartialDate.Parse("2017-01-09"), PartialDate.Parse("2017-01-09"));

        TargetProgress.ExpectedOn(announced, deadline, Given.Day("2017-01-08")).Should().Be(0);
        TargetProgress.ExpectedOn(announced, deadline, Given.Day("2017-01-09")).Should().Be(1);
    }

    [Property]
    public void The_share_never_falls_when_the_figure_rises(long a, long b, long promised, long baseline)
    {
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        var target = Given.Target(Text(promised), metric: "headcount", baseline: baseline);

        var (less, more) = (Progress(target, Later, Level(target, low)), Progress(target, Later, Level(target, high)));

        more.Share.Should().BeGreaterThanOrEqualTo(less.Share!.Value);
        more.Counted.Should().BeGreaterThanOrEqualTo(less.Counted!.Value);
    }

    [Property]
    public void No_number_of_64_bits_overflows(Quantity promised, Quantity first, Quantity second, Quantity third, long baseline, bool isLevel)
    {
        var target = Given.Target(promised.ToString(), metric: isLevel ? "headcount" : "jobs-created", baseline: baseline);
        var level = Given.Figure(target, first.ToString(), "2017-12-31", span: Span.Level);

        var progress = Progress(target, Later, level, Given.Period(target, second.ToString(), "2018", "2018"), Given.Period(target, third.ToString(), "2019", "2019"));

        double.IsFinite(progress.Share!.Value).Should().BeTrue();
        double.IsFinite(progress.Projection?.PerYear ?? 0).Should().BeTrue();
        (progress.CountedHigh ?? long.MaxValue).Should().BeGreaterThanOrEqualTo(progress.Counted!.Value);
    }

    [Theory]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, long.MinValue)]
    public void A_sum_beyond_64_bits_stops_at_the_end_and_does_not_wrap(long each, long sum)
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Period(target, Text(each), "2017", "2017"), Given.Period(target, Text(each), "2018", "2018"));

        progress.Counted.Should().Be(sum);
    }

    [Fact]
    public void Revisions_of_the_target_never_change_the_share()
    {
        var revised = Given.Target("13,000", revisions: [Given.TargetRevision("2021-04-20", "1,454"), Given.TargetRevision("2022", "10")]);
        var original = Given.Target("13,000");

        var progress = Progress(revised, Later, Given.Figure(revised, "1,454", "2023-12-31"));

        progress.Share.Should().Be(Progress(original, Later, Given.Figure(original, "1,454", "2023-12-31")).Share);
        progress.Pace.Should().Be(Pace.Overdue);
    }

    [Theory]
    [InlineData("2018-12-31", "2018-12-31", 0)]
    [InlineData("2018-12-31", "2019-01-01", 1)]
    [InlineData("2018-12", "2019-01-31", 31)]
    [InlineData("2019", "2020-02-29", 60)]
    [InlineData("2019", "2019-03-01", 0)]
    public void The_age_is_the_whole_days_since_the_last_day_the_figure_describes(string asOf, string on, int age)
    {
        var target = Given.Target();

        var progress = Progress(target, on, Given.Figure(target, "500", asOf, published: "2019-01-01"));

        progress.AgeInDays.Should().Be(age);
    }

    [Fact]
    public void One_counted_figure_projects_nothing()
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, "100"), Given.Figure(target, "50", "2017-06-30", counting: Counting.Context));

        progress.Projection.Should().BeNull();
    }

    [Fact]
    public void Two_figures_as_of_the_same_day_project_nothing()
    {
        var target = Given.Target();

        Progress(target, Later, Given.Figure(target, "100"), Given.Figure(target, "200")).Projection.Should().BeNull();
    }

    [Fact]
    public void A_target_that_is_reached_needs_no_projection()
    {
        var target = Given.Target();

        Progress(target, Later, Given.Figure(target, "100", "2017-12-31"), Given.Figure(target, "1,000")).Projection.Should().BeNull();
    }

    [Fact]
    public void The_projection_runs_through_the_first_and_the_latest_counted_figure()
    {
        var target = Given.Target();

        var progress = Progress(target, Later,
            Given.Figure(target, "100", "2018-01-01"), Given.Figure(target, "110", "2018-01-05"), Given.Figure(target, "200", "2018-01-11"));

        progress.Projection.Should().Be(new Projection(Given.Day("2018-04-01"), 3652.5));
    }

    [Fact]
    public void A_projection_names_the_first_day_on_which_the_whole_is_there()
    {
        var target = Given.Target("1,001");

        var progress = Progress(target, Later, Given.Figure(target, "100", "2018-01-01"), Given.Figure(target, "200", "2018-01-11"));

        progress.Projection!.Reached.Should().Be(Given.Day("2018-04-02"));
    }

    [Theory]
    [InlineData("200", "200", 0.0)]
    [InlineData("200", "190", -365.25)]
    public void Figures_that_stand_still_or_fall_reach_nothing(string first, string latest, double perYear)
    {
        var target = Given.Target();

        var progress = Progress(target, Later, Given.Figure(target, first, "2018-01-01"), Given.Figure(target, latest, "2018-01-11"));

        progress.Projection.Should().Be(new Projection(null, perYear));
    }

    [Fact]
    public void A_projection_beyond_the_calendar_names_no_day()
    {
        var target = Given.Target("1,000,000,000");

        var progress = Progress(target, Later, Given.Figure(target, "100", "2017-12-31"), Given.Figure(target, "101", "2019-12-31"));

        progress.Projection!.Reached.Should().BeNull();
        progress.Projection.PerYear.Should().BeApproximately(0.5, 0.001);
    }

    [Theory]
    [InlineData(0, "9999-12-31")]
    [InlineData(1, null)]
    public void The_last_day_that_a_projection_can_name_is_the_last_of_the_calendar(int more, string? reached)
    {
        // One job on each day from the second of the two on.
        var (first, second) = (Given.Day("2018-01-01"), Given.Day("2018-01-02"));
        var target = Given.Target(Text(1 + DateOnly.MaxValue.DayNumber - second.DayNumber + more));

        var progress = Progress(target, Later, Given.Figure(target, "0", Text(first)), Given.Figure(target, "1", Text(second)));

        progress.Projection!.Reached.Should().Be(reached is null ? null : Given.Day(reached));
    }

    [Property]
    public void The_pace_in_a_list_is_the_pace_on_the_page(long counted, long promised, PartialDate announced, PartialDate? deadline, DateOnly on)
    {
        var target = Given.Target(Text(promised), deadline?.ToString());
        var pledge = Given.Pledge(target, [Given.Figure(target, Text(counted), Text(on))], announced.ToString());

        var progress = TargetProgress.Of(pledge, target, on);
        var listed = TargetProgress.PaceOn(progress.Share, counted, promised, true, announced, deadline, PartialDate.OfDay(on), on);

        listed.Should().Be(progress.Pace);
    }

    [Theory]
    [InlineData(500L, null, Given.Deadline, Pace.NoNumber)]
    [InlineData(null, null, Given.Deadline, Pace.NoNumber)]
    [InlineData(null, 1_000L, Given.Deadline, Pace.NothingCounted)]
    [InlineData(500L, 1_000L, Given.Deadline, Pace.Overdue)]
    [InlineData(500L, 1_000L, "2026-01-15", Pace.Behind)]
    [InlineData(500L, 1_000L, null, Pace.NoDeadline)]
    [InlineData(1_000L, 1_000L, null, Pace.Reached)]
    public void In_a_list_what_is_not_known_is_as_little_held_against_a_target_as_on_its_page(long? counted, long? promised, string? deadline, Pace pace)
    {
        var due = deadline is null ? (PartialDate?)null : PartialDate.Parse(deadline);

        TargetProgress.PaceOn(counted / (double?)promised, counted, promised, true, PartialDate.Parse(Given.Announced), due, PartialDate.OfDay(Later), Later).Should().Be(pace);
    }

    [Theory]
    [ClassData(typeof(Cultures))]
    public void The_same_arguments_give_the_same_answer_in_every_culture(string culture)
    {
        var here = Answer();

        var there = Cultures.Under(culture, Answer);

        there.Should().Be(here);
    }

    private static (long?, double?, double?, Pace, int?, Projection?) Answer()
    {
        var target = Given.Target("1,454", "2022");
        var progress = Progress(target, "2020-06-30", Given.Figure(target, "281", "2018-12"), Given.Figure(target, "~550", "2019"));
        return (progress.Counted, progress.Share, progress.ExpectedShare, progress.Pace, progress.AgeInDays, progress.Projection);
    }

    private static TargetProgress Progress(Target target, string on, params Figure[] figures) => Progress(target, Given.Day(on), figures);

    private static TargetProgress Progress(Target target, DateOnly on, params Figure[] figures) =>
        TargetProgress.Of(Given.Pledge(target, figures), target, on);

    private static Figure Level(Target target, long level) => Given.Figure(target, Text(level), span: Span.Level);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => PartialDate.OfDay(day).ToString();

    private static DateOnly Shift(DateOnly day, int days) =>
        DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + days, 0, DateOnly.MaxValue.DayNumber));
}
