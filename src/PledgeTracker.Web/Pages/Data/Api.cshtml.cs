using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Settings;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Data;

/// <summary>The reference of the API for people, made from the endpoints themselves.</summary>
[PublicPage]
[SitePage("/data/api", ShowsPledges = false)]
public sealed class ApiModel(EndpointDataSource endpoints, SiteAddress site, IOptions<PledgeTrackerOptions> options) : PageModel
{
    /// <summary>One address.</summary>
    public sealed record Line(string Method, string Path, string Summary, IReadOnlyList<string> Keys);

    public int RequestsAMinute => options.Value.DataRequestsByAddress;

    /// <summary>The address that assistants are given.</summary>
    public string Assistants => site.Of(DataAnswers.Assistants);

    /// <summary>The addresses by what they are for.</summary>
    public IReadOnlyList<(string Tag, IReadOnlyList<Line> Lines)> Groups { get; private set; } = [];

    public void OnGet()
    {
        Groups = [.. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IEndpointNameMetadata>() is not null && e.Metadata.GetMetadata<IEndpointSummaryMetadata>() is not null)
            .Select(e =>
            {
                var described = e.Metadata.GetMetadata<DataDescription>();
                var keys = described is null ? e.Metadata.GetMetadata<PublicPageAttribute>()?.QueryKeys ?? []
                    : described.HasRowKeys ? [.. described.Keys, .. DataRequest.RowKeys] : described.Keys;
                return (Tag: e.Metadata.GetMetadata<ITagsMetadata>()!.Tags[0],
                    Line: new Line(e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0], "/" + e.RoutePattern.RawText!.TrimStart('/').Replace(":name", "", StringComparison.Ordinal), e.Metadata.GetMetadata<IEndpointSummaryMetadata>()!.Summary, keys));
            })
            .GroupBy(e => e.Tag)
            .Select(g => (g.Key, (IReadOnlyList<Line>)[.. g.Select(e => e.Line).OrderBy(l => l.Path, StringComparer.Ordinal)]))];
        new Head("API", T("How programs read this site, and how a newsroom’s programs write drafts."), "/data/api", "/data") { HasCharts = false }.On(this);
    }
}
