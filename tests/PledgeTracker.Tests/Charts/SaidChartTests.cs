using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Pictures;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.Charts;

/// <summary>The drawing of a ladder: every step with what is said of it and by whom, and nothing that touches, whatever stands in it.</summary>
public sealed class SaidChartTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private static readonly int[] Widths = [1000, 960, 616, 600, 360, 320];

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public async Task The_ladder_of_every_starter_list_is_drawn_within_its_bounds_and_without_words_that_touch(string language)
    {
        var ladders = await LaddersAsync();

        ladders.Should().HaveCount(15);
        Language.All.Single(l => l.Code == language).While(() =>
        {
            foreach (var ladder in ladders)
            {
                Check(ladder, ladder.List.Slug);
            }

            return "";
        });
    }

    [Fact]
    public async Task Every_step_stands_in_the_drawing_with_its_numbers_as_they_are_said_and_by_whom()
    {
        var ladders = await LaddersAsync();

        var texts = Draw(ladders.Single(l => l.List.Slug == "us-trump-claims-2016-2018"), 960, alone: true).Texts.ToList();
        var own = string.Join(' ', Draw(ladders.Single(l => l.List.Slug == "us-white-house-2025"), 960, alone: true).Texts);

        texts.Should().ContainInOrder(Enum.GetValues<LadderStep>().Select(step => Wording.Label(step)));
        texts.Should().Contain(["8.9 million jobs", "about 154,000 jobs", "about 122,000 jobs", "797 jobs", "By this tracker’s own arithmetic"]);
        var whole = string.Join(' ', texts);
        whole.Should().Contain("35 claims since the election, added up by ProPublica. The sum is the reporters’").And.Contain("ProPublica, 2019: created");
        own.Should().Contain("this tracker’s arithmetic: in 35 entries").And.MatchRegex("this tracker’s arithmetic: of [0-9]+ of [0-9]+ matched pledges").And.Contain("42 entries are copied here.");
        whole.Should().Contain("no step is subtracted from another");
    }

    [Fact]
    public void A_step_of_which_nothing_is_known_says_so_and_has_a_hollow_mark()
    {
        var drawing = Draw(LadderOf(List()), 720, alone: false);

        drawing.Marks().Select(m => m.Element.Attribute("class")!.Value).Should().Equal(Enumerable.Repeat("mark unknown", 7));
        drawing.Texts.Count(t => t == "Not known: nothing is recorded here.").Should().Be(7);
        drawing.Texts.Should().Contain("Its entries are not copied here.").And.NotContain(t => t.Any(char.IsAsciiDigit), "an unknown number is no nought");
    }

    [Fact]
    public void No_number_has_a_length()
    {
        var drawing = Draw(LadderOf(List(Item("a", "5 trillion"), Item("b", "1 million"))), 720, alone: true);

        drawing.All("rect").Should().ContainSingle("the paper, and no bar of which another one would be a part").Which.Attribute("class")!.Value.Should().Be("paper");
        drawing.All("line").Select(l => l.Attribute("class")!.Value).Distinct().Should().BeEquivalentTo("grid", "rail");
    }

    [Fact]
    public void Hostile_and_endless_words_stay_within_the_drawing()
    {
        var endless = new string('W', 3000);
        var hostile = "</text><script>alert(1)</script> & \u0000\uFFFF \uD800 " + string.Concat(Enumerable.Repeat("a very long word after another ", 60));
        foreach (var text in new[] { endless, hostile, "阿里巴巴集团控股有限公司承诺", "“”" })
        {
            var speaker = Speaker(Claim("words", text), Claim("number", text, "5 trillion"));
            var ladder = Ladder.Of(List([Item(text, "between 1 and 9,000,000,000,000,000,000"), Item("b", null)], text), [speaker], [CheckOf(text)], new Dictionary<string, Pledge>(), On);

            Check(ladder, "any words");
            ChartPicture.Render(SaidChart.Render(LadderWords.RowsOf(ladder), text, [text], Options(960, true, text)), 1).Should().NotBeEmpty();
        }
    }

    private static readonly DateOnly On = DateOnly.FromDateTime(TrackerApp.Now.Date);

    private async Task<List<Ladder>> LaddersAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var index = await scope.ServiceProvider.GetRequiredService<ClaimIndexes>().GetAsync(default);
        var ladders = scope.ServiceProvider.GetRequiredService<Ladders>();
        var found = new List<Ladder>();
        foreach (var list in index.Lists)
        {
            found.Add(await ladders.OfAsync(list.Content, On, false, default));
        }

        return found;
    }

    private static void Check(Ladder ladder, string what)
    {
        foreach (var width in Widths)
        {
            foreach (var alone in new[] { true, false })
            {
                LayoutTests.Check(SaidChart.Render(LadderWords.RowsOf(ladder), what, LadderWords.NotesOf(ladder), Options(width, alone, ladder.List.Title)));
            }
        }
    }

    private static ChartOptions Options(int width, bool alone, string text) => new("c") { Width = width, Standalone = alone, Heading = text, Finding = text, On = On, Site = "PledgeTracker · a-very-long-name-of-a-host.example.org" };

    private static Drawing Draw(Ladder ladder, int width, bool alone) => Drawing.Read(SaidChart.Render(LadderWords.RowsOf(ladder), "A list", LadderWords.NotesOf(ladder), Options(width, alone, "A list")));

    private static Ladder LadderOf(ClaimList list) => Ladder.Of(list, [], [], new Dictionary<string, Pledge>(), On);

    private static ClaimList List(params ListItem[] items) => List(items, "A list");

    private static ClaimList List(ListItem[] items, string text) => new()
    {
        Slug = "list",
        Title = text,
        Keeper = text,
        What = text,
        Collected = items.Length == 0 ? ItemsCollected.None : ItemsCollected.Some,
        Versions = items.Length == 0 ? [] : [new ListVersion { Date = PartialDate.Parse("2025"), Total = Quantity.Parse("nearly 9,000,000,000,000,000,000"), Currency = "USD", Sources = [] }],
        Items = items,
        Lookups = [],
        Inquiries = [],
        Sources = [],
    };

    private static ListItem Item(string key, string? amount) => new()
    {
        Key = key,
        AsListed = key,
        Companies = key,
        Amount = amount is null ? null : Quantity.Parse(amount),
        Currency = amount is null ? null : "USD",
        Matches = [],
        Findings = [],
        Sources = [],
    };

    private static Claimant Speaker(params Claim[] claims) => new() { Slug = "speaker", Name = claims[0].Says, Kind = ClaimantKind.Person, Summary = "", Series = [], Claims = claims, Lookups = [], Inquiries = [], Sources = [] };

    private static Claim Claim(string key, string text, string? quantity = null) => new()
    {
        Key = key,
        Date = PartialDate.Parse("2025-05"),
        Role = text,
        Quantity = quantity is null ? null : Quantity.Parse(quantity),
        InWords = quantity is null ? text : null,
        Unit = quantity is null ? ClaimUnit.Jobs : ClaimUnit.Investment,
        Currency = quantity is null ? null : "USD",
        Says = text,
        ListNote = text,
        List = "list",
        Sources = [],
    };

    private static Check CheckOf(string text) => new()
    {
        Slug = "check",
        By = text,
        Date = PartialDate.Parse("2025-06-01"),
        Claims = [],
        Lists = ["list"],
        Method = text,
        Results = [.. Enum.GetValues<LadderStep>().SelectMany(step => Enumerable.Range(1, 6).Select(i => new CheckResult { Label = text, Step = step, InWords = i % 2 == 0 ? text : null, Text = text }))],
        Sources = [],
    };
}
