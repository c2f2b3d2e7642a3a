using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Pages.Pledges;

[PublicPage(PledgePages.OnKey, PledgePages.RevisionKey, PledgeFilter.SinceKey)]
[SitePage("/pledges/{slug}", Twins = [".csv", ".json", ".atom", ".feed.json", ".ics", ".svg", ".png"], Examples = ["/pledges/alibaba-million-us-jobs-2017", "/pledges/foxconn-wisconsin-13000-2017"])]
public sealed class DetailsModel(PledgePages pages, PublishedPledges published, IOptions<PledgeTrackerOptions> options) : PageModel
{
    public PledgeView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        switch (await pages.FindAsync(slug, Request.Query, cancel))
        {
            case PledgeAnswer.Shown shown:
                if (!PledgePages.TryReadDay(Request.Query, PledgeFilter.SinceKey, out var since, out var problem))
                {
                    return this.NotUnderstood(problem);
                }

                View = shown.View;
                if (since is { } day)
                {
                    View = View.With(new SinceView(day, [.. Chronicle.Of(View.Pledge).Where(e => e.KnownOn > day).Reverse()], await published.PublicationsSinceAsync(View.Published.Id, day, cancel)));
                }

                View.Once("head", view => view.Head with { StructuredData = OpenData.StructuredData.OfPledge(view, options.Value, view.Corrections) }).On(this);
                return Page();
            case PledgeAnswer.Moved moved:
                return OwnRedirect.To($"{Language.Current.Prefix}/pledges/{moved.Slug}{Request.QueryString}", permanent: true);
            case PledgeAnswer.Refused refused:
                return this.Refuse(refused.Status, refused.Sentence);
            default:
                throw new InvalidOperationException("There is no other answer.");
        }
    }
}
