using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Search;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.Domain;

/// <summary>Names with the time in which each was used.</summary>
public sealed class NameInTimeTests
{
    private static readonly DateOnly Today = new(2026, 11, 29);

    [Theory]
    [InlineData("Fiat Chrysler Automobiles (2014-10-12 to 2021-01-16)", "Fiat Chrysler Automobiles", "2014-10-12", "2021-01-16")]
    [InlineData("Fiat Chrysler (until 2021-01)", "Fiat Chrysler", null, "2021-01")]
    [InlineData("Stellantis (from 2021)", "Stellantis", "2021", null)]
    [InlineData("Foxconn (Hon Hai)", "Foxconn (Hon Hai)", null, null)]
    [InlineData("FCA", "FCA", null, null)]
    public void A_name_and_its_time_are_read_as_written_and_written_as_read(string text, string name, string? from, string? until)
    {
        var read = NameInTime.Of(text);

        (read.Name, read.From?.ToString(), read.Until?.ToString()).Should().Be((name, from, until));
        read.ToString().Should().Be(text);
        NameInTime.ProblemOf([text]).Should().BeNull();
    }

    [Theory]
    [InlineData("Fiat (2014–2021)")]
    [InlineData("Fiat (until yesterday)")]
    [InlineData("Fiat (from 1/2/2021)")]
    [InlineData("Fiat (until 2021-02-30)")]
    [InlineData("Fiat (2021-01-17 to 2021-01-16)")]
    [InlineData("Fiat (until 2021")]
    [InlineData("(until 2021)")]
    public void A_time_that_cannot_be_read_is_refused_and_never_guessed(string text)
    {
        NameInTime.ProblemOf([text]).Should().Contain("Write the time like");
        NameInTime.Of(text).Should().Be(new NameInTime(text, null, null), "what is stored is still shown");
        new CompanyDraft { Name = "Fiat", OtherNames = [text] }.Problems().Should().ContainSingle().Which.Field.Should().Be("otherNames");
    }

    [Theory]
    [InlineData("A (2001 to 2010)", "B (2005 to 2012)", true)]
    [InlineData("A (until 2010)", "B (until 2012)", true)]
    [InlineData("A (from 2010)", "B (from 2012)", true)]
    [InlineData("A (until 2021-01-16)", "B (from 2021-01-17)", false)]
    [InlineData("A (until 2021)", "B (from 2021)", false)]
    [InlineData("A (until 2021)", "B", false)]
    public void Two_names_of_the_same_time_are_refused_and_those_that_only_may_overlap_are_not(string first, string second, bool overlap)
    {
        (NameInTime.ProblemOf([first, second]) is not null).Should().Be(overlap);
        (NameInTime.ProblemOf([second, first]) is not null).Should().Be(overlap);
    }

    [Theory]
    [InlineData("2017-01-08", "Fiat Chrysler")]
    [InlineData("2021-01-16", "Fiat Chrysler")]
    [InlineData("2021-01-17", "Stellantis")]
    [InlineData("2021-01", "Stellantis")]
    [InlineData("2010", "Stellantis")]
    public void The_name_at_a_time_is_the_one_known_to_be_used_then_and_else_the_current_one(string date, string name) =>
        Named("Stellantis", "FCA", "Fiat Chrysler (2014-10-12 to 2021-01-16)").NameOn(PartialDate.Parse(date)).Should().Be(name);

    [Fact]
    public void A_later_name_with_its_first_day_is_todays_name_though_the_company_is_listed_by_the_old_one()
    {
        var fca = Named("Fiat Chrysler", "FCA", "Stellantis (from 2021-01-17)");

        Wording.CompanyThen(fca, PartialDate.Parse("2017-01-08"), Today).Should().Be("Fiat Chrysler (now Stellantis)");
        Wording.CompanyThen(fca, PartialDate.Parse("2017-01-08"), Today, inBrackets: true).Should().Be("Fiat Chrysler, now Stellantis");
        Wording.CompanyThen(fca, PartialDate.Parse("2022-01-08"), Today).Should().Be("Stellantis");
        Wording.CompanyThen(fca, PartialDate.Parse("2017-01-08"), new(2018, 1, 1)).Should().Be("Fiat Chrysler", "as known in 2018 nobody knew the later name");
        Language.Spanish.While(() => Wording.CompanyThen(fca, PartialDate.Parse("2017-01-08"), Today)).Should().Be("Fiat Chrysler (ahora Stellantis)");
        Language.Spanish.While(() => Wording.Of(NameInTime.Of("Stellantis (from 2021-01)"))).Should().Be("Stellantis (desde enero de 2021)");
        Wording.Of(NameInTime.Of("Stellantis (2021 to 2021)")).Should().Be("Stellantis (2021)", "a time within one year says it once");
        fca.BareNames().Should().Equal("FCA", "Stellantis");
    }

    [Fact]
    public void Names_without_a_time_say_nothing_of_when_they_were_used() =>
        Wording.CompanyThen(Named("Fiat Chrysler", "FCA", "Stellantis"), PartialDate.Parse("2017-01-08"), Today).Should().Be("Fiat Chrysler");

    [Fact]
    public void A_search_finds_the_name_and_not_its_time()
    {
        var company = Named("Fiat Chrysler", "Stellantis (from 2021-01-17)");
        var pledge = ReviewRules.Review(Given.Draft() with { Company = "fca" }, new ReviewContext { Companies = new Dictionary<string, Company> { ["fca"] = company }, Metrics = Given.Metrics, Today = Given.Today }).Pledge!;

        SearchDocument.Of(pledge).Select(p => p.Text).Should().Contain("Stellantis").And.NotContain(t => t.Contains("2021-01-17"));
    }

    private static Company Named(string name, params string[] others) => new() { Slug = "fca", Name = name, OtherNames = [.. others] };
}
