using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Pledges;

/// <summary>
/// All that is recorded of a pledge's sources: when each was read, what it says in its own words, its copies. The pledge's page
/// lists them in a line each.
/// </summary>
[PublicPage(PledgePages.OnKey, PledgePages.RevisionKey)]
[SitePage("/pledges/{slug}/sources", Examples = ["/pledges/alibaba-million-us-jobs-2017/sources"])]
public sealed class SourcesModel(PledgePages pages) : PageModel
{
    public PledgeView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        switch (await pages.FindAsync(slug, Request.Query, cancel))
        {
            case PledgeAnswer.Shown shown:
                View = shown.View;
                new Head(F($"Sources: {View.Name}"), F($"Where what the page says comes from: {View.Name}."), $"/pledges/{View.Pledge.Slug}/sources", "/pledges") { NoIndex = View.Query.Length > 0, TwinQuery = View.Query }.On(this);
                return Page();
            case PledgeAnswer.Moved moved:
                return OwnRedirect.To($"{Language.Current.Prefix}/pledges/{moved.Slug}/sources{Request.QueryString}", permanent: true);
            case PledgeAnswer.Refused refused:
                return this.Refuse(refused.Status, refused.Sentence);
            default:
                throw new InvalidOperationException("There is no other answer.");
        }
    }
}
