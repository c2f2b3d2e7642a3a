using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Reading;

/// <summary>A pledge's chart as a file that stands alone: <c>/pledges/{slug}.svg?target=&amp;on=</c>.</summary>
public static class ChartFile
{
    /// <summary>The query key of a target by its short name; the headline where there is none.</summary>
    public const string TargetKey = "target";

    public static void MapChartFile(this IEndpointRouteBuilder data) => data
        .MapMethods("/pledges/{slug:name}.svg", DataAnswers.Reading, (HttpContext http, PledgePages pages, CancellationToken cancel) =>
            http.ShowAsync(pages, ".svg", view => Results.Text(Draw(view, TargetOf(view, http)), "image/svg+xml; charset=utf-8"), cancel))
        .WithMetadata(new PublicPageAttribute(PledgePages.OnKey, PledgePages.RevisionKey, TargetKey))
        .WithName("getPledgeChartSvg").WithSummary("A pledge's chart as SVG").WithTags("Pictures")
        .WithSecurityHeadersPolicy(SecurityHeaders.ForCharts);

    /// <summary>The target that a request names.</summary>
    /// <exception cref="DataRequestException">There is none of that name.</exception>
    public static Domain.Pledges.Target TargetOf(PledgeView view, HttpContext http)
    {
        var problem = "";
        return PledgeFilter.TryOne(http.Request.Query, TargetKey, out var key, ref problem)
            ? key is null ? view.Pledge.Headline
                : view.Pledge.Targets.FirstOrDefault(t => t.Key == key) ?? throw new DataRequestException($"This pledge has no target “{PledgeFilter.Shorten(key)}”. It has: {string.Join(", ", view.Pledge.Targets.Select(t => t.Key))}.", StatusCodes.Status404NotFound)
            : throw new DataRequestException(problem);
    }

    /// <summary>The chart, as it stands alone.</summary>
    public static string Draw(PledgeView view, Domain.Pledges.Target target) =>
        PledgeChart.Render(view.Pledge, target, view.On, new ChartOptions("chart") { Standalone = true, About = target == view.Pledge.Headline ? view.Paragraph : null, Site = "PledgeTracker · " + new Uri(view.Site).Host });
}
