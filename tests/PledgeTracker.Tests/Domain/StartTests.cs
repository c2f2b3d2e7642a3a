using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests.Domain;

/// <summary>What was there before a promise, and what was promised to stay.</summary>
public class StartTests
{
    [Fact]
    public void A_level_over_a_start_that_is_only_about_so_much_counts_as_about_so_much()
    {
        var target = Given.Target("10,000", metric: "headcount", baseline: 9_000, baselineHedge: "about");

        var progress = Of(target, Given.Figure(target, "9,600", span: Span.Level));

        (progress.Reading, progress.Stated, TargetProgress.PromisedIn(target)).Should().Be((Quantity.About(600), Quantity.Exactly(9_600), Quantity.About(1_000)));
        progress.Share.Should().Be(0.6);
    }

    [Fact]
    public void What_counts_on_top_of_a_hedged_start_is_stated_with_that_hedge()
    {
        var target = Given.Target("10,000", metric: "headcount", baseline: 9_000, baselineHedge: "about");

        Of(target, Given.Figure(target, "400")).Stated.Should().Be(Quantity.About(9_400));
    }

    [Theory]
    [InlineData("about 9,000", 9_000L, "about")]
    [InlineData("9000", 9_000L, null)]
    [InlineData("more than 180,000", 180_000L, "more than")]
    [InlineData("0", 0L, null)]
    public void A_start_is_read_with_its_hedge(string typed, long number, string? hedge)
    {
        var draft = Given.Draft();
        var read = ReviewRules.Review(draft with { Targets = [draft.Targets[0] with { Baseline = typed }] }, Given.ReviewContext());

        read.Problems.Should().BeEmpty();
        (read.Pledge!.Headline.Baseline, read.Pledge.Headline.BaselineHedge).Should().Be((number, hedge));
        read.Pledge.Headline.Start.Should().Be(Quantity.Parse(typed));
    }

    [Fact]
    public void A_start_is_one_number_and_no_range()
    {
        var draft = Given.Draft();

        ReviewRules.Review(draft with { Targets = [draft.Targets[0] with { Baseline = "1,200 to 1,500" }] }, Given.ReviewContext())
            .Problems.Should().ContainSingle().Which.ToString().Should().StartWith("targets[0].baseline: Write one number");
    }

    [Fact]
    public void Jobs_that_were_to_be_kept_have_no_path_from_nothing()
    {
        var target = Given.Target(metric: "jobs-retained");
        var pledge = Given.Pledge(target, [Given.Figure(target, "300")]);
        var before = new DateOnly(2019, 6, 1);

        var progress = TargetProgress.Of(pledge, target, before);

        (progress.ExpectedShare, progress.Days, progress.Pace, progress.Share, progress.Projection).Should().Be((null, null, Pace.NoPath, 0.3, null));
        TargetProgress.Of(pledge, target, Given.Today).Pace.Should().Be(Pace.Overdue, "a deadline passes for them as for all");
        TargetProgress.PaceOn(0.3, 300, 1_000, false, pledge.AnnouncedOn, target.Deadline, PartialDate.OfDay(before), before).Should().Be(Pace.NoPath, "lists say the same");
    }

    [Fact]
    public void Jobs_that_were_to_be_kept_are_reached_as_others_are()
    {
        var target = Given.Target(metric: "jobs-retained");

        Of(target, Given.Figure(target, "1,000")).Pace.Should().Be(Pace.Reached);
    }

    private static TargetProgress Of(Target target, params Figure[] figures) => TargetProgress.Of(Given.Pledge(target, figures), target, Given.Today);
}
