using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom.Companies;

public sealed class IndexModel(PledgeTrackerDbContext context, Reading.SearchIndexer searchIndexer, Upkeep upkeep, NewsroomLog log) : FormPage
{
    /// <summary>What the form holds.</summary>
    public sealed record Fields(string? Name, string? Slug, string? LegalName, string? Country, string? Sector, string? Website)
    {
        public string? OtherNames { get; init; }

        public string? Listings { get; init; }

        public string? Wikidata { get; init; }
    }

    public Fields Typed { get; private set; } = new(null, null, null, null, null, null);

    /// <summary>The company that is changed; null while a new one is added.</summary>
    public Company? Editing { get; private set; }

    public IReadOnlyList<(string Slug, string Name)> All { get; private set; } = [];

    public bool Done { get; private set; }

    /// <summary>Whether readers see a change at once: then a reviewer makes it.</summary>
    public bool IsPublic { get; private set; }

    public bool MayChange => !IsPublic || User.IsInRole(Policies.Reviewer);

    /// <summary>The company that this one is to be merged into.</summary>
    public string? Into { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? slug)
    {
        if (slug is not null)
        {
            if (await context.Companies.AsNoTracking().FirstOrDefaultAsync(c => c.Slug == slug) is not { } company)
            {
                return this.NothingThere("There is no such company.");
            }

            Editing = company;
            IsPublic = await IsPublicAsync(slug);
            Typed = new Fields(company.Name, company.Slug, company.LegalName, company.HeadquartersCountry, company.Sector, company.Website)
            {
                OtherNames = string.Join("; ", company.OtherNames),
                Listings = string.Join("; ", company.Listings.Select(l => $"{l.Exchange}: {l.Ticker}")),
                Wikidata = company.WikidataId,
            };
        }

        Done = Request.Query.ContainsKey("done");
        await ShowAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? slug, [StringLength(FormLimits.LongText)] string? name, string? address, [StringLength(FormLimits.LongText)] string? legal, string? country, [StringLength(FormLimits.LongText)] string? sector, [StringLength(FormLimits.LongText)] string? website, [StringLength(FormLimits.LongText)] string? names, [StringLength(FormLimits.LongText)] string? listings, string? wikidata)
    {
        Typed = new Fields(Trimmed(name), Trimmed(address), Trimmed(legal), Trimmed(country)?.ToUpperInvariant(), Trimmed(sector), Trimmed(website))
        {
            OtherNames = Trimmed(names),
            Listings = Trimmed(listings),
            Wikidata = Trimmed(wikidata),
        };
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (slug is not null)
        {
            Editing = await context.Companies.FirstOrDefaultAsync(c => c.Slug == slug);
            if (Editing is null)
            {
                return this.NothingThere("There is no such company.");
            }

            IsPublic = await IsPublicAsync(slug);
            if (!MayChange)
            {
                return Forbid();
            }
        }

        var own = slug ?? Typed.Slug ?? Slug.Of(Typed.Name ?? "");
        Check(own);
        if (slug is null && await context.FormerCompanySlugs.AsNoTracking().Where(f => f.Slug == own).Select(f => f.Now).FirstOrDefaultAsync() is { } now)
        {
            Problem("address", $"This address leads to '{now}' since the two were merged. Choose another.");
        }

        if (slug is null && Problems.Count == 0 && await context.Companies.AnyAsync(c => c.Slug == own))
        {
            Problem("address", $"There is a company at the address '{own}' already.");
        }

        if (Problems.Count > 0)
        {
            await ShowAsync();
            return Page();
        }

        if (Editing is null)
        {
            context.Companies.Add(new Company
            {
                Slug = own,
                Name = Typed.Name!,
                LegalName = Typed.LegalName,
                HeadquartersCountry = Typed.Country,
                Sector = Typed.Sector,
                Website = Typed.Website,
                WikidataId = Typed.Wikidata,
                OtherNames = OtherNamesOf(Typed.OtherNames),
                Listings = ListingsOf(Typed.Listings)!,
            });
        }
        else
        {
            var entry = context.Entry(Editing);
            entry.Property(c => c.Name).CurrentValue = Typed.Name!;
            entry.Property(c => c.LegalName).CurrentValue = Typed.LegalName;
            entry.Property(c => c.HeadquartersCountry).CurrentValue = Typed.Country;
            entry.Property(c => c.Sector).CurrentValue = Typed.Sector;
            entry.Property(c => c.Website).CurrentValue = Typed.Website;
            entry.Property(c => c.WikidataId).CurrentValue = Typed.Wikidata;
            entry.Property(c => c.OtherNames).CurrentValue = OtherNamesOf(Typed.OtherNames);
            var wanted = ListingsOf(Typed.Listings)!;
            Editing.Listings.RemoveAll(l => !wanted.Exists(w => w.Exchange == l.Exchange && w.Ticker == l.Ticker));
            Editing.Listings.AddRange(wanted.Where(w => !Editing.Listings.Exists(l => w.Exchange == l.Exchange && w.Ticker == l.Ticker)).ToList());
            await context.Summaries.Where(s => s.CompanySlug == own).ExecuteUpdateAsync(set => set.SetProperty(s => s.CompanyName, Typed.Name!));
        }

        await context.SaveChangesAsync();
        if (Editing is not null)
        {
            await searchIndexer.PutCompanyAsync(own);
        }

        await context.MoveContentAsync();
        await log.WriteAsync(LogActor.Of(HttpContext), Editing is null ? LogAction.CompanyAdded : LogAction.CompanyChanged, details: own);
        await transaction.CommitAsync();
        return OwnRedirect.To(Editing is null ? "/newsroom/companies?done=1" : $"/newsroom/companies/{own}?done=1");
    }

    /// <summary>What the form would hold, for those who may not change it.</summary>
    public IEnumerable<(string Label, string Value)> Known() => new (string Label, string? Value)[]
    {
        ("Name", Typed.Name), ("Legal name", Typed.LegalName), ("Headquarters", Typed.Country), ("Sector", Typed.Sector), ("Website", Typed.Website),
        ("Other names", Typed.OtherNames), ("Listed at", Typed.Listings), ("Wikidata item", Typed.Wikidata),
    }.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => (f.Label, f.Value!));

    /// <summary>Makes a duplicate one with another company.</summary>
    public async Task<IActionResult> OnPostMergeAsync(string slug, string? into)
    {
        if (!User.IsInRole(Policies.Reviewer))
        {
            return Forbid();
        }

        Into = into;
        if (await upkeep.MergeCompanyAsync(slug, into, LogActor.Of(HttpContext)) is not { } refusal)
        {
            return OwnRedirect.To($"/newsroom/companies/{into!.Trim()}?done=1");
        }

        Problem("into", refusal);
        return await OnGetAsync(slug);
    }

    private Task<bool> IsPublicAsync(string slug) => context.Summaries.AnyAsync(s => s.CompanySlug == slug);

    private static List<string> OtherNamesOf(string? typed) =>
        [.. (typed ?? "").Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads <c>NYSE: BABA; HKEX: 9988</c>; null where it is not of this form.</summary>
    private static List<Listing>? ListingsOf(string? typed)
    {
        var listings = new List<Listing>();
        foreach (var one in (typed ?? "").Split([';', ',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (one.Split(':', StringSplitOptions.TrimEntries) is not [{ Length: > 0 and <= 50 } exchange, { Length: > 0 and <= 20 } ticker])
            {
                return null;
            }

            listings.Add(new Listing { Exchange = exchange, Ticker = ticker });
        }

        return [.. listings.DistinctBy(l => (l.Exchange, l.Ticker))];
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private void Check(string slug)
    {
        if (Typed.Name is null || Typed.Name.Length > Company.NameMaxLength)
        {
            Problem("name", $"Enter the name, of at most {Company.NameMaxLength} characters.");
        }
        else if (!Slug.IsWellFormed(slug) || Slug.IsReserved(slug))
        {
            Problem("address", "Enter an address of lower-case letters, digits and single hyphens.");
        }

        if (Typed.Country is { } country && !(country.Length == 2 && country.All(char.IsAsciiLetterUpper)))
        {
            Problem("country", "Write the country as its two letters, like US.");
        }

        if (Typed.Website is { } site && WebAddress.ProblemOf(site) is { } problem)
        {
            Problem("website", problem);
        }

        if (ListingsOf(Typed.Listings) is null)
        {
            Problem("listings", "Write each listing as exchange and ticker, like NYSE: BABA, with semicolons between them.");
        }

        if (Typed.Wikidata is { } item && !(item.Length is > 1 and <= 20 && item[0] == 'Q' && item.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0))
        {
            Problem("wikidata", "Enter the item’s number, like Q1359568.");
        }

        foreach (var (field, text) in (IReadOnlyList<(string, string?)>)[("names", Typed.OtherNames?.ReplaceLineEndings(" ")), ("name", Typed.Name), ("legal", Typed.LegalName), ("sector", Typed.Sector), ("website", Typed.Website)])
        {
            if (text is not null && (text.Length > 2000 || text.Any(char.IsControl)))
            {
                Problem(field, "Shorten this, and leave out what cannot be shown.");
            }
        }
    }

    private async Task ShowAsync()
    {
        new Head("Companies", "", null, "/newsroom/companies") { NoIndex = true, HasCharts = false }.On(this);
        All = (await context.Companies.AsNoTracking().OrderBy(c => c.SortName).ThenBy(c => c.Slug).Select(c => new { c.Slug, c.Name }).ToListAsync()).ConvertAll(c => (c.Slug, c.Name));
    }
}
