using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.OpenData;
using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Pages;

/// <summary>A changed target has an announcement of its own, which decides from when the world knew of it.</summary>
public sealed class ChangedTargetTests
{
    private static readonly TargetRevisionDraft Change = new() { Date = "2018-01", Announced = "2018-03-05", AnnouncedBy = "The governor", Quantity = "300", Sources = ["proof"] };

    [Fact]
    public void A_changed_target_is_known_from_the_day_its_change_was_announced()
    {
        var target = Given.Target(revisions: [Given.TargetRevision("2018-01", "300", announced: "2018-03-05")]);

        AsKnownOn.Of(Given.Pledge(target), Given.Day("2018-03-04")).Headline.Revisions.Should().BeEmpty();
        AsKnownOn.Of(Given.Pledge(target), Given.Day("2018-03-05")).Headline.Revisions.Should().ContainSingle();
        var entry = Chronicle.Of(Given.Pledge(target)).Single(e => e.Kind == ChronicleKind.TargetRevision);
        (entry.KnownOn, entry.Date).Should().Be((Given.Day("2018-03-05"), PartialDate.Parse("2018-03-05")));
    }

    [Fact]
    public void A_change_that_was_announced_ahead_is_known_before_it_holds()
    {
        var target = Given.Target(revisions: [Given.TargetRevision("2019-01-01", "300", announced: "2018-03-05")]);

        AsKnownOn.Of(Given.Pledge(target), Given.Day("2018-06-01")).Headline.Revisions.Should().ContainSingle();
    }

    [Fact]
    public void A_change_without_an_announcement_of_its_own_is_known_from_the_day_it_holds()
    {
        var target = Given.Target(revisions: [Given.TargetRevision("2018-01-15", "300")]);

        AsKnownOn.Of(Given.Pledge(target), Given.Day("2018-01-14")).Headline.Revisions.Should().BeEmpty();
        AsKnownOn.Of(Given.Pledge(target), Given.Day("2018-01-15")).Headline.Revisions.Should().ContainSingle();
    }

    [Theory]
    [InlineData("2016-12-31", "A change cannot be announced before the pledge. Correct one of the dates.")]
    [InlineData("2026-07-01", "The date is in the future. Enter a date up to today.")]
    public void A_change_is_announced_after_the_pledge_and_not_in_the_future(string announced, string problem)
    {
        var draft = Given.Draft() with { Targets = [Given.TargetDraft() with { Revisions = [Change with { Announced = announced }] }], Verdicts = [Given.VerdictDraft()] };

        ReviewRules.Review(draft, Given.ReviewContext()).Problems.Should().Equal(new ReviewProblem("targets[0].revisions[0].announced", problem));
    }

    [Fact]
    public async Task The_page_and_the_data_say_from_when_a_change_holds_and_who_announced_it_when()
    {
        await using var app = new EmptyTrackerApp();
        await RowTests.PublishAsync(app, Given.Draft() with { Targets = [Given.TargetDraft() with { Revisions = [Change] }], Verdicts = [Given.VerdictDraft()] });

        (await app.GetAsync("/pledges/acme-jobs")).Page.QuerySelector("section.target")!.TextContent.Should().Contain("Changed from January 2018, announced on 5 March 2018 by The governor:");
        (await app.GetAsync("/es/pledges/acme-jobs")).Page.QuerySelector("section.target")!.TextContent.Should().Contain("Cambio de meta desde enero de 2018, anunciado el 5 de marzo de 2018 por The governor:");
        (await app.GetAsync("/pledges/acme-jobs?on=2018-03-04")).Page.QuerySelector("section.target")!.TextContent.Should().NotContain("Changed");
        var (header, rows) = RowTests.Csv(await app.Visitor().GetStringAsync("/data/target_revisions.csv"));
        (rows.Single()[Array.IndexOf(header, "announced")], rows.Single()[Array.IndexOf(header, "announced_by")]).Should().Be(("2018-03-05", "The governor"));
    }
}
