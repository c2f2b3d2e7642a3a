using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Lists;

/// <summary>One list with its ladder and its entries, today or as known on a day.</summary>
[PublicPage(PledgePages.OnKey, ListFilter.GroupKey, ListFilter.CompanyKey, ListFilter.PlaceKey, ListFilter.VerdictKey, PledgeFilter.PageKey)]
[SitePage("/lists/{slug}", Twins = [".csv", ".json"], Examples = ["/lists/us-white-house-2025", "/lists/us-trump-claims-2016-2018"])]
public sealed class DetailsModel(ClaimPages pages, Ladders ladders, SiteAddress site, NewsroomCalendar calendar) : PageModel
{
    /// <summary>How many entries or pledges one step of the ladder names; the table has the others.</summary>
    public const int Named = 60;

    public PublishedClaims<ClaimList> Published { get; private set; } = null!;

    public ClaimList List => Published.Content;

    public ClaimIndex Index { get; private set; } = null!;

    public Ladder Ladder { get; private set; } = null!;

    /// <summary>The published pledges that entries are matched to, by slug, as known on the day.</summary>
    public IReadOnlyDictionary<string, Pledge> Matched { get; private set; } = null!;

    public IReadOnlyDictionary<string, EvidenceFile> Evidence { get; private set; } = null!;

    /// <summary>The day looked back to; null for today.</summary>
    public DateOnly? On { get; private set; }

    public DateOnly Day => On ?? calendar.Today;

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
    public string Paragraph => ClaimParagraph.WithAddress(Ladder, Matched, site.Of($"/lists/{List.Slug}{PledgePages.QueryOf(On)}"));

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        var answer = await pages.ListAsync(slug, cancel);
        if (answer.Found is not { } found)
        {
            return answer.Status == StatusCodes.Status410Gone ? this.TakenOff(answer.Sentence) : this.NothingThere(answer.Sentence);
        }

        if (!PledgePages.TryReadDay(Request.Query, PledgePages.OnKey, out var on, out var problem) || !ListFilter.TryRead(Request.Query, out var filter, out problem))
        {
            return this.NotUnderstood(problem);
        }

        (Published, Index, Filter) = (found, answer.Index, filter);
        On = PledgePages.Past(on, calendar.Today);
        Matched = await ladders.MatchedAsync(List, On, cancel);
        Ladder = Ladder.Of(List, Index.Claimants.Select(c => c.Content), Index.Checks.Select(c => c.Content), Matched, Day);
        Evidence = await pages.EvidenceOfAsync(List.Sources, cancel);
        Fitting = filter.IsEmpty ? List.Items : [.. List.Items.Where(Fits)];
        if (Filter.Page > Pages)
        {
            return this.NothingThere(Plural(Pages, "The entries fill {0} page.", "The entries fill {0} pages."));
        }

        new Head(On is { } day ? F($"{List.Title}, as known on {day.InWords()}") : List.Title,
            F($"What is claimed on “{List.Title}”, what the list says, what checks found and what has been counted, step by step."), "/lists/" + List.Slug, "/claims")
        {
            HasCharts = false,
            HasCopy = true,
            NoIndex = On is not null || !Filter.IsEmpty || Filter.Page > 1,
            TwinQuery = PledgePages.QueryOf(On),
            Modified = found.PublishedAt,
        }.On(this);
        return Page();
    }

    /// <summary>What was found of an entry by the day.</summary>
    public IEnumerable<ItemFinding> FindingsOf(ListItem item) => Index.FindingsOf(item, On);

    /// <summary>The published pledges that an entry is matched to.</summary>
    public IEnumerable<(ItemMatch Match, Pledge Pledge)> MatchesOf(ListItem item) => item.Matches.Where(m => Matched.ContainsKey(m.Pledge)).Select(m => (m, Matched[m.Pledge]));

    /// <summary>The address of an entry on the page of its list.</summary>
    public static string AddressOf(ClaimList list, ListItem item)
    {
        return $"/lists/{list.Slug}{ListFilter.PageOf(list.Items.TakeWhile(i => i != item).Count() + 1)}#item-{item.Key}";
    }

    /// <summary>A number of entries in words.</summary>
    public static string Entries(Quantity entries) => Wording.AsSaid(entries, null) is var number ? PluralOf(number, Wording.Operands(number, entries.High), "{0} entry", "{0} entries") : "";

    /// <summary>How much of the list was taken down entry by entry, in a sentence.</summary>
    public IHtmlContent Completeness() => Completeness(List, Day);

    /// <summary>How much of a list was taken down entry by entry, beside how many entries it had when that was last known by a day.</summary>
    public static IHtmlContent Completeness(ClaimList list, DateOnly by)
    {
        var count = list.Items.Count;
        var known = list.Versions.Where(v => v.Entries is not null && v.Date.Earliest <= by).OrderBy(v => v.Date.Latest).LastOrDefault();
        return Markup.Text(count == 0 ? T("Its entries were not taken down.")
            : list.Collected == ItemsCollected.All ? Plural(count, "{0} entry was taken down. That is all of them.", "{0} entries were taken down. That is all of them.")
            : known is null ? Plural(count, "{0} entry was taken down. How many there are is not recorded.", "{0} entries were taken down. How many there are is not recorded.")
            : Plural(count, "{0} entry was taken down. On the list ({2}): {1}.", "{0} entries were taken down. On the list ({2}): {1}.", Entries(known.Entries!), known.Date.InWords()));
    }

    /// <summary>The address of this page with another page of the entries.</summary>
    public string PageAddress(int number) => $"/lists/{List.Slug}{Filter.ToQuery(On, number)}#items";

    private bool Fits(ListItem item) => Filter.Fits(item, FindingsOf(item), MatchesOf(item).Select(m => m.Pledge.VerdictKind));
}
