using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>What a reviewer says of a document.</summary>
public sealed class ReviewForm : SmallForm
{
    /// <summary>The number of the revision that was looked at.</summary>
    public int Number { get; set; }

    /// <summary>The code of the kind of publication.</summary>
    public string? Kind { get; set; }

    /// <summary>What readers are told of the change.</summary>
    [StringLength(FormLimits.LongText)]
    public string? Note { get; set; }

    /// <summary>Why it is published in spite of what there is to look at twice.</summary>
    [StringLength(FormLimits.LongText)]
    public string? Despite { get; set; }

    /// <summary>When it is to be published, by the newsroom's clock.</summary>
    public string? At { get; set; }

    /// <summary>What the editor is told of a draft that goes back.</summary>
    [StringLength(FormLimits.LongText)]
    public string? Comment { get; set; }

    /// <inheritdoc cref="ReviewerTerms.Company"/>
    public int? Company { get; set; }

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        new[] { (nameof(Note), Note), (nameof(Despite), Despite), (nameof(Comment), Comment) }
            .Select(f => (Field: f.Item1, Problem: TooLong(f.Item2, Publishing.Review.NoteMaxLength))).Where(f => f.Problem is not null)
            .Select(f => new ValidationResult(f.Problem, [f.Field]));
}

/// <summary>What a reviewer checks before readers see it, for documents of every kind.</summary>
public sealed class ReviewModel(Drafts drafts, Review review, Reversal reversal, DraftViews views, PledgeTrackerDbContext context, IOptions<PledgeTrackerOptions> options) : FormPage
{
    /// <summary>The most statements that are shown with their sources; a page of thousands is read by nobody.</summary>
    public const int MostStatements = 200;

    public OpenDraft Open { get; private set; } = null!;

    /// <summary>What changed since the revision that readers see, with the sources of it.</summary>
    public CitedChanges Changed { get; private set; } = null!;

    /// <summary>What the draft says with its sources; only where readers have seen nothing of it yet.</summary>
    public IReadOnlyList<CitedStatement> Statements { get; private set; } = [];

    /// <summary>The sources of such a draft that nothing names.</summary>
    public IReadOnlyList<CitedSource> Unused { get; private set; } = [];

    /// <summary>The page as it would be; null where something is missing, where its kind has none, or where readers know it.</summary>
    public DrawnDraft? Drawn { get; private set; }

    /// <summary>What undoing the publication would do that readers see; null while a draft is in work.</summary>
    public Undoable? Undo { get; private set; }

    public IReadOnlyList<ReviewProblem> Missing { get; private set; } = [];

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>What to look at twice that needs no reason; null for nothing.</summary>
    public string? Hint { get; private set; }

    /// <summary>What else changes when it is published.</summary>
    public IReadOnlyList<Effect> Effects { get; private set; } = [];

    /// <summary>What readers will see of the company for the first time, together with its first pledge.</summary>
    public IReadOnlyList<DraftChange> CompanyChanges { get; private set; } = [];

    /// <inheritdoc cref="ReviewerTerms.Company"/>
    public int? CompanyNumber { get; private set; }

    /// <summary>Why it is not reviewed by itself; null where it is.</summary>
    public string? NotForReview { get; private set; }

    public string? Done { get; private set; }

    /// <summary>What was said, where it could not be done.</summary>
    public ReviewForm Said { get; private set; } = new();

    public string Zone => options.Value.Zone.Id;

    /// <summary>An instant as the newsroom's clock shows it.</summary>
    public string Local(DateTime utc) => NewsroomTime.Words(utc, options.Value.Zone);

    public async Task<IActionResult> OnGetAsync(string section, int id, CancellationToken cancel)
    {
        var shown = await ShowAsync(section, id, cancel);
        if (Open is not null)
        {
            Done = Request.Query["done"].ToString() switch
            {
                "sent" => ProposalForm.Sent(Open),
                "returned" => "Returned with your comment.",
                "published" => "Published. Readers see it now.",
                "back" => "Withdrawn from review.",
                _ => null,
            };
            Said = new ReviewForm { Note = Open.Proposal.Note, Kind = Open.Proposal.Kind is { } kind ? Code.Of(kind) : null };
        }

        return shown;
    }

    public async Task<IActionResult> OnPostAsync(string section, int id, string? act, ReviewForm said)
    {
        ArgumentNullException.ThrowIfNull(said);
        // Editors see this page too, so the actions of reviewers are refused here, whatever the form sends.
        if (act is "publish" or "schedule" or "return" && !User.IsInRole(Policies.Reviewer))
        {
            return Forbid();
        }

        Said = said;
        if (!Holds(said))
        {
            return await ShowAsync(section, id);
        }

        var by = LogActor.Of(HttpContext);
        var terms = new ReviewerTerms(said.Note, Code.TryParse<PublicationKind>(said.Kind, out var wanted) ? wanted : null, said.Despite, said.Company);
        var outcome = ReviewOutcome.Refused("The request was not understood. Use one of the buttons on the page.");
        var done = "";
        switch (act)
        {
            case "send":
                (outcome, done) = (await review.SendAsync(id, said.Number, by, Request.Form.ContainsKey("note") ? new Proposal(said.Note, terms.Kind) : null), "sent");
                break;
            case "back":
                (outcome, done) = (await review.TakeBackAsync(id, said.Number, by), "back");
                break;
            case "return":
                (outcome, done) = (await review.ReturnAsync(id, said.Number, said.Comment, by), "returned");
                break;
            case "publish":
                (outcome, done) = (await review.PublishAsync(id, said.Number, terms, by), "published");
                break;
            case "schedule" when NewsroomTime.TryParse(said.At, options.Value.Zone, out var utc):
                (outcome, done) = (await review.ScheduleAsync(id, said.Number, utc, terms, by), "");
                break;
            case "schedule":
                outcome = ReviewOutcome.Refused("Enter the day and the time, like 2027-01-09 14:30.");
                break;
        }

        if (outcome.Done)
        {
            var review = Subject.All.FirstOrDefault(s => s.Section == section)?.Shape is not null && done.Length > 0 ? "" : "/review";
            return OwnRedirect.To(string.Create(CultureInfo.InvariantCulture, $"/newsroom/{section}/{id}{review}{(done.Length > 0 ? "?done=" + done : "")}"));
        }

        if (outcome.Refusal is not null)
        {
            Problem(act switch { "return" => "comment", "schedule" => "at", "publish" when outcome.Refusal.StartsWith("Say what changed", StringComparison.Ordinal) => "note", _ => "" }, outcome.Refusal);
        }

        if (outcome.Warnings.Count > 0)
        {
            Problem("despite", "Read the list under Check before publishing, and say why it is published anyway.");
        }

        var shown = await ShowAsync(section, id);
        if (outcome.Problems.Count > 0 && Missing.Count > 0)
        {
            Problem("", "Something is missing. See the list below.");
        }
        else
        {
            // The draft itself passes; the problems lie in something else that changes with it.
            Problem("", outcome.Problems.Select(p => p.Message));
        }

        return shown;
    }

    /// <summary>A place of the draft as editors call it.</summary>
    public string NameOf(string field) => field.Length > 0 ? FieldNames.Of(Open.Kind, field) : "The draft";

    private async Task<IActionResult> ShowAsync(string section, int id, CancellationToken cancel = default)
    {
        if (Subject.All.FirstOrDefault(s => s.Section == section) is not { } subject || await drafts.OpenAsync(subject.Kind, id, cancel) is not { } open)
        {
            return this.NothingThere("There is no such document in the newsroom. Look for it in the worklist.");
        }

        Open = open;
        new Head("Review", "", null, SectionOf(open.Kind)) { NoIndex = true }.On(this);
        var metrics = await context.Metrics.AsNoTracking().ToDictionaryAsync(m => m.Code, m => m.Label, cancel);
        var isTooLarge = subject.Shape is not null && DraftBounds.CheckParts(open.Content).Count > 0;
        var cited = new Citations(isTooLarge ? subject.Nothing : open.Content, metrics);
        Changed = new CitedChanges(isTooLarge ? [] : Difference.Of(open.Shown ?? subject.Nothing, open.Content), open.Kind, open.Shown is { } before ? new Citations(before, metrics) : null, cited);
        if (open.Shown is null)
        {
            (Statements, Unused) = ([.. cited.Statements], cited.Unused());
        }

        Undo = open.State == WorkState.Published && User.IsInRole(Policies.Reviewer) ? await reversal.FindAsync(open.Id, cancel) : null;
        if (open.State == WorkState.Published && subject.Shape is null)
        {
            // A published rename is done: its draft speaks of the old name and would not pass a review under the new one.
            return Page();
        }

        NotForReview = await review.NotForReviewAsync(open);
        var result = await review.ReadAsync(open);
        Missing = result.Problems;
        Warnings = result.Problems.Count == 0 ? await subject.WarningsAsync(context, open.Id, result, cancel) : [];
        Hint = result.Problems.Count == 0 ? await subject.HintAsync(context, open.Content, result, cancel) : null;
        Effects = result.Problems.Count == 0 ? await subject.EffectsAsync(context, open.Key, open.Content, cancel) : [];
        Drawn = open.Shown is null && !isTooLarge ? await views.DrawAsync(open, open.Number, open.Content, result, cancel) : null;
        if (await subject.NewCompanyAsync(context, open.Content, cancel) is { } company)
        {
            (CompanyChanges, CompanyNumber) = (Difference.Of(new CompanyDraft(), company.Draft), company.Number);
        }

        return Page();
    }

    /// <summary>What the menu calls the documents of a kind.</summary>
    internal static string MenuOf(DocumentKind kind) => SectionOf(kind) switch
    {
        "/newsroom/pledges" => "Pledges",
        "/newsroom/companies" => "Companies",
        "/newsroom/claims" => "Claims",
        _ => "Words",
    };

    /// <summary>The menu entry for documents of a kind.</summary>
    internal static string SectionOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Pledge => "/newsroom/pledges",
        DocumentKind.Company => "/newsroom/companies",
        DocumentKind.Claimant or DocumentKind.List or DocumentKind.Check => "/newsroom/claims",
        _ => "/newsroom/words",
    };
}
