using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Tests.Pages;

/// <summary>A page of the site says once what it is; the menu, the sitemap and the forms of pages are made of that.</summary>
public sealed partial class SitePageTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    // What is no page of the site: the newsroom, what stands in for a failure, samples, and a page that shows another one.
    private static readonly string[] Others = ["/newsroom", "/account", "/setup", "/error", "/dev", "/data/api/explorer", "/follow"];

    [Fact]
    public void Every_public_page_is_marked_and_every_mark_is_of_a_page()
    {
        _ = app.Services;
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null).Select(e => Plain(e.RoutePattern.RawText!)).Distinct()
            .Where(route => !Array.Exists(Others, other => route == other || route.StartsWith(other + "/", StringComparison.Ordinal)));

        routes.Should().BeEquivalentTo(SitePages.All.Select(page => page.Address));
    }

    [Fact]
    public async Task Every_example_is_an_address_of_its_page_and_answers()
    {
        foreach (var page in SitePages.All)
        {
            foreach (var example in page.Examples.DefaultIfEmpty(page.Address))
            {
                page.Has(example.Split('?')[0]).Should().BeTrue(example);
                (await app.GetAsync(example)).Answer.IsSuccessStatusCode.Should().BeTrue(example);
            }
        }
    }

    [Fact]
    public async Task The_menu_and_the_sitemap_are_made_of_the_pages()
    {
        var (_, home) = await app.GetAsync("/");
        var sitemap = XDocument.Parse(await app.Visitor().GetStringAsync("/sitemap.xml")).Descendants().Where(e => e.Name.LocalName == "loc").Select(e => new Uri(e.Value).AbsolutePath).ToList();

        home.QuerySelectorAll("header nav li:not(.language) a").Select(a => (a.GetAttribute("href"), a.TextContent)).Should().Equal(SitePages.Menu.Select(page => ((string?)page.Address, page.Name)));
        sitemap.Should().Contain(SitePages.All.Where(page => page.IsInSitemap && page.IsAlone).Select(page => page.Address)).And.NotContain("/tips/new").And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("/pledges/alibaba", true)]
    [InlineData("/pledges", false)]
    [InlineData("/pledges/", false)]
    [InlineData("/pledges/alibaba.json", false)]
    [InlineData("/pledges/alibaba/history", false)]
    public void A_name_in_an_address_is_one_part_without_a_dot(string path, bool isOne) => new SitePageAttribute("/pledges/{slug}").Has(path).Should().Be(isOne);

    [Theory]
    [InlineData("/places/us", true)]
    [InlineData("/places/us/wi", true)]
    [InlineData("/places", false)]
    [InlineData("/places/us/wi/x", false)]
    public void A_part_with_a_question_mark_may_be_left_out(string path, bool isOne) => new SitePageAttribute("/places/{country}/{part?}").Has(path).Should().Be(isOne);

    // As addresses are written: in small letters, without the name of a folder's own page and without constraints.
    private static string Plain(string route)
    {
        var plain = "/" + Constraints().Replace(route.Trim('/'), "$2}").ToLowerInvariant();
        return plain == "/index" ? "/" : plain.EndsWith("/index", StringComparison.Ordinal) ? plain[..^6] : plain;
    }

    [GeneratedRegex("(:[^}?]+)?(\\??)}")]
    private static partial Regex Constraints();
}
