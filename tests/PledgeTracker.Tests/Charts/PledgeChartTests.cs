using System.Xml.Linq;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Domain;
using PledgeTracker.Web.Charts;

namespace PledgeTracker.Tests.Charts;

/// <summary>Unless a test says otherwise: 1,000 jobs, promised on 1 January 2017, due at the end of 2020.</summary>
public class PledgeChartTests
{
    private const double Near = 0.15;

    [Fact]
    public void The_pledged_line_runs_straight_from_zero_at_the_announcement_to_the_target_at_the_deadline_and_then_flat()
    {
        var drawing = Drawing.Of(Given.Pledge(Given.Figure(Given.Target(), "250", "2018-07-01")));

        var path = drawing.Path("pledged");

        path.Should().HaveCount(3);
        path[0].X.Should().BeApproximately(drawing.Day("2017-01-01"), Near);
        path[0].Y.Should().BeApproximately(drawing.Zero, Near);
        path[1].X.Should().BeApproximately(drawing.Day("2020-12-31"), Near);
        path[1].Y.Should().BeApproximately(drawing.Value(1_000), Near);
        path[2].Y.Should().Be(path[1].Y);
        path[2].X.Should().BeGreaterThan(path[1].X);
    }

    [Fact]
    public void Where_nothing_counts_the_target_is_a_level_line_and_the_drawing_lower_since_nobody_said_what_was_to_come_in_between()
    {
        var target = Given.Target();
        var nothing = Drawing.Of(Given.Pledge(Given.Figure(target, "250", "2018-07-01", counting: Counting.Context)));
        var counted = Drawing.Of(Given.Pledge(Given.Figure(target, "250", "2018-07-01")));

        nothing.Path("pledged").Should().HaveCount(2).And.OnlyContain(p => Math.Abs(p.Y - nothing.Value(1_000)) < Near);
        nothing.Uprights("deadline").Single().Should().BeApproximately(nothing.Day("2020-12-31"), Near);
        nothing.Description.Should().Contain("Pledged, as a dashed level line: 1,000 by 31 December 2020.");
        nothing.Height.Should().BeLessThan(counted.Height - 100);
    }

    [Fact]
    public void Without_a_deadline_the_target_is_a_level_line_from_the_announcement()
    {
        var drawing = Drawing.Of(Given.Pledge(Given.Target(deadline: null)));

        var path = drawing.Path("pledged");

        path.Should().HaveCount(2).And.OnlyContain(p => Math.Abs(p.Y - drawing.Value(1_000)) < Near);
        path[0].X.Should().BeApproximately(drawing.Day("2017-01-01"), Near);
        drawing.Uprights("deadline").Should().BeEmpty();
    }

    [Fact]
    public void A_target_without_a_number_has_no_pledged_line()
    {
        var target = Given.Target(quantity: null);

        var drawing = Drawing.Of(Given.Pledge(Given.Figure(target, "300")));

        drawing.Path("pledged").Should().BeEmpty();
        drawing.Marks("counted").Should().ContainSingle();
    }

    [Fact]
    public void A_mark_stands_at_its_date_and_its_value()
    {
        var target = Given.Target();

        var drawing = Drawing.Of(Given.Pledge(Given.Figure(target, "250", "2018-07-01")));

        var mark = drawing.Marks("counted").Should().ContainSingle().Subject;
        mark.X.Should().BeApproximately(drawing.Day("2018-07-01"), Near);
        mark.Y.Should().BeApproximately(drawing.Value(250), Near);
    }

    [Theory]
    [InlineData("2018", "2018-01-01", "2018-12-31")]
    [InlineData("2018-05", "2018-05-01", "2018-05-31")]
    public void A_date_known_only_in_part_is_a_thin_line_that_ends_in_the_mark_on_its_last_day(string asOf, string from, string to)
    {
        var target = Given.Target();

        var drawing = Drawing.Of(Given.Pledge(Given.Figure(target, "250", asOf)));

        var (x1, y1, x2, _) = drawing.Line("span");
        x1.Should().BeApproximately(drawing.Day(from), Near);
        x2.Should().BeApproximately(drawing.Day(to), Near);
        y1.Should().Be(drawing.Marks("counted").Single().Y);
        drawing.Marks("counted").Single().X.Should().Be(x2);
    }

    [Fact]
    public void A_figure_for_the_current_year_stands_at_the_day_looked_at_and_not_in_the_future()
    {
        var target = Given.Target();

        var drawing = Drawing.Of(Given.Pledge(Given.Figure(target, "250", "2019")), on: "2019-06-30");

        drawing.Marks("counted").Single().X.Should().BeApproximately(drawing.Day("2019-06-30"), Near);
    }

    [Fact]
    public void The_counted_line_goes_through_the_values_that_the_domain_counts()
    {
        var target = Given.Target();
        var pledge = Given.Pledge(
            Given.Period(target, "100", "2017-01-01", "2017-12-31"),
            Given.Period(target, "150", "2018-01-01", "2018-12-31"),
            Given.Period(target, "200", "2019-01-01", "2019-12-31"));

        var drawing = Drawing.Of(pledge);

        drawing.Path("counted-line").Select(p => p.Y).Should()
            .Equal(new[] { 100.0, 250, 450 }.Select(drawing.Value), (a, b) => Math.Abs(a - b) < Near);
    }

    [Fact]
    public void A_level_stands_on_an_axis_that_names_where_it_began_with_its_own_number_and_a_fallen_one_below_that()
    {
        var target = Given.Target("14,000", metric: "headcount", baseline: 12_000);

        var drawing = Drawing.Of(Given.Pledge(
            Given.Figure(target, "13,000", "2018-12-31", span: Span.Level), Given.Figure(target, "11,500", "2019-12-31", span: Span.Level)));

        drawing.Path("pledged")[1].Y.Should().BeApproximately(drawing.Value(14_000), Near);
        drawing.Path("pledged")[0].Y.Should().BeApproximately(drawing.Value(12_000), Near);
        drawing.Marks("counted").Select(m => m.Y).Should()
            .Equal(new[] { drawing.Value(13_000), drawing.Value(11_500) }, (a, b) => Math.Abs(a - b) < Near);
        drawing.Texts.Should().Contain("Headcount, from 12,000 before").And.Contain("13,000").And.Contain("11,500");
    }

    [Fact]
    public void A_figure_of_no_known_day_has_no_mark_and_nothing_says_that_no_figure_counted()
    {
        var target = Given.Target();

        var pledge = Given.Pledge(Given.Figure(target, "more than 600", "2026-11-22", undated: true));
        var drawing = Drawing.Of(pledge);

        drawing.Marks().Should().BeEmpty();
        drawing.Texts.Should().NotContain("No qualifying figure").And.Contain("The table has 1 more figure, which has no place on these axes");
        drawing.Title.Should().StartWith("More than 600 of 1,000 jobs");
        PledgeChart.HasFigures(pledge, target, Given.Day("2026-11-23")).Should().BeFalse("its page has a line of text instead");
    }

    [Fact]
    public void A_level_of_a_promised_increase_has_its_own_number_and_the_promise_is_so_much_more()
    {
        var target = Given.Target("1,000", baseline: 9_000);

        var drawing = Drawing.Of(Given.Pledge(Given.Figure(target, "about 9,000", "2018-06", span: Span.Level), Given.Figure(target, "more than 9,400", "2019-12-31", span: Span.Level)));

        drawing.Texts.Should().Contain("about 9,000").And.Contain("more than 9,400").And.Contain("Jobs created, as a level, from 9,000 before");
        string.Join(' ', drawing.Texts).Should().Contain("Pledged 1,000 more (10,000)");
        drawing.Texts.Should().NotContain("0").And.NotContain("about 0");
    }

    [Fact]
    public void A_range_is_a_bar_from_its_low_to_its_high_with_the_mark_at_what_is_certain()
    {
        var target = Given.Target();

        var drawing = Drawing.Of(Given.Pledge(Given.Figure(target, "400 to 700")));

        var (x1, y1, x2, y2) = drawing.Line("range");
        x1.Should().Be(x2);
        y1.Should().BeApproximately(drawing.Value(400), Near);
        y2.Should().BeApproximately(drawing.Value(700), Near);
        drawing.Marks("counted").Single().Y.Should().Be(y1);
    }

    [Fact]
    public void Up_to_makes_nothing_certain_so_its_mark_is_at_zero_and_its_bar_reaches_up()
    {
        var target = Given.Target();

        var drawing = Drawing.Of(Given.Pledge(Given.Figure(target, "up to 600")));

        drawing.Marks("counted").Single().Y.Should().BeApproximately(drawing.Zero, Near);
        drawing.Line("range").Y2.Should().BeApproximately(drawing.Value(600), Near);
    }

    [Theory]
    [InlineData("at least 300", 1)]
    [InlineData("more than 300", 1)]
    [InlineData("about 300", 0)]
    [InlineData("300", 0)]
    public void A_figure_that_is_open_upwards_carries_a_tick(string quantity, int ticks)
    {
        var target = Given.Target();

        var drawing = Drawing.Of(Given.Pledge(Given.Figure(target, quantity)));

        drawing.All("polyline", "or-more").Should().HaveCount(ticks);
    }

    [Theory]
    [InlineData(Counting.Context, "context")]
    [InlineData(Counting.Disputed, "disputed")]
    public void What_does_not_count_is_drawn_hollow_and_off_the_counted_line(Counting counting, string cssClass)
    {
        var target = Given.Target();

        var drawing = Drawing.Of(Given.Pledge(Given.Figure(target, "250", counting: counting), Given.Figure(target, "280", "2019-12-31", counting: counting)));

        drawing.Marks(cssClass).Should().HaveCount(2);
        drawing.Marks("counted").Should().BeEmpty();
        drawing.Path("counted-line").Should().BeEmpty();
        drawing.Title.Should().StartWith("No qualifying figure");
    }

    [Fact]
    public void Context_of_another_family_or_currency_or_on_another_scale_is_left_to_the_table()
    {
        var target = Given.Target();
        var investment = Given.Target("1,000", metric: "investment", key: "money");
        var pledge = Given.Pledge(target,
        [
            Given.Figure(target, "250", counting: Counting.Context),
            Given.Figure(target, "900,000", counting: Counting.Context),
            Given.Figure(investment, "500", counting: Counting.Context),
        ], furtherTargets: [investment]);

        var drawing = Drawing.Of(pledge);

        drawing.Marks("context").Should().ContainSingle().Which.Y.Should().BeApproximately(drawing.Value(250), Near);
        drawing.Texts.Should().Contain("The table has 1 more figure, which has no place on these axes");
    }

    [Fact]
    public void Each_basis_has_a_shape_of_its_own_that_the_legend_names()
    {
        var target = Given.Target();
        var figures = Enum.GetValues<Basis>().Select((basis, i) => Given.Figure(target, "250", $"201{8}-0{i + 1}-15", basis: basis)).ToArray();

        var drawing = Drawing.Of(Given.Pledge(figures));

        drawing.Marks("counted").Select(m => m.Shape).Should().OnlyHaveUniqueItems().And.HaveCount(6);
        foreach (var basis in Enum.GetValues<Basis>())
        {
            drawing.Marks("counted").Should().ContainSingle(m => m.Shape == BasisMark.Path(Counting.Counted, basis));
            drawing.Texts.Should().Contain(Code.Label(basis));
        }
    }

    [Fact]
    public void The_legend_names_only_what_is_drawn()
    {
        var target = Given.Target();

        var drawing = Drawing.Of(Given.Pledge(Given.Figure(target, "250", basis: Basis.CompanyFiling)));

        drawing.All("g", "legend").Single().Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)
            .Should().Equal("Company filing");
    }

    [Fact]
    public void A_revised_target_is_a_step_at_its_date_beside_the_original_and_never_instead_of_it()
    {
        var target = Given.Target(revisions: [Given.TargetRevision("2018-04-20", "400"), Given.TargetRevision("2019-06-01", "600")]);

        var drawing = Drawing.Of(Given.Pledge(target));

        var steps = drawing.Path("revised").Distinct().ToList();
        steps.Select(s => s.X).Take(4).Should().Equal(
            new[] { "2018-04-20", "2018-04-20", "2019-06-01", "2019-06-01" }.Select(drawing.Day), (a, b) => Math.Abs(a - b) < Near);
        steps.Select(s => s.Y).Should().Equal(
            new[] { 1_000.0, 400, 400, 600, 600 }.Select(drawing.Value), (a, b) => Math.Abs(a - b) < Near);
        drawing.Path("pledged")[1].Y.Should().BeApproximately(drawing.Value(1_000), Near);
        string.Join(' ', drawing.Texts).Should().Contain("Revised: 400").And.Contain("Revised: 600");
    }

    [Fact]
    public void Nothing_after_the_day_looked_at_is_drawn()
    {
        var target = Given.Target(revisions: [Given.TargetRevision("2020-01-01", "400")]);
        var pledge = Given.Pledge(target,
            [Given.Figure(target, "250", "2018-06-30"), Given.Figure(target, "300", "2019-06-30"), Given.Figure(target, "350", "2019-09-30", counting: Counting.Context)],
            events: [Given.Event("2019-03-01", EventKind.Withdrawn)]);

        var drawing = Drawing.Of(pledge, on: "2018-12-31");

        drawing.Marks().Should().ContainSingle();
        drawing.Path("revised").Should().BeEmpty();
        drawing.Uprights("event").Should().BeEmpty();
    }

    [Fact]
    public void An_important_event_is_an_upright_line_at_its_date_with_its_word()
    {
        var drawing = Drawing.Of(Given.Pledge(null, events: [Given.Event("2018-09-19", EventKind.Withdrawn), Given.Event("2018-02-01")]));

        drawing.Uprights("event").Single().Should().BeApproximately(drawing.Day("2018-09-19"), Near);
        drawing.Texts.Should().Contain("Withdrawn, 19 Sep 2018");
    }

    [Fact]
    public void On_a_phone_an_event_has_a_number_and_its_words_stand_in_the_list_under_the_drawing()
    {
        var drawing = Drawing.Of(Given.Pledge(null, events: [Given.Event("2018-09-19", EventKind.Withdrawn), Given.Event("2019-02-01", EventKind.Disputed)]), width: ChartOptions.Narrow);

        drawing.All("g", "upright").SelectMany(g => g.Elements()).Where(e => Drawing.HasClass(e, "no")).Select(e => e.Value).Should().BeEquivalentTo("1", "2");
        drawing.All("g", "list").Single().Elements().Where(e => e.Name.LocalName == "text").Select(e => e.Value).Should().Equal("1", "Withdrawn, 19 Sep 2018", "2", "Disputed, 1 Feb 2019");
    }

    [Fact]
    public void A_mark_says_when_pointed_at_its_value_its_day_and_who_reported_it_and_which_row_of_the_table_it_is()
    {
        var target = Given.Target();
        var pledge = Given.Pledge(Given.Figure(target, "250", "2018-07-01"));

        string Draw(ChartOptions options) => PledgeChart.Render(pledge, target, Given.Today, options);
        var wide = Drawing.Read(Draw(new ChartOptions("wide") { NumberOf = _ => 7 }));
        var narrow = Drawing.Read(Draw(new ChartOptions("narrow") { NumberOf = _ => 7, Width = ChartOptions.Narrow, ReadAs = "wide" }));

        wide.Marks().Single().Element.Elements().First(e => e.Name.LocalName == "title").Value.Should().StartWith("250 jobs created, 1 July 2018");
        wide.Marks().Single().Element.Attribute("data-n")!.Value.Should().Be("7");
        narrow.Marks().Single().Element.Attribute("data-n")!.Value.Should().Be("7");
        narrow.All("title").Should().BeEmpty("the wide drawing says the same");
        narrow.Root.Attribute("aria-labelledby")!.Value.Should().Be("wide-title wide-desc");
    }

    [Fact]
    public void Of_many_events_the_four_most_important_are_drawn()
    {
        var events = new[]
        {
            EventKind.Verified, EventKind.Verified, EventKind.Disputed, EventKind.Revised, EventKind.Cancelled, EventKind.Withdrawn,
        }.Select((kind, i) => Given.Event($"2017-{(2 * i) + 1:D2}-01", kind));

        var drawing = Drawing.Of(Given.Pledge(null, events: events));

        drawing.All("path", "event").Select(e => e.Attribute("class")!.Value).Should().BeEquivalentTo(
            "event event-withdrawn", "event event-cancelled", "event event-revised", "event event-disputed");
    }

    [Fact]
    public void The_deadline_stands_at_its_last_day_and_the_day_looked_at_at_itself()
    {
        var drawing = Drawing.Of(Given.Pledge(Given.Target(deadline: "2020")), on: "2019-03-01");

        drawing.Uprights("deadline").Single().Should().BeApproximately(drawing.Day("2020-12-31"), Near);
        drawing.Uprights("today").Single().Should().BeApproximately(drawing.Day("2019-03-01"), Near);
    }

    [Fact]
    public void Years_in_which_nothing_happened_are_left_out_once_the_deadline_is_long_past()
    {
        var drawing = Drawing.Of(Given.Pledge(), on: "2045-01-01");

        drawing.Uprights("today").Should().BeEmpty();
        drawing.Path("pledged")[1].X.Should().BeGreaterThan(drawing.Width / 2);
    }

    [Fact]
    public void Figures_before_the_announcement_have_their_place_on_the_axis()
    {
        var target = Given.Target();

        var drawing = Drawing.Of(Given.Pledge(Given.Figure(target, "250", "2013-12-31")));

        drawing.Marks("counted").Single().X.Should().BeApproximately(drawing.Day("2013-12-31"), Near).And.BePositive();
    }

    [Fact]
    public void The_title_says_the_finding()
    {
        var target = Given.Target("13,000", "2022-12-31");

        Drawing.Of(Given.Pledge(Given.Figure(target, "1,242", "2024-12"))).Title.Should().Be("1,242 of 13,000 jobs counted as of December 2024");
        Drawing.Of(Given.Pledge(Given.Target("1,000,000", "2022-01"))).Title.Should().Be("No qualifying figure for a pledge of 1,000,000 jobs by January 2022");
        Drawing.Of(Given.Pledge(Given.Figure(target, "up to 800", "2024"))).Title.Should().Be("Up to 800 of 13,000 jobs counted as of 2024");
        Drawing.Of(Given.Pledge(Given.Target(null))).Title.Should().Be("No qualifying figure, and no promised number of jobs created");
    }

    [Fact]
    public void The_finding_says_fewer_where_a_level_fell_under_its_baseline()
    {
        var target = Given.Target("14,000", metric: "headcount", baseline: 12_000);

        Drawing.Of(Given.Pledge(Given.Figure(target, "11,500", "2019", span: Span.Level))).Title.Should()
            .Be("Counted as of 2019: 500 fewer employees than the 12,000 before the promise, where 2,000 more were pledged");
    }

    [Fact]
    public void The_description_says_the_axes_the_values_the_revisions_and_the_events()
    {
        var target = Given.Target(revisions: [Given.TargetRevision("2018-04-20", "400")]);
        var pledge = Given.Pledge(target,
            [Given.Figure(target, "250", "2018-12-31", basis: Basis.GovernmentRecord), Given.Figure(target, "300", "2019", counting: Counting.Disputed)],
            events: [Given.Event("2019-03-01", EventKind.Withdrawn)]);

        Drawing.Of(pledge).Description.Should().ContainAll(
            "Line chart.", "Horizontal axis: time, 2017 to 2021.", "Jobs created, 0 to 1,000", "1,000 by 31 December 2020", "Revised 20 April 2018: 400.",
            "Counted: 250 jobs created, 31 December 2018, government record.", "Disputed: 300", "Withdrawn: 1 March 2019.");
    }

    [Fact]
    public void The_drawing_is_one_image_named_by_its_title_and_its_description()
    {
        var drawing = Drawing.Of(Given.Pledge());

        drawing.Root.Attribute("role")!.Value.Should().Be("img");
        drawing.Root.Attribute("aria-labelledby")!.Value.Should().Be("c-title c-desc");
        drawing.Root.Descendants().Attributes("id").Select(a => a.Value).Should().Equal("c-title", "c-desc");
    }

    [Fact]
    public void Text_from_a_pledge_cannot_become_markup()
    {
        const string hostile = "<script>\"&'</script>\u0001\uD800";
        var metric = new Metric { Code = "x", Label = hostile, Singular = hostile, Plural = hostile, Family = MetricFamily.Jobs, Definition = hostile };
        var target = new Target { Key = "x", Metric = metric, Quantity = Quantity.Exactly(10), Currency = "<b>", DeadlineBasis = DeadlineBasis.NoneGiven };
        var pledge = Given.Pledge(target, [Given.Figure(target, "5")]);

        var svg = PledgeChart.Render(pledge, target, Given.Today, new ChartOptions("\"><x y") { Standalone = true });

        var drawing = Drawing.Read(svg);
        drawing.All("script").Should().BeEmpty();
        drawing.All("b").Should().BeEmpty();
        drawing.Root.Attribute("aria-labelledby")!.Value.Should().Be("---x-y-title ---x-y-desc");
    }

    [Fact]
    public void A_drawing_on_a_page_carries_no_styles_since_the_pages_policy_forbids_them()
    {
        var drawing = Drawing.Of(Given.Pledge());

        drawing.All("style").Should().BeEmpty();
        drawing.Root.DescendantsAndSelf().Attributes("style").Should().BeEmpty();
    }

    [Fact]
    public void A_drawing_that_stands_alone_brings_its_styles_its_heading_its_origin_and_its_date()
    {
        var drawing = Drawing.Of(Given.Pledge(), standalone: true);

        drawing.Root.Name.NamespaceName.Should().Be("http://www.w3.org/2000/svg");
        drawing.All("style").Single().Value.Should().Contain("prefers-color-scheme: dark").And.Contain("sans-serif").And.NotContain("var(");
        drawing.Texts.Should().Contain("Acme: Acme promises jobs").And.Contain("PledgeTracker · as known on 23 November 2026");
    }

    [Fact]
    public void The_styles_of_a_drawing_are_plain_text_so_that_their_hash_is_the_same_escaped_or_not()
    {
        ChartStyleOf(PledgeChart.Render(Given.Pledge(), Given.Target(), Given.Today, new ChartOptions("c") { Standalone = true }))
            .Should().NotContainAny("&", "<", ">", "\r", "\n", "\t");

        static string ChartStyleOf(string svg) => svg[(svg.IndexOf("<style>", StringComparison.Ordinal) + 7)..svg.IndexOf("</style>", StringComparison.Ordinal)];
    }

    [Theory]
    [ClassData(typeof(Cultures))]
    public void The_drawing_is_the_same_in_every_culture(string culture)
    {
        foreach (var sample in Web.Pages.Dev.ChartSamples.All())
        {
            string Draw() => PledgeChart.Render(sample.Pledge, sample.Pledge.Headline, sample.On, new ChartOptions("c") { Standalone = true })
                + ProgressBar.Render(TargetProgress.Of(sample.Pledge, sample.Pledge.Headline, sample.On));

            Cultures.Under(culture, Draw).Should().Be(Draw());
        }
    }
}
