namespace PledgeTracker.Domain.Editing;

/// <summary>
/// A whole pledge as an editor wrote it: everything optional, every value still the text that was typed, so that a draft
/// can be wrong and nothing is lost. The starter files, the forms, the import and the stored revisions all have this shape;
/// <see cref="ReviewRules"/> turns it into a <see cref="Pledges.Pledge"/> or says what is missing.
/// </summary>
/// <remarks>
/// Dates are EDTF level 0 (<c>2017-01</c>), quantities as people write them (<c>more than 256,000</c>), fixed words in their
/// written form (<c>partly-kept</c>), and sources are pointed at by the id they have in <see cref="Sources"/>.
/// </remarks>
public sealed record PledgeDraft : Draft
{
    public string? Slug { get; init; }

    /// <summary>The slug of the company that promised.</summary>
    public string? Company { get; init; }

    public string? Title { get; init; }

    /// <summary>The standfirst: what was promised and what became of it, in two or three sentences.</summary>
    public string? Summary { get; init; }

    public AnnouncementDraft? Announced { get; init; }

    public IReadOnlyList<PlaceDraft> Places { get; init; } = [];

    /// <summary>What the promise was made to depend on, in the promiser's terms.</summary>
    public string? Conditions { get; init; }

    public CheckabilityDraft? Checkability { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The day an editor last checked the pledge, even if nothing had changed.</summary>
    public string? LastChecked { get; init; }

    public IReadOnlyList<TargetDraft> Targets { get; init; } = [];

    public IReadOnlyList<FigureDraft> Figures { get; init; } = [];

    public IReadOnlyList<EventDraft> Events { get; init; } = [];

    public IReadOnlyList<QuoteDraft> Quotes { get; init; } = [];

    public IReadOnlyList<IncentiveDraft> Incentives { get; init; } = [];

    public IReadOnlyList<CriterionDraft> Criteria { get; init; } = [];

    public IReadOnlyList<InquiryDraft> Inquiries { get; init; } = [];

    public IReadOnlyList<NoteDraft> Notes { get; init; } = [];

    public IReadOnlyList<RelationDraft> Relations { get; init; } = [];

    public IReadOnlyList<VerdictDraft> Verdicts { get; init; } = [];

    public IReadOnlyList<SourceDraft> Sources { get; init; } = [];
}

public sealed record AnnouncementDraft
{
    public string? Date { get; init; }

    public string? By { get; init; }

    public string? Role { get; init; }

    public string? To { get; init; }

    public string? Occasion { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

public sealed record PlaceDraft
{
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 3166-2, with its country: <c>US-WI</c>.</summary>
    public string? Subdivision { get; init; }

    /// <summary>City, county or site, in words.</summary>
    public string? Locality { get; init; }
}

public sealed record CheckabilityDraft
{
    public string? Rating { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

public sealed record TargetDraft
{
    /// <summary>A short word that figures use to point at this target; unique within the pledge.</summary>
    public string? Id { get; init; }

    public string? Metric { get; init; }

    /// <summary>What was promised; empty where a direction was promised without a number.</summary>
    public string? Quantity { get; init; }

    /// <summary>ISO 4217, for a target in money.</summary>
    public string? Currency { get; init; }

    /// <summary>The level before the promise: what a reported level is measured from; 0 for a new site.</summary>
    public string? Baseline { get; init; }

    public string? Deadline { get; init; }

    public string? DeadlineBasis { get; init; }

    /// <summary>Who and where the number covers.</summary>
    public string? Scope { get; init; }

    /// <summary>The promise's own hedges: "up to", "full-time", "direct and indirect".</summary>
    public string? Qualifiers { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<TargetRevisionDraft> Revisions { get; init; } = [];
}

public sealed record TargetRevisionDraft
{
    public string? Date { get; init; }

    public string? Quantity { get; init; }

    public string? Deadline { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

public sealed record FigureDraft
{
    /// <summary>The target the figure belongs to; empty for context that belongs to the pledge as a whole.</summary>
    public string? Target { get; init; }

    /// <summary>What the figure measures; empty where it is the target's metric.</summary>
    public string? Metric { get; init; }

    public string? Quantity { get; init; }

    public string? Currency { get; init; }

    public string? Span { get; init; }

    /// <summary>For a figure in a period: its first day, month or year.</summary>
    public string? From { get; init; }

    /// <summary>The date the figure describes; for a period, its end.</summary>
    public string? AsOf { get; init; }

    /// <summary>The date it became public.</summary>
    public string? Published { get; init; }

    public string? Basis { get; init; }

    public string? ReportedBy { get; init; }

    public string? Counting { get; init; }

    /// <summary>Why it does not count, or who disputes it; required unless it counts.</summary>
    public string? Reason { get; init; }

    /// <summary>The narrowest step of the funnel the figure shows.</summary>
    public string? Shows { get; init; }

    /// <summary>Whether the arithmetic is the editors' own.</summary>
    public bool Derived { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

public sealed record EventDraft
{
    public string? Date { get; init; }

    public string? Kind { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

public sealed record QuoteDraft
{
    public string? Text { get; init; }

    public string? Speaker { get; init; }

    public string? Role { get; init; }

    public string? Date { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

public sealed record IncentiveDraft
{
    public string? Grantor { get; init; }

    public string? Kind { get; init; }

    public string? Description { get; init; }

    /// <summary>Whole units of the currency, as people write it; empty where no source states an amount.</summary>
    public string? Amount { get; init; }

    public string? Currency { get; init; }

    public string? State { get; init; }

    public string? Date { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

public sealed record CriterionDraft
{
    /// <summary>The verdict this would lead to: <c>kept</c>, <c>partly-kept</c> or <c>missed</c>.</summary>
    public string? Outcome { get; init; }

    public string? Text { get; init; }

    /// <summary>The day the editors wrote it down.</summary>
    public string? Written { get; init; }
}

public sealed record InquiryDraft
{
    public string? Asked { get; init; }

    public string? Question { get; init; }

    public string? Outcome { get; init; }

    public string? Answered { get; init; }

    /// <summary>The company's words.</summary>
    public string? Answer { get; init; }
}

public sealed record NoteDraft
{
    public string? Kind { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

public sealed record RelationDraft
{
    public string? Kind { get; init; }

    /// <summary>The slug of the other pledge.</summary>
    public string? Pledge { get; init; }

    public string? Note { get; init; }
}

public sealed record VerdictDraft
{
    public string? Verdict { get; init; }

    /// <summary>The day from which the facts bear the verdict out: when the decisive one became public.</summary>
    public string? Date { get; init; }

    public string? Reason { get; init; }

    /// <summary>Why the pledge is called kept although less than all of it is counted; readers see it beside the verdict.</summary>
    public string? DespiteFigures { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

public sealed record SourceDraft
{
    /// <summary>A short word that the pledge's parts use to point at this source; unique within the pledge.</summary>
    public string? Id { get; init; }

    public string? Role { get; init; }

    public string? Kind { get; init; }

    public string? Publisher { get; init; }

    public string? Title { get; init; }

    public string? Url { get; init; }

    public string? Published { get; init; }

    public string? Accessed { get; init; }

    public string? ArchiveUrl { get; init; }

    /// <summary>At most 50 words of the source's own text.</summary>
    public string? Excerpt { get; init; }

    /// <summary>Page, section or paragraph within the source.</summary>
    public string? Section { get; init; }

    /// <summary>What a reader should know of the copy at hand: a reprint, a mirror, a translation.</summary>
    public string? Note { get; init; }

    /// <summary>Stored copies of it, each by the SHA-256 of its content in lower-case hexadecimal.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}
