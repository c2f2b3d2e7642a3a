using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Reading;

/// <summary>The totals of many pledges. Pledges that are part of another are never added to it.</summary>
public sealed record PledgeTotals
{
    public int Pledges { get; init; }

    /// <summary>How many are part of another pledge.</summary>
    public int Parts { get; init; }

    /// <summary>
    /// The first target in jobs of every pledge, by kind, the kind of most pledges first: jobs created, retained and supported
    /// are never added up.
    /// </summary>
    public IReadOnlyList<JobsOfKind> Kinds { get; init; } = [];

    /// <summary>How many lie past their deadline, how many of these were kept, and how many have no final verdict.</summary>
    public int PastDeadline { get; init; }

    public int PastDeadlineKept { get; init; }

    public int PastDeadlineOpen { get; init; }

    /// <summary>The final verdicts of those past their deadline, with how many have each.</summary>
    public IReadOnlyDictionary<VerdictKind, int> PastDeadlineVerdicts { get; init; } = new Dictionary<VerdictKind, int>();

    /// <summary>How many past their deadline have a final verdict: the number with which those kept may be compared.</summary>
    public int PastDeadlineJudged => PastDeadline - PastDeadlineOpen;

    public required IReadOnlyDictionary<VerdictKind, int> Verdicts { get; init; }

    /// <summary>The final verdicts of the others: without an original deadline, or given before it. With how many have each.</summary>
    public IReadOnlyList<(VerdictKind Verdict, int Count)> FinalVerdictsElsewhere =>
        [.. PledgeListing.Final.Select(v => (v, Verdicts.GetValueOrDefault(v) - PastDeadlineVerdicts.GetValueOrDefault(v))).Where(v => v.Item2 > 0)];

    public PartialDate? EarliestAnnouncement { get; init; }
}

/// <summary>The jobs of one kind that one company promises.</summary>
/// <param name="Label">The name of the metric, in English.</param>
/// <param name="Sum">What its pledges come to.</param>
public sealed record JobsOfCompany(string Label, CompanySum Sum)
{
    /// <summary>
    /// The sum as firmly as its parts were said: with "more than 500" in it, it is more than so much. Where parts leave no number in common,
    /// it is about so much.
    /// </summary>
    /// <param name="said">What each pledge promised, by its id; what is not in it counts as said exactly.</param>
    public Quantity Promised(IReadOnlyDictionary<int, Quantity> said)
    {
        ArgumentNullException.ThrowIfNull(said);
        var together = CostPerJob.SumOf(Sum.Added.Select(p => said.GetValueOrDefault(p.Id) is { } one && (one.Low == p.Promised || one.High == p.Promised) ? one : Quantity.Exactly(p.Promised)));
        return together is null ? Quantity.Exactly(0) : together.Low == Sum.Promised || together.High == Sum.Promised ? together : Quantity.About(Sum.Promised);
    }

    /// <summary>Whether two of the pledges may include the same jobs.</summary>
    public bool MayOverlap => Sum.Added.Any(one => Sum.Added.Any(other => one.Id < other.Id && one.MayShareJobsWith(other)));
}

/// <summary>The jobs of one kind that several pledges promise. What is part of another pledge is left out.</summary>
/// <param name="Label">The name of the metric, in English.</param>
/// <param name="IsLevel">Whether levels were promised, whose numbers are no sum of anything.</param>
public sealed record JobsOfKind(string Label, bool IsLevel)
{
    public int Pledges { get; init; }

    public long Pledged { get; init; }

    /// <summary>How many of the pledges have anything that counts.</summary>
    public int WithCounted { get; init; }

    /// <summary>What counts toward them; of a range its lower end.</summary>
    public long Counted { get; init; }

    /// <summary>What the pledges with a counted figure had promised: the number to hold <see cref="Counted"/> against.</summary>
    public long PledgedWhereCounted { get; init; }

    /// <summary>How many of the pledges were withdrawn or lapsed.</summary>
    public int FellAway { get; init; }

    /// <summary>What these had promised.</summary>
    public long PledgedFellAway { get; init; }
}
