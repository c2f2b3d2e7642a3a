using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Web.Pictures;

/// <summary>
/// <c>/pledges/{slug}.png</c>, the chart, and <c>/pledges/{slug}/card.png</c>, the picture beside a link, which has an address in
/// each language: <c>/es/pledges/{slug}/card.png</c>. The same for claimants and lists, and the second for checks, which have no chart.
/// </summary>
public static class PictureEndpoints
{
    // Twice the size, for high-resolution screens.
    private const float Scale = 2;

    public static void MapPictures(this IEndpointRouteBuilder endpoints)
    {
        var data = endpoints.MapData();
        MapSiteCard(data);
        data.MapMethods("/pledges/{slug:name}.png", DataAnswers.Reading, (HttpContext http, PledgePages pages, CancellationToken cancel) =>
            http.ShowAsync(pages, ".png", view => Png(http, () => ChartPicture.Render(ChartFile.Draw(view, ChartFile.TargetOf(view, http.Request.Query)), Scale)), cancel))
            .WithMetadata(new PublicPageAttribute(PledgePages.OnKey, PledgePages.RevisionKey, ChartFile.TargetKey))
            .WithName("getPledgeChartPng").WithSummary("A pledge's chart as PNG").WithTags("Pictures");
        data.MapMethods("/pledges/{slug:name}/card.png", DataAnswers.Reading, (HttpContext http, PledgePages pages, CancellationToken cancel) =>
            http.ShowAsync(pages, "/card.png", view => Png(http, () => SocialCard.Render(view, new Uri(view.Site).Host)), cancel))
            .WithMetadata(new PublicPageAttribute(PledgePages.OnKey, PledgePages.RevisionKey))
            .WithName("getPledgeCard").WithSummary("The picture beside a link to a pledge, 1200 × 630").WithTags("Pictures");
        MapClaims(data);
    }

    private static void MapClaims(IEndpointRouteBuilder data)
    {
        data.MapMethods("/claims/{slug:name}.png", DataAnswers.Reading, (string slug, HttpContext http, ClaimViews views, CancellationToken cancel) =>
            http.ShowAsync(views.ClaimantAsync(slug, http.Request.Query, cancel), view => Png(http, () => ChartPicture.Render(view.Picture(http.SeriesOf()), Scale))))
            .WithMetadata(new PublicPageAttribute([.. ClaimSection.Claimants.StateKeys, ChartFile.SeriesKey]))
            .WithName("getClaimantChartPng").WithSummary("A claimant's numbers over time as PNG").WithTags("Pictures");
        data.MapMethods("/lists/{slug:name}.png", DataAnswers.Reading, (string slug, HttpContext http, ClaimViews views, CancellationToken cancel) =>
            http.ShowAsync(views.ListAsync(slug, http.Request.Query, cancel), view => Png(http, () => ChartPicture.Render(view.Picture(), Scale))))
            .WithMetadata(new PublicPageAttribute(ClaimSection.Lists.StateKeys))
            .WithName("getListChartPng").WithSummary("The ladder of a list as PNG").WithTags("Pictures");
        data.MapMethods("/claims/{slug:name}/card.png", DataAnswers.Reading, (string slug, HttpContext http, ClaimViews views, CancellationToken cancel) =>
            http.ShowAsync(views.ClaimantAsync(slug, http.Request.Query, cancel), view => Png(http, () => SocialCard.Render(ClaimCard.Of(view)))))
            .WithMetadata(new PublicPageAttribute(ClaimSection.Claimants.StateKeys))
            .WithName("getClaimantCard").WithSummary("The picture beside a link to a claimant, 1200 × 630").WithTags("Pictures");
        data.MapMethods("/lists/{slug:name}/card.png", DataAnswers.Reading, (string slug, HttpContext http, ClaimViews views, CancellationToken cancel) =>
            http.ShowAsync(views.ListAsync(slug, http.Request.Query, cancel), view => Png(http, () => SocialCard.Render(ClaimCard.Of(view)))))
            .WithMetadata(new PublicPageAttribute(ClaimSection.Lists.StateKeys))
            .WithName("getListCard").WithSummary("The picture beside a link to a list, 1200 × 630").WithTags("Pictures");
        data.MapMethods("/checks/{slug:name}/card.png", DataAnswers.Reading, (string slug, HttpContext http, ClaimViews views, CancellationToken cancel) =>
            http.ShowAsync(views.CheckAsync(slug, http.Request.Query, cancel), view => Png(http, () => SocialCard.Render(ClaimCard.Of(view)))))
            .WithMetadata(new PublicPageAttribute(ClaimSection.Checks.StateKeys))
            .WithName("getCheckCard").WithSummary("The picture beside a link to a check, 1200 × 630").WithTags("Pictures");
    }

    private static void MapSiteCard(IEndpointRouteBuilder data) =>
        data.MapMethods("/card.png", DataAnswers.Reading, (HttpContext http, Http.SiteAddress site) => Png(http, () => SocialCard.RenderSite(new Uri(site.Of("/")).Host)))
            .WithMetadata(new PublicPageAttribute()).ExcludeFromDescription();

    private static IResult Png(HttpContext http, Func<byte[]> paint)
    {
        try
        {
            return Results.Bytes(paint(), "image/png");
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            // The library that paints pictures is missing; everything else works without it.
            return http.Refuse(StatusCodes.Status503ServiceUnavailable, "This machine lacks the library that paints pictures. The chart is there as SVG.");
        }
    }
}
