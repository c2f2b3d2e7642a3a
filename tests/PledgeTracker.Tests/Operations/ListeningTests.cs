using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Operations;

/// <summary>The program listens where every ASP.NET Core program would, and says truly where that is.</summary>
public sealed class ListeningTests(ListeningTests.Folder folder, ListeningTests.PublicApp app) : IClassFixture<ListeningTests.Folder>, IClassFixture<ListeningTests.PublicApp>
{
    [Theory]
    [InlineData("ASPNETCORE_URLS=http://127.0.0.1:{1} ASPNETCORE_HTTP_PORTS={2} PORT={3}", @"http://127\.0\.0\.1:{1}")]
    [InlineData("ASPNETCORE_HTTP_PORTS={1} PORT={2}", @"http://(\[::\]|0\.0\.0\.0):{1}")]
    [InlineData("DOTNET_URLS=http://127.0.0.1:{1} ASPNETCORE_URLS=http://127.0.0.1:{2} PORT={3}", @"http://127\.0\.0\.1:{1}")]
    [InlineData("Kestrel__Endpoints__Main__Url=http://127.0.0.1:{1} ASPNETCORE_URLS=http://127.0.0.1:{2}", @"http://127\.0\.0\.1:{1}")]
    public async Task Addresses_are_said_as_to_every_program_of_the_framework_in_its_order_and_PORT_is_not_read(string environment, string address)
    {
        var ports = new[] { TrackerProcess.FreePort(), TrackerProcess.FreePort(), TrackerProcess.FreePort() };
        string Filled(string text) => Regex.Replace(text, "{([1-3])}", port => $"{ports[port.Groups[1].Value[0] - '1']}");
        var said = Filled(environment).Split(' ').Select(one => one.Split('=')).ToDictionary(one => one[0], one => one[1]);
        using var http = new HttpClient();
        using var tracker = TrackerProcess.StartIn(Path.GetTempPath(), said, "--PledgeTracker:DataDirectory", folder.Path, "--PledgeTracker:StarterData", "false");

        (await tracker.FirstAnswerAsync(new Uri($"http://127.0.0.1:{ports[0]}/healthz/live"))).StatusCode.Should().Be(HttpStatusCode.OK);

        foreach (var other in ports[1..])
        {
            await http.Invoking(h => h.GetAsync(new Uri($"http://127.0.0.1:{other}/healthz/live"))).Should().ThrowAsync<HttpRequestException>();
        }

        await Task.Delay(TimeSpan.FromMilliseconds(500));
        tracker.Kill();
        (await tracker.OutputAsync()).Should().MatchRegex($"^PledgeTracker serves 0 pledges at {Filled(address)} \\(data in ");
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("urls", "http://localhost:1", true)]
    [InlineData("http_ports", "8080", true)]
    [InlineData("https_ports", "8443", true)]
    [InlineData("Kestrel:Endpoints:Main:Url", "http://localhost:1", true)]
    [InlineData("Kestrel:Limits:MaxConcurrentConnections", "100", false)]
    [InlineData("PORT", "8080", false)]
    public void Port_5080_is_for_when_nobody_says_anything(string key, string value, bool isSaid) =>
        Listening.IsSaid(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build()).Should().Be(isSaid);

    [Fact]
    public void The_shipped_settings_say_nothing_of_addresses_and_hosts()
    {
        var shipped = new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "appsettings.json")).Build();

        Listening.IsSaid(shipped).Should().BeFalse();
        shipped["AllowedHosts"].Should().BeNull();
        Listening.Default.Should().Be("http://localhost:5080");
    }

    [Theory]
    [InlineData("https://127.0.0.1:{0}", "needs a certificate: set Kestrel:Certificates:Default:Path")]
    [InlineData("nonsense", "cannot be used")]
    public async Task An_address_that_cannot_be_used_is_named(string address, string saying)
    {
        address = address.Replace("{0}", $"{TrackerProcess.FreePort()}", StringComparison.Ordinal);

        var (code, _, errors) = await TrackerProcess.RunAsync(
            "--urls", address, "--PledgeTracker:DataDirectory", folder.Path, "--PledgeTracker:StarterData", "false");

        code.Should().Be(1);
        errors.Trim().Should().StartWith($"PledgeTracker: The address {address} ").And.Contain(saying).And.EndWith(".").And.NotContain("\n");
    }

    [Theory]
    [InlineData("/", "pledges.example.org", 200)]
    [InlineData("/", "PLEDGES.example.org:8443", 200)]
    [InlineData("/", "localhost:5080", 200)]
    [InlineData("/", "127.0.0.1", 200)]
    [InlineData("/", "[::1]:5080", 200)]
    [InlineData("/", "elsewhere.example", 400)]
    [InlineData("/", "pledges.example.org.elsewhere.example", 400)]
    [InlineData("/pledges.json", "10.0.0.7", 400)]
    [InlineData("/healthz/live", "10.0.0.7:8080", 200)]
    public async Task Behind_a_public_address_no_other_name_is_answered_but_to_who_watches_over_it(string path, string host, int status)
    {
        var answer = await app.Server.SendAsync(context =>
        {
            context.Request.Path = path;
            context.Request.Host = HostString.FromUriComponent(host);
        });

        answer.Response.StatusCode.Should().Be(status);
    }

    [Theory]
    [InlineData(null, null, "elsewhere.example", 200)]
    [InlineData("", "https://pledges.example.org/tracker", "elsewhere.example", 400)]
    [InlineData("*", "https://pledges.example.org", "elsewhere.example", 200)]
    [InlineData("elsewhere.example", "https://pledges.example.org", "elsewhere.example", 200)]
    [InlineData(null, "https://[2001:db8::1]:8443", "[2001:db8::1]:8443", 200)]
    [InlineData(null, "https://bücher.example", "xn--bcher-kva.example", 200)]
    public async Task What_the_operator_said_of_hosts_is_left_to_the_framework(string? allowed, string? address, string host, int status)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("AllowedHosts", allowed)]).Build();
        var hosts = new KnownHosts(_ => Task.CompletedTask, configuration, Options.Create(new PledgeTrackerOptions { PublicAddress = address }));
        var context = new DefaultHttpContext { Request = { Path = "/" } };
        context.Request.Host = HostString.FromUriComponent(host);

        await hosts.InvokeAsync(context);

        context.Response.StatusCode.Should().Be(status);
    }

    public sealed class PublicApp : TrackerApp
    {
        protected override bool StarterData => false;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["PublicAddress"] = "https://pledges.example.org" };
    }

    /// <summary>A data folder that is prepared by the first start and serves the others.</summary>
    public sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
