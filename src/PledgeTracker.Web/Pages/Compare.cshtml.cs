using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Embeds;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages;

/// <summary>Two to six pledges beside each other: the share of each one's own target against the time since its announcement.</summary>
[PublicPage(EmbedPages.PledgeKey, PledgePages.OnKey)]
[SitePage("/compare", IsInSitemap = false, Examples = ["/compare?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017"])]
public sealed class CompareModel(PledgePages pages) : PageModel
{
    public IReadOnlyList<PledgeView> Views { get; private set; } = [];

    public IReadOnlyList<Compared> Pledges { get; private set; } = [];

    public IReadOnlyList<ComparedDifference> Differences { get; private set; } = [];

    /// <summary>The query of exactly this comparison.</summary>
    public string Query { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var slugs = ComparedNames.Of(Request.Query);
        if (slugs.Count > EmbedPages.MostCompared)
        {
            return this.NotUnderstood(Plural(EmbedPages.MostCompared, "A comparison has two to {0} pledge, and the address names {1}. Go back and remove some.", "A comparison has two to {0} pledges, and the address names {1}. Go back and remove some.", slugs.Count));
        }

        var views = new List<PledgeView>();
        foreach (var slug in slugs)
        {
            switch (await pages.FindAsync(slug, Request.Query, cancel))
            {
                case PledgeAnswer.Shown shown:
                    views.Add(shown.View);
                    break;
                case PledgeAnswer.Moved moved:
                    return OwnRedirect.To(Language.Current.Prefix + "/compare" + QueryOf(slugs.Select(s => s == slug ? moved.Slug : s)), permanent: true);
                case PledgeAnswer.Refused { Status: StatusCodes.Status410Gone } gone:
                    return this.TakenOff(F($"“{PledgeFilter.Shorten(slug)}” cannot be compared. {gone.Sentence}"));
                case PledgeAnswer.Refused { Status: StatusCodes.Status404NotFound } unknown:
                    return this.NothingThere(unknown.Sentence);
                case PledgeAnswer.Refused refused:
                    return this.NotUnderstood(refused.Sentence);
            }
        }

        Views = views;
        Pledges = Compared.All([.. views.Select(view => (view.Pledge, view.Progress[0]))]);
        Differences = ComparisonWords.Differences(Pledges);
        Query = QueryOf(slugs);
        var looksBack = views.Exists(v => v.LooksBack);
        new Head(
            Pledges.Count < 2 ? T("Compare pledges") : F($"Compared: {string.Join(", ", views.Select(v => v.Pledge.Company.Name).Distinct())}"),
            T("Job pledges side by side: the share of each target against the time since the announcement."), "/compare" + Query, "/pledges")
        { NoIndex = looksBack || Pledges.Count < 2, IsEmbeddable = Pledges.Count > 1 }.On(this);
        return Page();
    }

    /// <summary>The address without one of the pledges.</summary>
    public string Without(PledgeView view) => Here + "/compare" + QueryOf(Views.Where(v => v != view).Select(v => v.Pledge.Slug));

    private string QueryOf(IEnumerable<string> slugs) => ComparedNames.QueryOf(slugs, PledgePages.TryReadDay(Request.Query, PledgePages.OnKey, out var on, out _) ? on : null);
}
