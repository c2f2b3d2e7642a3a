using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom.Pledges;

/// <summary>A look-up as it is typed.</summary>
public sealed class LookedForm : SmallForm
{
    /// <summary>When, as people write a date.</summary>
    [StringLength(FormLimits.LongText)]
    public string? Date { get; set => field = Trimmed(value); }

    /// <summary>The code of what was looked for.</summary>
    public string? SoughtFor { get; set => field = Trimmed(value); }

    [StringLength(FormLimits.LongText)]
    public string? Where { get; set => field = Trimmed(value); }

    [StringLength(FormLimits.LongText)]
    public string? Reach { get; set => field = Trimmed(value); }

    /// <summary>The look-up. A day that is none stays as typed, and the review says what is wrong with it.</summary>
    /// <param name="today">The newsroom’s day.</param>
    public LookupDraft DraftOn(DateOnly today) => new() { Date = TypedDate.Read(Date, new TypedOptions { Today = today }).Value?.ToString() ?? Date, SoughtFor = SoughtFor, Where = Where, Reach = Reach };
}

/// <summary>The short way to a look-up that found nothing new: four fields that are filled in, and one button.</summary>
public sealed class LookedModel(Drafts drafts, Review review, IOptions<PledgeTrackerOptions> options, TimeProvider clock) : FormPage
{
    public OpenDraft Open { get; private set; } = null!;

    /// <summary>What the form shows.</summary>
    public LookupDraft Typed { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel)
    {
        if (!await OpenAsync(id, cancel))
        {
            return this.NothingThere("There is no such pledge in the newsroom. Look for it in the list of pledges.");
        }

        // The last reach is offered again: material that has grown since reaches at least as far, so it says too little at worst.
        var last = Open.Draft.Lookups.LastOrDefault(l => !string.IsNullOrWhiteSpace(l.Where));
        Typed = new LookupDraft
        {
            Date = options.Value.DayAt(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            SoughtFor = Code.Of(LookupSubject.AnythingNew),
            Where = last?.Where,
            Reach = last?.Reach,
        };
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
            foreach (var problem in outcome.Problems)
            {
                Problem(problem.Field is "date" or "soughtFor" or "where" or "reach" ? problem.Field : "", problem.Message);
            }
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
