namespace PledgeTracker.Web.Charts;

/// <summary>How a chart is drawn; what is drawn follows from the pledge and the date alone.</summary>
/// <param name="Id">A word that is unique on the page: the ids of the drawing's title and description begin with it.</param>
public sealed record ChartOptions(string Id)
{
    /// <summary>The width at which a column of a desktop page shows the chart about one to one.</summary>
    public const int Wide = 720;

    /// <summary>The width for a phone: fewer labels, at a size that can be read on 320 pixels.</summary>
    public const int Narrow = 360;

    /// <summary>The width in units of the drawing; it scales from there.</summary>
    public int Width { get; init; } = Wide;

    /// <summary>Whether the drawing stands outside a page: then it includes its styles, its heading and its origin.</summary>
    public bool Standalone { get; init; }

    /// <summary>A paragraph on the pledge, placed before the drawing's own description where the chart stands alone.</summary>
    public string? About { get; init; }

    /// <summary>Who publishes the chart, written under a chart that stands alone.</summary>
    public string Site { get; init; } = "PledgeTracker";
}
