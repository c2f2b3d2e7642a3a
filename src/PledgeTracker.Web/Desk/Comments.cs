using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Notices;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Desk;

/// <summary>A comment with its answers.</summary>
/// <param name="First">The comment that began it, which says whether it is resolved.</param>
/// <param name="Answers">The answers, in their order.</param>
/// <param name="Place">Where in the newest draft it belongs; null where that part was taken out since.</param>
public sealed record CommentThread(Comment First, IReadOnlyList<Comment> Answers, string? Place)
{
    /// <summary>Whether nothing is left to do about it.</summary>
    public bool IsResolved => First.ResolvedAt is not null;

    /// <summary>The newest comment of the thread: whoever resolves it has read up to this one.</summary>
    public int LastId => Answers.Count > 0 ? Answers[^1].Id : First.Id;
}

/// <summary>
/// What members say to each other about a document. A comment is kept with the revision that it was written on, and goes with its part when
/// that is moved. Comments are never changed or deleted; a thread is resolved, and an answer opens it again.
/// </summary>
public sealed class Comments(PledgeTrackerDbContext context, NoticeBoard board, NewsroomLog log, TimeProvider clock)
{
    /// <summary>The most comments of one document.</summary>
    public const int Most = 2_000;

    // The same words from the same member within this time are a second click.
    private static readonly TimeSpan DoubleClick = TimeSpan.FromMinutes(1);

    // How many revisions a part is followed through; of more, some are passed over.
    private const int MostSteps = 40;

    private const string Gone = "This comment is not there any more. Open the page again.";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>All threads of a document, oldest first, each at its place in the newest draft.</summary>
    public async Task<IReadOnlyList<CommentThread>> OfAsync(OpenDraft open, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(open);
        var all = await context.Comments.AsNoTracking().Where(c => c.DocumentId == open.Id).OrderBy(c => c.Id).ToListAsync(cancel);
        if (all.Count == 0)
        {
            return [];
        }

        var way = await WayAsync(open, [.. all.Where(c => c.ThreadId is null && c.Path.Length > 0 && c.Number != open.Number).Select(c => c.Number).Distinct()], cancel);
        var answers = all.Where(c => c.ThreadId is not null).ToLookup(c => c.ThreadId!.Value);
        return [.. all.Where(c => c.ThreadId is null).Select(c => new CommentThread(c, [.. answers[c.Id]], way.Where(step => step.From >= c.Number).Aggregate((string?)c.Path, (path, step) => path is { Length: > 0 } ? step.Places.Of(path) : path)))];
    }

    // A part is followed from one revision to the next: compared over many at once, another that came meanwhile may look more like it.
    private async Task<List<(int From, DraftPlaces Places)>> WayAsync(OpenDraft open, HashSet<int> begins, CancellationToken cancel)
    {
        if (begins.Count == 0)
        {
            return [];
        }

        var least = begins.Min();
        var numbers = await context.Revisions.Where(r => r.DocumentId == open.Id && r.Number >= least && r.Number < open.Number).OrderBy(r => r.Number).Select(r => r.Number).ToListAsync(cancel);
        var each = (numbers.Count / MostSteps) + 1;
        var steps = numbers.Where((n, i) => begins.Contains(n) || i % each == 0).ToList();
        var drafts = (await context.Revisions.AsNoTracking().Where(r => r.DocumentId == open.Id && steps.Contains(r.Number)).OrderBy(r => r.Number).ToListAsync(cancel)).ConvertAll(r => (r.Number, Draft: open.Subject.Read(r)));
        return [.. drafts.Select((d, i) => (d.Number, new DraftPlaces(d.Draft, i + 1 < drafts.Count ? drafts[i + 1].Draft : open.Content)))];
    }

    /// <summary>How many threads of a document are open.</summary>
    public Task<int> OpenCountAsync(int documentId, CancellationToken cancel = default) =>
        context.Comments.CountAsync(c => c.DocumentId == documentId && c.ThreadId == null && c.ResolvedAt == null, cancel);

    /// <summary>Writes a comment, or an answer.</summary>
    /// <param name="open">The document as whoever writes saw it.</param>
    /// <param name="path">The place in that draft; empty for all of it. An answer has the place of its thread.</param>
    /// <param name="placeName">What editors call the place, for those who are told.</param>
    /// <param name="threadId">The comment that is answered; null for a new one.</param>
    /// <param name="text">The text.</param>
    /// <param name="by">Who.</param>
    /// <returns>Why not, in a sentence; null when it is written.</returns>
    public async Task<string?> WriteAsync(OpenDraft open, string path, string placeName, int? threadId, string? text, LogActor by)
    {
        ArgumentNullException.ThrowIfNull(open);
        var said = text?.Trim().ReplaceLineEndings("\n") ?? "";
        if (said.Length is 0 or > Comment.TextMaxLength)
        {
            return said.Length == 0 ? "Write something first." : $"Shorten this to {Comment.TextMaxLength:N0} characters. It has {said.Length:N0}.";
        }

        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await context.TakeAsync(open.Id) is null || await context.Revisions.FirstOrDefaultAsync(r => r.DocumentId == open.Id && r.Number == open.Number) is not { } revision)
        {
            return "Somebody saved this meanwhile. Open the page again and write the comment once more.";
        }

        if (threadId is null && !DraftPlaces.Has(open.Subject.Read(revision), path))
        {
            return "The place that this comment is about is not there. Choose another one.";
        }

        var first = threadId is null ? null : await context.Comments.FirstOrDefaultAsync(c => c.Id == threadId && c.DocumentId == open.Id && c.ThreadId == null);
        if (threadId is not null && first is null)
        {
            return Gone;
        }

        if (await context.Comments.CountAsync(c => c.DocumentId == open.Id) >= Most)
        {
            return $"There are {Most:N0} comments here, which is the most.";
        }

        if (await context.Comments.Where(c => c.DocumentId == open.Id).OrderByDescending(c => c.Id).FirstOrDefaultAsync() is { } last
            && last.MemberId == by.MemberId && last.Text == said && last.ThreadId == threadId && (threadId is not null || last.Path == path) && last.At > Now - DoubleClick)
        {
            return null;
        }

        // What was commented on is kept, even where the browser saved it by itself.
        revision.IsAutosave = false;
        if (first is not null)
        {
            (first.ResolvedAt, first.Resolver) = (null, null);
        }

        var comment = new Comment { DocumentId = open.Id, Number = first?.Number ?? open.Number, Path = first?.Path ?? path, ThreadId = threadId, Text = said, At = Now, Author = by.Name, MemberId = by.MemberId };
        context.Comments.Add(comment);
        await context.SaveChangesAsync();
        await log.WriteAsync(by, LogAction.Commented, open.Id, placeName);
        await board.TellAsync(NoticeKind.Commented, await ConcernedAsync(open.Id, threadId), $"comment-{comment.Id}", $"{by.Name} {(threadId is null ? "commented on" : "answered a comment on")} “{open.Title}”, {placeName}: {Shortened(said)}", AddressOf(open, comment.ThreadId ?? comment.Id), open.Id, by.MemberId);
        await transaction.CommitAsync();
        context.ChangeTracker.Clear();
        return null;
    }

    /// <summary>Says that nothing is left to do about a thread.</summary>
    /// <param name="documentId">The document.</param>
    /// <param name="threadId">The comment that began it.</param>
    /// <param name="lastId">The newest comment of it that was read.</param>
    /// <param name="by">Who.</param>
    /// <returns>Why not, in a sentence; null when it is resolved, also where it was before.</returns>
    public async Task<string?> ResolveAsync(int documentId, int threadId, int lastId, LogActor by)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await context.TakeAsync(documentId) is null || await context.Comments.FirstOrDefaultAsync(c => c.Id == threadId && c.DocumentId == documentId && c.ThreadId == null) is not { } first)
        {
            return Gone;
        }

        if (await context.Comments.Where(c => c.DocumentId == documentId && c.ThreadId == threadId && c.Id > lastId).OrderBy(c => c.Id).Select(c => c.Author).FirstOrDefaultAsync() is { } author)
        {
            return $"{author} answered meanwhile. Read the answer before you resolve it.";
        }

        if (first.ResolvedAt is null)
        {
            (first.ResolvedAt, first.Resolver) = (Now, by.Name);
            await context.SaveChangesAsync();
            await log.WriteAsync(by, LogAction.CommentResolved, documentId);
            await transaction.CommitAsync();
        }

        context.ChangeTracker.Clear();
        return null;
    }

    /// <summary>The page of a document's comments, at one thread.</summary>
    public static string AddressOf(OpenDraft open, int? threadId = null) =>
        FormattableString.Invariant($"/newsroom/{open.Subject.Section}/{open.Id}/comments") + (threadId is { } id ? FormattableString.Invariant($"#comment-{id}") : "");

    // Whoever looks after it, wrote in the draft that is in work, or takes part in the thread.
    private async Task<List<int>> ConcernedAsync(int documentId, int? threadId)
    {
        var concerned = await context.Revisions.Where(r => r.DocumentId == documentId && r.MemberId != null && context.Documents.Any(d => d.Id == documentId && r.Number > d.WorkSince)).Select(r => r.MemberId!.Value).Distinct().ToListAsync();
        concerned.AddRange(await context.Documents.Where(d => d.Id == documentId && d.AssigneeId != null).Select(d => d.AssigneeId!.Value).ToListAsync());
        concerned.AddRange(await context.Comments.Where(c => c.DocumentId == documentId && threadId != null && (c.Id == threadId || c.ThreadId == threadId) && c.MemberId != null).Select(c => c.MemberId!.Value).ToListAsync());
        return concerned;
    }

    private static string Shortened(string text) => text.Length <= 200 ? $"“{text}”" : $"“{text[..(char.IsHighSurrogate(text[198]) ? 198 : 199)]}…”";
}
