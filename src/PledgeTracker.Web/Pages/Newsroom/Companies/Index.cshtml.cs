using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom.Companies;

/// <summary>The list of all companies with the state of their drafts, and the form of one company.</summary>
public sealed class IndexModel(PledgeTrackerDbContext context, Drafts drafts, Review review, IOptions<PledgeTrackerOptions> options) : DraftPage<CompanyDraft>(drafts, review, options)
{
    /// <summary>The address that was typed for a new company.</summary>
    public string? Address { get; private set; }

    public IReadOnlyList<(string Slug, string Name)> All { get; private set; } = [];

    /// <summary>The state of drafts in work, by address.</summary>
    public IReadOnlyDictionary<string, WorkState> InWork { get; private set; } = new Dictionary<string, WorkState>();

    /// <summary>Whether readers see the company: then a change needs a publication.</summary>
    public bool IsPublic { get; private set; }

    /// <summary>Says that the company was merged into another one; null where it was not.</summary>
    public Effect? Ended { get; private set; }

    protected override DocumentKind Kind => DocumentKind.Company;

    protected override PledgeTrackerDbContext Context => context;

    public async Task<IActionResult> OnGetAsync(string? slug, CancellationToken cancel) =>
        slug is not null && !await OpenAsync(slug, cancel) ? this.NothingThere("There is no such company. Choose one from the list of companies.") : await PageAsync();

    public async Task<IActionResult> OnPostAsync(string? slug, string? act, [StringLength(FormLimits.LongText)] string? name, string? address, [StringLength(FormLimits.LongText)] string? legal, string? country,
        [StringLength(FormLimits.LongText)] string? sector, [StringLength(FormLimits.LongText)] string? website, [StringLength(FormLimits.LongText)] string? names,
        [StringLength(FormLimits.LongText)] string? listings, string? wikidata, string? into, string? because, string? until, string? from)
    {
        if (slug is not null && !await OpenAsync(slug))
        {
            return this.NothingThere("There is no such company. Choose one from the list of companies.");
        }

        if (act == "back" && Open is not null && await Subject.Of(Kind).EndedAsync(context, Open.Key) is { } ended)
        {
            // What the company was when it was merged; the merge itself is what this takes away.
            var merged = (CompanyDraft)(Open.Shown ?? Open.Content);
            return await SaveAsync(Open.Key, merged with { MergedInto = null, MergedBecause = null, NamedFrom = null, NamedUntil = null, TakenBackFrom = ended.Address![(ended.Address!.LastIndexOf('/') + 1)..] }, "send");
        }

        Address = Trimmed(address);
        var typed = new CompanyDraft
        {
            Name = Trimmed(name),
            LegalName = Trimmed(legal),
            OtherNames = ListOf(names, [';', '\n', '\r']),
            HeadquartersCountry = Trimmed(country)?.ToUpperInvariant(),
            Sector = Trimmed(sector),
            Website = Trimmed(website),
            Listings = [.. ListOf(listings, [';', ',', '\n', '\r']).Select(l => string.Join(": ", l.Split(':', StringSplitOptions.TrimEntries))).Distinct(StringComparer.Ordinal)],
            WikidataId = Trimmed(wikidata),
            MergedInto = Trimmed(into),
            MergedBecause = Trimmed(because),
            NamedFrom = DateOf(from),
            NamedUntil = DateOf(until),
        };
        return await SaveAsync(slug ?? Address ?? Slug.Of(typed.Name ?? ""), typed, act);
    }

    protected override string InputOf(string field) => field switch
    {
        "key" => "address",
        "legalName" => "legal",
        "headquartersCountry" => "country",
        "otherNames" => "names",
        "wikidataId" => "wikidata",
        "mergedInto" => "into",
        "mergedBecause" => "because",
        "namedFrom" => "from",
        "namedUntil" => "until",
        _ => field,
    };

    protected override async Task ShowAsync()
    {
        new Head("Companies", "", null, "/newsroom/companies") { NoIndex = true, HasCharts = false }.On(this);
        All = (await context.Companies.AsNoTracking().OrderBy(c => c.SortName).ThenBy(c => c.Slug).Select(c => new { c.Slug, c.Name }).ToListAsync()).ConvertAll(c => (c.Slug, c.Name));
        if (Open is null)
        {
            InWork = await InWorkAsync();
        }
        else
        {
            IsPublic = await Subject.Of(Kind).StandingAsync(context, Open.Key) is { IsPublic: true };
            Ended = await Subject.Of(Kind).EndedAsync(context, Open.Key);
        }
    }

    private static List<string> ListOf(string? typed, char[] between) =>
        [.. (typed ?? "").Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    // A date as people type it; what is none is kept, and the form says so.
    private static string? DateOf(string? typed) => PartialDate.TryParseTyped(typed, out var date) ? date.ToString() : Trimmed(typed);

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
