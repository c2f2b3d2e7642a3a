using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>What an address of a claimant, a list or a check shows, in any form: today, or as known on a day.</summary>
/// <param name="State">The state of the page: today’s, as known on a day, or an earlier revision.</param>
/// <param name="Index">All that is published of claimed totals.</param>
/// <param name="Site">Where the tracker stands.</param>
public abstract record ClaimView(ClaimState State, ClaimIndex Index, SiteAddress Site) : IShownPage
{
    // Two columns of words, and many numbers close together, need more room than a pledge’s chart.
    private const int PictureWidth = 960;

    /// <inheritdoc/>
    public string Name => State.Title;

    /// <summary>The page’s address on the site, without a query.</summary>
    public string Path => State.Path;

    /// <summary>The day looked back to; null for today.</summary>
    public DateOnly? On => State.On;

    /// <summary>The day it is.</summary>
    public DateOnly Today => State.Today;

    /// <summary>The day on which the state was published.</summary>
    public DateOnly PublishedOn => State.PublishedOn;

    /// <summary>The day the page describes.</summary>
    public DateOnly Day => On ?? Today;

    /// <inheritdoc/>
    public string Url => Site.Of(Language.Current.Prefix + Path);

    /// <inheritdoc/>
    public string Query => State.Query;

    /// <inheritdoc cref="IShownPage.CiteAddress"/>
    public string CiteAddress => Url + Query;

    /// <summary>Path and query of the picture beside a link to it, without the prefix of the language.</summary>
    public string Card => Path + Head.SiteImage + PledgePages.QueryOf(On, State.Revision);

    /// <summary>The name of the site under a picture.</summary>
    public string Host => new Uri(Site.Of("/")).Host;

    /// <summary>How a drawing of it is made that stands alone.</summary>
    protected ChartOptions Alone(string heading, string finding, string about) =>
        new("chart") { Standalone = true, Width = PictureWidth, Heading = heading, Finding = finding, About = about, On = Day, Site = "PledgeTracker · " + Host };
}

/// <summary>A claimant with the claims that were known on the day.</summary>
public sealed record ClaimantView(PublishedClaims<Claimant> Published, ClaimState State, ClaimIndex Index, SiteAddress Site) : ClaimView(State, Index, Site)
{
    // More claims are no picture any more.
    private const int MostInPicture = 8;

    public Claimant Claimant => Published.Content;

    /// <summary>The claims by the day, in the editors’ order.</summary>
    public IReadOnlyList<Claim> Claims { get; } = [.. Published.Content.Claims.Where(c => c.Date.Earliest <= (State.On ?? State.Today))];

    /// <summary>The claims by the day, the newest first.</summary>
    public IEnumerable<Claim> NewestFirst => Claims.OrderByDescending(c => c.Date.Latest).ThenByDescending(c => c.Date.Earliest);

    /// <summary>The checks of a claim by the day, the newest first.</summary>
    public IEnumerable<Check> ChecksOf(Claim claim) => Checks.Where(c => c.Claims.Contains($"{Claimant.Slug}/{claim.Key}"));

    private IEnumerable<Check> Checks => Index.Checks.Select(c => c.Content).Where(c => c.Date.Earliest <= Day);

    /// <summary>A series as it is drawn and listed.</summary>
    public DrawnSeries Drawn(ClaimSeries series)
    {
        var claims = Claims.Where(c => c.Series == series.Key).ToList();
        var lists = claims.Select(c => c.List).OfType<string>().Distinct(StringComparer.Ordinal).Select(slug => Index.List(slug)?.Content).OfType<ClaimList>().ToList();
        var (unit, currency) = claims is [var first, ..] ? (first.Unit, first.Currency) : (ClaimUnit.Investment, null);

        // Only what counts the same: a list’s sum of money beside claims of money in that currency, its jobs beside claims of jobs.
        var versions = lists.SelectMany(l => l.Versions.Select(v => (List: l, v.Date, v.Sources, Number: unit == ClaimUnit.Investment && v.Currency == currency ? v.Total : unit == ClaimUnit.Jobs ? v.Jobs : null)))
            .Where(v => v.Number is not null && v.Date.Earliest <= Day).Select(v => new SeriesRow(v.Date, v.Number, null, v.List, null, v.Sources)).ToList();
        var checks = claims.SelectMany(ChecksOf).Concat(Checks.Where(c => lists.Exists(l => c.Lists.Contains(l.Slug)))).Distinct().ToList();
        return new(series, unit, currency,
            [.. claims.Select(c => new SeriesRow(c.Date, c.Quantity, c, Index.List(c.List)?.Content, null, c.Sources)), .. versions, .. checks.Select(c => new SeriesRow(c.Date, null, null, null, c, []))]);
    }

    /// <summary>The series that has a chart, by its short name, or the first of those there are; null where there is none.</summary>
    /// <exception cref="DataRequestException">There is none of that name.</exception>
    public DrawnSeries? Chosen(string? key)
    {
        var drawn = Claimant.Series.Select(Drawn).Where(s => s.IsDrawn).ToList();
        return key is null ? drawn.FirstOrDefault()
            : drawn.Find(s => s.Series.Key == key) ?? throw new DataRequestException($"This claimant has no chart “{PledgeFilter.Shorten(key)}”. It has: {string.Join(", ", drawn.Select(s => s.Series.Key))}.", StatusCodes.Status404NotFound);
    }

    /// <summary>The chart of a series as it stands alone; where no series has one, the claims in words.</summary>
    public string Picture(string? series) => Chosen(series) is { } drawn
        ? drawn.Chart(Alone($"{Claimant.Name}: {drawn.Series.Label}", "", Claimant.Summary))
        : Rows(Alone(Name, Sentence, Claimant.Summary));

    /// <summary>The chart of a series, or the claims in words, within a page.</summary>
    public string Picture(string? series, ChartOptions options) => Chosen(series) is { } drawn ? drawn.Chart(options) : Rows(options);

    /// <summary>How many claims are recorded.</summary>
    public string Sentence => Plural(Claims.Count, "{0} claim is recorded.", "{0} claims are recorded.");

    private string Rows(ChartOptions options) => SaidChart.Render(
        [.. NewestFirst.Take(MostInPicture).Select(c => new SaidRow(c.Date.InWords().ToString(), null, [new SaidNumber(Sayer.Claimant, ClaimWords.Of(c), LadderWords.WhoSaid(new(Claimant, c)))], [], "", null))],
        $"{Claimant.Name}. {Sentence}", Claims.Count > MostInPicture ? [Plural(Claims.Count - MostInPicture, "The page has {0} more.", "The page has {0} more.")] : [], options);
}

/// <summary>A list with its ladder.</summary>
public sealed record ListView(PublishedClaims<ClaimList> Published, ClaimState State, ClaimIndex Index, IReadOnlyDictionary<string, Pledge> Matched, SiteAddress Site) : ClaimView(State, Index, Site)
{
    public ClaimList List => Published.Content;

    public Ladder Ladder { get; } = Ladder.Of(Published.Content, Index.Claimants.Select(c => c.Content), Index.Checks.Select(c => c.Content), Matched, State.On ?? State.Today);

    /// <summary>What was found of an entry by the day.</summary>
    public IEnumerable<ItemFinding> FindingsOf(ListItem item) => Index.FindingsOf(item, On);

    /// <summary>The published pledges that an entry is matched to.</summary>
    public IEnumerable<(ItemMatch Match, Pledge Pledge)> MatchesOf(ListItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Matches.Where(m => Matched.ContainsKey(m.Pledge)).Select(m => (m, Matched[m.Pledge]));
    }

    /// <summary>The entries that a filter lets through, in the order of the list.</summary>
    public IReadOnlyList<ListItem> Fitting(ListFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter.IsEmpty ? List.Items : [.. List.Items.Where(item => filter.Fits(item, FindingsOf(item), MatchesOf(item).Select(m => m.Pledge.VerdictKind)))];
    }

    /// <summary>The ladder as a drawing that stands alone.</summary>
    public string Picture() => Picture(Alone(List.Title, ClaimParagraph.Beginning(Ladder), ClaimParagraph.Of(Ladder, Matched)));

    /// <summary>The ladder as a drawing within a page.</summary>
    public string Picture(ChartOptions options) => SaidChart.Render(LadderWords.RowsOf(Ladder), ClaimParagraph.Beginning(Ladder), LadderWords.NotesOf(Ladder), options);
}

/// <summary>A check.</summary>
public sealed record CheckView(PublishedClaims<Check> Published, ClaimState State, ClaimIndex Index, SiteAddress Site) : ClaimView(State, Index, Site)
{
    public Check Check => Published.Content;

    /// <summary>What the page is, in a sentence.</summary>
    public string Sentence => F($"How {Check.By} examined claimed totals of companies’ pledges, and what the check found.");

    /// <summary>The claims that it examines and that are published.</summary>
    public IReadOnlyList<SpokenClaim> Claims { get; } = [.. Published.Content.Claims.Select(Index.Claim).OfType<SpokenClaim>()];

    /// <summary>The lists that it examines, by itself or through claims that are based on them.</summary>
    public IReadOnlyList<ClaimList> Lists { get; } =
        [.. Published.Content.Lists.Concat(Published.Content.Claims.Select(Index.Claim).Select(c => c?.Claim.List)).OfType<string>().Distinct(StringComparer.Ordinal).Select(l => Index.List(l)?.Content).OfType<ClaimList>()];
}

/// <summary>A row of a series: a claim, a state of the list, or a check.</summary>
/// <param name="Date">Its day.</param>
/// <param name="Number">The number; null for a check, and for a claim without one.</param>
/// <param name="Claim">The claim.</param>
/// <param name="List">The list whose number it is, or on which the claim is based.</param>
/// <param name="Check">The check.</param>
/// <param name="Sources">The sources of a claim; those of a list stand on its own page.</param>
public sealed record SeriesRow(PartialDate Date, Quantity? Number, Claim? Claim, ClaimList? List, Check? Check, IReadOnlyList<Source> Sources);

/// <summary>A series with all that is drawn of it.</summary>
public sealed record DrawnSeries(ClaimSeries Series, ClaimUnit Unit, string? Currency, IReadOnlyList<SeriesRow> Rows)
{
    /// <summary>The rows by day.</summary>
    public IEnumerable<SeriesRow> ByDay => Rows.OrderBy(r => ClaimChart.Middle(r.Date)).ThenBy(r => r.Date);

    /// <summary>Whether there are two numbers or more; fewer need no drawing.</summary>
    public bool IsDrawn => Rows.Count(r => r.Claim is not null && r.Number is not null) > 1;

    /// <summary>The chart.</summary>
    public string Chart(ChartOptions options) => ClaimChart.Render(Wording.Label(Unit), Currency,
        [.. Rows.Where(r => r is { Claim: not null, Number: not null }).Select(r => new ClaimPoint(r.Date, r.Number!))],
        [.. Rows.Where(r => r is { Claim: null, Number: not null }).Select(r => new ClaimPoint(r.Date, r.Number!))],
        [.. Rows.Where(r => r.Check is not null).Select(r => new CheckPoint(r.Date, r.Check!.By))], options);
}

/// <summary>The view that a request asks for, or why there is none.</summary>
/// <param name="View">What is shown.</param>
/// <param name="Status">200, 400 for a day that is not understood, 404, or 410 where it was taken off the site.</param>
/// <param name="Sentence">Why nothing is shown, for the reader.</param>
public sealed record ClaimViewAnswer<T>(T? View, int Status, string Sentence)
    where T : ClaimView;

/// <summary>Makes what an address of a claimant, a list or a check shows. The page and all its other forms begin here.</summary>
public sealed class ClaimViews(ClaimPages pages, Ladders ladders, SiteAddress site)
{
    /// <summary>A claimant in the state that is asked for.</summary>
    public Task<ClaimViewAnswer<ClaimantView>> ClaimantAsync(string slug, IQueryCollection query, CancellationToken cancel) =>
        ReadAsync(ClaimSection.Claimants, slug, query, (found, state, index) => Task.FromResult(new ClaimantView(found, state, index, site)), cancel);

    /// <summary>A list in the state that is asked for.</summary>
    public Task<ClaimViewAnswer<ListView>> ListAsync(string slug, IQueryCollection query, CancellationToken cancel) =>
        ReadAsync(ClaimSection.Lists, slug, query, async (found, state, index) => new ListView(found, state, index, await ladders.MatchedAsync(found.Content, state.On, cancel), site), cancel);

    /// <summary>A check in the state that is asked for.</summary>
    public Task<ClaimViewAnswer<CheckView>> CheckAsync(string slug, IQueryCollection query, CancellationToken cancel) =>
        ReadAsync(ClaimSection.Checks, slug, query, (found, state, index) => Task.FromResult(new CheckView(found, state, index, site)), cancel);

    private async Task<ClaimViewAnswer<TView>> ReadAsync<T, TView>(ClaimSection<T> section, string slug, IQueryCollection query, Func<PublishedClaims<T>, ClaimState, ClaimIndex, Task<TView>> view, CancellationToken cancel)
        where TView : ClaimView
    {
        var answer = await pages.FindAsync(section, slug, query, cancel);
        return answer is { Found: { } found, State: { } state } ? new(await view(found, state, answer.Index), answer.Status, "") : new(null, answer.Status, answer.Sentence);
    }
}

/// <summary>How an address of a claimant, a list or a check answers in a format that is not a page.</summary>
public static class ClaimForms
{
    /// <summary>Answers with what was asked for in some format, or says why not.</summary>
    public static async Task<IResult> ShowAsync<T>(this HttpContext http, Task<ClaimViewAnswer<T>> asked, Func<T, IResult> show)
        where T : ClaimView
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(show);
        var answer = await asked;
        return answer.View is { } view ? show(view) : http.Refuse(answer.Status, answer.Sentence);
    }

    /// <summary>The series that a request names; null where it names none.</summary>
    public static string? SeriesOf(this HttpContext http) => SeriesOf(http.Request.Query);

    /// <summary>The series that a query names; null where it names none.</summary>
    public static string? SeriesOf(IQueryCollection query)
    {
        var problem = "";
        return PledgeFilter.TryOne(query, ChartFile.SeriesKey, out var key, ref problem) ? key : throw new DataRequestException(problem);
    }
}
