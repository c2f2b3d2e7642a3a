using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Pledges;

/// <summary>
/// One public promise by one company, made on one occasion, that can in principle be held against later figures; with
/// everything known of it. A published pledge is complete and obeys the review rules: <see cref="Editing.ReviewRules"/> is
/// the only way to make one.
/// </summary>
public sealed class Pledge
{
    public const int TitleMaxLength = 140;
    public const int SummaryMaxLength = 600;

    public required string Slug { get; init; }

    /// <summary>Who promised.</summary>
    public required Company Company { get; init; }

    public required string Title { get; init; }

    /// <summary>The standfirst.</summary>
    public required string Summary { get; init; }

    public required PartialDate AnnouncedOn { get; init; }

    /// <summary>The person or body that spoke the promise.</summary>
    public required string AnnouncedBy { get; init; }

    public string? AnnouncedByRole { get; init; }

    /// <summary>Whether the promise, or its number, is known by the word of somebody outside the company (<see cref="Announcer"/>).</summary>
    public bool IsAnnouncedByOutsider => Announcer.IsOutside(this);

    /// <summary>Who promised together with the company, in words; null where it promised alone.</summary>
    public string? PromisedWith { get; init; }

    /// <summary>
    /// The company that promised, where it has become part of <see cref="Company"/>; null where that one promised itself. A company that only
    /// changed its name has its names instead.
    /// </summary>
    public string? PromisedAs { get; init; }

    /// <summary>To whom; null where it was said to the public.</summary>
    public string? AnnouncedTo { get; init; }

    public string? Occasion { get; init; }

    public List<Source> AnnouncementSources { get; init; } = [];

    public List<Place> Places { get; init; } = [];

    public string? Conditions { get; init; }

    public required Checkability Checkability { get; init; }

    public required string CheckabilityReason { get; init; }

    public List<Source> CheckabilitySources { get; init; } = [];

    public List<string> Tags { get; init; } = [];

    /// <summary>The day an editor last checked, even if nothing had changed; null where nobody has since it was entered.</summary>
    public DateOnly? LastChecked { get; init; }

    /// <summary>What was promised, in order; the first is the headline.</summary>
    public List<Target> Targets { get; init; } = [];

    /// <summary>What was reported, in the editors' order.</summary>
    public List<Figure> Figures { get; init; } = [];

    public List<PledgeEvent> Events { get; init; } = [];

    public List<Quote> Quotes { get; init; } = [];

    public List<Incentive> Incentives { get; init; } = [];

    public List<Criterion> Criteria { get; init; } = [];

    /// <summary>What somebody looked for, in the editors' order: the only ground for saying that nothing was found.</summary>
    public List<Lookup> Lookups { get; init; } = [];

    public List<Inquiry> Inquiries { get; init; } = [];

    public List<EditorsNote> Notes { get; init; } = [];

    public List<Relation> Relations { get; init; } = [];

    /// <summary>Every verdict ever given, oldest first. The last one is the current verdict.</summary>
    public List<Verdict> Verdicts { get; init; } = [];

    /// <summary>Where the facts come from, numbered in this order.</summary>
    public List<Source> Sources { get; init; } = [];

    public Target Headline => Targets[0];

    /// <summary>The verdict that holds; null where none was known on the date looked back to.</summary>
    public Verdict? Verdict => Verdicts.Count > 0 ? Verdicts[^1] : null;

    /// <summary>The verdict's word; "not yet rated" where there is none.</summary>
    public VerdictKind VerdictKind => Verdict?.Kind ?? VerdictKind.NotYetRated;

    /// <summary>
    /// What became of a pledge that was kept and is so no more: the last verdict of "kept", and the one that undid it. Null where it
    /// was never kept or still is, where nobody has judged it since, where its being kept is disputed, and where the whole headline target
    /// still counts: then another part of the promise decided the later verdict, and nobody says that anything was undone.
    /// </summary>
    public Undoing? Undone => Undoing.Of([.. Verdicts.Select(v => (v.Kind, v.Date))], Targets.Count == 0 ? null : TargetProgress.Of(this, Headline, DateOnly.MaxValue).Share);

    public IEnumerable<Figure> FiguresOf(Target target) => Figures.Where(f => f.Target == target);
}

/// <summary>Where the promise was to be carried out.</summary>
public sealed class Place
{
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>ISO 3166-2, with its country: <c>US-WI</c>.</summary>
    public string? Subdivision { get; init; }

    /// <summary>City, county or site, in words.</summary>
    public string? Locality { get; init; }
}

/// <summary>What was promised: one number, by one date.</summary>
public sealed class Target
{
    /// <summary>The word by which the pledge's own file points at it.</summary>
    public required string Key { get; init; }

    public required Metric Metric { get; init; }

    /// <summary>The number as it was first promised; null where a direction was promised without one.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>ISO 4217, for a target in money.</summary>
    public string? Currency { get; init; }

    /// <summary>The level before the promise, from which reported levels are measured; 0 for a new site; null where unknown.</summary>
    public long? Baseline { get; init; }

    /// <summary>The word before <see cref="Baseline"/>, as the source has it: "about", "more than"; null for a plain number.</summary>
    public string? BaselineHedge { get; init; }

    /// <summary>The level before the promise with its hedge; null where unknown.</summary>
    public Quantity? Start => Baseline is not { } number ? null : BaselineHedge is null ? Quantity.Exactly(number) : Quantity.Parse($"{BaselineHedge} {number}");

    public PartialDate? Deadline { get; init; }

    public required DeadlineBasis DeadlineBasis { get; init; }

    /// <summary>How firmly it was said; null where it was promised outright.</summary>
    public Firmness? Firmness { get; init; }

    /// <summary>The key of the target that this one is a part of; what counts toward the part counts toward the whole.</summary>
    public string? PartOf { get; init; }

    public string? Scope { get; init; }

    public string? Qualifiers { get; init; }

    public List<Source> Sources { get; init; } = [];

    private List<TargetRevision> _revisions = [];

    /// <summary>Later changes by those who made the promise, oldest first. Progress is never measured against them.</summary>
    public List<TargetRevision> Revisions
    {
        get => _revisions;
        init => _revisions = value;
    }

    /// <summary>The same target, with only those changes that were known on some day.</summary>
    internal Target With(List<TargetRevision> revisions)
    {
        var copy = (Target)MemberwiseClone();
        copy._revisions = revisions;
        return copy;
    }
}

/// <summary>A later change of a target by those who made the promise. Shown beside the original, never instead of it.</summary>
public sealed class TargetRevision
{
    /// <summary>From when the changed target holds.</summary>
    public required PartialDate Date { get; init; }

    /// <summary>When the change itself was announced; null where no source shows it, and then <see cref="Date"/> stands in.</summary>
    public PartialDate? Announced { get; init; }

    /// <summary>The person or body that announced the change.</summary>
    public string? AnnouncedBy { get; init; }

    /// <summary>The date that decides what was known when: that of the announcement, or the one from which it holds.</summary>
    public PartialDate KnownSince => Announced ?? Date;

    /// <summary>The new number; null where only the date moved.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>The new deadline; null where only the number moved.</summary>
    public PartialDate? Deadline { get; init; }

    public string? Note { get; init; }

    public List<Source> Sources { get; init; } = [];
}

/// <summary>Something reported after the promise.</summary>
public sealed class Figure
{
    private Target? _target;

    /// <summary>The target it belongs to; null for context of the pledge as a whole.</summary>
    public Target? Target
    {
        get => _target;
        init => _target = value;
    }

    /// <summary>What it measures; of a counted figure always its target's metric.</summary>
    public required Metric Metric { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>ISO 4217, for a figure in money.</summary>
    public string? Currency { get; init; }

    public required Span Span { get; init; }

    /// <summary>For a period, where it begins.</summary>
    public PartialDate? From { get; init; }

    /// <summary>The date it describes; of a period, the end; of an undated figure the day by which it was known.</summary>
    public required PartialDate AsOf { get; init; }

    /// <summary>Whether no source says which day it describes, only that it was known by <see cref="AsOf"/>.</summary>
    public bool Undated { get; init; }

    /// <summary>When it became public; null where no source shows it, and then the as-of date stands in.</summary>
    public PartialDate? Published { get; init; }

    public required Basis Basis { get; init; }

    public string? ReportedBy { get; init; }

    public required Counting Counting { get; init; }

    /// <summary>Why it does not count, or what is disputed; never null unless it counts.</summary>
    public string? Reason { get; init; }

    /// <summary>The narrowest step of the funnel it shows.</summary>
    public required FunnelStep Shows { get; init; }

    /// <summary>Whether the arithmetic is the editors' own.</summary>
    public bool Derived { get; init; }

    public string? Note { get; init; }

    public List<Source> Sources { get; init; } = [];

    /// <summary>The date that decides what was known when: publication, or the as-of date where that is missing.</summary>
    public PartialDate KnownSince => Published ?? AsOf;

    /// <summary>The same figure, attached to its target as known on some day.</summary>
    internal Figure Of(Target? target)
    {
        var copy = (Figure)MemberwiseClone();
        copy._target = target;
        return copy;
    }
}

/// <summary>A dated fact in the pledge's life.</summary>
public sealed class PledgeEvent
{
    public required PartialDate Date { get; init; }

    public required EventKind Kind { get; init; }

    public required string Text { get; init; }

    public List<Source> Sources { get; init; } = [];
}

/// <summary>A speaker's own words, at most <see cref="MaxWords"/> of them.</summary>
public sealed class Quote
{
    public const int MaxWords = 50;

    public required string Text { get; init; }

    public required string Speaker { get; init; }

    public string? Role { get; init; }

    /// <summary>How the speaker stands to the promise; null where nobody wrote it down.</summary>
    public QuoteVoice? Voice { get; init; }

    /// <summary>Whether these words are the promise itself; only ever the promiser's.</summary>
    public bool IsPromise { get; init; }

    public PartialDate? Date { get; init; }

    public List<Source> Sources { get; init; } = [];
}

/// <summary>Public money or relief tied to the pledge.</summary>
public sealed class Incentive
{
    public required string Grantor { get; init; }

    public required IncentiveKind Kind { get; init; }

    public string? Description { get; init; }

    /// <summary>Whole units of <see cref="Currency"/>; null where no source states an amount.</summary>
    public Quantity? Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    public required IncentiveState State { get; init; }

    /// <summary>Whether it was offered for the pledge as first announced, even if it was later changed or withdrawn.</summary>
    public bool AtTheTime { get; init; }

    /// <summary>When it was offered or agreed, where it has moved on since; null where no source shows it.</summary>
    public PartialDate? Offered { get; init; }

    /// <summary>Since when it stands as <see cref="State"/> says; null where no source shows it.</summary>
    public PartialDate? Date { get; init; }

    public List<Source> Sources { get; init; } = [];

    /// <summary>The same as it stood when it was offered, before it moved on.</summary>
    internal Incentive AsOffered() => new()
    {
        Grantor = Grantor,
        Kind = Kind,
        Description = Description,
        Amount = Amount,
        Currency = Currency,
        State = IncentiveState.Offered,
        AtTheTime = AtTheTime,
        Offered = Offered,
        Sources = Sources,
    };
}

/// <summary>What would count as kept, partly kept or missed, with the day the editors wrote it down.</summary>
public sealed class Criterion
{
    public required VerdictKind Outcome { get; init; }

    public required string Text { get; init; }

    public required DateOnly Written { get; init; }
}

/// <summary>
/// On a day somebody looked for something about the pledge: where, how far that material reaches, and what came of it.
/// </summary>
public sealed class Lookup
{
    public required DateOnly Date { get; init; }

    public required LookupSubject SoughtFor { get; init; }

    /// <summary>The key of the target it was about; null where it was about the pledge as a whole.</summary>
    public string? TargetKey { get; init; }

    /// <summary>Where somebody looked, in words.</summary>
    public required string Where { get; init; }

    /// <summary>How far that material reaches, in words: "news pages published up to March 2026"; null only where something was found.</summary>
    public string? Reach { get; init; }

    public required LookupOutcome Outcome { get; init; }

    public string? Note { get; init; }
}

/// <summary>A question of the newsroom to the company.</summary>
public sealed class Inquiry
{
    public required DateOnly Asked { get; init; }

    public required string Question { get; init; }

    public required InquiryOutcome Outcome { get; init; }

    public DateOnly? Answered { get; init; }

    /// <summary>The company's words.</summary>
    public string? Answer { get; init; }
}

/// <summary>What an editor tells the reader that is no figure, event or quote: where sources disagree, and background.</summary>
public sealed class EditorsNote
{
    public required NoteKind Kind { get; init; }

    public required string Text { get; init; }

    public List<Source> Sources { get; init; } = [];
}

/// <summary>How this pledge stands to another.</summary>
public sealed class Relation
{
    public required RelationKind Kind { get; init; }

    /// <summary>The other pledge's slug. By slug and not by reference: the other may not be published yet.</summary>
    public required string OtherSlug { get; init; }

    public string? Note { get; init; }
}

/// <summary>The editors' judgement, with the day from which the facts bear it out, and the reason.</summary>
public sealed class Verdict
{
    public required VerdictKind Kind { get; init; }

    public required PartialDate Date { get; init; }

    public required string Reason { get; init; }

    /// <summary>Why the pledge fell away; null unless it <see cref="VerdictKind.Lapsed"/>.</summary>
    public LapseReason? LapsedBecause { get; init; }

    /// <summary>Why the verdict holds although the figures say otherwise (<see cref="Progress.VerdictAndFigures"/>).</summary>
    public string? DespiteFigures { get; init; }

    /// <summary>Why the company was not asked before the verdict was given; null where it was, or where nobody wrote it down.</summary>
    public string? NotAsked { get; init; }

    public List<Source> Sources { get; init; } = [];
}

/// <summary>A verdict of "kept" that a later one undid.</summary>
/// <param name="Kept">From when it was called kept.</param>
/// <param name="Since">From when it is not: the date of the verdict that undid it.</param>
public sealed record Undoing(PartialDate Kept, PartialDate Since)
{
    /// <summary>The undoing that verdicts tell of; null where they tell of none.</summary>
    /// <param name="verdicts">Every verdict ever given, oldest first.</param>
    /// <param name="share">What counts of the headline target; null where nothing does.</param>
    public static Undoing? Of(IReadOnlyList<(VerdictKind Kind, PartialDate Date)> verdicts, double? share)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        if (verdicts.Count == 0 || share >= 1 || !Undoes(verdicts[^1].Kind))
        {
            return null;
        }

        var last = verdicts.Count - 1;
        while (last >= 0 && verdicts[last].Kind != VerdictKind.Kept)
        {
            last--;
        }

        return last < 0 ? null : new Undoing(verdicts[last].Date, verdicts.Skip(last + 1).First(v => Undoes(v.Kind)).Date);
    }

    private static bool Undoes(VerdictKind kind) => kind is not (VerdictKind.Kept or VerdictKind.NotYetRated or VerdictKind.Disputed);
}

/// <summary>Where a fact comes from.</summary>
public sealed class Source
{
    public const int ExcerptMaxWords = 50;

    /// <summary>The word by which the pledge's own file points at it.</summary>
    public required string Key { get; init; }

    /// <summary>Its number on the pledge's page, from 1.</summary>
    public required int Number { get; init; }

    public required SourceRole Role { get; init; }

    public required SourceKind Kind { get; init; }

    public required string Publisher { get; init; }

    public required string Title { get; init; }

    public required string Url { get; init; }

    public PartialDate? Published { get; init; }

    public DateOnly? Accessed { get; init; }

    public string? ArchiveUrl { get; init; }

    public string? Excerpt { get; init; }

    /// <summary>Page, section or paragraph within the source.</summary>
    public string? Section { get; init; }

    /// <summary>What a reader should know of the copy: a reprint, a mirror, a translation.</summary>
    public string? Note { get; init; }

    /// <summary>Stored copies of it, each by the SHA-256 of its content.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}
