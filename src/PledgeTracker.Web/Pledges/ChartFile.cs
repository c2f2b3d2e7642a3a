using PledgeTracker.Web.Caching;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Operations;
using PledgeTracker.Web.Pages.Pledges;

namespace PledgeTracker.Web.Pledges;

/// <summary>A pledge's chart as a file that stands alone: <c>/pledges/{slug}.svg?target=&amp;on=</c>.</summary>
public static class ChartFile
{
    private const string TargetKey = "target";

    public static void MapChartFile(this WebApplication app) => app
        .MapMethods("/pledges/{slug}.svg", [HttpMethods.Get, HttpMethods.Head], AnswerAsync)
        .WithMetadata(new PublicPageAttribute(DetailsModel.OnKey, TargetKey))
        .WithSecurityHeadersPolicy(SecurityHeaders.ForCharts);

    private static async Task<IResult> AnswerAsync(
        string slug, HttpContext http, PublishedPledges pledges, TimeProvider clock, CancellationToken cancel)
    {
        string? key = null;
        if (!DetailsModel.TryReadDay(http.Request.Query, out var asked, out var problem)
            || !PledgeFilter.TryOne(http.Request.Query, TargetKey, out key, ref problem))
        {
            return Results.Text(problem, statusCode: StatusCodes.Status400BadRequest);
        }

        switch (await pledges.FindAsync(slug, cancel))
        {
            case PledgeAddress.Moved moved:
                return Results.Redirect($"/pledges/{moved.Slug}.svg{http.Request.QueryString}", permanent: true);
            case PledgeAddress.Gone gone:
                return Results.Text($"This pledge was taken off the site. {gone.Reason}", statusCode: StatusCodes.Status410Gone);
            case PledgeAddress.Found { Pledge.Pledge: var pledge }:
                var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
                var on = asked < today ? asked.Value : today;
                var known = asked < today ? Domain.Progress.AsKnownOn.Of(pledge, on) : pledge;
                var target = key is null ? known.Headline : known.Targets.FirstOrDefault(t => t.Key == key);
                if (target is null)
                {
                    return Results.Text($"This pledge has no target “{PledgeFilter.Shorten(key!)}”.", statusCode: StatusCodes.Status404NotFound);
                }

                var svg = PledgeChart.Render(known, target, on, new ChartOptions("chart") { Standalone = true });
                return Results.Text(svg, "image/svg+xml; charset=utf-8");
            default:
                return Results.Text("There is no pledge at this address.", statusCode: StatusCodes.Status404NotFound);
        }
    }
}
