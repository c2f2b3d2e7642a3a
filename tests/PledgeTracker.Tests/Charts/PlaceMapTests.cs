using System.Text.RegularExpressions;
using System.Xml.Linq;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Charts;

namespace PledgeTracker.Tests.Charts;

/// <summary>The maps of places: every place has an outline and its number, and no label stands on another.</summary>
public sealed class PlaceMapTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "Charts", "Outlines");

    /// <summary>Every state with a number of its own, so that every label has to find room.</summary>
    private static readonly PlaceTotal[] Full = [.. TileMap.States.Order(StringComparer.Ordinal).Select((state, i) => new PlaceTotal("US-" + state) { Pledges = 1, WithJobs = 1, JobsPledged = 1_000 + (i * 937) })];

    [Fact]
    public void Every_state_of_the_tiles_has_an_outline_and_no_other_has() =>
        Outlines.States.Places.Keys.Should().BeEquivalentTo(TileMap.States.Select(state => "US-" + state));

    [Fact]
    public void Every_country_that_a_starter_pledge_names_has_an_outline()
    {
        var named = Directory.GetFiles(Repository.StarterPledges, "*.json").SelectMany(file => Regex.Matches(File.ReadAllText(file), "\"country\": \"([A-Z]{2})\"")).Select(m => m.Groups[1].Value).Distinct().ToList();

        named.Should().HaveCountGreaterThan(5).And.BeSubsetOf(Outlines.Countries.Places.Keys);
        named.Should().OnlyContain(country => Outlines.Countries.Places[country].Path.Length > 0);
    }

    [Fact]
    public void The_outlines_are_small_and_come_with_their_licence()
    {
        new FileInfo(Path.Combine(Folder, "us.json")).Length.Should().BeLessThan(40_000);
        new FileInfo(Path.Combine(Folder, "world.json")).Length.Should().BeLessThan(60_000);
        File.ReadAllText(Path.Combine(Folder, "NOTICE.md")).Should().Contain("us-atlas 3.0.1").And.Contain("world-atlas 2.0.2").And.Contain("Copyright 2013-2019 Michael Bostock").And.Contain("they take no side on disputed borders");
    }

    [Fact]
    public void Every_place_that_a_pledge_names_leads_to_its_page_and_says_its_number()
    {
        var map = XDocument.Parse(PlaceMap.RenderStates(Full, "/es"));

        var links = map.Descendants("a").ToList();
        links.Select(a => a.Attribute("href")!.Value).Distinct().Should().BeEquivalentTo(TileMap.States.Select(state => "/es/places/us/" + state.ToLowerInvariant()));
        links.Should().OnlyContain(a => a.Element("title")!.Value.Contains("jobs pledged", StringComparison.Ordinal));
        map.Descendants("g").Should().HaveCount(Full.Length, "each place has one label");
    }

    [Fact]
    public void A_place_without_a_number_has_a_dash_and_one_that_no_pledge_names_has_no_link()
    {
        var map = XDocument.Parse(PlaceMap.RenderStates([new PlaceTotal("US-TX") { Pledges = 2 }], ""));

        map.Descendants("a").Select(a => a.Attribute("href")!.Value).Distinct().Should().Equal("/places/us/tx");
        map.Descendants("text").Select(t => t.Value).Should().Equal("TX", "–");
    }

    [Fact]
    public void No_label_stands_on_another_and_none_outside_the_drawing()
    {
        foreach (var map in new[] { XDocument.Parse(PlaceMap.RenderStates(Full, "")), XDocument.Parse(PlaceMap.RenderCountries([.. new[] { "DE", "FR", "GB", "NL", "BE", "CH", "AT", "IE", "PL", "SG", "IL" }.Select(c => new PlaceTotal(c) { Pledges = 1, WithJobs = 1, JobsPledged = 12_345 })], "")) })
        {
            var size = map.Root!.Attribute("viewBox")!.Value.Split(' ').Select(double.Parse).ToArray();
            var boxes = map.Descendants("g").Select(BoxOf).ToList();

            boxes.Should().OnlyContain(b => b.Left >= 0 && b.Right <= size[2] && b.Top >= 0 && b.Bottom <= size[3]);
            boxes.SelectMany((one, i) => boxes.Skip(i + 1).Where(other => one.Left < other.Right && other.Left < one.Right && one.Top < other.Bottom && other.Top < one.Bottom).Select(other => $"{one.Words} on {other.Words}")).Should().BeEmpty();
        }
    }

    [Fact]
    public void A_shade_only_repeats_a_number()
    {
        PlaceScale.States.ShadeOf(new PlaceTotal("US-OH") { WithJobs = 1, JobsPledged = 1_000 }).Should().Be(1);
        PlaceScale.States.ShadeOf(new PlaceTotal("US-OH") { WithJobs = 1, JobsPledged = 1_001 }).Should().Be(2);
        PlaceScale.Countries.ShadeOf(new PlaceTotal("IN") { WithJobs = 1, JobsPledged = 1_000_001 }).Should().Be(4);
        PlaceScale.Countries.ShadeOf(new PlaceTotal("IN")).Should().Be(0, "there is no number");
    }

    private static (string Words, double Left, double Right, double Top, double Bottom) BoxOf(XElement label)
    {
        var lines = label.Elements("text").Select(t => (t.Value, X: (double)t.Attribute("x")!, Y: (double)t.Attribute("y")!)).ToList();
        var half = lines.Max(l => TextWidth.Of(l.Value, 15)) / 2;
        return (string.Join(' ', lines.Select(l => l.Value)), lines[0].X - half, lines[0].X + half, lines.Min(l => l.Y) - 11, lines.Max(l => l.Y));
    }
}
