using System.Globalization;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>The shades of places in a drawing, and the words and numbers that say the same: a shade only repeats a number.</summary>
/// <param name="Steps">The upper ends of the shades, in jobs pledged; what lies above the last has the last shade.</param>
public sealed record PlaceScale(IReadOnlyList<long> Steps)
{
    /// <summary>For the states of the United States.</summary>
    public static readonly PlaceScale States = new([0, 1_000, 5_000, 10_000]);

    /// <summary>For the countries of the world.</summary>
    public static readonly PlaceScale Countries = new([0, 10_000, 100_000, 1_000_000]);

    /// <summary>The shade of a place, from 0: no number for it.</summary>
    public int ShadeOf(PlaceTotal total) => total.WithJobs == 0 ? 0 : Steps.Count(step => total.JobsPledged > step);

    /// <summary>The class of a place in a drawing: that of its shade, or of a place that no pledge names.</summary>
    public string ClassOf(PlaceTotal? total) => total is null ? "tile tile-none" : "tile tile-" + ShadeOf(total).ToString(CultureInfo.InvariantCulture);

    /// <summary>What a reader who points at a place is told.</summary>
    public static string WordsOf(string name, PlaceTotal total) => total.WithJobs == 0
        ? F($"{name}: {Plural(total.Pledges, "{0} pledge", "{0} pledges")}, no number of jobs for this place")
        : F($"{name}: {Plural(total.JobsPledged, "{0} job pledged", "{0} jobs pledged")}, {Plural(total.Pledges, "{0} pledge", "{0} pledges")}");

    /// <summary>The number of a place where there is little room: cut, never rounded up; a dash where there is none.</summary>
    public static string Brief(PlaceTotal total) => total.WithJobs == 0 ? "–" : total.JobsPledged switch
    {
        >= 1_000_000 => F($"{Math.Truncate(total.JobsPledged / 100_000m) / 10:0.0}m"),
        >= 1_000 when !Language.Current.ShortensThousands => Wording.Number(total.JobsPledged),
        >= 10_000 => F($"{Math.Truncate(total.JobsPledged / 1000m):0.##}k"),
        >= 1_000 => F($"{Math.Truncate(total.JobsPledged / 100m) / 10:0.0}k"),
        _ => Wording.Number(total.JobsPledged),
    };
}
