using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests.Domain;

/// <summary>How a pledge ends: what its verdicts say together, and what must be said where the figures contradict one.</summary>
public class EndingTests
{
    [Fact]
    public void Nothing_was_undone_where_the_whole_headline_target_still_counts_and_another_part_decided_the_verdict()
    {
        var target = Given.Target();
        var pledge = Given.Pledge(target, [Given.Figure(target, "1,200")], verdicts: [Given.Verdict(VerdictKind.Kept, "2019-05-01"), Given.Verdict(VerdictKind.PartlyKept, "2021-02")]);

        pledge.Undone.Should().BeNull();
    }

    [Fact]
    public void A_verdict_on_a_headline_without_a_number_rests_on_the_targets_that_have_one()
    {
        var numbered = Given.Target("3,600", key: "first-year");
        Pledge Judged(VerdictKind kind, string? headline) => Given.Pledge(Given.Target(headline), furtherTargets: [numbered], verdicts: [Given.Verdict(kind, "2021-04")]);

        VerdictAndFigures.BesideTheHeadline(Judged(VerdictKind.Missed, null)).Should().Equal(numbered);
        VerdictAndFigures.BesideTheHeadline(Judged(VerdictKind.Missed, "1,000")).Should().BeEmpty("the headline has a number of its own");
        VerdictAndFigures.BesideTheHeadline(Judged(VerdictKind.Withdrawn, null)).Should().BeEmpty("what was taken back rests on no number");
    }

    [Fact]
    public void A_pledge_that_was_kept_and_missed_afterwards_is_undone_since_the_verdict_that_undid_it()
    {
        var pledge = Judged((VerdictKind.InProgress, "2018"), (VerdictKind.Kept, "2019-05-01"), (VerdictKind.Stalled, "2021-02"), (VerdictKind.Missed, "2022"));

        pledge.Undone.Should().Be(new Undoing(PartialDate.Parse("2019-05-01"), PartialDate.Parse("2021-02")));
    }

    [Fact]
    public void The_last_of_several_verdicts_of_kept_is_the_one_that_was_undone() =>
        Judged((VerdictKind.Kept, "2018"), (VerdictKind.Stalled, "2019"), (VerdictKind.Kept, "2020"), (VerdictKind.NotYetRated, "2021"), (VerdictKind.Missed, "2022"))
            .Undone.Should().Be(new Undoing(PartialDate.Parse("2020"), PartialDate.Parse("2022")));

    [Theory]
    [InlineData(VerdictKind.Kept)]
    [InlineData(VerdictKind.NotYetRated)]
    [InlineData(VerdictKind.Disputed)]
    public void What_is_kept_unjudged_or_disputed_is_not_said_to_be_undone(VerdictKind last) =>
        Judged((VerdictKind.Kept, "2019"), (last, "2021")).Undone.Should().BeNull();

    [Fact]
    public void What_was_never_kept_is_not_undone()
    {
        Judged((VerdictKind.Stalled, "2019"), (VerdictKind.Missed, "2021")).Undone.Should().BeNull();
        Judged().Undone.Should().BeNull();
    }

    [Fact]
    public void Before_the_later_verdict_was_known_nothing_was_undone()
    {
        var pledge = Judged((VerdictKind.Kept, "2019-05-01"), (VerdictKind.Missed, "2022-03-01"));

        AsKnownOn.Of(pledge, Given.Day("2022-02-28")).Undone.Should().BeNull();
        AsKnownOn.Of(pledge, Given.Day("2022-03-01")).Undone.Should().NotBeNull();
    }

    [Theory]
    [InlineData("kept", "999", true)]
    [InlineData("kept", "nearly 1,000", true)]
    [InlineData("kept", "1,000", false)]
    [InlineData("kept", null, true)]
    [InlineData("missed", "1,000", true)]
    [InlineData("stalled", "1,200", true)]
    [InlineData("partly-kept", "more than 1,000", true)]
    [InlineData("missed", "999", false)]
    [InlineData("stalled", null, false)]
    [InlineData("partly-kept", "nearly 1,000", false)]
    [InlineData("in-progress", "1,000", false)]
    [InlineData("disputed", "1,000", false)]
    public void A_verdict_that_the_share_beside_it_contradicts_needs_its_reason(string verdict, string? counted, bool needsReason)
    {
        var draft = Given.Draft(counted is null ? [] : [Given.FigureDraft(counted)]) with { Verdicts = [Given.VerdictDraft(verdict, "2021-01-01")] };

        Problems(draft).Any(p => p.Field == "verdicts[0].despiteFigures").Should().Be(needsReason);
        Problems(draft with { Verdicts = [Given.VerdictDraft(verdict, "2021-01-01") with { DespiteFigures = "The state says so." }] })
            .Should().NotContain(p => p.Field == "verdicts[0].despiteFigures");
    }

    [Theory]
    [InlineData("lapsed", null, false)]
    [InlineData("lapsed", "insolvency", true)]
    [InlineData("missed", "insolvency", false)]
    [InlineData("missed", null, true)]
    public void Only_what_lapsed_says_why_it_did_and_it_must(string verdict, string? because, bool passes) =>
        Problems(Given.Draft() with { Verdicts = [Given.VerdictDraft(verdict) with { LapsedBecause = because }] })
            .Any(p => p.Field == "verdicts[0].lapsedBecause").Should().Be(!passes);

    [Theory]
    [InlineData("missed", true)]
    [InlineData("stalled", true)]
    [InlineData("partly-kept", true)]
    [InlineData("disputed", true)]
    [InlineData("kept", false)]
    [InlineData("in-progress", false)]
    [InlineData("not-yet-rated", false)]
    public void Before_a_verdict_goes_against_a_company_it_is_asked_or_readers_are_told_why_not(string verdict, bool isNeeded)
    {
        var draft = Given.Draft() with { Verdicts = [Given.VerdictDraft(verdict) with { NotAsked = " " }] };
        var asked = draft with { Inquiries = [new InquiryDraft { Asked = "2020-01-01", Question = "How many?", Outcome = "open" }] };
        var explained = draft with { Verdicts = [Given.VerdictDraft(verdict) with { NotAsked = "It was wound up." }] };

        Problems(draft).Any(p => p.Field == "verdicts[0].notAsked").Should().Be(isNeeded);
        Problems(asked).Concat(Problems(explained)).Should().NotContain(p => p.Field == "verdicts[0].notAsked");
    }

    [Fact]
    public void Only_the_verdict_that_holds_is_held_to_the_right_of_reply() =>
        Problems(Given.Draft() with { Verdicts = [Given.VerdictDraft("stalled", "2019-01-01") with { NotAsked = null }, Given.VerdictDraft("in-progress", "2020-01-01")] })
            .Should().BeEmpty();

    [Fact]
    public void What_was_published_before_the_right_of_reply_stays_readable()
    {
        var old = Given.Draft() with { Verdicts = [Given.VerdictDraft("missed") with { NotAsked = null }] };

        ReviewRules.ReadPublished(old, Given.ReviewContext()).Verdict!.NotAsked.Should().BeNull();
    }

    [Theory]
    [InlineData("promiser", true)]
    [InlineData("beneficiary", false)]
    [InlineData("critic", false)]
    [InlineData("reporter", false)]
    [InlineData(null, false)]
    public void Only_the_promisers_words_can_be_the_promise(string? voice, bool passes) =>
        Problems(Given.Draft() with { Quotes = [new() { Text = "We will hire 1,000", Speaker = "Somebody", Voice = voice, IsPromise = true, Sources = ["proof"] }] })
            .Any(p => p.Field == "quotes[0].isPromise").Should().Be(!passes);

    private static IReadOnlyList<ReviewProblem> Problems(PledgeDraft draft) => ReviewRules.Review(draft, Given.ReviewContext()).Problems;

    private static Pledge Judged(params (VerdictKind Kind, string Date)[] verdicts) =>
        Given.Pledge(Given.Target(), verdicts: verdicts.Select(v => Given.Verdict(v.Kind, v.Date)));
}
