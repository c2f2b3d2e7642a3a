using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Pages;

/// <summary>The tracker may be one part of a host: whatever it says of its own addresses is under that part, and found there.</summary>
public sealed partial class SitePathTests
{
    private const string Part = "/jobs/tracker";

    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    private static readonly string[] Starts =
    [
        "/", "/es/", "/pledges", "/es/pledges?verdict=missed", "/pledges?q=alibaba", Alibaba, "/es" + Alibaba, Alibaba + "/history", Alibaba + "/figures/1", Alibaba + "/embed", "/compare?p=alibaba-million-us-jobs-2017&p=foxconn-wisconn-valley-2017",
        "/companies", "/companies/alibaba", "/places", "/places/us/wi", "/deadlines", "/changes", "/method", "/data", "/data/api", "/data/api/explorer", "/tips/new", "/no-such-page", "/account/sign-in", "/newsroom",
        "/changes.atom", "/changes.feed.json", "/deadlines.ics", "/pledges.json", "/pledges.csv", "/data/figures.json", "/data/figures.csv", "/data/figures.csv-metadata.json", Alibaba + ".json", Alibaba + ".atom", Alibaba + "/cite.bib",
        "/data/cite.csl.json", "/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/openapi/v1.json", Alibaba + ".svg", "/suggest?q=ali", "/healthz/ready",
    ];

    /// <summary>Attributes that lead somewhere.</summary>
    private static readonly string[] Leading = ["href", "src", "action", "formaction", "poster", "content", "data-suggest", "data-autosave", "data-options", "data-description"];

    [Theory]
    [InlineData("kept")]
    [InlineData("taken off")]
    [InlineData("taken off and said")]
    public async Task Every_link_feed_redirect_and_cookie_stays_under_the_path_of_the_public_address(string way)
    {
        await using var app = new PartApp("https://news.example" + Part, trusted: "127.0.0.1, ::1");
        await StaysUnderAsync(app, way, "https://news.example" + Part);
    }

    [Fact]
    public async Task Without_a_public_address_a_trusted_proxy_says_the_path()
    {
        await using var app = new PartApp(null, trusted: "127.0.0.1, ::1");
        await StaysUnderAsync(app, "taken off and said", app.Address + Part);
    }

    [Theory]
    [InlineData("127.0.0.1, ::1", "//evil.example", "/a//evil.example", "/../x", "/a\"onclick=x", "/%2f%2fevil.example", "/\\evil.example", "evil.example", "/", "")]
    [InlineData("", "/tracker")]
    [InlineData("10.0.0.7", "/tracker")]
    public async Task A_prefix_from_a_stranger_or_of_no_meaning_is_not_heard(string trusted, params string[] prefixes)
    {
        await using var app = new PartApp(null, trusted);
        using var client = app.Open();
        foreach (var prefix in prefixes)
        {
            client.DefaultRequestHeaders.Remove("X-Forwarded-Prefix");
            client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-Prefix", prefix);

            var answer = await client.GetAsync("/");
            answer.StatusCode.Should().Be(HttpStatusCode.OK, prefix);
            (await PageAsync(answer)).QuerySelector(".brand")!.GetAttribute("href").Should().Be("/", prefix);
            (await answer.Content.ReadAsStringAsync()).Should().NotContain("evil").And.NotContain("/tracker/").And.NotContain("onclick");
            (await client.GetAsync("/newsroom")).Headers.Location!.ToString().Should().Be("/account/sign-in?return=%2Fnewsroom", prefix);
        }
    }

    [Fact]
    public async Task What_a_stranger_says_through_the_proxy_changes_nothing_where_the_public_address_says_the_path()
    {
        await using var app = new PartApp("https://news.example" + Part, "127.0.0.1, ::1");
        using var client = app.Open();
        foreach (var prefix in (string[])["/x", "//evil.example", Part + "/x"])
        {
            using var asking = new HttpRequestMessage(HttpMethod.Get, Part + "/pledges");
            asking.Headers.TryAddWithoutValidation("X-Forwarded-Prefix", prefix);

            var answer = await client.SendAsync(asking);

            answer.StatusCode.Should().Be(HttpStatusCode.OK, prefix);
            AllUnder(await PageAsync(answer), Part, prefix);
        }
    }

    [Fact]
    public async Task Two_prefixes_of_one_tracker_do_not_share_what_is_kept()
    {
        await using var app = new PartApp(null, "127.0.0.1, ::1");
        using var client = app.Open();
        foreach (var prefix in (string[])["/one", "/two", "/one", ""])
        {
            using var asking = new HttpRequestMessage(HttpMethod.Get, "/pledges");
            asking.Headers.Add("X-Forwarded-Prefix", prefix);
            (await PageAsync(await client.SendAsync(asking))).QuerySelector(".brand")!.GetAttribute("href").Should().Be(prefix + "/");
        }
    }

    [Fact]
    public async Task An_editor_works_under_the_path_from_signing_in_to_signing_out()
    {
        await using var app = new PartApp("https://news.example" + Part, "127.0.0.1, ::1");
        await app.AddAsync("Ada Editor", MemberRole.Administrator);
        using var client = app.Open();
        var cookies = new Dictionary<string, string>();

        var page = await SendAsync(client, cookies, HttpMethod.Get, Part + "/newsroom");
        page = await SubmitAsync(client, cookies, page, new() { ["email"] = NewsroomApp.EmailOf("Ada Editor"), ["password"] = NewsroomApp.Password });
        page.QuerySelector("h1")!.TextContent.Should().Be("Worklist");
        cookies.Keys.Should().OnlyContain(name => name.StartsWith("__Secure-pledgetracker", StringComparison.Ordinal));

        // Every page of the newsroom that a link of it leads to.
        var seen = new HashSet<string>();
        var waiting = new Queue<string>(LinksOf(page));
        while (waiting.TryDequeue(out var address))
        {
            if (!address.StartsWith(Part + "/newsroom", StringComparison.Ordinal) && !address.StartsWith(Part + "/account", StringComparison.Ordinal) || !seen.Add(address.Split('#')[0]) || seen.Count > 80)
            {
                continue;
            }

            page = await SendAsync(client, cookies, HttpMethod.Get, address);
            cookies.Should().ContainKey("__Secure-pledgetracker", address);
            AllUnder(page, Part, address);
            foreach (var link in LinksOf(page).Where(l => !l.Contains("handler=", StringComparison.Ordinal)))
            {
                waiting.Enqueue(link);
            }
        }

        seen.Should().Contain([Part + "/newsroom/pledges/new", Part + "/newsroom/people", Part + "/newsroom/tokens", Part + "/newsroom/log", Part + "/account/passkeys"]);

        page = await SendAsync(client, cookies, HttpMethod.Get, Part + "/newsroom/pledges/new");
        page = await SubmitAsync(client, cookies, page, new() { ["company"] = "alibaba", ["title"] = "A pledge under a path", ["announced"] = "May 2024" }, at: Part + "/newsroom/pledges/new");
        page.QuerySelector("form#draft").Should().NotBeNull(page.Body!.TextContent);
        page.QuerySelector("form#draft")!.GetAttribute("action").Should().MatchRegex($"^{Part}/newsroom/pledges/[0-9]+$");
        AllUnder(page, Part, "the form of a draft");
        page = await SubmitAsync(client, cookies, page, new() { ["summary"] = "Kept here." }, "form#draft", "save");
        page.QuerySelector("form#draft textarea[name=summary]")!.TextContent.Trim().Should().Be("Kept here.");
        page = await SubmitAsync(client, cookies, page, [], "form[action$='/account/sign-out']");
        cookies.Should().NotContainKey("__Secure-pledgetracker");
    }

    private static async Task StaysUnderAsync(PartApp app, string way, string site)
    {
        var part = Part;
        using var client = app.Open();
        if (way == "taken off and said")
        {
            client.DefaultRequestHeaders.Add("X-Forwarded-Prefix", part);
        }

        var root = new Uri(site).GetLeftPart(UriPartial.Authority);
        var inside = way == "kept" ? part : "";
        var found = new HashSet<string>();
        foreach (var start in Starts)
        {
            var answer = await client.GetAsync(inside + start);
            var text = await answer.Content.ReadAsStringAsync();
            ((int)answer.StatusCode).Should().BeOneOf(start is "/no-such-page" ? [404] : start is "/newsroom" ? [302] : [200], start);
            if (answer.Headers.Location is { } to)
            {
                to.ToString().Should().StartWith(part + "/", start);
            }

            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                cookie.Should().MatchRegex($"(?i); path={part}(;|$)", start).And.NotStartWith("__Host-");
            }

            // Absolute addresses, in whatever is answered: the link header, JSON, XML, CSV, calendars.
            foreach (var address in Absolute(root).Matches(text + " " + string.Join(" ", answer.Headers.SelectMany(h => h.Value))).Select(m => m.Value))
            {
                address.Should().Match(a => a == site || a.StartsWith(site + "/", StringComparison.Ordinal) || a.StartsWith(site + "#", StringComparison.Ordinal), start);
            }

            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                var page = await PageAsync(answer);
                AllUnder(page, part, start);
                found.UnionWith(LinksOf(page));
            }
        }

        // What the pages lead to is there: asked as the browser does.
        found.Should().HaveCountGreaterThan(150);
        foreach (var link in found.Where(l => !l.StartsWith(part + "/newsroom", StringComparison.Ordinal)))
        {
            using var asking = new HttpRequestMessage(HttpMethod.Get, way == "kept" ? link : link[part.Length..]);
            var answer = await client.SendAsync(asking);
            answer.StatusCode.Should().BeOneOf([HttpStatusCode.OK, HttpStatusCode.MovedPermanently, HttpStatusCode.Found], link);
            (answer.Headers.Location?.ToString() ?? part + "/").Should().StartWith(part + "/", link);
        }

        (await client.GetStringAsync(inside + "/robots.txt")).Should().Contain($"Disallow: {part}/newsroom\n").And.Contain($"Sitemap: {site}/sitemap.xml");
        JsonDocument.Parse(await client.GetStringAsync(inside + "/openapi/v1.json")).RootElement.GetProperty("servers")[0].GetProperty("url").GetString().Should().Be(part);
        var oembed = JsonDocument.Parse(await client.GetStringAsync(inside + "/oembed?url=" + Uri.EscapeDataString(site + "/es" + Alibaba))).RootElement;
        oembed.GetProperty("html").GetString().Should().Contain($"src=\"{site}/es{Alibaba}/embed");
        var suggested = JsonDocument.Parse(await client.GetStringAsync(inside + "/es/suggest?q=alib")).RootElement.EnumerateArray().Select(s => s.EnumerateObject().Last().Value.GetString()!).ToList();
        suggested.Should().NotBeEmpty().And.OnlyContain(s => s.StartsWith(part + "/es/", StringComparison.Ordinal));
    }

    /// <summary>No attribute of a page leads to the host outside of the part.</summary>
    private static void AllUnder(IDocument page, string part, string where)
    {
        foreach (var (element, name) in page.All.SelectMany(e => Leading.Where(e.HasAttribute).Select(n => (e, n))))
        {
            var value = element.GetAttribute(name)!;
            if (value.StartsWith('/'))
            {
                value.Should().Match(v => v == part || v.StartsWith(part + "/", StringComparison.Ordinal), $"{where}: {name} of {element.OuterHtml[..Math.Min(200, element.OuterHtml.Length)]}");
            }
        }
    }

    private static IEnumerable<string> LinksOf(IDocument page) => page.QuerySelectorAll("[href], [src]")
        .Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).Where(l => l.StartsWith('/')).Select(l => l.Split('#')[0]);

    private static async Task<IDocument> PageAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(text));
    }

    // As a browser does it: cookies by name, each sent only to its own path, and only over https.
    private static async Task<IDocument> SendAsync(HttpClient client, Dictionary<string, string> cookies, HttpMethod method, string address, HttpContent? content = null)
    {
        address.Should().StartWith(Part);
        using var asking = new HttpRequestMessage(method, address) { Content = content };
        if (cookies.Count > 0)
        {
            asking.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        }

        var answer = await client.SendAsync(asking);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            cookie.Should().MatchRegex($"(?i); path={Part}(;|$)").And.MatchRegex("(?i); secure");
            var (name, value) = (cookie.Split('=')[0], cookie.Split(';')[0].Split('=', 2)[1]);
            if (value.Length == 0)
            {
                cookies.Remove(name);
            }
            else
            {
                cookies[name] = value;
            }
        }

        if (answer.Headers.Location is { } to)
        {
            return await SendAsync(client, cookies, HttpMethod.Get, to.ToString());
        }

        answer.StatusCode.Should().Be(HttpStatusCode.OK, address + await answer.Content.ReadAsStringAsync());
        return await PageAsync(answer);
    }

    private static Task<IDocument> SubmitAsync(HttpClient client, Dictionary<string, string> cookies, IDocument page, Dictionary<string, string> fields, string form = "main form[method=post]", string? act = null, string at = Part + "/account/sign-in")
    {
        var sent = page.QuerySelectorAll(form).First(f => fields.Keys.All(k => f.QuerySelector($"[name='{k}']") is not null));
        var values = FormBrowser.FieldsOf(sent);
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }

        if (act is not null)
        {
            values["act"] = act;
        }

        return SendAsync(client, cookies, HttpMethod.Post, sent.GetAttribute("action") ?? at, new FormUrlEncodedContent(values));
    }

    private static Regex Absolute(string root) => new(Regex.Escape(root) + "[^\"'<>\\s,;)]*");

    /// <summary>The program on a real server, as a proxy asks it.</summary>
    private sealed class PartApp : NewsroomApp
    {
        private readonly Dictionary<string, string> _settings;

        public PartApp(string? publicAddress, string trusted)
        {
            _settings = new(base.Settings) { ["PublicAddress"] = publicAddress ?? "", ["TrustedProxies"] = trusted };
            UseKestrel(0);
        }

        public string Address
        {
            get
            {
                StartServer();
                return ClientOptions.BaseAddress.ToString().TrimEnd('/');
            }
        }

        protected override IReadOnlyDictionary<string, string> Settings => _settings;

        public HttpClient Open()
        {
            StartServer();
            return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = ClientOptions.BaseAddress };
        }
    }
}
