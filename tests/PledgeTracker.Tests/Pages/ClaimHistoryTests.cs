using System.Net;
using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using AngleSharp.Dom;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Pages;

/// <summary>
/// A tracker on each database in which one claimant was updated, one list and one check were corrected, and one check was taken off the
/// site after an update. Tests only read of it.
/// </summary>
public sealed class RevisedClaims : IAsyncLifetime
{
    private readonly Dictionary<string, EitherApp> _apps = [];

    public async Task<EitherApp> OnAsync(string kind)
    {
        if (_apps.TryGetValue(kind, out var known))
        {
            return known;
        }

        var app = _apps[kind] = await EitherApp.StartAsync(kind, withPledges: true);
        await app.PublishAsync<ClaimantDraft>(DocumentKind.Claimant, "joe-biden", d => d with { Summary = "A summary that was written anew." }, "A new summary.");
        await app.PublishAsync<ClaimListDraft>(DocumentKind.List, "us-white-house-2025", d => d with { Note = "The note of <b>today</b>.", Items = [.. d.Items.Skip(1)] }, "An entry stood on it twice.", PublicationKind.Correction);
        await app.PublishAsync<CheckDraft>(DocumentKind.Check, "propublica-2018", d => d with { Method = "What was really done." }, "The method was told wrongly.", PublicationKind.Correction);
        await app.PublishAsync<CheckDraft>(DocumentKind.Check, "cato-2026", d => d with { Limits = "It was quoted." }, "A limit.");
        var id = 0;
        await app.WithDatabaseAsync(context =>
        {
            id = context.Documents.Single(d => d.Kind == DocumentKind.Check && d.Key == "cato-2026").Id;
            return Task.CompletedTask;
        });
        (await app.WithAsync<Review, ReviewOutcome>(r => r.UnpublishAsync(id, "It was not read at first hand.", new LogActor(1, "Rae Viewer", null)))).Done.Should().BeTrue();
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        return app;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var app in _apps.Values)
        {
            await app.DisposeAsync();
        }
    }
}

/// <summary>Claimants, lists and checks are followed and cited as pledges are: revisions, histories, citations and feeds, on both databases.</summary>
public sealed partial class ClaimHistoryTests(RevisedClaims revised) : IClassFixture<RevisedClaims>
{
    private const string Biden = "/claims/joe-biden", WhiteHouse = "/lists/us-white-house-2025", ProPublica = "/checks/propublica-2018", Cato = "/checks/cato-2026";

    private static readonly string[] Revised = [Biden, WhiteHouse, ProPublica];

    private static readonly string[] Forms = [".json", ".atom", ".feed.json", "/cite.bib", "/cite.ris", "/cite.csl.json", "/history"];

    [Theory, OnSqlite, OnPostgres]
    public async Task An_earlier_revision_is_shown_as_it_was_and_says_so_and_leads_to_the_newest(string kind)
    {
        var app = await revised.OnAsync(kind);
        var said = new Dictionary<string, (string Then, string Now)>
        {
            [Biden] = ("President of the United States", "A summary that was written anew."),
            [WhiteHouse] = ("42 entries are copied here.", "41 entries are copied here."),
            [ProPublica] = ("Collected every claim in tweets and speeches", "What was really done."),
        };
        foreach (var (address, (then, now)) in said)
        {
            var (_, today) = await app.GetAsync(address);
            var (_, newest) = await app.GetAsync(address + "?revision=2");
            var (answer, earlier) = await app.GetAsync(address + "?revision=1");

            answer.StatusCode.Should().Be(HttpStatusCode.OK);
            Text(today.QuerySelector("main")!).Should().Contain(now).And.NotContain("An earlier version.");
            Text(newest.QuerySelector("main")!).Should().Be(Text(today.QuerySelector("main")!), "the newest revision is today’s page");
            newest.QuerySelector("meta[name=robots]").Should().BeNull();
            var notice = earlier.QuerySelector(".notice")!;
            Text(notice).Should().MatchRegex("^An earlier version\\. This is revision 1, published 29 November 2026\\. It no longer changes\\. The newest is revision 2, published (30 November|1 December|2 December) 2026: what changed\\. What other pages of this site say is shown as it is today\\.$");
            notice.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).Should().Equal(address, address + "/history");
            Text(earlier.QuerySelector("main")!).Should().NotContain(now);
            if (address != Biden)
            {
                Text(earlier.QuerySelector("main")!).Should().Contain(then);
            }

            earlier.QuerySelector("meta[name=robots]")!.GetAttribute("content").Should().Be("noindex");
            earlier.Title.Should().Contain(", revision 1");
            earlier.QuerySelector("link[rel=canonical]")!.GetAttribute("href").Should().Be("http://localhost" + address);
            earlier.QuerySelector("link[type='application/json']")!.GetAttribute("href").Should().Be($"{address}.json?revision=1");
            earlier.QuerySelector("header a[hreflang=es]")!.GetAttribute("href").Should().Be($"/es{address}?revision=1");
            earlier.QuerySelectorAll("aside a[type='application/json']").Select(a => a.GetAttribute("href")).Should().Equal($"{address}.json?revision=1");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_json_of_a_revision_is_the_document_that_was_published_and_names_the_newest(string kind)
    {
        var app = await revised.OnAsync(kind);
        foreach (var address in Revised)
        {
            using var earlier = await JsonAsync(app, address + ".json?revision=1");
            using var today = await JsonAsync(app, address + ".json");

            (earlier.RootElement.GetProperty("revision").GetInt32(), earlier.RootElement.GetProperty("newest_revision").GetInt32()).Should().Be((1, 2));
            earlier.RootElement.GetProperty("self").GetString().Should().Be($"http://localhost{address}.json?revision=1");
            earlier.RootElement.GetProperty("url").GetString().Should().Be($"http://localhost{address}?revision=1");
            earlier.RootElement.GetProperty("newest_url").GetString().Should().Be("http://localhost" + address);
            earlier.RootElement.GetProperty("history_url").GetString().Should().Be($"http://localhost{address}/history");
            (today.RootElement.GetProperty("revision").GetInt32(), today.RootElement.GetProperty("newest_revision").GetInt32()).Should().Be((2, 2));
            today.RootElement.GetProperty("document").GetRawText().Should().NotBe(earlier.RootElement.GetProperty("document").GetRawText());
        }

        using var list = await JsonAsync(app, WhiteHouse + ".json?revision=1");
        list.RootElement.GetProperty("document").GetProperty("items").GetArrayLength().Should().Be(42);
        list.RootElement.GetProperty("ladder").GetArrayLength().Should().Be(7);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_list_keeps_its_revision_through_its_filter_and_its_links(string kind)
    {
        var app = await revised.OnAsync(kind);
        var (_, page) = await app.GetAsync(WhiteHouse + "?revision=1&company=micron");

        page.QuerySelector("main form.narrow input[type=hidden]")!.GetAttribute("name").Should().Be("revision");
        page.QuerySelector("main form.narrow input[type=hidden]")!.GetAttribute("value").Should().Be("1");
        page.QuerySelector($"main a[href='{WhiteHouse}?revision=1#items']").Should().NotBeNull("all entries are those of that revision");
        page.QuerySelectorAll($"ol.ladder a[href^='{WhiteHouse}']").Select(a => a.GetAttribute("href")).Should().NotBeEmpty().And.OnlyContain(h => h!.StartsWith(WhiteHouse + "?revision=1#item-", StringComparison.Ordinal));
        page.QuerySelector("#paste")!.TextContent.Should().EndWith($"http://localhost{WhiteHouse}?revision=1)");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_revision_that_is_not_understood_or_was_never_published_is_refused_in_every_form(string kind)
    {
        var app = await revised.OnAsync(kind);
        await app.WithDatabaseAsync(async context =>
        {
            // What somebody saved and nobody published is not shown.
            var document = context.Documents.Single(d => d.Kind == DocumentKind.Claimant && d.Key == "scott-walker");
            if (document.NewestNumber == 1)
            {
                document.Add(new ClaimantDraft { Name = "A secret" }, TrackerApp.Now.UtcDateTime, "Ed Itor");
                await context.SaveChangesAsync();
            }
        });
        (string Query, int Status, string Says)[] asked =
        [
            ("?revision=0", 400, "“0” is not the number of a revision."), ("?revision=x", 400, "“x” is not the number of a revision."), ("?revision=-1", 400, "is not the number of a revision."),
            ("?revision=1.5", 400, "is not the number of a revision."), ("?revision=99999999999", 400, "is not the number of a revision."), ("?revision=%D9%A1", 400, "is not the number of a revision."),
            ("?revision=1&revision=2", 400, "more than once"), ("?revision=9", 404, "Revision 9 of this page was never published."),
        ];
        foreach (var address in Revised)
        {
            foreach (var (query, status, says) in asked)
            {
                var (answer, page) = await app.GetAsync(address + query);
                ((int)answer.StatusCode).Should().Be(status, address + query);
                page.QuerySelector("main")!.TextContent.Should().Contain(says);
                foreach (var form in (string[])[".json", "/cite.bib", "/cite.ris", "/cite.csl.json"])
                {
                    var data = await app.Visitor().GetAsync(address + form + query);
                    ((int)data.StatusCode).Should().Be(status, address + form + query);
                    Regex.Unescape((await data.Content.ReadAsStringAsync()).Replace("\\u0022", "")).Should().Contain(says);
                }
            }
        }

        (await app.GetAsync("/claims/scott-walker?revision=2")).Answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await app.Visitor().GetAsync("/claims/scott-walker.json?revision=2")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        var (both, sentence) = await app.GetAsync(WhiteHouse + "?revision=1&on=2025-07-31");
        both.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        sentence.QuerySelector("main")!.TextContent.Should().Contain("Ask for a day or for a revision, not for both.");
        (await app.Visitor().GetAsync(WhiteHouse + ".json?revision=1&on=2025-07-31")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await app.Visitor().GetAsync("/checks/reuters-2025.json?on=2025-07-31")).StatusCode.Should().Be(HttpStatusCode.BadRequest, "a check is what it is on every day, and data say so");
        (await app.Visitor().GetAsync("/claims/rick-perry.atom?revision=1")).StatusCode.Should().Be(HttpStatusCode.BadRequest, "a feed has one state");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_off_the_site_is_gone_in_every_form_and_at_every_revision(string kind)
    {
        var app = await revised.OnAsync(kind);
        foreach (var address in (string[])["", "?revision=1", "?revision=2", "?revision=9", .. Forms, ".json?revision=1", "/cite.bib?revision=1"])
        {
            var answer = await app.Visitor().GetAsync(Cato + address);

            answer.StatusCode.Should().Be(HttpStatusCode.Gone, address);
            (await answer.Content.ReadAsStringAsync()).Should().Contain("It was not read at first hand.", address);
        }

        (await app.Visitor().GetStringAsync("/changes.atom")).Should().NotContain("cato-2026");
        (await app.GetAsync("/changes?about=check")).Page.QuerySelectorAll($"a[href^='{Cato}']").Should().BeEmpty();
        (await app.Visitor().GetStringAsync("/sitemap.xml")).Should().NotContain("cato-2026");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_not_there_is_not_there_in_any_form(string kind)
    {
        var app = await revised.OnAsync(kind);
        foreach (var address in from start in (string[])["/claims/nobody", "/lists/nothing", "/checks/nothing", "/claims/propublica-2018", "/lists/JOE-BIDEN"] from form in (string[])["", "?revision=1", .. Forms] select start + form)
        {
            (await app.Visitor().GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.NotFound, address);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_history_tells_each_publication_with_its_day_kind_note_and_difference_in_both_languages(string kind)
    {
        var app = await revised.OnAsync(kind);
        var (_, page) = await app.GetAsync(WhiteHouse + "/history");
        var (_, spanish) = await app.GetAsync("/es" + WhiteHouse + "/history");
        var (_, check) = await app.GetAsync("/es" + ProPublica + "/history");

        page.QuerySelectorAll("section.revision h2").Select(Text).Should().Equal("Correction, 1 December 2026", "First publication, 29 November 2026");
        var correction = page.QuerySelector("#revision-2")!.ParentElement!;
        Text(correction).Should().Contain("Revision 2").And.Contain("An entry stood on it twice.").And.Contain("2 changes");
        correction.QuerySelectorAll("table.diff th[scope=row]").Select(Text).Should().Equal("Note (changed)", "Entry 1 (removed)");
        correction.QuerySelector("td:nth-child(3)")!.TextContent.Should().Contain("The note of <b>today</b>.");
        correction.QuerySelectorAll("b").Should().BeEmpty("what editors wrote is no mark-up");
        page.QuerySelectorAll(".crumbs a").Select(a => a.GetAttribute("href")).Should().Equal("/", "/claims", WhiteHouse);
        spanish.QuerySelectorAll("section.revision h2").Select(Text).Should().Equal("Corrección, 1 de diciembre de 2026", "Primera publicación, 29 de noviembre de 2026");
        spanish.QuerySelectorAll("#revision-2 ~ details th[scope=row]").Select(Text).Should().Equal("Nota (cambiado)", "Entrada 1 (eliminado)");
        check.QuerySelectorAll("#revision-2 ~ details th[scope=row]").Select(Text).Should().Equal("Método (cambiado)");
        check.QuerySelectorAll("section.revision p[lang=en]").Select(Text).Should().Equal("The method was told wrongly.");
        (await app.GetAsync(Biden + "/history")).Page.QuerySelectorAll("section.revision h2").Select(Text).Should().Equal("Update, 30 November 2026", "First publication, 29 November 2026");
        page.QuerySelector("main nav, footer a[href='/changes']").Should().NotBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_page_shows_what_was_corrected_on_it_and_an_earlier_revision_does_not_yet(string kind)
    {
        var app = await revised.OnAsync(kind);

        foreach (var (address, note) in new[] { (WhiteHouse, "1 December 2026: An entry stood on it twice."), (ProPublica, "2 December 2026: The method was told wrongly.") })
        {
            var (_, page) = await app.GetAsync(address);
            page.QuerySelectorAll("#corrections ~ ul li").Select(Text).Should().Equal(note);
            page.QuerySelector("aside .plain a[href$='/history']")!.TextContent.Should().Be("revision 2");
            (await app.GetAsync(address + "?revision=1")).Page.QuerySelector("#corrections").Should().BeNull();
        }

        (await app.GetAsync(Biden)).Page.QuerySelector("#corrections").Should().BeNull("an update corrects nothing");
        (await app.GetAsync("/es" + WhiteHouse)).Page.QuerySelector("#corrections")!.TextContent.Should().Be("Correcciones");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_citation_names_the_revision_and_its_address_never_changes(string kind)
    {
        var app = await revised.OnAsync(kind);
        var (_, page) = await app.GetAsync(WhiteHouse);
        var (_, spanish) = await app.GetAsync("/es" + ProPublica + "?revision=1");
        var bib = await app.Visitor().GetStringAsync(ProPublica + "/cite.bib");
        var ris = await app.Visitor().GetStringAsync(Biden + "/cite.ris?revision=1");
        using var csl = await JsonAsync(app, WhiteHouse + "/cite.csl.json?on=2025-07-31");

        Text(page.QuerySelector("#cite")!).Should().MatchRegex($"^PledgeTracker \\(2026\\): The Trump Effect: investments page and running list\\. Revision 2, 1 December 2026\\. http://localhost{WhiteHouse}\\?revision=2, read [0-9]+ December 2026\\.$");
        Text(spanish.QuerySelector("#cite")!).Should().Contain("ProPublica: una verificación de totales afirmados, 29 de enero de 2018").And.Contain("Versión 1").And.Contain($"http://localhost/es{ProPublica}?revision=1");
        spanish.QuerySelectorAll("#cite ~ p a").Select(a => a.GetAttribute("href")).Should().Equal($"{ProPublica}/cite.bib?revision=1", $"{ProPublica}/cite.ris?revision=1", $"{ProPublica}/cite.csl.json?revision=1");
        bib.Should().StartWith("@misc{check-propublica-2018,").And.Contain("title = {{ProPublica: a check of claimed totals, 29 January 2018 (revision 2)}}").And.Contain("month = dec,\n  day = {2},").And.Contain($"url = {{http://localhost{ProPublica}?revision=2}}");
        ris.Should().Contain("TI  - Joe Biden: claimed totals (revision 1)\r\n").And.Contain("DA  - 2026/11/29\r\n").And.Contain($"UR  - http://localhost{Biden}?revision=1\r\n");
        var cited = csl.RootElement[0];
        (cited.GetProperty("id").GetString(), cited.GetProperty("title").GetString(), cited.GetProperty("URL").GetString()).Should().Be(("list-us-white-house-2025", "The Trump Effect: investments page and running list (as known on 31 July 2025)", $"http://localhost{WhiteHouse}?on=2025-07-31"));
        foreach (var address in (string[])[WhiteHouse + "?revision=2", ProPublica + "?revision=2", Biden + "?revision=1"])
        {
            (await app.GetAsync(address)).Answer.StatusCode.Should().Be(HttpStatusCode.OK, "what is cited is there");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Feeds_tell_publications_of_claimed_totals_with_ids_that_are_unique_and_stay(string kind)
    {
        var app = await revised.OnAsync(kind);
        var feeds = new List<SyndicationFeed>();
        foreach (var address in Revised)
        {
            var feed = Atom(await app.Visitor().GetStringAsync(address + ".atom"));
            using var json = await JsonAsync(app, address + ".feed.json");
            feeds.Add(feed);

            feed.Items.Should().HaveCount(2);
            json.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()).Should().Equal(feed.Items.Select(i => i.Id));
            json.RootElement.GetProperty("feed_url").GetString().Should().Be($"http://localhost{address}.feed.json");
            feed.Links.Single(l => l.RelationshipType == "alternate").Uri.AbsolutePath.Should().Be(address);
            foreach (var item in feed.Items)
            {
                var link = item.Links.Single().Uri;
                link.AbsolutePath.Should().Be(address + "/history");
                (await app.GetAsync(link.AbsolutePath)).Page.QuerySelector(link.Fragment).Should().NotBeNull("the entry leads to where it is told");
            }
        }

        feeds.Select(f => f.Items.First().Title.Text).Should().Equal("Update: Joe Biden: claimed totals", "Correction: The Trump Effect: investments page and running list", "Correction: ProPublica: a check of claimed totals, 29 January 2018");
        feeds.Select(f => f.Items.Last().Title.Text).Should().OnlyContain(t => t.StartsWith("New: ", StringComparison.Ordinal));
        feeds[1].Items.First().Categories.Single().Name.Should().Be("correction");
        var html = ((TextSyndicationContent)feeds[1].Items.First().Content).Text;
        html.Should().Contain("<p>An entry stood on it twice.</p>").And.Contain("Entry 1, removed: ").And.Contain("&lt;b&gt;today").And.NotContain("<b>").And.Contain("Source: ");
        feeds[2].Items.First().Summary.Text.Should().Be("The method was told wrongly. What was really done.");

        var all = Atom(await app.Visitor().GetStringAsync("/changes.atom"));
        all.Items.Select(i => i.Id).Should().OnlyHaveUniqueItems().And.Contain(feeds.Select(f => f.Items.First().Id), "an entry has one id in every feed");
        var lists = Atom(await app.Visitor().GetStringAsync("/changes.atom?about=list"));
        lists.Items.Should().HaveCount(16).And.OnlyContain(i => i.Links.Single().Uri.AbsolutePath.StartsWith("/lists/"));
        lists.Links.Single(l => l.RelationshipType == "alternate").Uri.PathAndQuery.Should().Be("/changes?about=list");
        lists.Links.Single(l => l.RelationshipType == "self").Uri.PathAndQuery.Should().Be("/changes.atom?about=list");
        var ids = new[] { all, lists, Atom(await app.Visitor().GetStringAsync("/changes.atom?about=pledge")), Atom(await app.Visitor().GetStringAsync("/pledges.atom")) }.Concat(feeds).Select(f => f.Id).ToList();
        ids.Should().OnlyHaveUniqueItems().And.OnlyContain(id => id.StartsWith("urn:uuid:", StringComparison.Ordinal));
        (await app.Visitor().GetAsync("/changes.atom?about=metric")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await app.Visitor().GetAsync("/changes.feed.json?about=")).StatusCode.Should().Be(HttpStatusCode.OK, "nothing is named");
        (await app.Visitor().GetStringAsync("/pledges.atom")).Should().NotContain("/lists/us-white-house-2025/history");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_page_of_changes_names_those_of_claimed_totals_and_is_narrowed_by_what_they_are_of(string kind)
    {
        var app = await revised.OnAsync(kind);
        var (_, page) = await app.GetAsync("/changes");
        var (_, checks) = await app.GetAsync("/changes?about=check");
        var (_, spanish) = await app.GetAsync("/es/changes?about=check");

        page.QuerySelectorAll("main h2").Select(Text).Should().Equal("2 December 2026", "1 December 2026", "30 November 2026", "29 November 2026");
        page.QuerySelectorAll("ul.changes > li").Take(3).Select(Text).Should().Equal(
            "Correction. ProPublica, a check, 29 January 2018. The method was told wrongly. What changed",
            "Correction. The Trump Effect: investments page and running list, a list. An entry stood on it twice. What changed",
            "Update. Joe Biden, a claimant. A new summary. What changed");
        page.QuerySelector("ul.changes > li > a")!.GetAttribute("href").Should().Be(ProPublica);
        page.QuerySelector("ul.changes > li > a.small")!.GetAttribute("href").Should().Be(ProPublica + "/history#revision-2");
        page.QuerySelectorAll("main nav [aria-current]").Select(Text).Should().Equal("Everything");
        checks.QuerySelectorAll("ul.changes li > a:not(.small)").Should().HaveCount(30).And.OnlyContain(a => a.GetAttribute("href")!.StartsWith("/checks/"));
        checks.QuerySelectorAll("main nav [aria-current]").Select(Text).Should().Equal("Checks");
        checks.QuerySelector("link[type='application/atom+xml']")!.GetAttribute("href").Should().Be("/changes.atom?about=check");
        checks.QuerySelector("main a[type='application/atom+xml']")!.GetAttribute("href").Should().Be("/changes.atom?about=check");
        Text(spanish.QuerySelector("main h2")!).Should().Be("2 de diciembre de 2026");
        Text(spanish.QuerySelector("ul.changes > li")!).Should().StartWith("Corrección. ProPublica, verificación del 29 de enero de 2018.");
        var (_, pledges) = await app.GetAsync("/changes?about=pledge");
        pledges.QuerySelectorAll("ul.changes li > a:not(.small)").Should().HaveCount(Repository.Starters).And.OnlyContain(a => a.GetAttribute("href")!.StartsWith("/pledges/"));
        (await app.GetAsync("/changes?about=pledge&page=2")).Page.QuerySelector("main")!.TextContent.Should().Contain("There is no page 2. The last one is 1.");
        foreach (var wrong in (string[])["metric", "Check", "1", "company"])
        {
            var (answer, refused) = await app.GetAsync("/changes?about=" + wrong);
            answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, wrong);
            refused.QuerySelector("main")!.TextContent.Should().Contain($"“{wrong}” is not one of these: “pledge”, “claimant”, “list”, “check”.");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_form_is_answered_to_HEAD_and_with_304_to_whoever_has_it(string kind)
    {
        var app = await revised.OnAsync(kind);
        foreach (var address in Revised.SelectMany(a => Forms.Select(f => a + f).Append(a + "?revision=1").Append(a + ".json?revision=1")).Append("/changes?about=list").Append("/changes.atom?about=list"))
        {
            var got = await app.Visitor().GetAsync(address);
            using var head = new HttpRequestMessage(HttpMethod.Head, address);
            var headed = await app.Visitor().SendAsync(head);
            using var again = new HttpRequestMessage(HttpMethod.Get, address);
            again.Headers.IfNoneMatch.Add(got.Headers.ETag!);
            var unchanged = await app.Visitor().SendAsync(again);

            got.StatusCode.Should().Be(HttpStatusCode.OK, address);
            headed.StatusCode.Should().Be(HttpStatusCode.OK, address);
            headed.Content.Headers.ContentType.Should().Be(got.Content.Headers.ContentType);
            headed.Headers.ETag.Should().Be(got.Headers.ETag);
            unchanged.StatusCode.Should().Be(HttpStatusCode.NotModified, address);
            got.Headers.CacheControl!.ToString().Should().Be("public, no-cache");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_form_that_Accept_names_is_given_at_the_address_of_the_page(string kind)
    {
        var app = await revised.OnAsync(kind);
        foreach (var (form, ending) in new[] { ("application/atom+xml", ".atom"), ("application/feed+json", ".feed.json"), ("application/json", ".json?revision=1") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/es" + ProPublica + (ending.Contains('?') ? "?revision=1" : ""));
            request.Headers.Add("Accept", form);
            var answer = await app.Visitor().SendAsync(request);

            answer.Content.Headers.ContentType!.MediaType.Should().Be(form);
            answer.Content.Headers.ContentLocation!.OriginalString.Should().Be(ProPublica + ending);
            (await answer.Content.ReadAsStringAsync()).Should().Be(await app.Visitor().GetStringAsync(ProPublica + ending));
        }
    }

    [Theory]
    [InlineData("/claims")]
    [InlineData("/claims/donald-trump")]
    [InlineData(WhiteHouse)]
    [InlineData(WhiteHouse + "?on=2025-07-31")]
    [InlineData(WhiteHouse + "?group=not-new&verdict=in-progress")]
    [InlineData(WhiteHouse + "?revision=1")]
    [InlineData(WhiteHouse + ".json")]
    [InlineData("/checks/reuters-2025")]
    [InlineData("/checks/propublica-2018/history")]
    [InlineData("/changes?about=check")]
    public async Task A_page_says_the_same_on_both_databases(string address)
    {
        if (TestDatabase.PostgresServer is null)
        {
            return;
        }

        var sqlite = await (await revised.OnAsync("SQLite")).Visitor().GetStringAsync(address);
        var postgres = await (await revised.OnAsync("PostgreSQL")).Visitor().GetStringAsync(address);

        postgres.Should().Be(sqlite);
    }

    [Fact]
    public async Task The_data_page_names_the_schemas_of_all_documents()
    {
        var app = await revised.OnAsync("SQLite");
        var (_, page) = await app.GetAsync("/data");

        foreach (var shape in DocumentShape.All)
        {
            var address = $"/data/{shape.Noun}.schema.json";
            page.QuerySelectorAll($"#dictionary ~ p a[href='{address}']").Should().ContainSingle();
            (await app.Visitor().GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.OK);
        }
    }

    private static async Task<JsonDocument> JsonAsync(TrackerApp app, string address) => JsonDocument.Parse(await app.Visitor().GetStringAsync(address));

    private static string Text(IElement element) => Spaces().Replace(element.TextContent, " ").Trim();

    private static SyndicationFeed Atom(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text));
        return SyndicationFeed.Load(reader);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
