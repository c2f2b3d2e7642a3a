using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Publishing;

/// <summary>What undoing the last publication of a document would do.</summary>
/// <param name="Published">The revision that readers see.</param>
/// <param name="Before">The revision that they would see again; null where the document would be taken off the site.</param>
/// <param name="Refusal">Why it cannot be undone, and what to do instead; null where it can.</param>
public sealed record Undoable(int Published, int? Before, string? Refusal);

/// <summary>
/// Undoes the last publication of a document in one step. What readers saw before is published again, as a correction with
/// a note. Nothing is erased: the undone text stays, and is the open draft where no other is in work.
/// </summary>
public sealed class Reversal(PledgeTrackerDbContext context, Publication publication, Review review, ReviewNotices notices, NewsroomLog log, NewsroomCalendar calendar, TimeProvider clock)
{
    /// <summary>The most characters of the reason, so that the note to readers has room for the sentence before it.</summary>
    public const int ReasonMaxLength = Review.NoteMaxLength - 100;

    /// <summary>What undoing would do; null where readers see nothing of the document.</summary>
    public async Task<Undoable?> FindAsync(int id, CancellationToken cancel = default)
    {
        if (await context.Documents.AsNoTracking().Include(d => d.PublishedRevision).FirstOrDefaultAsync(d => d.Id == id, cancel) is not { PublishedRevision: { } shown } document)
        {
            return null;
        }

        var (before, refusal) = await BeforeAsync(document, shown, cancel);
        return new(shown.Number, before?.Number, refusal);
    }

    /// <summary>Undoes the last publication, and writes a line in the log.</summary>
    /// <param name="id">The document.</param>
    /// <param name="published">The revision that readers saw when it was decided: another one is not undone unseen.</param>
    /// <param name="reason">Why; readers see it.</param>
    /// <param name="by">Who.</param>
    public async Task<ReviewOutcome> UndoAsync(int id, int published, string? reason, LogActor by)
    {
        reason = reason?.Trim();
        if (string.IsNullOrEmpty(reason))
        {
            return ReviewOutcome.Refused("Say why it is undone. Readers see this.");
        }

        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await context.TakeAsync(id) is not { PublishedRevisionId: { } shown } document)
        {
            return ReviewOutcome.Refused("This is not on the site, so there is nothing to undo.");
        }

        var undone = await context.Revisions.AsNoTracking().SingleAsync(r => r.Id == shown);
        if (undone.Number != published)
        {
            context.ChangeTracker.Clear();
            return ReviewOutcome.Refused(ChangedMeanwhile);
        }

        var (before, refusal) = await BeforeAsync(document, undone);
        if (refusal is not null)
        {
            context.ChangeTracker.Clear();
            return ReviewOutcome.Refused(refusal);
        }

        if (before is null)
        {
            await transaction.RollbackAsync();
            context.ChangeTracker.Clear();
            return await review.UnpublishAsync(id, reason, by, published);
        }

        var outcome = await PublishAgainAsync(document, undone, before, reason, by);
        if (outcome.Done)
        {
            await transaction.CommitAsync();
        }

        context.ChangeTracker.Clear();
        return outcome;
    }

    /// <summary>Somebody else was faster.</summary>
    internal const string ChangedMeanwhile = "Readers see another revision by now: somebody published or undid something meanwhile. Look at it before you undo anything.";

    private async Task<ReviewOutcome> PublishAgainAsync(Document document, Revision undone, Revision before, string reason, LogActor by)
    {
        var (id, subject, now) = (document.Id, Subject.Of(document.Kind), clock.GetUtcNow().UtcDateTime);
        var inWork = document.State == WorkState.Published ? null : new InWork(await context.NewestOfAsync(document), document.State, document.ReviewComment);

        // A company that was taken back from a merge once is not taken back again.
        var content = subject.Read(before) is CompanyDraft company ? company with { TakenBackFrom = null } : subject.Read(before);
        var result = await subject.ReviewAsync(context, id, document.Key, content, calendar.Today);
        var problems = result.Problems;
        var number = 0;
        if (problems.Count == 0)
        {
            var warnings = await subject.WarningsAsync(context, id, result);
            var again = document.Add(content, now, by.Name, by.MemberId, undone.Number);
            number = again.Number;
            await context.SaveChangesAsync();
            problems = await publication.PublishAsync(document, again, result, new PublicationTerms(by.Name, now, calendar.Today, NoteOf(undone, reason))
            {
                Kind = PublicationKind.Correction,
                Reviewer = by.Name,
                ReviewerId = by.MemberId,
                Despite = warnings.Count == 0 ? null : before.Despite ?? reason,
                LeavesWork = inWork is not null,
                Numbers = NumbersOf(before, undone),
            });
        }

        if (problems.Count > 0)
        {
            return new(false, $"What readers saw before, revision {before.Number}, does not pass today’s rules, so nothing was changed. Restore and correct it, and send it to review.", problems, []);
        }

        await PutWorkOnTopAsync(id, undone, before, inWork, now);
        await log.WriteAsync(by, LogAction.PublicationUndone, id, $"revision {undone.Number}, by publishing revision {before.Number} again as {number}: {reason}");
        await notices.UndoneAsync(document, subject.TitleOf(document.Key, content), undone.MemberId, reason, by);
        return ReviewOutcome.Success;
    }

    // The draft in work keeps its writer and state. Without one, the undone text becomes it, so that it can be mended and sent again.
    private async Task PutWorkOnTopAsync(int id, Revision undone, Revision before, InWork? inWork, DateTime now)
    {
        var document = (await context.TakeAsync(id))!;
        if (inWork is not null)
        {
            document.Add(inWork.Newest.Document, now, inWork.Newest.Author, inWork.Newest.MemberId, document.NewestNumber);
            (document.State, document.ReviewComment) = inWork.State == WorkState.Scheduled
                // It may hold what was undone, and must not bring that back by itself.
                ? (WorkState.InReview, "A publication below this draft was undone, so its schedule was cancelled. Check whether the draft still says what was undone.")
                : (inWork.State, inWork.Comment);
        }
        else if (undone.Document != before.Document)
        {
            document.Add(undone.Document, now, undone.Author, undone.MemberId, document.NewestNumber);
            document.State = WorkState.Draft;

            // Whoever wrote the undone text is still not the one who publishes it.
            document.WorkSince = before.Number;
            new Proposal(undone.NoteToReaders, undone.Kind).PutOn(document);
        }

        await context.SaveChangesAsync();
        context.ChangeTracker.Clear();
    }

    /// <summary>The revision that readers saw before, or why the publication cannot be undone; neither where it is to be taken off.</summary>
    private async Task<(Revision? Before, string? Refusal)> BeforeAsync(Document document, Revision undone, CancellationToken cancel = default)
    {
        var subject = Subject.Of(document.Kind);
        if (document.Kind is DocumentKind.Tag or DocumentKind.Sector)
        {
            return (null, $"A new name of a {subject.Noun} is in other documents too. Give it its old name again instead, and have that reviewed.");
        }

        if (undone.PublishedAt is not { } at)
        {
            return (null, "What readers see was never published here, so there is nothing to undo.");
        }

        if (IsMerge(undone))
        {
            return (null, "A merge moves pledges and names between companies. Undo or repeat the merge on the page of the company instead.");
        }

        if (await context.Revisions.AnyAsync(r => r.PublishedAt == at && r.DocumentId != document.Id && context.Documents.Any(d => d.Id == r.DocumentId && (d.Kind == DocumentKind.Tag || d.Kind == DocumentKind.Sector
            || (d.Kind == DocumentKind.Company && (r.Document.Contains(Merged) || r.Document.Contains(TakenBack))))), cancel))
        {
            return (null, "This publication came with a change of a tag, a sector or a merged company. Change that back instead, and this follows.");
        }

        var before = undone.Kind is null && !subject.CanBeTakenOff ? null : await context.Revisions.AsNoTracking()
            .Where(r => r.DocumentId == document.Id && r.Number < undone.Number && (r.PublishedAt != null || (!subject.CanBeTakenOff && r.MemberId == null && r.Author == LogActor.Program.Name)))
            .OrderByDescending(r => r.Number).FirstOrDefaultAsync(cancel);
        if (before is { PublishedAt: { } earlier } && await context.Log.AnyAsync(l => l.DocumentId == document.Id && l.Action == LogAction.Unpublished && l.At > earlier && l.At <= at, cancel))
        {
            // It was taken off the site in between, so readers saw nothing before.
            before = null;
        }

        return before is null && !subject.CanBeTakenOff ? (null, $"Readers saw nothing of this {subject.Noun} before, and it cannot be taken off the site by itself. Change it instead.")
            : before is not null && before.Document.Contains(Merged, StringComparison.Ordinal) ? (null, "Readers saw it merged into another company before. Merge it again instead.")
            : (before, null);
    }

    private const string Merged = "\"mergedInto\"";

    private const string TakenBack = "\"takenBackFrom\"";

    private static bool IsMerge(Revision revision) => revision.Document.Contains(Merged, StringComparison.Ordinal) || revision.Document.Contains(TakenBack, StringComparison.Ordinal);

    private string NoteOf(Revision undone, string reason) => $"The change of {PartialDate.Parse(calendar.DayOf(undone.PublishedAt!.Value).ToString("O", CultureInfo.InvariantCulture)).ToWords()} was undone: {reason}";

    // Figures are cited by the numbers that they had, and the numbers of figures that go are never used again.
    private static FigureNumbers? NumbersOf(Revision before, Revision undone) =>
        before.FigureNumbers is { } own && undone.FigureNumbers is { } later ? new(Math.Max(FigureNumbers.Parse(own).Highest, FigureNumbers.Parse(later).Highest), FigureNumbers.Parse(own).Numbers) : null;

    private sealed record InWork(Revision Newest, WorkState State, string? Comment);
}
