using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.OpenData;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Pictures;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.Pages;

/// <summary>A verdict wherever it stands: its word, its reason, what undid it, what must be said beside it, and how it looks.</summary>
public sealed partial class VerdictPageTests
{
    private const string Page = "/pledges/acme-jobs";

    public static TheoryData<string, string> Grounds => new()
    {
        { "light", "--paper" }, { "light", "--paper-soft" }, { "dark", "--paper" }, { "dark", "--paper-soft" },
    };

    [Fact]
    public async Task What_lapsed_says_why_wherever_the_verdict_stands()
    {
        await using var app = new EmptyTrackerApp();
        await RowTests.PublishAsync(app, Given.Draft() with { Verdicts = [Given.VerdictDraft("lapsed", "2019-05-01") with { LapsedBecause = "insolvency" }] });

        foreach (var address in (string[])[Page, "/pledges", "/pledges?verdict=lapsed", "/companies/acme", "/deadlines", "/", Page + "/embed"])
        {
            (await app.GetAsync(address)).Page.QuerySelectorAll(".verdict.v-lapsed").Select(v => v.TextContent.Trim()).Should().Contain("Lapsed: insolvency", address);
        }

        (await app.GetAsync("/es" + Page)).Page.QuerySelector(".verdict-line .verdict")!.TextContent.Trim().Should().Be("Sin efecto: insolvencia");
        (await app.GetAsync("/method")).Page.GetElementById("lapse-insolvency").Should().NotBeNull();
        (await app.GetAsync(Page)).Page.QuerySelector("[data-copy]")!.TextContent.Should().Contain("Verdict: lapsed (insolvency), since 1 May 2019.");
        (await app.Visitor().GetStringAsync("/changes.feed.json")).Should().Contain("Verdict: lapsed (insolvency), since 1 May 2019.");
        Value(await app.Visitor().GetStringAsync("/data/verdicts.csv"), "lapsed_because").Should().Be("insolvency");
        Value(await app.Visitor().GetStringAsync("/pledges.csv"), "verdict_lapsed_because").Should().Be("insolvency");
        using var json = JsonDocument.Parse(await app.Visitor().GetStringAsync(Page + ".json"));
        json.RootElement.GetProperty("verdicts")[0].GetProperty("lapsed_because").GetString().Should().Be("insolvency");
    }

    [Fact]
    public async Task What_was_kept_and_undone_is_said_to_be_wherever_the_later_verdict_stands()
    {
        await using var app = new EmptyTrackerApp();
        await RowTests.PublishAsync(app, Given.Draft(Given.FigureDraft("500")) with
        {
            Verdicts = [Given.VerdictDraft("kept", "2019-05-01"), Given.VerdictDraft("lapsed", "2021-02-03") with { LapsedBecause = "made-void" }],
        });

        (await app.GetAsync(Page)).Page.QuerySelector(".beside-verdict")!.TextContent.Should().Be("By the figures on record the promise was met by 1 May 2019. That has no longer held since 3 February 2021.");
        (await app.GetAsync(Page)).Page.QuerySelector("[data-copy]")!.TextContent.Should().Contain("By the figures on record the promise was met by 1 May 2019. That has no longer held since 3 February 2021.");
        foreach (var address in (string[])["/pledges", "/companies/acme", "/deadlines"])
        {
            (await app.GetAsync(address)).Page.QuerySelector(":is(table.pledges, table.deadlines) td:last-child .reason")!.TextContent.Should().Be("Met once, no longer since 3 Feb 2021", address);
            (await app.GetAsync(address)).Page.QuerySelectorAll(":is(table.pledges, table.deadlines) .verdict").Select(v => v.TextContent.Trim()).Should().Contain("Lapsed: made void", address);
        }

        (await app.GetAsync("/pledges?on=2020-01-01")).Page.QuerySelector("table.pledges td:last-child")!.TextContent.Should().Contain("Kept").And.NotContain("undone");
        Value(await app.Visitor().GetStringAsync("/pledges.csv"), "undone_since").Should().Be("2021-02-03");
    }

    [Theory]
    [InlineData("kept", "940", "Called kept although the count is below the target:")]
    [InlineData("missed", "1,000", "Called missed although the count reaches the target:")]
    public async Task Why_a_verdict_holds_against_the_figures_stands_right_below_it_and_in_the_paragraph(string verdict, string counted, string lead)
    {
        await using var app = new EmptyTrackerApp();
        await RowTests.PublishAsync(app, Given.Draft(Given.FigureDraft(counted)) with
        {
            Inquiries = [new InquiryDraft { Asked = "2020-01-01", Question = "How many?", Outcome = "silent" }],
            Verdicts = [Given.VerdictDraft(verdict, "2021-01-01") with { DespiteFigures = "The state certified it otherwise" }],
        });

        var page = (await app.GetAsync(Page)).Page;

        var line = page.QuerySelector(".verdict-line")!;
        line.NextElementSibling!.TextContent.Should().Be($"{lead} The state certified it otherwise");
        page.QuerySelector("[data-copy]")!.TextContent.Should().Contain($"{lead} The state certified it otherwise.");
    }

    [Fact]
    public async Task What_the_figures_do_not_contradict_says_nothing_of_them()
    {
        await using var app = new EmptyTrackerApp();
        await RowTests.PublishAsync(app, Given.Draft(Given.FigureDraft("1,000")) with { Verdicts = [Given.VerdictDraft("kept", "2021-01-01") with { DespiteFigures = "Of an earlier day." }] });

        var page = (await app.GetAsync(Page)).Page;
        page.QuerySelector(".answer")!.TextContent.Should().Contain("The facts bear it out.").And.NotContain("Called kept").And.NotContain("Of an earlier day.");
    }

    [Theory]
    [InlineData("open", null, "Asked on 3 May 2020: no answer so far.")]
    [InlineData("silent", null, "Asked on 3 May 2020: no answer.")]
    [InlineData("declined", null, "Asked on 3 May 2020: the company declined to answer.")]
    [InlineData("answered", "2020-05-09", "Asked on 3 May 2020: the company answered on 9 May 2020.")]
    public async Task Below_the_verdict_stands_that_the_company_was_asked_and_how_it_can_reply(string outcome, string? answered, string sentence)
    {
        await using var app = new EmptyTrackerApp();
        await RowTests.PublishAsync(app, Given.Draft() with
        {
            Inquiries = [new InquiryDraft { Asked = "2020-05-03", Question = "How many?", Outcome = outcome, Answered = answered, Answer = answered is null ? null : "All of them." }],
            Verdicts = [Given.VerdictDraft("missed", "2021-01-01") with { NotAsked = null }],
        });

        var reply = (await app.GetAsync(Page)).Page.QuerySelector(".side")!;

        reply.TextContent.Should().StartWith("The company’s side. " + sentence).And.EndWith("Anyone who speaks for the company can send a reply. Published 29 November 2026, revision 1.");
        reply.QuerySelector("a[href^='/tips']")!.GetAttribute("href").Should().Be("/tips/new?pledge=acme-jobs");
        (await app.GetAsync(Page)).Page.QuerySelectorAll("a[href='#asked']").Length.Should().Be(answered is null ? 0 : 1);
    }

    [Fact]
    public async Task Below_the_verdict_stands_why_the_company_was_not_asked()
    {
        await using var app = new EmptyTrackerApp();
        await RowTests.PublishAsync(app, Given.Draft() with { Verdicts = [Given.VerdictDraft("missed", "2021-01-01") with { NotAsked = "It was wound up in 2020." }] });

        (await app.GetAsync(Page)).Page.QuerySelector(".side")!.TextContent.Should().StartWith("The company’s side. The company was not asked: It was wound up in 2020. Anyone");
        var spanish = (await app.GetAsync("/es" + Page)).Page.QuerySelector(".side")!;
        spanish.TextContent.Should().StartWith("La versión de la empresa. No se preguntó a la empresa: It was wound up in 2020.");
        spanish.QuerySelector("span[lang=en]")!.TextContent.Should().Be("It was wound up in 2020.");
        Value(await app.Visitor().GetStringAsync("/data/verdicts.csv"), "not_asked").Should().Be("It was wound up in 2020.");
    }

    [Fact]
    public async Task Of_what_is_disputed_or_lapsed_no_review_rates_it_as_false()
    {
        await using var app = new ReviewingApp();
        await RowTests.PublishAsync(app, Given.Draft() with { Verdicts = [Given.VerdictDraft("lapsed") with { LapsedBecause = "insolvency" }] });

        (await app.GetAsync(Page)).Page.QuerySelector("script[type='application/ld+json']")!.TextContent.Should().NotContain("ClaimReview");
    }

    [Theory, MemberData(nameof(Grounds))]
    public void Every_verdict_can_be_read_on_its_ground(string theme, string ground)
    {
        var colours = ColoursOf(theme);
        foreach (var verdict in Enum.GetValues<VerdictKind>())
        {
            Contrast(colours["--" + Code.Of(verdict)], colours[ground]).Should().BeGreaterThanOrEqualTo(4.5, $"{verdict} on {ground}, {theme} (WCAG 2.2, 1.4.3)");
        }
    }

    [Fact]
    public void The_colours_of_the_verdicts_are_one_set_on_the_page_the_card_and_in_print()
    {
        var page = ColoursOf("light");
        var print = ColoursOf("print");
        foreach (var verdict in Enum.GetValues<VerdictKind>())
        {
            var colour = page["--" + Code.Of(verdict)];
            print["--" + Code.Of(verdict)].Should().Be(colour, "{0} is printed as it is shown", verdict);
            SocialCard.ColourOf(verdict).Should().Be(colour, "{0} is the same on a card", verdict);
            Css().Should().Contain($".v-{Code.Of(verdict)} {{ color: var(--{Code.Of(verdict)}); }}");
        }

        page.Where(c => Enum.GetValues<VerdictKind>().Any(v => c.Key == "--" + Code.Of(v))).Select(c => c.Value).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Verdicts_are_told_apart_without_their_colour()
    {
        Enum.GetValues<VerdictKind>().Select(v => string.Join(' ', Markup.IconOf(v))).Should().OnlyHaveUniqueItems();
        Enum.GetValues<VerdictKind>().Select(Wording.Label).Should().OnlyHaveUniqueItems();
        VerdictBar.Order.Should().BeEquivalentTo(Enum.GetValues<VerdictKind>());
    }

    private static string Value(string csv, string column)
    {
        var (header, rows) = RowTests.Csv(csv);
        return rows.Single()[Array.IndexOf(header, column)];
    }

    // The relative luminance and the contrast of two colours, as WCAG defines them.
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

        static double Luminance(string colour)
        {
            var hex = colour.Length == 4 ? string.Concat(colour.Skip(1).Select(c => new string(c, 2))) : colour[1..];
            var parts = Enumerable.Range(0, 3).Select(i => int.Parse(hex.AsSpan(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
                .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
            return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
        }
    }

    private static Dictionary<string, string> ColoursOf(string theme)
    {
        var css = Css();
        var rules = css[css.IndexOf(":root", theme == "print" ? css.IndexOf("@media print", StringComparison.Ordinal) : 0, StringComparison.Ordinal)..];
        return Colour().Matches(rules[..rules.IndexOf('}', StringComparison.Ordinal)])
            .ToDictionary(m => m.Groups[1].Value, m => theme == "dark" && m.Groups[3].Success ? m.Groups[3].Value : m.Groups[2].Value);
    }

    private static string Css() => File.ReadAllText(Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "wwwroot", "css", "site.css"));

    [GeneratedRegex("(--[a-z-]+): (?:light-dark\\()?(#[0-9a-f]{3,6})(?:, (#[0-9a-f]{3,6})\\))?;")]
    private static partial Regex Colour();

    private sealed class ReviewingApp : TrackerApp
    {
        protected override bool StarterData => false;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["ClaimReview"] = "true" };
    }
}
