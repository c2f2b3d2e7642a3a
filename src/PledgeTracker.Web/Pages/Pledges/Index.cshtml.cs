using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Search;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Pledges;

/// <summary>The list of pledges: searched, narrowed by facets and ranges, sorted.</summary>
[PublicList]
[SitePage("/pledges", Menu = 1, Name = "Pledges", Twins = [".csv", ".json", ".atom", ".feed.json", ".ics"])]
public sealed class IndexModel(PledgeListing listing, PublishedPledges published, PledgeTrackerDbContext context, ClaimIndexes claims, SiteAddress site, NewsroomCalendar calendar) : PageModel
{
    /// <summary>How many choices of a facet are shown at first; the others are a click away.</summary>
    public const int ShownChoices = 8;

    /// <summary>The most choices of a facet on the page: a tracker may have thousands of companies.</summary>
    public const int MostChoices = 60;

    /// <summary>The day the list describes.</summary>
    public DateOnly Day => Filter.On ?? Today;

    public DateOnly Today { get; } = calendar.Today;

    public PledgeFilter Filter { get; private set; } = null!;

    public PledgePage Found { get; private set; } = null!;

    public string Heading { get; private set; } = "";

    public IReadOnlyDictionary<string, string> MetricLabels { get; private set; } = null!;

    public IReadOnlyDictionary<int, Excerpt> Excerpts { get; private set; } = new Dictionary<int, Excerpt>();

    /// <summary>The most hits among claimed totals that are named beside the pledges.</summary>
    public const int ShownClaims = 6;

    /// <summary>What the search finds among claimed totals; empty without a search, and where the list looks back.</summary>
    public IReadOnlyList<ClaimHit> Claims { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!PledgeFilter.TryRead(Request.Query, out var filter, out var problem))
        {
            return this.NotUnderstood(problem);
        }

        filter = filter with { On = PledgePages.Past(filter.On, Today) };
        Filter = filter;
        PledgePage found;
        try
        {
            found = await listing.PageAsync(filter, Today, cancel);
        }
        catch (FormatException)
        {
            return this.NotUnderstood(T("The address names no point in this list. A point belongs to the order it was given for. Start again without “after”."));
        }

        if (found.IsBeyond)
        {
            return this.NothingThere(filter.After is not null
                ? T("Nothing comes after this point in the list now.")
                : Plural(found.PageCount, "This list has {0} page. There is no page {1}.", "This list has {0} pages. There is no page {1}.", Wording.Number(filter.PageNumber)));
        }

        if (found.Selection.UnknownCompany is { } unknown)
        {
            return this.NothingThere(F($"There is no company at the address “{PledgeFilter.Shorten(unknown)}”."));
        }

        Found = found;
        Claims = filter is { Search: { } words, On: null } ? (await claims.GetAsync(cancel)).Search.Find(SearchQuery.Parse(words)) : [];
        MetricLabels = await context.Metrics.AsNoTracking().ToDictionaryAsync(m => m.Code, m => m.Label, cancel);
        if (found.Search is { Hits.Count: > 0 } || filter.Since is not null)
        {
            var excerpts = new Dictionary<int, Excerpt>();
            await foreach (var pledge in published.ReadAsync([.. found.Rows.Select(r => r.PledgeId)], cancel))
            {
                if (filter.Since is { } since)
                {
                    var news = ChronicleWords.Since(filter.On is { } on ? AsKnownOn.Of(pledge.Pledge, on) : pledge.Pledge, since);
                    excerpts.Add(pledge.Id, new Excerpt("Since then", Markup.Text(news.Length > 0 ? news : F($"the page was changed on {pledge.PublishedOn.InWords()}"))) { IsWritten = false });
                }
                else if (Search.Excerpts.Of(pledge.Pledge, found.Search!.Query) is { } excerpt)
                {
                    excerpts.Add(pledge.Id, excerpt);
                }
            }

            Excerpts = excerpts;
        }

        Heading = filter.Search is { } asked ? F($"Search: {asked}") : filter.Company is { } slug ? F($"Pledges of {found.Selection.CompanyName(slug)}") : T("Pledges");
        var title = filter.Verdicts.Count > 0 ? $"{Heading}: {string.Join(", ", filter.Verdicts.Select(v => Wording.Words(v)))}" : Heading;
        if (found.Before > 0)
        {
            title = F($"{title} (from {Wording.Number(found.Before + 1)} of {Wording.Number(found.Total)})");
        }

        new Head(title, Plural(found.Total, "{0} job pledge, with what was counted against what was promised.", "{0} job pledges, with what was counted against what was promised."),
            "/pledges" + filter.ToQuery(), "/pledges")
        {
            StructuredData = StructuredData.OfList(site.Of(""), "Pledges", "/pledges"),
            Search = filter.Search,
            TwinQuery = filter.ToQuery(),
            FeedQuery = (filter with { On = null }).ToQuery(),

            // Every combination of choices has a page; search engines need only the plain lists.
            NoIndex = !filter.IsEmpty && filter with { PageNumber = 1, After = null } is var first && first != new PledgeFilter().With(Facet.Company, first.Choices(Facet.Company)),
        }.On(this);
        return Page();
    }

    /// <summary>The address of this list with a change, from its first page.</summary>
    public string Address(Func<PledgeFilter, PledgeFilter> change) => Here + "/pledges" + change(Filter.FromTheBeginning()).ToQuery();

    /// <summary>The address of the page before; null on the first.</summary>
    public string? Previous => Found.Before == 0 ? null
        : Here + "/pledges" + (Filter.FromTheBeginning() with { After = Found.Before <= PledgeListing.PageSize ? null : Found.Selection.TokenOf(Found.Before - PledgeListing.PageSize - 1) }).ToQuery();

    /// <summary>The address of the page after; null on the last.</summary>
    public string? Next => Found.Before + PledgeListing.PageSize >= Found.Total ? null
        : Here + "/pledges" + (Filter.FromTheBeginning() with { After = Found.Selection.TokenOf(Found.Before + PledgeListing.PageSize - 1) }).ToQuery();

    /// <summary>What a choice is called.</summary>
    public string NameOf(Facet facet, string code) => facet.NameOf(code, new FacetNames(Found.Selection.CompanyName, metric => MetricLabels.GetValueOrDefault(metric, metric)));

    /// <summary>A range in words, for the chip that removes it.</summary>
    public static string WordsOf(NumberRange range, Func<long, string> write) => (range.From, range.To) switch
    {
        ({ } from, { } to) => F($"{write(from)} to {write(to)}"),
        ({ } from, null) => F($"{write(from)} or more"),
        (_, { } to) => F($"{write(to)} or less"),
        _ => "",
    };
}

/// <summary>Some choices of one facet of a list.</summary>
public sealed record FacetView(IndexModel List, Facet Facet, IEnumerable<FacetChoice> Choices);
