namespace PledgeTracker.Web.Charts;

/// <summary>
/// What was pledged and counted in one place. It adds only pledges whose jobs are of the kind that most pledges promise, are
/// promised in this place alone, and that are not part of another pledge: a number promised for two places belongs to neither.
/// </summary>
/// <param name="Code">ISO 3166-1 or 3166-2.</param>
public sealed record PlaceTotal(string Code)
{
    /// <summary>All pledges that name the place.</summary>
    public int Pledges { get; init; }

    public int Kept { get; init; }

    /// <summary>How many have no final verdict, so that a pledge that is not kept yet is not taken for broken.</summary>
    public int Open { get; init; }

    /// <summary>How many are added up in <see cref="JobsPledged"/>.</summary>
    public int WithJobs { get; init; }

    /// <summary>How many promise jobs and are not added.</summary>
    public int NotAdded { get; init; }

    public long JobsPledged { get; init; }

    public long JobsCounted { get; init; }

    /// <summary>What the added pledges had promised of which something counts: the number to hold <see cref="JobsCounted"/> against.</summary>
    public long PledgedWhereCounted { get; init; }

    /// <summary>How many of the added pledges have anything that counts.</summary>
    public int WithCounted { get; init; }

    /// <summary>How many of the added pledges were withdrawn or lapsed.</summary>
    public int FellAway { get; init; }

    /// <summary>What these had promised.</summary>
    public long PledgedFellAway { get; init; }
}
