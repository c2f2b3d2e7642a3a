using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Domain.Progress;

/// <summary>
/// What may be said where a pledge has no count, no starting level or no deadline. An absence is a fact about a search: only
/// a look-up lets anybody say that nothing was found, and nobody's look-up is made up ("Look-up" in the domain's
/// description).
/// </summary>
public static class Absence
{
    /// <summary>
    /// The look-up on which it may be said that nothing was found: the newest that found nothing, unless one of the same
    /// day or later found something. Null where nothing of the kind may be said.
    /// </summary>
    /// <param name="pledge">The pledge, with the look-ups of the day that is looked at.</param>
    /// <param name="sought">What is not there.</param>
    /// <param name="target">The target that it is missing for; look-ups for the pledge as a whole hold for each.</param>
    public static Lookup? Ground(Pledge pledge, LookupSubject sought, Target? target)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        var nothing = Newest(Of(pledge, sought, target).Where(l => l.Outcome == LookupOutcome.NothingFound));
        return nothing is not null && Of(pledge, sought, target).Any(l => l.Outcome == LookupOutcome.Found && l.Date >= nothing.Date) ? null : nothing;
    }

    /// <summary>
    /// The newest look-up for something, whatever came of it; null where nobody recorded one. Whoever looked for anything new
    /// looked for counts too.
    /// </summary>
    /// <param name="pledge">The pledge.</param>
    /// <param name="sought">What was looked for.</param>
    /// <param name="target">The target that it was looked for.</param>
    public static Lookup? LastSearch(Pledge pledge, LookupSubject sought, Target? target)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        return Newest(Of(pledge, sought, target).Concat(sought == LookupSubject.Count ? Of(pledge, LookupSubject.AnythingNew, target) : []));
    }

    /// <summary>The newest of a pledge's look-ups, whatever was looked for; null where there is none.</summary>
    public static Lookup? Newest(Pledge pledge)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        return Newest(pledge.Lookups);
    }

    private static IEnumerable<Lookup> Of(Pledge pledge, LookupSubject sought, Target? target) =>
        pledge.Lookups.Where(l => l.SoughtFor == sought && (l.TargetKey is null || l.TargetKey == target?.Key));

    // Of several on one day the last that was written down.
    private static Lookup? Newest(IEnumerable<Lookup> lookups) => lookups.Reverse().MaxBy(l => l.Date);
}
