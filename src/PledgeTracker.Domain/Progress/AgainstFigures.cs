using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Domain.Progress;

/// <summary>How the figures of a pledge stand against its verdict.</summary>
public enum AgainstFigures
{
    /// <summary>They do not contradict it.</summary>
    No,

    /// <summary>It is called kept, and less than the whole headline target is counted.</summary>
    KeptWithLess,

    /// <summary>It is called missed, stalled or partly kept, and the whole headline target is counted.</summary>
    HarshWithAll,
}

/// <summary>Whether the verdict that holds and the share beside it say opposite things, so that readers must be told why.</summary>
public static class VerdictAndFigures
{
    /// <summary>How the figures of a pledge stand against its verdict on a day.</summary>
    public static AgainstFigures Of(Pledge pledge, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        return Of(pledge.VerdictKind, TargetProgress.Of(pledge, pledge.Headline, on).Share);
    }

    /// <summary>
    /// The targets with a number that a verdict can rest on where the headline has none: of a direction alone nobody can say that it was kept
    /// or missed by how much. Empty where the headline has a number, and where no such verdict was given.
    /// </summary>
    /// <remarks>No field says which target a verdict rests on. Its reason does, and must stand beside it then.</remarks>
    public static IReadOnlyList<Target> BesideTheHeadline(Pledge pledge)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        return pledge is { VerdictKind: VerdictKind.Kept or VerdictKind.PartlyKept or VerdictKind.Missed, Headline.Quantity: null } ? pledge.Targets.FindAll(t => t.Quantity is not null) : [];
    }

    /// <summary>The same of a verdict and the share of the headline target that is counted; null where none can be given.</summary>
    public static AgainstFigures Of(VerdictKind verdict, double? share) => (verdict, share) switch
    {
        (VerdictKind.Kept, not >= 1) => AgainstFigures.KeptWithLess,
        (VerdictKind.Missed or VerdictKind.Stalled or VerdictKind.PartlyKept, >= 1) => AgainstFigures.HarshWithAll,
        _ => AgainstFigures.No,
    };
}
