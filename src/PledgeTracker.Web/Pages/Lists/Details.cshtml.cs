using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
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
[SitePage("/lists/{slug}", Twins = [".json", ".atom", ".feed.json", ".svg", ".png"], Examples = ["/lists/us-white-house-2025", "/lists/us-trump-claims-2016-2018"])]
public sealed class DetailsModel(ClaimViews views, ClaimPages pages, PublishedPledges published, IOptions<PledgeTrackerOptions> options) : PageModel
{
    /// <summary>How many entries stand on a page.</summary>
    public const int PageSize = 100;

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
    public IEnumerable<ListItem> Shown => Fitting.Skip((Filter.Page - 1) * PageSize).Take(PageSize);

    public int Pages => Math.Max(1, (Fitting.Count + PageSize - 1) / PageSize);

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
        Fitting = filter.IsEmpty ? List.Items : [.. List.Items.Where(Fits)];
        if (Filter.Page > Pages)
        {
            return this.NothingThere(Plural(Pages, "The entries fill {0} page.", "The entries fill {0} pages."));
        }

        new Head(view.State.HeadTitle,
            F($"What is claimed on “{List.Title}”, what the list says, what checks found and what has been counted, step by step."), view.Path, "/claims")
        {
            HasCharts = false,
            HasCopy = true,
            IsEmbeddable = true,
            Image = view.Card,
            StructuredData = StructuredData.OfClaimList(view, options.Value),
            NoIndex = view.Query.Length > 0 || !Filter.IsEmpty || Filter.Page > 1,
            TwinQuery = view.Query,
            Modified = view.Published.PublishedAt,
        }.On(this);
        return Page();
    }

    /// <summary>What was found of an entry by the day.</summary>
    public IEnumerable<ItemFinding> FindingsOf(ListItem item) => On is not { } day ? item.Findings
        : item.Findings.Where(f => f.Check is { } slug ? Index.Check(slug)?.Content.Date.Earliest <= day : f.Sources.All(s => s.Published is not { } published || published.Earliest <= day));

    /// <summary>The published pledges that an entry is matched to.</summary>
    public IEnumerable<(ItemMatch Match, Pledge Pledge)> MatchesOf(ListItem item) => item.Matches.Where(m => Matched.ContainsKey(m.Pledge)).Select(m => (m, Matched[m.Pledge]));

    /// <summary>The address of an entry on the page of its list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="item">The entry.</param>
    /// <param name="state">The query of the state of that page; empty for today’s.</param>
    public static string AddressOf(ClaimList list, ListItem item, string state = "")
    {
        var page = (list.Items.TakeWhile(i => i != item).Count() / PageSize) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"/lists/{list.Slug}{state}{(page > 1 ? $"{(state.Length > 0 ? '&' : '?')}{PledgeFilter.PageKey}={page}" : "")}#item-{item.Key}");
    }

    /// <summary>How much of the list is copied here, in a sentence.</summary>
    public string Completeness() => ClaimWords.Completeness(List, Day);

    /// <summary>The address of this page with another page of the entries.</summary>
    public string PageAddress(int number) => $"/lists/{List.Slug}{Filter.ToQuery(View.State, number)}#items";

    private bool Fits(ListItem item) =>
        (Filter.Group is not { } group || FindingsOf(item).Any(f => FindingClasses.GroupOf(f.Class) == group))
        && (Filter.Company is not { } company || Has(item.Companies, company) || Has(item.AsListed, company))
        && (Filter.Place is not { } place || Has(item.Place, place) || Has(item.Country, place))
        && (Filter.Verdict is not { } verdict || MatchesOf(item).Any(m => m.Pledge.VerdictKind == verdict));

    private static bool Has(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>What narrows the entries of a list.</summary>
public sealed record ListFilter
{
    public const string GroupKey = "group", CompanyKey = "company", PlaceKey = "place", VerdictKey = "verdict";

    public FindingGroup? Group { get; init; }

    /// <summary>A part of a company’s name.</summary>
    public string? Company { get; init; }

    /// <summary>A part of a place’s or a state’s name.</summary>
    public string? Place { get; init; }

    public VerdictKind? Verdict { get; init; }

    /// <summary>Which page of the entries, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Whether it lets every entry through.</summary>
    public bool IsEmpty => (Group, Company, Place, Verdict) == (null, null, null, null);

    /// <summary>Reads it from an address, or says what is not understood.</summary>
    public static bool TryRead(IQueryCollection query, out ListFilter filter, out string problem)
    {
        (filter, problem) = (new ListFilter(), "");
        if (!PledgeFilter.TryOne(query, GroupKey, out var groupCode, ref problem) || !PledgeFilter.TryOne(query, CompanyKey, out var company, ref problem)
            || !PledgeFilter.TryOne(query, PlaceKey, out var place, ref problem) || !PledgeFilter.TryOne(query, VerdictKey, out var verdictCode, ref problem)
            || !PledgeFilter.TryOne(query, PledgeFilter.PageKey, out var pageText, ref problem))
        {
            return false;
        }

        var group = default(FindingGroup);
        if (groupCode is not null && !Code.TryParse(groupCode, out group))
        {
            problem = F($"“{PledgeFilter.Shorten(groupCode)}” is not a group of findings. The groups: {string.Join(", ", Code.Codes<FindingGroup>())}.");
            return false;
        }

        var verdict = default(VerdictKind);
        if (verdictCode is not null && !Code.TryParse(verdictCode, out verdict))
        {
            problem = F($"“{PledgeFilter.Shorten(verdictCode)}” is not a verdict. The verdicts: {string.Join(", ", Code.Codes<VerdictKind>())}.");
            return false;
        }

        var page = 1;
        if (pageText is not null && (!int.TryParse(pageText, NumberStyles.None, CultureInfo.InvariantCulture, out page) || page is < 1 or > 1_000_000))
        {
            problem = F($"“{PledgeFilter.Shorten(pageText)}” is not a page number.");
            return false;
        }

        filter = new ListFilter
        {
            Group = groupCode is null ? null : group,
            Company = Cut(company),
            Place = Cut(place),
            Verdict = verdictCode is null ? null : verdict,
            Page = page,
        };
        return true;
    }

    /// <summary>The query that asks for it again, in the same state of the page.</summary>
    public string ToQuery(ClaimState state, int page)
    {
        ArgumentNullException.ThrowIfNull(state);
        var query = new Microsoft.AspNetCore.Http.Extensions.QueryBuilder();
        foreach (var (key, value) in new[]
        {
            (PledgePages.OnKey, state.On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), (PledgePages.RevisionKey, state.IsEarlier ? state.Revision.ToString(CultureInfo.InvariantCulture) : null), (GroupKey, Group is { } group ? Code.Of(group) : null), (CompanyKey, Company), (PlaceKey, Place),
            (VerdictKey, Verdict is { } verdict ? Code.Of(verdict) : null), (PledgeFilter.PageKey, page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null),
        })
        {
            if (value is not null)
            {
                query.Add(key, value);
            }
        }

        return query.ToString();
    }

    // Longer than any name is an attack or an accident.
    private static string? Cut(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim() is { Length: > 200 } some ? some[..200] : typed.Trim();
}
