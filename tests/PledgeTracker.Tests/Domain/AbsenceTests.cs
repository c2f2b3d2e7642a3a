using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Domain;

/// <summary>Absence is a fact about a search: what may be said of what is not there, and by which look-up.</summary>
public class AbsenceTests
{
    private static readonly Target Jobs = Given.Target();

    [Fact]
    public void Without_a_look_up_nothing_was_found_is_never_said()
    {
        var pledge = Given.Pledge(Jobs);

        Absence.Ground(pledge, LookupSubject.Count, Jobs).Should().BeNull();
        Absence.LastSearch(pledge, LookupSubject.Count, Jobs).Should().BeNull();
    }

    [Theory]
    [InlineData(LookupSubject.Count, LookupOutcome.NothingFound, true)]
    [InlineData(LookupSubject.Count, LookupOutcome.NothingNew, false)]
    [InlineData(LookupSubject.Count, LookupOutcome.Found, false)]
    [InlineData(LookupSubject.Deadline, LookupOutcome.NothingFound, false)]
    [InlineData(LookupSubject.AnythingNew, LookupOutcome.NothingNew, false)]
    public void Only_a_look_up_for_the_same_thing_that_found_nothing_is_a_ground(LookupSubject sought, LookupOutcome outcome, bool isGround)
    {
        var lookup = Given.Lookup("2026-01-01", outcome, sought);

        Absence.Ground(Given.Pledge(Jobs, lookups: [lookup]), LookupSubject.Count, Jobs).Should().Be(isGround ? lookup : null);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("jobs", true)]
    [InlineData("money", false)]
    public void A_look_up_for_another_target_says_nothing_of_this_one(string? of, bool isGround) =>
        (Absence.Ground(Given.Pledge(Jobs, lookups: [Given.Lookup("2026-01-01", target: of)]), LookupSubject.Count, Jobs) is not null).Should().Be(isGround);

    [Theory]
    [InlineData("2025-12-31", true)]
    [InlineData("2026-01-01", false)]
    [InlineData("2026-01-02", false)]
    public void What_was_found_on_the_same_day_or_later_takes_the_ground_away(string found, bool isGround)
    {
        var pledge = Given.Pledge(Jobs, lookups: [Given.Lookup("2026-01-01"), Given.Lookup(found, LookupOutcome.Found)]);

        (Absence.Ground(pledge, LookupSubject.Count, Jobs) is not null).Should().Be(isGround);
    }

    [Fact]
    public void Of_several_look_ups_the_newest_counts_and_of_one_day_the_last_written()
    {
        Lookup[] lookups = [Given.Lookup("2026-01-02"), Given.Lookup("2026-01-02"), Given.Lookup("2025-01-01")];

        Absence.Ground(Given.Pledge(Jobs, lookups: lookups), LookupSubject.Count, Jobs).Should().BeSameAs(lookups[1]);
    }

    [Fact]
    public void Whoever_looked_for_anything_new_looked_for_counts_and_not_for_a_starting_level()
    {
        var pledge = Given.Pledge(Jobs, lookups: [Given.Lookup("2026-01-01", LookupOutcome.NothingNew, LookupSubject.AnythingNew)]);

        Absence.LastSearch(pledge, LookupSubject.Count, Jobs).Should().NotBeNull();
        Absence.LastSearch(pledge, LookupSubject.StartingLevel, Jobs).Should().BeNull();
        Absence.LastSearch(pledge, LookupSubject.Deadline, Jobs).Should().BeNull();
    }

    [Theory]
    [InlineData("2026-01-01", 1)]
    [InlineData("2025-12-31", 0)]
    public void A_look_up_is_known_from_its_day_on(string on, int known) =>
        AsKnownOn.Of(Given.Pledge(Jobs, lookups: [Given.Lookup("2026-01-01")]), Given.Day(on)).Lookups.Should().HaveCount(known);

    [Theory]
    [InlineData("nothing-found", null, "lookups[0].reach")]
    [InlineData("nothing-new", " ", "lookups[0].reach")]
    [InlineData("found", null, null)]
    public void Where_nothing_was_found_it_must_be_said_how_far_that_reaches(string outcome, string? reach, string? problem) =>
        Problems(Given.LookupDraft(outcome: outcome) with { Reach = reach }).Should().Equal(problem is null ? [] : [problem]);

    [Fact]
    public void A_look_up_has_a_day_that_is_not_in_the_future_and_may_lie_before_the_announcement()
    {
        Problems(Given.LookupDraft("2026-07-01")).Should().Equal("lookups[0].date");
        Problems(Given.LookupDraft("2026-06")).Should().Equal("lookups[0].date", "lookups[0].date");
        Problems(Given.LookupDraft("2016-01-01")).Should().BeEmpty();
    }

    [Fact]
    public void A_look_up_says_where_somebody_looked_and_for_what()
    {
        Problems(Given.LookupDraft() with { Where = " " }).Should().Equal("lookups[0].where");
        Problems(Given.LookupDraft() with { SoughtFor = null }).Should().Equal("lookups[0].soughtFor");
        Problems(Given.LookupDraft() with { Target = "money" }).Should().Equal("lookups[0].target");
        Problems(Given.LookupDraft() with { Target = "jobs" }).Should().BeEmpty();
        Problems(Given.LookupDraft(soughtFor: "anything-new")).Should().Equal("lookups[0].outcome");
        Problems(Given.LookupDraft() with { Reach = new string('x', LookupPart.LongestPlace + 1) }).Should().Contain("lookups[0].reach");
    }

    [Theory]
    [InlineData("nothing-found", null, true)]
    [InlineData("nothing-found", "jobs", true)]
    [InlineData("found", null, false)]
    public void A_starting_level_may_be_unknown_once_somebody_looked_for_it(string outcome, string? target, bool passes)
    {
        var draft = Given.Draft(Given.FigureDraft() with { Span = "level" });

        ReviewRules.Review(draft, Given.ReviewContext()).Problems.Select(p => p.Field).Should().Equal("figures[0].span");
        ReviewRules.Review(draft with { Lookups = [Given.LookupDraft(outcome: outcome, soughtFor: "starting-level") with { Target = target }] }, Given.ReviewContext())
            .Problems.Should().HaveCount(passes ? 0 : 1);
    }

    [Fact]
    public void No_look_up_is_invented_for_a_document_that_has_none()
    {
        var draft = DraftJson.Read(DraftJson.Write(Given.Draft()).Replace("\"lookups\":[],", "", StringComparison.Ordinal));

        ReviewRules.ReadPublished(draft, Given.ReviewContext()).Lookups.Should().BeEmpty();
    }

    private static IReadOnlyList<string> Problems(LookupDraft lookup) =>
        [.. ReviewRules.Review(Given.Draft() with { Lookups = [lookup] }, Given.ReviewContext()).Problems.Select(p => p.Field)];
}
