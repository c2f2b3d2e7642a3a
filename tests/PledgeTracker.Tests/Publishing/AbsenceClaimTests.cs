using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Publishing;

/// <summary>Which of the editors' own sentences say that something is absent, and what the review says of them.</summary>
public class AbsenceClaimTests
{
    [Theory]
    [InlineData("No figure has been published since.")]
    [InlineData("There is no later figure.")]
    [InlineData("No starting level was stated.")]
    [InlineData("A count of the jobs was not found.")]
    [InlineData("None was found in the reports.")]
    [InlineData("We could not find the contract.")]
    [InlineData("There is no record of a second plant.")]
    [InlineData("No one has counted them.")]
    [InlineData("Nobody has verified this.")]
    [InlineData("The plant was never built.")]
    [InlineData("No independent count exists.")]
    [InlineData("The promise has no deadline.")]
    public void A_text_that_says_that_something_is_absent_is_known(string text) => AbsenceClaims.In(text).Should().NotBeNull();

    [Theory]
    [InlineData("The company reported 1,242 jobs.")]
    [InlineData("Nevertheless the plant opened; it is number 3 of its kind.")]
    [InlineData("The chairman said “we will never leave” and no more.")]
    [InlineData("The company was not found guilty.")]
    [InlineData("An auditor found that 281 jobs counted.")]
    [InlineData("No more than 500 jobs were filled.")]
    [InlineData("The number of jobs is unknown to us.")]
    [InlineData("")]
    [InlineData(null)]
    public void A_text_that_says_something_else_is_left_alone(string? text) => AbsenceClaims.In(text).Should().BeNull();

    [Fact]
    public void The_warning_names_every_place_and_the_words_in_it()
    {
        var pledge = Given.Pledge(Given.Target(), notes: [new EditorsNote { Kind = NoteKind.Background, Text = "Nobody counted." }], figures: [Given.Figure(null, "5", counting: Counting.Context)]);

        AbsenceClaims.Warning(pledge).Should().Be("Note 1 (“Nobody”): This says that something is absent. Add the look-up that shows it, with its day and what it covers, or reword it.");
    }

    [Fact]
    public void A_look_up_that_found_nothing_is_what_such_a_text_rests_on()
    {
        EditorsNote[] notes = [new EditorsNote { Kind = NoteKind.Background, Text = "Nobody counted." }];

        AbsenceClaims.Warning(Given.Pledge(Given.Target(), notes: notes, lookups: [Given.Lookup("2026-01-01")])).Should().BeNull();
        AbsenceClaims.Warning(Given.Pledge(Given.Target(), notes: notes, lookups: [Given.Lookup("2026-01-01", LookupOutcome.NothingNew)])).Should().NotBeNull();
    }

    [Fact]
    public void Quotes_and_criteria_may_say_never() =>
        AbsenceClaims.Warning(Given.Pledge(
            Given.Target(),
            quotes: [new Quote { Text = "Never again.", Speaker = "The chairman" }],
            criteria: [new Criterion { Outcome = VerdictKind.Missed, Text = "No count by the end of 2020.", Written = Given.Day("2019-01-01") }])).Should().BeNull();
}
