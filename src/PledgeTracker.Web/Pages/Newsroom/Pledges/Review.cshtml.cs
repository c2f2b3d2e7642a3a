using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom.Pledges;

public sealed class ReviewModel(Drafts drafts, Review review, PledgeTrackerDbContext context, IOptions<PledgeTrackerOptions> options) : FormPage
{
    public OpenDraft Open { get; private set; } = null!;

    public IReadOnlyList<DraftChange> Changes { get; private set; } = [];

    public IReadOnlyList<ReviewProblem> Missing { get; private set; } = [];

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public string? Kind { get; private set; }

    public string? Note { get; private set; }

    public string? Despite { get; private set; }

    public string? At { get; private set; }

    public string? Comment { get; private set; }

    public string Zone => options.Value.Zone.Id;

    /// <summary>An instant as the newsroom's clock shows it.</summary>
    public string Local(DateTime utc) => NewsroomTime.Words(utc, options.Value.Zone);

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel)
    {
        if (await drafts.OpenAsync(id, cancel) is not { } open)
        {
            return this.NothingThere("There is no such pledge in the newsroom.");
        }

        await ShowAsync(open);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int id, string? act, int number, string? kind, [StringLength(FormLimits.LongText)] string? note, [StringLength(FormLimits.LongText)] string? despite, string? at, [StringLength(FormLimits.LongText)] string? comment)
    {
        if (await drafts.OpenAsync(id) is not { } open)
        {
            return this.NothingThere("There is no such pledge in the newsroom.");
        }

        // Editors see this page too; what only reviewers may do is refused here, whatever the form says.
        if (act is "publish" or "schedule" or "return" && !User.IsInRole(Policies.Reviewer))
        {
            return Forbid();
        }

        (Kind, Note, Despite, At, Comment) = (kind, note, despite, at, comment);
        Bound("note", note, Publishing.Review.NoteMaxLength);
        Bound("despite", despite, Publishing.Review.NoteMaxLength);
        Bound("comment", comment, Publishing.Review.NoteMaxLength);
        if (Problems.Count > 0)
        {
            await ShowAsync(open);
            return Page();
        }

        var by = LogActor.Of(HttpContext);
        var terms = new ReviewerTerms(note, Code.TryParse<PublicationKind>(kind, out var wanted) ? wanted : null, despite);
        var outcome = ReviewOutcome.Refused("This was not understood. Choose one of the buttons.");
        var done = "";
        switch (act)
        {
            case "send":
                (outcome, done) = (await review.SendAsync(id, number, by), "sent");
                break;
            case "back":
                (outcome, done) = (await review.TakeBackAsync(id, number, by), "back");
                break;
            case "return":
                (outcome, done) = (await review.ReturnAsync(id, number, comment, by), "returned");
                break;
            case "publish":
                (outcome, done) = (await review.PublishAsync(id, number, terms, by), "published");
                break;
            case "schedule" when NewsroomTime.TryParse(at, options.Value.Zone, out var utc):
                (outcome, done) = (await review.ScheduleAsync(id, number, utc, terms, by), "");
                break;
            case "schedule":
                outcome = ReviewOutcome.Refused("Enter the day and the time, like 2027-01-09 14:30.");
                break;
        }

        if (outcome.Done)
        {
            return OwnRedirect.To(string.Create(CultureInfo.InvariantCulture, $"/newsroom/pledges/{id}{(done.Length > 0 ? "?done=" + done : "/review")}"));
        }

        if (outcome.Refusal is not null)
        {
            Problem(act switch { "return" => "comment", "schedule" => "at", "publish" when outcome.Refusal.StartsWith("Say what changed", StringComparison.Ordinal) => "note", _ => "" }, outcome.Refusal);
        }

        if (outcome.Warnings.Count > 0)
        {
            Problem("despite", "Look at what is listed under Look twice, and say why it is published all the same.");
        }

        if (outcome.Problems.Count > 0)
        {
            Problem("", "Something is missing; it is listed below.");
        }

        await ShowAsync((await drafts.OpenAsync(id))!);
        return Page();
    }

    private async Task ShowAsync(OpenDraft open)
    {
        Open = open;
        new Head("Review", "", null, "/newsroom/pledges") { NoIndex = true, HasCharts = false }.On(this);
        Changes = DraftBounds.CheckParts(open.Draft).Count > 0 ? [] : Difference.Of(open.Published ?? new PledgeDraft(), open.Draft);
        var result = await review.ReadAsync(open);
        Missing = result.Problems;
        Warnings = result.Pledge is { } pledge ? await GuardRails.OfAsync(context, pledge, open.Id) : [];
    }
}
