using FsCheck.Xunit;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests.Domain;

[Properties(Arbitrary = [typeof(Arbitraries)])]
public class AsKnownOnTests
{
    [Theory]
    [InlineData("2018-09-18", false)]
    [InlineData("2018-09-19", true)]
    public void Publication_decides_when_a_figure_is_known(string on, bool known)
    {
        var pledge = Given.Pledge(Given.Figure(Given.Target(), "500", asOf: "2018-06-30", published: "2018-09-19"));

        Known(pledge, on).Figures.Should().HaveCount(known ? 1 : 0);
    }

    [Theory]
    [InlineData("2018-06-29", false)]
    [InlineData("2018-06-30", true)]
    public void Where_the_publication_is_unknown_the_as_of_date_stands_in(string on, bool known)
    {
        var pledge = Given.Pledge(Given.Figure(Given.Target(), "500", asOf: "2018-06-30"));

        Known(pledge, on).Figures.Should().HaveCount(known ? 1 : 0);
    }

    [Fact]
    public void A_pledge_says_whether_an_as_of_date_stands_in_anywhere()
    {
        var target = Given.Target();
        var published = Given.Figure(target, "500", published: "2019-02-01");

        AsKnownOn.RestsOnAsOfDates(Given.Pledge(published)).Should().BeFalse();
        AsKnownOn.RestsOnAsOfDates(Given.Pledge(published, Given.Figure(target, "600"))).Should().BeTrue();
    }

    [Theory]
    [InlineData("2018-09", "2018-09-29", false)]
    [InlineData("2018-09", "2018-09-30", true)]
    [InlineData("2018", "2018-12-30", false)]
    [InlineData("2018", "2018-12-31", true)]
    public void What_is_dated_to_a_month_or_a_year_is_known_from_its_last_day(string date, string on, bool known)
    {
        var target = Given.Target(revisions: [Given.TargetRevision(date, "500")]);
        var pledge = Given.Pledge(target, [Given.Figure(target, "500", "2017", published: date)],
            events: [Given.Event(date)], verdicts: [Given.Verdict(VerdictKind.Missed, date)], incentives: [Given.Incentive("5", date: date)]);

        var past = Known(pledge, on);

        int[] counts = [past.Figures.Count, past.Events.Count, past.Verdicts.Count, past.Headline.Revisions.Count, past.Incentives.Count];
        counts.Should().AllBeEquivalentTo(known ? 1 : 0);
    }

    [Fact]
    public void What_was_announced_with_the_pledge_is_known_with_it()
    {
        var pledge = Given.Pledge(Given.Target(), announced: "2017", events: [Given.Event("2017", EventKind.Announced)]);

        Known(pledge, "2017-03-01").Events.Should().ContainSingle();
        Known(pledge, "2016-12-31").Events.Should().BeEmpty();
    }

    [Theory]
    [InlineData("2017-01-08", false)]
    [InlineData("2017-01-09", true)]
    public void A_pledge_was_made_from_the_first_day_of_its_announcement(string on, bool made)
    {
        AsKnownOn.WasMade(Given.Pledge(Given.Target(), announced: "2017-01-09"), Given.Day(on)).Should().Be(made);
    }

    [Fact]
    public void The_verdict_of_the_day_is_the_last_one_given_by_then()
    {
        var pledge = Given.Pledge(Given.Target(),
            verdicts: [Given.Verdict(VerdictKind.InProgress, "2018-01-01"), Given.Verdict(VerdictKind.Withdrawn, "2018-09-19")]);

        Known(pledge, "2017-12-31").VerdictKind.Should().Be(VerdictKind.NotYetRated);
        Known(pledge, "2018-09-18").VerdictKind.Should().Be(VerdictKind.InProgress);
        Known(pledge, "2018-09-19").VerdictKind.Should().Be(VerdictKind.Withdrawn);
    }

    [Fact]
    public void Later_revisions_of_a_target_are_hidden_and_the_original_stays()
    {
        var pledge = Given.Pledge(Given.Target("13,000", revisions: [Given.TargetRevision("2019-06-01", "1,500"), Given.TargetRevision("2021-04-20", "1,454")]));

        var past = Known(pledge, "2020-01-01");

        past.Headline.Quantity.Should().Be(Quantity.Exactly(13_000));
        past.Headline.Revisions.Should().ContainSingle().Which.Quantity.Should().Be(Quantity.Exactly(1_500));
    }

    [Fact]
    public void Sources_keep_their_numbers()
    {
        Source[] sources = [Given.Source(1, "2017-01-01"), Given.Source(2, "2019"), Given.Source(3, "2018-01-01")];
        var pledge = Given.Pledge(Given.Target(), sources: sources);

        Known(pledge, "2018-06-01").Sources.Select(s => s.Number).Should().Equal(1, 3);
    }

    [Fact]
    public void An_undated_source_is_there_as_soon_as_something_rests_on_it()
    {
        var source = Given.Source(1);
        var pledge = Given.Pledge(Given.Target(), events: [Given.Event("2018-06-01", sources: [source])], sources: [source]);

        Known(pledge, "2018-05-31").Sources.Should().BeEmpty();
        Known(pledge, "2018-06-01").Sources.Should().Equal(source);
    }

    [Fact]
    public void Every_source_that_something_shown_points_at_is_in_the_list()
    {
        var sources = Enumerable.Range(1, 10).Select(n => Given.Source(n)).ToList();
        var target = Given.Target(sources: [sources[0]], revisions: [Given.TargetRevision("2018", "500", [sources[1]])]);
        var pledge = Given.Pledge(target, [Given.Figure(target, "5", "2018", sources: [sources[2]])],
            events: [Given.Event("2018", sources: [sources[3]])],
            verdicts: [Given.Verdict(VerdictKind.Missed, "2018", [sources[4]])],
            incentives: [Given.Incentive("5", date: "2018", sources: [sources[5]])],
            quotes: [new Quote { Text = "We will.", Speaker = "The chief executive", Sources = [sources[6]] }],
            notes: [new EditorsNote { Kind = NoteKind.Background, Text = "A note.", Sources = [sources[7]] }],
            announcementSources: [sources[8]],
            checkabilitySources: [sources[9]],
            sources: sources);

        Known(pledge, "2019-01-01").Sources.Should().Equal(sources);
    }

    [Fact]
    public void An_undated_quote_is_known_from_the_publication_of_its_source()
    {
        var source = Given.Source(1, "2018-09-19");
        var pledge = Given.Pledge(Given.Target(), quotes: [new Quote { Text = "It is gone.", Speaker = "The chairman", Sources = [source] }], sources: [source]);

        Known(pledge, "2018-09-18").Quotes.Should().BeEmpty();
        Known(pledge, "2018-09-19").Quotes.Should().ContainSingle();
    }

    [Fact]
    public void A_quote_is_known_from_the_day_of_the_words_however_late_its_source()
    {
        var quote = new Quote { Text = "It is gone.", Speaker = "The chairman", Date = PartialDate.Parse("2018-09-19"), Sources = [Given.Source(1, "2020-01-01")] };
        var pledge = Given.Pledge(Given.Target(), quotes: [quote]);

        Known(pledge, "2018-09-18").Quotes.Should().BeEmpty();
        Known(pledge, "2018-09-19").Quotes.Should().ContainSingle();
    }

    [Fact]
    public void An_undated_incentive_is_known_from_the_publication_of_its_source()
    {
        var pledge = Given.Pledge(Given.Target(), incentives: [Given.Incentive("5", sources: [Given.Source(1, "2018-09-19")])]);

        Known(pledge, "2018-09-18").Incentives.Should().BeEmpty();
        Known(pledge, "2018-09-19").Incentives.Should().ContainSingle();
    }

    [Theory]
    [InlineData("2018-09-19", "2020-01-01")]
    [InlineData("2018-09-19", "2018")]
    [InlineData("2018-09-19", null)]
    public void What_has_no_date_is_known_as_soon_as_one_of_its_sources_is_certainly_out(string first, string? other)
    {
        Source[] sources = [Given.Source(1, other), Given.Source(2, first)];
        var pledge = Given.Pledge(Given.Target(), incentives: [Given.Incentive("5", sources: sources)],
            quotes: [new Quote { Text = "It is gone.", Speaker = "The chairman", Sources = [.. sources] }],
            notes: [new EditorsNote { Kind = NoteKind.Background, Text = "A note.", Sources = [.. sources] }]);

        var (before, after) = (Known(pledge, "2018-09-18"), Known(pledge, "2018-09-19"));

        (before.Incentives.Count, before.Quotes.Count, before.Notes.Count).Should().Be((0, 0, 0));
        (after.Incentives.Count, after.Quotes.Count, after.Notes.Count).Should().Be((1, 1, 1));
    }

    [Fact]
    public void What_has_no_date_and_no_dated_source_is_known_with_the_pledge()
    {
        var pledge = Given.Pledge(Given.Target(), announced: "2017-01-09", incentives: [Given.Incentive("5", sources: [Given.Source(1)])],
            quotes: [new Quote { Text = "We will.", Speaker = "The chief executive" }],
            notes: [new EditorsNote { Kind = NoteKind.Background, Text = "A note." }]);

        var (before, after) = (Known(pledge, "2017-01-08"), Known(pledge, "2017-01-09"));

        (before.Incentives.Count, before.Quotes.Count, before.Notes.Count).Should().Be((0, 0, 0));
        (after.Incentives.Count, after.Quotes.Count, after.Notes.Count).Should().Be((1, 1, 1));
    }

    [Theory]
    [InlineData("2018-09-18", false)]
    [InlineData("2018-09-19", true)]
    [InlineData("2018-09-20", true)]
    public void What_editors_did_on_a_day_is_known_from_that_day(string on, bool known)
    {
        var pledge = Given.Pledge(Given.Target(), lastChecked: "2018-09-19",
            criteria: [new Criterion { Outcome = VerdictKind.Kept, Text = "A thousand jobs.", Written = Given.Day("2018-09-19") }],
            inquiries: [new Inquiry { Asked = Given.Day("2018-09-19"), Question = "How many jobs?", Outcome = InquiryOutcome.Silent }]);

        var past = Known(pledge, on);

        (past.LastChecked is not null, past.Criteria.Count, past.Inquiries.Count).Should().Be((known, known ? 1 : 0, known ? 1 : 0));
    }

    [Fact]
    public void A_figure_of_the_pledge_as_a_whole_still_belongs_to_no_target_and_the_others_to_the_target_of_the_day()
    {
        var target = Given.Target(revisions: [Given.TargetRevision("2020", "500")]);
        var pledge = Given.Pledge(target, [Given.Figure(null, "5", counting: Counting.Context), Given.Figure(target, "6")]);

        var past = Known(pledge, "2019-06-01");

        past.Figures.Select(f => f.Target).Should().Equal(null, past.Headline);
    }

    [Fact]
    public void A_question_that_was_answered_later_was_open_on_the_day()
    {
        var inquiry = new Inquiry
        {
            Asked = Given.Day("2018-01-10"),
            Question = "How many jobs?",
            Outcome = InquiryOutcome.Answered,
            Answered = Given.Day("2018-03-01"),
            Answer = "Five hundred.",
        };
        var pledge = Given.Pledge(Given.Target(), inquiries: [inquiry]);

        Known(pledge, "2018-01-09").Inquiries.Should().BeEmpty();
        Known(pledge, "2018-02-28").Inquiries.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { inquiry.Asked, inquiry.Question, Outcome = InquiryOutcome.Open, Answered = (DateOnly?)null, Answer = (string?)null });
        Known(pledge, "2018-03-01").Inquiries.Should().Equal(inquiry);
    }

    [Property]
    public void The_figures_known_only_grow_with_the_date((PartialDate AsOf, PartialDate Published, bool IsDated)[] dates, DateOnly a, DateOnly b)
    {
        var (early, late) = a <= b ? (a, b) : (b, a);
        var target = Given.Target();
        var pledge = Given.Pledge(target, Figures(target, dates));

        var (before, after) = (Ids(AsKnownOn.Of(pledge, early)), Ids(AsKnownOn.Of(pledge, late)));

        before.Should().BeSubsetOf(after);
    }

    [Property]
    public void The_progress_of_the_day_rests_only_on_what_was_known((PartialDate AsOf, PartialDate Published, bool IsDated)[] dates, DateOnly on)
    {
        var target = Given.Target();
        var pledge = Given.Pledge(target, Figures(target, dates));
        var known = pledge.Figures.Where(f => f.KnownSince.Latest <= on);

        var past = AsKnownOn.Of(pledge, on);
        var progress = TargetProgress.Of(past, past.Headline, on);

        var expected = TargetProgress.Of(Given.Pledge(target, known), target, on);
        (progress.Counted, progress.Share, progress.Pace, progress.Projection)
            .Should().Be((expected.Counted, expected.Share, expected.Pace, expected.Projection));
    }

    [Theory]
    [InlineData("2017-06-01", null)]
    [InlineData("2018-01-01", IncentiveState.Offered)]
    [InlineData("2021-04-19", IncentiveState.Offered)]
    [InlineData("2021-04-20", IncentiveState.Cancelled)]
    public void Public_money_that_was_cancelled_was_on_offer_before(string on, IncentiveState? state)
    {
        var pledge = Given.Pledge(Given.Target(), incentives: [Given.Incentive("2.85 billion", IncentiveState.Cancelled, date: "2021-04-20", offered: "2017-11-10")]);

        Known(pledge, on).Incentives.Select(i => (IncentiveState?)i.State).SingleOrDefault().Should().Be(state);
    }

    [Theory]
    [InlineData("2022-01-01", IncentiveState.Offered)]
    [InlineData("2024-06-30", IncentiveState.Paid)]
    public void Public_money_that_moved_on_without_a_day_was_on_offer_until_the_newest_source_was_out(string on, IncentiveState state)
    {
        List<Source> sources = [Given.Source(1, "2021-09-28"), Given.Source(2, "2024-05-01")];
        var pledge = Given.Pledge(Given.Target(), incentives: [Given.Incentive("250 million", IncentiveState.Paid, offered: "2021-09", sources: sources)], sources: sources);

        Known(pledge, on).Incentives.Single().State.Should().Be(state);
    }

    [Property]
    public void Once_everything_is_known_nothing_is_missing(PartialDate date)
    {
        var target = Given.Target(revisions: [Given.TargetRevision(date.ToString(), "5")]);
        var source = Given.Source(1, date.ToString());
        var pledge = Given.Pledge(target, [Given.Figure(target, "5", date.ToString(), sources: [source])], date.ToString(),
            events: [Given.Event(date.ToString(), sources: [source])], verdicts: [Given.Verdict(VerdictKind.Kept, date.ToString())],
            incentives: [Given.Incentive("5", date: date.ToString())], sources: [source]);

        var known = AsKnownOn.Of(pledge, date.Latest);

        known.Should().BeEquivalentTo(pledge);
    }

    private static Pledge Known(Pledge pledge, string on) => AsKnownOn.Of(pledge, Given.Day(on));

    private static IEnumerable<Figure> Figures(Target target, (PartialDate AsOf, PartialDate Published, bool IsDated)[] dates) =>
        dates.Select((d, i) => Given.Figure(target, $"{i}", d.AsOf.ToString(), d.IsDated ? d.Published.ToString() : null));

    private static IEnumerable<long> Ids(Pledge pledge) => pledge.Figures.Select(f => f.Quantity.Low);
}
