using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// Companies. A company that no published pledge names gets its row at the first save, since nobody sees it; it becomes
/// public, and is reviewed, with its first pledge. A company that readers see changes only by a publication. Two companies
/// are merged by a draft of the duplicate.
/// </summary>
public sealed class CompanySubject : Subject<CompanyDraft>
{
    private const int Named = 20;

    public override DocumentKind Kind => DocumentKind.Company;

    public override string Noun => "company";

    public override string Section => "companies";

    public override LogAction StartedAs => LogAction.CompanyAdded;

    public override string TitleOf(string key, Draft draft) => ((CompanyDraft)draft).Name ?? key;

    public override string AddressOf(int id, string key) => "/newsroom/companies/" + key;

    public override (LogAction Action, string Details) LoggedAs(string key, Draft draft, bool isFirst) =>
        ((CompanyDraft)draft).MergedInto is { } into ? (LogAction.CompanyMerged, $"{key} into {into}") : (LogAction.CompanyChanged, key);

    public override async Task<ReviewResult> ReviewAsync(PledgeTrackerDbContext context, int id, string key, Draft draft, DateOnly today, CancellationToken cancel = default)
    {
        var company = (CompanyDraft)draft;
        var problems = company.Problems().ToList();
        if (company.MergedInto == key)
        {
            problems.Add(new("mergedInto", "Choose another company."));
        }
        else if (company.MergedInto is { } into && !await context.Companies.AnyAsync(c => c.Slug == into, cancel))
        {
            problems.Add(new("mergedInto", "There is no company at this address."));
        }

        if (id > 0 && await EndedAsync(context, key, cancel) is { } ended)
        {
            problems.Add(new("", ended.Text));
        }

        return new ReviewResult(null, problems);
    }

    public override async Task<IReadOnlyList<Effect>> EffectsAsync(PledgeTrackerDbContext context, string key, Draft draft, CancellationToken cancel = default)
    {
        if (draft is not CompanyDraft { MergedInto: { } into } || await RowsAsync(context, key, into, cancel) is not var (duplicate, kept))
        {
            return [];
        }

        var pledges = context.Summaries.AsNoTracking().Where(s => s.CompanySlug == key);
        var count = await pledges.CountAsync(cancel);
        var effects = new List<Effect> { new(string.Create(CultureInfo.InvariantCulture, $"Published pledges that go over to {kept.Name}: {count:N0}."), "/newsroom/companies/" + into) };
        effects.AddRange((await pledges.OrderBy(s => s.Title).Take(Named).Select(s => new { s.Title, s.Slug }).ToListAsync(cancel)).Select(s => new Effect(s.Title, "/pledges/" + s.Slug)));
        if (count > Named)
        {
            effects.Add(new(string.Create(CultureInfo.InvariantCulture, $"And more: {count - Named:N0}.")));
        }

        var drafts = await Rewriting.InWork(context, DocumentKind.Pledge, NamesCompany(key)).CountAsync(cancel);
        if (drafts > 0)
        {
            effects.Add(new(string.Create(CultureInfo.InvariantCulture, $"Drafts in work that name it, and are changed where they stand: {drafts:N0}.")));
        }

        effects.AddRange(NewNames(duplicate, kept).Select(n => new Effect($"“{n}” becomes another name of {kept.Name}.")));
        effects.AddRange(NewListings(duplicate, kept).Select(l => new Effect($"{kept.Name} is listed at {l.Exchange}: {l.Ticker}.")));
        effects.Add(new($"/companies/{key} leads to /companies/{into} for ever."));
        return effects;
    }

    public override async Task<string?> NotForReviewAsync(PledgeTrackerDbContext context, Document document, Draft draft) =>
        draft is CompanyDraft { MergedInto: null } && await IsUnseenAsync(context, document)
            ? "Readers see this company with the first published pledge that names it, and it is reviewed with that pledge."
            : null;

    public override async Task<string?> KeyProblemAsync(PledgeTrackerDbContext context, string key)
    {
        if (!Slug.IsWellFormed(key) || Slug.IsReserved(key))
        {
            return "Enter an address of lower-case letters, digits and single hyphens.";
        }

        if (await context.FormerCompanySlugs.AsNoTracking().Where(f => f.Slug == key).Select(f => f.Now).FirstOrDefaultAsync() is { } now)
        {
            return $"This address leads to '{now}' since the two were merged. Choose another.";
        }

        return await context.Companies.AnyAsync(c => c.Slug == key) || await context.Documents.AnyAsync(d => d.Kind == DocumentKind.Company && d.Key == key)
            ? $"There is a company at the address '{key}' already."
            : null;
    }

    public override async Task<Effect?> EndedAsync(PledgeTrackerDbContext context, string key, CancellationToken cancel = default) =>
        await context.FormerCompanySlugs.AsNoTracking().Where(f => f.Slug == key).Join(context.Companies, f => f.Now, c => c.Slug, (_, c) => new { c.Slug, c.Name }).FirstOrDefaultAsync(cancel) is { } now
            ? new($"This company was made one with {now.Name}, which cannot be undone.", "/newsroom/companies/" + now.Slug)
            : null;

    public override async Task<Standing?> StandingAsync(PledgeTrackerDbContext context, string key, CancellationToken cancel = default) =>
        await context.Companies.AsNoTracking().FirstOrDefaultAsync(c => c.Slug == key, cancel) is { } row
            ? new(CompanyDraft.Of(row), await context.Summaries.AnyAsync(s => s.CompanySlug == key, cancel)
                || await context.Documents.AnyAsync(d => d.Kind == DocumentKind.Company && d.Key == key && d.PublishedRevisionId != null, cancel))
            : null;

    public override async Task SavedAsync(PledgeTrackerDbContext context, Document document, Draft draft)
    {
        var company = (CompanyDraft)draft;
        if (company.Problems().Count > 0 || !await IsUnseenAsync(context, document))
        {
            return;
        }

        if (!await context.Companies.AnyAsync(c => c.Slug == document.Key))
        {
            // Only a new company is added; one that was merged into another must not come back.
            if (document.NewestNumber == 1)
            {
                context.Companies.Add(company.At(document.Key));
                await context.SaveChangesAsync();
            }
        }
        else
        {
            await WriteRowAsync(context, document.Key, company, default);
        }
    }

    internal override async Task<IReadOnlyList<ReviewProblem>> PutAsync(
        PledgeTrackerDbContext context, Document document, Revision revision, ReviewResult result, PublicationTerms terms, CancellationToken cancel)
    {
        var (key, company) = (document.Key, revision.Read<CompanyDraft>());
        await context.SaveChangesAsync(cancel);
        if (company.MergedInto is { } into)
        {
            return await MergeAsync(context, key, into, terms, cancel);
        }

        var before = await context.Companies.AsNoTracking().Where(c => c.Slug == key).Select(c => new { c.Name, c.LegalName, c.OtherNames }).SingleAsync(cancel);
        await WriteRowAsync(context, key, company, cancel);
        await context.Summaries.Where(s => s.CompanySlug == key).ExecuteUpdateAsync(set => set.SetProperty(s => s.CompanyName, company.Name!), cancel);
        if (before.Name != company.Name || before.LegalName != company.LegalName || !before.OtherNames.SequenceEqual(company.OtherNames))
        {
            await IndexPledgesAsync(context, key, cancel);
        }

        return [];
    }

    /// <summary>
    /// The company into which an unseen one is to be merged, by its newest draft; null where it is not to be merged.
    /// </summary>
    internal static async Task<string?> MergingAsync(PledgeTrackerDbContext context, string slug, CancellationToken cancel) =>
        (await context.WithNewest(context.Documents.Where(d => d.Kind == DocumentKind.Company && d.Key == slug && d.PublishedRevisionId == null && d.State != WorkState.Discarded))
            .Where(d => d.Newest.Document.Contains("\"mergedInto\"")).AsNoTracking().FirstOrDefaultAsync(cancel))?.Newest.Read<CompanyDraft>().MergedInto;

    /// <summary>
    /// Records that readers see a company for the first time, with a pledge that is being published: its newest revision
    /// becomes a published one.
    /// </summary>
    /// <returns>A problem where the newest revision is not the one that the review showed; null where all is well.</returns>
    internal static async Task<ReviewProblem?> SeenAsync(PledgeTrackerDbContext context, string slug, PublicationTerms terms, CancellationToken cancel)
    {
        var unseen = context.Documents.Where(d => d.Kind == DocumentKind.Company && d.Key == slug && d.PublishedRevisionId == null);
        if (await unseen.Select(d => (int?)d.Id).FirstOrDefaultAsync(cancel) is not { } id || await context.TakeAsync(id) is not { PublishedRevisionId: null } document)
        {
            return null;
        }

        if (terms.Company is { } shown && shown != document.NewestNumber)
        {
            return new("company", "Somebody changed what is said of the company after it was reviewed. Look at it again before you go on.");
        }

        var newest = await context.NewestOfAsync(document, cancel);
        newest.PublishedAt = terms.At;
        newest.Reviewer = terms.Reviewer;
        document.PublishedRevisionId = newest.Id;
        document.State = WorkState.Published;
        document.WorkSince = newest.Number;
        document.ReviewComment = null;
        document.ClearSchedule();
        await context.SaveChangesAsync(cancel);
        context.ChangeTracker.Clear();
        return null;
    }

    private static async Task<bool> IsUnseenAsync(PledgeTrackerDbContext context, Document document) =>
        document.PublishedRevisionId is null && !await context.Summaries.AnyAsync(s => s.CompanySlug == document.Key);

    private static string NamesCompany(string slug) => $"\"company\":\"{slug}\"";

    private static async Task<(Company Duplicate, Company Kept)?> RowsAsync(PledgeTrackerDbContext context, string from, string into, CancellationToken cancel)
    {
        var rows = await context.Companies.AsNoTracking().Where(c => c.Slug == from || c.Slug == into).ToListAsync(cancel);
        return rows.Find(c => c.Slug == from) is { } duplicate && rows.Find(c => c.Slug == into) is { } kept && from != into ? (duplicate, kept) : null;
    }

    private static List<string> NewNames(Company duplicate, Company kept) =>
        duplicate.OtherNames.Prepend(duplicate.Name).Where(n => n != kept.Name && !kept.OtherNames.Contains(n)).Distinct(StringComparer.Ordinal).ToList();

    private static List<Listing> NewListings(Company duplicate, Company kept) =>
        duplicate.Listings.Where(l => !kept.Listings.Exists(k => k.Exchange == l.Exchange && k.Ticker == l.Ticker)).ToList();

    // Moves pledges, names and listings of the duplicate to the other company; its address then redirects for ever.
    private static async Task<IReadOnlyList<ReviewProblem>> MergeAsync(PledgeTrackerDbContext context, string from, string into, PublicationTerms terms, CancellationToken cancel)
    {
        if (await RowsAsync(context, from, into, cancel) is not var (duplicate, kept))
        {
            return [new("mergedInto", "There is no company at this address.")];
        }

        var (names, listings) = (NewNames(duplicate, kept), NewListings(duplicate, kept).ConvertAll(l => $"{l.Exchange}: {l.Ticker}"));
        var note = $"{duplicate.Name} and {kept.Name} are one company here now.";
        context.ChangeTracker.Clear();
        await WriteRowAsync(context, into, With(CompanyDraft.Of(kept)), cancel);

        var rewriting = new Rewriting(context, terms);
        var keptDocument = await context.Documents.Where(d => d.Kind == DocumentKind.Company && d.Key == into).Select(d => d.Id).ToListAsync(cancel);
        foreach (var id in keptDocument)
        {
            if (await rewriting.OneAsync<CompanyDraft>(id, With, note, cancel) is { } problem)
            {
                return [problem];
            }
        }

        var published = await context.Summaries.Where(s => s.CompanySlug == from).Select(s => s.PledgeId).ToListAsync(cancel);
        var refusal = await rewriting.AllAsync<PledgeDraft>(
                DocumentKind.Pledge, published, NamesCompany(from), draft => draft.Company == from ? draft with { Company = into } : draft, note, cancel)
            ?? await rewriting.AllAsync<CompanyDraft>(
                DocumentKind.Company, [], $"\"mergedInto\":\"{from}\"", draft => draft.MergedInto == from ? draft with { MergedInto = into } : draft, note, cancel);
        if (refusal is not null)
        {
            return [refusal];
        }

        await context.FormerCompanySlugs.Where(f => f.Now == from).ExecuteUpdateAsync(set => set.SetProperty(f => f.Now, into), cancel);
        context.FormerCompanySlugs.Add(new FormerCompanySlug { Slug = from, Now = into });
        await context.SaveChangesAsync(cancel);
        await context.Companies.Where(c => c.Slug == from).ExecuteDeleteAsync(cancel);
        await IndexPledgesAsync(context, into, cancel);
        return [];

        CompanyDraft With(CompanyDraft draft) => draft with
        {
            OtherNames = [.. draft.OtherNames, .. names.Where(n => n != draft.Name && !draft.OtherNames.Contains(n))],
            Listings = [.. draft.Listings, .. listings.Where(l => !draft.Listings.Contains(l))],
        };
    }

    private static async Task WriteRowAsync(PledgeTrackerDbContext context, string slug, CompanyDraft draft, CancellationToken cancel)
    {
        var (row, wanted) = (await context.Companies.SingleAsync(c => c.Slug == slug, cancel), draft.At(slug));
        var entry = context.Entry(row);
        entry.Property(c => c.Name).CurrentValue = wanted.Name;
        entry.Property(c => c.LegalName).CurrentValue = wanted.LegalName;
        entry.Property(c => c.HeadquartersCountry).CurrentValue = wanted.HeadquartersCountry;
        entry.Property(c => c.Sector).CurrentValue = wanted.Sector;
        entry.Property(c => c.Website).CurrentValue = wanted.Website;
        entry.Property(c => c.WikidataId).CurrentValue = wanted.WikidataId;
        entry.Property(c => c.OtherNames).CurrentValue = wanted.OtherNames;
        row.Listings.RemoveAll(l => !wanted.Listings.Exists(w => w.Exchange == l.Exchange && w.Ticker == l.Ticker));
        row.Listings.AddRange(wanted.Listings.Where(w => !row.Listings.Exists(l => w.Exchange == l.Exchange && w.Ticker == l.Ticker)).ToList());
        await context.SaveChangesAsync(cancel);
    }

    // The names of the company are part of the search index of its pledges.
    private static async Task IndexPledgesAsync(PledgeTrackerDbContext context, string slug, CancellationToken cancel)
    {
        context.ChangeTracker.Clear();
        var company = await context.Companies.AsNoTracking().Where(c => c.Slug == slug).ToDictionaryAsync(c => c.Slug, cancel);
        var metrics = await context.Metrics.AsNoTracking().ToDictionaryAsync(m => m.Code, cancel);
        var ids = await context.Summaries.Where(s => s.CompanySlug == slug).Select(s => s.PledgeId).ToListAsync(cancel);
        foreach (var some in ids.Chunk(50))
        {
            var published = await context.Documents.AsNoTracking().Where(d => some.Contains(d.Id) && d.PublishedRevision != null).Select(d => new { d.Id, Revision = d.PublishedRevision! }).ToListAsync(cancel);
            foreach (var one in published)
            {
                var pledge = ReviewRules.ReadPublished(one.Revision.Read<PledgeDraft>(), new ReviewContext { Companies = company, Metrics = metrics, Today = DateOnly.MaxValue });
                await context.FullText.PutAsync(context, one.Id, [.. SearchDocument.Of(pledge)], cancel);
            }
        }
    }
}
