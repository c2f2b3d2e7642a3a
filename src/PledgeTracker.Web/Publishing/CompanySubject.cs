using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Search;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// Companies. A company that no published pledge names gets its row at the first save, since nobody sees it; it becomes
/// public, and is reviewed, with its first pledge. A company that readers see changes only by a publication. Two companies
/// are merged by a draft of the duplicate, and a merge is taken back by another draft of it, each through review.
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

    public override string? PageOf(string key) => "/companies/" + key;

    public override (LogAction Action, string Details) LoggedAs(string key, Draft draft, bool isFirst) =>
        draft switch
        {
            CompanyDraft { MergedInto: { } into } => (LogAction.CompanyMerged, $"{key} into {into}"),
            CompanyDraft { TakenBackFrom: { } from } => (LogAction.CompanyChanged, $"{key} taken back from {from}"),
            _ => (LogAction.CompanyChanged, key),
        };

    public override async Task<ReviewResult> ReviewAsync(PledgeTrackerDbContext context, int id, string key, Draft draft, DateOnly today, CancellationToken cancel = default)
    {
        var company = (CompanyDraft)draft;
        var problems = company.Problems().ToList();
        if (company.MergedInto == key)
        {
            problems.Add(new("mergedInto", "Choose a company other than this one."));
        }
        else if (company.MergedInto is { } into && !await context.Companies.AnyAsync(c => c.Slug == into, cancel))
        {
            problems.Add(new("mergedInto", "There is no company at this address. Choose one from the list."));
        }
        else if (company.MergedInto is { } target && problems.Count == 0 && await RowsAsync(context, key, target, cancel) is var (_, kept)
            && Joined(CompanyDraft.Of(kept), NewNames(company, kept), []).Problems() is [var first, ..])
        {
            problems.Add(new("mergedInto", $"The names cannot be added to {kept.Name}. {first.Message}"));
        }

        var now = id > 0 ? await NowAsync(context, key, cancel) : null;
        if (company.TakenBackFrom is not null && now is null)
        {
            problems.Add(new("", "This company is not merged into another, so there is no merge to undo."));
        }
        else if (now is not null && (company.TakenBackFrom is null || company.MergedInto is not null))
        {
            problems.Add(new("", (await EndedAsync(context, key, cancel))!.Text));
        }

        return new ReviewResult(null, problems);
    }

    public override async Task<IReadOnlyList<Effect>> EffectsAsync(PledgeTrackerDbContext context, string key, Draft draft, CancellationToken cancel = default)
    {
        if (draft is CompanyDraft { TakenBackFrom: not null } back)
        {
            return await EffectsOfTakingBackAsync(context, key, back, cancel);
        }

        if (draft is not CompanyDraft { MergedInto: { } into } merging || await RowsAsync(context, key, into, cancel) is not var (duplicate, kept))
        {
            return [];
        }

        var pledges = context.Summaries.AsNoTracking().Where(s => s.CompanySlug == key);
        var count = await pledges.CountAsync(cancel);
        var names = NewNames(merging, kept);
        var effects = new List<Effect> { new(string.Create(CultureInfo.InvariantCulture, $"Published pledges that move to {kept.Name}: {count:N0}."), "/newsroom/companies/" + into) };
        var joined = new Company { Slug = into, Name = kept.Name, OtherNames = [.. Joined(CompanyDraft.Of(kept), names, []).OtherNames] };
        effects.AddRange((await pledges.OrderBy(s => s.Title).Take(Named).Select(s => new { s.Title, s.Slug, s.AnnouncedOn }).ToListAsync(cancel))
            .Select(s => new Effect(Naming(s.Title, s.AnnouncedOn, duplicate, joined), "/pledges/" + s.Slug)));
        if (count > Named)
        {
            effects.Add(new(string.Create(CultureInfo.InvariantCulture, $"And more: {count - Named:N0}.")));
        }

        effects.AddRange(await RenamedAsync(context, kept, joined, [], cancel));

        var drafts = await Rewriting.InWork(context, DocumentKind.Pledge, NamesCompany(key)).CountAsync(cancel);
        if (drafts > 0)
        {
            effects.Add(new(string.Create(CultureInfo.InvariantCulture, $"Open drafts that name it and are changed too: {drafts:N0}.")));
        }

        effects.AddRange(names.Select(n => new Effect($"“{n}” becomes another name of {kept.Name}.")));
        effects.AddRange(NewListings(duplicate, kept).Select(l => new Effect($"{kept.Name} is listed at {l.Exchange}: {l.Ticker}.")));
        effects.Add(new($"/companies/{key} leads to /companies/{into} until the merge is undone."));
        return effects;
    }

    public override async Task<string?> NotForReviewAsync(PledgeTrackerDbContext context, Document document, Draft draft) =>
        draft is CompanyDraft { MergedInto: null, TakenBackFrom: null } && await IsUnseenAsync(context, document)
            ? "Readers see this company with its first published pledge, and both are reviewed together."
            : null;

    public override async Task<string?> KeyProblemAsync(PledgeTrackerDbContext context, string key)
    {
        if (!Slug.IsWellFormed(key) || Slug.IsReserved(key))
        {
            return "Enter an address of lower-case letters, digits and single hyphens.";
        }

        if (await context.FormerCompanySlugs.AsNoTracking().Where(f => f.Slug == key).Select(f => f.Now).FirstOrDefaultAsync() is { } now)
        {
            return $"This address has led to '{now}' since the two were merged. Choose another.";
        }

        return await context.Companies.AnyAsync(c => c.Slug == key) || await context.Documents.AnyAsync(d => d.Kind == DocumentKind.Company && d.Key == key)
            ? $"There is already a company at the address '{key}'. Choose another address."
            : null;
    }

    public override async Task<Effect?> EndedAsync(PledgeTrackerDbContext context, string key, CancellationToken cancel = default) =>
        await NowAsync(context, key, cancel) is { } now
            ? new($"This company was merged into {now.Name}. Undo the merge to change it.", "/newsroom/companies/" + now.Slug)
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
            return await MergeAsync(context, key, into, company, terms, cancel);
        }

        if (company.TakenBackFrom is not null && await NowAsync(context, key, cancel) is { } now)
        {
            return await TakeBackAsync(context, document, company, now, terms, cancel);
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
            return new("company", "Somebody changed the company after it was reviewed. Review it again before you continue.");
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

    // The company that one was merged into, where it stands today.
    private static Task<Company?> NowAsync(PledgeTrackerDbContext context, string key, CancellationToken cancel) =>
        context.FormerCompanySlugs.AsNoTracking().Where(f => f.Slug == key).Join(context.Companies, f => f.Now, c => c.Slug, (_, c) => c).FirstOrDefaultAsync(cancel);

    // Names keep their times; that of the duplicate gets the one that the merge says.
    private static List<string> NewNames(CompanyDraft duplicate, Company kept) =>
        duplicate.OtherNames.Prepend(duplicate.NameForMerge()?.ToString() ?? duplicate.Name ?? "").Where(n => n.Length > 0 && n != kept.Name && !kept.OtherNames.Contains(n)).Distinct(StringComparer.Ordinal).ToList();

    // A name whose time is known now takes the place of the same name without one.
    private static CompanyDraft Joined(CompanyDraft draft, List<string> names, List<string> listings)
    {
        var timed = names.Select(NameInTime.Of).Where(n => n.IsTimed).Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        return draft with
        {
            OtherNames = [.. draft.OtherNames.Where(n => !timed.Contains(n)), .. names.Where(n => n != draft.Name && !draft.OtherNames.Contains(n))],
            Listings = [.. draft.Listings, .. listings.Where(l => !draft.Listings.Contains(l))],

            // What a published draft of the kept company did once, it does not do again.
            TakenBackFrom = null,
        };
    }

    // What a pledge's page calls the company, by what is known now.
    private static string Shown(Company company, PartialDate announcedOn) => Wording.CompanyThen(company, announcedOn, DateOnly.MaxValue);

    private static string Naming(string title, PartialDate announcedOn, Company before, Company after) =>
        Shown(before, announcedOn) is var was && Shown(after, announcedOn) is var will && was == will
            ? $"{title}: “{was}”, as before, announced {announcedOn.ToWords()}"
            : $"{title}: “{will}”, until now “{was}”, announced {announcedOn.ToWords()}";

    // A company's own pledges that are named otherwise too: a name with a time holds for all that was promised in it.
    private static async Task<IEnumerable<Effect>> RenamedAsync(PledgeTrackerDbContext context, Company before, Company after, List<int> without, CancellationToken cancel)
    {
        var own = await context.Summaries.AsNoTracking().Where(s => s.CompanySlug == before.Slug && !without.Contains(s.PledgeId)).OrderBy(s => s.Title).Select(s => new { s.Title, s.Slug, s.AnnouncedOn }).ToListAsync(cancel);
        var renamed = own.Where(s => Shown(before, s.AnnouncedOn) != Shown(after, s.AnnouncedOn)).ToList();
        var shown = renamed.Take(Named).Select(s => new Effect(Naming(s.Title, s.AnnouncedOn, before, after), "/pledges/" + s.Slug));
        return renamed.Count > Named
            ? shown.Append(new(string.Create(CultureInfo.InvariantCulture, $"Other pledges of {before.Name} that show another name: {renamed.Count - Named:N0}.")))
            : shown;
    }

    // The pledges that a merge gave away: those to which it added a revision that names the other company, on top of one that named
    // this. A pledge that an editor gave to the other company at another time is not among them.
    private static async Task<List<int>> GivenAwayAsync(PledgeTrackerDbContext context, string key, string now, DateTime at, CancellationToken cancel)
    {
        var (had, has) = (NamesCompany(key), NamesCompany(now));
        var moved = await context.Revisions.AsNoTracking()
            .Where(r => r.SavedAt == at && context.Documents.Any(d => d.Id == r.DocumentId && d.Kind == DocumentKind.Pledge) && !r.Document.Contains(had)
                && context.Revisions.Any(b => b.DocumentId == r.DocumentId && b.Number == r.BaseNumber && b.Document.Contains(had)))
            .Select(r => r.DocumentId).Distinct().ToListAsync(cancel);

        // One that an editor gave to a third company since stays there.
        return await context.WithNewest(context.Documents.Where(d => moved.Contains(d.Id)))
            .Where(d => d.Newest.Document.Contains(has) || (d.Document.PublishedRevision != null && d.Document.PublishedRevision.Document.Contains(has)))
            .Select(d => d.Document.Id).ToListAsync(cancel);
    }

    // The publication by which a company was merged; null where there is none, which no merge leaves behind.
    private static async Task<Revision?> MergeOfAsync(PledgeTrackerDbContext context, string key, CancellationToken cancel) =>
        await context.Revisions.AsNoTracking()
            .Where(r => r.PublishedAt != null && r.Document.Contains("\"mergedInto\"") && context.Documents.Any(d => d.Id == r.DocumentId && d.Kind == DocumentKind.Company && d.Key == key))
            .OrderByDescending(r => r.Number).FirstOrDefaultAsync(cancel);

    private static async Task<IReadOnlyList<Effect>> EffectsOfTakingBackAsync(PledgeTrackerDbContext context, string key, CompanyDraft back, CancellationToken cancel)
    {
        if (await NowAsync(context, key, cancel) is not { } now || await MergeOfAsync(context, key, cancel) is not { PublishedAt: { } at } merge)
        {
            return [];
        }

        var given = await GivenAwayAsync(context, key, now.Slug, at, cancel);
        var pledges = await context.Summaries.AsNoTracking().Where(s => given.Contains(s.PledgeId)).OrderBy(s => s.Title).Select(s => new { s.Title, s.Slug, s.AnnouncedOn }).ToListAsync(cancel);
        var own = new Company { Slug = key, Name = back.Name ?? key, OtherNames = [.. back.OtherNames] };
        var names = await GivenNamesAsync(context, now, merge, cancel);
        var effects = new List<Effect> { new(string.Create(CultureInfo.InvariantCulture, $"Published pledges that move back from {now.Name}: {pledges.Count:N0}."), "/newsroom/companies/" + now.Slug) };
        effects.AddRange(pledges.Take(Named).Select(s => new Effect(Naming(s.Title, s.AnnouncedOn, now, own), "/pledges/" + s.Slug)));
        if (pledges.Count > Named)
        {
            effects.Add(new(string.Create(CultureInfo.InvariantCulture, $"And more: {pledges.Count - Named:N0}.")));
        }

        effects.AddRange(await RenamedAsync(context, now, new Company { Slug = now.Slug, Name = now.Name, OtherNames = names.Left(now.OtherNames) }, given, cancel));
        effects.AddRange(names.Names.Select(n => new Effect($"“{n}” is no longer another name of {now.Name}.")));
        effects.AddRange(names.Listings.Select(l => new Effect($"{now.Name} is no longer listed at {l}.")));
        effects.Add(new($"Pledges that were added to {now.Name} since the merge stay with it."));
        effects.Add(new($"/companies/{key} is a page of its own again."));
        return effects;
    }

    // The names and listings that the kept company has from a merge: what its history shows the merge to have added, and where it had
    // no history then, all that the merged one brought.
    private static async Task<GivenNames> GivenNamesAsync(PledgeTrackerDbContext context, Company now, Revision merge, CancellationToken cancel)
    {
        var brought = merge.Read<CompanyDraft>();
        var had = await context.Revisions.AsNoTracking()
            .Where(r => r.PublishedAt != null && r.PublishedAt < merge.PublishedAt && context.Documents.Any(d => d.Id == r.DocumentId && d.Kind == DocumentKind.Company && d.Key == now.Slug))
            .OrderByDescending(r => r.Number).FirstOrDefaultAsync(cancel) is { } before ? before.Read<CompanyDraft>() : null;
        var names = brought.OtherNames.Prepend(brought.NameForMerge()?.ToString() ?? "").Where(n => now.OtherNames.Contains(n) && had?.OtherNames.Contains(n) != true).Distinct(StringComparer.Ordinal).ToList();
        var untimed = had?.OtherNames.Where(h => !now.OtherNames.Contains(h) && names.Exists(n => NameInTime.Of(n).Name == h)).ToList() ?? [];
        return new(names, untimed, brought.Listings.Where(l => now.Listings.Exists(n => $"{n.Exchange}: {n.Ticker}" == l) && had?.Listings.Contains(l) != true).ToList());
    }

    // Gives a merged company its own row and address again, and the pledges that the merge took from it.
    private static async Task<IReadOnlyList<ReviewProblem>> TakeBackAsync(PledgeTrackerDbContext context, Document document, CompanyDraft back, Company now, PublicationTerms terms, CancellationToken cancel)
    {
        var key = document.Key;
        if (await MergeOfAsync(context, key, cancel) is not { PublishedAt: { } at } merge)
        {
            return [new("", "The merge is not in the history of this company, so it cannot be undone.")];
        }

        var given = await GivenAwayAsync(context, key, now.Slug, at, cancel);
        var names = await GivenNamesAsync(context, now, merge, cancel);
        var note = $"The pledges of {back.Name} are shown under its own name again, and no longer under {now.Name}.";
        context.ChangeTracker.Clear();
        await context.FormerCompanySlugs.Where(f => f.Slug == key).ExecuteDeleteAsync(cancel);
        context.Companies.Add(back.At(key));
        await context.SaveChangesAsync(cancel);
        context.ChangeTracker.Clear();
        await WriteRowAsync(context, now.Slug, Without(CompanyDraft.Of(now)), cancel);

        var rewriting = new Rewriting(context, terms);
        foreach (var id in await context.Documents.Where(d => d.Kind == DocumentKind.Company && d.Key == now.Slug).Select(d => d.Id).ToListAsync(cancel))
        {
            if (await rewriting.OneAsync<CompanyDraft>(id, Without, note, cancel) is { } problem)
            {
                return [problem];
            }
        }

        foreach (var id in given)
        {
            if (await rewriting.OneAsync<PledgeDraft>(id, draft => draft.Company == now.Slug ? draft with { Company = key } : draft, note, cancel) is { } problem)
            {
                return [problem];
            }
        }

        // Companies that had been merged into this one before it was merged itself lead to it again.
        foreach (var former in await context.FormerCompanySlugs.AsNoTracking().Where(f => f.Now == now.Slug).Select(f => f.Slug).ToListAsync(cancel))
        {
            if ((await MergeOfAsync(context, former, cancel))?.Read<CompanyDraft>().MergedInto == key)
            {
                await context.FormerCompanySlugs.Where(f => f.Slug == former).ExecuteUpdateAsync(set => set.SetProperty(f => f.Now, key), cancel);
            }
        }

        await IndexPledgesAsync(context, now.Slug, cancel);
        await IndexPledgesAsync(context, key, cancel);
        return [];

        CompanyDraft Without(CompanyDraft draft) => draft with
        {
            OtherNames = names.Left(draft.OtherNames),
            Listings = [.. draft.Listings.Where(l => !names.Listings.Contains(l))],
            TakenBackFrom = null,
        };
    }

    private static List<Listing> NewListings(Company duplicate, Company kept) =>
        duplicate.Listings.Where(l => !kept.Listings.Exists(k => k.Exchange == l.Exchange && k.Ticker == l.Ticker)).ToList();

    // Moves pledges, names and listings of the duplicate to the other company; its address then redirects there.
    private static async Task<IReadOnlyList<ReviewProblem>> MergeAsync(PledgeTrackerDbContext context, string from, string into, CompanyDraft merging, PublicationTerms terms, CancellationToken cancel)
    {
        if (await RowsAsync(context, from, into, cancel) is not var (duplicate, kept))
        {
            return [new("mergedInto", "There is no company at this address. Choose one from the list.")];
        }

        var (names, listings) = (NewNames(merging, kept), NewListings(duplicate, kept).ConvertAll(l => $"{l.Exchange}: {l.Ticker}"));
        var note = merging.MergedBecause == CompanyDraft.BecameIt
            ? $"The pledges of {duplicate.Name} are now shown under {kept.Name}. Each page gives the name at the time."
            : $"{duplicate.Name} and {kept.Name} are one company here now.";
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

        CompanyDraft With(CompanyDraft draft) => Joined(draft, names, listings);
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

    // What a company has from a merge: names, the same names without a time that gave way to them, and listings.
    private sealed record GivenNames(List<string> Names, List<string> Untimed, List<string> Listings)
    {
        public List<string> Left(IEnumerable<string> names) => [.. names.Where(n => !Names.Contains(n)).Union(Untimed)];
    }
}
