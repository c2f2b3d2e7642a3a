using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.Pages;

/// <summary>
/// A number is repeated as firmly as its source states it, wherever it stands: headline, bar, table, chart, paste, embed, list,
/// record, feed and files.
/// </summary>
public sealed class HedgeTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    public static TheoryData<string> Hedges =>
    [
        "about", "around", "approximately", "some", "roughly", "close to", "nearly", "almost", "just under", "at least", "a minimum of", "no fewer than", "more than",
        "just over", "well over", "over", "above", "upwards of", "up to", "as many as", "as much as", "at most", "no more than", "fewer than", "less than", "under", "below",
    ];

    [Theory, MemberData(nameof(Hedges))]
    public async Task A_hedge_stands_wherever_the_number_stands(string hedge)
    {
        var (slug, said, promised) = ($"hedge-{hedge.Replace(' ', '-')}", $"{hedge} 512", $"{hedge} 1,024");
        await PublishAsync(Given.Draft(Given.FigureDraft(said)) with
        {
            Slug = slug,
            Title = "A number as it is said",
            Targets = [Given.TargetDraft(promised)],
            Sources = [.. Given.Draft().Sources],
        });

        var (_, page) = await app.GetAsync($"/pledges/{slug}");
        page.QuerySelector("section.target .big")!.TextContent.Should().Be(said);
        page.QuerySelector("section.target")!.TextContent.Should().Contain($"of {promised} pledged");
        page.QuerySelector("table.figures tbody td.number")!.TextContent.Should().StartWith(said);
        page.QuerySelector("#paste")!.TextContent.Should().Contain($"promised to create {promised}").And.Contain($"{said} are counted");
        page.QuerySelector("figure.chart svg")!.QuerySelectorAll("text").Select(t => t.TextContent.Trim()).Should().Contain(said);
        page.QuerySelector("figure.chart svg title")!.TextContent.Should().ContainEquivalentOf($"{said} of {promised} jobs");
        page.QuerySelector("figure.chart svg desc")!.TextContent.Should().Contain(said).And.Contain(promised);

        var (_, list) = await app.GetAsync("/pledges?q=" + WebUtility.UrlEncode("\"as it is said\""));
        list.QuerySelectorAll("table tbody tr").Single(r => r.InnerHtml.Contains($"/pledges/{slug}\"", StringComparison.Ordinal)).TextContent.Should().Contain($"{said} of {promised}");

        (await app.Visitor().GetStringAsync($"/pledges/{slug}/embed")).Should().ContainEquivalentOf($"{said} of {promised}");
        (await app.Visitor().GetStringAsync($"/pledges/{slug}.csv")).Should().Contain($"{said},{hedge},");
        (await app.Visitor().GetStringAsync($"/pledges/{slug}.atom")).Should().Contain(said);
        var record = JsonDocument.Parse(await app.Visitor().GetStringAsync($"/pledges/{slug}.json")).RootElement;
        var pledge = record.GetProperty("pledge");
        (pledge.GetProperty("quantity").GetString(), pledge.GetProperty("quantity_hedge").GetString(), pledge.GetProperty("counted_words").GetString()).Should().Be((promised, hedge, said));
        record.GetProperty("paragraph").GetString().Should().Contain(said);
    }

    [Theory]
    [InlineData("480", "more than 900", "at most 54%")]
    [InlineData("450", "more than 900", "at most 50%")]
    [InlineData("727", "at least 700", "at least 100%")]
    [InlineData("900", "more than 900", "at most 100%")]
    [InlineData("about 7,250", "25,000", "about 29%")]
    [InlineData("about 24,990", "25,000", "about 99%")]
    [InlineData("7,240", "25,000", "28%")]
    [InlineData("at least 480", "more than 900", "about 53%")]
    [InlineData("480", "nearly 900", "about 53%")]
    [InlineData("more than 480", "about 900", "about 53% or more")]
    [InlineData("nearly 900", "about 900", "nearly 100%")]
    [InlineData("nearly 865", "5,000", "about 17%")]
    [InlineData("480", "up to 900", "53%")]
    [InlineData("more than 480", "900", "more than 53%")]
    public void A_share_is_no_firmer_than_what_was_promised(string counted, string promised, string share)
    {
        var target = Given.Target(promised);

        Wording.Share(Quantity.Parse(counted), target).Should().Be(share);
        Wording.Share(Quantity.Parse(counted), Quantity.Parse(promised), TargetProgress.ShareOf(Quantity.Parse(counted), target)).Should().Be(share, "lists say the same");
    }

    [Theory]
    [InlineData("headcount", 800, null, "800 employees")]
    [InlineData("headcount", -958, null, "−958 employees")]
    [InlineData("jobs-created", 281, null, "281 jobs created")]
    [InlineData("jobs-created", -300, null, "−300 jobs")]
    [InlineData("investment", 50_000_000, "USD", "$50,000,000 in investment")]
    public void A_number_is_followed_by_what_can_be_counted_and_not_by_the_name_of_its_metric(string metric, long number, string? currency, string said)
    {
        Wording.Of(Quantity.Exactly(number), currency, Given.Metrics[metric]).Should().Be(said);
        Regex.Replace(Markup.Of(Quantity.Exactly(number), currency, Given.Metrics[metric]).ToString()!, "<[^>]*>", "").Should().Be(said);
    }

    private Task PublishAsync(PledgeDraft draft) => app.WithDatabaseAsync(async context =>
    {
        if (!context.Companies.Any(c => c.Slug == "acme"))
        {
            context.Companies.Add(new Company { Slug = "acme", Name = "Acme" });
            await context.SaveChangesAsync();
        }

        (await new Publication(context).PublishAsync(draft, new PublicationTerms("Ada", TrackerApp.Now.UtcDateTime, DateOnly.FromDateTime(TrackerApp.Now.UtcDateTime), "Said."))).Should().BeEmpty();
    });
}
