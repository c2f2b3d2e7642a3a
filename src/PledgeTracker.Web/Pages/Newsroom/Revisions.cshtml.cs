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

/// <summary>Every saved state of a document of any kind, named by what it changed, and what can be done with it as a whole.</summary>
public sealed class RevisionsModel(Drafts drafts, Review review, Reversal reversal, PledgeTrackerDbContext context, IOptions<PledgeTrackerOptions> options) : FormPage
{
    /// <summary>How many revisions a page has.</summary>
    public const int PageSize = 30;

    /// <summary>The most characters of documents that are compared for one page; revisions beyond are named by their place alone.</summary>
    private const int MostRead = 8_000_000;

    /// <summary>The most restored revisions that are told from other new ones.</summary>
    private const int MostRestored = 500;

    /// <summary>One saved state, without its document.</summary>
    public sealed record Row(int Number, string Author, DateTime SavedAt, bool IsAutosave, DateTime? PublishedAt, string? Reviewer, PublicationKind? Kind, string? Note, int Length)
    {
        /// <summary>What it changed, in a few words.</summary>
        public string What { get; init; } = "";

        /// <summary>The revision before it; null for the first.</summary>
        public int? Before { get; init; }
    }

    public OpenDraft Open { get; private set; } = null!;

    /// <summary>The revisions of this page, newest first.</summary>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>How many revisions there are.</summary>
    public int Total { get; private set; }

    public int PageNumber { get; private set; } = 1;

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    /// <summary>Why no revision can be restored any more; null where restoring is possible.</summary>
    public Effect? Ended { get; private set; }

    /// <summary>What undoing the last publication would do; null where readers see none, and for members who may not undo it.</summary>
    public Undoable? Undo { get; private set; }

    /// <summary>The button that was pressed.</summary>
    public string? Act { get; private set; }

    public string? Reason { get; private set; }

    public string? Done { get; private set; }

    /// <summary>An instant as the newsroom's clock shows it.</summary>
    public string Local(DateTime utc) => NewsroomTime.Words(utc, options.Value.Zone);

    public async Task<IActionResult> OnGetAsync(string section, int id, CancellationToken cancel)
    {
        if (Request.Query.TryGetValue("page", out var asked))
        {
            if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var page) || page < 1)
            {
                return this.NotUnderstood("The number of the page is not understood. Open the revisions again.");
            }

            PageNumber = page;
        }

        Done = Request.Query["done"] == "undone" ? "Undone. Readers see what they saw before." : null;
        return await ShowAsync(section, id, cancel);
    }

    public async Task<IActionResult> OnPostAsync(string section, int id, string? act, int number, [StringLength(FormLimits.LongText)] string? reason)
    {
        if (act is "unpublish" or "undo" && !User.IsInRole(Policies.Reviewer))
        {
            return Forbid();
        }

        (Act, Reason) = (act, reason);
        var field = act == "undo" ? "undo-reason" : "reason";
        Bound(field, reason, act == "undo" ? Reversal.ReasonMaxLength : Publishing.Review.NoteMaxLength);
        if (Problems.Count > 0)
        {
            return await ShowAsync(section, id);
        }

        var by = LogActor.Of(HttpContext);
        if (await OpenAsync(section, id) is not { } open)
        {
            return NoSuch();
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
            case "undo":
                outcome = await reversal.UndoAsync(id, number, reason, by);
                break;
            default:
                Problem("", "The request was not understood. Use one of the buttons on the page.");
                break;
        }

        if (outcome is { Done: true })
        {
            return OwnRedirect.To(address + "/revisions" + (act == "undo" ? "?done=undone" : ""));
        }

        if (outcome?.Refusal is { } refusal)
        {
            Problem(string.IsNullOrWhiteSpace(reason) ? field : "", refusal);
        }

        Problem("", (outcome?.Problems ?? []).Select(p => $"{(p.Field.Length > 0 ? FieldNames.Of(open.Kind, p.Field) + ": " : "")}{p.Message}"));
        return await ShowAsync(section, id);
    }

    private IActionResult NoSuch() => this.NothingThere("There is no such document in the newsroom. Look for it in the worklist.");

    private async Task<OpenDraft?> OpenAsync(string section, int id, CancellationToken cancel = default) =>
        Subject.All.FirstOrDefault(s => s.Section == section) is { } subject ? await drafts.OpenAsync(subject.Kind, id, cancel) : null;

    private async Task<IActionResult> ShowAsync(string section, int id, CancellationToken cancel = default)
    {
        if (await OpenAsync(section, id, cancel) is not { } open)
        {
            return NoSuch();
        }

        Open = open;
        Ended = await open.Subject.EndedAsync(context, open.Key, cancel);
        Undo = User.IsInRole(Policies.Reviewer) ? await reversal.FindAsync(id, cancel) : null;
        new Head("Revisions", "", null, ReviewModel.SectionOf(open.Kind)) { NoIndex = true, HasCharts = false }.On(this);
        Total = await context.Revisions.CountAsync(r => r.DocumentId == id, cancel);
        if (PageNumber > Pages)
        {
            return this.NothingThere(Pages == 1 ? "The revisions fill one page." : $"The revisions fill {Pages} pages.");
        }

        // One more than is shown, since each is named by what it changed of the one before.
        var found = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == id).OrderByDescending(r => r.Number).Skip((PageNumber - 1) * PageSize).Take(PageSize + 1)
            .Select(r => new Row(r.Number, r.Author, r.SavedAt, r.IsAutosave, r.PublishedAt, r.Reviewer, r.Kind, r.NoteToReaders, r.Document.Length)).ToListAsync(cancel);
        Rows = await NamedAsync(found, cancel);
        return Page();
    }

    private async Task<List<Row>> NamedAsync(List<Row> found, CancellationToken cancel)
    {
        var read = 0L;
        var numbers = found.TakeWhile(r => (read += r.Length) <= MostRead).Select(r => r.Number).ToList();
        var texts = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == Open.Id && numbers.Contains(r.Number)).ToDictionaryAsync(r => r.Number, cancel);
        var restored = (await context.Log.AsNoTracking().Where(l => l.DocumentId == Open.Id && l.Action == LogAction.Restored && l.Details != null).OrderByDescending(l => l.Id).Take(MostRestored).Select(l => l.Details!).ToListAsync(cancel))
            .Select(d => d.Split(" as ")).Where(d => d.Length == 2).DistinctBy(d => d[1]).ToDictionary(d => d[1], d => d[0], StringComparer.Ordinal);
        return [.. found.Take(PageSize).Select((row, i) => row with { What = What(row, i), Before = i + 1 < found.Count ? found[i + 1].Number : null })];

        string What(Row row, int i)
        {
            if (i + 1 == found.Count)
            {
                return Open.Kind is DocumentKind.Pledge or DocumentKind.Claimant or DocumentKind.List or DocumentKind.Check || row.Author != LogActor.Program.Name ? "First draft" : "What stood here before";
            }

            if (restored.TryGetValue(row.Number.ToString(CultureInfo.InvariantCulture), out var of))
            {
                return "Restored " + of;
            }

            if (!texts.TryGetValue(row.Number, out var now) || !texts.TryGetValue(found[i + 1].Number, out var before))
            {
                return "Too long to be named here. Compare it with the one before.";
            }

            // Discarding a draft and undoing a publication put an earlier text on top again.
            return now.Document != before.Document && found.Skip(i + 2).FirstOrDefault(r => texts.TryGetValue(r.Number, out var earlier) && earlier.Document == now.Document) is { } same
                ? string.Create(CultureInfo.InvariantCulture, $"The text of revision {same.Number} again")
                : RevisionWords.Of(Open.Kind, Difference.Of(Open.Subject.Read(before), Open.Subject.Read(now)));
        }
    }
}
