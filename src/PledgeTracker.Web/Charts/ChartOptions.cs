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

    /// <summary>Whether a drawing with its own styles leaves its heading and its origin to the page that shows it.</summary>
    public bool IsBare { get; init; }

    /// <summary>
    /// The word of another drawing of the same on the page, which is read aloud instead of this one; null where this one has its own
    /// title, description and words for each mark.
    /// </summary>
    public string? ReadAs { get; init; }

    /// <summary>The number by which a page's table calls a figure, for whoever wants to know more of a mark; null without a table.</summary>
    public Func<Domain.Pledges.Figure, int>? NumberOf { get; init; }

    /// <summary>A paragraph on the pledge, placed before the drawing's own description where the chart stands alone.</summary>
    public string? About { get; init; }

    /// <summary>Whether it is read in another font than the site’s, which may be wider: alone, and in a frame on another site.</summary>
    public bool HasOtherFonts { get => Standalone || field; init; }

    /// <summary>What a drawing that stands alone is called; a pledge’s chart knows that itself.</summary>
    public string Heading { get; init; } = "";

    /// <summary>What a drawing that stands alone says, in a sentence under its heading, where the drawing has none of its own.</summary>
    public string Finding { get; init; } = "";

    /// <summary>How many numbers one side of a row of a ladder has at most; the page has the others.</summary>
    public int MostNumbers { get; init; } = 4;

    /// <summary>The day as of which a drawing that stands alone is true; a pledge’s chart knows that itself.</summary>
    public DateOnly On { get; init; }

    /// <summary>Who publishes the chart, written under a chart that stands alone.</summary>
    public string Site { get; init; } = "PledgeTracker";
}
