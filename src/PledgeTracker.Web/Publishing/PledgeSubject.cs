using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// Pledges: they follow the domain's review rules and guard rails, have rows for every part, and redirect from a former
/// address.
/// </summary>
public sealed class PledgeSubject : Subject<PledgeDraft>
{
    public override DocumentKind Kind => DocumentKind.Pledge;

    public override string Noun => "pledge";

    public override string Section => "pledges";

    public override string TitleOf(string key, Draft draft) => ((PledgeDraft)draft).Title ?? "Untitled";

    public override string AddressOf(int id, string key) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/newsroom/pledges/{id}");

    public override string? PageOf(string key) => "/pledges/" + key;

    public override bool CanBeTakenOff => true;

    public override (LogAction Action, string Details) LoggedAs(string key, Draft draft, bool isFirst) => (LogAction.Published, "");

    public override async Task<ReviewResult> ReviewAsync(PledgeTrackerDbContext context, int id, string key, Draft draft, DateOnly today, CancellationToken cancel = default)
    {
        var pledge = (PledgeDraft)draft;
        var result = ReviewRules.Review(pledge, await ContextOfAsync(context, pledge, today, id, cancel));
        return result.Pledge is not null && await CompanySubject.MergingAsync(context, pledge.Company!, cancel) is { } into
            ? new ReviewResult(null, [new("company", $"This company is to be merged into “{into}”. Have the merge published or undone first, or enter “{into}”.")])
            : result;
    }

    public override async Task<IReadOnlyList<string>> WarningsAsync(PledgeTrackerDbContext context, int id, ReviewResult result, CancellationToken cancel = default) =>
        result is { Pledge: { } pledge } ? await GuardRails.OfAsync(context, pledge, id, cancel) : [];

    public override string? HintOf(ReviewResult result) => result.Pledge is { } pledge ? AbsenceClaims.Warning(pledge) : null;

    public override async Task<NewCompany?> NewCompanyAsync(PledgeTrackerDbContext context, Draft draft, CancellationToken cancel = default) =>
        draft is PledgeDraft { Company: { Length: > 0 } slug } && await Of(DocumentKind.Company).StandingAsync(context, slug, cancel) is { IsPublic: false, Draft: CompanyDraft company }
            ? new(company, await context.Documents.Where(d => d.Kind == DocumentKind.Company && d.Key == slug).Select(d => d.NewestNumber).FirstOrDefaultAsync(cancel))
            : null;

    public override async Task<bool> WroteBesideAsync(PledgeTrackerDbContext context, Draft draft, int memberId) =>
        draft is PledgeDraft { Company: { Length: > 0 } slug } && await context.Documents
            .Where(d => d.Kind == DocumentKind.Company && d.Key == slug && d.PublishedRevisionId == null)
            .AnyAsync(d => d.Revisions.Any(r => r.Number > d.WorkSince && r.MemberId == memberId));

    internal override async Task<IReadOnlyList<ReviewProblem>> PutAsync(
        PledgeTrackerDbContext context, Document document, Revision revision, ReviewResult result, PublicationTerms terms, CancellationToken cancel)
    {
        var pledge = result.Pledge!;
        if (document.Key != pledge.Slug)
        {
            // A former address that readers have seen redirects for ever, unless the pledge takes it back.
            document.FormerSlugs.RemoveAll(f => f.Slug == pledge.Slug);
            if (await context.Revisions.AnyAsync(r => r.DocumentId == document.Id && r.PublishedAt != null, cancel))
            {
                document.FormerSlugs.Add(new FormerSlug { Slug = document.Key });
            }

            document.Key = pledge.Slug;
        }

        revision.FigureNumbers = (terms.Numbers ?? await PledgeRows.NumberFiguresAsync(context, revision, cancel)).ToString();
        await context.SaveChangesAsync(cancel);
        await context.Pledges.Where(p => EF.Property<int>(p, "Id") == document.Id).ExecuteDeleteAsync(cancel);
        PledgeRows.Add(context, pledge, document.Id);
        context.Summaries.Add(PledgeRows.Summarise(pledge, document.Id, terms));
        context.States.AddRange(PledgeRows.StatesOf(pledge, document.Id));
        await context.SaveChangesAsync(cancel);
        await context.FullText.PutAsync(context, document.Id, [.. SearchDocument.Of(pledge)], cancel);

        // The rows are written once and never changed, so the change tracker need not watch them.
        context.ChangeTracker.Clear();
        return await CompanySubject.SeenAsync(context, pledge.Company.Slug, terms, cancel) is { } changed ? [changed] : [];
    }

    private static async Task<ReviewContext> ContextOfAsync(PledgeTrackerDbContext context, PledgeDraft draft, DateOnly today, int documentId, CancellationToken cancel)
    {
        var copies = draft.Sources.SelectMany(s => s.Evidence).ToHashSet(StringComparer.Ordinal);

        // Two queries instead of one: an index answers each, but none answers both together.
        var taken = draft.Slug is not null
            && (await context.Documents.AnyAsync(d => d.Id != documentId && d.Kind == DocumentKind.Pledge && d.Key == draft.Slug, cancel)
                || await context.Documents.SelectMany(d => d.FormerSlugs, (d, f) => new { d.Id, f.Slug }).AnyAsync(f => f.Slug == draft.Slug && f.Id != documentId, cancel));
        return new ReviewContext
        {
            Companies = await context.Companies.Where(c => c.Slug == draft.Company).ToDictionaryAsync(c => c.Slug, cancel),
            Metrics = await context.Metrics.ToDictionaryAsync(m => m.Code, cancel),
            Today = today,
            Evidence = copies.Count == 0 ? copies : await context.Evidence.Where(e => copies.Contains(e.Sha256)).Select(e => e.Sha256).ToHashSetAsync(cancel),
            OtherSlugs = taken ? new HashSet<string> { draft.Slug! } : new HashSet<string>(),
        };
    }
}
