using System.Text.Json;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Data;

/// <summary>What a document is about.</summary>
public enum DocumentKind
{
    /// <summary>A pledge; the document's id is the published pledge's id.</summary>
    Pledge,

    /// <summary>A company; the document's key is its address.</summary>
    Company,

    /// <summary>What targets and figures count; the document's key is its code.</summary>
    Metric,

    /// <summary>The name of a tag, in all pledges that have it; the document's key is that name.</summary>
    Tag,

    /// <summary>The name of a sector, in all companies of it; the document's key is that name.</summary>
    Sector,

    /// <summary>Somebody who claims totals of pledges; the document's key is the address.</summary>
    Claimant,

    /// <summary>A list that claims rest on; the document's key is its address.</summary>
    List,

    /// <summary>An examination of claims or of a list; the document's key is its address.</summary>
    Check,
}

/// <summary>
/// The life in this newsroom of one thing that readers see or will see, from its first draft on: its published rows and all
/// its revisions belong to it. A pledge has a document from its first draft. A company, a metric, a tag and a sector get
/// theirs when somebody first changes them: its first revision is then what readers saw until then.
/// </summary>
public sealed class Document
{
    /// <summary>The most characters of a key.</summary>
    public const int KeyMaxLength = Domain.Values.Slug.MaxLength;

    public int Id { get; init; }

    /// <summary>What it is about.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>
    /// What it is found by among those of its kind: the current address of a pledge, company, claimant, list or check, the code
    /// of a metric, the current name of a tag or sector. Former addresses of a pledge are in <see cref="FormerSlugs"/>.
    /// </summary>
    public required string Key { get; set; }

    /// <summary>The revision readers see; null before the first publication and after a pledge was taken off the site.</summary>
    public Revision? PublishedRevision { get; set; }

    public int? PublishedRevisionId { get; set; }

    /// <summary>Why it was taken off the site; readers see it. Null unless it was.</summary>
    public string? UnpublishedReason { get; set; }

    /// <summary>UTC; null unless it was.</summary>
    public DateTime? UnpublishedAt { get; set; }

    /// <summary>What the newest revision is waiting for.</summary>
    public WorkState State { get; set; } = WorkState.Draft;

    /// <summary>What the reviewer asks for, where the draft was returned.</summary>
    public string? ReviewComment { get; set; }

    /// <summary>Who looks after it, as an account; null where nobody in particular does.</summary>
    public int? AssigneeId { get; set; }

    /// <summary>The newsroom's day by which whoever looks after it is to be done; null where none was set. A publication clears it.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>What the editor proposes to tell readers of the change; null where nothing was proposed. A publication clears it.</summary>
    public string? ProposedNote { get; set; }

    /// <summary>What kind of change the editor proposes; null where none was. A publication clears it.</summary>
    public PublicationKind? ProposedKind { get; set; }

    /// <summary>When the newest revision goes public by itself, UTC; null unless it is scheduled.</summary>
    public DateTime? ScheduledFor { get; private set; }

    /// <summary>How it will be published then, as JSON; null unless it is scheduled.</summary>
    public string? ScheduledTerms { get; private set; }

    /// <summary>The revision after which the current draft began: whoever saved a later one took part in writing it.</summary>
    public int WorkSince { get; set; }

    /// <summary>Changed by every write, so that two writers wait for each other on either database.</summary>
    public int Writes { get; set; }

    /// <summary>
    /// The number of the newest revision, so that an index finds that revision: finding the highest number of each document
    /// would mean reading every revision there is. 0 before the first.
    /// </summary>
    public int NewestNumber { get; set; }

    /// <summary>When the newest revision was saved, UTC; the newsroom's lists are in this order.</summary>
    public DateTime SavedAt { get; set; }

    /// <summary>Pledges only.</summary>
    public List<FormerSlug> FormerSlugs { get; init; } = [];

    public List<Revision> Revisions { get; init; } = [];

    /// <summary>
    /// Puts a revision on top of all others. This is the one way to make a revision: <see cref="NewestNumber"/> changes
    /// with it, in the same transaction. The document is tracked by the context that saves, or added to it.
    /// </summary>
    /// <param name="draft">The whole draft.</param>
    /// <param name="at">UTC.</param>
    /// <param name="author">Who saved it.</param>
    /// <param name="memberId">Who saved it, as an account; null for the program.</param>
    /// <param name="on">The revision it is based on; null for the first.</param>
    public Revision Add(Draft draft, DateTime at, string author, int? memberId = null, int? on = null) =>
        Add(Revision.Of(this, draft, DraftJson.Write(draft), at, author, memberId, on));

    /// <inheritdoc cref="Add(Draft, DateTime, string, int?, int?)"/>
    /// <param name="text">The whole draft as JSON, which stays unread here.</param>
    /// <param name="at">UTC.</param>
    /// <param name="author">Who saved it.</param>
    /// <param name="memberId">Who saved it, as an account; null for the program.</param>
    /// <param name="on">The revision it was written on; null for the first.</param>
    public Revision Add(string text, DateTime at, string author, int? memberId = null, int? on = null) =>
        Add(Revision.Of(this, null, text, at, author, memberId, on));

    private Revision Add(Revision revision)
    {
        NewestNumber = revision.Number;
        SavedAt = revision.SavedAt;
        Revisions.Add(revision);
        return revision;
    }

    /// <summary>Lets the newest revision go public by itself.</summary>
    /// <param name="at">UTC.</param>
    /// <param name="publication">How it is published, and on whose word.</param>
    public void Schedule(DateTime at, ScheduledPublication publication)
    {
        State = WorkState.Scheduled;
        ScheduledFor = at;
        ScheduledTerms = JsonSerializer.Serialize(publication);
    }

    /// <summary>What was scheduled; null where nothing is.</summary>
    public ScheduledPublication? ReadSchedule() => ScheduledTerms is null ? null : JsonSerializer.Deserialize<ScheduledPublication>(ScheduledTerms);

    /// <summary>Takes back what was scheduled, if anything was. Each change of a draft's state does so.</summary>
    public void ClearSchedule() => (ScheduledFor, ScheduledTerms) = (null, null);
}

/// <summary>What the newest revision of a document is waiting for.</summary>
public enum WorkState
{
    /// <summary>Somebody is writing.</summary>
    Draft,

    /// <summary>A reviewer is to look at it.</summary>
    InReview,

    /// <summary>A reviewer asked for changes.</summary>
    Returned,

    /// <summary>It goes public at a set time.</summary>
    Scheduled,

    /// <summary>It is what readers see, or saw last; nothing is waiting.</summary>
    Published,

    /// <summary>A draft that was never public was put away. It can be restored.</summary>
    Discarded,
}

/// <summary>What a publication is to readers.</summary>
public enum PublicationKind
{
    /// <summary>Something new was reported or decided.</summary>
    Update,

    /// <summary>Something was wrong.</summary>
    Correction,

    /// <summary>Something was easy to misunderstand.</summary>
    Clarification,

    /// <summary>The company changed its promise.</summary>
    RevisedByTheCompany,
}

/// <summary>An address a pledge had before. It redirects for ever.</summary>
public sealed class FormerSlug
{
    public required string Slug { get; init; }
}

/// <summary>
/// One saved state of a whole document; its text is never changed afterwards. It may be wrong; only a published one is
/// right.
/// </summary>
public sealed class Revision
{
    private Draft? _draft;

    // Only a document makes one, see Document.Add.
    private Revision()
    {
    }

    public int Id { get; init; }

    public int DocumentId { get; init; }

    /// <summary>Counts from 1 within the document.</summary>
    public required int Number { get; init; }

    /// <summary>The whole <see cref="Domain.Editing.Draft"/> of the document's kind as JSON.</summary>
    public required string Document { get; init; }

    /// <summary>The version of the document's shape, so that a later program can read an older one.</summary>
    public required int DocumentVersion { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SavedAt { get; init; }

    /// <summary>Who saved it.</summary>
    public required string Author { get; init; }

    /// <summary>Who saved it, as an account; null for the program.</summary>
    public int? MemberId { get; init; }

    /// <summary>The revision it is based on; null for the first.</summary>
    public int? BaseNumber { get; init; }

    /// <summary>
    /// Whether the browser saved it by itself while somebody was writing. The same writer's next save replaces it.
    /// </summary>
    public bool IsAutosave { get; set; }

    /// <summary>UTC; null for a revision that never was public.</summary>
    public DateTime? PublishedAt { get; set; }

    /// <summary>What the publication tells readers.</summary>
    public string? NoteToReaders { get; set; }

    /// <summary>What the publication is to readers; null for the first.</summary>
    public PublicationKind? Kind { get; set; }

    /// <summary>Who published it.</summary>
    public string? Reviewer { get; set; }

    /// <summary>Why it was published although a guard rail warned; readers see it.</summary>
    public string? Despite { get; set; }

    /// <summary>
    /// The numbers by which its figures are cited, as <c>FigureNumbers</c> writes them; null for a revision that was never
    /// public.
    /// </summary>
    public string? FigureNumbers { get; set; }

    /// <summary>The draft, read from its JSON once, when it is first asked for; later calls return the same object.</summary>
    /// <typeparam name="T">The draft of the document's kind.</typeparam>
    /// <exception cref="JsonException">The text is not of this shape.</exception>
    public T Read<T>()
        where T : Draft => (T)(_draft ??= DraftJson.Read<T>(Document));

    internal static Revision Of(Document document, Draft? draft, string text, DateTime at, string author, int? memberId, int? on) => new()
    {
        _draft = draft,
        DocumentId = document.Id,
        Number = document.NewestNumber + 1,
        BaseNumber = on,
        Document = text,
        DocumentVersion = DraftJson.Version,
        SavedAt = at,
        Author = author,
        MemberId = memberId,
    };
}

/// <summary>
/// What lists, totals and bars need from one published pledge, computed when it is published so that no page sums a million
/// figures. Nothing here depends on the day it is read: pace is computed from it when read.
/// </summary>
public sealed class PledgeSummary
{
    /// <summary>Stands for a missing deadline and sorts after every other: the databases sort nulls differently.</summary>
    public static readonly DateOnly NoDeadline = DateOnly.MaxValue;

    /// <summary>The pledge's id.</summary>
    public int PledgeId { get; init; }

    public required string Slug { get; init; }

    public required string Title { get; init; }

    public required string CompanySlug { get; init; }

    public required string CompanyName { get; init; }

    public required PartialDate AnnouncedOn { get; init; }

    /// <summary>The deadline of the headline target; null where none was given.</summary>
    public PartialDate? Deadline { get; init; }

    /// <summary>Whether the editors computed it from what was said ("within five years").</summary>
    public bool DeadlineIsComputed { get; init; }

    public required VerdictKind Verdict { get; init; }

    public required PartialDate? VerdictDate { get; init; }

    public required Checkability Checkability { get; init; }

    /// <summary>The headline's metric, by code.</summary>
    public required string Metric { get; init; }

    public required MetricFamily Family { get; init; }

    /// <summary>ISO 4217, for a headline in money.</summary>
    public string? Currency { get; init; }

    /// <summary>The headline's number as promised, in words.</summary>
    public string? TargetText { get; init; }

    /// <summary>What the headline is held to; null where no number was promised.</summary>
    public long? Target { get; init; }

    /// <summary>The headline's own deadline, for the expected share.</summary>
    public PartialDate? TargetDeadline { get; init; }

    /// <summary>The headline's counted value; null where nothing counts.</summary>
    public long? Counted { get; init; }

    /// <summary>Its upper end where it is a range.</summary>
    public long? CountedHigh { get; init; }

    /// <summary>
    /// What counts as it stands beside the promise, with its hedge, as <see cref="Domain.Values.Quantity"/> writes it; null where
    /// nothing counts.
    /// </summary>
    public string? CountedText { get; init; }

    /// <summary>Counted over promised; null where nothing counts or no number was promised.</summary>
    public double? Share { get; init; }

    /// <summary>Whether figures stand on the page that are context or disputed.</summary>
    public required bool HasUncountedFigures { get; init; }

    /// <summary>The as-of date of the newest counted figure.</summary>
    public PartialDate? CountedAsOf { get; init; }

    /// <summary>Which kinds of figures count toward the headline, and since when such a figure was known, as <see cref="CountedKinds"/> writes it.</summary>
    public string CountedBy { get; init; } = "";

    /// <summary>What the first target in jobs is held to; null without one.</summary>
    public long? JobsPledged { get; init; }

    /// <summary>The metric of that target, by code: jobs of different kinds are never added up.</summary>
    public string? JobsMetric { get; init; }

    /// <summary>What counts toward that target.</summary>
    public long? JobsCounted { get; init; }

    /// <summary>What the first target in money is held to; null without one.</summary>
    public long? MoneyPledged { get; init; }

    /// <summary>ISO 4217: its currency.</summary>
    public string? MoneyCurrency { get; init; }

    /// <summary>Sorts by size: the jobs pledged, and -1 without any, since the databases sort nulls differently.</summary>
    public required long SizeOrder { get; init; }

    /// <summary>The last day the deadline can mean, after which it has passed; <see cref="NoDeadline"/> without one.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Sorts by progress: the share, and the lowest possible number without one.</summary>
    public required double ShareOrder { get; init; }

    /// <summary>The day an editor last checked.</summary>
    public DateOnly? LastChecked { get; init; }

    /// <summary>When the revision readers see was published, UTC.</summary>
    public required DateTime PublishedAt { get; init; }

    /// <summary>The latest day on which the world learnt something of the pledge; null before it was computed.</summary>
    public DateOnly? LatestNews { get; init; }

    /// <summary>Why the pledge lapsed. Not stored here: lists take it from the verdicts, for the day they show.</summary>
    public LapseReason? LapsedBecause { get; set; }

    /// <summary>Where it was kept and undone, from when. Not stored here, like <see cref="LapsedBecause"/>.</summary>
    public Undoing? Undone { get; set; }

    /// <summary>The same pledge with the values of an earlier state.</summary>
    public PledgeSummary In(PledgeState state) => new()
    {
        PledgeId = PledgeId,
        Slug = Slug,
        Title = Title,
        CompanySlug = CompanySlug,
        CompanyName = CompanyName,
        AnnouncedOn = AnnouncedOn,
        Deadline = Deadline,
        DeadlineIsComputed = DeadlineIsComputed,
        Verdict = state.Verdict,
        VerdictDate = state.VerdictDate,
        Checkability = Checkability,
        Metric = Metric,
        Family = Family,
        Currency = Currency,
        TargetText = TargetText,
        Target = Target,
        TargetDeadline = TargetDeadline,
        Counted = state.Counted,
        CountedHigh = state.CountedHigh,
        CountedText = state.CountedText,
        Share = state.Share,
        HasUncountedFigures = state.HasUncountedFigures,
        CountedAsOf = state.CountedAsOf,
        JobsPledged = JobsPledged,
        JobsMetric = JobsMetric,
        JobsCounted = state.JobsCounted,
        MoneyPledged = MoneyPledged,
        MoneyCurrency = MoneyCurrency,
        SizeOrder = SizeOrder,
        LastDay = LastDay,
        ShareOrder = state.Share ?? double.MinValue,
        LastChecked = LastChecked,
        PublishedAt = PublishedAt,
        LatestNews = LatestNews,
    };
}

/// <summary>
/// What was known of a published pledge from one day on, for lists and totals that look back. Computed at publication, with
/// one row for each day on which something became known.
/// </summary>
public sealed class PledgeState
{
    public required int PledgeId { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The first day on which the next state holds; <see cref="PledgeSummary.NoDeadline"/> for the last.</summary>
    public required DateOnly Until { get; init; }

    public required VerdictKind Verdict { get; init; }

    public PartialDate? VerdictDate { get; init; }

    public long? Counted { get; init; }

    public long? CountedHigh { get; init; }

    /// <inheritdoc cref="PledgeSummary.CountedText"/>
    public string? CountedText { get; init; }

    public double? Share { get; init; }

    public PartialDate? CountedAsOf { get; init; }

    public required bool HasUncountedFigures { get; init; }

    public long? JobsCounted { get; init; }
}

/// <summary>A tag of a published pledge.</summary>
public sealed class PledgeTag
{
    public required int PledgeId { get; init; }

    public required string Tag { get; init; }
}

/// <summary>The single row about the site itself.</summary>
public sealed class Site
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;

    /// <summary>
    /// Raised by everything that changes what readers see. It keys the output cache and the ETag, on every node.
    /// </summary>
    public long ContentVersion { get; set; }

    /// <summary>
    /// A name of this tracker that no other has and that stays when its address changes: the permanent ids in feeds and
    /// calendars are made of it.
    /// </summary>
    public Guid Key { get; set; } = Guid.NewGuid();

    /// <summary>
    /// The version of the rules by which published pledges are indexed for search
    /// (<see cref="Search.SearchDocument.Version"/>); 0 where they never were.
    /// </summary>
    public int SearchVersion { get; set; }

    /// <summary>The key by which the addresses of followers are hashed, encrypted; null before the first follower.</summary>
    public string? FollowerKey { get; set; }

    /// <summary>When the starter pledges were loaded, UTC; null for an empty start. They are loaded once and never again.</summary>
    public DateTime? StarterDataLoadedAt { get; set; }

    /// <summary>
    /// The version of the starter pledges (<c>StarterData.Version</c>) with which this tracker is done: loaded, taken, left, or refused as a
    /// whole. Null before a program that knew of versions.
    /// </summary>
    public string? StarterVersion { get; set; }
}

/// <summary>What an administrator decided about one starter pledge of one version.</summary>
public sealed class StarterDecision
{
    /// <summary>The most characters of a version.</summary>
    public const int VersionMaxLength = 16;

    /// <summary>The address the starter pledge has in its file.</summary>
    public required string Slug { get; init; }

    /// <summary>The version of the starter pledges that it was about.</summary>
    public required string Version { get; init; }

    /// <summary>The document that the text was saved in; null where it was left.</summary>
    public int? DocumentId { get; init; }

    /// <summary>The revision that holds the text; null where it was left.</summary>
    public int? Revision { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }
}

/// <summary>An address of a company that was merged into another. It redirects for ever.</summary>
public sealed class FormerCompanySlug
{
    public required string Slug { get; init; }

    /// <summary>The address that the company has now.</summary>
    public required string Now { get; set; }
}

/// <summary>When the newsroom last checked whether a source can still be read, and the result.</summary>
public sealed class LinkCheck
{
    public required string Url { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CheckedAt { get; set; }

    /// <summary>Why the page could not be read; null where it answered.</summary>
    public string? Problem { get; set; }

    /// <summary>UTC; the first of the failures in a row; null where the page answered.</summary>
    public DateTime? FailingSince { get; set; }

    /// <summary>When the page was last compared with its stored copy, UTC; null where it never was.</summary>
    public DateTime? ComparedAt { get; set; }

    /// <summary>UTC; when the page first said something else than its stored copy; null where it says the same.</summary>
    public DateTime? ChangedSince { get; set; }

    /// <summary>What is no longer on the page, in words; null where it says the same.</summary>
    public string? Change { get; set; }
}
