using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// A chart as a file that stands alone: a pledge’s, <c>/pledges/{slug}.svg?target=&amp;on=</c>, a claimant’s, <c>/claims/{slug}.svg?series=&amp;on=</c>,
/// and the ladder of a list, <c>/lists/{slug}.svg?on=</c>.
/// </summary>
public static class ChartFile
{
    /// <summary>The query key of a target by its short name; the headline where there is none.</summary>
    public const string TargetKey = "target";

    /// <summary>The query key of a drawing within a page, which has its heading and its origin: <c>wide</c> or <c>narrow</c>.</summary>
    public const string SizeKey = LanguagePrefix.DrawingKey;

    /// <summary>The query key of a claimant’s series by its short name; the first that has a chart where there is none.</summary>
    public const string SeriesKey = "series";

    public static void MapChartFiles(this IEndpointRouteBuilder data)
    {
        data.MapMethods("/pledges/{slug:name}.svg", DataAnswers.Reading, (HttpContext http, PledgePages pages, CancellationToken cancel) =>
            http.ShowAsync(pages, ".svg", view => Svg(Draw(view, TargetOf(view, http.Request.Query), SizeOf(http))), cancel))
            .WithMetadata(new PublicPageAttribute(PledgePages.OnKey, PledgePages.RevisionKey, TargetKey, SizeKey))
            .WithName("getPledgeChartSvg").WithSummary("A pledge's chart as SVG").WithTags("Pictures")
            .WithSecurityHeadersPolicy(SecurityHeaders.ForCharts);
        data.MapMethods("/claims/{slug:name}.svg", DataAnswers.Reading, (string slug, HttpContext http, ClaimViews views, CancellationToken cancel) =>
            http.ShowAsync(views.ClaimantAsync(slug, http.Request.Query, cancel), view => Svg(view.Picture(http.SeriesOf()))))
            .WithMetadata(new PublicPageAttribute([.. ClaimSection.Claimants.StateKeys, SeriesKey]))
            .WithName("getClaimantChartSvg").WithSummary("A claimant's numbers over time as SVG").WithTags("Pictures")
            .WithSecurityHeadersPolicy(SecurityHeaders.ForCharts);
        data.MapMethods("/lists/{slug:name}.svg", DataAnswers.Reading, (string slug, HttpContext http, ClaimViews views, CancellationToken cancel) =>
            http.ShowAsync(views.ListAsync(slug, http.Request.Query, cancel), view => Svg(view.Picture())))
            .WithMetadata(new PublicPageAttribute(ClaimSection.Lists.StateKeys))
            .WithName("getListChartSvg").WithSummary("The ladder of a list as SVG").WithTags("Pictures")
            .WithSecurityHeadersPolicy(SecurityHeaders.ForCharts);
    }

    private static IResult Svg(string drawing) => Results.Text(drawing, "image/svg+xml; charset=utf-8");

    /// <summary>The target that a query names.</summary>
    /// <exception cref="DataRequestException">There is none of that name.</exception>
    public static Domain.Pledges.Target TargetOf(PledgeView view, IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(view);
        var problem = "";
        return PledgeFilter.TryOne(query, TargetKey, out var key, ref problem)
            ? key is null ? view.Pledge.Headline
                : view.Pledge.Targets.FirstOrDefault(t => t.Key == key) ?? throw new DataRequestException($"This pledge has no target “{PledgeFilter.Shorten(key)}”. It has: {string.Join(", ", view.Pledge.Targets.Select(t => t.Key))}.", StatusCodes.Status404NotFound)
            : throw new DataRequestException(problem);
    }

    private static string? SizeOf(HttpContext http)
    {
        var problem = "";
        return !PledgeFilter.TryOne(http.Request.Query, SizeKey, out var size, ref problem) ? throw new DataRequestException(problem)
            : size is null or "wide" or "narrow" ? size
            : throw new DataRequestException($"There is no size “{PledgeFilter.Shorten(size)}”. Write wide or narrow, or leave it out.");
    }

    /// <summary>The chart with its own styles.</summary>
    /// <param name="view">The page of the pledge.</param>
    /// <param name="target">One of its targets.</param>
    /// <param name="size">For which screen, where the page that shows it has its heading and its origin; null where it stands alone.</param>
    public static string Draw(PledgeView view, Domain.Pledges.Target target, string? size = null) => PledgeChart.Render(view.Pledge, target, view.On, new ChartOptions("chart")
    {
        Width = size == "narrow" ? ChartOptions.Narrow : ChartOptions.Wide,
        Standalone = true,
        IsBare = size is not null,
        NumberOf = size is null ? null : view.Published.NumberOf,
        About = size is null && target == view.Pledge.Headline ? view.Paragraph : null,
        Site = "PledgeTracker · " + new Uri(view.Site).Host,
    });

    /// <summary>How wide and high a drawing is, in its own units.</summary>
    /// <param name="drawing">A chart.</param>
    public static (string Width, string Height) SizeIn(string drawing)
    {
        const string begin = "viewBox=\"0 0 ";
        var from = drawing.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var size = drawing[from..drawing.IndexOf('"', from)].Split(' ');
        return (size[0], size[1]);
    }
}
