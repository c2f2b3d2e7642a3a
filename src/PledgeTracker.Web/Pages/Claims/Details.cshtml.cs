using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Claims;

/// <summary>One claimant with every number that is recorded.</summary>
[PublicPage]
[SitePage("/claims/{slug}", Twins = [".csv", ".json"], Examples = ["/claims/donald-trump", "/claims/joe-biden"])]
public sealed class DetailsModel(ClaimPages pages) : PageModel
{
    public PublishedClaims<Claimant> Published { get; private set; } = null!;

    public Claimant Claimant => Published.Content;

    public ClaimIndex Index { get; private set; } = null!;

    public IReadOnlyDictionary<string, EvidenceFile> Evidence { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        var answer = await pages.ClaimantAsync(slug, cancel);
        if (answer.Found is not { } found)
        {
            return answer.Status == StatusCodes.Status410Gone ? this.TakenOff(answer.Sentence) : this.NothingThere(answer.Sentence);
        }

        (Published, Index) = (found, answer.Index);
        Evidence = await pages.EvidenceOfAsync(Claimant.Sources, cancel);
        new Head(F($"{Claimant.Name}: claimed totals"), Plural(Claimant.Claims.Count, "{0} claim of {1}, with the list it is based on and what checks found.", "{0} claims of {1}, with the lists they are based on and what checks found.", Claimant.Name), "/claims/" + Claimant.Slug, "/claims")
        {
            Modified = found.PublishedAt,
        }.On(this);
        return Page();
    }

    /// <summary>The claims, the newest first.</summary>
    public IEnumerable<Claim> NewestFirst => Claimant.Claims.OrderByDescending(c => c.Date.Latest).ThenByDescending(c => c.Date.Earliest);

    /// <summary>The checks of a claim, the newest first.</summary>
    public IEnumerable<Check> ChecksOf(Claim claim) => Index.Checks.Select(c => c.Content).Where(c => c.Claims.Contains($"{Claimant.Slug}/{claim.Key}"));

    /// <summary>A series as it is drawn and listed.</summary>
    public DrawnSeries Drawn(ClaimSeries series)
    {
        var claims = Claimant.Claims.Where(c => c.Series == series.Key).ToList();
        var lists = claims.Select(c => c.List).OfType<string>().Distinct(StringComparer.Ordinal).Select(slug => Index.List(slug)?.Content).OfType<ClaimList>().ToList();
        var (unit, currency) = claims is [var first, ..] ? (first.Unit, first.Currency) : (ClaimUnit.Investment, null);

        // Only what counts the same: a list’s sum of money beside claims of money in that currency, its jobs beside claims of jobs.
        var versions = lists.SelectMany(l => l.Versions.Select(v => (List: l, v.Date, v.Sources, Number: unit == ClaimUnit.Investment && v.Currency == currency ? v.Total : unit == ClaimUnit.Jobs ? v.Jobs : null)))
            .Where(v => v.Number is not null).Select(v => new SeriesRow(v.Date, v.Number, null, v.List, null, v.Sources)).ToList();
        var checks = claims.SelectMany(ChecksOf).Concat(Index.Checks.Select(c => c.Content).Where(c => lists.Exists(l => c.Lists.Contains(l.Slug)))).Distinct().ToList();
        return new(series, unit, currency,
            [.. claims.Select(c => new SeriesRow(c.Date, c.Quantity, c, Index.List(c.List)?.Content, null, c.Sources)), .. versions, .. checks.Select(c => new SeriesRow(c.Date, null, null, null, c, []))]);
    }
}

/// <summary>A row of a series: a claim, a state of the list, or a check.</summary>
/// <param name="Date">Its day.</param>
/// <param name="Number">The number; null for a check, and for a claim without one.</param>
/// <param name="Claim">The claim.</param>
/// <param name="List">The list whose number it is, or on which the claim is based.</param>
/// <param name="Check">The check.</param>
/// <param name="Sources">The sources of a claim; those of a list stand on its own page.</param>
public sealed record SeriesRow(PartialDate Date, Quantity? Number, Claim? Claim, ClaimList? List, Check? Check, IReadOnlyList<PledgeTracker.Domain.Pledges.Source> Sources);

/// <summary>A series with all that is drawn of it.</summary>
public sealed record DrawnSeries(ClaimSeries Series, ClaimUnit Unit, string? Currency, IReadOnlyList<SeriesRow> Rows)
{
    /// <summary>The rows by day.</summary>
    public IEnumerable<SeriesRow> ByDay => Rows.OrderBy(r => ClaimChart.Middle(r.Date)).ThenBy(r => r.Date);

    /// <summary>Whether there are two numbers or more; fewer need no drawing.</summary>
    public bool IsDrawn => Rows.Count(r => r.Claim is not null && r.Number is not null) > 1;

    /// <summary>The chart at a width.</summary>
    public string Chart(string id, int width) => ClaimChart.Render(Wording.Label(Unit), Currency,
        [.. Rows.Where(r => r is { Claim: not null, Number: not null }).Select(r => new ClaimPoint(r.Date, r.Number!))],
        [.. Rows.Where(r => r is { Claim: null, Number: not null }).Select(r => new ClaimPoint(r.Date, r.Number!))],
        [.. Rows.Where(r => r.Check is not null).Select(r => new CheckPoint(r.Date, r.Check!.By))], new ChartOptions(id) { Width = width });
}
