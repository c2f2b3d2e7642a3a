using System.Net;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Tests.Pages;

/// <summary>What the site says of itself is there at addresses that stay, and says nothing that is not so.</summary>
public sealed class TrustPageTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private static readonly string[] Addresses = ["/about", "/how-we-work", "/corrections-policy", "/contact", "/privacy"];

    [Fact]
    public async Task Every_page_leads_to_them_from_its_foot()
    {
        var (_, page) = await app.GetAsync("/pledges");

        page.QuerySelectorAll("footer a").Select(a => a.GetAttribute("href")).Should().Contain(Addresses);
        foreach (var address in Addresses)
        {
            (await app.GetAsync(address)).Answer.StatusCode.Should().Be(HttpStatusCode.OK, address);
            (await app.GetAsync("/es" + address)).Answer.StatusCode.Should().Be(HttpStatusCode.OK, address);
        }
    }

    [Fact]
    public async Task An_empty_setting_leaves_no_heading()
    {
        var (_, about) = await app.GetAsync("/about");
        var (_, contact) = await app.GetAsync("/contact");

        about.QuerySelectorAll("#masthead, #funding").Should().BeEmpty();
        contact.QuerySelectorAll("#newsroom, #post, address").Should().BeEmpty();
        contact.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).Should().Contain("/tips/new");
        about.QuerySelectorAll("main h2").Concat(contact.QuerySelectorAll("main h2")).Should().OnlyContain(h => h.NextElementSibling != null && h.NextElementSibling.LocalName != "h2");
    }

    [Fact]
    public async Task What_is_set_is_said()
    {
        await using var set = new SetApp();
        var (_, about) = await set.GetAsync("/about");
        var (_, contact) = await set.GetAsync("/contact");
        var (_, work) = await set.GetAsync("/how-we-work");

        about.QuerySelector("main")!.TextContent.Should().Contain("This site is published by The Example Times.");
        about.QuerySelectorAll("#masthead + ul li").Select(l => l.TextContent).Should().Equal("Editor: Ada Lovelace", "Data: Alan Turing");
        about.QuerySelectorAll("#funding ~ p").Select(p => p.TextContent).Should().StartWith(["The Example Times pays for all of it.", "Nobody else does."]);
        contact.QuerySelector("#newsroom + p a")!.GetAttribute("href").Should().Be("mailto:newsroom@example.org");
        contact.QuerySelector("#newsroom + p a")!.TextContent.Should().Be("newsroom@example.org");
        contact.QuerySelector("address")!.TextContent.Should().Contain("1 Main Street").And.Contain("Columbus, Ohio");
        work.QuerySelector("main")!.TextContent.Should().Contain("In this newsroom that may be the same person.").And.NotContain("Somebody who did not write in it");
        (await app.GetAsync("/how-we-work")).Page.QuerySelector("main")!.TextContent.Should().Contain("Somebody who did not write in it reads it and publishes it.");
    }

    [Fact]
    public async Task What_is_said_of_privacy_is_so_no_public_page_sets_a_cookie()
    {
        (await app.GetAsync("/privacy")).Page.QuerySelector("main")!.TextContent.Should().Contain("The public pages set no cookie");
        foreach (var address in SitePages.Examples)
        {
            (await app.Visitor().GetAsync(address)).Headers.Contains("Set-Cookie").Should().BeFalse(address);
        }
    }

    private sealed class SetApp : TrackerApp
    {
        protected override bool StarterData => false;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Publisher"] = "The Example Times",
            ["Contact"] = "mailto:newsroom@example.org",
            ["PostalAddress"] = "The Example Times | 1 Main Street | Columbus, Ohio",
            ["Masthead"] = "Editor: Ada Lovelace | Data: Alan Turing",
            ["Funding"] = "The Example Times pays for all of it. | Nobody else does.",
            ["FourEyes"] = "false",
        };
    }
}
