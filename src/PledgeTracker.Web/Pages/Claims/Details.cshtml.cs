using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Claims;

/// <summary>One claimant with every number that is recorded, today or as known on a day.</summary>
[PublicPage(PledgePages.OnKey, PledgePages.RevisionKey)]
[SitePage("/claims/{slug}", Twins = [".csv", ".json", ".atom", ".feed.json", ".svg", ".png"], Examples = ["/claims/donald-trump", "/claims/joe-biden"])]
public sealed class DetailsModel(ClaimViews views, ClaimPages pages, PublishedPledges published, IOptions<PledgeTrackerOptions> options) : PageModel
{
    public ClaimantView View { get; private set; } = null!;

    public Claimant Claimant => View.Claimant;

    /// <summary>What was corrected on the page, newest first.</summary>
    public IReadOnlyList<(string Note, DateTime At)> Corrections { get; private set; } = [];

    public IReadOnlyDictionary<string, EvidenceFile> Evidence { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        var answer = await views.ClaimantAsync(slug, Request.Query, cancel);
        if (answer.View is not { } view)
        {
            return this.Refuse(answer.Status, answer.Sentence);
        }

        View = view;
        Corrections = await published.CorrectionsAsync(view.State.Id, view.State.Revision, cancel);
        Evidence = await pages.EvidenceOfAsync(Claimant.Sources, cancel);
        new Head(view.State.HeadTitle, Plural(view.Claims.Count, "{0} claim of {1}, with the list it is based on and what checks found.", "{0} claims of {1}, with the lists they are based on and what checks found.", ClaimWords.Within(Claimant.Name)), view.Path, "/claims")
        {
            Modified = view.Published.PublishedAt,
            NoIndex = view.Query.Length > 0,
            TwinQuery = view.Query,
            IsEmbeddable = true,
            Image = view.Card,
            StructuredData = StructuredData.OfClaimant(view, options.Value),
        }.On(this);
        return Page();
    }
}
