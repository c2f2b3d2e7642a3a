using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Pledges;

/// <summary>A pledge's page in other places: the codes of its frame, and how to cite it.</summary>
[PublicPage(PledgePages.OnKey, PledgePages.RevisionKey)]
[SitePage("/pledges/{slug}/use", Examples = ["/pledges/alibaba-million-us-jobs-2017/use"])]
public sealed class UseModel(PledgePages pages) : PledgePartPage(pages, "use")
{
    protected override (string Title, string Description) Words => (F($"Embed and cite: {View.Name}"), F($"Codes to embed, and how to cite: {View.Name}."));
}
