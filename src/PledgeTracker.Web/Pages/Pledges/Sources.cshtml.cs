using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Pledges;

/// <summary>
/// All that is recorded of a pledge's sources: when each was read, what it says in its own words, its copies. The pledge's page
/// lists them in a line each.
/// </summary>
[PublicPage(PledgePages.OnKey, PledgePages.RevisionKey)]
[SitePage("/pledges/{slug}/sources", Examples = ["/pledges/alibaba-million-us-jobs-2017/sources"])]
public sealed class SourcesModel(PledgePages pages) : PledgePartPage(pages, "sources")
{
    protected override (string Title, string Description) Words => (F($"Sources: {View.Name}"), F($"Where what the page says comes from: {View.Name}."));
}
