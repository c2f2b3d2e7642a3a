using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.OpenData;

/// <summary>Claimants, lists and checks as rows.</summary>
public sealed class ClaimRowTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string WhiteHouse = "/lists/us-white-house-2025";
    private const string Formula = "=HYPERLINK(\"https://evil.example\",\"9 trillion\")";

    [Theory]
    [InlineData("")]
    [InlineData("?group=not-new")]
    [InlineData("?group=no-company-investment")]
    [InlineData("?company=micron")]
    [InlineData("?place=arizona")]
    [InlineData("?verdict=in-progress")]
    [InlineData("?verdict=in-progress&on=2025-07-31")]
    [InlineData("?group=not-new&on=2025-07-31")]
    [InlineData("?company=nobody-of-that-name")]
    [InlineData("?page=1")]
    public async Task The_entries_of_a_list_are_narrowed_as_on_its_page_and_say_what_the_page_says(string query)
    {
        var (_, page) = await app.GetAsync(WhiteHouse + query);
        var shown = page.QuerySelectorAll("table.listed tbody tr").ToList();

        var rows = await RowsAsync(app, WhiteHouse + ".csv" + query);

        rows.Select(r => "item-" + r["item"]).Should().Equal(shown.Select(r => r.Id));
        for (var i = 0; i < rows.Count; i++)
        {
            var cells = shown[i].QuerySelectorAll("td").ToList();
            rows[i]["url"].Should().Be($"http://localhost{WhiteHouse}#{shown[i].Id}");
            rows[i]["pledges"].Split(';', StringSplitOptions.RemoveEmptyEntries).Should().Equal(cells[3].QuerySelectorAll("a[href^='/pledges/']").Select(a => a.GetAttribute("href")!.Split('/', '?')[2]));
            rows[i]["findings"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(cells[2].QuerySelectorAll(".finding").Length);
            rows[i]["amount_low"].Should().Be(cells[0].QuerySelector("data")?.GetAttribute("value") ?? "");
            foreach (var list in (string[])["matches", "verdicts"])
            {
                rows[i][list].Split(';', StringSplitOptions.RemoveEmptyEntries).Should().HaveSameCount(rows[i]["pledges"].Split(';', StringSplitOptions.RemoveEmptyEntries), list);
            }
        }
    }

    [Fact]
    public async Task Every_claim_is_a_row_with_its_hedge_unit_currency_and_words()
    {
        var rows = await RowsAsync(app, "/claims.csv");
        var drafts = StarterData.Claims().Where(c => c.Kind == DocumentKind.Claimant).SelectMany(c => ((ClaimantDraft)c.Draft).Claims.Select(claim => (c.Key, Claim: claim))).ToList();

        rows.Select(r => r["claimant"] + "/" + r["claim"]).Should().BeEquivalentTo(drafts.Select(d => d.Key + "/" + d.Claim.Id));
        foreach (var (key, claim) in drafts)
        {
            var row = rows.Single(r => r["claimant"] == key && r["claim"] == claim.Id);
            (row["quantity"], row["in_words"], row["unit"], row["currency"], row["verb"]).Should().Be((claim.Quantity ?? "", claim.InWords ?? "", claim.Unit!, claim.Currency ?? "", claim.Verb ?? ""));
            (row["quantity_low"].Length > 0).Should().Be(claim.Quantity is not null, "words are no number");
            row["quantity_hedge"].Should().Be(Quantity.TryParse(claim.Quantity, out var said) ? said.Hedge ?? "" : "");
        }

        (await RowsAsync(app, "/claims/donald-trump.csv")).Should().BeEquivalentTo(rows.Where(r => r["claimant"] == "donald-trump"), o => o.WithStrictOrdering());
    }

    [Fact]
    public async Task The_results_of_a_check_are_its_rows()
    {
        var draft = (CheckDraft)StarterData.Claims().Single(c => c.Key == "propublica-2018").Draft;

        (await RowsAsync(app, "/checks/propublica-2018.csv")).Select(r => (r["label"], r["step"], r["quantity"], r["in_words"], r["text"]))
            .Should().Equal(draft.Results.Select(r => (r.Label!, r.Step ?? "", r.Quantity ?? "", r.InWords ?? "", r.Text!)));
    }

    [Fact]
    public async Task Two_currencies_and_words_stand_each_in_its_row_and_nothing_hostile_runs()
    {
        await using var own = new TrackerApp();
        await own.WithDatabaseAsync(async context =>
        {
            var waiting = new Document { Kind = DocumentKind.Pledge, Key = "acme-not-yet", State = WorkState.Draft };
            waiting.Add(new PledgeDraft { Slug = "acme-not-yet", Title = "Not yet" }, TrackerApp.Now.UtcDateTime, "Ed");
            context.Documents.Add(waiting);
            await context.SaveChangesAsync();
        });
        await PublishAsync(own, DocumentKind.List, "two-currencies", List(
            new() { Id = "dollars", AsListed = Formula, Companies = "+Acme", Amount = "about 3,000,000", Currency = "USD", Sources = ["a"] },
            new() { Id = "euros", AsListed = "Bauwerk AG", Companies = "@Bauwerk; and \"others\"", Amount = "1,000,000 to 2,000,000", Currency = "EUR", Sources = ["a"], Matches = [new() { Pledge = "acme-not-yet", Kind = "same" }] },
            new() { Id = "words", AsListed = "-Words", Country = "Japan", AmountInWords = "tens of billions", Currency = "USD", JobsInWords = "many", Sources = ["a"], Findings = [new() { Class = "country", Text = "@A state's", Sources = ["a"] }] }));

        var rows = await RowsAsync(own, "/lists/two-currencies.csv");

        rows.Select(r => (r["amount_low"], r["amount_high"], r["amount_hedge"], r["currency"], r["amount_in_words"])).Should().Equal(
            ("3000000", "3000000", "about", "USD", ""), ("1000000", "2000000", "", "EUR", ""), ("", "", "", "USD", "tens of billions"));
        rows[0]["as_listed"].Should().Be("'" + Formula);
        rows.Select(r => r["companies"]).Should().Equal("'+Acme", "'@Bauwerk; and \"others\"", "");
        rows[2]["as_listed"].Should().Be("'-Words");
        rows[1]["pledges"].Should().BeEmpty("readers see only matches to published pledges");
        rows[2]["findings"].Should().Be("'@A state's (editors)");
        using var json = JsonDocument.Parse(await own.Visitor().GetStringAsync("/data/list_items.json?limit=all"));
        json.RootElement.GetProperty("data").EnumerateArray().Single(r => r.GetProperty("item").GetString() == "dollars").GetProperty("as_listed").GetString().Should().Be(Formula, "JSON keeps the text");
        (await own.GetAsync("/lists/two-currencies")).Page.QuerySelectorAll("script:not([src]):not([type='application/ld+json'])").Should().BeEmpty();
    }

    [Fact]
    public async Task A_finding_of_a_check_that_is_not_on_the_site_is_not_ascribed_to_the_editors()
    {
        await using var own = new TrackerApp();
        await own.WithDatabaseAsync(async context =>
        {
            var document = await context.Documents.SingleAsync(d => d.Kind == DocumentKind.Check && d.Key == "reuters-2025");
            (document.PublishedRevisionId, document.UnpublishedReason, document.UnpublishedAt) = (null, "Entered by mistake.", TrackerApp.Now.UtcDateTime);
            document.State = WorkState.Draft;
            (await context.Site.SingleAsync()).ContentVersion++;
            await context.SaveChangesAsync();
        });

        var before = (await RowsAsync(app, "/data/findings.csv")).Where(r => r["check"] == "reuters-2025").ToList();
        var after = (await RowsAsync(own, "/data/findings.csv")).Where(r => before.Exists(b => (b["list"], b["item"], b["position"]) == (r["list"], r["item"], r["position"]))).ToList();

        before.Should().NotBeEmpty();
        after.Should().HaveSameCount(before).And.OnlyContain(r => r["found_by"] == "check" && r["check"].Length == 0);
        (await RowsAsync(own, WhiteHouse + ".csv")).Should().Contain(r => r["findings"].Contains("(a check that is not on this site)", StringComparison.Ordinal));
        (await own.Visitor().GetAsync("/checks/reuters-2025.csv")).StatusCode.Should().Be(HttpStatusCode.Gone);
    }

    [Theory]
    [InlineData("/lists/us-white-house-2025.csv?group=lies", 400, "“lies” is not a group of findings.")]
    [InlineData("/lists/us-white-house-2025.csv?verdict=late", 400, "“late” is not a verdict.")]
    [InlineData("/lists/us-white-house-2025.csv?on=tomorrow", 400, "“tomorrow” is not a day.")]
    [InlineData("/lists/us-white-house-2025.csv?sort=title", 400, "There is no parameter “sort” here.")]
    [InlineData("/lists/us-white-house-2025.csv?fields=amount,secret", 400, "There is no field “secret”.")]
    [InlineData("/lists/us-white-house-2025.csv?bom=2", 400, "“2” is not understood.")]
    [InlineData("/claims.csv?group=new", 400, "There is no parameter “group” here.")]
    [InlineData("/claims/nobody.csv", 404, "There is no claimant at the address “nobody”.")]
    [InlineData("/lists/nothing.csv", 404, "There is no list at the address “nothing”.")]
    [InlineData("/checks/nothing.csv", 404, "There is no check at the address “nothing”.")]
    public async Task What_is_not_understood_is_refused_in_plain_text(string address, int status, string says)
    {
        var answer = await app.Visitor().GetAsync(address);

        ((int)answer.StatusCode).Should().Be(status);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/plain");
        (await answer.Content.ReadAsStringAsync()).Should().Contain(says);
    }

    [Theory]
    [InlineData("/claims.csv")]
    [InlineData("/claims/donald-trump.csv")]
    [InlineData("/lists/us-white-house-2025.csv?group=not-new")]
    [InlineData("/checks/reuters-2025.csv")]
    [InlineData("/data/item_matches.jsonl")]
    public async Task What_has_not_changed_is_not_sent_again_and_HEAD_says_what_GET_would(string address)
    {
        var client = app.Visitor();
        var answer = await client.GetAsync(address);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.TryAddWithoutValidation("If-None-Match", answer.Headers.ETag!.ToString());
        using var head = new HttpRequestMessage(HttpMethod.Head, address);

        (await client.SendAsync(again)).StatusCode.Should().Be(HttpStatusCode.NotModified);
        var only = await client.SendAsync(head);
        (await only.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
        only.Headers.ETag.Should().Be(answer.Headers.ETag);
        only.Content.Headers.ContentType.Should().Be(answer.Content.Headers.ContentType);
        if (address.EndsWith(".csv", StringComparison.Ordinal))
        {
            (await client.GetByteArrayAsync(address + "?bom=1")).Take(3).Should().Equal([0xEF, 0xBB, 0xBF]);
        }
    }

    [Fact]
    public async Task The_page_of_a_list_offers_what_it_shows_as_CSV_in_both_languages()
    {
        var (_, page) = await app.GetAsync(WhiteHouse + "?group=not-new");
        var (_, spanish) = await app.GetAsync("/es" + WhiteHouse + "?group=not-new");

        foreach (var html in (AngleSharp.Dom.IParentNode[])[page, spanish])
        {
            html.QuerySelectorAll("a[type='text/csv']").Select(a => a.GetAttribute("href")).Should().BeEquivalentTo(WhiteHouse + ".csv", WhiteHouse + ".csv?bom=1", WhiteHouse + ".csv?group=not-new", WhiteHouse + ".csv?group=not-new&bom=1");
        }
    }

    /// <summary>Publishes a claimant, a list or a check as a member would.</summary>
    internal static async Task<int> PublishAsync(TrackerApp tracker, DocumentKind kind, string key, Draft draft)
    {
        var id = 0;
        await tracker.WithDatabaseAsync(async context =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            var document = new Document { Kind = kind, Key = key, State = WorkState.Draft };
            document.Add(draft, TrackerApp.Now.UtcDateTime, "Ed");
            context.Documents.Add(document);
            await context.SaveChangesAsync();
            (await new Publication(context).PublishAsync(document, document.Revisions[0], new PublicationTerms("Ed", TrackerApp.Now.UtcDateTime, DateOnly.FromDateTime(TrackerApp.Now.UtcDateTime)))).Should().BeEmpty();
            await transaction.CommitAsync();
            id = document.Id;
        });
        return id;
    }

    /// <summary>A list of entries with one source, named a.</summary>
    internal static ClaimListDraft List(params ListItemDraft[] items) => new()
    {
        Title = "A list",
        Keeper = "The keeper",
        What = "Announcements.",
        Collected = items.Length == 0 ? "none" : "some",
        Items = items,
        Sources = [new() { Id = "a", Role = "proof", Kind = "news-report", Publisher = "The Gazette", Title = "A list", Url = "https://www.example.org/list", Published = "2026-01-05", Accessed = "2026-11-01" }],
    };

    private static async Task<List<Dictionary<string, string>>> RowsAsync(TrackerApp tracker, string address)
    {
        var (header, rows) = RowTests.Csv(await tracker.Visitor().GetStringAsync(address));
        return rows.ConvertAll(r => header.Select((name, i) => (name, r[i])).ToDictionary(p => p.name, p => p.Item2, StringComparer.Ordinal));
    }
}
