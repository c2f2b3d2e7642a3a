using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom.Starter;

/// <summary>The newsroom's text of a starter pledge beside the program's, to be put together place by place.</summary>
public sealed class PledgeModel(StarterUpdates updates) : FormPage
{
    public StarterOffer Offer { get; private set; } = null!;

    /// <summary>The choice between the two texts; what only the program changed is preselected as the program's.</summary>
    public ConflictForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (!await OpenAsync(slug, cancel))
        {
            return this.NothingThere("Nothing of this pledge waits for a decision.");
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, [FromForm(Name = "base")] int baseNumber)
    {
        if (!await OpenAsync(slug, default))
        {
            return this.NothingThere("Nothing of this pledge waits for a decision.");
        }

        if (baseNumber != Offer.Newest!.Number)
        {
            Problem("", "Somebody saved this pledge after you opened it. Nothing was saved. Choose again: this is the newest text.");
            return Page();
        }

        var here = Offer.Newest.Read<PledgeDraft>();
        var chosen = Difference.Apply(here, Difference.Of(here, Offer.Draft).Where((_, i) => Request.Form[$"take-{i.ToString(CultureInfo.InvariantCulture)}"] == "mine"));
        if (await updates.MergeAsync(Offer, chosen, LogActor.Of(HttpContext)) is SaveResult.Saved)
        {
            return OwnRedirect.To(string.Create(CultureInfo.InvariantCulture, $"/newsroom/pledges/{Offer.Here!.Id}"));
        }

        Problem("", "Somebody saved this pledge at the same moment. Nothing was saved. Open it again.");
        return Page();
    }

    private async Task<bool> OpenAsync(string slug, CancellationToken cancel)
    {
        if (await updates.FindAsync(slug, cancel) is not { Newest: { } newest } offer)
        {
            return false;
        }

        Offer = offer;
        Form = new ConflictForm(new SaveResult.Conflict(newest.Number, newest.Author, newest.Read<PledgeDraft>(), offer.Written?.Read<PledgeDraft>()), DocumentKind.Pledge, offer.Draft);
        new Head(offer.Title, "", null, "/newsroom") { NoIndex = true, HasCharts = false }.On(this);
        return true;
    }
}
