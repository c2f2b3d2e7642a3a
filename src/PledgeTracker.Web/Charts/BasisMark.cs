using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Charts;

/// <summary>
/// The shape of a figure's mark, so that it can be told without colour: a solid one for what counts, by what it rests on, a ring
/// that is crossed out for what does not count, and a dashed hexagon for what is disputed, whatever these rest on.
/// </summary>
internal static class BasisMark
{
    private const string Ring = "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z";

    /// <summary>The outline around the point 0 0: a circle has radius 5, and other shapes have about its area.</summary>
    public static string Path(Counting counting, Basis basis) => counting switch
    {
        Counting.Context => Ring + "M-6 6L6 -6",
        Counting.Disputed => "M0 -6.6L5.7 -3.3V3.3L0 6.6L-5.7 3.3V-3.3Z",
        _ => basis switch
        {
            Basis.CompanyStatement => Ring,
            Basis.CommissionedStudy => "M-6 -4.6H6L0 6Z",
            Basis.CompanyFiling => "M0 -6.4L6.4 0L0 6.4L-6.4 0Z",
            Basis.GovernmentRecord => "M-4.6 -4.6H4.6V4.6H-4.6Z",
            Basis.IndependentResearch => "M-6 4.6H6L0 -6Z",
            _ => "M-2.2 -6H2.2V-2.2H6V2.2H2.2V6H-2.2V2.2H-6V-2.2H-2.2Z",
        },
    };

    /// <summary>How far the outline reaches from its centre.</summary>
    public const double Reach = 7;

    /// <summary>The classes of a mark: whether it counts.</summary>
    public static string Classes(Counting counting) => "mark " + Code.Of(counting);
}
