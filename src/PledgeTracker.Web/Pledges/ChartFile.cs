using System.Security.Cryptography;
using System.Text;
using PledgeTracker.Web.Caching;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Pages.Pledges;

namespace PledgeTracker.Web.Pledges;

/// <summary>A pledge's chart as a file that stands alone: <c>/pledges/{slug}.svg?target=&amp;on=</c>.</summary>
public static class ChartFile
{
    private const string TargetKey = "target";

    public static void MapChartFile(this WebApplication app) => app
        .MapGet("/pledges/{slug}.svg", AnswerAsync)
        .WithMetadata(new PublicPageAttribute(DetailsModel.OnKey, TargetKey));

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
                http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src {StyleHash(svg)}; frame-ancestors 'none'";
                return Results.Text(svg, "image/svg+xml; charset=utf-8");
            default:
                return Results.Text("There is no pledge at this address.", statusCode: StatusCodes.Status404NotFound);
        }
    }

    // The drawing brings its own styles along. Named by their hash they pass; nothing else does.
    private static string StyleHash(string svg)
    {
        var start = svg.IndexOf("<style>", StringComparison.Ordinal);
        var end = svg.IndexOf("</style>", StringComparison.Ordinal);
        return start < 0 || end < start
            ? "'none'"
            : $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(svg[(start + "<style>".Length)..end])))}'";
    }
}
