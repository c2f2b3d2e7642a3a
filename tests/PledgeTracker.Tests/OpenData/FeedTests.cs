using System.Net;
using System.ServiceModel.Syndication;
using System.Text;
using System.Text.Json;
using System.Xml;
using Ical.Net;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.OpenData;

/// <summary>Feeds and calendars, read with parsers that are not ours.</summary>
public sealed class FeedTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    public static TheoryData<string> Feeds => ["/changes", "/changes?about=check", "/pledges", "/pledges?verdict=missed", "/companies/alibaba", Alibaba, "/claims/donald-trump", "/lists/us-white-house-2025", "/checks/propublica-2018"];

    [Theory, MemberData(nameof(Feeds))]
    public async Task An_atom_feed_obeys_RFC_4287_and_says_the_same_twice(string page)
    {
        var address = With(page, ".atom");
        var answer = await app.Visitor().GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        var feed = Atom(text);

        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/atom+xml");
        feed.Id.Should().StartWith("urn:uuid:");
        feed.Authors.Should().ContainSingle().Which.Name.Should().NotBeEmpty();
        feed.Links.Single(l => l.RelationshipType == "self").Uri.AbsoluteUri.Should().Be("http://localhost" + address);
        feed.Links.Single(l => l.RelationshipType == "alternate").Uri.IsAbsoluteUri.Should().BeTrue();
        feed.Items.Should().NotBeEmpty();
        feed.Items.Select(i => i.Id).Should().OnlyHaveUniqueItems().And.OnlyContain(id => id.StartsWith("urn:uuid:", StringComparison.Ordinal));
        foreach (var item in feed.Items)
        {
            item.Title.Text.Should().NotBeEmpty();
            item.LastUpdatedTime.Offset.Should().Be(TimeSpan.Zero);
            var of = item.Links.Single().Uri.AbsoluteUri;
            of.Should().MatchRegex("^http://localhost/(pledges|claims|lists|checks)/[a-z0-9-]+/history#revision-[0-9]+$");
            ((TextSyndicationContent)item.Content).Type.Should().Be("html");
            item.Summary.Text.Should().NotBeEmpty();
            if (of.Contains("/pledges/", StringComparison.Ordinal))
            {
                item.Summary.Text.Should().ContainAny("promised", "made a promise", "said that it", "Announced ");
            }
        }

        feed.LastUpdatedTime.Should().Be(feed.Items.Max(i => i.LastUpdatedTime));
        (await (await app.Visitor().GetAsync(address)).Content.ReadAsStringAsync()).Should().Be(text);
    }

    [Theory, MemberData(nameof(Feeds))]
    public async Task The_json_feed_is_the_same_feed(string page)
    {
        var client = app.Visitor();
        var atom = Atom(await client.GetStringAsync(With(page, ".atom")));
        using var json = JsonDocument.Parse(await client.GetStringAsync(With(page, ".feed.json")));

        json.RootElement.GetProperty("version").GetString().Should().Be("https://jsonfeed.org/version/1.1");
        json.RootElement.GetProperty("feed_url").GetString().Should().Be("http://localhost" + With(page, ".feed.json"));
        json.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()).Should().Equal(atom.Items.Select(i => i.Id));
        json.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("content_html").GetString()).Should().Equal(atom.Items.Select(i => ((TextSyndicationContent)i.Content).Text));
    }

    [Fact]
    public async Task No_two_feeds_have_one_id_and_no_two_publications()
    {
        var client = app.Visitor();
        using var pledges = JsonDocument.Parse(await client.GetStringAsync("/pledges.json?limit=all&fields=slug,company"));
        var rows = pledges.RootElement.GetProperty("data").EnumerateArray().ToList();
        string[] pages =
        [
            .. ((IEnumerable<object[]>)Feeds).Select(f => (string)f[0]), "/changes?about=pledge", "/changes?about=claimant", "/changes?about=list", "/pledges?verdict=kept", "/pledges?verdict=missed&verdict=kept", "/pledges?place=US", "/pledges?place=US-WI", "/pledges?q=foxconn",
            "/pledges?company=alibaba", "/pledges?company=foxconn", "/companies/foxconn", "/pledges?metric=jobs-created", "/claims/joe-biden", "/lists/us-trump-claims-2016-2018", "/checks/cato-2026",
            .. rows.Select(r => "/pledges/" + r.GetProperty("slug").GetString()), .. rows.Select(r => r.GetProperty("company").GetString()).Distinct().SelectMany(c => (string[])["/companies/" + c, "/pledges?company=" + c]),
        ];
        var (feeds, entries) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var page in pages.Distinct())
        {
            var feed = Atom(await client.GetStringAsync(With(page, ".atom")));
            var own = feed.Links.Single(l => l.RelationshipType == "self").Uri.AbsoluteUri;
            (!feeds.TryGetValue(feed.Id, out var other) || other == own).Should().BeTrue($"{own} has the id of {other}");
            feeds[feed.Id] = own;
            foreach (var item in feed.Items)
            {
                var at = item.Links.Single().Uri.AbsoluteUri;
                (!entries.TryGetValue(item.Id, out var known) || known == at).Should().BeTrue($"{at} has the id of {known}");
                entries[item.Id] = at;
            }
        }

        feeds.Values.Should().OnlyHaveUniqueItems("a feed has one id").And.HaveCountGreaterThan(Repository.Starters + 50);
        entries.Values.Should().OnlyHaveUniqueItems();
        feeds.Keys.Should().NotIntersectWith(entries.Keys);
    }

    [Theory]
    [InlineData("/pledges?verdict=missed")]
    [InlineData("/companies/alibaba")]
    [InlineData(Alibaba)]
    public async Task A_feed_is_the_same_one_in_every_language_and_however_it_is_asked_for(string page)
    {
        var plain = await app.Visitor().GetStringAsync(With(page, ".atom"));
        using var asking = new HttpRequestMessage(HttpMethod.Get, page);
        asking.Headers.TryAddWithoutValidation("Accept", "application/atom+xml");

        (await (await app.Visitor().SendAsync(asking)).Content.ReadAsStringAsync()).Should().Be(plain);
        (await app.Visitor().GetAsync("/es" + With(page, ".atom"))).Headers.Location!.ToString().Should().Be(With(page, ".atom"), "there is no second one in Spanish");
        var (_, spanish) = await app.GetAsync("/es" + page);
        spanish.QuerySelectorAll("link[type='application/atom+xml'], link[type='application/feed+json']").Select(l => l.GetAttribute("href")).Should().Equal(With(page, ".atom"), With(page, ".feed.json"));
    }

    [Fact]
    public async Task A_correction_is_marked_tells_old_and_new_and_ids_outlive_an_address()
    {
        await using var other = new TrackerApp();
        var draft = Given.Draft(Given.FigureDraft("500"));
        await RowTests.PublishAsync(other, draft);
        var before = Atom(await other.Visitor().GetStringAsync("/pledges/acme-jobs.atom"));
        other.Clock.Advance(TimeSpan.FromDays(1));
        await RowTests.PublishAsync(other, draft with { Figures = [Given.FigureDraft("450")] }, "We misread the report <b>badly</b>.", PublicationKind.Correction);

        var feed = Atom(await other.Visitor().GetStringAsync("/pledges/acme-jobs.atom"));
        var newest = feed.Items.First();

        feed.Items.Should().HaveCount(2);
        feed.Items.Last().Id.Should().Be(before.Items.Single().Id);
        newest.Title.Text.Should().StartWith("Correction: Acme");
        newest.Categories.Single().Name.Should().Be("correction");
        var html = ((TextSyndicationContent)newest.Content).Text;
        html.Should().Contain("500").And.Contain("450").And.Contain("&lt;b&gt;badly").And.NotContain("<b>");
        (await other.Visitor().GetStringAsync("/changes.atom")).Should().Contain(newest.Id);
        var (_, history) = await other.GetAsync("/pledges/acme-jobs/history");
        history.QuerySelector(new Uri(newest.Links.Single().Uri.AbsoluteUri).Fragment).Should().NotBeNull("the entry leads to where it is told");
    }

    [Fact]
    public async Task An_empty_tracker_has_empty_feeds_and_calendars()
    {
        await using var empty = new EmptyTrackerApp();

        Atom(await empty.Visitor().GetStringAsync("/changes.atom")).Items.Should().BeEmpty();
        Calendar.Load(await empty.Visitor().GetStringAsync("/deadlines.ics"))!.Events.Should().BeEmpty();
        (await empty.Visitor().GetStringAsync("/pledges.csv")).Should().StartWith("pledge_id,slug");
        (await empty.Visitor().GetAsync("/pledges.json")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_calendar_makes_up_no_day_and_says_the_same_twice()
    {
        var bytes = await app.Visitor().GetByteArrayAsync("/deadlines.ics");
        var text = Encoding.UTF8.GetString(bytes);
        var calendar = Calendar.Load(text)!;

        calendar.Version.Should().Be("2.0");
        calendar.Events.Should().NotBeEmpty();
        calendar.Events.Select(e => e.Uid).Should().OnlyHaveUniqueItems();
        calendar.Events.Should().OnlyContain(e => !e.Start!.HasTime && e.DtStamp != null && e.Url != null && e.Summary!.Contains("eadline"));
        text.Split("\r\n").Should().OnlyContain(line => Encoding.UTF8.GetByteCount(line) <= 75, "lines are folded at 75 octets");
        text.Replace("\r\n", "", StringComparison.Ordinal).Should().NotContain("\n");
        (await app.Visitor().GetByteArrayAsync("/deadlines.ics")).Should().Equal(bytes);
        var jobs = Calendar.Load(await app.Visitor().GetStringAsync(Alibaba + ".ics"))!.Events.First();
        jobs.Start!.Value.Should().Be(new DateTime(2022, 1, 1));
        jobs.End!.Value.Should().Be(new DateTime(2022, 2, 1), "a month is an entry of the whole month");
        jobs.Description.Should().StartWith("Known to the month only: January 2022.");
        jobs.Summary.Should().StartWith("Computed deadline");
    }

    [Fact]
    public async Task Each_deadline_in_a_calendar_tells_its_own_target_and_no_other()
    {
        var events = Calendar.Load(await app.Visitor().GetStringAsync("/pledges/t-mobile-sprint-merger-jobs-2018.ics"))!.Events.OrderBy(e => e.Start!.Value).ToList();

        events.Select(e => e.Summary!.Split(": ")[^1]).Should().Equal("3,600 jobs created", "11,000 jobs created");
        events[0].Description.Should().Contain("One target of the pledge that T-Mobile US announced in 2018: 3,600 jobs created by about April 2021.").And.NotContain("without a number").And.NotContain("11,000 jobs created");
        events[1].Description.Should().Contain("11,000 jobs created by 2024").And.Contain("Verdict on the whole pledge: missed");
        var alone = Calendar.Load(await app.Visitor().GetStringAsync("/pledges/intel-ohio-3000-2022.ics"))!.Events;
        alone.Select(e => e.Summary!.Split(": ")[^1]).Should().BeEquivalentTo("3,000 jobs created", "$20,000,000,000 invested");
    }

    [Fact]
    public async Task A_company_and_a_filtered_list_have_calendars_of_their_own()
    {
        var client = app.Visitor();

        Calendar.Load(await client.GetStringAsync("/companies/alibaba.ics"))!.Events.Should().NotBeEmpty().And.OnlyContain(e => e.Summary!.Contains("Alibaba"));
        Calendar.Load(await client.GetStringAsync("/pledges.ics?verdict=kept"))!.Events.Count.Should().BeInRange(1, Calendar.Load(await client.GetStringAsync("/deadlines.ics"))!.Events.Count - 1);
    }

    private static string With(string page, string ending) => page.Split('?') is [var path, var query] ? $"{path}{ending}?{query}" : page + ending;

    private static SyndicationFeed Atom(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text));
        var formatter = new Atom10FeedFormatter();
        formatter.CanRead(reader).Should().BeTrue();
        formatter.ReadFrom(reader);
        return formatter.Feed;
    }
}
