using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>A pledge as the newsroom has it: its newest revision, and what that is waiting for.</summary>
public sealed record OpenDraft
{
    public required int Id { get; init; }

    /// <summary>The address it has now; a provisional one before the first publication.</summary>
    public required string Slug { get; init; }

    public required WorkState State { get; init; }

    public string? ReviewComment { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? ScheduledFor { get; init; }

    /// <summary>The newest revision.</summary>
    public required int Number { get; init; }

    public required PledgeDraft Draft { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SavedAt { get; init; }

    public required string Author { get; init; }

    /// <summary>The revision readers see; null where they see none.</summary>
    public int? PublishedNumber { get; init; }

    public PledgeDraft? Published { get; init; }

    public string? UnpublishedReason { get; init; }
}

/// <summary>What came of a save.</summary>
public abstract record SaveResult
{
    private SaveResult()
    {
    }

    /// <param name="Number">The revision that holds it.</param>
    public sealed record Saved(int Number) : SaveResult;

    /// <summary>Somebody else saved in between. Nothing was written; the editor chooses.</summary>
    public sealed record Conflict(int Newest, string Author, PledgeDraft Theirs, PledgeDraft? Base) : SaveResult;

    /// <summary>There is no such pledge.</summary>
    public sealed record Gone : SaveResult;
}

/// <summary>One line of the newsroom's list of pledges.</summary>
public sealed record DraftLine(int Id, string Slug, string Title, string? Company, WorkState State, string Author, DateTime SavedAt, bool IsPublished, DateTime? ScheduledFor);

/// <summary>
/// Drafts of whole pledges: each save is a revision on top of another, and none is overwritten. A draft may be wrong; what
/// was typed is kept as it is.
/// </summary>
public sealed class Drafts(PledgeTrackerDbContext context, NewsroomLog log, TimeProvider clock)
{
    /// <summary>Begins a pledge.</summary>
    /// <returns>Its id.</returns>
    public async Task<int> StartAsync(PledgeDraft draft, LogActor by)
    {
        await using var own = await OwnAsync();
        var document = new Document { Kind = DocumentKind.Pledge, Key = "draft-" + Guid.NewGuid().ToString("N"), State = WorkState.Draft };
        context.Documents.Add(document);
        Add(document, DraftJson.Write(draft), by, on: null);
        await context.SaveChangesAsync();
        await log.WriteAsync(by, LogAction.DraftStarted, document.Id, draft.Title);
        await CommitAsync(own);
        context.ChangeTracker.Clear();
        return document.Id;
    }

    /// <summary>The newest state of a pledge; null where there is no such pledge.</summary>
    public async Task<OpenDraft?> OpenAsync(int id, CancellationToken cancel = default)
    {
        var found = await context.WithNewest(context.Documents.AsNoTracking().Where(d => d.Id == id))
            .Select(d => new { d.Document, d.Document.PublishedRevision, d.Newest }).FirstOrDefaultAsync(cancel);
        return found is null ? null : new OpenDraft
        {
            Id = id,
            Slug = found.Document.Key,
            State = found.Document.State,
            ReviewComment = found.Document.ReviewComment,
            ScheduledFor = found.Document.ScheduledFor,
            Number = found.Newest.Number,
            Draft = DraftJson.Read(found.Newest.Document),
            SavedAt = found.Newest.SavedAt,
            Author = found.Newest.Author,
            PublishedNumber = found.PublishedRevision?.Number,
            Published = found.PublishedRevision is null ? null : DraftJson.Read(found.PublishedRevision.Document),
            UnpublishedReason = found.Document.UnpublishedReason,
        };
    }

    /// <summary>Saves what was written on top of a revision.</summary>
    /// <param name="id">The pledge.</param>
    /// <param name="baseNumber">The revision the editor began with.</param>
    /// <param name="draft">What was written.</param>
    /// <param name="by">Who.</param>
    /// <param name="autosave">Whether the browser saves by itself; such a revision gives way to the next one of the same editor.</param>
    public async Task<SaveResult> SaveAsync(int id, int baseNumber, PledgeDraft draft, LogActor by, bool autosave = false)
    {
        var text = DraftJson.Write(draft);
        await using var own = await OwnAsync();
        if (await TakeAsync(id) is not { } document)
        {
            return new SaveResult.Gone();
        }

        var newest = await context.NewestOfAsync(document);
        if (newest.Document == text)
        {
            // A second click, or a save after an autosave: nothing new to keep.
            if (newest.IsAutosave && !autosave)
            {
                newest.IsAutosave = false;
                await context.SaveChangesAsync();
                await CommitAsync(own);
            }

            context.ChangeTracker.Clear();
            return new SaveResult.Saved(newest.Number);
        }

        if (newest.Number != baseNumber)
        {
            var begun = await context.Revisions.AsNoTracking().FirstOrDefaultAsync(r => r.DocumentId == id && r.Number == baseNumber);
            context.ChangeTracker.Clear();
            return new SaveResult.Conflict(newest.Number, newest.Author, DraftJson.Read(newest.Document), begun is null ? null : DraftJson.Read(begun.Document));
        }

        Add(document, text, by, baseNumber, autosave);
        if (newest.IsAutosave && newest.MemberId == by.MemberId)
        {
            context.Revisions.Remove(newest);
        }

        document.State = WorkState.Draft;
        document.ClearSchedule();
        await context.SaveChangesAsync();
        if (!autosave)
        {
            await log.WriteAsync(by, LogAction.DraftSaved, id, $"revision {newest.Number + 1}");
        }

        await CommitAsync(own);
        context.ChangeTracker.Clear();
        return new SaveResult.Saved(newest.Number + 1);
    }

    // Joins the caller's transaction where there is one.
    private async Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction?> OwnAsync() =>
        context.Database.CurrentTransaction is null ? await context.Database.BeginTransactionAsync() : null;

    private static Task CommitAsync(Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction? own) => own?.CommitAsync() ?? Task.CompletedTask;

    /// <summary>Puts an earlier revision on top again, as a draft.</summary>
    /// <returns>The number of the new revision; null where there is no such revision.</returns>
    public async Task<int?> RestoreAsync(int id, int number, LogActor by)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await TakeAsync(id) is not { } document
            || await context.Revisions.AsNoTracking().FirstOrDefaultAsync(r => r.DocumentId == id && r.Number == number) is not { } earlier)
        {
            return null;
        }

        var newest = document.NewestNumber;
        Add(document, earlier.Document, by, newest);
        document.State = WorkState.Draft;
        document.ClearSchedule();
        await context.SaveChangesAsync();
        await log.WriteAsync(by, LogAction.Restored, id, $"revision {number} as {newest + 1}");
        await transaction.CommitAsync();
        context.ChangeTracker.Clear();
        return newest + 1;
    }

    /// <summary>
    /// Puts a draft away: what readers see is the newest state again, or, where they never saw any, the pledge leaves the lists.
    /// Nothing is erased; every revision can be restored.
    /// </summary>
    /// <returns>Why not, in a sentence; null when it is done.</returns>
    public async Task<string?> DiscardAsync(int id, int number, LogActor by)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await TakeAsync(id) is not { } document)
        {
            return "There is no such pledge.";
        }

        var newest = document.NewestNumber;
        if (newest != number)
        {
            return "Somebody saved this pledge after you opened it. Look at the newest state before you discard it.";
        }

        if (document.State is WorkState.Published or WorkState.Discarded)
        {
            return "There is no draft in work.";
        }

        if (await context.Revisions.AsNoTracking().FirstOrDefaultAsync(r => r.Id == document.PublishedRevisionId) is { } shown)
        {
            Add(document, shown.Document, by, newest);
            document.State = WorkState.Published;
            document.WorkSince = newest + 1;
        }
        else
        {
            document.State = WorkState.Discarded;
            document.WorkSince = newest;
        }

        document.ReviewComment = null;
        document.ClearSchedule();
        await context.SaveChangesAsync();
        await log.WriteAsync(by, LogAction.DraftDiscarded, id, $"revision {newest}");
        await transaction.CommitAsync();
        context.ChangeTracker.Clear();
        return null;
    }

    /// <summary>All pledges of the newsroom, the latest saved first; those that were put away only where they are asked for.</summary>
    public async Task<List<DraftLine>> ListAsync(WorkState? state, int page, int pageSize, CancellationToken cancel = default)
    {
        var documents = context.Documents.AsNoTracking().Where(d => d.Kind == DocumentKind.Pledge);
        documents = state is { } wanted ? documents.Where(d => d.State == wanted) : documents.Where(d => d.State != WorkState.Discarded);

        // The page first, and then the texts of its own lines alone.
        var lines = documents.OrderByDescending(d => d.SavedAt).ThenByDescending(d => d.Id).Skip((page - 1) * pageSize).Take(pageSize);
        return (await context.WithNewest(lines).OrderByDescending(d => d.Document.SavedAt).ThenByDescending(d => d.Document.Id).ToListAsync(cancel))
            .ConvertAll(d => Line(d.Document, d.Newest));
    }

    /// <summary>Takes a pledge for the rest of the transaction: other writers to it wait, on either database.</summary>
    internal async Task<Document?> TakeAsync(int id)
    {
        context.ChangeTracker.Clear();
        var taken = await context.Documents.Where(d => d.Id == id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Writes, d => d.Writes + 1));
        return taken == 0 ? null : await context.Documents.Include(d => d.FormerSlugs).SingleAsync(d => d.Id == id);
    }

    private static DraftLine Line(Document document, Revision newest)
    {
        var draft = DraftJson.Read(newest.Document);
        return new DraftLine(document.Id, document.Key, draft.Title ?? "Untitled", draft.Company, document.State, newest.Author, newest.SavedAt,
            document.PublishedRevisionId is not null, document.ScheduledFor);
    }

    private void Add(Document document, string text, LogActor by, int? on, bool autosave = false) =>
        document.Add(text, clock.GetUtcNow().UtcDateTime, by.Name, by.MemberId, on).IsAutosave = autosave;
}
