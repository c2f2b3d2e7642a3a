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
        Claims = filter is { Search: { } words, On: null } ? (await claims.GetAsync(cancel)).Search.FindFor(words, found.Selection.Index.Words, Today) : [];
        MetricLabels = await context.Metrics.AsNoTracking().ToDictionaryAsync(m => m.Code, m => m.Label, cancel);
        string address(PledgeFilter other) => Here + "/pledges" + other.FromTheBeginning().ToQuery();
        Chips = [.. found.Search is null ? [] : FilterChip.Of(found.Search.Reading, filter, Names, address), .. FilterChip.Of(filter, Names, address)];
        if (found.Search is { } search)
        {
            Answers = SearchAnswer.Of(search, found.Selection, Claims, Today);
            Nearest = await listing.RowsAsync(search.Nearest, filter.On, cancel);
        }

        FirstLine = FoundWords.Line(found, Chips);
        if (found.Search is { Count: > 0, Query.IsEmpty: false } || filter.Since is not null)
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
    public string NameOf(Facet facet, string code) => facet.NameOf(code, Names);

    /// <summary>The names of what comes from the data.</summary>
    public FacetNames Names => _names ??= new(Found.Selection.CompanyName, metric => MetricLabels.GetValueOrDefault(metric, metric), Found.Selection.ListTitle);

    private readonly Dictionary<Facet, OpenQuery> _around = [];

    private FacetNames? _names;

    /// <summary>What narrows the list: the words of the search that were taken for filters, and then what the address chooses.</summary>
    public IReadOnlyList<FilterChip> Chips { get; private set; } = [];

    /// <summary>Pages that answer the search better than the list does.</summary>
    public IReadOnlyList<SearchAnswer> Answers { get; private set; } = [];

    /// <summary>Where nothing was found, the pledges that have most of what was asked for.</summary>
    public IReadOnlyList<PledgeSummary> Nearest { get; private set; } = [];

    /// <summary>What the list shows, in a sentence: 2 pledges: verdict Missed, place Ohio.</summary>
    public string FirstLine { get; private set; } = "";

    /// <summary>Whether a choice is made, by the address or by a word of the search.</summary>
    public bool IsChosen(Facet facet, string code) => Found.Selection.Filter.Choices(facet).Contains(code);

    /// <summary>The address of the list with a choice made, or taken back. A word of the search that made it goes, and what else it chose stays.</summary>
    public string Toggled(Facet facet, string code)
    {
        if (Found.Search?.Reading is not { } reading || !reading.Taken.Any(t => t.Adds.Choices(facet).Contains(code)))
        {
            // A page has some three hundred of these, and all but the facet's own choices is the same in sixty of them.
            if (!_around.TryGetValue(facet, out var query))
            {
                _around.Add(facet, query = Filter.FromTheBeginning().QueryAround(facet));
            }

            return Here + "/pledges" + query.With(Filter.Toggled(facet, code));
        }

        var filter = Filter.With(facet, Filter.Choices(facet).Where(c => c != code));
        var typed = reading.Typed;
        foreach (var taken in reading.Taken.Reverse().Where(t => t.Adds.Choices(facet).Contains(code)))
        {
            typed = typed[..taken.Start] + typed[taken.End..];
            filter = filter.And(taken.Adds);
            filter = filter.With(facet, filter.Choices(facet).Where(c => c != code));
        }

        typed = string.Join(' ', typed.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Here + "/pledges" + (filter.FromTheBeginning() with { Search = typed.Length > 0 ? typed : null, Sort = typed.Length == 0 && filter.Sort == PledgeSort.Relevance ? PledgeSort.Largest : filter.Sort }).ToQuery();
    }
}

/// <summary>Some choices of one facet of a list.</summary>
public sealed record FacetView(IndexModel List, Facet Facet, IEnumerable<FacetChoice> Choices);
