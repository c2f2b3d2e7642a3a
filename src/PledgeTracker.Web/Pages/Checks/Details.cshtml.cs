using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Checks;

/// <summary>One check of claims or of a list, in its own words.</summary>
[PublicPage]
[SitePage("/checks/{slug}", Twins = [".csv", ".json"], Examples = ["/checks/propublica-2018", "/checks/reuters-2025"])]
public sealed class DetailsModel(ClaimPages pages) : PageModel
{
    public PublishedClaims<Check> Published { get; private set; } = null!;

    public Check Check => Published.Content;

    public ClaimIndex Index { get; private set; } = null!;

    public IReadOnlyDictionary<string, EvidenceFile> Evidence { get; private set; } = null!;

    /// <summary>The claims that it examines and that are published.</summary>
    public IReadOnlyList<SpokenClaim> Claims { get; private set; } = [];

    /// <summary>The lists that it examines, by itself or through claims that are based on them.</summary>
    public IReadOnlyList<ClaimList> Lists { get; private set; } = [];

    /// <summary>What it found of entries of lists.</summary>
    public IReadOnlyList<(ClaimList List, ListItem Item, ItemFinding Finding)> Findings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        var answer = await pages.CheckAsync(slug, cancel);
        if (answer.Found is not { } found)
        {
            return answer.Status == StatusCodes.Status410Gone ? this.TakenOff(answer.Sentence) : this.NothingThere(answer.Sentence);
        }

        (Published, Index) = (found, answer.Index);
        Evidence = await pages.EvidenceOfAsync(Check.Sources, cancel);
        Claims = [.. Check.Claims.Select(Index.Claim).OfType<SpokenClaim>()];
        Lists = [.. Check.Lists.Concat(Claims.Select(c => c.Claim.List)).OfType<string>().Distinct(StringComparer.Ordinal).Select(l => Index.List(l)?.Content).OfType<ClaimList>()];
        Findings = [.. Index.Lists.SelectMany(l => l.Content.Items.SelectMany(i => i.Findings.Where(f => f.Check == Check.Slug).Select(f => (l.Content, i, f))))];
        new Head(F($"{Check.By}: a check of claimed totals"), F($"How {Check.By} examined claimed totals of companies’ pledges, and what the check found."), "/checks/" + Check.Slug, "/claims")
        {
            HasCharts = false,
            Modified = found.PublishedAt,
        }.On(this);
        return Page();
    }
}
