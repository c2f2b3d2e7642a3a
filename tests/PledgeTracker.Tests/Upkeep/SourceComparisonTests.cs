using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Links;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.SourceTexts;
using PledgeTracker.Web.Upkeep;

namespace PledgeTracker.Tests.Upkeep;

/// <summary>Pages of sources held against their stored copies.</summary>
public sealed class SourceComparisonTests
{
    private const string Url = "https://courier.example/rivertown";

    private const string Excerpt = "Rivertown Works employed 412 people … promised 1,200 jobs by the end of 2022";

    private static readonly string Stored = Page("""
        <p>Rivertown Works employed 412 people at the end of 2020, the company told the state in a report that was published this week.</p>
        <p>In 2018 the company promised 1,200 jobs by the end of 2022, and the state awarded it $18 million in tax credits for them.</p>
        <p>“We are still hiring and we will get there,” said Lena Ortiz, the plant’s manager. The plant opened in June 2019, a year later than planned.</p>
        <p>Neighbours who had hoped for work say that they wait for a call, and the town that built a road for the plant waits for its taxes.</p>
        """);

    public static TheoryData<string, string, bool, string?> Pages => new()
    {
        { "the same with other advertisements, navigation and signs", Page(Body(Stored).Replace("“We", "\"We").Replace("there,”", "there,\"").Replace("’", "'").Replace("412 people", "412\u00A0\n people")).Replace("<nav>", "<nav><a href=x>Buy now</a>").Replace("</article>", "</article><div>Subscribe for cookies. Fifty new stories, which nobody had seen before, stand here now.</div>"), true, null },
        { "an added paragraph", Page(Body(Stored) + "<p>Correction: an earlier version of this article named the wrong county in its first paragraph.</p>"), true, null },
        { "one number changed", Page(Body(Stored).Replace("412 people", "421 people")), true, "the excerpt “Rivertown Works employed 412 people” is no longer on the page" },
        { "another article", Page(string.Concat(Enumerable.Range(0, 9).Select(i => $"<p>The weather of day {i} was fine along the coast, and many visitors came to the harbour to see the ships that had arrived.</p>"))), true, "2 excerpts are no longer on the page, the first of them “Rivertown Works employed 412 people”, and about 85 % of the stored text is no longer on the page" },
        { "a wall", Page("<p>To read on, subscribe or sign in.</p><form><input type=password></form>" + string.Concat(Enumerable.Range(0, 4).Select(i => $"<p>Offer {i}: read everything that we write for a month.</p>"))), false, null },
        { "scripts only", "<!doctype html><html><body><div id=app></div><script>start()</script></body></html>", false, null },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_differs_where_what_is_quoted_or_most_of_the_text_is_gone_and_in_nothing_else(string what, string page, bool isCompared, string? change)
    {
        var (copy, now) = (ComparedText.Of(EvidenceKind.Html, Encoding.UTF8.GetBytes(Stored), null, default)!, ComparedText.Of(EvidenceKind.Html, Encoding.UTF8.GetBytes(page), null, default)!);

        SourceDifference.Of(copy, now, [Excerpt, "words that the copy never had"]).Should().Be(new SourceDifference(isCompared, change), what);
    }

    [Fact]
    public void About_how_much_is_gone_is_said_where_it_is_more_than_half()
    {
        var sentences = Enumerable.Range(0, 20).Select(i => $"In the year {2000 + i} the county wrote of {i + 100} jobs at the plant by the river.").ToList();
        var copy = new ComparedText(string.Join(' ', sentences), string.Join(' ', sentences));

        SourceDifference.Of(copy, new(string.Join(' ', sentences.Skip(10)), ""), []).Change.Should().BeNull("half of it is still there");
        SourceDifference.Of(copy, new(string.Join(' ', sentences.Skip(14)), ""), []).Change.Should().Be("about 70 % of the stored text is no longer on the page");
    }

    [Fact]
    public void Five_million_characters_are_compared()
    {
        var text = string.Join('\n', Enumerable.Range(0, 60_000).Select(i => $"In report number {i} the county wrote of {i + 100} jobs at the plant by the river."));

        SourceDifference.Of(new(text, text), new(text.Replace("river", "lake", StringComparison.Ordinal), ""), ["no such words"]).Change.Should().Be("none of the stored text is on the page");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_change_is_kept_told_once_and_shown_until_the_page_says_the_same_again(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        app.Services.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value.CompareSources = true;
        var (keeper, reviewer) = (await app.AddAsync("Ada Reyes", MemberRole.Editor), await app.AddAsync("Rae Viewer", MemberRole.Reviewer));
        var sha = await StoreAsync(app, "rivertown.html", Encoding.UTF8.GetBytes(Stored));
        var ids = await app.PublishAsync(Citing("one", sha), Citing("two", sha), Upkept.Pledge("without-a-copy"));
        await app.WithDatabaseAsync(context => context.Documents.Where(d => d.Id == ids[0]).ExecuteUpdateAsync(set => set.SetProperty(d => d.AssigneeId, keeper.Id)));
        var answers = new Answers { Html = Page(Body(Stored).Replace("412 people", "421 people")) };
        using var client = new HttpClient(answers);

        (await DueAsync(app)).Should().Equal(Url);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => CompareAsync(app, client))));

        (await DueAsync(app)).Should().BeEmpty();
        const string Change = "the excerpt “Rivertown Works employed 412 people” is no longer on the page";
        await app.WithDatabaseAsync(async context => (await context.LinkChecks.SingleAsync()).Should().Match<LinkCheck>(c => c.Change == Change && c.ChangedSince != null && c.ComparedAt != null && c.Problem == null && c.FailingSince == null));
        (await app.NoticesAsync(NoticeKind.SourceChanged)).Select(n => (n.MemberId, n.Text)).Should().BeEquivalentTo([
            (keeper.Id, $"A source of “Acme promises one” (Acme) says something else than its stored copy: {Change}."), (reviewer.Id, $"A source of “Acme promises two” (Acme) says something else than its stored copy: {Change}.")]);
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var section = (await editor.GoAsync("/newsroom")).Page.QuerySelector("section[aria-labelledby=changed]")!;
        section.TextContent.Should().Contain(Change).And.Contain("29 November 2026");
        section.QuerySelector($"a[href='/newsroom/evidence/{sha}']").Should().NotBeNull();

        // Away for a while, which says nothing; then as it was.
        app.Clock.Advance(SourceComparison.AgainAfter + TimeSpan.FromHours(1));
        answers.Status = HttpStatusCode.NotFound;
        (await CompareAsync(app, client)).Should().Be(SourceDifference.None);
        await app.WithDatabaseAsync(async context => (await context.LinkChecks.SingleAsync()).Change.Should().Be(Change));
        app.Clock.Advance(SourceComparison.AgainAfter + TimeSpan.FromHours(1));
        (answers.Status, answers.Html) = (HttpStatusCode.OK, Stored);
        (await CompareAsync(app, client)).Should().Be(new SourceDifference(true, null));
        (await app.NoticesAsync(NoticeKind.SourceChanged)).Should().HaveCount(2);
        (await (await app.SignedInAsync(MemberRole.Editor)).GoAsync("/newsroom")).Page.QuerySelector("section[aria-labelledby=changed]")!.TextContent.Should().Contain("There are none.");
    }

    [Theory]
    [InlineData("/gone")]
    [InlineData("/inside")]
    [InlineData("/huge")]
    [InlineData("/pdf")]
    [InlineData("/wall")]
    public async Task A_page_that_is_away_refuses_leads_inside_is_too_large_or_of_another_kind_is_not_called_changed(string path)
    {
        await using var app = await EitherApp.StartAsync("SQLite", withPledges: false);
        var sha = await StoreAsync(app, "rivertown.html", Encoding.UTF8.GetBytes(Stored));
        await app.PublishAsync(Citing("one", sha, "https://courier.example" + path));
        using var client = new HttpClient(new Answers());

        (await app.WithAsync<SourceComparison, SourceDifference?>(c => c.CompareAsync("https://courier.example" + path, client, default))).Should().Be(SourceDifference.None);
        await app.WithDatabaseAsync(async context => (await context.LinkChecks.SingleAsync()).Should().Match<LinkCheck>(c => c.ChangedSince == null && c.ComparedAt != null));
        (await DueAsync(app)).Should().BeEmpty("it is asked again in 30 days");
    }

    [Fact]
    public async Task A_PDF_is_compared_with_a_PDF()
    {
        await using var app = await EitherApp.StartAsync("SQLite", withPledges: false);
        string[] pages = [.. Enumerable.Range(1, 6).Select(i => $"Audit of the fund, part {i}\n\nThe company reported {i + 100} employees at the plant by the river as of December 31, 2019.\n\nThe office has looked at the records that the company gave it for part {i}, and found them whole.")];
        var sha = await StoreAsync(app, "audit.pdf", PdfFile.Of(pages));
        await app.PublishAsync(Citing("one", sha) with { Sources = [Given.SourceDraft("promise"), Given.SourceDraft("proof") with { Url = Url, Evidence = [sha], Excerpt = "The company reported 103 employees" }] });
        var answers = new Answers { Pdf = PdfFile.Of(pages) };
        using var client = new HttpClient(answers);
        (await CompareAsync(app, client)).Should().Be(new SourceDifference(true, null));
        app.Clock.Advance(SourceComparison.AgainAfter + TimeSpan.FromHours(1));
        answers.Pdf = PdfFile.Of([.. pages.Select(p => p.Replace("reported 103", "reported 130", StringComparison.Ordinal))]);

        (await CompareAsync(app, client))!.Change.Should().Be("the excerpt “The company reported 103 employees” is no longer on the page");
    }

    [Theory]
    [InlineData("windows-1251", "Завод Ривертаун", "text/html")]
    [InlineData("shift_jis", "工場の仕事", "text/html")]
    [InlineData("iso-8859-1", "São Paulo", "text/plain")]
    [InlineData("utf-16", "São Paulo", "text/html")]
    [InlineData("utf-7", "Sao Paulo", "text/html")]
    [InlineData("no-such-thing", "Sao Paulo", "text/html")]
    public async Task A_page_whose_encoding_the_server_alone_says_says_it_itself_once_it_is_fetched(string charset, string words, string type)
    {
        var html = type == "text/html" ? $"<!doctype html><html><head><title>T</title></head><body><p>{words}</p></body></html>" : words;
        var encoding = charset is "no-such-thing" or "utf-7" ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        using var client = new HttpClient(new Answers { Bytes = encoding.GetBytes(html), Type = $"{type}; charset={charset}" });

        var page = await SourceFetch.GetAsync(client, new Uri(Url), 1_000_000, default);

        ComparedText.Of(type == "text/html" ? EvidenceKind.Html : EvidenceKind.Text, page.Content!, null, default)!.Whole.Trim().Should().Be(words);
        using var content = new MemoryStream(page.Content!);
        (await EvidenceContent.LookAsync(content)).Kind.Should().Be(type == "text/html" ? EvidenceKind.Html : EvidenceKind.Text);
    }

    [Fact]
    public async Task A_page_that_says_its_encoding_is_kept_as_it_came()
    {
        var bytes = Encoding.Latin1.GetBytes("<!doctype html><html><head><meta charset=iso-8859-1></head><body>São Paulo</body></html>");
        using var client = new HttpClient(new Answers { Bytes = bytes, Type = "text/html; charset=iso-8859-1" });

        (await SourceFetch.GetAsync(client, new Uri(Url), 1_000_000, default)).Content.Should().Equal(bytes);
    }

    [Theory]
    [InlineData("link check")]
    [InlineData("source comparison")]
    [InlineData("reads a source")]
    public void A_request_says_what_it_is_for(string purpose)
    {
        using var client = LinkChecker.Client(purpose);
        client.DefaultRequestHeaders.UserAgent.ToString().Should().Be($"PledgeTracker ({purpose})");
    }

    private static string Page(string body) => $"<!doctype html><html><head><meta charset=\"utf-8\"><title>Rivertown Works</title></head><body><nav><a href=\"/\">Home of 2,000 jobs in your area</a></nav><article><h1>Rivertown Works has hired a third of what it promised</h1>{body}</article><footer>© The Courier</footer></body></html>";

    private static string Body(string page) => page[(page.IndexOf("</h1>", StringComparison.Ordinal) + 5)..page.IndexOf("</article>", StringComparison.Ordinal)];

    private static PledgeDraft Citing(string name, string sha, string url = Url) => Upkept.Pledge(name) with
    {
        Sources = [Given.SourceDraft("promise"), Given.SourceDraft("proof") with { Url = url, Evidence = [sha], Excerpt = Excerpt }],
    };

    private static async Task<string> StoreAsync(EitherApp app, string name, byte[] content) =>
        (await app.WithAsync<EvidenceStore, EvidenceUpload>(store => store.AddAsync(new FormFile(new MemoryStream(content), 0, content.Length, "file", name), LogActor.CommandLine))).File!.Sha256;

    private static Task<IReadOnlyList<string>> DueAsync(EitherApp app) => app.WithAsync<SourceComparison, IReadOnlyList<string>>(c => c.DueAsync(default));

    private static Task<SourceDifference?> CompareAsync(EitherApp app, HttpClient client) => app.WithAsync<SourceComparison, SourceDifference?>(c => c.CompareAsync(Url, client, default));

    private sealed class Answers : HttpMessageHandler
    {
        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public string Html { get; set; } = "";

        public byte[]? Pdf { get; set; }

        public byte[]? Bytes { get; init; }

        public string Type { get; init; } = "text/html; charset=utf-8";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(request.RequestUri!.AbsolutePath switch
        {
            "/gone" => new HttpResponseMessage(HttpStatusCode.NotFound),
            "/wall" => new HttpResponseMessage(HttpStatusCode.PaymentRequired),
            "/inside" => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("http://127.0.0.1:8080/") } },
            "/huge" => Of(new byte[40_000_000], "text/html"),
            "/pdf" => Of(PdfFile.Of("Another kind of file."), "application/pdf"),
            _ when Pdf is not null => Of(Pdf, "application/pdf"),
            _ => new HttpResponseMessage(Status) { Content = Of(Bytes ?? Encoding.UTF8.GetBytes(Html), Type).Content },
        });

        private static HttpResponseMessage Of(byte[] content, string type) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } } };
    }
}
