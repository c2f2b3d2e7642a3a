using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Search;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Places;

/// <summary>The pledges for one country, or for one part of it.</summary>
[PublicPage]
[SitePage("/places/{country}/{part?}", Examples = ["/places/us", "/places/us/wi"])]
public sealed class DetailsModel(PledgeIndexes indexes, PledgeListing listing, NewsroomCalendar calendar) : PageModel
{
    public DateOnly Today { get; } = calendar.Today;

    /// <summary>ISO 3166-1 or 3166-2.</summary>
    public string Code { get; private set; } = "";

    public PlaceTotal Total { get; private set; } = null!;

    /// <summary>The kind of jobs that is added up.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The parts of the country that pledges mention.</summary>
    public IReadOnlyList<PlaceTotal> Parts { get; private set; } = [];

    public IReadOnlyList<PledgeSummary> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string country, string? part, CancellationToken cancel)
    {
        if (country.Any(char.IsAsciiLetterUpper) || part?.Any(char.IsAsciiLetterUpper) == true)
        {
            return OwnRedirect.To(Language.Current.Prefix + ("/places/" + country + (part is null ? "" : "/" + part)).ToLowerInvariant(), permanent: true);
        }

        Code = country.ToUpperInvariant() + (part is null ? "" : "-" + part.ToUpperInvariant());
        var index = await indexes.GetAsync(cancel);
        var total = index.Places(part is null ? null : country.ToUpperInvariant()).FirstOrDefault(t => t.Code == Code);
        if (total is null)
        {
            return this.NothingThere(F($"No published pledge names the place “{PledgeFilter.Shorten(Code)}”. Write a country with its two letters, like /places/us. Add a part of it at the end, like /places/us/wi."));
        }

        (Total, Kind) = (total, PlaceTable.KindOf(index));
        Parts = part is null ? index.Places(Code) : [];
        var (selection, _) = await listing.SelectAsync(new PledgeFilter().With(Facet.Place, [Code]), Today, cancel);
        Rows = await listing.RowsAsync([.. selection.Ids.Take(PledgeListing.PageSize)], on: null, cancel);
        new Head(F($"Job pledges: {NameOf(Code)}"), Plural(total.Pledges, "{0} pledge names {1}, with what was counted against what was promised.", "{0} pledges name {1}, with what was counted against what was promised.", NameOf(Code)), AddressOf(Code), "/places").On(this);
        return Page();
    }

    /// <summary>The name of a place.</summary>
    public static string NameOf(string code) => code.Length == 2 ? PlaceNames.Country(code) : PlaceNames.Subdivision(code);

    /// <summary>The places that somebody may mean who types a name: the one of exactly that name or code, otherwise those whose names have its words.</summary>
    public static IReadOnlyList<PlaceTotal> Named(string typed, IReadOnlyList<PlaceTotal> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        var words = SearchWords.Of(typed).Select(w => w.Plain).ToList();
        var plain = string.Join(' ', words);
        var names = places.Select(place => (Place: place, Words: SearchWords.Of(NameOf(place.Code)).Select(w => w.Plain).ToList())).ToList();
        return names.Where(n => string.Join(' ', n.Words) == plain || n.Place.Code[^2..].Equals(typed, StringComparison.OrdinalIgnoreCase) || n.Place.Code.Equals(typed, StringComparison.OrdinalIgnoreCase)).Select(n => n.Place).Take(1).ToList() is { Count: 1 } exact ? exact
            : words.Count == 0 ? [] : [.. names.Where(n => words.TrueForAll(word => n.Words.Exists(own => own.StartsWith(word, StringComparison.Ordinal)))).Select(n => n.Place)];
    }

    /// <summary>The address of the page of a place.</summary>
    public static string AddressOf(string code) => PlaceNames.AddressOf(code);

    /// <summary>Which pledges the sums of a place include, in a sentence.</summary>
    public static string Added(PlaceTotal total) => (total.WithJobs, total.NotAdded) switch
    {
        (0, 0) => T("no pledge of jobs"),
        (0, var not) => Plural(not, "none. {0} pledge is left out: it covers several places, is part of another or has another kind of jobs", "none. {0} pledges are left out: they cover several places, are part of another or have another kind of jobs"),
        (var some, 0) => Some(some, total),
        var (some, not) => F($"{Some(some, total)}. Left out: {Wording.Number(not)} for several places, part of another or of another kind of jobs"),
    };

    private static string Some(int pledges, PlaceTotal total) => total.WithCounted == 0
        ? Plural(pledges, "{0} pledge, without a counted figure", "{0} pledges, none with a counted figure")
        : Plural(pledges, "{0} pledge, with a counted figure", "{0} pledges, {1} of them with a counted figure", Wording.Number(total.WithCounted));
}
