using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>A document as the newsroom has it: its newest revision, and the state of that.</summary>
public sealed record OpenDraft
{
    /// <summary>0 where a document is made only with the first change.</summary>
    public required int Id { get; init; }

    public required DocumentKind Kind { get; init; }

    /// <summary>The current key; a provisional one for a pledge before its first publication.</summary>
    public required string Key { get; init; }

    public required WorkState State { get; init; }

    public string? ReviewComment { get; init; }

    /// <inheritdoc cref="Document.AssigneeId"/>
    public int? AssigneeId { get; init; }

    /// <inheritdoc cref="Document.DueOn"/>
    public DateOnly? DueOn { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? ScheduledFor { get; init; }

    /// <summary>The newest revision; 0 where there is none yet.</summary>
    public required int Number { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SavedAt { get; init; }

    public required string Author { get; init; }

    /// <summary>The revision that readers see; null where they see none.</summary>
    public int? PublishedNumber { get; init; }

    public string? UnpublishedReason { get; init; }

    /// <summary>What an editor proposes to tell readers of the change.</summary>
    public Proposal Proposal { get; init; } = Proposal.None;

    /// <summary>Whether readers have seen it: then a publication must say what changed.</summary>
    public bool WasPublished => PublishedNumber is not null || UnpublishedReason is not null;

    /// <summary>What is specific to documents of its kind.</summary>
    public Subject Subject => Subject.Of(Kind);

    /// <summary>What the newest revision says, read when it is first asked for.</summary>
    public Draft Content => Read();

    /// <summary>What readers see, read when it is first asked for; null where they see nothing.</summary>
    public Draft? Shown => ReadShown();

    /// <summary>The newest revision as a pledge's draft.</summary>
    public PledgeDraft Draft => (PledgeDraft)Content;

    /// <inheritdoc cref="Draft"/>
    public PledgeDraft? Published => (PledgeDraft?)Shown;

    public string Title => Subject.TitleOf(Key, Content);

    internal Func<Draft> Read { get; init; } = () => throw new InvalidOperationException("Nothing was opened.");

    internal Func<Draft?> ReadShown { get; init; } = () => null;
}

/// <summary>The result of a save.</summary>
public abstract record SaveResult
{
    private SaveResult()
    {
    }

    /// <param name="Number">The revision that holds it.</param>
    public sealed record Saved(int Number) : SaveResult;

    /// <summary>Somebody else saved in between. Nothing was written; the editor has to choose.</summary>
    public sealed record Conflict(int Newest, string Author, Draft Theirs, Draft? Base) : SaveResult;

    /// <summary>There is no such document. Look for it in the worklist.</summary>
    public sealed record Gone : SaveResult;
}

/// <summary>One line of the newsroom's lists.</summary>
/// <param name="Id">The document.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Key">Its key.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Company">The address of a pledge's company.</param>
/// <param name="State">What the newest revision waits for.</param>
/// <param name="Author">Who saved that.</param>
/// <param name="SavedAt">UTC.</param>
/// <param name="IsPublished">Whether readers see a revision of it.</param>
/// <param name="ScheduledFor">UTC; null unless it is scheduled.</param>
/// <param name="Number">Its newest revision.</param>
public sealed record DraftLine(int Id, DocumentKind Kind, string Key, string Title, string? Company, WorkState State, string Author, DateTime SavedAt, bool IsPublished, DateTime? ScheduledFor, int Number)
{
    /// <summary>The name of whoever looks after it; null where nobody in particular does.</summary>
    public string? Assignee { get; init; }

    /// <inheritdoc cref="Document.DueOn"/>
    public DateOnly? DueOn { get; init; }

    /// <summary>Whether readers have seen it: then a publication must say what changed.</summary>
    public bool WasPublished { get; init; }

    /// <summary>Where it is edited, from the root on.</summary>
    public string Address => Subject.Of(Kind).AddressOf(Id, Key);
}

/// <summary>Which documents of the newsroom are listed.</summary>
/// <param name="State">Their state; null for all but those that were put away.</param>
/// <param name="Words">Words of title, address, company or beginning, all of which they have; null for any.</param>
/// <param name="MemberId">Who saved them last; null for anybody.</param>
public sealed record DraftFilter(WorkState? State = null, string? Words = null, int? MemberId = null)
{
    /// <summary>Who looks after them; null for anybody and nobody.</summary>
    public int? AssigneeId { get; init; }

    /// <summary>Whether only those are listed that nobody in particular looks after.</summary>
    public bool IsUnassigned { get; init; }

    /// <summary>Only those that somebody is to be done with by this day; null for all.</summary>
    public DateOnly? DueBy { get; init; }

    /// <summary>Whether only those are listed that are not done: that differ from what readers see, or have a day by which to be done.</summary>
    public bool IsInWork { get; init; }
}

/// <summary>
/// Drafts of whole documents: each save adds a revision on top of another, and none is overwritten. A draft may contain
/// mistakes; what was typed is kept as it is.
/// </summary>
public sealed class Drafts(PledgeTrackerDbContext context, NewsroomLog log, TimeProvider clock)
{
    private const int MostWords = 8;

    // Of a document's text, what is searched: its address, company, title and the beginning of its summary.
    private const int Beginning = 1200;

    /// <summary>Begins a pledge.</summary>
    /// <returns>Its id.</returns>
    public Task<int> StartAsync(PledgeDraft draft, LogActor by) => StartAsync(DocumentKind.Pledge, PledgeAddresses.Provisional + Guid.NewGuid().ToString("N"), draft, by);

    /// <summary>Begins a document of something new.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="key">A key that is free, see <see cref="Subject.KeyProblemAsync"/>.</param>
    /// <param name="draft">Its first draft.</param>
    /// <param name="by">Who.</param>
    /// <returns>Its id.</returns>
    public async Task<int> StartAsync(DocumentKind kind, string key, Draft draft, LogActor by)
    {
        await using var own = await OwnAsync();
        var document = new Document { Kind = kind, Key = key, State = WorkState.Draft };
        context.Documents.Add(document);
        Add(document, draft, by, on: null);
        await context.SaveChangesAsync();
        await Subject.Of(kind).SavedAsync(context, document, draft);
        await log.WriteAsync(by, Subject.Of(kind).StartedAs, document.Id, Subject.Of(kind).TitleOf(key, draft));
        await CommitAsync(own);
        context.ChangeTracker.Clear();
        return document.Id;
    }

    /// <summary>The newest state of a pledge; null where there is no such pledge.</summary>
    public Task<OpenDraft?> OpenAsync(int id, CancellationToken cancel = default) => OpenAsync(DocumentKind.Pledge, id, cancel);

    /// <summary>The newest state of a document; null where there is none of this kind.</summary>
    public async Task<OpenDraft?> OpenAsync(DocumentKind kind, int id, CancellationToken cancel = default)
    {
        var found = await context.WithNewest(context.Documents.AsNoTracking().Where(d => d.Id == id && d.Kind == kind))
            .Select(d => new { d.Document, d.Document.PublishedRevision, d.Newest }).FirstOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        // Readers often see the newest revision, which is then read only once.
        var (newest, shown, subject) = (found.Newest, found.PublishedRevision?.Id == found.Newest.Id ? found.Newest : found.PublishedRevision, Subject.Of(kind));
        return new OpenDraft
        {
            Id = id,
            Kind = kind,
            Key = found.Document.Key,
            State = found.Document.State,
            ReviewComment = found.Document.ReviewComment,
            AssigneeId = found.Document.AssigneeId,
            DueOn = found.Document.DueOn,
            ScheduledFor = found.Document.ScheduledFor,
            Number = newest.Number,
            SavedAt = newest.SavedAt,
            Author = newest.Author,
            PublishedNumber = shown?.Number,
            UnpublishedReason = found.Document.UnpublishedReason,
            Proposal = new(found.Document.ProposedNote, found.Document.ProposedKind),
            Read = () => subject.Read(newest),
            ReadShown = () => shown is null ? null : subject.Read(shown),
        };
    }

    /// <summary>
    /// The newest state of the thing with a key, even before it has a document. Without a document, or where the rows
    /// differ from its last publication, the state is taken from the rows. Null where there is nothing.
    /// </summary>
    public async Task<OpenDraft?> OpenAsync(DocumentKind kind, string key, CancellationToken cancel = default)
    {
        var id = await IdOfAsync(kind, key, cancel);
        var open = id == 0 ? null : await OpenAsync(kind, id, cancel);
        if (open is { State: not WorkState.Published } || await Subject.Of(kind).StandingAsync(context, key, cancel) is not { } standing)
        {
            return open;
        }

        return open is null
            ? new OpenDraft { Id = 0, Kind = kind, Key = key, State = standing.IsPublic ? WorkState.Published : WorkState.Draft, Number = 0, SavedAt = default, Author = "", Read = () => standing.Draft }
            : open with { Read = () => standing.Draft };
    }

    /// <summary>
    /// Saves a draft of the thing with a key. Without a document it first gets one, whose first revision is what the rows
    /// hold, saved by the program; the same revision is added where the rows differ from its last publication.
    /// </summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="key">Its key.</param>
    /// <param name="baseNumber">The revision the editor began with; 0 where there was none.</param>
    /// <param name="draft">What was written.</param>
    /// <param name="by">Who.</param>
    /// <param name="proposal">What the editor proposes to tell readers; null leaves what was proposed before.</param>
    /// <returns>The document, 0 where there is none; and what came of it.</returns>
    public async Task<(int Id, SaveResult Result)> SaveAsync(DocumentKind kind, string key, int baseNumber, Draft draft, LogActor by, Proposal? proposal = null)
    {
        for (var again = false; ; again = true)
        {
            await using var own = await OwnAsync();
            try
            {
                var (id, number) = await BeginAsync(kind, key, baseNumber);
                var result = id == 0 ? new SaveResult.Gone() : await SaveAsync(id, number, draft, by, proposal: proposal);
                if (result is SaveResult.Saved)
                {
                    await CommitAsync(own);
                }

                return (id, result);
            }
            catch (DbUpdateException) when (own is not null && !again)
            {
                // Somebody else made the document at the same time; the draft is saved on that one.
                context.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Saves a draft on top of a revision.</summary>
    /// <param name="id">The document.</param>
    /// <param name="baseNumber">The revision the editor began with.</param>
    /// <param name="draft">What was written.</param>
    /// <param name="by">Who.</param>
    /// <param name="autosave">
    /// Whether the browser saves by itself; the same editor's next save replaces such a revision.
    /// </param>
    /// <param name="proposal">What the editor proposes to tell readers; null leaves what was proposed before.</param>
    public async Task<SaveResult> SaveAsync(int id, int baseNumber, Draft draft, LogActor by, bool autosave = false, Proposal? proposal = null)
    {
        var text = DraftJson.Write(draft);
        await using var own = await OwnAsync();
        if (await context.TakeAsync(id) is not { } document)
        {
            return new SaveResult.Gone();
        }

        var newest = await context.NewestOfAsync(document);
        if (newest.Document == text)
        {
            // A second click, or a save after an autosave: there is nothing new to keep.
            var isProposed = proposal?.PutOn(document) == true;
            if ((newest.IsAutosave && !autosave) || isProposed)
            {
                newest.IsAutosave &= autosave;
                await context.SaveChangesAsync();
                await CommitAsync(own);
            }

            context.ChangeTracker.Clear();
            return new SaveResult.Saved(newest.Number);
        }

        var subject = Subject.Of(document.Kind);
        if (newest.Number != baseNumber)
        {
            var begun = await context.Revisions.AsNoTracking().FirstOrDefaultAsync(r => r.DocumentId == id && r.Number == baseNumber);
            context.ChangeTracker.Clear();
            return new SaveResult.Conflict(newest.Number, newest.Author, subject.Read(newest), begun is null ? null : subject.Read(begun));
        }

        Add(document, draft, by, baseNumber, autosave);
        if (newest.IsAutosave && newest.MemberId == by.MemberId)
        {
            context.Revisions.Remove(newest);
        }

        document.State = WorkState.Draft;
        document.ClearSchedule();
        proposal?.PutOn(document);
        await context.SaveChangesAsync();
        await subject.SavedAsync(context, document, draft);
        if (!autosave)
        {
            await log.WriteAsync(by, LogAction.DraftSaved, id, $"revision {newest.Number + 1}");
        }

        await CommitAsync(own);
        context.ChangeTracker.Clear();
        return new SaveResult.Saved(newest.Number + 1);
    }

    // The document with a key, made if necessary, and the revision that the editor began with.
    private async Task<(int Id, int Number)> BeginAsync(DocumentKind kind, string key, int baseNumber)
    {
        var id = await IdOfAsync(kind, key, default);
        var standing = await Subject.Of(kind).StandingAsync(context, key);
        if (id == 0)
        {
            if (standing is null)
            {
                return (0, 0);
            }

            var begun = new Document { Kind = kind, Key = key, State = standing.IsPublic ? WorkState.Published : WorkState.Draft };
            context.Documents.Add(begun);
            await PutStandingAsync(begun, standing);
            return (begun.Id, baseNumber == 0 ? 1 : baseNumber);
        }

        if (standing is { IsPublic: true } && await context.TakeAsync(id) is { State: WorkState.Published, PublishedRevisionId: { } published } document
            && DraftJson.Write(standing.Draft) != await context.Revisions.Where(r => r.Id == published).Select(r => r.Document).SingleAsync())
        {
            var before = document.NewestNumber;
            await PutStandingAsync(document, standing);
            return (id, baseNumber == before ? before + 1 : baseNumber);
        }

        return (id, baseNumber == 0 ? 1 : baseNumber);

        async Task PutStandingAsync(Document on, Standing stands)
        {
            var revision = on.Add(stands.Draft, clock.GetUtcNow().UtcDateTime, LogActor.Program.Name, on: on.NewestNumber == 0 ? null : on.NewestNumber);
            await context.SaveChangesAsync();
            if (stands.IsPublic)
            {
                // The date of first publication is not known, so none is set.
                on.PublishedRevisionId = revision.Id;
                on.WorkSince = revision.Number;
                await context.SaveChangesAsync();
            }

            context.ChangeTracker.Clear();
        }
    }

    private Task<int> IdOfAsync(DocumentKind kind, string key, CancellationToken cancel) =>
        context.Documents.Where(d => d.Kind == kind && d.Key == key).Select(d => d.Id).FirstOrDefaultAsync(cancel);

    // Begins a transaction, unless the caller already has one.
    private async Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction?> OwnAsync() =>
        context.Database.CurrentTransaction is null ? await context.Database.BeginTransactionAsync() : null;

    private static Task CommitAsync(Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction? own) => own?.CommitAsync() ?? Task.CompletedTask;

    /// <summary>Puts an earlier revision on top again, as a draft.</summary>
    /// <returns>The number of the new revision; null where there is no such revision.</returns>
    public async Task<int?> RestoreAsync(int id, int number, LogActor by)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await context.TakeAsync(id) is not { } document
            || await context.Revisions.AsNoTracking().FirstOrDefaultAsync(r => r.DocumentId == id && r.Number == number) is not { } earlier)
        {
            return null;
        }

        var newest = document.NewestNumber;
        var draft = Subject.Of(document.Kind).Read(earlier);
        Add(document, draft, by, newest);
        document.State = WorkState.Draft;
        document.ClearSchedule();
        await context.SaveChangesAsync();
        await Subject.Of(document.Kind).SavedAsync(context, document, draft);
        await log.WriteAsync(by, LogAction.Restored, id, $"revision {number} as {newest + 1}");
        await transaction.CommitAsync();
        context.ChangeTracker.Clear();
        return newest + 1;
    }

    /// <summary>
    /// Puts a draft away. What readers see becomes the newest state again; where they never saw any, the pledge leaves the
    /// lists. Nothing is erased, and every revision can be restored.
    /// </summary>
    /// <returns>Why not, in a sentence; null when it is done.</returns>
    public async Task<string?> DiscardAsync(int id, int number, LogActor by)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await context.TakeAsync(id) is not { } document)
        {
            return "There is no such document. Look for it in the worklist.";
        }

        var newest = document.NewestNumber;
        if (newest != number)
        {
            return $"Somebody saved this {Subject.Of(document.Kind).Noun} after you opened it. Read the newest state before you discard it.";
        }

        if (document.State is WorkState.Published or WorkState.Discarded)
        {
            return "There is no open draft to discard.";
        }

        if (document is { Kind: DocumentKind.Company, PublishedRevisionId: null })
        {
            return "Readers do not see this company yet, so its draft cannot be discarded. Change it instead.";
        }

        if (await context.Revisions.AsNoTracking().FirstOrDefaultAsync(r => r.Id == document.PublishedRevisionId) is { } shown)
        {
            document.Add(shown.Document, clock.GetUtcNow().UtcDateTime, by.Name, by.MemberId, newest);
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
        Proposal.None.PutOn(document);
        await context.SaveChangesAsync();
        await log.WriteAsync(by, LogAction.DraftDiscarded, id, $"revision {newest}");
        await transaction.CommitAsync();
        context.ChangeTracker.Clear();
        return null;
    }

    /// <summary>Documents of a kind, or of every kind, last saved first; those that were put away only on request.</summary>
    public async Task<List<DraftLine>> ListAsync(DocumentKind? kind, DraftFilter filter, int page, int pageSize, CancellationToken cancel = default)
    {
        // Selects the page first, so that only the texts of its own lines are read.
        return await LinesAsync(Filtered(kind, filter).OrderByDescending(d => d.SavedAt).ThenByDescending(d => d.Id).Skip((page - 1) * pageSize).Take(pageSize), cancel);
    }

    /// <summary>Some documents, last saved first.</summary>
    public Task<List<DraftLine>> ListAsync(IReadOnlyCollection<int> ids, CancellationToken cancel = default) => LinesAsync(context.Documents.AsNoTracking().Where(d => ids.Contains(d.Id)), cancel);

    private async Task<List<DraftLine>> LinesAsync(IQueryable<Document> lines, CancellationToken cancel)
    {
        var found = await context.WithNewest(lines).OrderByDescending(d => d.Document.SavedAt).ThenByDescending(d => d.Document.Id).ToListAsync(cancel);
        var drafts = found.ConvertAll(d => (d.Document, d.Newest, Draft: Subject.Of(d.Document.Kind).Read(d.Newest)));
        var slugs = drafts.Select(d => (d.Draft as PledgeDraft)?.Company).OfType<string>().ToHashSet();
        var names = await context.Companies.AsNoTracking().Where(c => slugs.Contains(c.Slug)).ToDictionaryAsync(c => c.Slug, c => c.Name, cancel);
        var members = found.Select(d => d.Document.AssigneeId).OfType<int>().ToHashSet();
        var assignees = members.Count == 0 ? [] : await context.Set<Member>().AsNoTracking().Where(m => members.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
        return drafts.ConvertAll(d => Line(d.Document, d.Newest, d.Draft, names) with { Assignee = d.Document.AssigneeId is { } id ? assignees.GetValueOrDefault(id) : null });
    }

    /// <summary>How many documents a filter leaves.</summary>
    public Task<int> CountAsync(DocumentKind? kind, DraftFilter filter, CancellationToken cancel = default) => Filtered(kind, filter).CountAsync(cancel);

    private IQueryable<Document> Filtered(DocumentKind? kind, DraftFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var documents = context.Documents.AsNoTracking();
        documents = kind is { } one ? documents.Where(d => d.Kind == one) : documents;
        documents = filter.State is { } wanted ? documents.Where(d => d.State == wanted) : documents.Where(d => d.State != WorkState.Discarded);
        if (filter.MemberId is { } member)
        {
            documents = documents.Where(d => d.Revisions.Any(r => r.Number == d.NewestNumber && r.MemberId == member));
        }

        documents = filter.AssigneeId is { } assignee ? documents.Where(d => d.AssigneeId == assignee) : filter.IsUnassigned ? documents.Where(d => d.AssigneeId == null) : documents;
        documents = filter.IsInWork ? documents.Where(d => d.State != WorkState.Published || d.DueOn != null) : documents;
        documents = filter.DueBy is { } due ? documents.Where(d => d.DueOn <= due) : documents;

        // Address, company and title are the first fields of a document; a company is also found by its name.
        foreach (var word in (filter.Words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostWords).Select(w => w.ToLowerInvariant()))
        {
            var inQuotes = "\"company\":\"";
#pragma warning disable CA1304, CA1307, CA1311, CA1862 // Not run here but by the database, which knows no culture.
            documents = documents.Where(d => d.Key.Contains(word)
                || d.Revisions.Any(r => r.Number == d.NewestNumber && (r.Document.Substring(0, Beginning).ToLower().Contains(word)
                    || context.Companies.Any(c => c.Name.ToLower().Contains(word) && r.Document.Substring(0, Beginning).Contains(inQuotes + c.Slug + "\"")))));
#pragma warning restore CA1304, CA1307, CA1311, CA1862
        }

        return documents;
    }

    /// <summary>The state of all drafts in work of a kind, by key.</summary>
    public Task<Dictionary<string, WorkState>> InWorkAsync(DocumentKind kind, CancellationToken cancel = default) =>
        context.Documents.AsNoTracking().Where(d => d.Kind == kind && d.State != WorkState.Published && d.State != WorkState.Discarded).ToDictionaryAsync(d => d.Key, d => d.State, cancel);

    private static DraftLine Line(Document document, Revision newest, Draft draft, Dictionary<string, string> companies) =>
        new(document.Id, document.Kind, document.Key, Subject.Of(document.Kind).TitleOf(document.Key, draft), (draft as PledgeDraft)?.Company is { } slug ? companies.GetValueOrDefault(slug, slug) : null, document.State, newest.Author,
            newest.SavedAt, document.PublishedRevisionId is not null, document.ScheduledFor, newest.Number)
        { DueOn = document.DueOn, WasPublished = document.PublishedRevisionId is not null || document.UnpublishedReason is not null };

    private void Add(Document document, Draft draft, LogActor by, int? on, bool autosave = false) =>
        document.Add(draft, clock.GetUtcNow().UtcDateTime, by.Name, by.MemberId, on).IsAutosave = autosave;
}
