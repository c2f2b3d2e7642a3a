using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Checks;

/// <summary>One check of claims or of a list, in its own words.</summary>
[PublicPage(PledgePages.RevisionKey)]
[SitePage("/checks/{slug}", Twins = [".csv", ".json", ".atom", ".feed.json"], Examples = ["/checks/propublica-2018", "/checks/reuters-2025"])]
public sealed class DetailsModel(ClaimViews views, ClaimPages pages, PublishedPledges published, IOptions<PledgeTrackerOptions> options) : PageModel
{
    public CheckView View { get; private set; } = null!;

    public Check Check => View.Check;

    /// <summary>What was corrected on the page, newest first.</summary>
    public IReadOnlyList<(string Note, DateTime At)> Corrections { get; private set; } = [];

    public IReadOnlyDictionary<string, EvidenceFile> Evidence { get; private set; } = null!;

    /// <summary>What it found of entries of lists.</summary>
    public IReadOnlyList<(ClaimList List, ListItem Item, ItemFinding Finding)> Findings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        var answer = await views.CheckAsync(slug, Request.Query, cancel);
        if (answer.View is not { } view)
        {
            return this.Refuse(answer.Status, answer.Sentence);
        }

        View = view;
        Corrections = await published.CorrectionsAsync(view.State.Id, view.State.Revision, cancel);
        Evidence = await pages.EvidenceOfAsync(Check.Sources, cancel);
        Findings = [.. view.Index.Lists.SelectMany(l => l.Content.Items.SelectMany(i => i.Findings.Where(f => f.Check == Check.Slug).Select(f => (l.Content, i, f))))];
        new Head(view.State.HeadTitle, view.Sentence, view.Path, "/claims")
        {
            Image = view.Card,
            StructuredData = StructuredData.OfCheck(view, options.Value),
            HasCharts = false,
            NoIndex = view.Query.Length > 0,
            TwinQuery = view.Query,
            Modified = view.Published.PublishedAt,
        }.On(this);
        return Page();
    }
}
