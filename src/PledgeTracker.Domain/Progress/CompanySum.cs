using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Progress;

/// <summary>One pledge of a company, as far as a sum needs to know it: its jobs of one kind.</summary>
/// <param name="Id">The pledge.</param>
/// <param name="Announced">When it was made.</param>
/// <param name="Deadline">The deadline of these jobs; null where none was given, and where none is known here: then their time has no end.</param>
/// <param name="Promised">What it is held to.</param>
/// <param name="Counted">What counts, at its lowest reading; null where nothing does.</param>
/// <param name="AsOf">The date that the counted figure describes; null where nothing counts, and where that date is not known.</param>
/// <param name="IsJoint">Whether it was promised together with others.</param>
/// <param name="FellAway">Whether it was withdrawn or lapsed.</param>
/// <param name="After">The pledges that it follows or replaces.</param>
public sealed record SummedPledge(int Id, PartialDate Announced, PartialDate? Deadline, long Promised, long? Counted, PartialDate? AsOf, bool IsJoint = false, bool FellAway = false, IReadOnlyCollection<int>? After = null)
{
    /// <summary>
    /// Whether some of the jobs of one may be jobs of the other: their times, from announcement to deadline, have a day in common, or one
    /// of them says that it follows or replaces the other.
    /// </summary>
    public bool MayShareJobsWith(SummedPledge other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Announced.Earliest <= (other.Deadline?.Latest ?? DateOnly.MaxValue) && other.Announced.Earliest <= (Deadline?.Latest ?? DateOnly.MaxValue))
            || After?.Contains(other.Id) == true || other.After?.Contains(Id) == true;
    }
}

/// <summary>What one company promised in jobs of one kind, added up as far as that can be done.</summary>
/// <remarks>
/// A joint promise is nobody's own, so that it is in no sum of one company. What counts is held against what was promised only where none of
/// the jobs can be counted twice: one later promise may hold an earlier one, and both figures the same jobs.
/// </remarks>
public sealed class CompanySum
{
    private CompanySum(IReadOnlyList<SummedPledge> added, IReadOnlyList<SummedPledge> joint) => (Added, Joint) = (added, joint);

    /// <summary>The pledges that are added up.</summary>
    public IReadOnlyList<SummedPledge> Added { get; }

    /// <summary>Those left out because they were promised together with others.</summary>
    public IReadOnlyList<SummedPledge> Joint { get; }

    public long Promised => Total(Added, p => p.Promised);

    /// <summary>Those of the added pledges that have a counted figure.</summary>
    public IReadOnlyList<SummedPledge> WithCounted => [.. Added.Where(p => p.Counted is not null)];

    /// <summary>Those that have none and are still to be kept, or were not.</summary>
    public IReadOnlyList<SummedPledge> WithoutCounted => [.. Added.Where(p => p.Counted is null && !p.FellAway)];

    /// <summary>Those that have none and were withdrawn or lapsed.</summary>
    public IReadOnlyList<SummedPledge> FellAwayUncounted => [.. Added.Where(p => p.Counted is null && p.FellAway)];

    public long Counted => Total(WithCounted, p => p.Counted!.Value);

    /// <summary>What the pledges with a counted figure had promised.</summary>
    public long PromisedWhereCounted => Total(WithCounted, p => p.Promised);

    /// <summary>Whether one of several counted pledges may have jobs in common with another of the added ones.</summary>
    public bool MayCountTwice => WithCounted is { Count: > 1 } counted && counted.Any(one => Added.Any(other => one.Id != other.Id && one.MayShareJobsWith(other)));

    /// <summary><see cref="Counted"/> over <see cref="PromisedWhereCounted"/>; null where nothing counts, and where <see cref="MayCountTwice"/>.</summary>
    public double? Share => PromisedWhereCounted > 0 && !MayCountTwice ? Counted / (double)PromisedWhereCounted : null;

    /// <summary>The first and the last date that the counted figures describe, where they differ and all are known; otherwise null.</summary>
    public (PartialDate First, PartialDate Last)? CountedBetween =>
        WithCounted is { Count: > 1 } counted && counted.All(p => p.AsOf is not null) && (counted.Min(p => p.AsOf!.Value), counted.Max(p => p.AsOf!.Value)) is var (first, last) && first != last
            ? (first, last) : null;

    /// <summary>The sum of some pledges of one company and one kind of jobs, none of them part of another.</summary>
    public static CompanySum Of(IEnumerable<SummedPledge> pledges)
    {
        List<SummedPledge> all = [.. pledges];
        return new CompanySum(all.FindAll(p => !p.IsJoint), all.FindAll(p => p.IsJoint));
    }

    /// <summary>What some of the pledges promise together.</summary>
    public static long PromisedBy(IEnumerable<SummedPledge> pledges) => Total(pledges, p => p.Promised);

    private static long Total(IEnumerable<SummedPledge> pledges, Func<SummedPledge, long> number) =>
        TargetProgress.Clamp(pledges.Aggregate(Int128.Zero, (sum, p) => sum + number(p)));
}
