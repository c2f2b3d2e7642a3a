using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Pages.Pledges;

/// <summary>A page beside a pledge's own, one step below it in its address, of the same day or revision.</summary>
/// <param name="pages">Finds pledges by their addresses.</param>
/// <param name="part">The last step of the address.</param>
public abstract class PledgePartPage(PledgePages pages, string part) : PageModel
{
    public PledgeView View { get; private set; } = null!;

    /// <summary>What the page is called, and what it has in a sentence.</summary>
    protected abstract (string Title, string Description) Words { get; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        switch (await pages.FindAsync(slug, Request.Query, cancel))
        {
            case PledgeAnswer.Shown shown:
                View = shown.View;
                var (title, description) = Words;
                new Head(title, description, $"/pledges/{View.Pledge.Slug}/{part}", "/pledges") { NoIndex = View.Query.Length > 0, TwinQuery = View.Query }.On(this);
                return Page();
            case PledgeAnswer.Moved moved:
                return OwnRedirect.To($"{Language.Current.Prefix}/pledges/{moved.Slug}/{part}{Request.QueryString}", permanent: true);
            case PledgeAnswer.Refused refused:
                return this.Refuse(refused.Status, refused.Sentence);
            default:
                throw new InvalidOperationException("There is no other answer.");
        }
    }
}
