namespace PledgeTracker.Domain.Pledges;

/// <summary>The editors' judgement of a pledge. A person decides; the program never sets one.</summary>
public enum VerdictKind
{
    /// <summary>Nobody has judged the pledge yet. Says nothing about what the company did.</summary>
    NotYetRated,

    /// <summary>Fulfilled, mostly or completely.</summary>
    Kept,

    /// <summary>Substantially less than promised, yet significant and in line with it.</summary>
    PartlyKept,

    /// <summary>Under way, and the deadline has not passed.</summary>
    InProgress,

    /// <summary>No movement where there should be some.</summary>
    Stalled,

    /// <summary>Not fulfilled by its deadline, or undone.</summary>
    Missed,

    /// <summary>Taken back by the company.</summary>
    Withdrawn,

    /// <summary>Credible sources contradict each other on whether it was kept; the newsroom takes no side.</summary>
    Disputed,

    /// <summary>Fell away without being broken or taken back; <see cref="Pledges.LapseReason"/> says why.</summary>
    Lapsed,
}

/// <summary>What follows from a verdict's word alone.</summary>
public static class VerdictKinds
{
    /// <summary>
    /// Whether the pledge holds no more, though nobody says that it was broken: it was withdrawn or it lapsed. Then nothing is still to
    /// come of it, so that nothing is said to be missing "yet".
    /// </summary>
    public static bool FellAway(this VerdictKind verdict) => verdict is VerdictKind.Withdrawn or VerdictKind.Lapsed;
}

/// <summary>Why a pledge fell away without being broken or taken back.</summary>
public enum LapseReason
{
    /// <summary>A condition that the promise itself stated never came about.</summary>
    ConditionNotMet,

    /// <summary>The company became insolvent or was wound up.</summary>
    Insolvency,

    /// <summary>A court or a law made it void.</summary>
    MadeVoid,
}

/// <summary>Whether a pledge can be checked at all.</summary>
public enum Checkability
{
    /// <summary>A defined number, a baseline or a definition, and a deadline.</summary>
    Measurable,

    /// <summary>One of these is missing.</summary>
    PartlyMeasurable,

    /// <summary>So much is missing that nobody could prove or disprove it.</summary>
    HardlyMeasurable,
}

/// <summary>What kinds of thing a metric counts. Totals never mix families.</summary>
public enum MetricFamily
{
    Jobs,
    Businesses,
    People,
    Money,
}

/// <summary>Where a target's deadline comes from.</summary>
public enum DeadlineBasis
{
    /// <summary>The promise names the date.</summary>
    Stated,

    /// <summary>The promise names a length of time, and the date follows from the announcement.</summary>
    Computed,

    /// <summary>The promise names no time.</summary>
    NoneGiven,

    /// <summary>A later agreement, or somebody else, names the date; the announcement did not.</summary>
    Agreement,

    /// <summary>The date is that of the project, as of a site or of a sum of money, and was not given for what is counted.</summary>
    Project,
}

/// <summary>How firmly something was said that was not promised outright.</summary>
public enum Firmness
{
    /// <summary>It was expected, intended, planned or estimated.</summary>
    Expected,

    /// <summary>It was said to be possible, or to follow under a condition.</summary>
    Possible,
}

/// <summary>What stretch of time a figure covers.</summary>
public enum Span
{
    /// <summary>Everything since the announcement, each figure including the ones before it.</summary>
    Total,

    /// <summary>A level on that day, such as a headcount; progress is the level less the target's baseline.</summary>
    Level,

    /// <summary>What came about between two dates; periods of one target add up.</summary>
    Period,
}

/// <summary>What a figure rests on; always shown beside the number.</summary>
public enum Basis
{
    CompanyStatement,

    /// <summary>Paid for by the company.</summary>
    CommissionedStudy,

    /// <summary>Given to a regulator, under penalty.</summary>
    CompanyFiling,
    GovernmentRecord,
    IndependentResearch,
    MediaCount,
}

/// <summary>Whether a figure moves the bar.</summary>
public enum Counting
{
    /// <summary>It measures what was pledged, in the pledged scope.</summary>
    Counted,

    /// <summary>It measures something else; shown hollow, with the reason.</summary>
    Context,

    /// <summary>Sources contradict each other and the editors take no side.</summary>
    Disputed,
}

/// <summary>The steps of the funnel, each narrower than the one before (ProPublica, 2018).</summary>
public enum FunnelStep
{
    /// <summary>Somebody reported it.</summary>
    Reported,

    /// <summary>Somebody who is not the company confirmed it.</summary>
    Verified,

    /// <summary>It had not been planned before the promise.</summary>
    New,

    /// <summary>It would not have come otherwise.</summary>
    Attributable,
}

/// <summary>What happened in a pledge's life.</summary>
public enum EventKind
{
    Announced,
    Progress,
    Revised,
    Disputed,
    Verified,
    Withdrawn,
    Cancelled,
    DeadlinePassed,
}

/// <summary>Where public money tied to a pledge stands.</summary>
public enum IncentiveState
{
    Offered,
    Awarded,
    Paid,
    ClawedBack,
    Cancelled,

    /// <summary>Somebody who can said that it will be revoked, and it has not been.</summary>
    Threatened,
}

/// <summary>The form public support takes.</summary>
public enum IncentiveKind
{
    Grant,
    TaxRelief,
    Loan,
    Infrastructure,
    Land,
    Training,
    Equity,
    Package,
    Other,
}

/// <summary>What somebody looked for.</summary>
public enum LookupSubject
{
    /// <summary>A number of what came about.</summary>
    Count,

    /// <summary>The level before the promise.</summary>
    StartingLevel,
    Deadline,

    /// <summary>A paper that settles something: a contract, a filing, a record.</summary>
    Document,

    /// <summary>Whatever became known since the pledge was last worked on.</summary>
    AnythingNew,
}

/// <summary>What came of looking for something. Says nothing beyond where somebody looked, and how far that reaches.</summary>
public enum LookupOutcome
{
    /// <summary>It was found, and stands in the pledge.</summary>
    Found,
    NothingFound,

    /// <summary>Nothing beyond what already stood in the pledge.</summary>
    NothingNew,
}

/// <summary>What became of a question to the company.</summary>
public enum InquiryOutcome
{
    /// <summary>Asked, and no answer was due yet.</summary>
    Open,
    Answered,
    Declined,
    Silent,
}

/// <summary>Who speaks in a quote, as they stand to the promise.</summary>
public enum QuoteVoice
{
    /// <summary>Whoever made the promise, or speaks for those who did.</summary>
    Promiser,

    /// <summary>Somebody to whom it was promised, or who gains by it.</summary>
    Beneficiary,

    /// <summary>Somebody who doubts or contradicts it.</summary>
    Critic,

    /// <summary>Somebody who reports or examines it without a part in it.</summary>
    Reporter,
}

/// <summary>What an editor's note is about.</summary>
public enum NoteKind
{
    /// <summary>Sources that say different things, with both sides kept.</summary>
    Conflict,

    /// <summary>What a reader should know that is no figure, event or quote of this pledge.</summary>
    Background,
}

/// <summary>How one pledge stands to another.</summary>
public enum RelationKind
{
    /// <summary>Contained in the other, and so never added to it in a total.</summary>
    PartOf,
    Replaces,
    Follows,

    /// <summary>Worth seeing together; no rule follows.</summary>
    Related,
}

/// <summary>What a source is used for.</summary>
public enum SourceRole
{
    /// <summary>Where it was promised.</summary>
    Promise,

    /// <summary>What was reported, found or decided afterwards.</summary>
    Proof,
}

/// <summary>Who speaks in a source.</summary>
public enum SourceKind
{
    NewsReport,
    CompanyStatement,
    CompanyFiling,
    GovernmentRecord,
    Research,
    Other,
}
