using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Tests.Pages;

/// <summary>Whatever is typed into an address, nobody is led out of the site.</summary>
public sealed partial class RedirectTests(ListeningApp app) : IClassFixture<ListeningApp>
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    /// <summary>What stands behind an address of ours and means another host to some reader of it.</summary>
    private static readonly string[] Hostile =
    [
        "//evil.example", "///evil.example", "/\\evil.example", "/\\\\evil.example", "\\/evil.example", "/%5Cevil.example", "/%5C%5Cevil.example", "/%2Fevil.example",
        "/%2F%2Fevil.example", "%2F%2Fevil.example", "/%09/evil.example", "/%0A/evil.example", "/%0D%0A/evil.example", "/%0D%0ALocation:%20https://evil.example", "/.//evil.example", "/x/..//evil.example",
        "/x/../..//evil.example", "/%2e%2e//evil.example", "/%2E%2E/%2E%2E//evil.example", "//user@evil.example", "//user:word@evil.example:80", "//%65vil.example", "/https://evil.example", "/%E2%81%84/evil.example", "//[::1]", "//localhost@evil.example",
        "/@evil.example", ".evil.example", ":80@evil.example", "/%C2%A0//evil.example", "/%00//evil.example", "/javascript:alert(1)",
    ];

    [Fact]
    public async Task No_address_leads_out_of_the_site_however_it_is_spelt_and_each_answer_has_the_headers_of_the_site()
    {
        await MoveAsync();
        string[] before =
        [
            "/es", "/es/newsroom", "/es/account", "/es/es", "", "/pledges", "/pledges/moved", "/es/pledges/moved", "/companies", "/places/US", "/es/places/US", "/newsroom", "/account",
            "/account/sign-in", "/data/api/scalar", "/evidence", "/compare/embed",
        ];

        foreach (var address in from start in before from end in Hostile from ending in (string[])["", "/a.b?x=1"] select start + end + ending)
        {
            if (!address.StartsWith('/'))
            {
                continue;
            }

            var (status, headers) = await RawAsync(address);

            status.Should().BeOneOf([200, 301, 302, 400, 404, 405], address);
            Leaves(headers.GetValueOrDefault("location")).Should().BeFalse($"{address} leads to {headers.GetValueOrDefault("location")}");
            headers.ContainsKey("content-security-policy").Should().Be(status != 400 || headers.ContainsKey("content-type"), address);
        }
    }

    [Fact]
    public async Task What_moved_leads_on_with_what_was_asked_of_it_and_stays_on_the_site()
    {
        await MoveAsync();
        foreach (var (address, to) in new Dictionary<string, string>
        {
            ["/es/newsroom"] = "/newsroom",
            ["/es/pledges.csv?verdict=missed"] = "/pledges.csv?verdict=missed",
            ["/pledges/moved"] = Alibaba,
            ["/pledges/moved?on=2018-01-01"] = Alibaba + "?on=2018-01-01",
            ["/es/pledges/moved"] = "/es" + Alibaba,
            ["/pledges/moved/history"] = Alibaba + "/history",
            ["/es/pledges/moved/figures/1"] = "/es" + Alibaba + "/figures/1",
            ["/pledges/moved/embed?theme=dark"] = Alibaba + "/embed?theme=dark",
            ["/pledges/moved.csv"] = Alibaba + ".csv",
            ["/places/US"] = "/places/us",
            ["/newsroom/pledges?state=draft"] = "/account/sign-in?return=%2Fnewsroom%2Fpledges%3Fstate%3Ddraft",
            ["/account"] = "/account/sign-in?return=%2Faccount",
            ["/data/api/scalar"] = "/data/api/explorer",
        })
        {
            var (status, headers) = await RawAsync(address);

            status.Should().BeOneOf([301, 302], address);
            headers["location"].Should().Be(to, address);
            headers.Should().ContainKey("content-security-policy", address);
        }
    }

    [Fact]
    public async Task A_sign_in_leads_only_to_the_pages_that_ask_for_one()
    {
        var member = await app.AddAsync("Returning Editor", Web.Data.MemberRole.Editor);
        var (browser, client) = Browse();
        await browser.SignInAsync(member.Email!, back: "/es//evil.example/login");
        browser.At.Should().Be("/newsroom");

        string[] elsewhere = [.. Hostile, .. Hostile.Select(h => "/newsroom" + h), "/", "/pledges", "/es/newsroom", "https://evil.example", "evil.example", "", "/account/sign-out", "/account/sign-in/code", "/ newsroom", "/newsroom/../../other"];
        foreach (var wanted in elsewhere.Concat(elsewhere.Select(Uri.UnescapeDataString)).Distinct())
        {
            var answer = await client.GetAsync("/account/sign-in?return=" + Uri.EscapeDataString(wanted));

            answer.StatusCode.Should().Be(HttpStatusCode.Redirect, wanted);
            var to = answer.Headers.GetValues("Location").Single();
            Leaves(to).Should().BeFalse(wanted);
            to.Should().Match(t => t.StartsWith("/newsroom", StringComparison.Ordinal), wanted);
        }

        (await client.GetAsync("/account/sign-in?return=" + Uri.EscapeDataString("/newsroom/pledges?state=draft"))).Headers.GetValues("Location").Should().Equal("/newsroom/pledges?state=draft");
    }

    [Fact]
    public void An_address_is_own_only_where_a_browser_finds_it_within_the_site()
    {
        var spellings = Hostile.SelectMany(h => (string[])[h, Uri.UnescapeDataString(h), "/newsroom" + h, Uri.UnescapeDataString("/newsroom" + h)]).ToList();
        foreach (var address in spellings.Where(OwnRedirect.IsOwn))
        {
            Leaves(address).Should().BeFalse(address);
            new Url(new Url("https://own.example/base/"), "/base" + address).Path.Should().StartWith("base/", address);
        }

        spellings.Should().Contain(address => !OwnRedirect.IsOwn(address));
        new[] { "/", "/newsroom?done=1#part", "/pledges?q=a%20b&q=//c\\" }.Should().OnlyContain(address => OwnRedirect.IsOwn(address));
    }

    [Fact]
    public void Every_redirect_of_the_program_is_made_by_one_function()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs*", SearchOption.AllDirectories);

        sources.Where(file => Redirecting().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName)
            .Should().BeEquivalentTo(["OwnRedirect.cs", "ApiEndpoints.cs"], "only these say Location: the one function, and 201 of what the API made");
    }

    /// <summary>Whether a browser that is told this address on a page of ours leaves the site.</summary>
    private static bool Leaves(string? location) => location is not null && new Url(new Url("http://own.example:5080/a/page"), location) is { Host: not "own.example:5080" } or { Scheme: not "http" };

    /// <summary>A pledge of the starter pledges gets a former address.</summary>
    private Task MoveAsync() => app.WithDatabaseAsync(async context =>
    {
        var document = await context.Documents.Include(d => d.FormerSlugs).SingleAsync(d => d.Key == "alibaba-million-us-jobs-2017");
        if (document.FormerSlugs.Count == 0)
        {
            document.FormerSlugs.Add(new FormerSlug { Slug = "moved" });
            await context.SaveChangesAsync();
        }
    });

    private (FormBrowser Browser, HttpClient Client) Browse()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        return (new FormBrowser(client), client);
    }

    /// <summary>Asks for an address exactly as it is spelt, which no client library does.</summary>
    private async Task<(int Status, Dictionary<string, string> Headers)> RawAsync(string address)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(app.Address.Host, app.Address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var head = (await reader.ReadToEndAsync()).Split("\r\n\r\n")[0].Split("\r\n");
        return (int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture), head.Skip(1).Select(line => line.Split(": ", 2)).GroupBy(f => f[0].ToLowerInvariant()).ToDictionary(f => f.Key, f => f.First()[1]));
    }

    [GeneratedRegex("""(?<!Own)Redirect\w*\(|Redirect\w*Result|Headers\.Location\s*=|"Location"\]\s*=""")]
    private static partial Regex Redirecting();
}

/// <summary>The program with people in its newsroom, over a real Kestrel, which reads an address as it is spelt.</summary>
public sealed class ListeningApp : NewsroomApp
{
    public ListeningApp()
    {
        UseKestrel(0);
        StartServer();
    }

    public Uri Address => ClientOptions.BaseAddress;
}
