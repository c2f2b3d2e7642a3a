using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Tests.Domain;

/// <summary>Whose word a promise is known by.</summary>
public class AnnouncerTests
{
    [Theory]
    [InlineData("Mike DeWine", "Governor of Ohio, with JobsOhio, in a state release on Acme’s plant")]
    [InlineData("Sean Spicer", "Incoming White House press secretary, on what Ann Lee (Acme) had promised")]
    [InlineData("Michigan Economic Development Corporation", "State agency, for Acme")]
    [InlineData("The government of Brazil, on a plan of Ann Lee", "Acme’s chairman signalled the plan, and the government gave the number")]
    [InlineData("Ann Lee, with President Jane Roe, who gave the number of jobs", "Chief executive of Acme; president of the United States")]
    public void A_promise_or_a_number_that_a_public_office_gave_is_not_the_companys_word(string by, string role) =>
        Announcer.IsOutside(by, role, ["Acme"]).Should().BeTrue();

    [Theory]
    [InlineData("Ann Lee", "Chief executive, Acme")]
    [InlineData("Ann Lee", "President and chief executive, Acme")]
    [InlineData("Ann Lee", null)]
    [InlineData("John Roe and Ann Lee", "Governor of Kentucky, and chief executive of Acme")]
    [InlineData("Laura Kelly, with Acme", "Governor of Kansas")]
    [InlineData("Acme", "Company, on a website. Chief executive Ann Lee gave the numbers in 2019")]
    [InlineData("Acme and a state agency", "Company and state agency")]
    public void Where_the_company_spoke_too_or_nobody_wrote_down_who_did_it_is_taken_for_its_word(string by, string? role) =>
        Announcer.IsOutside(by, role, ["Acme Energy", "Acme"]).Should().BeFalse();

    [Fact]
    public void Of_several_announcers_one_may_be_the_company_by_the_first_word_of_its_name() =>
        (Announcer.IsOutside("Laura Kelly, with Acme", "Governor of Kansas", ["Acme Energy"]), Announcer.IsOutside("Boris Acme", "Governor of Kansas", ["Acme Energy"])).Should().Be((false, true));

    [Theory]
    [InlineData("Ann Lee", "Chairman of Partner, Acme’s partner in the venture", true)]
    [InlineData("Ann Lee", "Chief executive, Acme", false)]
    [InlineData("Ann Lee, with Acme", "Chairman of Partner", false)]
    [InlineData("Ann Lee and Bo Roe", "Chief executives of Acme and Partner", false)]
    public void A_partner_who_spoke_alone_does_not_speak_for_the_company(string by, string role, bool isOutside) =>
        Announcer.IsOutside(by, role, ["Acme"], "Partner").Should().Be(isOutside);
}
