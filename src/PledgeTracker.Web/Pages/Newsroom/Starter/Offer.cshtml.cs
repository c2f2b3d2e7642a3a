using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom.Starter;

/// <summary>The newsroom's text of a starter document beside the program's, to be put together place by place.</summary>
public sealed class OfferModel(StarterUpdates updates) : FormPage
{
    public StarterOffer Offer { get; private set; } = null!;

    /// <summary>
    /// The places where the two texts differ, and whether the program's is preselected there: only where the newsroom has not written since it
    /// had the program's earlier text.
    /// </summary>
    public IReadOnlyList<(DraftChange Change, bool Program)> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (!await OpenAsync(slug, cancel))
        {
            return this.NothingThere("There is nothing to decide here.");
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, [FromForm(Name = "base")] int baseNumber)
    {
        if (!await OpenAsync(slug, default))
        {
            return this.NothingThere("There is nothing to decide here.");
        }

        if (baseNumber != Offer.Newest!.Number)
        {
            Problem("", "Somebody saved this after you opened it. Your choice was not saved. This is the newest text. Choose again.");
            return Page();
        }

        var here = Offer.Subject.Read(Offer.Newest);
        var chosen = Difference.Apply(here, Difference.Of(here, Offer.Content).Where((_, i) => Request.Form[$"take-{i.ToString(CultureInfo.InvariantCulture)}"] == "mine"));
        if (await updates.MergeAsync(Offer, chosen, LogActor.Of(HttpContext)) is SaveResult.Saved)
        {
            return OwnRedirect.To(Offer.Subject.AddressOf(Offer.Here!.Id, Offer.Here.Key));
        }

        Problem("", "Somebody else saved this at the same time. Your choice was not saved. Open it again.");
        return Page();
    }

    private static IReadOnlyList<(DraftChange, bool)> ChoicesOf(Draft here, Draft program, Draft? written)
    {
        if (written is null)
        {
            return [.. Difference.Of(here, program).Select(c => (c, false))];
        }

        // What the newsroom changed or added stands under the same path here; what it took out is what the earlier text would add.
        var own = Difference.Of(here, written);
        var paths = own.Where(c => c.Kind != ChangeKind.Added).Select(c => c.Path).ToHashSet(StringComparer.Ordinal);
        var removed = own.Where(c => c.Kind == ChangeKind.Added).Select(c => c.After?.ToJsonString()).ToHashSet();
        return [.. Difference.Of(here, program).Select(c => (c, c.Kind == ChangeKind.Added ? !removed.Contains(c.After?.ToJsonString()) : !paths.Contains(c.Path)))];
    }

    private async Task<bool> OpenAsync(string slug, CancellationToken cancel)
    {
        if (await updates.FindAsync(slug, cancel) is not { Newest: { } newest } offer)
        {
            return false;
        }

        Offer = offer;
        Choices = ChoicesOf(offer.Subject.Read(newest), offer.Content, offer.Written is { } written ? offer.Subject.Read(written) : null);
        new Head(offer.Title, "", null, "/newsroom") { NoIndex = true, HasCharts = false }.On(this);
        return true;
    }
}
