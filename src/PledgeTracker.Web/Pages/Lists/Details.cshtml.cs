using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Lists;

/// <summary>One list with its ladder and its entries, today or as known on a day.</summary>
[PublicPage(PledgePages.OnKey, PledgePages.RevisionKey, ListFilter.GroupKey, ListFilter.CompanyKey, ListFilter.PlaceKey, ListFilter.VerdictKey, PledgeFilter.PageKey)]
[SitePage("/lists/{slug}", Twins = [".csv", ".json", ".atom", ".feed.json", ".svg", ".png"], Examples = ["/lists/us-white-house-2025", "/lists/us-trump-claims-2016-2018"])]
public sealed class DetailsModel(ClaimViews views, ClaimPages pages, PublishedPledges published, IOptions<PledgeTrackerOptions> options) : PageModel
{
    /// <summary>How many entries or pledges one step of the ladder names; the table has the others.</summary>
    public const int Named = 60;

    public ListView View { get; private set; } = null!;

    public ClaimList List => View.List;

    public ClaimIndex Index => View.Index;

    public Ladder Ladder => View.Ladder;

    /// <summary>The published pledges that entries are matched to, by slug, as known on the day.</summary>
    public IReadOnlyDictionary<string, Pledge> Matched => View.Matched;

    /// <summary>What was corrected on the page, newest first.</summary>
    public IReadOnlyList<(string Note, DateTime At)> Corrections { get; private set; } = [];

    public IReadOnlyDictionary<string, EvidenceFile> Evidence { get; private set; } = null!;

    /// <summary>The day looked back to; null for today.</summary>
    public DateOnly? On => View.On;

    public DateOnly Day => View.Day;

    /// <summary>What the reader narrowed the entries by.</summary>
    public ListFilter Filter { get; private set; } = new();

    /// <summary>The entries that fit, in the order of the list.</summary>
    public IReadOnlyList<ListItem> Fitting { get; private set; } = [];

    /// <summary>The entries on this page of them.</summary>
    public IEnumerable<ListItem> Shown => Fitting.Skip((Filter.Page - 1) * ListFilter.PageSize).Take(ListFilter.PageSize);

    public int Pages => Math.Max(1, (Fitting.Count + ListFilter.PageSize - 1) / ListFilter.PageSize);

    /// <summary>The states of the list by the day, the newest first.</summary>
    public IEnumerable<ListVersion> Versions => List.Versions.Where(v => v.Date.Earliest <= Day).OrderByDescending(v => v.Date.Latest).ThenByDescending(v => v.Date.Earliest);

    /// <summary>The checks of the list by the day, the newest first.</summary>
    public IEnumerable<Check> Checks => Ladder.Checks.Reverse();

    /// <summary>The paragraph to paste.</summary>
    public string Paragraph => ClaimParagraph.WithAddress(Ladder, Matched, View.Site.Of(View.Path + View.Query));

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        var answer = await views.ListAsync(slug, Request.Query, cancel);
        if (answer.View is not { } view)
        {
            return this.Refuse(answer.Status, answer.Sentence);
        }

        if (!ListFilter.TryRead(Request.Query, out var filter, out var problem))
        {
            return this.NotUnderstood(problem);
        }

        (View, Filter) = (view, filter);
        Corrections = await published.CorrectionsAsync(view.State.Id, view.State.Revision, cancel);
        Evidence = await pages.EvidenceOfAsync(List.Sources, cancel);
        Fitting = view.Fitting(filter);
        if (Filter.Page > Pages)
        {
            return this.NothingThere(Plural(Pages, "The entries fill {0} page.", "The entries fill {0} pages."));
        }

        new Head(view.State.HeadTitle,
            F($"What is claimed on “{List.Title}”, what the list says, what checks found and what has been counted, step by step."), view.Path, "/claims")
        {
            HasCharts = false,
            IsEmbeddable = true,
            Image = view.Card,
            StructuredData = StructuredData.OfClaimList(view, options.Value),
            NoIndex = view.Query.Length > 0 || !Filter.IsEmpty || Filter.Page > 1,
            TwinQuery = view.Query,
            Modified = view.Published.PublishedAt,
        }.On(this);
        return Page();
    }

    /// <summary>How much of the list is copied here, in a sentence.</summary>
    public string Completeness() => ClaimWords.Completeness(List, Day);

    /// <summary>The address of this page with another page of the entries.</summary>
    public string PageAddress(int number) => $"/lists/{List.Slug}{Filter.ToQuery(View.State, number)}#items";
}
