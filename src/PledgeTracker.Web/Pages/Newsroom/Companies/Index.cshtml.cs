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

/// <summary>A company as it is typed. Several names or listings stand in one field.</summary>
public sealed class CompanyForm : SmallForm
{
    [StringLength(FormLimits.LongText)]
    public string? Name { get; set => field = Trimmed(value); }

    /// <summary>The end of the address of a new company.</summary>
    public string? Address { get; set => field = Trimmed(value); }

    /// <summary>Its legal name.</summary>
    [StringLength(FormLimits.LongText)]
    public string? Legal { get; set => field = Trimmed(value); }

    /// <summary>The two letters of its headquarters' country.</summary>
    public string? Country { get; set => field = Trimmed(value); }

    [StringLength(FormLimits.LongText)]
    public string? Sector { get; set => field = Trimmed(value); }

    [StringLength(FormLimits.LongText)]
    public string? Website { get; set => field = Trimmed(value); }

    /// <summary>Its other names, with semicolons between them.</summary>
    [StringLength(FormLimits.LongText)]
    public string? Names { get; set; }

    /// <summary>Where it is listed, with semicolons between them.</summary>
    [StringLength(FormLimits.LongText)]
    public string? Listings { get; set; }

    public string? Wikidata { get; set => field = Trimmed(value); }

    /// <summary>The address of the company that it is merged into.</summary>
    public string? Into { get; set => field = Trimmed(value); }

    /// <summary>Why it is merged.</summary>
    public string? Because { get; set => field = Trimmed(value); }

    /// <summary>The last day of its name, as people write a date.</summary>
    public string? Until { get; set => field = Trimmed(value); }

    /// <summary>The first day of its name, as people write a date.</summary>
    public string? From { get; set => field = Trimmed(value); }

    /// <summary>The company. A date that is none stays as typed, and the review says what is wrong with it.</summary>
    /// <param name="today">The newsroom’s day, which dates may be written by.</param>
    public CompanyDraft DraftOn(DateOnly today) => new()
    {
        Name = Name,
        LegalName = Legal,
        OtherNames = ListOf(Names, [';', '\n', '\r']),
        HeadquartersCountry = PlaceCodes.Country(Country) ?? Country,
        Sector = Sector,
        Website = Website,
        Listings = [.. ListOf(Listings, [';', ',', '\n', '\r']).Select(l => string.Join(": ", l.Split(':', StringSplitOptions.TrimEntries))).Distinct(StringComparer.Ordinal)],
        WikidataId = Wikidata,
        MergedInto = Into,
        MergedBecause = Because,
        NamedFrom = DateOf(From, today),
        NamedUntil = DateOf(Until, today),
    };

    private static List<string> ListOf(string? typed, char[] between) =>
        [.. (typed ?? "").Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    private static string? DateOf(string? typed, DateOnly today) => TypedDate.Read(typed, new TypedOptions { Today = today }).Value?.ToString() ?? typed;
}

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

    public async Task<IActionResult> OnPostAsync(string? slug, string? act, CompanyForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
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

        Address = typed.Address;
        return await SaveAsync(slug ?? Address ?? Slug.Of(typed.Name ?? ""), typed.DraftOn(HttpContext.RequestServices.GetRequiredService<NewsroomCalendar>().Today), act);
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
}
