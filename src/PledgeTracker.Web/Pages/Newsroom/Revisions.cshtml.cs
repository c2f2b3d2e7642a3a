using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>Every saved state of a document of any kind, and what can be done with it as a whole.</summary>
public sealed class RevisionsModel(Drafts drafts, Review review, PledgeTrackerDbContext context, IOptions<PledgeTrackerOptions> options) : FormPage
{
    /// <summary>One saved state, without its document.</summary>
    public sealed record Row(int Number, string Author, DateTime SavedAt, bool IsAutosave, DateTime? PublishedAt, string? Reviewer);

    public OpenDraft Open { get; private set; } = null!;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>Why no revision can be restored any more; null where restoring is possible.</summary>
    public Effect? Ended { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>An instant as the newsroom's clock shows it.</summary>
    public string Local(DateTime utc) => NewsroomTime.Words(utc, options.Value.Zone);

    public async Task<IActionResult> OnGetAsync(string section, int id) => await ShowAsync(section, id);

    public async Task<IActionResult> OnPostAsync(string section, int id, string? act, int number, [StringLength(FormLimits.LongText)] string? reason)
    {
        if (act == "unpublish" && !User.IsInRole(Policies.Reviewer))
        {
            return Forbid();
        }

        Reason = reason;
        Bound("reason", reason, Publishing.Review.NoteMaxLength);
        if (Problems.Count > 0)
        {
            return await ShowAsync(section, id);
        }

        var by = LogActor.Of(HttpContext);
        if (await OpenAsync(section, id) is not { } open)
        {
            return this.NothingThere("There is no such document in the newsroom. Look for it in the worklist.");
        }

        var isWhole = open.Subject.Shape is not null;
        var address = string.Create(CultureInfo.InvariantCulture, $"/newsroom/{section}/{id}");
        ReviewOutcome? outcome = null;
        switch (act)
        {
            case "restore":
                if (await drafts.RestoreAsync(id, number, by) is not null)
                {
                    return OwnRedirect.To(address + (isWhole ? "?done=restored" : "/review"));
                }

                Problem("", "There is no such revision. Choose one from the list.");
                break;
            case "discard":
                if (await drafts.DiscardAsync(id, number, by) is not { } why)
                {
                    return OwnRedirect.To(isWhole ? ReviewModel.SectionOf(open.Kind) + "?done=discarded" : address + "/revisions");
                }

                Problem("", why);
                break;
            case "unpublish":
                outcome = await review.UnpublishAsync(id, reason, by);
                break;
            default:
                Problem("", "The request was not understood. Use one of the buttons on the page.");
                break;
        }

        if (outcome is { Done: true })
        {
            return OwnRedirect.To(address + "/revisions");
        }

        if (outcome?.Refusal is { } refusal)
        {
            Problem(act == "unpublish" && string.IsNullOrWhiteSpace(reason) ? "reason" : "", refusal);
        }

        return await ShowAsync(section, id);
    }

    private async Task<OpenDraft?> OpenAsync(string section, int id) =>
        Subject.All.FirstOrDefault(s => s.Section == section) is { } subject ? await drafts.OpenAsync(subject.Kind, id) : null;

    private async Task<IActionResult> ShowAsync(string section, int id)
    {
        if (await OpenAsync(section, id) is not { } open)
        {
            return this.NothingThere("There is no such document in the newsroom. Look for it in the worklist.");
        }

        Open = open;
        Ended = await open.Subject.EndedAsync(context, open.Key);
        new Head("Revisions", "", null, ReviewModel.SectionOf(open.Kind)) { NoIndex = true, HasCharts = false }.On(this);
        Rows = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == id).OrderByDescending(r => r.Number)
            .Select(r => new Row(r.Number, r.Author, r.SavedAt, r.IsAutosave, r.PublishedAt, r.Reviewer)).ToListAsync();
        return Page();
    }
}
