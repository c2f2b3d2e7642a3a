using System.Globalization;
using System.Xml.Linq;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Publishing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.Charts;

public class BarTests
{
    [Theory]
    [InlineData(0.37, "37%")]
    [InlineData(1.0, "100%")]
    [InlineData(4.8, "100%")]
    public void A_bar_is_as_long_as_the_share_and_never_longer_than_the_target(double share, string width) =>
        Drawing.Read(ProgressBar.RenderRow(share, null)).All("rect", "done").Single().Attribute("width")!.Value.Should().Be(width);

    [Fact]
    public void What_goes_beyond_the_target_ends_in_an_arrow_and_what_falls_below_zero_points_out()
    {
        var over = Drawing.Read(ProgressBar.RenderRow(1.3, null));
        var under = Drawing.Read(ProgressBar.RenderRow(-0.2, null));

        over.All("svg", "over").Should().ContainSingle();
        under.All("svg", "under").Should().ContainSingle();
        under.All("rect", "done").Should().BeEmpty();
    }

    [Fact]
    public void The_texts_under_a_bar_never_run_into_each_other_where_it_is_narrowest()
    {
        var bars = StarterDataTests.All.SelectMany(p => p.Targets.Select(t => ProgressBar.Render(TargetProgress.Of(p, t, new DateOnly(2026, 11, 29)))))
            .Where(b => b.Length > 0).Select(Drawing.Read).ToList();

        bars.Should().HaveCountGreaterThan(150).And.AllSatisfy(bar =>
            bar.All("text").GroupBy(t => t.Attribute("y")!.Value).Where(line => line.Count() > 1)
                .Should().NotContain(line => line.Sum(t => TextWidth.Of(t.Value, 13, false)) > 240 - 16));
    }

    [Fact]
    public void Nothing_counted_is_an_empty_track_and_no_bar()
    {
        var bar = Drawing.Read(ProgressBar.RenderRow(null, 1));

        bar.All("rect").Should().ContainSingle(r => Drawing.HasClass(r, "track"));
        bar.All("line", "hatched").Should().BeEmpty();
    }

    [Fact]
    public void A_share_too_small_to_see_is_still_drawn() =>
        Drawing.Read(ProgressBar.RenderRow(0.000_281, 1)).All("rect", "done").Single().Attribute("width")!.Value.Should().Be("2");

    [Fact]
    public void Context_alone_is_hatched_and_never_a_bar()
    {
        var known = Drawing.Read(ProgressBar.RenderRow(null, 1, hasUncounted: true, uncountedShare: 0.39));
        var unknown = Drawing.Read(ProgressBar.RenderRow(null, 1, hasUncounted: true));

        known.All("line", "uncounted").Single().Attribute("x2")!.Value.Should().Be("39%");
        unknown.All("line", "uncounted").Single().Attribute("x2")!.Value.Should().Be("100%");
        known.All("rect", "done").Concat(unknown.All("rect", "done")).Should().BeEmpty();
    }

    [Fact]
    public void Context_beside_a_counted_figure_leaves_the_bar_as_it_is() =>
        ProgressBar.RenderRow(0.2, 1, hasUncounted: true).Should().Be(ProgressBar.RenderRow(0.2, 1));

    [Fact]
    public void The_mark_of_what_is_expected_stands_at_its_share() =>
        Drawing.Read(ProgressBar.RenderRow(0.2, 0.6)).All("line", "expected").Single().Attribute("x1")!.Value.Should().Be("60%");

    [Fact]
    public void A_range_is_a_hatched_extension_from_what_is_certain_to_what_may_be()
    {
        var target = Given.Target();

        var bar = Bar(target, Given.Figure(target, "200 to 350"));

        bar.All("rect", "done").Single().Attribute("width")!.Value.Should().Be("20%");
        bar.All("line", "range").Single().Attribute("x1")!.Value.Should().Be("20%");
        bar.All("line", "range").Single().Attribute("x2")!.Value.Should().Be("35%");
        bar.Texts.Should().Contain("20% to 35% counted");
    }

    [Fact]
    public void The_words_of_a_bar_say_what_is_counted_what_is_due_and_what_was_to_be_expected()
    {
        var target = Given.Target();
        var pledge = Given.Pledge(Given.Figure(target, "250"));

        Drawing.Read(ProgressBar.Render(TargetProgress.Of(pledge, target, Given.Day("2018-12-31")))).Texts
            .Should().BeEquivalentTo("25% counted", "100% due 31 Dec 2020", "49% on a steady path by 31 Dec 2018");
        Bar(target).Texts.Should().BeEquivalentTo("no qualifying figure", "100% due 31 Dec 2020");
        Bar(Given.Target(deadline: null)).Texts.Should().BeEquivalentTo("no qualifying figure", "100%, no original deadline recorded");
    }

    [Theory, InlineData(VerdictKind.Withdrawn), InlineData(VerdictKind.Lapsed)]
    public void Of_a_pledge_that_was_withdrawn_or_lapsed_no_figure_is_missing_yet(VerdictKind verdict)
    {
        var target = Given.Target();
        var pledge = Given.Pledge(target, verdicts: [Given.Verdict(verdict, "2019-05-01")]);

        Drawing.Read(ProgressBar.Render(TargetProgress.Of(pledge, target, Given.Today))).Texts.Should().Contain("no qualifying figure");
        ChartWords.Finding(TargetProgress.Of(pledge, target, Given.Today)).Should().Be("No qualifying figure for a pledge of 1,000 jobs by 31 December 2020");
        verdict.FellAway().Should().BeTrue();
        VerdictKind.Missed.FellAway().Should().BeFalse("what was missed may still be counted");
    }

    [Fact]
    public void A_target_without_a_number_has_no_bar() =>
        ProgressBar.Render(TargetProgress.Of(Given.Pledge(Given.Target(null)), Given.Target(null), Given.Today)).Should().BeEmpty();

    [Theory]
    [InlineData(0.9996)]
    [InlineData(0.0004)]
    [InlineData(-0.123)]
    [InlineData(12.34)]
    [InlineData(0)]
    public void Shares_are_written_in_the_bar_as_in_the_text_beside_it(double share)
    {
        var target = Given.Target("1,000,000");
        var pledge = Given.Pledge(Given.Figure(target, ((long)(share * 1_000_000)).ToString(CultureInfo.InvariantCulture)));

        var progress = TargetProgress.Of(pledge, target, Given.Today);

        Drawing.Read(ProgressBar.Render(progress)).Texts.Should().Contain(Wording.Percent(progress.Share!.Value) + " counted");
    }

    [Fact]
    public void Verdicts_fill_the_whole_bar_in_the_order_of_the_legend()
    {
        var bar = Drawing.Read(VerdictBar.Render(new Dictionary<VerdictKind, int>
        {
            [VerdictKind.Missed] = 25,
            [VerdictKind.Kept] = 50,
            [VerdictKind.NotYetRated] = 25,
            [VerdictKind.Stalled] = 0,
        }));

        bar.All("g").Select(g => g.Attribute("class")!.Value).Should().Equal("v-kept", "v-missed", "v-not-yet-rated");
        bar.All("rect", "segment").Select(r => (r.Attribute("x")!.Value, r.Attribute("width")!.Value))
            .Should().Equal(("0%", "50%"), ("50%", "25%"), ("75%", "25%"));
        bar.Texts.Should().Equal("50", "25", "25");
    }

    [Fact]
    public void One_pledge_among_hundreds_keeps_a_segment_that_can_be_seen_and_no_number_that_has_no_room()
    {
        var bar = Drawing.Read(VerdictBar.Render(new Dictionary<VerdictKind, int> { [VerdictKind.Kept] = 1, [VerdictKind.InProgress] = 999 }));

        Percent(bar.All("rect", "segment").First().Attribute("width")!).Should().BeGreaterThan(1);
        bar.All("rect", "segment").Sum(r => Percent(r.Attribute("width")!)).Should().BeApproximately(100, 0.1);
        bar.Texts.Should().Equal("999");
    }

    [Fact]
    public void No_pledges_are_an_empty_bar() =>
        Drawing.Read(VerdictBar.Render(new Dictionary<VerdictKind, int>())).All("rect", "segment").Should().BeEmpty();

    [Fact]
    public void Every_verdict_has_a_place_in_the_bar() =>
        VerdictBar.Order.Should().BeEquivalentTo(Enum.GetValues<VerdictKind>());

    [Fact]
    public void A_step_of_the_funnel_that_nobody_has_counted_is_an_outline_and_never_a_zero()
    {
        var funnel = Drawing.Read(FunnelChart.Render(Funnel(1_000, (400, false), (null, false), (null, false), (null, false))));

        funnel.All("rect", "not-counted").Should().HaveCount(3);
        funnel.All("rect", "done").Select(r => r.Attribute("width")!.Value).Should().Equal("100%", "40%");
        funnel.Texts.Should().Contain("Verified no count recorded");
    }

    [Fact]
    public void A_step_that_follows_from_a_narrower_one_is_hatched_and_says_at_least()
    {
        var funnel = Drawing.Read(FunnelChart.Render(Funnel(1_000, (200, true), (200, false), (null, false), (null, false))));

        funnel.All("line", "lower-bound").Single().Attribute("x2")!.Value.Should().Be("20%");
        funnel.Texts.Should().Contain("Reported at least 200");
    }

    [Fact]
    public void The_funnel_is_on_one_scale_also_where_more_is_reported_than_pledged()
    {
        var funnel = Drawing.Read(FunnelChart.Render(Funnel(1_000, (2_000, false), (null, false), (null, false), (null, false))));

        funnel.All("rect", "done").Select(r => r.Attribute("width")!.Value).Should().Equal("50%", "100%");
    }

    [Fact]
    public void Bars_are_hidden_from_assistive_technology_and_carry_no_styles()
    {
        foreach (var svg in new[]
        {
            ProgressBar.RenderRow(0.2, 0.4), VerdictBar.Render(new Dictionary<VerdictKind, int>()), FunnelChart.Render(Funnel(null, (1, false))),
        })
        {
            var drawing = Drawing.Read(svg);
            drawing.Root.Attribute("aria-hidden")!.Value.Should().Be("true");
            drawing.Root.DescendantsAndSelf().Attributes("style").Should().BeEmpty();
            drawing.Root.DescendantsAndSelf().Attributes("id").Should().BeEmpty();
        }
    }

    [Fact]
    public void The_page_and_the_drawing_that_leaves_it_are_styled_by_the_same_rules() =>
        File.ReadAllText(Path.Combine(Repository.Root, "src/PledgeTracker.Web/wwwroot/css/chart.css"))
            .Should().Contain("/* begin: the chart */\n" + ChartStyle.Rules + "\n/* end: the chart */");

    private static Drawing Bar(Target target, params Figure[] figures) =>
        Drawing.Read(ProgressBar.Render(TargetProgress.Of(Given.Pledge(target, figures), target, Given.Today)));

    private static double Percent(XAttribute attribute) => double.Parse(attribute.Value.TrimEnd('%'), CultureInfo.InvariantCulture);

    private static Funnel Funnel(long? pledged, params (long? Count, bool FromNarrower)[] counts) =>
        new(pledged is { } number ? Quantity.Exactly(number) : null, [.. counts.Select((c, i) => new FunnelCount((FunnelStep)i, c.Count is not { } count ? null : c.FromNarrower ? Quantity.AtLeast(count) : Quantity.Exactly(count), null, c.FromNarrower))]);
}
