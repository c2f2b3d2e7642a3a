using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Reading;

/// <summary>The totals of many pledges. Pledges that are part of another are never added to it.</summary>
public sealed record PledgeTotals
{
    public int Pledges { get; init; }

    /// <summary>How many are part of another pledge.</summary>
    public int Parts { get; init; }

    /// <summary>The first target in jobs of every pledge.</summary>
    public long JobsPledged { get; init; }

    /// <summary>What counts toward these targets; a range with its lower end.</summary>
    public long JobsCounted { get; init; }

    public int PledgesWithJobs { get; init; }

    /// <summary>How many of the pledges with a jobs target have anything that counts.</summary>
    public int PledgesWithJobsCounted { get; init; }

    /// <summary>
    /// What the pledges with a counted value had promised: the number with which <see cref="JobsCounted"/> may be compared.
    /// </summary>
    public long JobsPledgedWhereCounted { get; init; }

    /// <summary>How many lie past their deadline, how many of these were kept, and how many have no final verdict.</summary>
    public int PastDeadline { get; init; }

    public int PastDeadlineKept { get; init; }

    public int PastDeadlineOpen { get; init; }

    /// <summary>How many past their deadline have a final verdict: the number with which those kept may be compared.</summary>
    public int PastDeadlineJudged => PastDeadline - PastDeadlineOpen;

    public required IReadOnlyDictionary<VerdictKind, int> Verdicts { get; init; }

    public PartialDate? EarliestAnnouncement { get; init; }
}
