using System.Net;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests.Domain;

/// <summary>Which addresses readers are sent to.</summary>
public class WebAddressTests
{
    [Theory]
    [InlineData("https://www.example.org/news?id=1#part")]
    [InlineData("http://example.org:8080/")]
    [InlineData("https://münchen.example.org/größe")]
    [InlineData("https://xn--mnchen-3ya.example.org/")]
    [InlineData("https://例え.テスト/")]
    [InlineData("https://93.184.216.34/")]
    [InlineData("https://[2606:4700::1111]/")]
    [InlineData("https://example.org/@somebody")]
    [InlineData("https://example.org?next=a@b")]
    [InlineData("https://localhost.example.org/")]
    [InlineData("https://example.org")]
    [InlineData("https://example.glocal/")]
    [InlineData("https://newhome.arpa/")]
    public void A_page_of_the_open_network_is_taken(string address) => WebAddress.ProblemOf(address).Should().BeNull();

    [Theory]
    [InlineData("example.org")]
    [InlineData("/news")]
    [InlineData("ftp://example.org/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("https://example.org/\r\nSet-Cookie: a=b")]
    [InlineData("https://example.org/\tx")]
    [InlineData("https://")]
    [InlineData("http://%31%32%37.0.0.1/")]
    public void What_is_no_address_of_a_page_is_refused(string address) => WebAddress.ProblemOf(address).Should().Contain("begins with https://");

    [Theory]
    [InlineData("https://user@example.org/")]
    [InlineData("https://user:secret@example.org/")]
    [InlineData("https://@example.org/")]
    [InlineData("https://www.example.org@93.184.216.34/")]
    [InlineData("https:\\\\user@example.org/")]
    [InlineData("https://user@example.org")]
    public void A_name_before_the_host_is_refused(string address) => WebAddress.ProblemOf(address).Should().Contain("before the @");

    [Fact]
    public void An_address_has_at_most_2000_characters()
    {
        const string beginning = "https://example.org/";

        WebAddress.ProblemOf(beginning.PadRight(2000, 'a')).Should().BeNull();
        WebAddress.ProblemOf(beginning.PadRight(2001, 'a')).Should().NotBeNull();
    }

    [Theory]
    [InlineData("http://localhost/")]
    [InlineData("http://LOCALHOST./")]
    [InlineData("http://a.localhost/")]
    [InlineData("http://intranet/")]
    [InlineData("http://printer.local/")]
    [InlineData("http://wiki.internal/")]
    [InlineData("http://nas.home.arpa/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.0.0.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://127.0.0.1./")]
    [InlineData("http://１２７.０.０.１/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://192.168.1.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[fd00::1]/")]
    [InlineData("http://[3fff::1]/")]
    public void A_host_that_readers_cannot_reach_is_refused(string address) => WebAddress.ProblemOf(address).Should().Contain("that readers can reach");

    [Theory]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.31.196.1")]
    [InlineData("192.52.193.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.175.48.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("2001::1")]
    [InlineData("2001:2::1")]
    [InlineData("2001:10::1")]
    [InlineData("2001:1f::1")]
    [InlineData("2001:20::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2620:4f:8000::1")]
    [InlineData("3fff::1")]
    [InlineData("3fff:fff:ffff::1")]
    [InlineData("5f00::1")]
    [InlineData("100::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void What_the_registries_of_special_addresses_list_is_no_open_network(string address) => PublicNetwork.Contains(IPAddress.Parse(address)).Should().BeFalse();

    [Theory]
    [InlineData("192.0.1.1")]
    [InlineData("172.15.255.255")]
    [InlineData("198.17.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:200::1")]
    [InlineData("2001:db9::1")]
    [InlineData("3ffe:ffff::1")]
    public void Their_neighbours_are(string address) => PublicNetwork.Contains(IPAddress.Parse(address)).Should().BeTrue();

    [Theory]
    [InlineData("::ffff:93.184.216.34", true)]
    [InlineData("::ffff:10.0.0.1", false)]
    public void An_IPv4_address_in_the_form_of_IPv6_is_as_open_as_it_is_in_its_own(string address, bool open) =>
        PublicNetwork.Contains(IPAddress.Parse(address)).Should().Be(open);
}
