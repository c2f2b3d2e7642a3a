using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Api;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Pages.Companies;
using PledgeTracker.Web.Pictures;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Search;
using PledgeTracker.Web.Ui;
using PledgeTracker.Web.Http;
using SkiaSharp;

namespace PledgeTracker.Tests.Pages;

/// <summary>The public pages in a second language: every text of ours is in it, and nothing that editors wrote is.</summary>
public sealed partial class LanguageTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    public static TheoryData<string> Addresses =>
    [
        .. ((IEnumerable<object[]>)PageTests.Addresses).Select(a => (string)a[0]),
        "/pledges/foxconn-wisconsin-13000-2017/figures/1", "/pledges?on=2018-01-01", "/pledges?since=2020-01-01", "/pledges?jobs_from=5000&jobs_to=1000", "/pledges?q=foxcnn", "/pledges?q=%22%22",
        "/companies/foxconn?on=2019-01-01", "/?on=2016-06-01", "/?on=2000-01-01", Alibaba + "?since=2016-01-01", Alibaba + "?on=2016-01-01", "/tips/new", "/tips/new?sent=1", "/compare",
        "/compare?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017&on=2018-06-01", "/compare/embed?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017", Alibaba + "/embed", Alibaba + "/embed?on=2018-01-01",
        "/nothing-here", "/pledges/nothing-here", "/pledges?verdict=late", Alibaba + "?on=tomorrow", "/companies/nobody", "/places/xx", "/changes?page=0", "/changes?about=check", "/changes?about=nothing", "/lists/us-white-house-2025?revision=9", "/checks/nothing-here/history", Alibaba + "/figures/999",
        .. new DirectoryInfo(Repository.StarterPledges).GetFiles("*.json").Select(f => "/pledges/" + Path.GetFileNameWithoutExtension(f.Name)).Except(((IEnumerable<object[]>)PageTests.Addresses).Select(a => (string)a[0])),
    ];

    [Theory, MemberData(nameof(Addresses))]
    public async Task A_page_in_Spanish_has_no_English_of_ours(string address)
    {
        var (answer, page) = await app.GetAsync("/es" + address);

        ((int)answer.StatusCode).Should().BeOneOf(200, 400, 404);
        page.QuerySelector("html")!.GetAttribute("lang").Should().Be("es");
        var names = await NamesAsync();
        var english = Texts(page).Select(text => (Text: text, Ours: Quoted().Replace(names.Aggregate(text, (t, name) => t.Replace(name, "", StringComparison.Ordinal)), "")))
            .Where(t => EnglishWords().IsMatch(t.Ours)).Select(t => t.Text).Distinct().ToList();
        english.Should().BeEmpty();
        var (_, original) = await app.GetAsync(address);
        var same = Texts(page).Intersect(Texts(original, "en")).Select(text => names.Concat(SameInBoth).Concat(PlaceNames.EnglishNames).Aggregate(Quoted().Replace(text, ""), (t, name) => t.Replace(name, "", StringComparison.Ordinal)))
            .Where(t => Word().IsMatch(t)).ToList();
        same.Should().BeEmpty("what is the same in both languages is not translated");
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task A_page_in_English_is_told_from_the_Spanish_one_by_its_texts_alone(string address)
    {
        var (english, page) = await app.GetAsync(address);
        var (spanish, other) = await app.GetAsync("/es" + address);

        spanish.StatusCode.Should().Be(english.StatusCode);
        page.QuerySelector("html")!.GetAttribute("lang").Should().Be("en");
        other.All.Select(e => e.LocalName).Where(Counts).Order().Should().Equal(page.All.Select(e => e.LocalName).Where(Counts).Order());
        other.QuerySelectorAll("data").Select(d => d.GetAttribute("value")).Should().BeEquivalentTo(page.QuerySelectorAll("data").Select(d => d.GetAttribute("value")));
        other.QuerySelectorAll("time").Select(d => d.GetAttribute("datetime")).Should().BeEquivalentTo(page.QuerySelectorAll("time").Select(d => d.GetAttribute("datetime")));
        other.QuerySelectorAll("main a[href]").Select(a => a.GetAttribute("href")!).Select(WithoutPrefix).Should().BeEquivalentTo(page.QuerySelectorAll("main a[href]").Select(a => a.GetAttribute("href")!));

        static string WithoutPrefix(string href) => href == "/es" ? "" : href.Replace("/es/", "/", StringComparison.Ordinal);

        // A span for a language more or less, and a sentence that needs a mark-up of its own, are no other page; drawings place what finds room.
        static bool Counts(string element) => element is not ("span" or "text" or "tspan" or "line" or "polyline" or "g" or "path");
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task A_link_in_Spanish_to_a_page_stays_in_Spanish_and_one_to_a_file_has_its_one_address(string address)
    {
        var (_, page) = await app.GetAsync("/es" + address);

        foreach (var href in page.QuerySelectorAll("a[href^='/']:not([hreflang])").Select(a => a.GetAttribute("href")!.Split('?', '#')[0]).Distinct())
        {
            var isFile = (href.LastIndexOf('.') > href.LastIndexOf('/') && !href.EndsWith("/card.png", StringComparison.Ordinal)) || href.StartsWith("/evidence/", StringComparison.Ordinal) || href.StartsWith("/account/", StringComparison.Ordinal) || href.StartsWith("/data/api/explorer", StringComparison.Ordinal);
            (href == "/es" || href.StartsWith("/es/", StringComparison.Ordinal)).Should().Be(!isFile, "{0} is where it leads", href);
        }

        page.QuerySelectorAll("form[action^='/']").Select(f => f.GetAttribute("action")!).Where(a => !a.StartsWith("/es/", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/pledges?verdict=missed")]
    [InlineData(Alibaba)]
    [InlineData("/places/us/wi")]
    public async Task Each_language_names_the_other_at_its_own_address(string address)
    {
        var (_, english) = await app.GetAsync(address);
        var (_, spanish) = await app.GetAsync("/es" + address);

        foreach (var page in new[] { english, spanish })
        {
            page.QuerySelectorAll("link[hreflang]").Select(l => (l.GetAttribute("hreflang"), l.GetAttribute("href"))).Should()
                .BeEquivalentTo([.. Language.All.Select(l => (l.Code, $"http://localhost{l.Prefix}{address}")), ("x-default", "http://localhost" + address)]);
        }

        english.QuerySelector("link[rel=canonical]")!.GetAttribute("href").Should().Be("http://localhost" + address);
        spanish.QuerySelector("link[rel=canonical]")!.GetAttribute("href").Should().Be("http://localhost/es" + address);
        english.QuerySelector("header a[hreflang=es]")!.GetAttribute("href").Should().Be("/es" + address);
        spanish.QuerySelector("header a[hreflang=en]")!.GetAttribute("href").Should().Be(address);
        spanish.QuerySelector("header a[hreflang=en]")!.GetAttribute("lang").Should().Be("en", "the name of a language is in it");
    }

    [Fact]
    public async Task What_editors_wrote_is_marked_as_English_where_the_page_is_not()
    {
        var (_, page) = await app.GetAsync("/es" + Alibaba);
        var (_, english) = await app.GetAsync(Alibaba);

        foreach (var selector in new[] { "h1 span", ".standfirst", "blockquote p:not(.voice)", ".timeline li span[lang]", ".sources li a" })
        {
            page.QuerySelector("main " + selector)!.Closest("[lang]")!.GetAttribute("lang").Should().Be("en", selector);
        }

        english.QuerySelectorAll("main [lang]").Should().BeEmpty("there all is English");
    }

    [Fact]
    public async Task Every_drawing_of_a_Spanish_page_is_in_Spanish_also_the_ones_that_are_loaded()
    {
        var page = (await app.GetAsync("/es/pledges/foxconn-wisconsin-13000-2017")).Page;
        var loaded = page.QuerySelectorAll("figure.chart img").Select(i => i.GetAttribute("src")!).ToList();

        loaded.Should().HaveCountGreaterThan(2);
        foreach (var address in loaded)
        {
            // The English one first: nothing kept of it may be given to a Spanish reader.
            await app.Visitor().GetStringAsync(address["/es".Length..]);
            (await app.Visitor().GetStringAsync(address)).Should().Contain("Prometid").And.NotContain("Pledged", address);
        }
    }

    [Theory]
    [InlineData("/es/pledges.csv", "/pledges.csv")]
    [InlineData("/es/pledges/alibaba-million-us-jobs-2017.json?on=2018-01-01", "/pledges/alibaba-million-us-jobs-2017.json?on=2018-01-01")]
    [InlineData("/es/newsroom", "/newsroom")]
    [InlineData("/es/account/sign-in", "/account/sign-in")]
    [InlineData("/es/api/figures", "/api/figures")]
    [InlineData("/es/data/api/explorer", "/data/api/explorer")]
    public async Task What_is_the_same_in_every_language_has_one_address(string address, string one)
    {
        var answer = await app.Visitor().GetAsync(address);

        answer.StatusCode.Should().Be(HttpStatusCode.MovedPermanently);
        answer.Headers.Location!.ToString().Should().Be(one);
    }

    [Theory]
    [InlineData("/pledges", "text/csv")]
    [InlineData("/pledges", "application/json")]
    [InlineData("/changes", "application/atom+xml")]
    [InlineData(Alibaba, "application/json")]
    [InlineData("/deadlines", "text/calendar")]
    public async Task Data_asked_for_at_a_Spanish_address_are_the_same_data(string address, string form)
    {
        var texts = new List<string>();
        foreach (var prefix in new[] { "", "/es" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, prefix + address);
            request.Headers.Add("Accept", form);
            var answer = await app.Visitor().SendAsync(request);
            answer.Content.Headers.ContentType!.MediaType.Should().Be(form);
            texts.Add(await answer.Content.ReadAsStringAsync());
        }

        texts[1].Should().Be(texts[0]);
    }

    [Fact]
    public async Task What_is_kept_rendered_is_kept_for_each_language_alone()
    {
        for (var i = 0; i < 2; i++)
        {
            (await app.GetAsync("/method")).Page.QuerySelector("h1")!.TextContent.Should().Be("Method");
            (await app.GetAsync("/es/method")).Page.QuerySelector("h1")!.TextContent.Should().Be("Método");
        }
    }

    [Theory]
    [InlineData(Alibaba)]
    [InlineData("/method")]
    public async Task The_picture_beside_a_link_to_a_page_is_in_the_language_of_the_page(string address)
    {
        var pictures = new List<byte[]>();
        foreach (var prefix in new[] { "", "/es", "" })
        {
            var (_, page) = await app.GetAsync(prefix + address);
            var image = new Uri(page.QuerySelector("meta[property='og:image']")!.GetAttribute("content")!).PathAndQuery;
            image.Should().StartWith(prefix + (address == Alibaba ? Alibaba : "") + "/card.png");
            var answer = await app.Visitor().GetAsync(image);
            answer.StatusCode.Should().Be(HttpStatusCode.OK, "nothing leads a reader of Spanish to the English one");
            pictures.Add(await answer.Content.ReadAsByteArrayAsync());
        }

        foreach (var picture in pictures)
        {
            using var painted = SKBitmap.Decode(picture);
            Enumerable.Range(0, painted.Height).Where(y => Enumerable.Range(painted.Width - 60, 60).Any(x => painted.GetPixel(x, y) != SKColors.White)).Should().BeEmpty("no word is cut off at the edge");
        }

        pictures[1].Should().NotEqual(pictures[0], "the words in it are other words");
        pictures[2].Should().Equal(pictures[0], "what is kept of one language is not given to readers of the other");
    }

    [Fact]
    public async Task The_words_of_the_picture_are_those_of_its_language()
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { Request = { Scheme = "http", Host = new HostString("localhost") } };
        var pages = scope.ServiceProvider.GetRequiredService<PledgePages>();
        async Task<CardWords> WordsOfAsync(string slug) => SocialCard.WordsOf(((PledgeAnswer.Shown)await pages.FindAsync(slug, QueryCollection.Empty, default)).View, "localhost");
        var english = await WordsOfAsync("foxconn-wisconsin-13000-2017");
        Language.Spanish.Speak();

        var spanish = await WordsOfAsync("foxconn-wisconsin-13000-2017");

        english.Verdict.Should().StartWith("Missed since ");
        english.Counted.Should().Contain(" counted of up to 13,000 jobs created");
        english.Foot.Should().StartWith("as of ");
        spanish.Verdict.Should().StartWith("Incumplida desde ");
        spanish.Counted.Should().StartWith("Contabilizado: ").And.EndWith("de hasta 13.000 empleos creados");
        spanish.Foot.Should().StartWith("al ").And.NotContain("as of");
        spanish.Title.Should().Be(english.Title, "editors write in English");
    }

    [Fact]
    public async Task An_embed_found_from_a_Spanish_page_is_Spanish()
    {
        var (_, page) = await app.GetAsync("/es" + Alibaba);
        var discovery = new Uri(page.QuerySelector("link[type='application/json+oembed']")!.GetAttribute("href")!).PathAndQuery;

        using var answer = JsonDocument.Parse(await app.Visitor().GetStringAsync(discovery));

        answer.RootElement.GetProperty("html").GetString().Should().Contain("http://localhost/es/pledges/alibaba-million-us-jobs-2017/embed");
        answer.RootElement.GetProperty("thumbnail_url").GetString().Should().Be("http://localhost/es/pledges/alibaba-million-us-jobs-2017/card.png");
        (await app.GetAsync("/es" + Alibaba + "/embed")).Page.QuerySelector("html")!.GetAttribute("lang").Should().Be("es");
    }

    [Fact]
    public void Numbers_shares_money_and_dates_are_written_as_the_language_writes_them()
    {
        Spanish(() => Wording.Number(1_000_000)).Should().Be("1.000.000");
        Spanish(() => Wording.Number(-1_242)).Should().Be("−1.242");
        Spanish(() => Wording.Percent(0.395)).Should().Be("39\u00A0%");
        Spanish(() => Wording.Percent(0.0954)).Should().Be("9,5\u00A0%");
        Spanish(() => Wording.Brief(2_480_000)).Should().Be("2,4 millones");
        Spanish(() => Wording.Brief(1_000_000)).Should().Be("1 millón");
        Spanish(() => Wording.Money(2_850_000_000, "USD")).Should().Be("US$2.850 millones", "un billón is a thousand times as much");
        Spanish(() => Wording.Money(1_500_000_000_000, "EUR")).Should().Be("€1,5 billones");
        Spanish(() => Wording.Quantity(Quantity.Between(25_000, 30_000), "USD")).Should().Be("25.000 a 30.000 dólares");
        Spanish(() => Wording.Quantity(Quantity.Exactly(10_000_000_000), "USD")).Should().Be("10.000 millones de dólares", "so a desk writes it");
        Spanish(() => Wording.Quantity(Quantity.Exactly(2_855_000_000), "USD")).Should().Be("2.855 millones de dólares");
        Spanish(() => Wording.Quantity(Quantity.Exactly(1_234_567), "USD")).Should().Be("1.234.567 dólares", "nothing is left off");
        Spanish(() => Wording.Quantity(Quantity.Between(700_000_000, 1_000_000_000), "EUR")).Should().Be("700 millones a 1.000 millones de euros");
        Spanish(() => Wording.Quantity(Quantity.Exactly(5_000_000), "INR")).Should().Be("INR 5.000.000", "a currency without a name here keeps its code");
        Spanish(() => Wording.QuantityInFull(Quantity.Exactly(10_000_000_000), "USD")).Should().Be("US$10.000.000.000", "a table has every digit");
        Spanish(() => PartialDate.Parse("2017-01-09").InWords()).Should().Be("9 de enero de 2017");
        Spanish(() => PartialDate.Parse("2017-01").InWords()).Should().Be("enero de 2017");
        Spanish(() => PartialDate.Parse("2017").InShortWords()).Should().Be("2017");
        Spanish(() => PlaceNames.Country("DE")).Should().Be("Alemania");
        Spanish(() => PlaceNames.Subdivision("US-NY")).Should().Be("Nueva York");

        Wording.Money(2_850_000_000, "USD").Should().Be("$2.8 billion");
        PartialDate.Parse("2017-01-09").InWords().ToString().Should().Be(PartialDate.Parse("2017-01-09").ToWords());
        PartialDate.Parse("2017-01").InShortWords().ToString().Should().Be(PartialDate.Parse("2017-01").ToShortWords());
    }

    [Fact]
    public void Millions_of_something_are_joined_to_it_as_the_language_does()
    {
        var target = Given.Target("1 million");

        Wording.Promised(target).Should().Be("1,000,000 jobs created");
        Spanish(() => Wording.Promised(target)).Should().Be("1.000.000 de empleos creados");
        Spanish(() => Wording.Promised(Given.Target("13,000"))).Should().Be("13.000 empleos creados");
        Spanish(() => Wording.Promised(Given.Target("1"))).Should().Be("1 empleo creado");
        Spanish(() => Wording.Of("1,2 millones", 1_234_567, "job", "jobs")).Should().Be("1,2 millones de empleos");
        Spanish(() => Text.Plural(1_000_000, "{0} pledge", "{0} pledges")).Should().Be("1.000.000 de promesas");
        Spanish(() => Text.Plural(1.5m, "{0} year", "{0} years")).Should().Be("1,5 años");
        Text.Plural(1.5m, "{0} year", "{0} years").Should().Be("1.5 years");
        Spanish(() => Text.Plural(1, "{0} unheard of", "{0} never heard of")).Should().Be("1 unheard of", "without a translation it is English, in English’s form");
    }

    [Fact]
    public async Task A_reader_types_money_with_its_sign_in_the_currency_that_is_asked_for()
    {
        var (_, typed) = await app.GetAsync("/pledges?money_from=%241%20billion");
        var (_, plain) = await app.GetAsync("/pledges?money_from=1000000000");

        typed.QuerySelectorAll("table.pledges tbody tr").Length.Should().Be(plain.QuerySelectorAll("table.pledges tbody tr").Length).And.BePositive();
        (await app.GetAsync("/pledges?money_from=%C2%A31%20billion")).Answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, "pounds are not compared with dollars");
        (await app.GetAsync("/pledges?money_from=%C2%A31%20billion&currency=GBP")).Answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.GetAsync("/pledges?jobs_from=%24500")).Answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, "jobs are no money");
    }

    [Fact]
    public async Task A_reader_types_thousands_as_the_page_writes_them()
    {
        var (_, page) = await app.GetAsync("/es/pledges?jobs_from=100.000");
        var (_, english) = await app.GetAsync("/pledges?jobs_from=100,000");

        page.QuerySelectorAll("table.pledges tbody tr").Length.Should().Be(english.QuerySelectorAll("table.pledges tbody tr").Length).And.BePositive();
        (await app.GetAsync("/pledges?jobs_from=100.000")).Answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, "in English a point is no separator");
    }

    [Fact]
    public void What_is_indexed_for_search_is_the_same_whatever_language_is_spoken()
    {
        var pledge = Given.Pledge(Given.Target("1.2 million"));

        Spanish(() => SearchDocument.Of(pledge)).Should().Equal(SearchDocument.Of(pledge));
    }

    [Fact]
    public void A_language_spoken_for_one_thing_is_not_spoken_after_it()
    {
        Spanish(() => Language.English.While(() => Wording.Number(1_000))).Should().Be("1,000");
        Spanish(() => Language.English.While(() => Wording.Number(1_000)) + Wording.Number(1_000)).Should().Be("1,0001.000");
        Language.Current.Should().Be(Language.English);
    }

    [Fact]
    public void Every_text_of_the_public_pages_has_a_translation_with_the_same_values_and_none_is_left_over()
    {
        var said = Said(SourceTexts.In).Concat(Looked()).ToHashSet(StringComparer.Ordinal);
        foreach (var language in Translated)
        {
            var texts = Text.Of(language);
            said.Where(text => !texts.ContainsKey(text)).Should().BeEmpty("each of these is said on a public page");
            texts.Keys.Except(said).Should().BeEmpty("nothing says these any more");
            texts.Where(t => !ValuesOf(t.Key).SequenceEqual(ValuesOf(t.Value))).Should().BeEmpty("a translation has the values of what it translates");
            texts.Where(t => t.Value.Trim().Length == 0).Should().BeEmpty();
        }
    }

    [Fact]
    public void Every_text_that_counts_is_translated_in_each_category_of_the_language_and_in_no_other()
    {
        var calls = Said(SourceTexts.Plurals);
        calls.GroupBy(s => s.Other, s => s.One).Where(g => g.Distinct().Count() > 1).Should().BeEmpty("a translation is found by the form for several");
        calls.Where(c => ValuesOf(c.One).Concat(ValuesOf(c.Other)).Any(v => int.Parse(v.AsSpan(1), CultureInfo.InvariantCulture) > c.Values)).Should().BeEmpty("a text has no more values than it is given");
        var said = calls.Select(c => (c.One, c.Other)).Concat(Counted()).ToList();
        foreach (var language in Translated)
        {
            var texts = Text.PluralsOf(language);
            said.Select(s => s.Other).Where(text => !texts.ContainsKey(text)).Should().BeEmpty("each of these is said on a public page");
            texts.Keys.Except(said.Select(s => s.Other)).Should().BeEmpty("nothing says these any more");
            texts.Where(t => !t.Value.All.Select(f => f.Category).SequenceEqual(language.Plurals.Categories)).Should().BeEmpty("{0} tells apart {1}", language.Name, string.Join(", ", language.Plurals.Categories));
            texts.SelectMany(t => t.Value.All.Select(f => (t.Key, f.Category, f.Form)))
                .Where(t => string.IsNullOrWhiteSpace(t.Form) || !HasValues(ValuesOf(t.Key), ValuesOf(t.Form), IsOneNumber(language, t.Category))).Should().BeEmpty("a form has the values of what it translates; one for a single number may leave some out");
        }

        said.Where(s => !HasValues(ValuesOf(s.Other), ValuesOf(s.One), mayLeaveOut: true)).Should().BeEmpty();

        static bool IsOneNumber(Language language, PluralCategory category) => Enumerable.Range(0, 1_000).Count(n => language.Plurals.Of(n) == category) == 1;
    }

    [Fact]
    public void The_words_for_large_numbers_have_each_category_of_their_language()
    {
        Language.All.SelectMany(l => l.Powers.Select(p => (l, p))).Where(x => !x.p.Word.All.Select(f => f.Category).SequenceEqual(x.l.Plurals.Categories)).Should().BeEmpty();
    }

    [Fact]
    public void No_text_has_mark_up_in_it_which_a_translator_could_break()
    {
        var said = Said(SourceTexts.In).Concat(Looked()).Concat(Said(SourceTexts.Plurals).SelectMany(p => new[] { p.One, p.Other }));
        var translated = Translated.SelectMany(l => Text.Of(l).Values.Concat(Text.PluralsOf(l).Values.SelectMany(f => f.All.Select(c => c.Form!))));

        said.Concat(translated).Where(text => ElementOrEntity().IsMatch(text)).Should().BeEmpty("elements are values of a text: Inline.Link, Inline.Strong");
    }

    [Fact]
    public void Every_text_of_the_pages_is_found_in_their_source()
    {
        const string Source = """
            /// T("an example")
            x @T("A \"b\"") y F($"{a:N0} of {(b ? "}" : $"{c}")} {{d}}") H($"{Inline.Link($"{e}", T("f"))}") Plural(n.Of("g", 'h'), "one", "many", $"{i}, \"j\"") PluralOf(F($"k {l}"), n, "{0} m", "{0} n") U.T2("no") PluralOf(n, "{0} " + o, "{0} " + p)
            """;

        SourceTexts.In(Source).Should().Equal("A \"b\"", "{0:N0} of {1} {{d}}", "{0}", "f", "k {0}");
        SourceTexts.Plurals(Source).Should().Equal(("one", "many", 1), ("{0} m", "{0} n", 0));
    }

    [Theory]
    [InlineData(3, "", "3 pledges are past their original deadline. None of these pledges has a final verdict yet.", "3 promesas han superado su plazo original. Aún no hay ningún veredicto definitivo.")]
    [InlineData(0, "missed 3", "3 pledges are past their original deadline: 3 missed.", "3 promesas han superado su plazo original: 3 con el veredicto “incumplida”.")]
    [InlineData(0, "kept 1, partly-kept 1, withdrawn 1", "3 pledges are past their original deadline: 1 kept, 1 partly kept, 1 withdrawn.", "3 promesas han superado su plazo original: 1 con el veredicto “cumplida”, 1 con el veredicto “cumplida en parte”, 1 con el veredicto “retirada”.")]
    [InlineData(1, "kept 2, missed 3", "6 pledges are past their original deadline: 2 kept, 3 missed, 1 not judged yet.", "6 promesas han superado su plazo original: 2 con el veredicto “cumplida”, 3 con el veredicto “incumplida”, 1 aún sin veredicto definitivo.")]
    public void A_pledge_that_nobody_judged_is_not_counted_as_broken_and_one_partly_kept_not_as_unkept(int open, string ends, string english, string spanish)
    {
        var verdicts = ends.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(e => e.Split(' ')).ToDictionary(e => Code.TryParse<VerdictKind>(e[0], out var kind) ? kind : default, e => int.Parse(e[1], System.Globalization.CultureInfo.InvariantCulture));
        var totals = new PledgeTotals { PastDeadline = open + verdicts.Values.Sum(), PastDeadlineOpen = open, PastDeadlineVerdicts = verdicts, Verdicts = new Dictionary<VerdictKind, int>() };

        DetailsModel.Ended(totals).Should().Be(english);
        Spanish(() => DetailsModel.Ended(totals)).Should().Be(spanish);
    }

    [Fact]
    public void Verdicts_on_pledges_without_an_original_deadline_stand_apart_from_those_past_it()
    {
        var totals = new PledgeTotals
        {
            PastDeadline = 1,
            PastDeadlineVerdicts = new Dictionary<VerdictKind, int> { [VerdictKind.Missed] = 1 },
            Verdicts = new Dictionary<VerdictKind, int> { [VerdictKind.Missed] = 2, [VerdictKind.Withdrawn] = 1, [VerdictKind.InProgress] = 4 },
        };

        DetailsModel.Ended(totals).Should().Be("1 pledge is past its original deadline: 1 missed.");
        DetailsModel.EndedElsewhere(totals).Should().Be("Final verdicts on other pledges, with no original deadline or before it: 1 missed, 1 withdrawn.");
    }

    private static string Spanish(Func<string> make) => Language.Spanish.While(make);

    private static IReadOnlyList<SearchPassage> Spanish(Func<IReadOnlyList<SearchPassage>> make) => Language.Spanish.While(make);

    // Pages that have one language: the newsroom's, and the charts' gallery.
    private static bool Untranslated(string file) => file.Split('/')[..^1].Intersect(["Newsroom", "Account", "Accounts", "Dev", "Import", "Api", "Operations"]).Any()
        && !file.EndsWith("DraftShape.cs", StringComparison.Ordinal) && !file.EndsWith("DifferenceHtml.cs", StringComparison.Ordinal);

    private static IEnumerable<Language> Translated => Language.All.Where(l => l != Language.English);

    internal static IReadOnlyList<TText> Said<TText>(Func<string, IEnumerable<TText>> within) => Said((_, source) => within(source));

    internal static IReadOnlyList<TText> Said<TText>(Func<string, string, IEnumerable<TText>> within)
    {
        var root = Path.Combine(Repository.Root, "src", "PledgeTracker.Web");
        return
        [
            .. Directory.EnumerateFiles(root, "*.cs*", SearchOption.AllDirectories)
                .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal))
                .Select(f => (Path: f, Name: Path.GetRelativePath(root, f).Replace('\\', '/')))
                .Where(f => !Untranslated(f.Name))
                .SelectMany(f => within(f.Name, File.ReadAllText(f.Path))),
        ];
    }

    // What metrics count: the words are data of the program.
    private static IEnumerable<(string One, string Other)> Counted()
    {
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData", "metrics.json")));
        foreach (var metric in metrics.RootElement.EnumerateArray())
        {
            var (label, one, other) = (metric.GetProperty("label").GetString()!, metric.GetProperty("singular").GetString()!, metric.GetProperty("plural").GetString()!);
            yield return ("{0} " + label, "{0} " + label);
            yield return ("to " + metric.GetProperty("promise").GetString(), "to " + metric.GetProperty("promise").GetString());
            foreach (var before in metric.GetProperty("family").GetString() == "money" ? [] : metric.GetProperty("isLevel").GetBoolean() ? ["", "more ", "fewer "] : new[] { "" })
            {
                yield return ($"{{0}} {before}{one}", $"{{0}} {before}{other}");
            }
        }
    }

    private static IReadOnlyList<string> ValuesOf(string text) => [.. Values().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal)];

    private static bool HasValues(IReadOnlyList<string> wanted, IReadOnlyList<string> there, bool mayLeaveOut) =>
        mayLeaveOut ? !there.Except(wanted).Any() : there.SequenceEqual(wanted);

    // Texts that are data of the program, and found by what they are.
    internal static IEnumerable<string> Looked() =>
    [
        .. Words<VerdictKind>(), .. Words<LapseReason>(), .. Words<QuoteVoice>(), .. Words<Checkability>(), .. Words<MetricFamily>(), .. Words<Span>(), .. Words<Basis>(), .. Words<Counting>(), .. Words<FunnelStep>(), .. Words<EventKind>(),
        .. Words<IncentiveState>(), .. Words<IncentiveKind>(), .. Words<InquiryOutcome>(), .. Words<LookupSubject>(), .. Words<LookupOutcome>(), .. Words<SourceKind>(), .. Words<Pace>(), .. Words<PublicationKind>(),
        .. Words<ClaimantKind>(), .. Words<ClaimUnit>(), .. Words<MatchKind>(), .. Words<FindingClass>(), .. Words<FindingGroup>(), .. Words<LadderStep>(), .. Words<Newness>(), .. Words<WhyLeftOut>(), .. Words<WhyPledgeLeftOut>(),
        .. Glossary.All.Select(t => t.Meaning), .. PlaceNames.EnglishNames,
        .. Metrics(), .. DataSets.Files.Select(f => f.Title), .. SitePages.Menu.Select(page => page.Name), .. new[] { "400", "401", "403", "404", "405", "409", "410", "412", "413", "415", "422", "428", "429", "500", "503", "507" }.Select(ApiDocument.Meaning),
        .. Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "Search", "SearchDocument.cs")), "\\(\"([A-Z][A-Za-z ]+)\", |SearchField\\.\\w+, \"([A-Z][A-Za-z ]+)\"").Select(m => m.Groups[1].Value + m.Groups[2].Value), "Since then",
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "PledgeTracker.Web"), "*.cs", SearchOption.AllDirectories).SelectMany(f => Regex.Matches(File.ReadAllText(f), "WithTags\\(\"([^\"]+)\"").Select(m => m.Groups[1].Value)),
        .. DocumentShape.All.SelectMany(shape => shape.Parts).SelectMany(LabelsOf).Distinct(), .. Sectors().Select(sector => $"{sector} (sector)"),
    ];

    private static IEnumerable<string> Sectors()
    {
        using var companies = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData", "companies.json")));
        return [.. companies.RootElement.EnumerateArray().Where(c => c.TryGetProperty("sector", out _)).Select(c => c.GetProperty("sector").GetString()!).Distinct()];
    }

    private static IEnumerable<string> LabelsOf(DraftPart part) =>
        [part.Heading, .. part.One is null ? [] : new[] { char.ToUpperInvariant(part.One[0]) + part.One[1..] }, .. part.Fields.Select(f => f.Label), .. part.Parts.SelectMany(LabelsOf)];

    private static IEnumerable<string> Words<TWord>()
        where TWord : struct, Enum => Enum.GetValues<TWord>().Select(w => $"{Glossary.Said(w)} ({typeof(TWord).Name})");

    private static IEnumerable<string> Metrics()
    {
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData", "metrics.json")));
        return [.. metrics.RootElement.EnumerateArray().SelectMany(m => new[] { "label", "definition" }.Select(name => m.GetProperty(name).GetString()!))];
    }

    // What a reader sees or hears that is said to be in the page's language.
    private static IEnumerable<string> Texts(IDocument page, string language = "es")
    {
        foreach (var node in page.Body!.Descendants<IText>().Where(n => n.ParentElement is { } parent && IsOfThePage(parent, language)))
        {
            yield return node.Text.Trim();
        }

        foreach (var element in page.All.Where(e => IsOfThePage(e, language)))
        {
            foreach (var name in new[] { "title", "aria-label", "placeholder", "alt" })
            {
                if (element.GetAttribute(name) is { } text && element.LocalName != "link")
                {
                    yield return text;
                }
            }
        }
    }

    private static bool IsOfThePage(IElement element, string language) =>
        element.Closest("code, pre, script, style, textarea, iframe") is null && element.Closest(".brand") is null && element.Closest("[lang]")?.GetAttribute("lang") == language && element.Closest("[hreflang]") is null;

    private static IEnumerable<string> Titles => new DirectoryInfo(Repository.StarterPledges).GetFiles("*.json").Select(f =>
    {
        using var pledge = JsonDocument.Parse(File.ReadAllText(f.FullName));
        return pledge.RootElement.GetProperty("title").GetString()!;
    }).Concat(new DirectoryInfo(Path.Combine(Path.GetDirectoryName(Repository.StarterPledges)!, "claims")).GetDirectories().SelectMany(folder => folder.GetFiles("*.json")).Select(f =>
    {
        using var claims = JsonDocument.Parse(File.ReadAllText(f.FullName));
        return new[] { "name", "title", "by" }.Select(name => claims.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null).OfType<string>().Single();
    }));

    private static IEnumerable<string> Localities => new DirectoryInfo(Repository.StarterPledges).GetFiles("*.json").SelectMany(f =>
    {
        using var pledge = JsonDocument.Parse(File.ReadAllText(f.FullName));
        return pledge.RootElement.TryGetProperty("places", out var places)
            ? places.EnumerateArray().Where(p => p.TryGetProperty("locality", out _)).Select(p => p.GetProperty("locality").GetString()!).ToList() : [];
    });

    // Names are the same in every language: of companies, of pledges where they stand in a sentence, of licences.
    private static async Task<IReadOnlyList<string>> NamesAsync()
    {
        using var companies = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData", "companies.json")));
        return [.. companies.RootElement.EnumerateArray().SelectMany(c => new[] { c.GetProperty("name").GetString()!, c.TryGetProperty("legalName", out var legal) ? legal.GetString()! : "-" }.Concat(FormerNames(c))).Concat(Titles).Concat(Localities).OrderByDescending(n => n.Length), "PledgeTracker", "CC BY 4.0", "Wayback Machine"];
    }

    private static IEnumerable<string> FormerNames(JsonElement company) =>
        company.TryGetProperty("otherNames", out var names) ? names.EnumerateArray().Select(n => NameInTime.Of(n.GetString()!).Name) : [];

    [GeneratedRegex(@"\b(the|of|and|was|were|is|are|by|for|with|from|not|to|this|that|which|has|have|pledges?|pledged|promised|figures?|company|companies|deadlines?|counted|next|previous|show|more|less|all|source|sources|since|published|announced|revision|target|verdicts?|million|billion|search)\b", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishWords();

    // Words and names that both languages have.
    private static readonly string[] SameInBoth = ["Sector", "Total", "China", "Dholera", "India", "Vietnam", "Technology Group", "foxconn", "Excel", ".xlsx", "Parquet", "llms.txt"];

    // What the reader typed, or an address.
    [GeneratedRegex("“[^”]*”|https?://\\S+")]
    private static partial Regex Quoted();

    [GeneratedRegex("[a-z]{4}")]
    private static partial Regex Word();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Values();

    [GeneratedRegex("[<>]|&#?[A-Za-z0-9]+;")]
    private static partial Regex ElementOrEntity();
}
