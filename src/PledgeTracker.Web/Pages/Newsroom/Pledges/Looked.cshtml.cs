using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom.Pledges;

/// <summary>The short way to a look-up that found nothing new: four fields that are filled in, and one button.</summary>
public sealed class LookedModel(Drafts drafts, Review review, IOptions<PledgeTrackerOptions> options, TimeProvider clock) : LookedPage
{
    public OpenDraft Open { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel)
    {
        if (!await OpenAsync(id, cancel))
        {
            return this.NothingThere("There is no such pledge in the newsroom. Look for it in the list of pledges.");
        }

        var last = Open.Draft.Lookups.LastOrDefault(l => !string.IsNullOrWhiteSpace(l.Where));
        Typed = LookedForm.Offered(last?.Where, last?.Reach, options.Value.DayAt(clock.GetUtcNow()));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int id, LookedForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (!await OpenAsync(id))
        {
            return this.NothingThere("There is no such pledge in the newsroom. Look for it in the list of pledges.");
        }

        Typed = typed.DraftOn(options.Value.DayAt(clock.GetUtcNow()));
        var outcome = await review.LookedAsync(id, Typed, LogActor.Of(HttpContext));
        if (outcome.Done)
        {
            return OwnRedirect.To(string.Create(CultureInfo.InvariantCulture, $"/newsroom/pledges/{id}?done=looked"));
        }

        if (outcome.Refusal is { } refusal)
        {
            Problem("", refusal);
        }
        else
        {
            Tell(outcome.Problems);
        }

        return Page();
    }

    private async Task<bool> OpenAsync(int id, CancellationToken cancel = default)
    {
        if (await drafts.OpenAsync(id, cancel) is not { } open)
        {
            return false;
        }

        Open = open;
        new Head("Looked, nothing new", "", null, "/newsroom/pledges") { NoIndex = true, HasCharts = false }.On(this);
        return true;
    }
}
