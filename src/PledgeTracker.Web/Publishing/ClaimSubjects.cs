using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>What comes in the same file and may be named, although it is not stored yet.</summary>
/// <param name="Pledges">Pledges, by their addresses.</param>
/// <param name="Lists">Lists, by their addresses.</param>
/// <param name="Checks">Checks, by their addresses.</param>
/// <param name="Claims">Claims, each as claimant, slash and short name.</param>
public sealed record ComesAlong(IReadOnlySet<string> Pledges, IReadOnlySet<string> Lists, IReadOnlySet<string> Checks, IReadOnlySet<string> Claims)
{
    /// <summary>What can be named in these documents.</summary>
    public static ComesAlong Of(IEnumerable<(DocumentKind Kind, string Key, Draft Draft)> documents)
    {
        var all = documents.ToLookup(d => d.Kind);
        return new(Keys(DocumentKind.Pledge), Keys(DocumentKind.List), Keys(DocumentKind.Check),
            all[DocumentKind.Claimant].SelectMany(d => ((ClaimantDraft)d.Draft).Claims.Select(c => $"{d.Key}/{c.Id?.Trim()}")).ToHashSet(StringComparer.Ordinal));

        HashSet<string> Keys(DocumentKind kind) => all[kind].Select(d => d.Key).ToHashSet(StringComparer.Ordinal);
    }
}

/// <summary>A kind whose documents name others, and may come in one file with them.</summary>
public interface IComesAlong
{
    /// <summary>Everything that stops a draft from being published together with what comes along.</summary>
    Task<ReviewResult> ReviewAsync(PledgeTrackerDbContext context, string key, Draft draft, DateOnly today, ComesAlong along, CancellationToken cancel);
}

/// <summary>
/// Claimants, lists and checks: documents that name one another. A name need not be published, since none of two that name each
/// other could be the first; readers see only what is.
/// </summary>
/// <typeparam name="T">The draft of the kind.</typeparam>
public abstract class ClaimSubject<T> : Subject<T>, IComesAlong
    where T : Draft, new()
{
    public override string AddressOf(int id, string key) => $"/newsroom/{Section}/{id}";

    public override string? PageOf(string key) => $"/{Section}/{key}";

    public override bool CanBeTakenOff => true;

    public override (LogAction Action, string Details) LoggedAs(string key, Draft draft, bool isFirst) => (LogAction.Published, key);

    public override async Task<ReviewResult> ReviewAsync(PledgeTrackerDbContext context, int id, string key, Draft draft, DateOnly today, CancellationToken cancel = default) =>
        new(null, ProblemsOf((T)draft, await ContextOfAsync(context, key, (T)draft, today, cancel)));

    public async Task<ReviewResult> ReviewAsync(PledgeTrackerDbContext context, string key, Draft draft, DateOnly today, ComesAlong along, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(along);
        var stored = await ContextOfAsync(context, key, (T)draft, today, cancel);
        return new(null, ProblemsOf((T)draft, stored with
        {
            Pledges = Both(stored.Pledges, along.Pledges),
            Lists = Both(stored.Lists, along.Lists),
            Checks = Both(stored.Checks, along.Checks),
            Claims = Both(stored.Claims, along.Claims),
        }));
    }

    public override string? HintOf(Draft draft, ReviewResult result) => AbsenceClaims.Warning(draft);

    public override async Task<string?> KeyProblemAsync(PledgeTrackerDbContext context, string key) =>
        !Slug.IsWellFormed(key) || Slug.IsReserved(key) ? $"Enter an address of lower-case letters, digits and single hyphens, at most {Slug.MaxLength} characters."
        : await context.Documents.AnyAsync(d => d.Kind == Kind && d.Key == key) ? $"There is a {Noun} of this address already."
        : null;

    internal override async Task<IReadOnlyList<ReviewProblem>> PutAsync(
        PledgeTrackerDbContext context, Document document, Revision revision, ReviewResult result, PublicationTerms terms, CancellationToken cancel)
    {
        await context.SaveChangesAsync(cancel);
        return [];
    }

    /// <summary>Everything that stops the draft from being published.</summary>
    protected abstract IReadOnlyList<ReviewProblem> ProblemsOf(T draft, ReviewContext context);

    /// <summary>The pledges that the draft names.</summary>
    protected virtual IEnumerable<string?> PledgesIn(T draft) => [];

    /// <summary>The lists that the draft names.</summary>
    protected virtual IEnumerable<string?> ListsIn(T draft) => [];

    /// <summary>The checks that the draft names.</summary>
    protected virtual IEnumerable<string?> ChecksIn(T draft) => [];

    /// <summary>The claims that the draft names, as claimant, slash and short name.</summary>
    protected virtual IEnumerable<string> ClaimsIn(T draft) => [];

    private async Task<ReviewContext> ContextOfAsync(PledgeTrackerDbContext context, string key, T draft, DateOnly today, CancellationToken cancel)
    {
        var copies = SourcesOf(draft).SelectMany(s => s.Evidence).ToHashSet(StringComparer.Ordinal);
        return new ReviewContext
        {
            Key = key,
            Companies = new Dictionary<string, Company>(),
            Metrics = new Dictionary<string, Metric>(),
            Today = today,
            Evidence = copies.Count == 0 ? copies : await context.Evidence.Where(e => copies.Contains(e.Sha256)).Select(e => e.Sha256).ToHashSetAsync(cancel),
            Pledges = await PledgesAsync(context, PledgesIn(draft), cancel),
            Lists = await KnownAsync(context, DocumentKind.List, ListsIn(draft), cancel),
            Checks = await KnownAsync(context, DocumentKind.Check, ChecksIn(draft), cancel),
            Claims = await ClaimsAsync(context, ClaimsIn(draft), cancel),
        };
    }

    /// <summary>The draft's sources.</summary>
    protected abstract IReadOnlyList<SourceDraft> SourcesOf(T draft);

    private static HashSet<string> Both(IReadOnlySet<string>? stored, IReadOnlySet<string> along) => [.. stored ?? along, .. along];

    private static async Task<HashSet<string>> KnownAsync(PledgeTrackerDbContext context, DocumentKind kind, IEnumerable<string?> named, CancellationToken cancel)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in named.OfType<string>().Select(k => k.Trim()).Where(k => k.Length > 0).Distinct(StringComparer.Ordinal).Chunk(500))
        {
            known.UnionWith(await context.Documents.Where(d => d.Kind == kind && some.Contains(d.Key)).Select(d => d.Key).ToListAsync(cancel));
        }

        return known;
    }

    // A pledge that was never published has its address only in its draft, and a provisional key until then.
    private static async Task<HashSet<string>> PledgesAsync(PledgeTrackerDbContext context, IEnumerable<string?> named, CancellationToken cancel)
    {
        var wanted = named.OfType<string>().Select(k => k.Trim()).Where(k => k.Length > 0).ToHashSet(StringComparer.Ordinal);
        var known = await KnownAsync(context, DocumentKind.Pledge, wanted, cancel);
        if (!wanted.IsSubsetOf(known))
        {
            var waiting = await context.WithNewest(context.Documents.Where(d => d.Kind == DocumentKind.Pledge && d.Key.StartsWith("draft-") && d.State != WorkState.Discarded)).AsNoTracking().ToListAsync(cancel);
            known.UnionWith(waiting.Select(d => d.Newest.Read<PledgeDraft>().Slug?.Trim()).OfType<string>().Where(wanted.Contains));
        }

        return known;
    }

    private static async Task<HashSet<string>> ClaimsAsync(PledgeTrackerDbContext context, IEnumerable<string> named, CancellationToken cancel)
    {
        var claimants = named.Select(n => n.Split('/')[0].Trim()).Distinct(StringComparer.Ordinal).ToList();
        var documents = await context.WithNewest(context.Documents.Where(d => d.Kind == DocumentKind.Claimant && claimants.Contains(d.Key))).AsNoTracking().ToListAsync(cancel);
        return [.. documents.SelectMany(d => d.Newest.Read<ClaimantDraft>().Claims.Select(c => $"{d.Document.Key}/{c.Id?.Trim()}"))];
    }
}

/// <summary>People and bodies that claim totals, with their claims.</summary>
public sealed class ClaimantSubject : ClaimSubject<ClaimantDraft>
{
    public override DocumentKind Kind => DocumentKind.Claimant;

    public override string Noun => "claimant";

    public override string Section => "claimants";

    public override string? PageOf(string key) => "/claims/" + key;

    public override string TitleOf(string key, Draft draft) => ((ClaimantDraft)draft).Name ?? key;

    protected override IReadOnlyList<ReviewProblem> ProblemsOf(ClaimantDraft draft, ReviewContext context) => ClaimRules.Review(draft, context).Problems;

    protected override IEnumerable<string?> ListsIn(ClaimantDraft draft) => draft.Claims.Select(c => c.List);

    protected override IReadOnlyList<SourceDraft> SourcesOf(ClaimantDraft draft) => draft.Sources;
}

/// <summary>Lists that claims rest on, with their entries.</summary>
public sealed class ListSubject : ClaimSubject<ClaimListDraft>
{
    /// <summary>The most unpublished pledges that a hint names.</summary>
    private const int MostNamed = 10;

    public override DocumentKind Kind => DocumentKind.List;

    public override string Noun => "list";

    public override string Section => "lists";

    public override string TitleOf(string key, Draft draft) => ((ClaimListDraft)draft).Title ?? key;

    protected override IReadOnlyList<ReviewProblem> ProblemsOf(ClaimListDraft draft, ReviewContext context) => ClaimRules.Review(draft, context).Problems;

    public override async Task<string?> HintAsync(PledgeTrackerDbContext context, Draft draft, ReviewResult result, CancellationToken cancel = default)
    {
        var matched = PledgesIn((ClaimListDraft)draft).OfType<string>().Select(p => p.Trim()).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in matched.Chunk(500))
        {
            shown.UnionWith(await context.Documents.Where(d => d.Kind == DocumentKind.Pledge && d.PublishedRevisionId != null && some.Contains(d.Key)).Select(d => d.Key).ToListAsync(cancel));
        }

        return matched.FindAll(p => !shown.Contains(p)) is { Count: > 0 } unseen
            ? $"Readers do not see matches to pledges that are not on the site: {string.Join(", ", unseen.Take(MostNamed))}{(unseen.Count > MostNamed ? $" and {unseen.Count - MostNamed} more" : "")}."
            : null;
    }

    protected override IEnumerable<string?> PledgesIn(ClaimListDraft draft) => draft.Items.SelectMany(i => i.Matches).Select(m => m.Pledge);

    protected override IEnumerable<string?> ChecksIn(ClaimListDraft draft) => draft.Items.SelectMany(i => i.Findings).Select(f => f.Check);

    protected override IReadOnlyList<SourceDraft> SourcesOf(ClaimListDraft draft) => draft.Sources;
}

/// <summary>Examinations of claims and lists.</summary>
public sealed class CheckSubject : ClaimSubject<CheckDraft>
{
    public override DocumentKind Kind => DocumentKind.Check;

    public override string Noun => "check";

    public override string Section => "checks";

    public override string TitleOf(string key, Draft draft) => draft is CheckDraft { By: { } by } check ? $"{by}, {check.Date}" : key;

    protected override IReadOnlyList<ReviewProblem> ProblemsOf(CheckDraft draft, ReviewContext context) => ClaimRules.Review(draft, context).Problems;

    protected override IEnumerable<string?> ListsIn(CheckDraft draft) => draft.Lists;

    protected override IEnumerable<string?> ChecksIn(CheckDraft draft) => [draft.Of];

    protected override IEnumerable<string> ClaimsIn(CheckDraft draft) => draft.Claims;

    protected override IReadOnlyList<SourceDraft> SourcesOf(CheckDraft draft) => draft.Sources;
}
