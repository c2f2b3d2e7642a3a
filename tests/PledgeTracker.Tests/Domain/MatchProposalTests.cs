using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Tests.Domain;

/// <summary>Which pledges an entry of a list may be. The given pledge is Acme's, of 1 January 2017, of 1,000 jobs.</summary>
public class MatchProposalTests
{
    private static readonly ListItemDraft Entry = new() { AsListed = "Acme – $2B, 1,000 jobs", Companies = "Acme", Amount = "2,000,000,000", Currency = "USD", Jobs = "1,000", Announced = "2017-02-20" };

    [Fact]
    public void A_company_with_the_same_jobs_and_a_near_day_is_offered_with_what_speaks_for_it()
    {
        var match = MatchProposals.Of(Entry, [Given.Pledge()]).Should().ContainSingle().Subject;

        (match.SameJobs, match.SameAmount, match.IsNear, match.Score).Should().Be((true, false, true, 3));
    }

    [Theory]
    [InlineData("more than 1,000", true)]
    [InlineData("1,001", false)]
    [InlineData("1,000 to 2,000", false)]
    [InlineData("many", false)]
    public void The_hedge_is_no_difference_and_another_number_is(string jobs, bool same) =>
        MatchProposals.Of(Entry with { Jobs = jobs, Announced = null }, [Given.Pledge()]).Should().HaveCount(same ? 1 : 0);

    [Theory]
    [InlineData("2017-03-02", true)]
    [InlineData("2017-03-03", false)]
    [InlineData("2016-11-02", true)]
    [InlineData("2016-11-01", false)]
    [InlineData("2017-01", true)]
    [InlineData("2017", false)]
    [InlineData("nonsense", false)]
    public void Near_are_sixty_days_and_a_year_alone_is_near_to_nothing(string announced, bool near) =>
        MatchProposals.Of(Entry with { Jobs = null, Announced = announced }, [Given.Pledge()]).Should().HaveCount(near ? 1 : 0);

    [Fact]
    public void The_amount_counts_only_in_its_own_currency()
    {
        var pledge = Given.Pledge();
        pledge.Targets.Add(Given.Target("about 2,000,000,000", metric: "investment", key: "money"));
        var far = Entry with { Jobs = null, Announced = null };

        MatchProposals.Of(far, [pledge]).Should().ContainSingle().Which.SameAmount.Should().BeTrue();
        MatchProposals.Of(far with { Currency = "EUR" }, [pledge]).Should().BeEmpty();
        MatchProposals.Of(far with { Amount = null }, [pledge]).Should().BeEmpty("a company alone is too little");
    }

    [Theory]
    [InlineData("Acme Motor", "Acme Motor Group", true)]
    [InlineData("Acme Inc.", "Acme", true)]
    [InlineData("Bolt, ACME", "Acme", true)]
    [InlineData("Acmeville", "Acme", false)]
    [InlineData("Old Name", "Acme", true)]
    [InlineData("Ácme", "Acme", true)]
    [InlineData("", "Acme", false)]
    public void A_company_is_named_by_whole_words_by_other_names_too_and_by_the_beginning_of_its_name(string companies, string name, bool named) =>
        MatchProposals.Names(new ListItemDraft { AsListed = "An entry", Companies = companies }, new Company { Slug = "acme", Name = name, OtherNames = ["Old Name (until 2021-01-16)"] }).Should().Be(named);

    [Fact]
    public void The_likeliest_come_first_and_no_more_than_three()
    {
        var pledges = Enumerable.Range(0, 5).Select(i => Given.Pledge()).ToList();

        MatchProposals.Of(Entry, pledges).Should().HaveCount(MatchProposals.Most).And.BeInDescendingOrder(m => m.Score);
    }
}
