using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Import;

/// <summary>How far this program is with its imports, and a signal that there is a new one.</summary>
public sealed class ImportProgress : IDisposable
{
    private readonly ConcurrentDictionary<int, int> _done = new();
    private readonly SemaphoreSlim _bell = new(0);

    /// <summary>How many rows of an import are done; null where it is not being worked on here.</summary>
    public int? Of(int run) => _done.TryGetValue(run, out var done) ? done : null;

    internal void Set(int run, int done) => _done[run] = done;

    internal void End(int run) => _done.TryRemove(run, out _);

    internal void Ring() => _bell.Release();

    internal Task WaitAsync(TimeSpan most, CancellationToken cancel) => _bell.WaitAsync(most, cancel);

    public void Dispose() => _bell.Dispose();
}

/// <summary>Takes files to import, compares them, and writes what is confirmed.</summary>
public sealed class ImportDesk(
    PledgeTrackerDbContext context,
    Importer importer,
    NewsroomLog log,
    ImportProgress progress,
    IOptions<PledgeTrackerOptions> options,
    TimeProvider clock,
    ILogger<ImportDesk> logger)
{
    /// <summary>The most bytes of a file. A hundred thousand figures are about 20 MB.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    private const int Batch = 2000;

    private const int FailureMaxLength = 2000;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Stores a file and queues it for comparison.</summary>
    public Task<int> UploadAsync(string fileName, byte[] content, string? encoding, string? delimiter, bool publish, LogActor by) =>
        UploadAsync(fileName, content, new ImportChoices { Encoding = encoding, Delimiter = delimiter }, publish, by);

    /// <summary>Stores a file and queues it for comparison.</summary>
    public async Task<int> UploadAsync(string fileName, byte[] content, ImportChoices choices, bool publish, LogActor by)
    {
        var run = new ImportRun
        {
            FileName = EvidenceStore.CleanName(fileName),
            Content = content,
            Encoding = choices.Encoding,
            Delimiter = choices.Delimiter,
            DateOrder = choices.Written.Order,
            DecimalMark = choices.Written.Mark,
            Sheet = choices.Sheet,
            Matching = choices.Matching,
            Publish = publish,
            UploadedAt = Now,
            UploadedBy = by.Name,
            MemberId = by.MemberId,
        };
        context.Imports.Add(run);
        await context.SaveChangesAsync();
        context.ChangeTracker.Clear();
        progress.Ring();
        return run.Id;
    }

    /// <summary>An import without its content.</summary>
    public Task<ImportRun?> FindAsync(int id, CancellationToken cancel = default) => Described(context.Imports.Where(i => i.Id == id)).FirstOrDefaultAsync(cancel);

    /// <summary>The latest imports, newest first.</summary>
    public Task<List<ImportRun>> LatestAsync(int count, CancellationToken cancel = default) => Described(context.Imports.OrderByDescending(i => i.Id).Take(count)).ToListAsync(cancel);

    /// <summary>Rows of an import, in the order of their lines.</summary>
    public Task<List<ImportRow>> RowsAsync(int id, ImportOutcome? outcome, int skip, int take, CancellationToken cancel = default) => context.ImportRows.AsNoTracking()
        .Where(r => r.ImportRunId == id && (outcome == null || r.Outcome == outcome)).OrderBy(r => r.Line).ThenBy(r => r.Id).Skip(skip).Take(take).ToListAsync(cancel);

    /// <summary>Why somebody may not confirm an import, in a sentence; null where he may.</summary>
    public string? RefusalOf(ImportRun run, LogActor by, bool isReviewer)
    {
        if (run.State != ImportState.Ready)
        {
            return "This import is not waiting to be confirmed. Open it again to see its state.";
        }

        if (run.Wrong > 0)
        {
            return "Something in the file is wrong, so nothing was saved. Correct the file and upload it again.";
        }

        if (run.Pledges == 0)
        {
            return "The file changes nothing, so there is nothing to confirm.";
        }

        if (!run.Publish)
        {
            return null;
        }

        return !isReviewer ? "Only a reviewer can publish an import. Ask one to confirm it."
            : options.Value.FourEyes && run.MemberId == by.MemberId ? "You uploaded this, so another reviewer must publish it. In a newsroom of one, this can be switched off with PledgeTracker:FourEyes=false."
            : null;
    }

    /// <summary>Has an import written.</summary>
    /// <returns>Why not, in a sentence; null where it is on its way.</returns>
    public async Task<string?> ConfirmAsync(int id, string? noteToReaders, bool isReviewer, LogActor by)
    {
        if (await FindAsync(id) is not { } run)
        {
            return "There is no such import. Choose one from the list of imports.";
        }

        if (RefusalOf(run, by, isReviewer) is { } refusal)
        {
            return refusal;
        }

        if (run is { Publish: true, Changed: > 0 } && string.IsNullOrWhiteSpace(noteToReaders))
        {
            return "Say what changed. Readers see it on pledges that were already public.";
        }

        await using var transaction = await context.Database.BeginTransactionAsync();
        var note = string.IsNullOrWhiteSpace(noteToReaders) ? null : noteToReaders.Trim();
        var confirmed = await context.Imports.Where(i => i.Id == id && i.State == ImportState.Ready).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.State, ImportState.Confirmed).SetProperty(i => i.ConfirmedBy, by.Name).SetProperty(i => i.ConfirmedById, by.MemberId)
            .SetProperty(i => i.NoteToReaders, note));
        if (confirmed == 1)
        {
            await log.WriteAsync(by, LogAction.ImportConfirmed, details: string.Create(CultureInfo.InvariantCulture,
                $"import {id}, {run.FileName}: {run.Pledges} {(run.HoldsClaims ? "documents" : "pledges")}{(run.Publish ? ", published" : " as drafts")}"));
        }

        await transaction.CommitAsync();
        context.ChangeTracker.Clear();
        progress.Ring();
        return null;
    }

    /// <summary>Drops an import that was not written.</summary>
    public Task DropAsync(int id)
    {
        var now = Now;
        return context.Imports.Where(i => i.Id == id && (i.State == ImportState.Ready || i.State == ImportState.Waiting || i.State == ImportState.Failed)).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.State, ImportState.Dropped).SetProperty(i => i.Content, (byte[]?)null).SetProperty(i => i.FinishedAt, now));
    }

    /// <summary>How the file of an import is read, as far as somebody said so.</summary>
    public static ImportChoices ChoicesOf(ImportRun run) =>
        new ImportChoices { Encoding = run.Encoding, Delimiter = run.Delimiter, Sheet = run.Sheet, Written = new TypedOptions { Order = run.DateOrder, Mark = run.DecimalMark } }.With(run.Matching);

    /// <summary>The file of an import that is not dealt with; null where there is none any more.</summary>
    public Task<byte[]?> ContentAsync(int id, CancellationToken cancel = default) =>
        context.Imports.AsNoTracking().Where(i => i.Id == id && (i.State == ImportState.Ready || i.State == ImportState.Failed)).Select(i => i.Content).FirstOrDefaultAsync(cancel);

    /// <summary>Has an import read in another way, and compared anew.</summary>
    public async Task ReadAgainAsync(int id, ImportChoices choices)
    {
        var (matching, order, mark) = (choices.Matching, choices.Written.Order, choices.Written.Mark);
        await context.Imports.Where(i => i.Id == id && (i.State == ImportState.Ready || i.State == ImportState.Failed) && i.Content != null).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.Encoding, choices.Encoding).SetProperty(i => i.Delimiter, choices.Delimiter).SetProperty(i => i.Sheet, choices.Sheet)
            .SetProperty(i => i.DateOrder, order).SetProperty(i => i.DecimalMark, mark).SetProperty(i => i.Matching, matching));
        await CompareAgainAsync(id);
    }

    /// <summary>Has an import compared anew, after pledges changed.</summary>
    public async Task CompareAgainAsync(int id)
    {
        await context.Imports.Where(i => i.Id == id && (i.State == ImportState.Ready || i.State == ImportState.Failed) && i.Content != null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, ImportState.Waiting).SetProperty(i => i.Failure, (string?)null));
        progress.Ring();
    }

    /// <summary>Does the next piece of work, if there is one.</summary>
    /// <returns>Whether there was.</returns>
    public async Task<bool> WorkAsync(CancellationToken cancel)
    {
        var next = await context.Imports.AsNoTracking().Where(i => i.State == ImportState.Waiting || i.State == ImportState.Confirmed)
            .OrderBy(i => i.Id).FirstOrDefaultAsync(cancel);
        if (next is null)
        {
            return false;
        }

        progress.Set(next.Id, 0);
        try
        {
            var old = Now - Kept;

            // Selected by id, so that an index finds the rows. Only the latest runs can still have any.
            var over = await context.Imports.Where(i => i.FinishedAt < old).OrderByDescending(i => i.Id).Take(100).Select(i => i.Id).ToListAsync(cancel);
            await context.ImportRows.Where(r => over.Contains(r.ImportRunId)).ExecuteDeleteAsync(cancel);
            var file = ImportFile.Of(next.Content ?? [], ChoicesOf(next), next.FileName);
            await (next.State == ImportState.Waiting ? CompareAsync(next, file, cancel) : WriteAsync(next, file, cancel));
        }
        catch (ImportException e)
        {
            context.ChangeTracker.Clear();
            await FailAsync(next, e.Message, e.Line, e.Column);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // It is not retried for ever: whoever uploaded it is told, and can have it compared again.
            logger.LogError(e, "Import {Import} could not be worked on", next.Id);
            context.ChangeTracker.Clear();
            await FailAsync(next, "The program could not process this file, and nothing was saved. Try again. If it happens again, see the program’s log.");
        }
        finally
        {
            progress.End(next.Id);
        }

        return true;
    }

    /// <summary>Ends an import that could not be worked on.</summary>
    private async Task FailAsync(ImportRun run, string why, int? line = null, string? column = null)
    {
        var failure = line is null ? why : string.Create(CultureInfo.InvariantCulture, $"Line {line}{(column is null ? "" : $", column “{column}”")}: {why}");
        failure = failure.Length > FailureMaxLength ? failure[..(FailureMaxLength - 1)] + "…" : failure;
        var now = Now;
        await context.Imports.Where(i => i.Id == run.Id && i.State == run.State).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.State, ImportState.Failed).SetProperty(i => i.Failure, failure).SetProperty(i => i.FinishedAt, now));
    }

    private static IQueryable<ImportRun> Described(IQueryable<ImportRun> runs) => runs.AsNoTracking().Select(i => new ImportRun
    {
        Id = i.Id,
        FileName = i.FileName,
        Encoding = i.Encoding,
        Delimiter = i.Delimiter,
        DateOrder = i.DateOrder,
        DecimalMark = i.DecimalMark,
        Sheet = i.Sheet,
        Matching = i.Matching,
        Said = i.Said,
        Faults = i.Faults,
        ReadAs = i.ReadAs,
        State = i.State,
        UploadedAt = i.UploadedAt,
        UploadedBy = i.UploadedBy,
        MemberId = i.MemberId,
        Publish = i.Publish,
        ConfirmedById = i.ConfirmedById,
        ConfirmedBy = i.ConfirmedBy,
        NoteToReaders = i.NoteToReaders,
        Rows = i.Rows,
        New = i.New,
        Changed = i.Changed,
        Same = i.Same,
        Wrong = i.Wrong,
        Pledges = i.Pledges,
        Digest = i.Digest,
        Failure = i.Failure,
        FinishedAt = i.FinishedAt,
    });

    private static ImportTerms TermsOf(ImportRun run) => new(new LogActor(run.MemberId, run.UploadedBy, null), run.Publish,
        run.ConfirmedBy is null ? null : new LogActor(run.ConfirmedById, run.ConfirmedBy, null), run.NoteToReaders);

    private async Task CompareAsync(ImportRun run, ImportFile file, CancellationToken cancel)
    {
        // Compared without a transaction, so that nobody has to wait, and saved in one step, so that a killed program
        // starts it over.
        var rows = new List<ImportRow>();
        var summary = await importer.CompareAsync(file, TermsOf(run), plan: null, batch =>
        {
            rows.AddRange(batch);
            return Task.CompletedTask;
        }, done => progress.Set(run.Id, done), cancel);
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        var readAs = file.ReadAs.Length > 100 ? file.ReadAs[..100] : file.ReadAs;
        var said = Lines(file.Said, ImportRun.SaidMaxLength);
        var faults = Lines([.. ColumnFaults.Of(file, rows).Select(f => f.Words)], ImportRun.FaultsMaxLength);
        var taken = await context.Imports.Where(i => i.Id == run.Id && i.State == ImportState.Waiting).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.State, ImportState.Ready).SetProperty(i => i.ReadAs, readAs).SetProperty(i => i.Rows, summary.Rows)
            .SetProperty(i => i.New, summary.New).SetProperty(i => i.Changed, summary.Changed).SetProperty(i => i.Same, summary.Same)
            .SetProperty(i => i.Wrong, summary.Wrong).SetProperty(i => i.Pledges, summary.Pledges).SetProperty(i => i.Digest, summary.Digest)
            .SetProperty(i => i.Said, said).SetProperty(i => i.Faults, faults), cancel);
        if (taken == 0)
        {
            return;
        }

        await context.ImportRows.Where(r => r.ImportRunId == run.Id).ExecuteDeleteAsync(cancel);
        foreach (var batch in rows.Chunk(Batch))
        {
            context.ImportRows.AddRange(batch.Select(r => new ImportRow { ImportRunId = run.Id, Line = r.Line, Column = r.Column, Outcome = r.Outcome, Pledge = r.Pledge?.Length > 200 ? r.Pledge[..200] : r.Pledge, Text = r.Text }));
            await context.SaveChangesAsync(cancel);
            context.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(cancel);
    }

    // As many sentences as fit.
    private static string? Lines(IReadOnlyList<string> sentences, int most)
    {
        var lines = "";
        foreach (var sentence in sentences.TakeWhile(s => lines.Length + s.Length < most))
        {
            lines += (lines.Length > 0 ? "\n" : "") + sentence;
        }

        return lines.Length == 0 ? null : lines;
    }

    private async Task WriteAsync(ImportRun run, ImportFile file, CancellationToken cancel)
    {
        // The plan is made before the transaction, while nobody has to wait for it.
        using var plan = new ImportPlan();
        var summary = await importer.CompareAsync(file, TermsOf(run), plan, null, done => progress.Set(run.Id, done), cancel);
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);

        // The state changes in the same transaction: either everything is written and the run is done, or nothing is and it
        // starts over.
        var now = Now;
        var taken = await context.Imports.Where(i => i.Id == run.Id && i.State == ImportState.Confirmed).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.State, ImportState.Done).SetProperty(i => i.Content, (byte[]?)null).SetProperty(i => i.FinishedAt, now), cancel);
        if (taken == 0)
        {
            return;
        }

        if (summary.Digest != run.Digest || summary.Wrong > 0 || !await importer.WriteAsync(plan, TermsOf(run), null, cancel))
        {
            await transaction.RollbackAsync(cancel);
            context.ChangeTracker.Clear();
            await FailAsync(run, "Pledges, companies or other documents have changed since the file was compared, so nothing was saved. Compare it again.");
            return;
        }

        await transaction.CommitAsync(cancel);
    }
}

/// <summary>Works on imports, one at a time, for as long as the program runs.</summary>
public sealed class ImportWorker(IServiceScopeFactory scopes, ImportProgress progress, ILogger<ImportWorker> logger) : BackgroundWork(TimeProvider.System, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override string Failure => "An import could not be worked on";

    protected override async Task<TimeSpan?> RoundAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<ImportDesk>().WorkAsync(cancel))
        {
            await progress.WaitAsync(Pause, cancel);
        }

        return TimeSpan.Zero;
    }
}
