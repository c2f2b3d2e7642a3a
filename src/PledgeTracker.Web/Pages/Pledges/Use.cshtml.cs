using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Pledges;

/// <summary>A pledge's page in other places: the codes of its frame, how to cite it.</summary>
[PublicPage(PledgePages.OnKey, PledgePages.RevisionKey)]
[SitePage("/pledges/{slug}/use", Examples = ["/pledges/alibaba-million-us-jobs-2017/use"])]
public sealed class UseModel(PledgePages pages) : PageModel
{
    public PledgeView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        switch (await pages.FindAsync(slug, Request.Query, cancel))
        {
            case PledgeAnswer.Shown shown:
                View = shown.View;
                new Head(F($"Embed and cite: {View.Name}"), F($"Codes to embed, and how to cite: {View.Name}."), $"/pledges/{View.Pledge.Slug}/use", "/pledges") { NoIndex = View.Query.Length > 0, TwinQuery = View.Query }.On(this);
                return Page();
            case PledgeAnswer.Moved moved:
                return OwnRedirect.To($"{Language.Current.Prefix}/pledges/{moved.Slug}/use{Request.QueryString}", permanent: true);
            case PledgeAnswer.Refused refused:
                return this.Refuse(refused.Status, refused.Sentence);
            default:
                throw new InvalidOperationException("There is no other answer.");
        }
    }
}
