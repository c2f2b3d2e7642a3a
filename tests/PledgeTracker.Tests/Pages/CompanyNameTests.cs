using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Pages;

/// <summary>Every place says a company's name at the time of the promise, and the name of today beside it.</summary>
public sealed class CompanyNameTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Pledge = "/pledges/fca-2000-jobs-2017";

    [Theory]
    [InlineData("", "Fiat Chrysler (now Stellantis) promised")]
    [InlineData("", "(Fiat Chrysler, now Stellantis)")]
    [InlineData("/embed", "Fiat Chrysler (now Stellantis): ")]
    [InlineData(".ics", "Fiat Chrysler (now Stellantis)")]
    [InlineData(".svg", "Fiat Chrysler (now Stellantis): ")]
    [InlineData("/cite.bib", "Fiat Chrysler (now Stellantis): ")]
    public async Task A_pledge_says_the_name_of_its_time_and_of_today(string form, string said)
    {
        System.Net.WebUtility.HtmlDecode(await app.Visitor().GetStringAsync(Pledge + form)).ReplaceLineEndings("").Should().Contain(said).And.NotContain("2021-01-16)");
    }

    [Fact]
    public async Task As_known_before_the_later_name_nothing_says_it()
    {
        (await app.Visitor().GetStringAsync(Pledge + "?on=2018-06-01")).Should().Contain("Fiat Chrysler promised").And.NotContain("now Stellantis");
    }

    [Fact]
    public async Task In_Spanish_it_is_said_in_Spanish()
    {
        (await app.Visitor().GetStringAsync("/es" + Pledge)).Should().Contain("Fiat Chrysler (ahora Stellantis)");
        (await app.GetAsync("/es/companies/fca")).Page.Body!.TextContent.Should().Contain("Fiat Chrysler (hasta el 16 de enero de 2021), FCA, Fiat Chrysler Automobiles");
    }

    [Fact]
    public async Task Programs_get_bare_names_and_beside_them_the_names_with_their_times()
    {
        (await app.Visitor().GetStringAsync("/companies/fca")).Should().Contain("\"alternateName\":[\"Fiat Chrysler\",\"FCA\",\"Fiat Chrysler Automobiles\"]");
        (await app.Visitor().GetStringAsync("/data/companies.csv")).Should().Contain("Fiat Chrysler;FCA;Fiat Chrysler Automobiles,Fiat Chrysler (until 2021-01-16);FCA;Fiat Chrysler Automobiles");
        (await app.Visitor().GetStringAsync("/pledges.csv?company=fca")).Should().Contain("company_name_then").And.Contain("Fiat Chrysler");
    }
}
