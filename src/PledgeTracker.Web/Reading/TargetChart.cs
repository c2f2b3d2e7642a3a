using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Charts;

namespace PledgeTracker.Web.Reading;

/// <summary>The chart of one target on a pledge's page, with what stands around it. Whatever takes words or a drawing is made when it is first asked for.</summary>
public sealed class TargetChart
{
    private readonly Lazy<string> _finding;
    private readonly Lazy<ChartCaption?> _caption;
    private readonly Lazy<string> _wide;
    private readonly Lazy<(string Width, string Height)> _wideFile;
    private readonly Lazy<(string Width, string Height)> _narrowFile;

    /// <summary>Reads what is drawn of a target.</summary>
    /// <param name="view">The page.</param>
    /// <param name="target">One of its pledge's targets.</param>
    public TargetChart(PledgeView view, Target target)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(target);
        var reading = ChartReading.Of(view.Pledge, target, view.On);
        HasFigures = reading.Figures.Any();
        LeftToTheTable = [.. PledgeChart.LeftToTheTable(reading)];
        Options = new ChartOptions("wide-" + target.Key) { NumberOf = view.IsPreview ? null : view.Published.NumberOf };

        // Two readers may ask for one at once: it comes out the same.
        _finding = new(() => ChartWords.Finding(reading.Progress), LazyThreadSafetyMode.PublicationOnly);
        _caption = new(() => PledgeChart.CaptionOf(reading), LazyThreadSafetyMode.PublicationOnly);
        _wide = new(() => PledgeChart.Render(view.Pledge, target, view.On, Options), LazyThreadSafetyMode.PublicationOnly);
        _wideFile = new(() => ChartFile.SizeIn(ChartFile.Draw(view, target, "wide")), LazyThreadSafetyMode.PublicationOnly);
        _narrowFile = new(() => ChartFile.SizeIn(ChartFile.Draw(view, target, "narrow")), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Whether any figure of the target has a place on it; without one the drawing would say nothing.</summary>
    public bool HasFigures { get; }

    /// <summary>What it says, in a sentence without a full stop.</summary>
    public string Finding => _finding.Value;

    /// <summary>What stands under it; null where it has no figures.</summary>
    public ChartCaption? Caption => _caption.Value;

    /// <summary>The figures of the target that have no mark on it, with what their row in the table says of that.</summary>
    public IReadOnlyList<(Figure Figure, string Why)> LeftToTheTable { get; }

    /// <summary>How it is drawn in the page, for a wide screen.</summary>
    public ChartOptions Options { get; }

    /// <summary>The drawing as it stands in the page, for a wide screen.</summary>
    public string Drawing => _wide.Value;

    /// <summary>The size of the file for a wide screen.</summary>
    public (string Width, string Height) WideFile => _wideFile.Value;

    /// <summary>The size of the file for a phone.</summary>
    public (string Width, string Height) NarrowFile => _narrowFile.Value;
}
