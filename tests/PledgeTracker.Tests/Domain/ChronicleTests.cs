using FsCheck.Xunit;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests.Domain;

/// <summary>The order in which the world learnt of a pledge.</summary>
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class ChronicleTests
{
    [Fact]
    public void Every_dated_fact_stands_in_the_order_in_which_it_became_known()
    {
        var target = Given.Target(revisions: [Given.TargetRevision("2021-05-01", "500")]);
        var further = Given.Target(key: "more", revisions: [Given.TargetRevision("2018-05-01", "700")]);
        var pledge = Given.Pledge(target, [Given.Figure(target, "5", "2017-06-30", published: "2022-01-01"), Given.Figure(target, "4", "2019-06-30")],
            announced: "2017-01-09",
            events: [Given.Event("2020-03-01")],
            verdicts: [Given.Verdict(VerdictKind.Missed, "2023-02-01")],
            incentives: [Given.Incentive("5", date: "2017-03-01")],
            furtherTargets: [further]);

        Chronicle.Of(pledge).Should().Equal(
            new(Given.Day("2017-01-09"), pledge.AnnouncedOn, ChronicleKind.Announced, null),
            Entry("2017-03-01", ChronicleKind.Incentive, pledge.Incentives[0]),
            Entry("2018-05-01", ChronicleKind.TargetRevision, further.Revisions[0]),
            Entry("2019-06-30", ChronicleKind.Figure, pledge.Figures[1]),
            Entry("2020-03-01", ChronicleKind.Event, pledge.Events[0]),
            Entry("2021-05-01", ChronicleKind.TargetRevision, target.Revisions[0]),
            Entry("2022-01-01", ChronicleKind.Figure, pledge.Figures[0]),
            Entry("2023-02-01", ChronicleKind.Verdict, pledge.Verdicts[0]));
    }

    [Fact]
    public void Of_one_day_the_announcement_comes_first_and_a_verdict_after_the_facts_it_rests_on()
    {
        var target = Given.Target(revisions: [Given.TargetRevision(Given.Announced, "500")]);
        var pledge = Given.Pledge(target, [Given.Figure(target, "5", Given.Announced)],
            events: [Given.Event(Given.Announced)], verdicts: [Given.Verdict(VerdictKind.Missed, Given.Announced)],
            incentives: [Given.Incentive("5", date: Given.Announced)]);

        Chronicle.Of(pledge).Select(e => e.Kind).Should().Equal(
            ChronicleKind.Announced, ChronicleKind.Figure, ChronicleKind.Event, ChronicleKind.Verdict, ChronicleKind.TargetRevision, ChronicleKind.Incentive);
    }

    [Fact]
    public void What_happened_with_an_announcement_was_known_with_it_and_what_was_found_or_judged_of_that_year_at_its_end()
    {
        var target = Given.Target(revisions: [Given.TargetRevision("2017", "500")]);
        var pledge = Given.Pledge(target, [Given.Figure(target, "5", "2017")], announced: "2017",
            events: [Given.Event("2017", EventKind.Announced), Given.Event("2018")], verdicts: [Given.Verdict(VerdictKind.Missed, "2017")],
            incentives: [Given.Incentive("5", date: "2017"), Given.Incentive("5", date: "2018")]);

        Chronicle.Of(pledge).GroupBy(e => e.KnownOn, e => e.Kind).Select(g => (g.Key, string.Join(' ', g))).Should().Equal(
            (Given.Day("2017-01-01"), "Announced Event Incentive"),
            (Given.Day("2017-12-31"), "Figure Verdict TargetRevision"),
            (Given.Day("2018-12-31"), "Event Incentive"));
    }

    [Fact]
    public void What_was_known_before_a_pledge_is_part_of_it_from_the_day_it_was_made_and_keeps_its_date()
    {
        var target = Given.Target();
        var pledge = Given.Pledge(target, [Given.Figure(target, "5", "2013-12-31")], announced: "2017-01-09");

        var entry = Chronicle.Of(pledge)[^1];

        (entry.KnownOn, entry.Date).Should().Be((Given.Day("2017-01-09"), PartialDate.Parse("2013-12-31")));
    }

    [Fact]
    public void Public_money_of_no_known_date_has_no_place_in_time()
    {
        Chronicle.Of(Given.Pledge(Given.Target(), incentives: [Given.Incentive("5")])).Should().ContainSingle().Which.Kind.Should().Be(ChronicleKind.Announced);
    }

    [Property]
    public void The_day_of_an_entry_is_the_first_on_which_looking_back_shows_it(PartialDate announced, PartialDate other)
    {
        foreach (var date in (string[])[announced.ToString(), other.ToString()])
        {
            var target = Given.Target(revisions: [Given.TargetRevision(date, "500")]);
            var pledge = Given.Pledge(target, [Given.Figure(target, "5", date)], announced.ToString(), events: [Given.Event(date)],
                verdicts: [Given.Verdict(VerdictKind.Missed, date)], incentives: [Given.Incentive("5", date: date)]);

            foreach (var entry in Chronicle.Of(pledge))
            {
                Shows(pledge, entry, entry.KnownOn).Should().BeTrue();
                (entry.KnownOn > DateOnly.MinValue && Shows(pledge, entry, entry.KnownOn.AddDays(-1))).Should().BeFalse();
            }
        }
    }

    private static bool Shows(Pledge pledge, ChronicleEntry entry, DateOnly on)
    {
        var known = AsKnownOn.Of(pledge, on);
        return AsKnownOn.WasMade(pledge, on) && entry.Kind switch
        {
            ChronicleKind.Announced => true,
            ChronicleKind.Figure => known.Figures.Count > 0,
            ChronicleKind.Event => known.Events.Count > 0,
            ChronicleKind.Verdict => known.Verdicts.Count > 0,
            ChronicleKind.TargetRevision => known.Headline.Revisions.Count > 0,
            _ => known.Incentives.Count > 0,
        };
    }

    private static ChronicleEntry Entry(string date, ChronicleKind kind, object fact) => new(Given.Day(date), PartialDate.Parse(date), kind, fact);
}
