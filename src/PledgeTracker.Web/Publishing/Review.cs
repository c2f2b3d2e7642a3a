using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Publishing;

/// <summary>The result of an attempt to publish.</summary>
/// <param name="Done">Whether it is public, or will be at its time.</param>
/// <param name="Refusal">Why not, in a sentence; null where the problems of the fields say so.</param>
/// <param name="Problems">What the review rules find, with the fields.</param>
/// <param name="Warnings">Warnings that need a written reason.</param>
public sealed record ReviewOutcome(bool Done, string? Refusal, IReadOnlyList<ReviewProblem> Problems, IReadOnlyList<string> Warnings)
{
    public static readonly ReviewOutcome Success = new(true, null, [], []);

    public static ReviewOutcome Refused(string sentence) => new(false, sentence, [], []);
}

/// <summary>The steps from a draft to readers. Each step is one transaction and writes a line in the log.</summary>
public sealed class Review(
    PledgeTrackerDbContext context,
    Publication publication,
    Vouching vouching,
    ReviewNotices notices,
    NewsroomLog log,
    IOptions<PledgeTrackerOptions> options,
    TimeProvider clock)
{
    /// <summary>The most characters of what a reviewer writes to readers or to the editor.</summary>
    public const int NoteMaxLength = 2_000;

    private const string NoSuch = "There is no such document. Look for it in the worklist.";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private DateOnly Today => options.Value.DayAt(clock.GetUtcNow());

    /// <summary>Everything that is missing before a draft can be published.</summary>
    /// <param name="open">The document.</param>
    /// <param name="draft">What would be published, where that is not its newest revision.</param>
    public async Task<IReadOnlyList<ReviewProblem>> CheckAsync(OpenDraft open, Draft? draft = null) => (await ReadAsync(open, draft)).Problems;

    /// <summary>Everything that is wrong with a draft that is not saved yet.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="id">The document; 0 before it has one.</param>
    /// <param name="key">Its key.</param>
    /// <param name="draft">What was written.</param>
    public async Task<IReadOnlyList<ReviewProblem>> CheckAsync(DocumentKind kind, int id, string key, Draft draft) =>
        (await Subject.Of(kind).ReviewAsync(context, id, key, draft, Today)).Problems;

    /// <summary>The review of a draft: everything that is missing, or the pledge where nothing is.</summary>
    /// <param name="open">The document.</param>
    /// <param name="draft">What would be published, where that is not its newest revision.</param>
    public Task<ReviewResult> ReadAsync(OpenDraft open, Draft? draft = null) => open.Subject.ReviewAsync(context, open.Id, open.Key, draft ?? open.Content, Today);

    /// <summary>Why a document cannot be reviewed by itself, in a sentence; null where it can.</summary>
    public async Task<string?> NotForReviewAsync(OpenDraft open) =>
        await context.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Id == open.Id) is { } document ? await open.Subject.NotForReviewAsync(context, document, open.Content) : null;

    /// <summary>Sends a draft to the reviewers.</summary>
    /// <param name="id">The document.</param>
    /// <param name="number">The revision that is sent.</param>
    /// <param name="by">Who.</param>
    /// <param name="proposal">What the editor proposes to tell readers; null leaves what was proposed before.</param>
    public async Task<ReviewOutcome> SendAsync(int id, int number, LogActor by, Proposal? proposal = null)
    {
        IReadOnlyList<ReviewProblem> missing = [];
        var outcome = await StepAsync(id, number, by, LogAction.SentToReview, null, async document =>
        {
            if (document.State is WorkState.Published)
            {
                return "Nothing has changed since the last publication, so there is nothing to publish.";
            }

            var (subject, newest) = (Subject.Of(document.Kind), await context.NewestOfAsync(document));
            if (await subject.NotForReviewAsync(context, document, subject.Read(newest)) is { } why)
            {
                return why;
            }

            missing = (await subject.ReviewAsync(context, id, document.Key, subject.Read(newest), Today)).Problems;
            document.State = WorkState.InReview;
            document.ReviewComment = null;
            proposal?.PutOn(document);
            if (missing.Count > 0)
            {
                return "";
            }

            await notices.SentAsync(document, subject.TitleOf(document.Key, subject.Read(newest)), by);
            return null;
        });
        return missing.Count > 0 ? new ReviewOutcome(false, null, missing, []) : outcome;
    }

    /// <summary>Takes a draft that was sent to review or scheduled back into work.</summary>
    public Task<ReviewOutcome> TakeBackAsync(int id, int number, LogActor by) => StepAsync(id, number, by, LogAction.TakenBack, null, async document =>
    {
        document.State = document.State == WorkState.Published ? WorkState.Published : WorkState.Draft;
        document.ClearSchedule();
        await notices.NoLongerWaitsAsync(document);
        return null;
    });

    /// <summary>Returns a draft to its editors, with what is to be changed.</summary>
    public Task<ReviewOutcome> ReturnAsync(int id, int number, string? comment, LogActor by) =>
        string.IsNullOrWhiteSpace(comment)
            ? Task.FromResult(ReviewOutcome.Refused("Say what should change."))
            : StepAsync(id, number, by, LogAction.Returned, comment.Trim(), async document =>
            {
                if (document.State is not WorkState.InReview)
                {
                    return "This draft is not in review. Open it again to see its state.";
                }

                document.State = WorkState.Returned;
                document.ReviewComment = comment.Trim();
                var subject = Subject.Of(document.Kind);
                await notices.ReturnedAsync(document, subject.TitleOf(document.Key, subject.Read(await context.NewestOfAsync(document))), comment.Trim(), by);
                return null;
            });

    /// <summary>Publishes the newest revision.</summary>
    public async Task<ReviewOutcome> PublishAsync(int id, int number, ReviewerTerms terms, LogActor by)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await ReadyAsync(id, number, terms, by) is not { } ready)
        {
            return ReviewOutcome.Refused(NoSuch);
        }

        if (ready.Refusal is not null)
        {
            context.ChangeTracker.Clear();
            return ready.Refusal;
        }

        var problems = await PublishAsync(ready, TermsOf(ready.Revision, terms, by), by, "");
        if (problems.Count > 0)
        {
            context.ChangeTracker.Clear();
            return new ReviewOutcome(false, null, problems, []);
        }

        await transaction.CommitAsync();
        return ReviewOutcome.Success;
    }

    /// <summary>Publishes the newest revision at a later time.</summary>
    public async Task<ReviewOutcome> ScheduleAsync(int id, int number, DateTime atUtc, ReviewerTerms terms, LogActor by)
    {
        if (atUtc <= Now)
        {
            return ReviewOutcome.Refused("This time has passed. Enter a later one, or publish now.");
        }

        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await ReadyAsync(id, number, terms, by) is not { } ready)
        {
            return ReviewOutcome.Refused(NoSuch);
        }

        if (ready.Refusal is not null)
        {
            context.ChangeTracker.Clear();
            return ready.Refusal;
        }

        ready.Document.ReviewComment = null;
        ready.Document.Schedule(atUtc, new ScheduledPublication(terms, by.MemberId, by.Name));
        await context.SaveChangesAsync();
        var zone = options.Value.Zone;
        await log.WriteAsync(by, LogAction.Scheduled, id, $"revision {ready.Revision.Number} for {TimeZoneInfo.ConvertTimeFromUtc(atUtc, zone):yyyy-MM-dd HH:mm} ({zone.Id})");
        await transaction.CommitAsync();
        context.ChangeTracker.Clear();
        return ReviewOutcome.Success;
    }

    /// <summary>
    /// Publishes everything that is due. Each document on its own: one that fails goes back to its editors and does not
    /// stop the others.
    /// </summary>
    /// <returns>How many were published.</returns>
    public async Task<int> PublishDueAsync(CancellationToken cancel = default)
    {
        var now = Now;
        var due = await context.Documents.AsNoTracking().Where(d => d.ScheduledFor != null && d.ScheduledFor <= now)
            .OrderBy(d => d.ScheduledFor).Select(d => d.Id).Take(100).ToListAsync(cancel);
        var published = 0;
        var failed = new List<Exception>();
        foreach (var id in due)
        {
            try
            {
                published += await PublishOneDueAsync(id, now, cancel) ? 1 : 0;
            }
            catch (Exception e) when (e is not OperationCanceledException && StorageFaults.Of(e) is null)
            {
                // A fault in one document must not delay the others.
                failed.Add(e);
            }

            context.ChangeTracker.Clear();
        }

        return failed.Count == 0 ? published : throw new AggregateException(failed);
    }

    private async Task<bool> PublishOneDueAsync(int id, DateTime now, CancellationToken cancel)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);

        // Another node may have taken it since the query.
        if (await context.TakeAsync(id) is not { State: WorkState.Scheduled } document || document.ReadSchedule() is not { } scheduled || document.ScheduledFor > now)
        {
            return false;
        }

        if (!await vouching.HoldsAsync(scheduled.MemberId, cancel))
        {
            await vouching.SendBackAsync(document, scheduled.Name);
            await transaction.CommitAsync(cancel);
            return false;
        }

        var revision = await context.NewestOfAsync(document, cancel);
        var by = new LogActor(scheduled.MemberId, scheduled.Name, null);
        var subject = Subject.Of(document.Kind);
        var result = await subject.ReviewAsync(context, id, document.Key, subject.Read(revision), Today, cancel);
        var problems = result.Problems;
        if (problems.Count == 0)
        {
            // If a problem comes up, what was already written is rolled back, but not the note to the editors.
            await transaction.CreateSavepointAsync("due", cancel);
            problems = await PublishAsync(new Ready(document, revision, result, null), TermsOf(revision, scheduled.Terms, by), by, ", as scheduled");
            if (problems.Count > 0)
            {
                await transaction.RollbackToSavepointAsync("due", cancel);
                document = (await context.TakeAsync(id))!;
            }
        }

        if (problems.Count > 0)
        {
            document.State = WorkState.Returned;
            document.ClearSchedule();
            document.ReviewComment = "It could not be published at its time: " + problems[0].Message;
            await context.SaveChangesAsync(cancel);
            await log.WriteAsync(LogActor.Program, LogAction.Returned, id, document.ReviewComment);
            await notices.ReturnedAsync(document, subject.TitleOf(document.Key, subject.Read(revision)), document.ReviewComment, LogActor.Program);
        }

        await transaction.CommitAsync(cancel);
        return problems.Count == 0;
    }

    /// <summary>Takes a pledge, a claimant, a list or a check off the site. Its address says so, with the reason; nothing is erased.</summary>
    /// <param name="id">The document.</param>
    /// <param name="reason">Why; readers see it.</param>
    /// <param name="by">Who.</param>
    /// <param name="published">The only revision that may be taken off; null for whichever readers see.</param>
    public async Task<ReviewOutcome> UnpublishAsync(int id, string? reason, LogActor by, int? published = null)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return ReviewOutcome.Refused("Say why it is taken off the site. Readers see this.");
        }

        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await context.TakeAsync(id) is not { PublishedRevisionId: not null } document || !Subject.Of(document.Kind).CanBeTakenOff)
        {
            return ReviewOutcome.Refused("This is not on the site, so it cannot be taken off.");
        }

        if (published is { } number && !await context.Revisions.AnyAsync(r => r.Id == document.PublishedRevisionId && r.Number == number))
        {
            context.ChangeTracker.Clear();
            return ReviewOutcome.Refused(Reversal.ChangedMeanwhile);
        }

        document.PublishedRevisionId = null;
        document.UnpublishedReason = reason.Trim();
        document.UnpublishedAt = Now;
        document.State = document.State == WorkState.Published ? WorkState.Draft : document.State;
        await context.TellFollowersAsync(document, number: null, Now);
        await context.SaveChangesAsync();
        await context.Pledges.Where(p => EF.Property<int>(p, "Id") == id).ExecuteDeleteAsync();
        await context.FullText.RemoveAsync(context, id, CancellationToken.None);
        await context.MoveContentAsync(id);
        await log.WriteAsync(by, LogAction.Unpublished, id, reason.Trim());
        await transaction.CommitAsync();
        context.ChangeTracker.Clear();
        return ReviewOutcome.Success;
    }

    /// <summary>
    /// Notes that an editor looked and found nothing new. It is public at once, without a second person: it changes no fact
    /// about the company, only how fresh the page is. What was found, or that nothing at all was found, goes the way of every
    /// change, since sentences about the company follow from it.
    /// </summary>
    /// <param name="id">The pledge.</param>
    /// <param name="lookup">The look-up; its outcome is always "nothing new".</param>
    /// <param name="by">Who looked.</param>
    /// <param name="shown">The published revision that was looked at, where only that one counts: with another, nothing is noted. Null for any.</param>
    public async Task<ReviewOutcome> LookedAsync(int id, LookupDraft lookup, LogActor by, int? shown = null)
    {
        ArgumentNullException.ThrowIfNull(lookup);
        lookup = lookup with { Outcome = Code.Of(LookupOutcome.NothingNew), Note = null };
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await context.TakeAsync(id) is not { Kind: DocumentKind.Pledge, PublishedRevisionId: { } published, State: WorkState.Published } document)
        {
            return ReviewOutcome.Refused("There is an open draft, or the pledge is not on the site. Add the look-up to the draft.");
        }

        var current = await context.Revisions.AsNoTracking().SingleAsync(r => r.Id == published);
        var before = current.Read<PledgeDraft>();
        var isAsShown = shown is null || shown == current.Number;
        if (before.Lookups.Contains(lookup) && (isAsShown || (by.MemberId is not null && current.MemberId == by.MemberId)))
        {
            // A second click notes nothing twice.
            return ReviewOutcome.Success;
        }

        if (!isAsShown)
        {
            return ReviewOutcome.Refused("Somebody published a new revision of this pledge after you opened it. Look at that first.");
        }

        var draft = before with
        {
            Lookups = [.. before.Lookups, lookup],
            LastChecked = string.CompareOrdinal(before.LastChecked, lookup.Date) > 0 ? before.LastChecked : lookup.Date,
        };
        var result = await Subject.Of(DocumentKind.Pledge).ReviewAsync(context, id, document.Key, draft, Today);
        var own = $"lookups[{before.Lookups.Count}].";
        if (result.Problems.Where(p => p.Field.StartsWith(own, StringComparison.Ordinal) || p.Field == "lookups").ToList() is { Count: > 0 } wrong)
        {
            return new ReviewOutcome(false, null, [.. wrong.Select(p => p with { Field = p.Field[Math.Min(p.Field.Length, own.Length)..] })], []);
        }

        if (result.Problems.Count > 0)
        {
            return new ReviewOutcome(false, "The published pledge does not pass the current rules. Open it and correct what they list.", result.Problems, []);
        }

        var revision = document.Add(draft, Now, by.Name, by.MemberId, current.Number);
        await context.SaveChangesAsync();
        var problems = await publication.PublishAsync(document, revision, result,
            new PublicationTerms(by.Name, Now, Today, $"Looked on {PartialDate.Parse(lookup.Date!).ToWords()} in {lookup.Reach}: nothing new was found.") { Kind = PublicationKind.Update, Reviewer = by.Name, ReviewerId = by.MemberId });
        if (problems.Count > 0)
        {
            context.ChangeTracker.Clear();
            return new ReviewOutcome(false, "The published pledge could not be published again. Open it and correct what is wrong.", problems, []);
        }

        await log.WriteAsync(by, LogAction.Checked, id);
        await transaction.CommitAsync();
        return ReviewOutcome.Success;
    }

    /// <summary>A locked document, with its newest revision and the result of its review.</summary>
    private sealed record Ready(Document Document, Revision Revision, ReviewResult Result, ReviewOutcome? Refusal);

    /// <summary>Publishes what is ready, with a line in the log.</summary>
    private async Task<IReadOnlyList<ReviewProblem>> PublishAsync(Ready ready, PublicationTerms terms, LogActor by, string how)
    {
        var (document, revision, subject) = (ready.Document, ready.Revision, Subject.Of(ready.Document.Kind));
        var (title, workSince) = (subject.TitleOf(document.Key, subject.Read(revision)), document.WorkSince);
        var (action, details) = subject.LoggedAs(document.Key, subject.Read(revision), document.PublishedRevisionId is null);
        var problems = await publication.PublishAsync(document, revision, ready.Result, terms);
        if (problems.Count == 0)
        {
            await log.WriteAsync(by, action, document.Id, $"{(details.Length > 0 ? details + ", " : "")}revision {revision.Number}{how}");
            await notices.PublishedAsync(document, title, workSince, by);
        }

        return problems;
    }

    /// <summary>
    /// Locks the document and reads its newest revision, with a refusal where it may not be published like this.
    /// </summary>
    private async Task<Ready?> ReadyAsync(int id, int number, ReviewerTerms terms, LogActor by)
    {
        if (await context.TakeAsync(id) is not { } document)
        {
            return null;
        }

        var newest = await context.NewestOfAsync(document);
        if (await RefusalOfAsync(document, newest, number, terms, by) is { } refusal)
        {
            return new Ready(document, newest, new ReviewResult(null, []), refusal);
        }

        var subject = Subject.Of(document.Kind);
        var result = await subject.ReviewAsync(context, document.Id, document.Key, subject.Read(newest), Today);
        if (result.Problems.Count > 0)
        {
            return new Ready(document, newest, result, new ReviewOutcome(false, null, result.Problems, []));
        }

        var warnings = await subject.WarningsAsync(context, document.Id, result);
        return new Ready(document, newest, result, warnings.Count > 0 && string.IsNullOrWhiteSpace(terms.Despite) ? new ReviewOutcome(false, null, [], warnings) : null);
    }

    private async Task<ReviewOutcome?> RefusalOfAsync(Document document, Revision newest, int number, ReviewerTerms terms, LogActor by)
    {
        if (newest.Number != number)
        {
            return ReviewOutcome.Refused(ChangedOf(document));
        }

        if (document.State is WorkState.Published)
        {
            return ReviewOutcome.Refused("Nothing has changed since the last publication, so there is nothing to publish.");
        }

        if (document.State is not (WorkState.InReview or WorkState.Scheduled))
        {
            return ReviewOutcome.Refused("Send the draft to review first.");
        }

        var subject = Subject.Of(document.Kind);
        if (options.Value.FourEyes
            && (await context.Revisions.AnyAsync(r => r.DocumentId == document.Id && r.Number > document.WorkSince && r.PublishedAt == null && r.MemberId == by.MemberId)
                || (by.MemberId is { } member && await subject.WroteBesideAsync(context, subject.Read(newest), member))))
        {
            return ReviewOutcome.Refused(
                "You edited this draft, so somebody else must publish it. In a newsroom of one, this can be switched off with PledgeTracker:FourEyes=false.");
        }

        var wasPublished = document.PublishedRevisionId is not null || await context.Revisions.AnyAsync(r => r.DocumentId == document.Id && r.PublishedAt != null);
        if (wasPublished && (string.IsNullOrWhiteSpace(terms.Note) || terms.Kind is null))
        {
            return ReviewOutcome.Refused("Say what changed, and whether it is an update, a correction, a clarification or a revision by the company.");
        }

        return await subject.NotForReviewAsync(context, document, subject.Read(newest)) is { } why ? ReviewOutcome.Refused(why) : null;
    }

    private async Task<ReviewOutcome> StepAsync(int id, int number, LogActor by, LogAction action, string? details, Func<Document, Task<string?>> change)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await context.TakeAsync(id) is not { } document)
        {
            return ReviewOutcome.Refused(NoSuch);
        }

        var refusal = document.NewestNumber != number ? ChangedOf(document) : await change(document);
        if (refusal is not null)
        {
            context.ChangeTracker.Clear();
            return ReviewOutcome.Refused(refusal);
        }

        await context.SaveChangesAsync();
        await log.WriteAsync(by, action, id, details);
        await transaction.CommitAsync();
        context.ChangeTracker.Clear();
        return ReviewOutcome.Success;
    }

    private static string ChangedOf(Document document) => $"Somebody saved this {Subject.Of(document.Kind).Noun} after you opened it. Read the newest state before you continue.";

    private PublicationTerms TermsOf(Revision revision, ReviewerTerms terms, LogActor reviewer) => new(revision.Author, Now, Today, Trimmed(terms.Note))
    {
        Kind = terms.Kind,
        Reviewer = reviewer.Name,
        ReviewerId = reviewer.MemberId,
        Despite = Trimmed(terms.Despite),
        Company = terms.Company,
    };

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>
/// Publishes scheduled documents when their time has come, also those that became due while the program was not running.
/// </summary>
public sealed class ScheduledPublishing(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ScheduledPublishing> logger) : BackgroundWork(clock, logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override string Failure => "Scheduled publications could not be read";

    protected override async Task<TimeSpan?> RoundAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Review>().PublishDueAsync(cancel);
        return Every;
    }
}
