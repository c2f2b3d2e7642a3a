namespace PledgeTracker.Web.Charts;

/// <summary>A straight mapping from values to places on the drawing.</summary>
/// <param name="Low">The value that lies at <paramref name="Start"/>.</param>
/// <param name="High">The value that lies at <paramref name="End"/>.</param>
/// <param name="Start">Where the low end is drawn; for a vertical axis the larger coordinate.</param>
/// <param name="End">Where the high end is drawn.</param>
public readonly record struct Scale(double Low, double High, double Start, double End)
{
    /// <summary>Where a value lies. A scale without extent puts everything at its start.</summary>
    public double At(double value) =>
        High == Low ? Start : Start + ((value - Low) / (High - Low) * (End - Start));
}
