using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Web.Pages.Newsroom.Pledges;

/// <summary>The public page of a draft, by the same view as the page itself.</summary>
public sealed class PreviewModel(Drafts drafts, Review review, DraftViews views) : PageModel
{
    public OpenDraft Open { get; private set; } = null!;

    public PledgeView? View { get; private set; }

    public IReadOnlyList<ReviewProblem> Problems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel)
    {
        if (await drafts.OpenAsync(id, cancel) is not { } open)
        {
            return this.NothingThere("There is no such pledge in the newsroom. Look for it in the list of pledges.");
        }

        Open = open;
        new Head("Preview", "", null, "/newsroom/pledges") { NoIndex = true }.On(this);
        var result = await review.ReadAsync(open);
        Problems = result.Problems;
        View = (await views.DrawAsync(open, open.Number, open.Content, result, cancel) as DrawnDraft.OfPledge)?.View;
        return Page();
    }
}
