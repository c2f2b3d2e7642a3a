using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Links;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.SourceTexts;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>From a source to what is entered: files, pages, mails and pasted text, read beside what they say.</summary>
public sealed class SourceTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private const string Article = """
        <!doctype html><html><head><meta charset="utf-8"><title>Rivertown Works | The Courier</title>
        <meta property="og:title" content="Rivertown Works has hired a third of what it promised"><meta property="og:site_name" content="The Courier">
        <meta property="og:type" content="article"><meta property="article:published_time" content="2021-03-04T08:00:00Z"><meta name="author" content="Ada Reyes"></head>
        <body><nav><a href="/">Home of 2,000 jobs in your area</a></nav><article><h1>Rivertown Works has hired a third of what it promised</h1>
        <p>Rivertown Works employed 412 people at the end of 2020, the company told the state in a report that was published this week.</p>
        <p>In 2018 the company promised 1,200 jobs by the end of 2022, and the state awarded it $18 million in tax credits for them.</p>
        <p>“We are still hiring and we will get there,” said Lena Ortiz, the plant’s manager. The plant opened in June 2019, a year later than planned, after its machines were delayed.</p>
        <p>Neighbours who had hoped for work say that they wait for a call, and the town that built a road for the plant waits for its taxes.</p></article>
        <footer>© The Courier</footer></body></html>
        """;

    [Fact]
    public async Task A_saved_page_becomes_figures_targets_quotes_and_public_money_with_its_source_and_nothing_without_a_click()
    {
        var (editor, id) = await BeginAsync();
        await editor.GoAsync($"/newsroom/pledges/{id}/source");
        await editor.SendAsync(new Dictionary<string, string> { ["address"] = "https://courier.example/rivertown" }, files: ("file", "rivertown.html", Encoding.UTF8.GetBytes(Article)));

        (Value(editor, "title"), Value(editor, "publisher"), Value(editor, "published"), Value(editor, "kind"), Value(editor, "address")).Should().Be(
            ("Rivertown Works has hired a third of what it promised", "The Courier", "2021-03-04", "news-report", "https://courier.example/rivertown"));
        editor.Page.Body!.TextContent.Should().Contain("Written by Ada Reyes").And.NotContain("2,000 jobs in your area", "that stands around the article");
        (await DraftAsync(id)).Number.Should().Be(1, "reading saves nothing");

        await ClickAsync(editor, "412 people", "Figure");
        editor.Page.QuerySelector(".done")!.TextContent.Should().Contain("Added as figure");
        await ClickAsync(editor, "1,200 jobs", "Target");
        await ClickAsync(editor, "18,000,000 USD", "Incentive");
        await ClickAsync(editor, "We are still hiring", "Quote");

        var draft = (await DraftAsync(id)).Content;
        var source = draft.Sources.Should().ContainSingle().Subject;
        (source.Title, source.Publisher, source.Published, source.Url, source.Kind, source.Role, source.Accessed).Should().Be(
            ("Rivertown Works has hired a third of what it promised", "The Courier", "2021-03-04", "https://courier.example/rivertown", "news-report", "proof", "2026-11-29"));
        source.Evidence.Should().ContainSingle();
        source.Excerpt.Should().StartWith("Rivertown Works employed 412 people");
        source.Excerpt!.Split(' ').Length.Should().BeLessThanOrEqualTo(Source.ExcerptMaxWords);
        draft.Figures.Should().ContainSingle().Which.Should().Match<FigureDraft>(f => f.Quantity == "412" && f.AsOf == "2020-12-31" && f.Published == "2021-03-04" && f.Sources.Single() == source.Id);
        draft.Targets.Should().ContainSingle().Which.Should().Match<TargetDraft>(t => t.Quantity == "1,200" && t.Deadline == "2022-12" && t.DeadlineBasis == "stated" && t.Sources.Single() == source.Id);
        draft.Incentives.Should().ContainSingle().Which.Should().Match<IncentiveDraft>(i => i.Amount == "18,000,000" && i.Currency == "USD" && i.Sources.Single() == source.Id);
        draft.Quotes.Should().ContainSingle().Which.Should().Match<QuoteDraft>(q => q.Text == "We are still hiring and we will get there" && q.Speaker == "Lena Ortiz");
        editor.Page.QuerySelectorAll(".offers a").Count(a => a.TextContent == "In the draft").Should().Be(4);
        (await editor.GoAsync($"/newsroom/pledges/{id}")).Page.QuerySelector("#figures-0")!.TextContent.Should().Contain("412");
    }

    [Fact]
    public async Task A_PDF_says_its_page_and_a_long_one_is_shown_in_parts()
    {
        var (editor, id) = await BeginAsync();
        var pages = Enumerable.Range(1, 600).Select(i => string.Create(CultureInfo.InvariantCulture, $"Audit of the fund, part {i}\n\nThe office has looked at the records that the company gave it for this part.\n\nThe company reported {i + 100} employees at the plant as of December 31, 2019."));
        await ReadAsync(editor, id, "audit.pdf", PdfFile.Of([.. pages]));

        editor.Page.QuerySelector("h2")!.TextContent.Should().MatchRegex("things found, part 1 of [0-9]+ of the text");
        editor.Page.DocumentElement.OuterHtml.Length.Should().BeLessThan(700_000, "a part is shown, and not the whole");
        await editor.GoAsync(Uri.UnescapeDataString(editor.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!));
        editor.Page.QuerySelector("h2")!.TextContent.Should().Contain("part 2 of");
        var offer = editor.Page.QuerySelectorAll(".offers li").First(l => l.TextContent.Contains("employees", StringComparison.Ordinal));
        var number = offer.QuerySelector("strong")!.TextContent.Split(' ')[0];
        await ClickAsync(editor, number + " employees", "Figure");

        var source = (await DraftAsync(id)).Content.Sources.Single();
        source.Section.Should().Be($"page {int.Parse(number, CultureInfo.InvariantCulture) - 100}");
        source.Excerpt.Should().Contain($"{number} employees");
        editor.Page.QuerySelector("h2")!.TextContent.Should().Contain("part 2 of", "the editor stays where they were");
    }

    public static TheoryData<string, byte[], string> Unreadable => new()
    {
        { "scan.pdf", PdfFile.Of(""), "holds pictures of pages and no text" },
        { "encrypted.pdf", File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "PledgeTracker.Tests", "Newsroom", "Sources", "encrypted.pdf")), "opens with a password only" },
        { "broken.pdf", "%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 9 0 R>>\nendobj\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"u8.ToArray(), "cannot be read" },
        { "scripts.html", "<!doctype html><html><body><script>document.write('Hello')</script></body></html>"u8.ToArray(), "There is no text on this page" },
        { "empty.eml", "From: a@b.example\r\nTo: c@d.example\r\nSubject: Nothing\r\nDate: Mon, 4 Mar 2024 10:00:00 +0000\r\n\r\n"u8.ToArray(), "There is no text in this e-mail" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_copy_without_text_is_kept_and_says_what_to_do(string name, byte[] content, string says)
    {
        var (editor, id) = await BeginAsync();
        await ReadAsync(editor, id, name, content);

        editor.Page.QuerySelector(".warn")!.TextContent.Should().Contain(says);
        editor.Page.QuerySelectorAll(".offers").Should().BeEmpty();
        editor.Page.QuerySelector("main a[href*='/newsroom/evidence/']")!.TextContent.Should().Be(name);
        (await DraftAsync(id)).Number.Should().Be(1);
    }

    [Fact]
    public async Task A_mail_brings_its_sender_day_and_subject()
    {
        var (editor, id) = await BeginAsync();
        await ReadAsync(editor, id, "answer.eml", "From: Press Office <press@rivertown.example>\r\nTo: ada@courier.example\r\nSubject: Your questions\r\nDate: Thu, 4 Mar 2021 10:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello Ada,\r\n\r\nthe plant has created 412 jobs so far.\r\n"u8.ToArray());

        (Value(editor, "title"), Value(editor, "publisher"), Value(editor, "published")).Should().Be(("Your questions", "rivertown.example", "2021-03-04"));
        editor.Page.Body!.TextContent.Should().Contain("Written by Press Office");
        Offer(editor, "412 jobs").Should().NotBeNull();
    }

    [Fact]
    public async Task A_page_in_another_encoding_than_it_says_is_read_and_told()
    {
        var (editor, id) = await BeginAsync();
        var bytes = Encoding.Latin1.GetBytes("<!doctype html><html><head><meta charset=utf-8></head><body><p>La compañía creó 412 empleos en São Paulo. The company has created 412 jobs in São Paulo.</p></body></html>");
        await ReadAsync(editor, id, "pagina.html", bytes);

        editor.Page.Body!.TextContent.Should().Contain("It says that it is in UTF-8 and is not").And.Contain("São Paulo");
        Offer(editor, "412 jobs").Should().NotBeNull();
    }

    [Fact]
    public async Task Pasted_text_is_kept_as_a_copy_and_what_is_read_is_a_part_of_it()
    {
        var (editor, id) = await BeginAsync();
        await editor.GoAsync($"/newsroom/pledges/{id}/source");
        await editor.SendAsync(new Dictionary<string, string> { ["text"] = "On March 4, 2021 the company said it had hired more than 400 workers.\r\n\r\n<script>alert(1)</script> Nothing else." });

        editor.Page.QuerySelectorAll("main script").Should().BeEmpty("a strange text is text");
        editor.Page.QuerySelectorAll("mark").Select(m => m.TextContent).Should().Contain("more than 400 workers");
        await ClickAsync(editor, "more than 400 workers", "Figure");
        var draft = (await DraftAsync(id)).Content;
        draft.Figures.Single().Quantity.Should().Be("more than 400");
        draft.Sources.Single().Should().Match<SourceDraft>(s => s.Id == "copy" && s.Url == null && s.Excerpt!.Contains("more than 400 workers"));
    }

    [Fact]
    public async Task Five_megabytes_with_ten_thousand_numbers_are_read_and_shown_in_parts()
    {
        var (editor, id) = await BeginAsync();
        var text = new StringBuilder();
        for (var i = 0; text.Length < 4_900_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"In {2000 + (i % 20)} the county counted {i + 1000:N0} jobs at the plant and wrote it into a long report that goes on about roads, schools, water and the weather of that year, as reports of counties do for many lines, of which nobody reads all, and of which most say nothing that can be entered anywhere at all, however long one looks at it, so that a reader grows tired and a program must not.\n\n");
        }

        await ReadAsync(editor, id, "county.txt", Encoding.UTF8.GetBytes(text.ToString()));

        editor.Page.QuerySelector("h2")!.TextContent.Should().MatchRegex("^[0-9,]{6,} things found, part 1 of [0-9]+");
        editor.Page.DocumentElement.OuterHtml.Length.Should().BeLessThan(700_000);
    }

    [Fact]
    public async Task Passages_are_joined_to_one_excerpt_as_long_as_they_fit()
    {
        var (editor, id) = await BeginAsync();
        await editor.GoAsync($"/newsroom/pledges/{id}/source");
        await editor.SendAsync(new Dictionary<string, string> { ["text"] = string.Join("\n\n", Enumerable.Range(1, 9).Select(i => $"The company had hired {i}00 workers at plant number {"ABCDEFGHI"[i - 1]} when the winter of that year was over.")) });
        for (var i = 1; i <= 4; i++)
        {
            await ClickAsync(editor, $"{i}00 workers", "Figure");
        }

        var draft = (await DraftAsync(id)).Content;
        draft.Figures.Should().HaveCount(4);
        draft.Sources.Should().ContainSingle().Which.Excerpt.Should().StartWith("The company had hired 100 workers").And.Contain(" … The company had hired 200 workers").And.NotContain("400 workers");
        draft.Sources[0].Excerpt!.Split(' ').Length.Should().BeLessThanOrEqualTo(Source.ExcerptMaxWords);
    }

    [Fact]
    public async Task An_address_is_fetched_only_where_the_setting_says_so_and_never_from_the_own_network()
    {
        var (editor, id) = await BeginAsync();
        await editor.GoAsync($"/newsroom/pledges/{id}/source");
        await editor.SendAsync(new Dictionary<string, string> { ["address"] = "https://courier.example/rivertown" });
        editor.Page.QuerySelector("#address-problem")!.TextContent.Should().Contain("This tracker fetches no pages.");
        await editor.SendAsync(new Dictionary<string, string> { ["address"] = "ftp://courier.example/" });
        editor.Page.QuerySelector("#address-problem").Should().NotBeNull();

        using var client = LinkChecker.Client();
        foreach (var own in (string[])["http://127.0.0.1/", "http://localhost/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1:8080/", "file:///etc/passwd"])
        {
            var page = await SourceFetch.GetAsync(client, new Uri(own), 1_000_000, default);
            page.Content.Should().BeNull();
            page.Problem.Should().StartWith("The page leads to an address that is not", own);
        }
    }

    [Theory]
    [InlineData("https://a.example/loop", "redirects in a loop")]
    [InlineData("https://a.example/gone", "answers 404")]
    [InlineData("https://a.example/wall", "refuses programs (it answers 403)")]
    [InlineData("https://a.example/large", "has more than 1 MB")]
    [InlineData("https://a.example/endless", "has more than 1 MB")]
    [InlineData("https://a.example/inside", "leads to an address that is not fetched from")]
    public async Task A_page_that_cannot_be_fetched_says_why(string address, string says)
    {
        using var client = new HttpClient(new Scripted());

        var page = await SourceFetch.GetAsync(client, new Uri(address), 1024 * 1024, default);

        page.Content.Should().BeNull();
        page.Problem.Should().Be($"The page {says}. Save it in a browser and choose the file, or paste its text.");
    }

    [Theory]
    [InlineData("https://a.example/bytes.pdf", "bytes.pdf")]
    [InlineData("https://a.example/download", "download")]
    [InlineData("https://a.example/", "a.example.html")]
    public async Task A_file_that_is_sent_as_bytes_keeps_its_name_so_that_its_content_says_what_it_is(string address, string name)
    {
        using var client = new HttpClient(new Scripted());

        (await SourceFetch.GetAsync(client, new Uri(address), 1024 * 1024, default)).Name.Should().Be(name);
    }

    [Fact]
    public async Task A_page_that_moved_is_fetched_where_it_is_now()
    {
        using var client = new HttpClient(new Scripted());

        var page = await SourceFetch.GetAsync(client, new Uri("https://a.example/old"), 1024 * 1024, default);

        (page.Problem, page.Address.AbsoluteUri, page.Name, Encoding.UTF8.GetString(page.Content!)).Should().Be((null, "https://a.example/reports/new.pdf", "new.pdf", "%PDF-"));
    }

    [Fact]
    public async Task A_long_title_and_a_long_address_come_through()
    {
        var (editor, id) = await BeginAsync();
        var (title, address) = (string.Concat(Enumerable.Repeat("工場の仕事", 90)), "https://courier.example/" + new string('a', 1_400));
        await editor.GoAsync($"/newsroom/pledges/{id}/source");
        await editor.SendAsync(new Dictionary<string, string> { ["text"] = "The company has hired 412 workers. It had hired 300 workers in 2019.", ["address"] = address });
        await editor.SendAsync(new Dictionary<string, string> { ["title"] = title, ["publisher"] = title[..200], ["published"] = "4 March 2021" }, Offer(editor, "412 workers")!.QuerySelector("button")!.GetAttribute("value")!, "form.reading");
        await ClickAsync(editor, "300 workers", "Figure");

        editor.At.Length.Should().BeLessThan(8_000, "servers take no longer address");
        var draft = (await DraftAsync(id)).Content;
        draft.Figures.Should().HaveCount(2);
        draft.Sources.Should().ContainSingle().Which.Should().Match<SourceDraft>(s => s.Title == title && s.Url == address && s.Published == "2021-03-04");
    }

    [Fact]
    public async Task A_button_that_the_page_did_not_offer_enters_nothing()
    {
        var (editor, id) = await BeginAsync();
        await editor.GoAsync($"/newsroom/pledges/{id}/source");
        await editor.SendAsync(new Dictionary<string, string> { ["text"] = "The company has hired 412 workers." });
        foreach (var act in (string[])["Figure 0 5 Figure", "Quote 22 11 Figure", "figure", "Figure 22 11", "", "Figure 22 99999999999 Figure", "7 22 11 Figure"])
        {
            var values = FormBrowser.FieldsOf(editor.Page.QuerySelector("form.reading")!);
            values["act"] = act;
            (await editor.Client.PostAsync(editor.At, new FormUrlEncodedContent(values))).StatusCode.Should().Be(HttpStatusCode.OK, act);
        }

        (await DraftAsync(id)).Number.Should().Be(1);
        (await editor.Client.GetAsync($"/newsroom/pledges/{id}/source?copy=../../etc/passwd")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await app.Visitor().GetAsync($"/newsroom/pledges/{id}/source")).StatusCode.Should().NotBe(HttpStatusCode.OK, "strangers do not see the newsroom");
    }

    [Fact]
    public async Task The_picture_of_a_fetched_page_is_kept_beside_its_copy_and_a_made_up_one_is_not()
    {
        var (editor, id) = await BeginAsync();
        using var pixels = new SkiaSharp.SKBitmap(2, 2);
        using var png = pixels.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
        await ReadAsync(editor, id, "page.html", Encoding.UTF8.GetBytes(Article));
        var copy = editor.Page.QuerySelector("input[name=copy]")!.GetAttribute("value")!;
        var picture = (await app.WithAsync<Web.Evidence.EvidenceStore, Web.Evidence.EvidenceUpload>(s => s.AddAsync(new Microsoft.AspNetCore.Http.FormFile(new MemoryStream(png.ToArray()), 0, png.Size, "file", "page.png"), LogActor.CommandLine))).File!.Sha256;

        await editor.GoAsync($"/newsroom/pledges/{id}/source?copy={copy}&picture={new string('0', 64)}");
        await editor.GoAsync($"/newsroom/pledges/{id}/source?copy={copy}&picture=..%2Fkeys");
        editor.Page.Body!.TextContent.Should().NotContain("a picture of it");
        await editor.GoAsync($"/newsroom/pledges/{id}/source?copy={copy}&picture={picture}");
        editor.Page.Body!.TextContent.Should().Contain("a picture of it, without what the page loads from elsewhere");
        await ClickAsync(editor, "412 people", "Figure");

        (await DraftAsync(id)).Content.Sources.Single().Evidence.Should().Equal(copy, picture);
    }

    private async Task<(FormBrowser Editor, int Id)> BeginAsync()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        return (editor, await app.WithAsync<Drafts, int>(d => d.StartAsync(new PledgeDraft { Title = "Rivertown Works" }, new LogActor(null, "Ed Itor", null))));
    }

    private static async Task ReadAsync(FormBrowser editor, int id, string name, byte[] content)
    {
        await editor.GoAsync($"/newsroom/pledges/{id}/source");
        await editor.SendAsync(new Dictionary<string, string>(), files: ("file", name, content));
        editor.At.Should().Contain("?copy=", string.Join(" | ", editor.Page.QuerySelectorAll(".problem").Select(p => p.TextContent)));
    }

    private static IElement? Offer(FormBrowser editor, string words) => editor.Page.QuerySelectorAll(".offers li").FirstOrDefault(l => l.QuerySelector("strong")!.TextContent.Contains(words, StringComparison.Ordinal));

    private static async Task ClickAsync(FormBrowser editor, string words, string kind)
    {
        var offers = string.Join(" | ", editor.Page.QuerySelectorAll(".offers strong").Select(s => s.TextContent));
        var button = Offer(editor, words)?.QuerySelectorAll("button").FirstOrDefault(b => b.GetAttribute("value")!.StartsWith(kind + " ", StringComparison.Ordinal));
        button.Should().NotBeNull($"{words} is offered as {kind}; offered are {offers}");
        await editor.SendAsync(new Dictionary<string, string>(), button!.GetAttribute("value")!, "form.reading");
    }

    private static string? Value(FormBrowser editor, string name) => editor.Page.QuerySelector($"form.reading [name='{name}']") switch
    {
        AngleSharp.Html.Dom.IHtmlInputElement input => input.Value,
        AngleSharp.Html.Dom.IHtmlSelectElement select => select.Value,
        _ => null,
    };

    private async Task<(int Number, PledgeDraft Content)> DraftAsync(int id)
    {
        var open = (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(DocumentKind.Pledge, id)))!;
        return (open.Number, (PledgeDraft)open.Content);
    }

    private sealed class Scripted : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(request.RequestUri!.AbsolutePath switch
        {
            "/loop" => To("https://a.example/loop"),
            "/wall" => new HttpResponseMessage(HttpStatusCode.Forbidden),
            "/large" => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[2_000_000]) },
            "/endless" => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new Endless()) },
            "/inside" => To("https://a.example:8443/"),
            "/bytes.pdf" or "/download" => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent("%PDF-"u8.ToArray()) { Headers = { { "Content-Type", "application/octet-stream" } } } },
            "/" => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html></html>", Encoding.UTF8, "text/html") },
            "/old" => To("/reports/new.pdf"),
            "/reports/new.pdf" => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent("%PDF-"u8.ToArray()) { Headers = { { "Content-Type", "application/pdf" } } } },
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        });

        private static HttpResponseMessage To(string address) => new(HttpStatusCode.Found) { Headers = { Location = new Uri(address, UriKind.RelativeOrAbsolute) } };
    }

    private sealed class Endless : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => count;

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
