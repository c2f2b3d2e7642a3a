using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>The current rows of something that may have no document yet.</summary>
/// <param name="Draft">The rows as a draft.</param>
/// <param name="IsPublic">Whether readers see it.</param>
public sealed record Standing(Draft Draft, bool IsPublic);

/// <summary>Something that a publication changes, or has changed, besides its own document.</summary>
/// <param name="Text">In words.</param>
/// <param name="Address">The page that shows it, as a path from the root; null where there is none.</param>
public sealed record Effect(string Text, string? Address = null);

/// <summary>A company that readers see for the first time with a pledge.</summary>
/// <param name="Draft">What they would see of it.</param>
/// <param name="Number">Its newest revision; 0 where it has none.</param>
public sealed record NewCompany(CompanyDraft Draft, int Number);

/// <summary>
/// What is specific to documents of one kind: how a draft is read, what the review finds in it, what publishing writes into
/// rows, what it is called and where it is edited. Saving, conflicts, review, four eyes, schedule, log and history are
/// written once for all kinds, in <see cref="Drafts"/>, <see cref="Review"/> and <see cref="Publication"/>. There is one
/// object for each kind, without state.
/// </summary>
public abstract class Subject
{
    /// <summary>All subjects, each at the index of its kind.</summary>
    public static IReadOnlyList<Subject> All { get; } = [new PledgeSubject(), new CompanySubject(), new MetricSubject(), new TagSubject(), new SectorSubject(), new ClaimantSubject(), new ListSubject(), new CheckSubject()];

    /// <summary>The subject of a kind.</summary>
    public static Subject Of(DocumentKind kind) => All[(int)kind];

    public abstract DocumentKind Kind { get; }

    /// <summary>The name of the kind within a sentence: <c>pledge</c>.</summary>
    public abstract string Noun { get; }

    /// <summary>The parts of its drafts, described; null where they are flat.</summary>
    public abstract DocumentShape? Shape { get; }

    /// <summary>The part after /newsroom/ in the addresses of its review and revisions: <c>pledges</c>.</summary>
    public abstract string Section { get; }

    /// <summary>An empty draft, with which a first publication is compared.</summary>
    public abstract Draft Nothing { get; }

    /// <summary>The draft of a revision, read at most once.</summary>
    public abstract Draft Read(Revision revision);

    /// <summary>The draft of a revision whose text alone was fetched.</summary>
    public Draft Read(string document) => DraftJson.Read(Nothing.GetType(), document);

    /// <summary>What the newsroom's lists call it.</summary>
    public abstract string TitleOf(string key, Draft draft);

    /// <summary>Where it is edited, from the root on.</summary>
    public abstract string AddressOf(int id, string key);

    /// <summary>Its page on the site, from the root on; null where it has none of its own.</summary>
    public virtual string? PageOf(string key) => null;

    /// <summary>Whether it can be taken off the site by itself, with a reason that its address then gives.</summary>
    public virtual bool CanBeTakenOff => false;

    /// <summary>How the log records its publication.</summary>
    public abstract (LogAction Action, string Details) LoggedAs(string key, Draft draft, bool isFirst);

    /// <summary>How the log records its beginning.</summary>
    public virtual LogAction StartedAs => LogAction.DraftStarted;

    /// <summary>Everything that stops a draft from being published.</summary>
    /// <param name="context">The database.</param>
    /// <param name="id">The document; 0 before it has one.</param>
    /// <param name="key">The document's key.</param>
    /// <param name="draft">What would be published.</param>
    /// <param name="today">The newsroom's day.</param>
    /// <param name="cancel">Ends it.</param>
    public abstract Task<ReviewResult> ReviewAsync(PledgeTrackerDbContext context, int id, string key, Draft draft, DateOnly today, CancellationToken cancel = default);

    /// <summary>Warnings of what the rules allow but is often a slip, in sentences.</summary>
    public virtual Task<IReadOnlyList<string>> WarningsAsync(PledgeTrackerDbContext context, int id, ReviewResult result, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>What a reviewer should look at twice, and may publish without a reason; null for nothing.</summary>
    /// <param name="context">The database.</param>
    /// <param name="draft">What would be published.</param>
    /// <param name="result">What the review found in it.</param>
    /// <param name="cancel">Ends it.</param>
    public virtual Task<string?> HintAsync(PledgeTrackerDbContext context, Draft draft, ReviewResult result, CancellationToken cancel = default) => Task.FromResult(HintOf(result));

    /// <summary>What the review alone shows of it.</summary>
    public virtual string? HintOf(ReviewResult result) => null;

    /// <summary>The same where the draft is needed, since what was read of it is no pledge.</summary>
    public virtual string? HintOf(Draft draft, ReviewResult result) => HintOf(result);

    /// <summary>What else changes when it is published.</summary>
    public virtual Task<IReadOnlyList<Effect>> EffectsAsync(PledgeTrackerDbContext context, string key, Draft draft, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<Effect>>([]);

    /// <summary>A company that readers see for the first time with this publication; null where they know it.</summary>
    public virtual Task<NewCompany?> NewCompanyAsync(PledgeTrackerDbContext context, Draft draft, CancellationToken cancel = default) => Task.FromResult<NewCompany?>(null);

    /// <summary>
    /// Whether a member wrote something else that becomes public with this, so that somebody else must publish it.
    /// </summary>
    public virtual Task<bool> WroteBesideAsync(PledgeTrackerDbContext context, Draft draft, int memberId) => Task.FromResult(false);

    /// <summary>Why this cannot be reviewed by itself, in a sentence; null where it can.</summary>
    public virtual Task<string?> NotForReviewAsync(PledgeTrackerDbContext context, Document document, Draft draft) => Task.FromResult<string?>(null);

    /// <summary>Why a new one cannot have this key, in a sentence; null where it can.</summary>
    public virtual Task<string?> KeyProblemAsync(PledgeTrackerDbContext context, string key) => Task.FromResult<string?>(null);

    /// <summary>Why a key is no longer in use, and where its successor is edited; null where it is still in use.</summary>
    public virtual Task<Effect?> EndedAsync(PledgeTrackerDbContext context, string key, CancellationToken cancel = default) => Task.FromResult<Effect?>(null);

    /// <summary>The current rows for a key; null where there are none.</summary>
    public virtual Task<Standing?> StandingAsync(PledgeTrackerDbContext context, string key, CancellationToken cancel = default) => Task.FromResult<Standing?>(null);

    /// <summary>Called for each saved draft, in its transaction.</summary>
    public virtual Task SavedAsync(PledgeTrackerDbContext context, Document document, Draft draft) => Task.CompletedTask;

    /// <summary>
    /// Writes what readers see, in the transaction of the publication. Document and revision are marked as published already, and
    /// are saved here with the rows.
    /// </summary>
    /// <returns>What is wrong; the caller then rolls the transaction back.</returns>
    internal abstract Task<IReadOnlyList<ReviewProblem>> PutAsync(PledgeTrackerDbContext context, Document document, Revision revision, ReviewResult result, PublicationTerms terms, CancellationToken cancel);
}

/// <summary>The subject whose drafts are of one type.</summary>
/// <typeparam name="T">That type.</typeparam>
public abstract class Subject<T> : Subject
    where T : Draft, new()
{
    public override Draft Nothing { get; } = new T();

    public override DocumentShape? Shape { get; } = DocumentShape.All.FirstOrDefault(s => s.Draft == typeof(T));

    public override Draft Read(Revision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return revision.Read<T>();
    }
}
